"""The words that tell of obstacles, decisions needed, what is done and next steps; ``narrative.py`` has the rules."""

import re

from plans.dates.words import MONTHS, alternatives
from plans.patterns import Pattern
from plans.replies.wordlists import DEEDS_EN, DEEDS_SV, PARTICIPLES, any_of

REASON = any_of(
    r"på grund av(?: att)?|pga\.?|p\.? ?g\.? ?a\.?|på g a|till följd av(?: att)?|med anledning av(?: att)?|mot "
    r"bakgrund av(?: att)?|beroende på(?: att)?|beror på(?: att)?|"
    r"för (?=(?:vi|de|den|det) (?:har|väntar|saknar|fick|måste|behöver|inte)\b)|"
    r"(?<!risk )(?<!risken )(?<!rädd )(?<!rädda )(?<!orolig )(?<!oroliga )(?<!oro )"
    r"för att (?=(?:[\wåäö-]+\s+){1,3}?(?:har|är|inte|ej|ännu|hade|blev|var|saknas?|dröj\w+|drog|slut\w+|"
    r"[a-zåäö]+(?:ats|ades|its|lts|ldes|rts|rdes))\b)|"
    r"då (?=(?:endast|bara|ingen|inga|inget|för få|alltför)\b)|"
    r"då (?=(?:[\wåäö-]+\s+){1,5}?(?:har|är|inte|ej|ännu|hade|blev|var|saknas?|dröj\w+|drog|slut\w+|"
    r"[a-zåäö]+(?:ats|ades|its|tts|ts|des))\b)"
    r"(?!(?:har|är|hade|blev|var|kan|ska|blir)\b)|"
    r"since (?=(?:our|we|they|no|nobody|there|the (?!(?:previous|last|latest|first|earlier)\b|start|beginning|end|"
    r"new year|launch|last|spring|summer|autumn|"
    r"winter|report|meeting))\b)|"
    r"då (?=(?:[\wåäö-]+\s+)?(?:[\wåäö-]{4,}(?:en|et|an|arna|erna|orna)|ingen|de|vi)\s+(?:inte |ännu |ej |alla )?"
    r"[a-zåäö]{2,}(?:at|it|tt|lt|rt|nt|vt|gt|mt|pt|kt)s?\b)|"
    r"(?<=, )as (?=(?:our|they|no|nobody|there|the)\b)(?!the plan)|"
    r"skäl(?:et|en)?(?: till [\wåäö ]{3,40})? (?:är|var)(?: att)?|eftersom|med hänvisning till(?: att)?|"
    r"orsak(?:en)?(?: till [\wåäö ]{3,40})?(?: är)?:?|"
    r"(?:main )?reason (?:for [\w ]{3,30} )?is|anledningen (?:till [\wåäö ]{3,40} )?är|"
    r"due to|because(?: of)?|owing to|caused by|on account of|as a result of(?! (?:this|that|it)\b)|i och med att|"
    r"orsaka[dt]\w* av",
)
CONSEQUENCE = Pattern(
    r"(?:och |and |so )?(?:därför|varför|därmed|till följd av (?:det|detta)|"
    r"therefore|hence|"
    r"as a result|consequently|because of (?:this|that)|which is why|which means)\b",
    re.IGNORECASE,
)
WHY = Pattern(r"(?:which|that|and that) is why|det är därför|därav", re.IGNORECASE)
CANNOT = any_of(
    r"(?:har |kan |kunde |hinner |klarar |kommer )(?:vi |jag |inte |ej )*(?:inte|ej)\b(?! (?:göra|säga|svara))|"
    r"(?:vi |jag )?(?:har |kan |kunde |hinner )(?:vi |jag )?(?:inte|ej) (?:kunnat|hunnit|börja|köra|få|starta|komma)|"
    r"(?:we |it |i )?(?:can[’']?t|cannot|could not|couldn[’']t|(?:have|has) not been able|haven[’']t been able)\b|"
    r"ligger (?:nere|stilla)|står stilla|pausa\w*|on hold"
)
# "Med anledning av er fråga" tells of no obstacle.
YOUR = Pattern(r"(?:er|ert|era|din|ditt|dina|your|this|detta|det här|det|ovanstående)\b", re.IGNORECASE)
# "Hör av er om ni saknar något", "frågan är om vi ska vänta": what comes after is not said to be so.
IF_IT = Pattern(
    r"(?<![\wåäö])(?:om|ifall|huruvida) (?:ni|du|jag|vi|det|den|man|någon|något|nån|nåt|de)\b|\b(?:whether|if) \w",
    re.IGNORECASE,
)
OBSTACLE = any_of(
    r"(?<![\wåäö])sjuk(?:a)?(?= sedan| sen\b| från| t\.?o\.?m| till|\s*$)|"
    r"(?:budget|money|funding|cash)(?:[’']s| is| has)? (?:all )?(?:gone|run out|dried up|spent)\b|"
    r"(?:pengarna|budget\w*|medlen|anslag\w*|resurserna|finansiering\w*|bemanning\w*|tjänsten|tjänsterna|the "
    r"(?:budget|funding|money|grant)) "
    r"(?:är |har |blev |har blivit |is |was |has been )?(?:nu |just )?(?:halver\w+|minskat\w*|nedsk\w+|skurits|"
    r"skuren|skars|indrag\w+|dragits|drogs|struk\w+|ströks|"
    r"neddrag\w+|fryst\w*|frös\w*|omfördela\w+|reducera\w+|halved|cut|slashed|pulled|withdrawn|frozen|reduced)\b|"
    r"(?:pengarna|budgeten|medlen|anslaget) (?:är |har )?(?:tagit )?(?:slut|borta)\b|"
    r"tappa(?:t|de) (?:\w+ )?(?:folk|personal|medarbetare|resurser|kompetens)\b|avgått\b|avgick\b|"
    r"(?:developer|dev|manager|lead|colleague|officer|pm|coordinator|engineer|supplier|contractor|consultant)s? "
    r"(?:has |have |just )*(?:quit|left|resigned|walked)\b|"
    r"sakna(?:r|s|t|de|des)|brist(?:en)? på|[\wåäö]*brist(?:en)?\b|avslag\b|motstånd|oklarhet\w*|krångl\w+|"
    r"(?<!som )är (?:nu |också )?(?:föräldraledig|tjänstledig)\b|on (?:parental|maternity) leave|arbetsbelastning|"
    r"sjukdom|slut på|(?:är|tog|"
    r"har tagit) (?!nästan|snart)(?:\w+ )?slut\b(?! för)|fell through|"
    r"föll (?:igenom|"
    r"bort)|gick om intet|(?<!planen )sprack\b|blocked by|\w*sjukskriv\w*|awaits\b|väntar pengar|brann\b|"
    r"[\wåäö]*brand\b|översvämm\w*|inbrott\w*|"
    r"stöld\w*|flooded|burnt? down|bottleneck|fr[oe]ez\w* hiring|froze\b|rejected|turned down|underbeman\w*|väntar "
    r"(?:(?:fortfarande|ännu|nu|vi|jag|dock|just nu) )*på|"
    r"inväntar|överklag\w*|hindr\w+|hinder\b|flaskhals\w*|stoppa(?:s|t|d|de) av|blocker\w*|t(?:ar|og|agit) (?:\w+ "
    r")?längre tid|takes? longer|took longer|taking longer|\w*stopp\b|"
    r"sjukskriv\w*|vakan\w+|har (?:ännu )?(?:slutat|sagt upp sig)|slutade\b|fastnat|kört fast|kör fast|svårt att "
    r"(?:hitta|få|rekrytera|engagera|avsätta|boka|samordna)|svårigheter|[\wåäö-]*problem\w*|strul\w*|"
    r"(?:ingen|inget|inte någon|inte några|inga) (?:\w+ )?(?:budget|finansiering|pengar|resurs\w*|tid|personal|medel|"
    r"mandat|svar|motpart|är utsedd|har utsetts|råd)\b|har inte (?:fått|budget|pengar|resurser|tid|råd|mandat)|"
    r"(?:inte|ej) (?:\w+ )?(?:fått|beviljats?|beviljad[e]?|beviljat|finansierad|finansierat|bemannad|bemannat)|"
    r"drog sig ur|dragit sig ur|"
    r"hoppat av|hoppade av|legat nere|ligger nere|konkurs\w*|driftstopp|krasch(?:at|ade)|haverera(?:t|de)|gått sönder|"
    r"gick sönder|trasig\w*|är sjuk\w*|drogs in|dragits in|(?:leverantör|entreprenör|konsult)\w* (?:är )?"
    r"(?:fortfarande )?sen[at]?\b|kan (?:vi )?(?:inte|ej) \w+ förrän|ingen (?:ansvarig|som)\b|"
    r"ingen (?:har )?(?:anmäl\w+|sökte?|sökt|ville|svarade|kom)\b|"
    r"(?:was|were|been) (?:withdrawn|cut|rejected|turned down)|went bankrupt|cannot be \w+ (?:until|before)|"
    r"can[’']t be \w+ (?:until|before)|(?:supplier|vendor|contractor|delivery) (?:is |was )?late|crashed|broke down|"
    r"nobody (?:has )?(?:applied|replied|answered)|"
    r"det som (?:fattas|saknas) är|uteblev|uteblivit|uteblir|för (?:lite|få) (?:sökte|anmälda|resurser|personal|tid|"
    r"sökande|pengar|medel)|"
    r"(?:gav|fick|får|fått) (?:noll|inga) (?:sökande|svar|anbud|anmäl\w+)|(?:so |så |för )?kort om (?:folk|personal|"
    r"tid)|"
    r"(?:är|e|ä) trasi\w*|levererades? (?:skada|trasi|fel)\w*|(?:test\w*|leverans\w*|delivery|"
    r"inspection) (?:has )?failed\b|"
    r"(?:leverantör|entreprenör|konsult|beställar|myndighet|markägar|hyresvärd|kund)\w* (?:svarar|levererar|"
    r"återkommer|hör av "
    r"sig) inte|(?<!vi )(?<!jag )(?<!ännu )har (?:ännu |fortfarande )?inte (?:kommit|anlänt|levererats)\s*$|"
    r"osäker finansiering|resurserna räcker inte|svårrekryter\w*|(?:väldigt |mycket )?få sökande|inga sökande|"
    r"(?:får|hittar) (?:vi )?inte (?:tag (?:på|i)|någon|några|folk)\b|no applicants|"
    r"(?:dra(?:r|git)|drog) ut på tiden|(?<!vi )(?<!jag )har (?:ännu |fortfarande )?inte (?:\w+ )?(?:svarat|"
    r"levererat|återkommit|"
    r"beslutat|betalat|skrivit på|hört av sig|tillsatts|kunnat tillsättas|utsetts)|"
    r"(?:have|has|ha(?:ve|s)n[’']t) (?:not )?(?:yet )?(?:replied|answered|delivered|responded)|"
    r"(?:det )?finns (?:inga|ingen|inte några?|inte tillräckligt)\b(?! (?:nya?|skäl|anledning|avvikelse|risk|"
    r"hinder))|överbelast\w*|räcker inte|utmaning(?:en|ar|arna)?\b|tvist\w*|dröjer\b|"
    r"(?:leverans|leverantör|tillstånd|bygglov|material|upphandling|avtal|finansiering|underlag|besked|kontrakt|licens|"
    r"contract|permit|licence|license|delivery|approval|hosting|funding)\w*(?: [\wåäö-]+){0,3}? (?:är |blev |is |was )?"
    r"(?:kraftigt |fortfarande |still )?(?:försen\w+\b(?! (?:med |ca )?[\wåäö]+ (?:dag|veck|mån))|dröj\w+|"
    r"ej klar\w*|inte klar\w*|inte på plats|not (?:yet )?"
    r"(?:signed|ready|in place|granted)|delayed)|"
    r"(?<!jag har )(?<!vi har )(?<!jag )\bslutat\s*$|faila(?:de|t|r)\b|underkän\w*|(?:was|were|been) down\b|"
    r"återremit\w*|upphävt?s?\b|vattenskad\w*|tar längre tid\b|ville ha (?:ändringar|omtag)|"
    r"(?:vendor|supplier|contractor|landlord)s? (?:can[’']?t|cannot|failed|could not|couldn[’']t)|"
    r"(?:leverantör|entreprenör|konsult)\w* (?:kan|kunde|hinner|hann|klarar|klarade) inte|"
    r"(?:leverantör|entreprenör|konsult|tillverkar|utförar)\w* (?:har )?(?:bytt|bytte|gått i|gick i|lagt ner|la ner|"
    r"backa|avbr\w+|sa upp|sagt upp|kraschat)|"
    r"(?:developer|manager|coordinator|lead|officer|colleague|assessor|consultant)s? (?:has |have )?(?:left|"
    r"resigned|quit)\b|"
    r"konkurs|gått (?:omkull|i putten)|gick (?:omkull|i putten)|har(?: inte|) fullt upp|(?:standard|regelverk|lag|"
    r"krav)\w* (?:har )?(?:changed|ändrats|ändrades)|"
    r"ingen (?:har|hade) (?:haft )?(?:tid|ork)\b|"
    r"keeps? (?:sending|coming back|rejecting|asking|changing|postponing|failing|breaking)\b|"
    r"(?<!vi )(?<!jag )vill (?:\w+ )?ha (?:\w+ )?(?:en|ett|fler|mer|ny|nya|nytt) [\wåäö -]{3,40}? (?:först|innan)\b|"
    r"lack(?:s|ing)?(?: of)?\b|waiting (?:for|on)|still waits? (?:for|on)|awaiting|blocked|held up|bottleneck|"
    r"appeal(?:ed)?\b|short of|"
    r"shortage|understaffed|no (?:budget|funding|resources|staff|time|money|response)|not (?:been )?funded|"
    r"has (?:left|resigned|quit)|on sick leave|stuck\b(?! at \d)|freeze|frozen|obstacle|difficult to (?:find|"
    r"recruit|get)|"
    r"hard to (?:find|"
    r"recruit|get)|struggling|vacan\w+|problem with|technical problems|withdrew|pulled out|bankrupt\w*"
)
NO_OBSTACLE = any_of(
    r"(?:no time|ingen tid|ont om tid|inte tid)(?: (?:now|today|idag|i dag|to write|att (?:skriva|svara|"
    r"rapportera)))\s*$",
    r"vakan\w+ (?:är |har )?(?:\w+ )?tillsat\w+|vacanc\w+ (?:\w+ )?filled",
    r"(?:det|den|åtgärden|projektet|arbetet) (?:har )?(?:drar|dragit|drog) ut på tiden",
    r"(?:inga|ingen|inget|utan|inte några?|no|without(?: any)?) (?:\w+ )?(?:blockers?|hinder|problem\w*|"
    r"svårigheter|brist\w*|"
    r"utmaning\w*|strul|obstacles?|problems?|issues?|difficult\w*|bottlenecks?|shortage\w*)|"
    r"(?:inget|ingenting|inte) (?:\w+ )?saknas|saknas inte|saknar (?:inget|ingenting|inte)|löst\b|inte (?:längre "
    r")?(?:fastnat|blocker\w+)|hinder:?\s*(?:inga|nej|-|saknas)|obstacles?:?\s*(?:none|no|-)|problemet är löst|"
    r"lacks? nothing|no longer",
)
# "Programmet ligger nere", "the target will not be met": what has come of a hindrance.
OF_THE_ACTION = any_of(
    r"(?:åtgärden|projektet|programmet|satsningen|uppdraget|insatsen|the (?:action|project|programme|program|work)) "
    r"(?:\w+ ){0,2}?(?:ligger (?:\w+ )?nere|står still\w*|är (?:pausa\w+|slut\b|stoppa\w+|försen\w+)|har (?:stannat|"
    r"avstannat|stoppats|pausats|fastnat)|fastnat|is (?:on hold|paused|stuck|stalled))|"
    r"(?:mål(?:et|en|värdet|talet)|the (?:target|goal))\b.{0,30}\b(?:inte|ej|not|n[’']t)\b|"
    r"stuck (?:at|on) \d|(?:nästan|snart|strax|nearly|almost) (?:slut|finished|over)\b|slut för \w+|tillsat\w+"
)
NEXT = any_of(
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
    r"höra av|svara|"
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
    rf"(?:we|i|they|it was|was|were|been|has been|have been)\s+(?:also |just |already |now )?(?:{DEEDS_EN})(?![\w])"
)
PART_DONE = any_of(
    rf"(?:är|var|blev|finns|is|are|was)\s+(?:(?:nu|redan|också|även|helt|now|already|"
    rf"all)\s+)?(?:{PARTICIPLES})(?![\wåäö])",
)
SHORT_DONE = Pattern(
    rf"^(?=.*\w+\s)(?P<what>.+?)\s+(?:{PARTICIPLES})(?:\s+(?:i|den|och|under|nu|redan|in|on|hittills|hitintills|"
    rf"enligt|som|as|so "
    rf"far|i år|och klar|last|this|förra|igår|sen|sedan|med|\d{{1,2}}/\d{{1,2}}|v\.? ?\d+)\b.*|\s*\([^)]*\))?$",
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
    r"(?<=\d )(?:mkr|tkr|kr|kronor|msek|miljoner)\b|\b(?:på \d+ ?%|(?:med|with) \w+ (?:\w+ )?(?:av|of) \w+\s*$|bara|"
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
    r"i förtid|skick\w+ tillbaka|gick tillbaka|sent back|"
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
    ("decisions_needed", r"beslut(?:sbehov)?|behov av beslut|behöver beslut|decisions?(?: needed)?|needs?"),
    ("done", r"gjort|genomfört|klart hittills|vad har gjorts|resultat|done|achieved|completed so far"),
    ("next_steps", r"nästa steg|framåt|plan framåt|next steps?|next|kommande"),
)
LABELLED = tuple(
    (field, Pattern(rf"(?:^|(?<=\s))(?:{words})\s*:\s*(?P<text>[^\n]+)", re.IGNORECASE)) for field, words in _LABELS
)
NOTHING = Pattern(r"^\W*(?:inga?|inget|nej|none|no|nothing|-|n/a|ej aktuellt|saknas|–)?\W*$", re.IGNORECASE)
