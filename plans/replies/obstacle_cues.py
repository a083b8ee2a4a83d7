"""The words that tell of obstacles, and of what they lead to; ``narrative.py`` has the rules that read them."""

import re

from plans.patterns import Pattern
from plans.replies.wordlists import any_of

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
    r"(?:held up|held back|slowed(?: down)?|hampered|hindered|thwarted) by|due to|because(?: of)?|owing to|"
    r"caused by|on account of|as a result of(?! (?:this|that|it)\b)|i och med att|"
    r"orsaka[dt]\w* av",
)
CONSEQUENCE = Pattern(
    r"så (?=(?:vi|det|den|nu|därför|projektet|arbetet)\b)|so (?=(?:we|it|this|the)\b)|(?:och |and |so "
    r")?(?:därför|varför|därmed|till följd av (?:det|detta)|"
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
    r"(?:walked (?:out|off)|handed in (?:his|her|their) notice|jumped ship)\b|"
    r"(?:hittade|upptäckte|visade|fann) (?:[\wåäö]+ ){0,3}(?:brister|fel|sårbarheter|skador|mögel|asbest|"
    r"föroreningar)\b|"
    r"(?:found|revealed|uncovered) (?:[\w]+ ){0,3}(?:flaws|faults|defects|vulnerabilities|damage|asbestos|"
    r"mou?ld|errors)\b|"
    r"(?!vi\b|jag\b|det\b)[\wåäö-]+ (?:levererade|svarade|lämnade|kom|återkom|skickade|reagerade) (?:\w+ "
    r")?(?:för |mycket |"
    r"alldeles |väldigt )?sent\b|"
    r"(?:[\w-]+ )?(?!we\b|i\b|it\b)[\w-]+ (?:delivered|replied|responded|answered|arrived|came) (?:very |too |"
    r"far too |quite )?"
    r"late\b|"
    r"(?<!vi )(?<!jag )tog (?:nästan |mer än )?(?:hela|halva) (?:våren|hösten|sommaren|vintern|året|terminen|"
    r"kvartalet)\b|"
    r"took (?:up )?(?:all|the whole|most of the|the entire) (?:of )?(?:the )?(?:spring|summer|autumn|fall|"
    r"winter|year|term|"
    r"quarter)\b|"
    r"(?<![\wåäö])sjuk(?:a)?(?= sedan| sen\b| från| t\.?o\.?m| till|\s*$)|"
    r"(?:budget|money|funding|cash)(?:[’']s| is| has)? (?:all )?(?:gone|run out|dried up|spent)\b|"
    r"(?:pengarna|budget\w*|medlen|anslag\w*|resurserna|finansiering\w*|bemanning\w*|tjänsten|tjänsterna|the "
    r"(?:budget|funding|money|grant)) "
    r"(?:är |har |blev |har blivit |is |was |has been )?(?:nu |just )?(?:halver\w+|minskat\w*|nedsk\w+|skurits|"
    r"skuren|skars|indrag\w+|dragits|drogs|struk\w+|ströks|"
    r"neddrag\w+|fryst\w*|frös\w*|omfördela\w+|reducera\w+|halved|cut|slashed|pulled|withdrawn|frozen|reduced)\b|"
    r"(?:pengarna|budgeten|medlen|anslaget) (?:är |har )?(?:tagit )?(?:slut|borta)\b|"
    r"(?:tappa(?:t|de)|förlora(?:t|de)|lost|blivit av med) (?:[\wåäö]+ ){0,2}(?:\w*(?:lärare|ledare|personer|"
    r"kollegor|medarbetare|sköterskor|"
    r"konsulter|läkare|utredare|handläggare|utvecklare|psykologer|ingenjörer)|nyckelperson\w*|people|staff|"
    r"nurses|teachers|developers)\b|"
    r"(?<!än )har (?:fortfarande |ännu |just nu |tyvärr )?(?:ingen|inga) [\wåäö]*(?:lärare|ledare|sköterskor|"
    r"sköterska|läkare|utredare|handläggare|utvecklare|"
    r"psykologer|psykolog|ingenjörer|jurist|jurister|samordnare|personal|vikarie|vikarier|chef|folk)\b|"
    r"(?!we\b|it\b|i\b|they\b)\w+ (?:won[’']t|refuses? to|(?:is|are) refusing to|will not) (?:sign|approve|"
    r"deliver|release|agree|pay|let|give|respond|reply|answer|"
    r"join|share|accept)\b|(?:vägrar|(?<!vi )(?<!jag )vill (?:fortfarande )?inte) (?:skriva (?:på|under)|"
    r"betala|släppa|leverera|vara med|lämna|godkänna|dela|ställa upp|delta)\b|vägrar\s*$|"
    r"(?:went|gone|goes) down\b(?! to| from| by)|"
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
    r"sjukskriv\w*|vakan\w+|har (?:ännu )?(?:slutat|sagt upp sig)|slutade\b|fastnat|kört fast|kör fast|"
    r"(?:jätte|super|skit|svin|as)?svårt att "
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
    r"keeps? (?:pushing|moving|delaying|stalling|slipping|sending|coming back|rejecting|asking|changing|"
    r"postponing|failing|breaking)\b|"
    r"(?<!vi )(?<!jag )vill (?:\w+ )?ha (?:\w+ )?(?:en|ett|fler|mer|ny|nya|nytt) [\wåäö -]{3,40}? (?:först|innan)\b|"
    r"lack(?:s|ing)?(?: of)?\b|waiting (?:for|on)|still waits? (?:for|on)|awaiting|blocked|held up|bottleneck|"
    r"appeal(?:ed)?\b|short of(?! \d)|"
    r"shortage|understaffed|no (?:budget|funding|resources|staff|time|money|response)|not (?:been )?funded|"
    r"has (?:left|resigned|quit)|on sick leave|stuck\b(?! at \d)|freeze|frozen|obstacle|difficult to (?:find|"
    r"recruit|get)|"
    r"hard to (?:find|"
    r"recruit|get)|struggling|vacan\w+|problem with|technical problems|withdrew|pulled out|bankrupt\w*"
)
NO_OBSTACLE = any_of(
    r"(?:should|will|would)(?:n[’']t| not) be (?:a |an |any |much of a )?(?:problem|issue|trouble)|"
    r"(?:ska|borde|lär|bör) inte (?:bli|vara) (?:något |några |ett )?(?:problem|hinder)",
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
# "Utbildningen drar ut på tiden": with its cause told elsewhere in the reply it is what has come of that.
LATENESS = any_of(r"(?:drar|drog|dragit) ut på tiden|dröjer\b|t(?:ar|og) längre tid\b|takes? longer|took longer")
# "Utbildningen drar ut på tiden": with its cause told elsewhere in the reply it is what has come of that.
LATENESS = any_of(r"(?:drar|drog|dragit) ut på tiden|dröjer\b|t(?:ar|og) längre tid\b|takes? longer|took longer")
# "Programmet ligger nere", "the target will not be met": what has come of a hindrance.
OF_THE_ACTION = any_of(
    r"(?:åtgärden|projektet|programmet|satsningen|uppdraget|insatsen|the (?:action|project|programme|program|work)) "
    r"(?:\w+ ){0,2}?(?:ligger (?:\w+ )?nere|står still\w*|är (?:pausa\w+|slut\b|stoppa\w+|försen\w+)|har (?:stannat|"
    r"avstannat|stoppats|pausats|fastnat)|fastnat|is (?:on hold|paused|stuck|stalled))|"
    r"(?:mål(?:et|en|värdet|talet)|the (?:target|goal))\b.{0,30}\b(?:inte|ej|not|n[’']t)\b|"
    r"stuck (?:at|on) \d|(?:nästan|snart|strax|nearly|almost) (?:slut|finished|over)\b|slut för \w+|tillsat\w+"
)
