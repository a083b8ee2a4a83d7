"""The words that say when an action will be finished, or was; ``deadlines.py`` has the rules that read them."""

import re

from plans.dates.words import MONTHS, UNITS, alternatives
from plans.number_words import NUMBER
from plans.patterns import Pattern
from plans.replies.wordlists import FINISHED, any_of

DELAYED = any_of(
    r"försen\w*|fördröj\w*|uppskju\w*|framskjut\w*|framflytta\w*|skjut\w*|sköts|flytta\w*|senarelägg\w*|senarelag\w*|"
    r"förskjut\w*|^(?:är |blir |nu )?sen[at]? (?=till\b)|dröj\w*|drar ut|dragit ut|förläng\w*|"
    r"(?:tar|tas|ta|hämtar|hämtas) (?:vi )?(?:\w+ )?igen\b|ombok\w*|bok(?:ar|as|at|ats|ad) (?:vi )?om\b|"
    r"delay\w*|postpon\w*|push\w*|moved|slip\w*|extended|reschedul\w*|put back|rebook\w*"
)
VERBLESS = (
    r"(?:klar[at]?|klart|färdig[at]?|färdigt|done|completed?|finished|ready|i mål)"
    rf"(?:\s*:\s*(?={alternatives(MONTHS)}|den \d|20\d\d|\d{{1,2}} [a-z]{{3}})|\s+(?:först|senast|till|i |under|"
    r"lagom till|by|in|before|före|innan|strax|vid|"
    r"omkring|runt|kring|tidigast|vecka|på|om |nästa|Q\d|H\d|K\d|VT|HT|\d))"
)
TO_COME = any_of(
    rf"(?:blir|bli|kommer|ska|skall|beräkna\w*|vänta\w*|räkna\w*|siktar|hoppas|planera\w*|bör|borde|tror|"
    rf"uppskatta\w*|förvänta\w*|bedöm\w*|kan|är|hinner|vara|tänker|räknar|prognosen är)\b.{{0,40}}?(?:{FINISHED}|"
    rf"färdigställ\w*|slutför\w*|avsluta\w*|genomför\w*|i mål|leverera\w*|publicer\w*|fastställas|antas)(?![\wåäö])",
    r"(?:kan|ska|beräknas|väntas) (?:lämnas|redovisas|presenteras|överlämnas) (?:in )?(?:först|tidigast)\b|"
    r"^(?:but |men )(?:it[’']ll|it will|that will|det) (?:be|blir) (?:nog |snarare |now |more like )?(?=(?:i |"
    r"in |den |till )?[A-ZQ\d]|\w)|"
    r"(?:est\.?|estimated|expected|beräknat|prel\.?) (?:completion|finish|delivery|slutdatum|klar\w*)|"
    r"needs? until|behöver (?:tid |tiden )?(?:fram )?till|eta\b|(?:end |finish |due |new |the )?(?:date|"
    r"deadline) (?:should|needs? to|must|will|would|has to|"
    r"to) (?:now )?be\b|"
    r"(?:slut)?datum\w* (?:ska|bör|borde|måste|behöver) (?:nu )?(?:vara|bli|ändras)|"
    r"(?:återinvigning|invigning|lansering|publicering|driftsättning|slutleverans)\w*(?=.*\b(?:beräknas|väntas|"
    r"bedöms) ske)",
    rf"(?:inte|ej|not|n[’']t)\b.{{0,25}}?(?:{FINISHED}|slutför\w*|färdigställ\w*|done|ready).{{0,15}}?(?:förrän|until)",
    VERBLESS,
    r"(?:publicerar|levererar|avslutar|slutför|lanserar|färdigställer|publiceras)\b|nytt mål(?:datum)?\b",
    r"(?<!until )(?<!innan )(?<!efter )(?<!before )(?<!after )(?:lansering|publicering|driftsättning|leverans|"
    r"slutleverans|invigning|målgång|slutförande|färdigställande(?:t|s)?|driftstart|"
    r"launch|publication|delivery|completion|go-live) (?:planerad |beräknad |nu |beräknas |väntas |planeras |"
    r"sker |flyttas |expected |planned )*(?:ske )?(?:i|till|den|först|in|by|on|\d)\b",
    r"(?:allt|alla|alla \w+|everything|all \w+) (?:är |is |are )?(?:på plats|in place) (?:i|till|den|by|in|"
    r"first|först)\b|"
    r"(?:i ?stället(?: för)?|ist\.?(?: ?f(?:ör|\.)?)?|instead(?: of)?|rather than)(?!\w)",
    r"(?:remaining|the rest|the last|resten|återstående|återstoden|det sista|de sista|sista delen)\b.{0,30}?(?:by|in|"
    r"till|i|senast|under)\b",
    r"(?:nytt |ny |nya |revidera\w+ |preliminär\w* )?(?:slutdatum\w*|deadline\w*|måldatum\w*|sluttid\w*|klardatum\w*|"
    r"färdigdatum\w*)(?: (?:är|blir|för \w+))?\b|(?:nytt|ny|reviderad|justerad|uppdaterad) (?:datum|tidpunkt|tidplan|"
    r"tid)(?: (?:är|blir|för \w+))?\b|slutförs|färdigställs|avslutas|levereras|slutförande|klart senast",
    r"(?:(?:tror|gissar) (?:vi |jag )?(?:nu )?på (?=jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec|våren|hösten|"
    r"årsskiftet)|"
    r"siktar (?:\w+ )?(?:på|mot)(?! \d+ (?:till|senast|%|procent|[a-zåäö]+ (?:till|senast)))|satsar på|"
    rf"räkna(?:r)? med (?!(?:ca |cirka |ungefär )?\d+(?:[.,]\d+)? ?(?:%|(?!{alternatives(MONTHS)})[a-zåäö]{{3,}}))"
    r"(?:publicering|leverans|slutförande|att bli|att vara|"
    r"att det|färdig|klart)?|mål(?:et|gång) (?:i|är nu|blir)|aim(?:ing)? for|target(?:ing|ed)?|looking at)",
    r"(?:will|should|expect\w*|estimate\w*|plan\w*|hope\w*|going to|to)\b.{0,40}?(?:done|finish\w*|complet\w*|ready|"
    r"deliver\w*|wrap\w* up|in place)|(?:done|finished|completed?|ready|completion|delivery|finish)\s+(?:by|in|"
    r"before|is|date|expected|around|at)|new (?:end |due |completion )?date|end date|due date|is now due|due (?:in|"
    r"by)",
)
WITH_VERB = any_of(
    r"blir|bli\b|ska\b|skall|beräkna\w*|vänta\w*|räkna\w*|siktar|hoppas|planera\w*|bör|borde|tror|kan\b|är|hinner|"
    r"vara|först|senast|will|should|expect\w*|by\b|is\b|be\b"
)
# Words that make a date be about something else than the end.
OTHER_EVENT = any_of(
    r"möte\w*|möts|sammanträ\w*|träff(?:as|en|ar)?\b|\w*start(?:en|ar|ade|at|as|datum\w*)?\b|börja\w*|drar igång|köra "
    r"igång|kör igång|påbörja\w*|workshop\w*|seminari\w*|konferens\w*|återkom\w*|"
    r"beslut(?:et|as|ar|a)?\b|nämnd\w*|intervjua\w*|remissen|remiss\b|utvärder\w*|anställ\w*|semester\w*|rekryter\w*|"
    r"besked\w*|svar\b|svara\b|svaret|finansiering\w*|budget\w*|ansökan|"
    r"meeting\w*|meets|starts?\b|starting|begins?\b|kick\w*|semester|decision\w*|hearing|get back|reply|interview\w*|"
    r"report back|holiday\w*|"
    # one day, course or journey is hardly ever the end of it all
    r"\w+(?<!mån)(?<!tis)(?<!ons)(?<!tors)(?<!fre)(?<!lör)(?<!sön)(?<!plan)(?<!mål)(?<!slut)dagen\b|\w*kurs(?:en|"
    r"erna)\b|"
    r"\w*(?:besök|resa|mässa|visning|föreläsning|utbildningstillfälle)(?:t|n|en|et|r|rna)?\b|webbinari\w*|webinar\w*|"
    r"(?:course|visit|trip|session|lecture|seminar|fair|graduation)s?\b"
)
# "Bygget vid Ekparken", "pannan i Åsen": one of several.
AT_ONE_PLACE = Pattern(
    r"^(?:men |och |but |and )?(?:(?i:the|our) )?[\wåäö-]+ (?:vid|i|på|mot|förbi|in|at|on) "
    rf"(?!(?i:Q\d|H\d|VT|HT|{alternatives(MONTHS)}))[A-ZÅÄÖ][a-zåäö]{{2,}}",
)
PAST = any_of(
    rf"(?:blev|var|har varit|vi blev)\s+(?:\w+ )?(?:{FINISHED})|avslutades|slutfördes|färdigställdes|genomfördes|"
    rf"lanserades|publicerades|invigdes|beslutades|antogs|fastställdes|öppnade\w*|driftsattes|gick live|"
    r"(?:was|were|got) (?:\w+ )?(?:completed|finished|done|published|launched|closed|adopted)|(?:completed|finished|"
    r"launched|published|closed|adopted) (?:on|in|last|this|earlier)|went live|"
    r"sedan\b|sen\b|since\b|har (?:nu )?(?:slutförts|avslutats|publicerats|lanserats)"
)
FINISHED_THEN = any_of(
    r"(?:avslutades|slutfördes|färdigställdes|lanserades|publicerades|invigdes|beslutades|antogs?|fastställdes?|"
    r"godkändes?|"
    r"driftsattes|gick live|undertecknades|"
    r"beslut\w* (?:\w+ ){0,2}?(?:den|i|om)|(?:i drift|på plats|öppen|öppet) sedan|was (?:completed|finished|"
    r"published|launched|adopted|approved|signed)|went live)"
    r"(?![\wåäö])"
)
FINISH_WORD = any_of(
    rf"(?:förläng\w* (?:åtgärden|projektet|insatsen|uppdraget)|{FINISHED}|slutdatum\w*|deadline\w*|sluttid\w*|"
    rf"måldatum\w*)(?![\wåäö])"
)
DATE_BEFORE = Pattern(
    r"\b(?:från|from|sedan|since|ursprunglig\w*|tidigare|i stället(?: för)?|istället(?: för)?|ist\.? ?f(?:ör|\.)?|"
    r"instead of|rather than|"
    r"originally|var|was|inte|not|efter|after)\s+(?:den |the |i |in |till |to |planerade |gamla )*$",
    re.IGNORECASE,
)
# "The 2028 target" and "2028 års mål" say nothing of when the action ends.
OF_A_TARGET = Pattern(r"\s*(?:års )?(?:target|goal|mål(?:et)?|budget)\b", re.IGNORECASE)
AIMING = Pattern(r"sikta|satsar|aim|target|looking", re.IGNORECASE)
# "Ytterligare nio blir klara i januari" is about a part.
OF_SOME_MORE = Pattern(r"\b(?:ytterligare|another|a further)\s+\w+", re.IGNORECASE)
NEGATED = Pattern(
    r"\b(?:inte|ej|not|knappast|aldrig|never)\b(?!.*\b(?:förrän|until|before|utan|but|senare än|later than|"
    r"tidigare)\b)|n[’']t\b(?!.*\b(?:until|before|but)\b)",
    re.IGNORECASE,
)
UNAFFECTED = Pattern(
    r"påverkar inte|ändå (?:klara?|klart|i tid|hinna)|does not affect|doesn[’']t affect", re.IGNORECASE
)
# "Tre veckor efter" is late, "71 dagar efter sommaren" only tells when.
AFTER_PLAN = (
    r"efter\b(?=\s*(?:$|[.,;:)!–-]|(?:den |vår |ursprunglig\w* )*(?:tids?)?plan|schema|med\b|nu\b|och\b|men\b|"
    r"i (?:tid|schema|plan|arbetet)|jämfört|mot\b|pga|p\.?g\.?a|på (?:grund|arbetet)|eftersom|så\b|just nu|i dag|idag))"
)
# "Lanserades i maj, tre månader sent" and "delivered in May, two weeks late" tell how it went.
WAS_LATE = Pattern(
    r"(?:[a-zåäö]{3,}(?:ades|des|tes|ts)|hölls|blev klar[at]?|\b(?:was|were)\b|[a-z]{3,}ed|went live|held)\b[^.;]*,\s*"
    r"(?:[\w-]+\s+){1,3}(?:sent|för sent|försenat|försenad|late|behind schedule)\s*[.!]?\s*$",
    re.IGNORECASE,
)
_SPAN = rf"(?P<n>{NUMBER}|a|an|ett par|några)\s+(?P<unit>{alternatives(UNITS)})"
DURATIONS = tuple(
    Pattern(pattern, re.IGNORECASE)
    for pattern in (
        rf"^räkna (?:\w+ )?med (?:ca |cirka |ungefär )?{_SPAN} (?:extra|till)\b",
        (
            rf"(?<![\w]){_SPAN}s?\s+(?:försen\w*|fördröj\w*|sen[at]?\b|förskjut\w*|senare|late\b|later\b|behind|"
            rf"delay\w*|{AFTER_PLAN}|bakom)"
        ),
        (
            rf"(?<![\wåäö])(?:försen\w*|förskjut\w*|skjut\w*|sköts|senarelägg\w*|senarelag\w*|flytta\w*|"
            rf"förläng\w*|drar ut\w*|"
            rf"delay\w*|postpon\w*|push\w*|late\b|slip\w*|behind\b|extended|^(?:är |blir )?sen[at]?|(?:ligger|är|"
            rf"halkat|hamnat|släpar) (?:vi )?efter)(?:\s+(?:beräknas|"
            rf"uppskattas|bedöms|"
            rf"väntas|uppgår|blir|bli|är|estimated|expected|upp|fram|back|det|den|vi|på tiden|"
            rf"it|this|tid|på|schedule|of|about))*\s+(?:med|by|of|ca|cirka|ungefär|omkring|about|around|på|"
            rf"till)?\s*(?:ca |cirka |ungefär |omkring |about |around )?(?<![\w]){_SPAN}\b"
        ),
    )
)
AT_LEAST = Pattern(
    r"\b(?:minst|at least|flera|several|kanske|eventuellt|möjligen|maybe|perhaps|uppemot|up to)\b", re.IGNORECASE
)
HALF = Pattern(r"\bett halvår\b|\bhalf a year\b", re.IGNORECASE)
