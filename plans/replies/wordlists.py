"""Words that several rules share, as regular expressions in lower case."""

import re

from plans.patterns import Pattern
from plans.replies.verbs import deed_in

FINISHED = (
    r"(?:klar[at]?|klart|färdig[at]?|färdigt|färdigställ(?:d|t|da)|genomför(?:d|t|da)|genomförts|slutför(?:d|t|da|ts|"
    r"des)|slutförs(?= nu)|avslutad(?:es|e)?|färdigställdes|genomfördes|stänger|avslutar|gjor[dt]a?|"
    r"avslutats?|avklarad[e]?|avklarat|i mål|i hamn|i land|done|completed?|finished|finalised|finalized|concluded|"
    r"wrapped up|stängas?|stängd|"
    r"utagerad|utagerat|avbockad|bockas? av|(?<=kan )avslutas|(?<=därmed )avslutas|slutrapporterad|"
    r"slutrapporterat|slutredovisad|"
    r"slutredovisat|fixat|klappat|uppfylld)"
)
LAUNCHED = (
    r"(?:lanserad(?:es|e)?|lanserats?|släppt(?:es|s)?|released|publicera(?:d|des|t|ts)|utgiven|beslutad(?:es|e)?|"
    r"beslutats|antagen|antagna|"
    r"antagits|antogs|"
    r"fastställ(?:d|t|da|des|ts)|klubba(?:d|t|de|des|ts)|"
    r"invigd(?:es)?|invigts|i drift|driftsatt|driftsattes|på plats|gick live|ligger ute|är live|"
    r"överlämna(?:d|des|ts)|launched|published|adopted|went live|is live|in operation|in place|signed off)"
)
# Done work, as (perfect and past) forms that say it has happened.
DEEDS_SV = (
    r"(?:(?:ship+a|onboarda|releasa|launcha|deploya|signa|hira|closa|rigga)(?:t|ts|de|des)|"
    r"(?:rulla|bocka|beta)(?:t|ts|de|des) (?:ut|av)|genomförts?|genomfördes?|hållits?|höll[s]?|tagit(?:s)? "
    r"fram|tog(?:s)? fram|publicera(?:t|ts|de|des)|"
    r"anställ(?:t|ts|de|des)|"
    r"rekrytera(?:t|ts|de|des)|utbilda(?:t|ts|de|des)|skicka(?:t|ts|de|des)(?: ut)?|intervjua(?:t|ts|de|des)|"
    r"lansera(?:t|ts|de|des)|"
    r"inför(?:t|ts|de|des)|upphandla(?:t|ts|de|des)|teckna(?:t|ts|de|des)|skrivits?|skrev[s]?|bygg(?:t|ts|de|des)|"
    r"öppna(?:t|ts|de|des)|"
    r"testa(?:t|ts|de|des)|arrangera(?:t|ts|de|des)|anordna(?:t|ts|de|des)|samlat in|samlats in|kartlag(?:t|ts|de|"
    r"des)|kartlade[s]?|"
    r"analysera(?:t|ts|de|des)|utvärdera(?:t|ts|de|des)|etablera(?:t|ts|de|des)|inrätta(?:t|ts|de|des)|leverera(?:t|"
    r"ts|de|des)|"
    r"installera(?:t|ts|de|des)|utveckla(?:t|ts|de|des)|färdigställ(?:t|ts|de|des)|sammanställ(?:t|ts|de|des)|"
    r"godkän(?:t|ts|de|des)|"
    r"antagits?|antog[s]?|förankra(?:t|ts|de|des)|kört[s]?(?! fast)|körde[s]?(?! fast)|gjort[s]?|gjorde[s]?|bjudit "
    r"in|tillsat(?:t|ts|"
    r"te|tes)|utset(?:t|ts)|utsåg[s]?|"
    r"ansök(?:t|te)|boka(?:t|ts|de|des)|ordna(?:t|ts|de|des)|levt upp|träffat|mött|slutför(?:t|ts|de|des)|påbörjat "
    r"utbildning|"
    r"startat upp|beslutat om|beslutats|lämna(?:t|ts|de|des) (?:in|över|till)|lämnades|fastställ(?:t|ts|des)|"
    r"invig(?:t|ts|de|des)|"
    r"översat(?:t|ts|te|tes)|kopplat (?:in|på)|satt upp|spridit[s]?|delat ut|delades ut|presentera(?:t|ts|de|des)|"
    r"redovisa(?:t|ts|de|des)|"
    r"pilota(?:t|ts|de|des)|provat|provades|uppdatera(?:t|ts|de|des)|identifiera(?:t|ts|de|des)|besökt|besökte|fått "
    r"(?:på plats|ut|in|klart)\b|fick på plats|"
    r"avsluta(?:t|ts|de|des)|dokumentera(?:t|ts|de|des)|revidera(?:t|ts|de|des)|remitterats|remissats|beställ(?:t|ts|"
    r"de|des)|köpt[s]?|köpte[s]?|"
    r"tog examen|tagit examen|flytta(?:t|de) in|examinera(?:t|ts|de|des)|"
    r"fick (?:vi |de )?(?:in|ut|upp|klart|igång|godkänt|nya?|nytt|fyra|"
    r"\d+(?! (?:nya |fler )?(?:ärenden|klagomål|frågor|samtal|avslag|avhopp|kommentarer|synpunkter)))\b|tog emot|"
    r"tagit emot|enats|avtalat|"
    r"inventera(?:t|ts|de|des)|"
    r"ökat antalet|haft(?! problem| svår| brist| inga| för)|ordnade)"
)
DEEDS_EN = (
    r"(?:held|run|ran|carried out|conducted|signed|hired|published|launched|completed|finished|recruited|trained|"
    r"interviewed|sent out|"
    r"introduced|procured|built|opened|tested|arranged|organised|organized|collected|mapped|analysed|analyzed|"
    r"evaluated|established|"
    r"delivered|installed|developed|compiled|approved|adopted|anchored|set up|appointed|applied for|booked|presented|"
    r"drafted|written|"
    r"updated|identified|met with|secured|rolled out|agreed|bought|purchased|finalised|finalized|graduated|"
    r"produced|created|"
    r"submitted)"
)
PARTICIPLES = (
    r"(?:avhåll(?:en|et|na)|signa(?:d|t|de)|klar[at]?|klart|färdig[at]?|färdigt|genomför(?:d|t|da)|"
    r"avklarad[e]?|avklarat|avslutad[e]?|gjord[a]?|gjort|"
    r"på plats|i hamn|i mål|"
    r"tecknad[e]?|tecknat|påskriv(?:en|et|na)|underteckna(?:d|t|de)|signerad[e]?|publicerad[e]?|publicerat|"
    r"utskickad[e]?|utskickat|införd[a]?|infört|"
    r"lanserad[e]?|lanserat|inrättad[e]?|inrättat|rekryterad[e]?|anställd[a]?|utbildad[e]?|levererad[e]?|levererat|"
    r"installerad[e]?|installerat|"
    r"beslutad[e]?|godkän(?:d|t|da)|antag(?:en|et|na)|framtag(?:en|et|na)|färdigställ(?:d|t|da)|sammanställ(?:d|t|"
    r"da)|öppnad[e]?|startad[e]? upp|"
    r"färdig(?:bygg|mont|utbilda|skriv|utred|installera|produce)[a-zåäö]+|"
    r"driftsat(?:t|ta)|undertecknat|"
    r"examinerad[e]?|upphandlad[e]?|upphandlat|byggd[a]?|utförd[a]?|utfört|hållna|etablerad[e]?|etablerat|"
    r"done|completed?|finished|signed|in place|published|installed|delivered|launched|held|hired|recruited|approved|"
    r"up and running|ready)"
)
# What was to happen and did not: it undoes a deed, and whatever it is said of is not counted.
CALLED_OFF = Pattern(
    r"(?<![\wåäö])(?:ställ(?:a|as|s|er|de|des|t|ts|da)\s+(?:[\wåäö]+\s+){0,3}?in(?![\wåäö])|inställ(?:d|t|da|as|s|"
    r"ande\w*)"
    r"(?![\wåäö])|avbok(?:a|as|ar|ad|at|ats|ade|ades)\b|avlys\w+|avställ(?:d|t|da|s|as|des)\b|"
    r"(?:blev|blir|blivit|bli) (?:\w+ )?(?:inte|ej|aldrig) av\b|blåst\w* av|"
    r"skjut(?:s|it|its|er|as|a)? (?:\w+ ){0,2}?(?:upp|på framtiden)\b|sköts (?:\w+ )?upp\b|uppskjut\w+|framskjut\w+|"
    r"bordl\w+|cancel+ed|call(?:ed)? (?:\w+ )?off|postpone[ds]?|put off|fell through|did(?:n[’']t| not) (?:happen|"
    r"take place|"
    r"go ahead))",
    re.IGNORECASE,
)
# What begins a time to come: "flyttas till mars" moves the end, "flyttas till molnet" does not.
TIME = (
    r"(?:(?:den|i|efter|slutet|början|mitten|sent|tidig\w*|av|på|the|end|early|late|mid|after|of)[\s-]+)*(?:\d|"
    r"(?:jan|feb|mar|"
    r"apr|maj|may|jun|jul|aug|sep|o[kc]t|nov|dec)\w*\b|nästa|next|vår(?=\s*(?:$|[.,;]))|våren\b|(?:höst|sommar|"
    r"vinter|spring|summer|autumn|fall|"
    r"winter)(?:en|n)?\b|årsskiftet|påsk|midsommar|easter|christmas|q[1-4]|[vh]t\b|senare|later|framöver|kvartal|"
    r"(?:första|andra|tredje|fjärde|first|second|third|fourth)\b|v\.? ?\d|vecka|semestern)"
)
FUTURE = Pattern(
    r"\b(?:ska|skall|skulle|kommer att|kommer (?:vi )?(?:att|inte)|planera(?:r|s|de|d|t)|planen är att|tänker|"
    r"tanken är|"
    r"avser|hoppas|siktar|räknar med|"
    r"blir|bli|nästa|framöver|härnäst|inbokad[e]?|inplanerad[e]?|bokad[e]? till|återstår|kvar|väntas|förväntas|"
    r"beräknas|målet|målvärde\w*|mål|"
    r"will|shall|going to|plan(?:s|ned|ning)? to|planned|intend|hope|expect(?:ed|s)?|next|remain(?:s|ing)?|left|"
    r"target|goal|aim|scheduled)\b"
)
NEGATION = Pattern(
    r"\b(?:inte|ej|icke|aldrig|ingen|inget|inga|utan|varken|not|no|never|none|without|cannot|nobody|nothing|"
    r"ingenting)\b|n[’']t\b"
)


def any_of(*patterns: str) -> Pattern:
    """Compile alternatives that begin at a word, or at what is drawn together with it ("we'll", "hasn't")."""
    return Pattern(rf"(?:(?<![\wåäö-])|(?<=[a-z])(?=(?:n)?[’'][a-z]))(?:{'|'.join(patterns)})", re.IGNORECASE)


def words_before(text: str, end: int, length: int) -> str:
    """Return about `length` characters before a place, without the part of a word that the cut would leave."""
    return re.sub(r"^\w*", "", text[end - length : end]) if end > length else text[:end]


def words_after(text: str, start: int, length: int) -> str:
    """Return about `length` characters after a place, without the part of a word that the cut would leave."""
    return re.sub(r"\w*$", "", text[start : start + length]) if len(text) > start + length else text[start:]


_DONE = any_of(
    DEEDS_SV + r"(?![\wåäö])",
    DEEDS_EN + r"(?![\w])",
    PARTICIPLES + r"(?![\wåäö])",
    r"hittills|so far|på plats|rekrytera[dt]\w*|tecknad\w*|är igång",
)


def is_done(text: str) -> bool:
    """Tell whether a text says that something has been done, and not that it was called off."""
    return CALLED_OFF.search(text) is None and (_DONE.search(text) is not None or deed_in(text) is not None)
