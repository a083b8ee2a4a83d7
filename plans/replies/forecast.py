"""Rules for the forecast: on track, some deviation, large deviation, not assessed."""

import re
from collections.abc import Iterable

from plans.dates.words import MONTHS, alternatives
from plans.model import Forecast
from plans.number_words import NUMBER
from plans.patterns import Pattern
from plans.replies.clauses import Clause
from plans.replies.deadline_cues import OTHER_EVENT, WAS_LATE
from plans.replies.wordlists import NEGATION, TIME, any_of, words_before

_LABEL = (
    r"(?:status\w*|prognos\w*|läge\w*|flagg\w*|färg\w*|ljus\w*|trafikljus\w*|bedömning\w*|forecast|rag|colour|"
    r"color|rating|call (?:this|that) one|markera\w*|ligger (?:vi )?på|vi är|det är|är det|sätter|säger|say|it[’']s|"
    r"call (?:it|this)|we[’']re|"
    r"still|"
    r"fortfarande|fortsatt|nu|now|ligger|alltså)"
)


def _colour(words: str) -> str:
    return (
        rf"(?:{_LABEL}(?:\s+(?:är|as|på|som|to|it|det|den|ljus|fortfarande|nu|is|at|alltså|a|on|status|statusen|"
        rf"prognosen)){{0,3}}\s*[:=–-]?\s*(?:{words})|^(?:{words})(?:\s+(?:ljus|läge|flagg|status|light|"
        rf"prognos))?)(?=\s*(?:$|[.,;:–!-]|och\b|men\b|pga|på grund|eftersom|and\b|but\b|because|i\b|just\b|ljus|"
        rf"/))"
    )


_OFF = any_of(
    r"(?:kraftig|mycket|rejäl|allvarlig|väldigt|stark|avsevärd|betydlig|ordentlig|grov|svår|massiv|"
    r"lång)\w*\s+(?:försen\w+|fördröj\w+|avvik\w+|efter|sen[at]?\b|bakom)",
    r"(?:långt|mycket|rejält|kraftigt|klart|betydligt) efter(?: plan\w*| tids?plan\w*)?(?=\s*(?:$|[.,;]|tidplan|plan|"
    r"schema))",
    r"stor(?:a|t)? (?:avvikelse\w*|försening\w*)",
    r"off the rails|spårat ur|(?:har |totalt |helt )havererat|skitit sig|helt ur fas",
    r"kommer aldrig (?:att )?(?:vi )?(?:ner|ned|upp|nå|fram|klara)|(?:målet|målvärdet|"
    r"målen)\b[^.]{0,20} inte (?:kommer att |kan )(?:kunna )?"
    r"(?:nås|uppnås)",
    r"hinner (?:vi )?(?:inte|ej) alls|hinner (?:absolut|verkligen) inte",
    r"(?:kan|kommer) (?:vi )?(?:inte|ej|aldrig) (?:att )?(?:kunna )?(?:nås|uppnås|uppfyllas|nå (?:målet|målen|\d|"
    r"målvärdet|upp)|att nås|klara målet|uppnå)",
    r"(?:når|uppnår|klarar) (?:vi )?(?:inte|ej|aldrig) (?:målet|målen|målvärdet|upp till målet|\d{2,}\s*$)(?! om)",
    r"(?:målet|målvärdet|målen|tidplanen) (?:\w+ )?(?:är|känns|verkar) (?:\w+ )?(?:knappast|inte) (?:\w+ "
    r")?(?:realistisk|rimlig|möjlig|nåbar)\w*|(?:målet|målvärdet|målen)(?: på)?(?: [\d,%]+| procent){0,3} (?:nås|"
    r"uppnås) (?:inte|ej)|(?:målet|målvärdet) är "
    r"(?:inte realistiskt|orealistiskt|omöjligt|utom räckhåll)|(?:målet|målvärdet|tids?planen|slutdatumet) (?:är "
    r")?(?:kan|går) inte (?:att )?(?:nå|nås|hålla|klara)",
    r"(?:\d+(?: %| procent)?) (?:klarar|når|hinner|uppnår) (?:vi |man )(?:inte|ej|aldrig)\b(?! (?:förrän|till|om))|"
    r"(?:målet|målen|målvärdet)(?: (?:på|om))?(?: [\d,%]+(?: [\wåäö]+)?)? (?:klarar|når|hinner|uppnår) (?:vi |"
    r"man )?(?:inte|"
    r"ej|aldrig)",
    r"inte en chans (?:att|till)|omöjligt att (?:nå|hinna|klara)|orealistiskt",
    _colour(r"röd[at]?|rött|red"),
    r"off track|(?:seriously|severely|significantly|heavily|badly|far|way|well|substantially|major|"
    r"considerably)\s+(?:delay\w*|behind|off|late)",
    r"(?:target|goal)s?\b.{0,25}(?:is not realistic|not realistic|cannot be (?:reached|met)|can[’']?t be (?:reached|"
    r"met)|will not be (?:reached|met)|won[’']t be (?:reached|met)|is out of reach|unrealistic)",
    r"(?:will not|cannot|can not|can[’']t) (?:make it|reach the (?:target|goal)|meet the (?:target|goal))|"
    r"won[’']t (?:make it|reach|meet)",
    r"large deviation|major delay\w*|no chance",
)
_AT_RISK = any_of(
    r"(?:slightly|a little|a bit|somewhat|a touch|a shade) behind\b|behind where we\b|"
    r"^(?:är |blir |nu )?sen[at]? till\b|osäker\w* (?:på )?(?:om|ifall) (?:vi|det|den|målet)|t(?:ar|og) längre tid\b|"
    r"skjut(?:et|en|na)\b|dragged on|rädd\w* (?:för )?att (?:vi|det|målet) (?:\w+ )?inte|afraid (?:that )?(?:we|"
    r"it) (?:won|will not|can)|(?:be|bli|blir|vara|är) (?:very |mycket |ganska )?(?:surprised if|förvånad\w* om)",
    rf"^(?:är |blir |nu )?sen[at]? (?:med )?(?:ca |cirka |ungefär |minst )?(?:{NUMBER}|ett par|några) (?:dag|veck|mån|"
    rf"kvart|halvår|år)\w*",
    r"(?:föreligger|finns|ser|är) (?:\w+ ){0,2}risk\b|"
    r"missar (?:vi )?(?:vårt |våra )?(?:slutdatum|deadline|tids?plan|sluttid|måldatum)\w*|"
    r"miss(?:ed|ing|es)? (?:the |our )?(?:deadline|end date|due date|target date|date\b|\d{1,2}(?:st|nd|rd|th)?\b)|"
    rf"(?:{alternatives(MONTHS)}|datumet|slutdatumet|deadline\w*|tids?planen|(?:^|så )(?:det|den)) (?:kommer att )?"
    r"(?:spricker?|rämnar?|ryker)\b|"
    r"fördröj\w*|uppskju[kt]\w*|framskjut\w*|framflytta\w*|senarelag\w*|t(?:ar|og) (?:\w+ )?längre tid än|sackar "
    r"efter|tveksamt om",
    r"(?:tror|räknar) (?:vi |jag )?(?:\w+ )?(?:inte|ej|knappast) (?:på )?(?:med )?(?:att )?(?:vi|det|den|målet)\b|"
    r"(?:don[’']t|do not) (?:think|believe|expect) (?:we|it|that we|to)\b|"
    r"(?:inte|ej) (?:\w+ )?(?:kunnat|kunna|kan) (?:\w+ )?(?:fullfölj|genomför|slutför|avslut|färdigställ)\w* enligt|"
    r"(?:inte|ej|knappast) (?:\w+ )?hinner|hinner (?:vi )?knappast|ser mörkt ut|tidspress\w*|drar över|takes? "
    r"longer than|later than (?:planned|expected|scheduled|hoped)|tvivlar på (?:att|om)|took longer than|"
    rf"räkna (?:\w+ )?med (?:ca |cirka |ungefär )?(?:{NUMBER}|ett par|några) (?:veck|månad|kvartal|halvår|"
    rf"år)\w* (?:extra|till)\b|"
    r"overdue|\bdoubt (?:that |if |whether )?(?:we|it|this)\b|doubtful|(?:går|gå) över tiden|"
    r"blir (?:\w+ )?inte av (?:i år|före|förrän)",
    r"försen(?:ad|at|ade|ing|ingen|ingar|as|ats)\b",
    r"(?:viss[at]?|mindre|liten|litet|lite|små) (?:avvikelse\w*|försening\w*|försenad\w*|försenat|"
    r"sen[at]?(?=\s*(?:$|[.,;!)]|men\b|och\b|med\b|till\b|pga\b))|efter\b|"
    r"förskjutning\w*)",
    r"avvikelse (?:från|mot) (?:tids?)?plan\w*",
    r"(?:ligger|är|halkat|kommit|hamnat|släpar|halkar|ligga) (?:vi )?(?:(?:lite|litet|något|långt|rejält|en bit|nu|"
    r"fortfarande|också|ganska|ca|\d+ \w+|en \w+|ett \w+|två \w+|tre \w+|fyra \w+|några \w+|tyvärr|redan) "
    r"){0,3}efter\b(?! (?:att|det|sommaren|semester\w*|jul|mötet|beslut|en|ett|omorg\w*|\d|två|tre))",
    r"efter (?:tid)?(?:plan|planen|schema|schemat)\b|bakom (?:plan|schema)\w*|ur fas|släpar",
    r"(?:inte|ej|knappt) (?:\w+ )?(?:i fas|enligt (?:tids?)?plan\w*)|håller (?:inte|ej) (?:tids?)?plan\w*|"
    r"(?:tids?)?planen "
    r"håller inte",
    r"(?:en |viss |stor |ökad |det finns )?risk(?:en)? (?:för|att|finns)|riskerar|risk finns|finns risk",
    r"(?:hinner|hinns|hinna) (?:vi |nog |troligen |tyvärr |sannolikt )*(?:inte|ej)|inte (?:att )?hinna|svårt att "
    r"(?:hinna|nå (?:mål|ända|fram|upp|\d)|klara)|osäker\w* om (?:vi|det|målet)|(?:tids?planen|tiden|det) är (?:osäker|"
    r"pressad|tajt|tight|"
    r"pressat|osäkert)",
    r"(?:skjut(?:s|its|er|it|as|a)|sköts) (?:\w+ ){0,3}?(?:upp|fram|på|till)|(?:senarelägg|senarelag)\w*|förskjut\w*|"
    rf"flytta(?:s|ts|des) (?:\w+ )?(?:fram|till (?={TIME}))|flytta(?:t|r) (?:vi |jag |har )?(?:det |den |fram |upp |"
    rf"slut\w+ |"
    r"leverans\w+ |publicering\w* )+(?:fram|till)?|drar ut på tiden|dragit ut på tiden|(?:^|det |den |åtgärden |"
    r"\w+ingen? |kan |klart )dröj\w*|försenar",
    r"(?:blir|bli|hinner|hinns|vara) (?:\w+ ){0,2}(?:inte|ej) (?:\w+ )?(?:klar\w*|färdig\w*) (?:i|till|förrän|"
    r"under|den|före|"
    r"innan|på)\b|(?:inte|ej) (?:att )?(?:bli|vara) (?:klar\w*|färdig\w*)|klar\w* (?:inte|ej) (?:förrän|i tid)",
    r"kommer (?:vi )?(?:\w+ )?(?:inte|ej) (?:att )?(?:kunna )?\w+ (?:\w+ )?(?:före|innan|till|förrän|i tid)\b|"
    r"won[’']t be \w+ (?:before|until|by|in time)|"
    r"(?:\d+|en|ett|två|tre|fyra|fem|sex|några) (?:dag|veck|månad|kvartal|halvår|år)\w* (?:sen[at]?\b|efter\b|"
    r"försen\w*)|\w+ (?:days?|weeks?|months?|quarters?) (?:late|behind)",
    r"(?:inte|ej) (?:blir |bli |är )?(?:\w+ )?(?:klar\w*|färdig\w*) i tid|senare än (?:plan\w*|tänkt|beräkn\w*|"
    r"beslutat|utlovat|sagt|avtalat|"
    r"väntat)|blir sen[at]?\b|lite sen[at]?\b|är sen[at]?\b",
    _colour(r"gul[at]?|gult|orange|amber|yellow"),
    r"(?:little|bit|somewhat) (?:bit )?after (?:the |our )?(?:plan|schedule)\b|delay(?:ed|s)?\b|behind (?:schedule|"
    r"plan)|running (?:late|behind)|slipp\w*|slip\b|postpon\w*|pushed (?:back|"
    r"to)|at risk|risk of|risk that|some deviation|not (?:quite |fully |really )?(?:on track|on schedule|according "
    r"to plan|as planned)|falling behind|a bit (?:late|behind)|lagging|rescheduled|tight schedule",
    rf"moved (?:back )?to (?={TIME})",
)
_ON_TRACK = any_of(
    r"(?:målet|målvärdet|slutdatumet|tids?planen)(?: på [\d ,.]+(?:%|\w+)?)? (?:känns|verkar|är|ser|bedöms) "
    r"(?:\w+ ){0,3}?(?:rimlig|realistisk|möjlig|nåbar|inom räckhåll|görbar|hållbar)\w*|"
    r"(?:the |our )?(?:target|goal|deadline|end date)s?(?: of [\d ,.]+%?)? (?:\w+ )?(?:feels?|seems?|looks?|is|"
    r"remains?|"
    r"are) (?:\w+ )?(?:realistic|reasonable|achievable|within reach|feasible|doable|possible)\b|"
    r"tror (?:\w+ ){0,3}?(?:vi|jag) (?:ändå |nog |fortfarande |visst )?(?:klarar|hinner|når|fixar|ror i land|löser) "
    r"(?!(?:nog |tyvärr )?(?:inte|ej)\b)(?:det|målet|(?:dead|tids?)\w+|slutdatum\w*|" + alternatives(MONTHS) + r")\b"
    r"(?! (?:inte|ej)\b)|"
    r"(?:should|will|would)(?:n[’']t| not) be (?:a |an |any |much of a )?(?:problem|issue|trouble)\b|"
    r"(?:ska|borde|lär|bör) inte (?:bli|vara) (?:något |några |ett )?(?:problem|hinder)\b|"
    r"(?:är|känns|ligger|verkar) (?:\w+ )?inom räckhåll\b|"
    r"confident (?:about|of|in|for|that we|we|it)\b|"
    r"i enlighet med (?:\w+ ){0,5}?(?:tids?)?plan(?:en)?\b|som (?:tids?)?planen (?:säger|anger|föreskriver)|"
    r"(?:slutdatum\w*|tids?plan\w*|deadline\w*|sluttid\w*) (?:bedöms|beräknas|förväntas|väntas|bör|kan|kommer att|"
    r"ska) (?:kunna )?(?:hållas|hålla)\b|bang on (?:time|schedule|target)|right on (?:time|schedule|track)|"
    r"follow(?:s|ing)? (?:the |our )?(?:time ?|project )?(?:plan|schedule|timetable)\b|"
    r"(?:mål\w*|det) (?:fixar|klarar|når|hinner) vi\b(?! inte| ej| nog inte)|"
    r"(?:följer|håller|klarar) (?:\w+ )?(?:fastställd|beslutad|uppgjord|uppsatt|lagd|ursprunglig|gällande|antagen)\w* "
    r"(?:tids?)?plan|i god tid\b|in good time\b|time to spare|"
    r"(?:expect|confident|on course|aim) (?:\w+ ){0,3}?(?:to (?:reach|hit|meet)|of (?:reaching|hitting|"
    r"meeting)) (?:the |our )?"
    r"(?:target|goal|\d)|(?:should|will) be (?:fine|ok|okay|on time|in time)\b|good for (?:the )?(?:deadline|end date)|"
    r"i enlighet med (?:\w+ )?(?:tids?)?plan\w*|som det var (?:tänkt|planerat|sagt|bestämt)|avvikelse\w*:?\s+"
    r"(?:nej|inga?|ingen|none|no)\b|"
    r"(?:datum\w*|tids?plan\w*|slutdatum\w*|deadline\w*|tpl\.?|date|timeline|schedule) (?:\w+ )?"
    r"(?:står fast|ligger fast|gäller|håller|holds|stands|still stands)|(?:med|har) (?:god|bra) marginal|"
    r"i linje med (?:tids?)?plan\w*|som tänkt\b|som det ska(?=\s*(?:$|[.,]))|som förväntat|håller tiden|enligt "
    r"uppsatt \w*plan|tidigarelag\w*",
    r"(?:tids?plan(?:en)?|schemat|tiden) (?:är )?(?:ok|okej|intakt|bra|lugn\w*)\b|(?:timeline|schedule|"
    r"timing) (?:is )?(?:ok|okay|fine|intact|good)\b",
    r"as agreed|som (?:avtalat|överenskommet)|on target|as expected|as scheduled|in line with (?:the )?plan",
    r"(?:helt |i stort(?: sett)? |i huvudsak |allt |går |löper |flyter )*(?:enligt|enl\.?) (?:(?:fastställd|"
    r"beslutad|uppgjord|lagd|ursprunglig|gällande|antagen|den) )*(?:tids?)?plan(?:en)?\b(?! (?:ska|"
    r"skulle|borde|är|var|skall|som|från|för)\b)",
    r"enligt (?:schema|planering)\w*|som (?:vi )?planerat|som (?:vi )?planerade?|enligt förväntan|planenligt|"
    r"rätt i tid(?:en)?\b|"
    r"inom utsatt tid|i rätt tid\b",
    r"i fas\b|på (?:rätt )?banan?\b|på rätt (?:spår|väg|kurs)",
    r"(?:följer|håller|klarar) (?:vi )?(?:tid)?(?:planen|plan|schemat)|(?:tids?)?planen håller|inom tids?plan\w*",
    r"(?:räknar (?:\w+ )?med att|tror (?:\w+ )?(?:att|på)|bedömer (?:\w+ )?att|bör|borde|kommer (?:\w+ )?att|ska) "
    r"(?:\w+ )?(?:kunna )?(?:nå|klara|hinna|fixa|uppnå|når|klarar|hinner|fixar) (?:målet|målen|målvärdet|det|tidplanen|"
    r"slutdatum\w*|hela vägen|i mål)\b(?! (?:inte|ej)\b)|"
    r"(?:vi )?(?:hinner|klarar|fixar) (?:det|målet)(?! (?:inte|ej|nog inte|knappast)\b)(?=\s*(?:$|[.,]|före|innan|till|"
    r"i tid|med))|(?:still |fully |we )?(?:expect|plan|intend|confident|should|will) (?:\w+ )?(?:to )?(?:reach|meet|"
    r"hit|"
    r"make|hold) (?:the |our |that |it\b)(?:target|goal|date|deadline|end date)?\b|"
    r"(?:no|ingen|inga) (?:\w+ )?(?:changes?|ändring\w*|förändring\w*) (?:to|in|of|av|i|på) (?:the )?(?:end date|"
    r"deadline|"
    r"due date|schedule|timeline|slutdatum\w*|sluttid\w*|tids?plan\w*)|"
    r"(?:målet|målvärdet|målen) (?:bedöms|beräknas|förväntas|väntas|bör|kan)(?: kunna)? (?:nås|uppnås|uppfyllas|klaras)"
    r"(?! (?:inte|ej))|(?:tids?plan\w*|slutdatum\w*|deadline\w*)\s*:\s*(?:håller|ok|okej|oförändrad\w*|gäller|"
    r"står fast)|"
    rf"(?:\d{{1,2}}(?:/\d{{1,2}}| {alternatives(MONTHS)})|{alternatives(MONTHS)}) (?:håller|gäller|står fast|stands|"
    rf"holds)\b"
    r"(?! (?:inte|ej))|före (?:tids?)?plan(?:en)?\b|före schemat|bättre (?:till )?än plan\w*|snabbare än plan\w*|"
    r"över plan\b",
    r"(?:blir |bli |vara |är )?(?:klar\w*|färdig\w*|hinner|leverera\w*|i mål) i tid\b|(?:vi |kommer (?:vi )?att "
    r")?(?<!när vi )(?<!när jag )(?<!om vi )(?:hinner|hinna)(?! (?:inte|ej|nog inte|troligen inte|tyvärr))(?=\s*(?:$|"
    r"[.,]|till|i tid|klart|färdigt|med "
    r"allt))",
    _colour(r"grön[at]?|grönt|green"),
    r"on (?:track|schedule|course|time|plan)\b|as planned|(?:according|going) to (?:the )?plan|to plan\b|ahead of "
    r"(?:schedule|plan)|no deviation\w*",
    r"(?<!om )(?<!inte att )(?<!not )(?:vi|we) (?:når|klarar|uppnår|(?:will )?(?:reach|meet)) (?:målet|målen|"
    r"målvärdet|the (?:target|goal)s?)(?! (?:inte|ej))",
    r"(?:räknar med|kommer|tror|bör kunna|beräkna\w*|bedömer) (?:\w+ )?(?:att )?(?:vi )?(?:kunna )?(?:hålla|"
    r"klara|följa|håller|klarar) (?:tids?)?plan\w*",
    r"^(?:når|klarar|hinner) (?:målet|målen|tids?planen|slutdatumet|det)\s*$",
    r"kommer (?:vi )?(?:nog |säkert |att )*(?:klara|nå|hinna|fixa) (?:målet|målen|det|tids?planen)\b(?! (?:inte|ej))",
    r"(?<!if we )(?:should|will|[’']ll) (?:easily |still |just )?(?:get there|make it|manage it)\b|(?:is|[’']s|"
    r"looks|still) (?:\w+ )?(?:doable|achievable|within reach|attainable)\b|"
    r"(?:borde|bör|ska|skall|lär) (?:nog |väl |det )*(?:gå vägen|lösa sig|gå bra|hinnas|funka|fungera|ordna "
    r"sig)\b|det (?:löser|ordnar) sig\b|"
    r"(?:deadline|end date|date|target|goal)s? (?:is |are )?(?:not under threat|not threatened|safe|secure|in "
    r"sight|not in doubt)\b|broadly on course\b|"
    r"(?:ser|finns) (?:vi |jag )?inga problem(?: med| att|\s*$)",
    r"prognos(?:en)? (?:är |ser )?(?:god|bra|positiv|ljus)\b",
    r"(?:målet|målvärdet|målen) (?:kommer att |bör |kan |beräknas )?(?:nås|uppnås)(?! (?:inte|ej))|kommer (?:vi "
    r")?att nå (?:målet|målen|målvärdet|\d)|(?<!we )(?<!if it )(?:will|should|ought to) (?:reach|hit|make) "
    r"(?:the target|\d)|we (?:will|should|ought to|[’']ll) (?:reach|hit|make) (?:the target|\d)",
)
_NO_TROUBLE = any_of(
    r"(?:försening\w*|avvikelse\w*|delays?|deviations?|risk\w*)\s*[:–-]\s*(?:nej|ingen|inga|inget|none|no|nil|0)\b",
    r"någ(?:on|ra) (?:\w+ )?(?:avvikelse\w*|försening\w*|risk)\b.{0,50}?\b(?:inte|ej)\b",
    r"(?:ingen|inga|utan|inte några?|ej) (?:\w+ )?(?:risk för |större |stora |betydande )?(?:försening\w*|"
    r"avvikelse\w*)|(?:inte|ej) (?:längre )?(?:försen\w+|sen[at]?\b|efter)|ingen risk",
    r"(?:hämtat|hämtade|tagit|jobbat|arbetat) (?:in|igen|ikapp) (?:\w+ )?(?:försening\w*|det|tappet)|försening\w* "
    r"(?:är )?(?:inhämtad|inhämtade|ikapp|har (?:vi )?hämtats?)|ikapp",
    r"(?:inte|ej) i riskzonen|not (?:at risk|in danger)|"
    r"(?:no|without(?: any)?|not?) (?:\w+ )?delay(?:s|ed)?\b|not (?:behind|late)|isn[’']t delayed|caught up|no risk",
)
_NOT_ASSESSED = any_of(
    r"(?:ej|inte) bedöm(?:d|t|ts)\b|(?:kan|går) (?:vi |jag )?(?:\w+ )?(?:inte|ej) (?:\w+ )?(?:att )?bedöma|"
    r"svårbedöm\w+|svårt att (?:bedöma|säga)",
    r"för tidigt att (?:säga|bedöma|sia|uttala)|(?:vet|vågar) (?:vi |jag )?(?:ännu )?inte (?:ännu )?(?:hur det|säga|"
    r"om vi hinner)",
    r"(?:too early|premature) to (?:say|tell|assess|judge)|cannot (?:yet )?(?:be assessed|assess|say)|"
    r"can[’']t (?:assess|say|tell)|not "
    r"(?:yet )?assessed|hard to say",
    _colour(r"grå|grått|grey|gray"),
)
# What was, or would be, is no forecast: "var försenat men är nu i fas".
_BYGONE = Pattern(
    r"\b(?:var|tidigare|förut|hade|varit|blev|was|were|had been|used to be|earlier|previously|i våras|i somras|"
    r"förra)\b(?=.*\b(?:(?:inte|ej|not) (?:klar\w*|färdig\w*|done|ready) (?:i tid|in time|on time)|försen|efter|"
    r"delay|behind|risk|gul|röd|rött|late|sen))",
    re.IGNORECASE,
)
_STILL = Pattern(r"\b(?:fortfarande|fortsatt|nu|still|now|är|is|vilket)\b", re.IGNORECASE)

_MOVED = Pattern(r"skjut|sköts|flytta|framflytta|moved|postpon|reschedul|pushed", re.IGNORECASE)
_NOTHING_HINDERS = Pattern(r"\b(?:inga|inget|ingen|no) (?:hinder|tvekan|tvivel|skäl|problem|doubt|reason|obstacles?)\b")
_FAR = 40  # characters: "vi tror inte att vi hinner i tid"
_SEVERITY = {Forecast.ON_TRACK: 0, Forecast.AT_RISK: 1, Forecast.OFF_TRACK: 2}


def forecasts(clauses: Iterable[Clause]) -> tuple[Forecast, ...]:
    """Return what each clause says of the forecast, in their order; at most one a clause."""
    return tuple(
        found
        for clause in clauses
        if not clause.supposed and not tells_how_it_went(clause)
        if (found := forecast_of(clause.text)) is not None
    )


def tells_how_it_went(clause: Clause) -> bool:
    """Tell whether a clause says how late something was when it came about: "lanserades i maj, tre månader sent"."""
    return WAS_LATE.search(clause.whole) is not None and clause.whole.rstrip(" .!\n").endswith(clause.text)


def forecast_of(text: str) -> Forecast | None:
    """Return the forecast that one clause states."""
    if _NOT_ASSESSED.search(text):
        return Forecast.NOT_ASSESSED
    rest = _NO_TROUBLE.sub(" ", text)
    if _OFF.search(rest) and not _is_bygone(rest):
        return Forecast.OFF_TRACK
    late = _AT_RISK.search(rest)
    if late and not _is_bygone(rest) and not _moves_an_event(rest, late):
        return Forecast.AT_RISK
    on_track = _ON_TRACK.search(text)
    negated = on_track and NEGATION.search(
        _NOTHING_HINDERS.sub(" ", words_before(text.lower(), on_track.start(), _FAR))
    )
    return Forecast.ON_TRACK if rest != text or (on_track and not negated) else None


def _moves_an_event(text: str, late: re.Match[str]) -> bool:
    """Tell whether only one meeting, course or visit is moved: nobody knows what that does to the action."""
    return _MOVED.match(late[0]) is not None and OTHER_EVENT.search(text, 0, late.start()) is not None


def _is_bygone(text: str) -> bool:
    return _BYGONE.search(text) is not None and _STILL.search(text) is None


def decide(found: tuple[Forecast, ...]) -> tuple[Forecast | None, bool]:
    """Return the forecast of the whole reply, and whether its parts cannot both be true."""
    if Forecast.NOT_ASSESSED in found:
        return Forecast.NOT_ASSESSED, False
    if Forecast.ON_TRACK in found and Forecast.OFF_TRACK in found:
        return None, True
    return (max(found, key=_SEVERITY.__getitem__), False) if found else (None, False)
