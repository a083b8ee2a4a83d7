"""The words that say how far an action has come; ``status.py`` has the rules that read them."""

import re

from plans.number_words import NUMBER
from plans.patterns import Pattern
from plans.replies.wordlists import FINISHED as FINISHED_WORDS
from plans.replies.wordlists import LAUNCHED as LAUNCHED_WORDS
from plans.replies.wordlists import any_of

_STARTED = (
    r"(?:påbörja\w*|starta\w*|börja\w*|inlet\w*|kommit (?:igång|i gång|ig[åa]ng)|kom igång|satts? igång|igång|"
    r"i gång|dragit igång|kört igång)"
)
NOT_STARTED = any_of(
    rf"(?:inte|ej|icke|aldrig)\s+(?:[\wåäö]+\s+){{0,3}}?{_STARTED}",
    r"(?:ej|inte) start(?![a-zåäö])|opåbörja\w*|(?:inte|ej) igångsat\w*|i startgroparna|inte (?:blivit av|tagit "
    r"tag i)|(?:not|n[’']t) kicked off",
    r"(?:not|n[’']t|never)\s+(?:yet\s+|really\s+|even\s+|been\s+|actually\s+){0,2}(?:started|begun|begin|commenced|"
    r"under ?way|got(?:ten)? (?:started|going))",
    r"ha(?:s|ve)n[’']t\s+(?:yet\s+|really\s+|even\s+|been\s+){0,2}(?:started|begun|commenced|got(?:ten)? (?:started|"
    r"going))",
    r"(?:inget|ingenting) (?:har )?(?:ännu )?(?:hänt|gjorts|är gjort|påbörjats|skett|gjort(?! (?:fel|annat)))\b"
    r"(?! (?:sedan|sen) (?:sist|förra|i |senast|dess|vi |jag ))",
    r"(?:have|has|had)(?:n[’']t| not) (?:\w+ )?(?:got|gotten|come) (?:a?round|to grips)|not (?:been )?touched|"
    r"n[’']t touched|inte kommit till skott|inte (?:ens )?rört|inte ens (?:öppnat|tittat|läst|kollat|börjat)|"
    r"(?:have|has|had)(?:n[’']t| not) even (?:looked|opened|read|touched)",
    r"har inte (?:gjort|hunnit göra) (?:något|nånting|någonting)|har (?:vi )?(?:\w+ )?inte hunnit (?:med|nåt|"
    r"något|någonting|nånting|titta|sätta|ta tag|"
    r"börja)|(?:not|n[’']t) had time",
    r"nothing (?:has )?(?:yet )?(?:been done|happened|been started)",
    r"(?:yet|still) to (?:start|begin)",
    r"(?:väntar|avvaktar) med att (?:starta|börja|påbörja)",
    r"(?:ingen|inget|inga|varken \w+ eller \w+) (?:av (?:dem|de|dom|åtgärderna) )?(?:har |är )(?:\w+ )?(?:startat|"
    r"påbörja\w+|börjat|"
    r"kommit igång)|(?:none|neither) of (?:them|the actions) (?:has|have) (?:been )?started",
    r"startar (?:först|inte förrän)",
    r"ännu inte (?:startad|startat|påbörjad|påbörjat|igång)",
)
PAUSED = any_of(
    r"pausa(?:d|t|ts|s|de|des)?",
    r"paus",
    r"vilande",
    r"(?:ligger|legat|låg) (?:\w+ )?(?:vilande|nere|på is|i träda)",
    r"(?:lagt|lagts|läggs|lades|satt|satts) (?:(?!inte|ej|aldrig)\w+ )?(?:på is|på paus)",
    r"på (?:is|hold)\b",
    r"(?:står|stått|ligger|ligga|stod) stilla?\b|avstannat|avstannade",
    r"stannat (?:av|upp)",
    r"fryst[s]?|frysts|på hyllan|i malpåse|bordlag[dt]\w*|vilar\b",
    r"parkerad|parkerat|parkerats",
    r"tillfälligt stoppad|stoppa[dt]s?\b|stalled|halted",
    r"parked|shelved|mothballed|back ?burner|on hold|paused|suspended|on ice|put on hold",
)
# "Det gick jättebra", "it was a great success": what is spoken of is over, and may be all there was.
WENT_WELL = Pattern(
    r"(?:det|allt|it|that|this|everything) (?:all )?(?:gick|went) (?:\w+ ){0,2}?\w*(?:bra|fint|utmärkt|"
    r"strålande|galant|well|"
    r"great|fine|brilliantly)\b|(?:det|it) (?:blev|var|was) (?:en |a )?(?:\w+ )?(?:succé|success)\b",
    re.IGNORECASE,
)
SAYS_ALL = any_of(r"(?:alla|allihop|samtliga|allesammans|båda|bägge|all of (?:them|it)|every one|everything|the lot)\b")
STOPPED = any_of(
    r"(?:arbetet|projektet|åtgärden|programmet|insatsen|utbyggnaden|the (?:work|project|action))\b[^.;]{0,60}?"
    r"(?:avstanna\w+|stoppa[dt]s?\b|pausa\w+|stannat|ligger (?:nere|still\w*)|on hold|stalled|halted|paused)"
)
DISCONTINUED = any_of(
    r"(?:lagts|läggs|lades|lagt|lägger|lägga) (?:(?!inte|ej|aldrig)\w+ )?(?:ned|ner)\b",
    r"nedlag[dt]\w*|nerlag[dt]\w*",
    r"avför\w*",
    r"avskriv\w+|avskrev\w*",
    r"struk(?:en|et|its)|stryks|strukits",
    r"skrinlag[dt]\w*|skrinläggs|upphört|upphör\b|utgått|utgår",
    r"slopa\w*|skrota\w*|avbruti?t?s?\b|avbruten|avbröts|avbryts",
    r"avsluta(?:s|d|t|ts|des) i förtid",
    r"(?:inte|ej) (?:att )?(?:gå|går|gått|gick) vidare med (?:åtgärden|den|det|detta|projektet|insatsen)|"
    r"(?:beslut\w*|valt) (?:att )?inte gå vidare",
    r"(?:inte|ej) (?:längre )?(?:ska|skall|kommer att|bör) (?:fullföljas|genomföras|slutföras|drivas vidare|fortsätta)|"
    r"(?:(?:the )?\w+ )?(?:has |have )?pulled the plug|axed\b|"
    r"(?:inte|ej) längre (?:aktuell|aktuellt)|inte (?:att )?(?:genomföra|genomföras|göra) (?:åtgärden|den|alls)|blir "
    r"inte av\b",
    r"(?:lägg|stryk|avsluta|stäng|ta) (?:\w+ )?(?:ner|ned|bort) (?:den|det|åtgärden|projektet|hela|detta|alltihop)\b|"
    r"(?:lägg|stryk|avsluta|stäng) (?:(?:den|det|åtgärden|projektet|detta) )(?:ner|ned|ur planen|i förtid)\b|"
    r"(?:ska|skall|kan) (?:tas )?bort (?:ur|från) planen|(?:drop|kill|scrap|cancel|bin) (?:it|this|the action|"
    r"the project)\s*$|"
    r"(?:[\w’']+ ){0,4}(?:decided|chosen|chose|resolved|agreed) not to (?:proceed|continue|go ahead|pursue|"
    r"carry on|go on)\b|"
    r"(?:project |action |programme )?(?:was |is |has been )?closed (?:down\b|by\b)|wound (?:up|down)\b|killed "
    r"off|canned\b|treated as closed\b|"
    r"cancell?ed|discontinued|dropped|scrapped|terminated|abandoned|will not be (?:pursued|continued|carried out)|no "
    r"longer (?:relevant|pursued|going ahead)",
)
MERGED = any_of(
    r"(?:läggs|lagts|lades|lägger|lagt|läggas|lägga) (?:\w+ ){0,2}ihop",
    r"(?:slås|slagits|slogs|slår|slagit|slå) (?:\w+ ){0,2}(?:ihop|samman)",
    r"samman?slag(?:en|et|na|its)|sammanförts|hopslag(?:en|et)",
    r"(?:går|gått|gick|går nu) upp i",
    r"(?:ingår|inkluderas|integreras|integrerats|inordnats|inordnas|införlivats|införlivas) (?:nu|numera|i stället|"
    r"istället|från \w+)?\s*(?:i|med) (?:åtgärd|programmet|projektet|[A-ZÅÄÖ]\d)",
    r"(?:been |being |was |is |now )?(?:(?:merged|combined|folded) (?:with|into)|incorporated into)",
)
SUPERSEDED = any_of(
    r"ersatt[s]? av|ersatts av|ersätts av|ersattes av|ersatt med|har ersatts|är ersatt",
    r"superseded|replaced by|replaced with",
)
CONTINUOUS = any_of(
    r"(?:genomförs|pågår|sker|görs|bedrivs|arbetar|löper|fortgår|är) (?:nu )?(?:kontinuerlig(?:t|a)?|löpande)",
    r"(?:ett )?(?:kontinuerligt|löpande) (?:arbete|verksamhet|insats|åtgärd|uppdrag)|löpande verksamhet|en "
    r"(?:löpande|kontinuerlig) (?:åtgärd|insats|verksamhet)",
    r"carried out continuously|continuous(?:ly)? (?:work|activity|action|running)|ongoing activity|runs? "
    r"continuously|part of (?:our )?(?:ordinary|regular) operations",
    r"del av (?:den )?ordinarie verksamhet\w*|i ordinarie verksamhet",
)
LAST_CONTINUOUS = any_of(
    r"(?:(?:genomförs|pågår|sker|görs|bedrivs|arbetar|löper) )?(?:kontinuerligt|löpande|continuous|continuously)\s*$"
)
UNDER_WAY = any_of(
    r"^remiss (?:t\.?\s?o\.?\s?m|till|pågår)|pågår(?! inte)|pågående",
    r"(?:håller|håller vi|håller vi just nu|håller nu) (?:nu |just nu |också |även )?på (?:att|med|och)\b|"
    r"(?:är|är vi|vi är) i (?:full )?färd med|(?:är|är vi) (?:nu |just nu |för närvarande )?föremål för|"
    r"(?:genomförandet|införandet|arbetet|utrullningen) (?:följer|sker|bedrivs)\b|"
    r"(?:is|are) (?:currently |now |presently )?being (?:\w+ed|built|set up|drawn up|written|rolled out)\b|"
    r"(?:är|nu|kommit|komma|drog|kom|satt|satte|kör|full|har|väl) (?:\w+ )?(?:igång|i gång)|igång\b|i gång\b|i full "
    r"gång|under (?:uppbyggnad|framtagande|utveckling|införande|genomförande|upphandling)|mitt (?:uppe )?i\b|in full "
    r"swing|well into|on-going|i "
    r"rullning|under arbete",
    r"har (?:nu |redan |precis |just |också |äntligen )?(?:startat|påbörjats|påbörjat|börjat|inletts|inlett|kommit "
    r"(?:en bit|långt|halvvägs|ganska|ungefär|rätt))",
    r"(?:är|blev) (?:nu |redan )?(?:påbörjad|påbörjat|påbörjade|startad|startat|startade|inledd|inlett)",
    r"påbörja(?:d|t|de|des)|(?:^|[\wåäö]+en|[\wåäö]+et|vi|det|den) startade\b|startade (?:i|den|under|redan|förra|"
    r"för|med|vecka)\b|inleddes|inledde|(?<!när vi )(?<!när jag )(?<!när det )började",
    r"(?:fått|tagit|tar|får) (?:\w+ )?fart\b|(?:ute|är|ligger|gått|skickat|skickats|sänts|utsän[dt]a?|"
    r"utskicka(?:d|t|de)) (?:ut )?på (?:remiss|samråd)|"
    r"remiss(?:en)? (?:är )?ute\b|(?:enkät|förfråg)\w* (?:är |ligger )?ute\b|"
    r"(?:samtal|förhandlingar)(?:na|en)? (?:förs|fortsätter)|"
    r"out for (?:consultation|comments?)|gained momentum|picked up speed",
    r"(?:på )?god väg|en bit på väg|kommit en bit|långt kommet|långt kommen|kommit långt",
    r"(?:arbetar|jobbar) (?:\w+ )?(?:med|vidare)|fortsätter (?:arbetet|med)|arbetet fortsätter|arbetet (?:löper|"
    r"fortskrider|flyter|rullar)",
    r"delvis (?:klar|genomför|färdig|slutför|avklar)\w*|till viss del (?:klar|genomför)\w*|halvklar\w*",
    r"(?:arbetet|insatse[nr]\w*|projektet|genomförandet|åtgärden) (?:[\wåäö-]+ ){0,6}?(?:fortsätter|löper|går "
    r"framåt|går vidare|rullar)|"
    r"[\wåäö-]+(?:en|et|na) (?:(?:med|om|kring|på|hos|mellan) (?:[\wåäö-]+ ){1,4}?)?fortsätter\b|"
    r"fortsätter (?:vi|jag) (?:nu )?med\b|"
    r"(?:talks|negotiations|discussions|(?:the )?work) (?:(?:with|on|between) (?:[\w-]+ ){1,4})?(?:continues?|"
    r"go(?:es)? on|"
    r"(?:is|are) ongoing)|"
    rf"{NUMBER} (?:fler|more) [\wåäö-]+ (?:än (?:vid |i )?(?:sist|förra|senaste)|sedan (?:sist|förra)|since "
    rf"(?:last|the last)|"
    r"than (?:last|in the last|at the last))|"
    r"fortgår|fortlöper|fortskrider|löper på|framskrid\w*",
    r"in progress|under ?way|ongoing|in the works|(?:has|have|[’']ve|was|just|already|work|we|project|it) started\b|"
    r"^started\b|started (?:in|on|last|with|this)\b|begun|commenced|working on|ma(?:king|de) (?:good |some |"
    r"steady )?progress|progressing|"
    r"continues|continuing|well on (?:our|the) way|partly (?:done|completed?|finished)|partially (?:done|completed?|"
    r"finished)|kicked off",
)
# "Det rullar på", "vi tuffar vidare": that work is under way, and nothing that is a status when it is all that is said.
GOING_ON = any_of(
    r"(?:rullar|flyter|löper|knallar|lunkar|tuffar|puttrar|trummar|traskar|tickar|nöter|maler|harvar|kämpar|jobbar|kör|"
    r"går|trampar|gnor|gneta?r|stretar|strävar|knogar|pinnar|bygger|arbetar|betar|rör)(?: (?:det|den|vi|jag|allt|här))?"
    r"(?: (?:sig|ju|nu|väl|bara|fint|bra|sakta|stadigt|också))*(?: (?:på|vidare|framåt))(?=\s*(?:$|[.,;]|som\b|"
    r"i\b|med\b|"
    r"bra\b|fint\b|bland\b|utan\b|och\b|o\b|men\b|enligt\b|här\b|nu\b|även\b|under\b))",
    r"(?:det|allt|nu|arbetet|verksamheten|och|så) (?:nu )?(?:flyter|rullar|puttrar|tuffar)(?: det)?(?=\s*(?:$|"
    r"[.,;]|nu\b|bra\b|fint\b|"
    r"igen\b|som\b))",
    r"(?:plugging|chugging|ticking|rolling|humming|moving|coming|getting|trundling|plodding|pressing|forging|pushing|"
    r"carrying|keeping) (?:away|along|forward|ahead|on|nicely)(?=\s*(?:$|[.,;]|with\b|nicely\b|well\b|as\b|"
    r"here\b|fine\b))",
    r"(?:going|moving|progressing) (?:\w+ )?(?:well|nicely|smoothly|fine)",
)
NEARLY = any_of(
    rf"(?:det mesta|merparten|most of it) (?:\w+ )?(?:är|is) (?:{FINISHED_WORDS})",
    rf"(?:nästan|snart|i princip|i stort sett|i praktiken|så gott som|praktiskt taget|nära nog|mer eller mindre|"
    rf"närmar oss|typ) (?:helt )?(?:{FINISHED_WORDS}|mål)",
    rf"(?:almost|nearly|basically|practically|largely|mostly|virtually|more or less|pretty much|close to being) "
    rf"(?:all )?{FINISHED_WORDS}",
    r"(?<=men )nästan\s*$|(?<=but )(?:almost|nearly|close)\s*$|^(?:nästan|almost|nearly)\s*$|"
    r"(?:är )?på upploppet|i slutfasen|in the final (?:phase|stage)",
)
WITH_SOME = Pattern(r"\s+(?:med|with)\s+(?!start|att)\w", re.IGNORECASE)  # "klart med linje 1 och 2"
SOME_OF_ALL = Pattern(
    rf"(?<![\w.,/-])(?P<n>{NUMBER})\s+(?:av|of)\s+(?:de |våra |the |our )?(?P<all>{NUMBER})\s+(?:[\wåäö-]+\s+){{1,3}}?"
    r"(?:är |har |nu |redan |are |have been |now )*[a-zåäö]{3,}(?:ade|at|ats|dda|da|ta|na|ed)\b",
    re.IGNORECASE,
)
# "Allt utom utvärderingen är klart", "all done bar the report": something is left.
EXCEPTION = any_of(
    r"(?:för)?utom\b|bortsett från|bortser från|med undantag (?:av|för)|undantag(?:et|en) är|så när som på|sånär som|"
    r"except(?:ing| for)?\b|apart from|aside from|other than|save for|excluding|barring|bar(?= (?:the|a|an|one|two)\b)|"
    r"with the exception of|all but\b|exklusive",
)
SOME_LEFT = Pattern(
    rf"(?<![\w.,/-])(?:{NUMBER}|bara den (?:andra|tredje|fjärde|sista)|only the last|resten|det sista|"
    rf"de sista \w+|sista delen)\s+(?:(?!år|mån|veck|dag|procent|"
    rf"dygn)[\wåäö-]+\s+){{0,2}}(?:är |som )?(?:kvar(?! i)|återstår|kvarstår|remains?|left|to go)\b",
    re.IGNORECASE,
)
LEFT_WORDS = ("kvar", "återstår", "remain", "left", "to go")  # one stands in all that ``SOME_LEFT`` finds
STARTING_LATER = any_of(
    r"(?:ska|skall|kommer att|kan|planerar|tänker|hoppas|vill|behöver|tanken är|börjar|startar|köra|komma|dra|sätta|"
    r"kör|sätter|drar) (?:\w+ ){0,4}(?:igång|i gång|starta|börja|påbörja|köra igång)",
    r"(?:komma|kommer|köra|kör|dra|drar|sätta|sätter) (?:vi )?(?:igång|i gång)",
    r"(?:will|to) (?:start|begin|commence)|get started",
)
FINISHED = any_of(FINISHED_WORDS + r"(?![\wåäö])(?! (?:av med|vårt|mitt|sitt|vad|så gott|allt (?:vi|jag) kan)\b)")
# "Nämnden har beslutat att åtgärden pausas": what comes after is what is said of the action.
DECIDED = Pattern(
    r"^.*\b(?:beslut(?:at|ade)|bestäm(?:t|de)|meddela|berätta|rapportera|konstatera|säga|bekräfta|informera om|decided|"
    r"report|say|confirm|inform you|tell you) (?:att|that)\b",
    re.IGNORECASE,
)
ADOPTED = any_of(
    r"antog\b|fastställde\b|godkände\b|(?:har|hade) (?:antagit|fastställt|godkänt)\b|"
    r"beslut(?:ade|at)\b.{0,40}?\batt (?:anta|fastställa|godkänna)\b|(?:adopted|approved)\b"
)
# "Kommunfullmäktige sa ja 30/8", with nothing more said of what to.
SAID_YES = any_of(
    r"(?:kommun|region)?fullmäktige|kommunstyrelsen|regionstyrelsen|kf|ks|rf|rs|nämnden|styrelsen|"
    r"(?:the )?(?:city |regional )?(?:council|board)"
)
YES = Pattern(
    r"\s+(?:har )?(?:sa|sade|sagt|röstade|röstat|said|voted) (?:ja|yes)\b(?! (?:till|to))|\s+(?:har )?klubba(?:t|de)"
    r"(?: den| det| dem)?(?=\s*(?:$|\d|den \d|i |igår))",
    re.IGNORECASE,
)
# "Riktlinjerna har reviderats och lämnats till nämnden för beslut" is not the end of it.
AWAITS_DECISION = any_of(
    r"(?:för|till|inför|inväntar|väntar på|avvaktar|i väntan på) (?:slutligt |politiskt |formellt )?(?:beslut|"
    r"beredning|"
    r"antagande|godkännande|fastställande|ställningstagande|prövning|påskrift)|ska (?:nu )?(?:beslutas|antas|"
    r"fastställas|"
    r"godkännas)|(?:for|awaiting|pending) (?:formal |final )?(?:approval|adoption|decision|sign-?off)|"
    r"(?:to be|be) (?:adopted|approved)"
)
# "Klart, men …" is hardly ever the end of it, unless what follows is how it went or what it cost.
BUT = any_of(r"(?:men|fast|dock|but|though|although|however|only|bara)\b|(?:vi|det|resten) (?:är|har) dock\b")
PILOT = any_of(r"pilot\w*|provdrift\w*|testversion\w*|betaversion\w*|beta\b|in draft|utkastet?\b")
TAKES_NOTHING_BACK = any_of(
    r"(?:tog|took|kostade|cost|blev|was|var|hade|gick|went) (?:\w+ ){0,2}"
    r"(?:längre|dyrare|senare|mer|sen|sent|försen\w*|"
    r"longer|more|late\w*|trög\w*|tungt|jobbig\w*)|överklag\w*|appealed|\w*försen(?:at|ad|ade|ing)\w*|"
    r"(?:day|week|month)s? (?:late|behind)"
)
OF_A_PART = Pattern(r"\s*:\s*\w", re.IGNORECASE)  # "ej påbörjat: tre lekplatser", in a list by status
NOT_AFTER = Pattern(r"\s*(?:[\wåäö]+\s+)?(?:inte|ej|not)\b", re.IGNORECASE)
# "Klara är vi inte": the verb comes first.
NOT_SO = Pattern(
    r"\s+(?:är|blev|blir|e)\s+(?:vi|det|den|jag|åtgärden|projektet)\s+(?:\w+\s+)?(?:inte|ej)\b", re.IGNORECASE
)
LAUNCHED = any_of(LAUNCHED_WORDS + r"(?![\wåäö])")
# What may not follow "klar": it limits the statement or turns it to the future.
LIMITED = Pattern(
    r"^\s*(?:: ?(?!ja\b|yes\b)\w|med (?!det\b(?! mesta)|den\b|detta|allt|allting|åtgärden|arbetet|hela|projektet|"
    r"uppdraget)|till (?:\d|"
    r"hälften|viss|stor|största)|till \w+ del|"
    r"att |för (?:start|beslut|remiss|publicering|granskning)|inom kort|snart|i förtid|först|nästa|om |inför|"
    r"senast|så när "
    r"som|bortsett|bättre|sämre|över |mer\b|mindre|godkänt|i tid\b|efter\b|lägre|högre|snabbare|förutom|utom|sånär|"
    r"with (?!it\b|this|everything|the (?:action|project|work))|except|apart from|but for|soon|to \d|by |next |\d+ "
    r"?%|to (?:start|go|be))",
    re.IGNORECASE,
)
COPULA = Pattern(
    r"(?:är|\be|\bä|var|blev|blivit|som|as|is|are|was|were|been|[’']s|[’']re)(?:\s+[\wåäö]+)?\s*$", re.IGNORECASE
)
NO_OBJECT = Pattern(
    r"^\s*(?:$|[.,!)]|och\b|and\b|men\b|but\b|sedan\b|sen\b|nu\b|now\b|i\b|in\b|on\b|den \d|"
    r"\d{1,2}[ /]\s?(?:(?:jan|feb|mar|apr|ma[jy]|jun|jul|aug|sep|o[kc]t|nov|dec)[a-z]*\b|\d)|20\d\d|enligt|"
    r"av \w+|by (?:the )?\w+|(?:kf|ks|rf|rs|kommun\w+|region\w+|nämnd\w*|styrelse\w*|fullmäktige\w*)\b|"
    r"som planerat|as planned|åtgärden|denna åtgärd|den här|this action|arbetet|uppdraget|projektet|allt\b|det\b|"
    r"den\b|it\b|this|everything|the (?:action|project|work)|"
    r"under|redan|igår|idag|förra|för |today|yesterday|last|ago|since|by )",
    re.IGNORECASE,
)
WITH_PERCENT = Pattern(r"\d\s*(?:%|procent|percent)|hälften|tredjedel|fjärdedel", re.IGNORECASE)
REMAINING = any_of(
    r"(?:blir|bli|will be) (?:\w+ )?(?:försen\w+|delayed|late)\b",
    r"återstår|kvarstår|kvar\b|(?:är|har) (?:inte|ej) (?:ens )?(?:påbörja\w+|startat?|startade)|"
    r"är inte (?:helt )?(?:klar|färdig)|inte (?:riktigt |helt )?(?:klar[at]?|färdig[at]?|"
    r"slutför\w+)|saknas (?:fortfarande|ännu|dock)|"
    r"remain(?:s|ing)?\b|left to|still (?:to|needs?|missing)|not (?:yet |quite |fully )?(?:done|finished|complete)",
)
