"""The words that tell of what is done and of next steps; ``narrative.py`` has the rules that read them."""

import re

from plans.dates.words import MONTHS, alternatives
from plans.number_words import NUMBER
from plans.patterns import Pattern
from plans.replies.wordlists import DEEDS_EN, DEEDS_SV, PARTICIPLES, any_of

NEXT = any_of(
    r"^(?:ska|skall) (?!kolla|fråga|återkomma|höra|svara|kontrollera|dubbelkolla)(?!vara\b|bli\b|ha\b|nå\b|"
    r"kunna\b|klara\b|hinna\b|vi\b|jag\b|det\b|den\b|göra "
    r"det\b)[\wåäö]+a\b(?=\s+\w)|"
    rf"^(?:och |men )?(?:ytterligare )?{NUMBER}(?: [\wåäö]+){{0,2}} (?:ska|skall) (?!vara\b|bli\b|ha\b|nå\b|kunna\b|"
    r"klara\b|hinna\b)[\wåäö]+a\b|"
    rf"^nästa [\wåäö-]+ (?:(?:blir|är|den|i|v\.?|vecka) )*(?:\d{{1,2}}(?:/\d| (?:{alternatives(MONTHS)}))|"
    rf"(?:{alternatives(MONTHS)})\b)|"
    r"^(?:(?!klar|färdig|vi\b|jag\b|det\b|nästa\b|förra\b|senast\b)[\wåäö-]+ "
    r")?[\wåäö-]{4,}(?<!a[dt])(?<!nd)(?<!as)(?<!ts)(?<![lr]d) "
    r"(?:nästa (?:vecka|månad)|next (?:week|month))\s*$|"
    rf"(?:andra|tredje|fjärde|femte|sista) (?:blir|hålls|kommer|tas|körs) (?:i|den|till|under|nu i|v)\b|"
    rf"^nästa (?:(?:blir|är|den|v\.?|vecka) )*(?:\d|(?:{alternatives(MONTHS)})\b)|"
    r"(?:^|sen |sedan |därefter |nu |och )(?:ska|skall) (?:nu |sen |sedan |snart |också |även )*(?:till|in|ut|"
    r"upp|iväg|på|ner) "
    r"(?!exempel|slut)\w|"
    r"(?:^|(?<=[\wåäö]en )|(?<=[\wåäö]et )|(?<=[\wåäö]na )|^de[nt] )(?:ska|skall) (?:nu |sen |sedan |därefter |"
    r"även |också )*"
    r"(?:till (?!exempel|slut)|ut på|in till|upp i|upp till|på remiss)[\wåäö]+|"
    r"^(?:och )?(?:nu|sen|sedan|därefter) ska (?:det|de|den|man) (?!vara\b|bli\b|ha\b)[\wåäö]+|"
    rf"^(?!being|having|owing|according|regarding|waiting|pending|including|following|starting from|"
    rf"during)[a-z]{{3,}}ing (?:[\w’'-]+ ){{0,6}}(?:in|on|from|after|by) (?:early |late |"
    rf"mid-?)?(?:{alternatives(MONTHS)}|next|week|q\d|easter|spring|autumn|christmas|"
    r"the new year|new year)\b|"
    r"närmast (?:väntar|förestår|följer|på tur|i tur|kommer|ska)\b|(?:härefter|därnäst|sedan|sen) (?:vidtar|"
    r"förestår)\b|"
    r"(?:i tur|på tur) (?:är|står|härnäst)\b|"
    r"nästa steg|nästa (?!år|vecka|månad|gång|kvartal)[\wåäö]+ (?:är|blir|sker|hålls|körs|den|planeras|genomförs|"
    r"startar)|planen är att|därefter|härnäst|i nästa (?:steg|fas)|steg två (?:är|blir)|ska (?:vi|jag)|(?:vi|jag|vi "
    r"kommer|projektgruppen|"
    r"gruppen) (?:ska|skall)|kommer (?:vi|jag) att|(?:vi|jag) kommer (?:nu |sedan |även |också )?att|planerar (?:vi "
    r")?(?:att|för|en|ett|nu|in)|"
    r"planera(?:s|de|d|t) (?:till|in|under|för|i|nu)|inplanera\w*|inboka\w*|är (?:planera\w*|bokad\w*) (?:till|i|den|"
    r"under)|tanken är att|återstår(?: att| nu)?|kvar är|kvarstår|startar (?:i|den|till|under|nu|efter|på|vecka|Q|"
    rf"först|{alternatives(MONTHS)}|v\.? ?\d|\d{{1,2}}(?:/\d| (?:{alternatives(MONTHS)})))|börjar (?:i|den|till|"
    rf"under|efter|på|vecka)|inleds (?:i|"
    rf"den|till|under|efter|på)|"
    r"drar igång (?:i|den|till|under|efter|på)|genomförs (?:i|den|till|under|efter|på|vecka)|hålls (?:i|den|till|"
    r"under|efter|på|vecka)|sker (?:i|den|till|under|efter|på|vecka)|framåt (?=ska|kommer|planer)|framöver|"
    r"(?:rapport|resultat|slutrapport|utvärdering)\w* kommer (?:i|den|till|under|nästa)\b|"
    r"utvärderas (?:i|den|till|under)|(?:^|och )ytterligare [\w ]{3,40} planeras\s*$|"
    rf"(?!väntas|hinnas|pensioneras|förloras|drabbas|stängas|skjutas|flyttas|försen|senare|förskj|beräkn|bedöm|"
    rf"reviderat?s|ändras|avslutas|slutför|"
    rf"färdigst|leverera|saknas|används|användas)"
    rf"(?:[a-zåäö]{{3,}}as|släpps|köps|bryts|startas|tas|görs|ges|införs|byggs|körs|läggs|sätts|skrivs|invigs|hålls|"
    rf"sker|äger rum|"
    rf"publiceras)(?: \w+){{0,2}}?"
    rf" (?:i |den |under |till |efter |på |nästa |vecka |v\.? ?|innan )*(?:början av |mitten av |slutet av )?"
    rf"(?:våren|hösten|vår\b|höst\b|sommaren|nästa|jul\b|årsskiftet|(?:\d{{1,2}} )?(?:{alternatives(MONTHS)})\b|"
    rf"Q[1-4]|kvartal|vecka|\d{{1,2}}/\d|20\d\d)",
    r"(?<!not )(?<!we )\bwill (?!not|be (?:done|finished|completed?|ready|late|delayed|\w+ (?:days|weeks|"
    r"months))|reach|meet|have|need|take)(?:be )?[a-z]+",
    r"nästa (?:är|blir|sker|hålls|körs)\b|(?:scheduled|planned|booked) (?:for|in|on)\b|next steps?|next up|(?:we|"
    r"i)(?: will|[’']ll| plan to| intend to| are going to|[’']re going to| aim to)|is "
    r"planned for|are planned for|is scheduled|remains to|starts? (?:in|on|next)|begins? (?:in|on|next)|yet to be",
)
# "Avslutningsträffen blir den 28 oktober", "the second call opens on 1 November": an event with its day to come.
_DAY_AHEAD = (
    rf"(?:(?:redan|först|nu|preliminärt|troligen|on|in|from|the|den|i|efter|after|nästa|next|early|late|mid|"
    rf"mitten av|slutet av|"
    rf"början av) ?)*(?:\d{{1,2}}(?:[/.]\d| (?:{alternatives(MONTHS)})|(?:st|nd|rd|th)\b)|(?:{alternatives(MONTHS)})\b|"
    r"vecka \d|v\.? ?\d|(?:mån|tis|ons|tors|fre|lör|sön)dag|jul\b|nyår|årsskiftet|påsk|sommaren|semestern|"
    r"hösten\b|våren\b|"
    r"(?:week|month|year|spring|autumn)\b|christmas|easter|the new year|new year)"
)
EVENT_AHEAD = Pattern(
    rf"(?:men |och |nu |but |and )?(?:(?!förra|last|senaste)[\w-]+ ){{0,3}}?(?:[\wåäö-]*(?:träff|möte|seminari|"
    rf"konferens|"
    rf"workshop|mäss|session|dagen|webbinari|utbildning|kurs|övning)\w*|(?:upp)?start(?:en)?) "
    rf"(?:blir|hålls|går av stapeln|äger rum|sker) {_DAY_AHEAD}|"
    rf"(?:(?!last|previous)[\w-]+ ){{1,4}}?(?:opens|starts|begins|takes place|kicks off|runs|goes live|is "
    rf"planned|is booked) "
    rf"{_DAY_AHEAD}|"
    rf"(?:men |och )?(?:den|det|de) (?:andra|tredje|fjärde|femte|sista|nästa) (?:[\wåäö-]+ )?(?!är\b|"
    rf"var\b)[a-zåäö]{{3,}}r "
    rf"{_DAY_AHEAD}|"
    r"(?:och |sedan |sen )?nu (?:fortsätter|går|tar) (?:vi|jag) (?:vidare )?(?:med|itu med|tag i)\b",
    re.IGNORECASE,
)
NOT_NEXT = any_of(
    r"(?:meddelas|rapporteras|redovisas|noteras|konstateras|anmäls|framhållas|påpekas|upplysas|nämnas|sägas|tilläggas) "
    r"(?:också |även |härmed |därvid )?att\b|(?:antog|antogs|beslutade|beslutades|fastställdes|godkändes|hölls|"
    r"uppgick)\b",
    r"nästa [\wåäö]+ (?:är|blir|om) \d+\s*$",
    r"will no longer|(?:har|hade) därefter|därefter har|"
    r"(?:tidigare|ursprungligen|först) planera\w*|(?:originally|previously) (?:planned|scheduled)",
    r"i ?stället för|instead of|rather than|"
    r"had (?:been )?(?:planned|hoped|scheduled)|hade (?:planerat|tänkt|räknat)|var planera\w*|doubt\w*|"
    r"late\b|delayed|behind\b|ställdes in|ställts in|inställ\w*|blev inte av|uteblev|was cancell?ed|slip\b|slips|"
    r"miss\b|(?:kronor|kr|tkr|mkr|"
    r"msek|sek)\b",
    r"\w+n[’']t\b|make it\b|will (?:not )?be (?:done|finished|ready|complete\w*|late|delayed)\b|"
    r"unlikely|osannolikt|föga troligt|"
    r"tvivlar|tveksam\w*|osäker\w*|tredjedel\w*|fjärdedel\w*|hälften|thirds?\b|quarters?\b",
    r"\d+ ?(?:%|procent)|(?:hinna|hinner|(?<!nästa )(?<!andra )(?<!tredje )(?<!fjärde )(?<!femte )(?<!sista "
    r")blir|bli|vara|blir det|kunna|nå|inte|ej|försen\w*|återkom\w*|"
    r"höra av|svara|come back (?:to you|with)|report back|"
    r"n[’']t|not|get back|never)\b|(?:klar\w*|färdig\w*|avslutas?|done|finish(?:ed)?|completed?)\s*(?:i\b|till|in\b|"
    r"by\b|"
    r"under|först|$)",
)
# What is aimed at, doubted or was planned once is no step that somebody takes.
OF_A_GOAL = any_of(
    r"mål(?:et|en|värdet|talet|nivån)?\b(?!grupp)|targets?\b|goals?\b|unlikely|likely|no longer|inte längre|"
    r"förmodligen inte|"
    r"(?:tidigare|ursprungligen|originally|previously|earlier)\b"
)
PERFECT = any_of(
    rf"(?:har|hade|have|has|[’']ve|we[’']ve)\s+(?:(?:nu|redan|också|även|precis|just|äntligen|under [\wåäö]+|i "
    rf"[\wåäö]+|already|now|just|also|vi|i år|åtminstone|i alla fall|ändå|hittills|bland annat|tillsammans|"
    rf"so far)\s+){{0,2}}(?:{DEEDS_SV}|"
    rf"{DEEDS_EN})(?![\wåäö])",
    rf"(?:{DEEDS_SV})(?![\wåäö])",
)
PAST_EN = any_of(
    rf"(?<=^)(?:{DEEDS_EN}) (?:a|an|the|our|all|both|another|some|most|two|three|four|five|six|seven|eight|"
    rf"nine|ten|\d+)\b",
    r"(?<=^)(?!we\b|it\b)(?:[\w’'-]+ ){1,7}(?:concluded|finished|opened|launched|completed|closed|began|ended|"
    r"went live) (?:last|in|on|this|yesterday|at the)\b",
    rf"(?:we|i|they|it was|was|were|been|has been|have been)\s+(?:also |just |already |now )?(?:{DEEDS_EN})(?![\w])",
)
PART_DONE = any_of(
    rf"(?:är|var|blev|finns|is|are|was)\s+(?:(?:nu|redan|också|även|helt|now|already|"
    rf"all)\s+)?(?:{PARTICIPLES})(?![\wåäö])",
)
SHORT_DONE = Pattern(
    rf"^(?=.*\w+\s)(?P<what>.+?)\s+(?:{PARTICIPLES})(?:\s+(?:i|den|och|under|nu|redan|in|on|hittills|hitintills|"
    rf"enligt|som|as|so "
    rf"far|i år|och klar|last|this|for|with|at|förra|igår|sen|sedan|med|\d{{1,2}}/\d{{1,2}}|v\.? ?\d+)\b.*|"
    rf"\s*\([^)]*\))?$",
    re.IGNORECASE,
)
# "Den installerade effekten", "de planerade övningarna": the word tells which one it is, and no deed.
ATTRIBUTE = Pattern(
    r"(?<![\wåäö])(?:den|det|de|denna|dessa|våra|deras|sin|sina)\s+(?:\w+\s+)?[a-zåäö]+(?:ade|dda|lda|rda|nda|"
    r"gda|tta|sta)"
    r"(?=\s+[\wåäö-]{3,}(?:en|et|an|na|ar|er|or)(?![\wåäö]))",
    re.IGNORECASE,
)
NOT_DONE = Pattern(
    r"\b(?:fått|fick)(?: \w+)? in \w+ (?:\w+ )?(?:ärenden|klagomål|frågor|samtal|synpunkter|avslag)\b|(?<=\d "
    r")(?:mkr|tkr|kr|kronor|msek|miljoner)\b|\b(?:på \d+ ?%|(?:med|with) \w+ (?:\w+ )?(?:av|of) \w+\s*$|bara|"
    r"endast|only|rättelse|correction|nästan|snart|"
    r"i princip|så gott som|basically|practically|säger|says|"
    r"almost|nearly|halv(?:klar|färdig|"
    r"gjord|vägs)\w*|delvis|"
    r"inställd\w*|cancel\w*|överklag\w*|andel\w*|antal\b|beviljad\w*|hälften|tredjedel\w*|fjärdedel\w*|thirds?\b|"
    r"quarters?\b|det mesta|i stort sett|under bygg\w*|being|i huvudsak|the most|väntar|awaiting|waiting|(?:viktiga|"
    r"stora|"
    r"flera) steg|"
    r"steg framåt|important steps|"
    r"skrev fel|skrivit fel|"
    r"mycket|omröst|överens om att inte|fått i uppdrag|vill|kan\b|bör\b|(?:^|inte |fråga\w* |osäker\w* |tvek\w+ |"
    r"diskuter\w+ )om\b|om (?:vi|det|den|inte|allt|så)\b|gick inte|"
    r"dålig\w*|sämre|nowhere|vilken\b|vilket (?:år|jobb)|what an?\b|visa(?:de|r|t|ts)\b|showed|lost\b|if\b|"
    r"^som (?:jag|vi) (?:skrev|sa|sade|nämnde|meddelade|rapporterade|berättade|angav)\b|^(?:av|of|varav|mot|"
    r"against) \d+ [\wåäö]+\s*$|"
    r"held (?:up|back)\b|(?:lagt|lade) (?:ner|ned)\b|i förtid|skick\w+ tillbaka|gick tillbaka|sent back|"
    r"ingenstans|hade hoppats|faila\w*|got to\b)",
    re.IGNORECASE,
)
# "Klara tidigast i mitten av februari" is to come, whatever the form of the verb.
AT_THE_EARLIEST = any_of(
    r"tidigast|först (?:i|om|efter|till|den|under|nästa)\b|senast (?:i|den|till)\b|nästa (?:år|månad|vecka|kvartal)|"
    r"at the earliest|earliest|next (?:year|month|week|quarter)"
)
NONE_OF_IT = Pattern(r"^(?:0|noll|zero)\b", re.IGNORECASE)
PERCENT = Pattern(r"\d\s?%|procent\b|per ?cent\b", re.IGNORECASE)
_LABELS: tuple[tuple[str, str], ...] = (
    (
        "obstacles",
        (
            r"hinder|problem|obstacles?|utmaning(?:ar)?|risk(?:er)?(?: och hinder)?|orsak(?:er|en)?|anledning|skäl|"
            r"issues?|blockers?|risks?|reasons?|cause"
        ),
    ),
    (
        "decisions_needed",
        (
            r"beslut(?:sbehov)?|behov av beslut|behöver beslut|decisions?(?: needed)?|needs?|behov(?=:\s*(?:beslut|"
            r"klartecken|besked))"
        ),
    ),
    (
        "done",
        (
            r"(?:klart|avklarat|färdigt)(?=:\s*(?!\d|i |ja\b|nej|inte|senast|slutet|början|mitten|v\.? ?\d|enligt|"
            r"q\d|(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*\b|vår|höst|sommar|årssk|hela|delvis|"
            r"nästan|q\d)[a-zåäö]{4})|gjort|genomfört|klart hittills|vad har gjorts|resultat|done|achieved|"
            r"completed so far"
        ),
    ),
    (
        "next_steps",
        (
            r"kvar(?:står)?|återstår|att göra|todo|to do|remaining|nästa(?: steg)?|framåt|plan framåt|next steps?|"
            r"next|kommande"
        ),
    ),
)
LABELLED = tuple(
    (field, Pattern(rf"(?:^|(?<=\s))(?:{words})\s*:\s*(?P<text>[^\n]+)", re.IGNORECASE)) for field, words in _LABELS
)
# "Blockers", alone on its line: what the list below it tells of.
HEADERS = tuple((field, Pattern(rf"\W*(?:{words})\s*:?\s*", re.IGNORECASE)) for field, words in _LABELS)
LISTED = Pattern(r"\s*[-*•·+–]\s*\S")
NOTHING = Pattern(r"^\W*(?:inga?|inget|nej|none|no|nothing|-|n/a|ej aktuellt|saknas|–)?\W*$", re.IGNORECASE)
