"""Rules for replies about the report itself: nothing has changed, it is not mine, or too vague to file."""

import re
from collections.abc import Iterable

from plans.patterns import Pattern
from plans.replies.clauses import Clause
from plans.replies.wordlists import TIME, any_of

_UNCHANGED = any_of(
    r"någ(?:on|ra) (?:\w+ )?förändring(?:ar)? har (?:\w+ )?(?:inte|ej|icke) (?:skett|ägt rum|inträffat|noterats)|"
    r"oförändra(?:t|d|de)\b|ingen (?:ny )?förändr(?:ing\w*|\.?(?=\s|$))|inga (?:nya )?förändringar|"
    r"inga (?:större |direkta |särskilda |nämnvärda )nyheter|"
    r"(?:precis |exakt |likadant )som i (?:min|vår|mitt|vårt|den) (?:\w+ )?(?:rapport|redovisning|uppdatering)\w*|"
    r"inga ändringar|ingen ändring\w*|"
    r"inget nytt|inga nyheter|ingenting nytt|inget (?:har )?(?:ändrats|hänt sedan|förändrats)|"
    r"samma (?:läge |status |svar |sak |besked )?som (?:sist|förra|tidigare|i fjol|vid förra|senast|innan)|samma "
    r"(?:läge|status)\b|(?:läget|statusen|status) (?:är )?(?:detsamma|densamma|samma)|som (?:sist|förra gången|"
    r"tidigare|innan)\s*$|status quo|ingen skillnad|ser likadant ut|likadant som|still the same|no difference|"
    r"se (?:mitt |vårt |vår |min )?(?:förra|föregående|tidigare|senaste|förra årets) (?:svar\w*|rapport\w*|mejl\w*|"
    r"mail\w*|uppdatering\w*|lägesrapport\w*|meddelande\w*)|see (?:my |our )?(?:last|previous|earlier) (?:answer|reply|"
    r"report|update|message)|"
    r"samma som i \w+|"
    r"inget att (?:rapportera|tillägga)|no (?:substantive |significant |material |real |major )?changes?|unchanged|"
    r"nothing (?:new|has changed)|same (?:status )?as (?:in|at|"
    r"the "
    r"last|last|before|"
    r"previous\w*)|as before|no news|no updates?|nothing to (?:report|add)|"
    r"(?:looks|is) (?:just |exactly )?(?:the same|like) (?:as )?(?:in|at|it was|last)\b"
)
_NOT_ALL = Pattern(
    r"(?:prognos\w*|tids?plan\w*|slutdatum\w*|budget\w*|mål\w*|bemanning\w*|organisation\w*|plan(?:en)?|forecast|"
    r"deadline|timeline|budget|staffing) (?:är |is |remains |fortsatt )*(?:oförändra\w*|unchanged|samma)|"
    r"(?:no|ingen|inga|inget) (?:\w+ )?(?:change|changes|ändring\w*|förändring\w*) (?:to|in|of|av|i|på|till) "
    r"(?!(?:the )?status|läge)\w+|"
    r"oförändra\w* (?:prognos|tids?plan|slutdatum|budget|mål\w*|plan)|(?:inte|not) (?:oförändrat|unchanged)",
    re.IGNORECASE,
)
_NOT_MINE = any_of(
    r"inte rätt (?:person|mottagare|adressat|adress)\b|not the right (?:person|recipient|contact)\b|"
    r"(?:jag|vi) har aldrig (?:ens )?hört talas om (?:den|det|åtgärden|uppdraget|projektet|detta)\b|"
    r"(?:i|we)(?:[’']ve| have)? never (?:even )?heard of (?:this|it|the (?:action|project|task))\b|"
    r"det är (?!vi\b|jag\b)[\wåäö]+ (?:[\wåäö]+ ){0,3}som (?:nu |numera )?(?:har hand om|sköter|ansvarar för|"
    r"håller i|driver|tar hand om|äger) (?:det|den|åtgärden|frågan)\b|"
    r"jag har bytt (?:avdelning|enhet|roll|tjänst|arbetsplats|förvaltning|uppdrag)\b|"
    r"(?:the )?responsibility\b.{0,20} (?:transferred|passed|moved) to\b|(?:direct|address|send|refer) (?:\w+ "
    r")?(?:enquiries|inquiries|questions|queries) to\b|"
    r"(?:not|isn[’']t) my (?:\w+ )?(?:area|action|job|thing) any ?more\b|[’']s running it\b|"
    r"(?:pinga|mejla|maila|mail(?:a)?|ring|fråga|kontakta|hör med|kolla med|ta det med|snacka med|tala med) "
    r"[\wåäö@.-]+(?: [\wåäö@.-]+){0,3} "
    r"(?:i ?stället|istället|hädanefter|framöver|om (?:den|det) här)|jag har lämnat (?:bolaget|regionen|"
    r"kommunen|universitetet|tjänsten|uppdraget|"
    r"myndigheten|organisationen|företaget|förvaltningen|projektet)\b|(?:ping|email|e-mail|try|speak to|talk "
    r"to|contact) [\w@.-]+(?: [\w@.-]+){0,3} instead|"
    r"lämna(?:t|de) över (?:det här|den här|allt|stafettpinnen|hela|arbetet|uppdraget) ?[\wåäö]* ?till (?=[A-ZÅÄÖ])|"
    r"frågor (?:om (?:den|det|detta|åtgärden)[\wåäö ]{0,12} |rörande \w+ |(?:[\wåäö]+ ){0,4})(?:bör|ska|skall|"
    r"kan|får) (?:\w+ )?"
    r"(?:ställas|riktas|hänvisas|skickas) till (?=[A-ZÅÄÖ])|hänvisa(?:r|s) (?:jag |vi |därför |istället |"
    r"härmed |frågan )*till (?=[A-ZÅÄÖ])|"
    r"(?:undertecknad|jag) har (?:\w+ )?(?:övergått till|tillträtt|lämnat) (?:en |min )?(?:\w+ )?(?:tjänst|"
    r"befattning|anställning)\b|"
    r"(?:inte|ej) (?:längre )?(?:jag|vi|mig|oss) utan\b|(?:isn[’']t|is not|not) (?:ours|mine)\b|"
    r"(?:he|she) (?:runs?|owns?|handles?|has|looks after) (?:this|it)\b|"
    r"(?:han|hon|hen) (?:sköter|har|ansvarar för|driver|håller i|tog över) (?:det|den|detta)\b|"
    r"(?:the )?(?:responsibility|action)\b.{0,20} (?:was|has been|is) (?:transferred|handed(?: over)?|passed) to\b|"
    r"ansvaret\b.{0,20} har (?:övergått|överförts|lämnats över) till\b|"
    r"(?:it[’']s |that[’']s )?not me\b(?! (?:who|that))|(?<=[’']s )got this one\b|"
    r"(?:inte|ej|aldrig) (?:längre )?(?:min|mitt|mina|vår|vårt|våra)\b(?! (?:avsikt|bedömning|mening|bild|"
    r"uppfattning))(?=\s*(?:$|[.,;!–-]|bord|ansvar\w*|område\w*|åtgärd\w*|uppgift\w*|fråga|uppdrag|avdelning|enhet|"
    r"sak|längre|utan|projekt))|"
    r"(?:inte|ej) (?:till|hos|på|under) (?:oss|mig|vår\w*)(?=\s*$)|(?:det här|den här|detta|denna|åtgärden) hör "
    r"(?:\w+ )?(?:till|hemma)\b|(?:inte|ej) (?:är |längre )?(?:jag|vi|mig|oss|undertecknad) (?:som |längre "
    r")?(?:ansvarar|har|är|äger|driver|"
    r"sköter|jobbar|ska|håller|längre|rapporterar)|(?:det|den här|detta) är inte (?:jag|vi|mig|oss)\b|"
    r"jag (?:ansvarar|svarar) (?:inte|ej) längre för\b|(?:i am|i[’']m) no longer (?:responsible for|in charge of)\b|"
    r"(?:jag|vi) (?:ansvarar|äger|arbetar|jobbar|har|driver|sköter) (?:inte|ej) (?:längre )?(?:för (?:det|den|detta|"
    r"den här|åtgärden)|med (?:det|den|detta|den här|åtgärden|frågan)|den|det|ansvar\w*|hand om|frågan|åtgärden)|"
    r"(?:jag|vi) (?:har )?(?:ingenting|inget) med (?:det|den|detta|åtgärden|den här) (?:\w+ )?att göra|(?:är|är jag|"
    r"jag är|vi är) (?:inte|ej) (?:längre )?(?:ansvarig\w*|rätt (?:person|mottagare|adress)|rapportör|ägare)|"
    r"fel (?:person|adress\w*|mottagare|avdelning|enhet)|(?:fråga|hör med|vänd (?:er|dig) till|kontakta|prata med|"
    r"skicka (?:den |det |detta |frågan )?till|ta det med) (?:[\wåäö@.-]+ ){1,4}(?:i ?stället|istället|om det här|om "
    r"detta|om den här)|"
    r"(?:jag (?:har )?|^(?:har )?)(?:slutat|slutade|bytt jobb|bytte jobb|gått vidare till) (?:\w+ )?(?:på|i|hos|"
    r"från|som|vid)|"
    r"jag har slutat\b(?! (?:med|att))|(?:någon annan|en kollega|någon annan avdelning) (?:har )?(?:tog|tagit|sköter|"
    r"ansvarar|har)\b"
    r"(?: (?:nu |över|för|hand|den|det|ansvaret|om))|(?:somebody|someone) else (?:has )?(?:took|taken|takes|handles|"
    r"runs|owns)|"
    r"jag har gått i pension\b|har (?:nu )?(?:tagit|fått ta) över (?:åtgärden|ansvaret|den|det|efter mig|"
    r"frågan)?(?=\s*$|\s+(?:åtgärden|"
    r"ansvaret|den|det|efter|frågan))|(?:lämnat|lämnade|har lämnats?) över (?:åtgärden|ansvaret|den|det|den här|"
    r"detta|frågan)? ?till|"
    r"(?:ansvaret|åtgärden|frågan|den här|den|det här|ärendet|uppdraget) (?:har )?(?:(?:flyttats|flyttat|gått över|"
    r"övergått) "
    r"(?:numera |nu )?till|(?:ligger (?:numera|nu)|hör (?:numera )?hemma|tillhör(?: numera| nu)?) (?:hos|på|under)|"
    rf"(?<=ansvaret )ligger (?:hos|på|under)) (?!is\b|nämnd|styrelse|ledning|politik\w*|remiss|hyll)(?!{TIME})|"
    r"(?:det här|denna|den här|den|åtgärden|detta|frågan) (?:hanteras|sköts|drivs|ägs|förvaltas) (?:numera|nu|nu "
    r"för tiden|sedan \w+) av\b|"
    r"(?:den här|denna|åtgärden|frågan|den|detta|det här) (?:är |har )?(?:ligger numera (?:på|under|hos)\b|"
    r"ligger (?:numera |nu )?hos (?!nämnd|styrelse|ledning)[\w ]{2,30}? (?:sedan|numera|nu)\b|överförd till|"
    r"överförts till|överlämnad till|flyttad till|överflyttad till)|"
    r"(?:stryk|ta bort) (?:mig|oss) (?:ur|från)|remove me\b|is (?:now )?(?:handled|run|owned) by|"
    r"(?:den här|det här|denna|detta) (?:[\wåäö-]+ )?hör (?:numera |nu )?(?:till|hemma)\b|"
    r"(?:ansvarig|ansvarig för (?:den|det|åtgärden)|ansvaret|ägare) (?:är |ligger )?(?:numera|nu för tiden|"
    r"sedan [\wåäö ]{3,20}? ?) ?(?:är |hos |på )?(?=[A-ZÅÄÖ])|"
    r"(?:den|det|detta|åtgärden|frågan) (?:är|blev) (?:numera |nu )?[A-ZÅÄÖ]\w+s (?:bord|ansvar|uppdrag)\b|"
    r"(?:belongs? to|(?:now )?sits with|is now with|has been (?:moved|passed) to) (?:the )?"
    r"\w+ (?:team|unit|department|group|office)\b|"
    r"(?:please )?(?:redirect|forward|send|direct) (?:this|it|these|your \w+) to\b|"
    r"rapporterar (?:jag|vi) (?:inte|ej)\b|är ny (?:samordnare|kontaktperson|ansvarig|rapportör|projektledare) "
    r"för (?:det|den|åtg)|"
    r"not (?:mine|my (?:bag|baby|thing|remit|patch|department|action|area|responsibility|task|job|table|project))|"
    r"(?:i|we)(?:[’']m| am|[’']re| are)? "
    r"(?:not|no longer) (?:\w+ )?(?:responsible|in charge|the (?:right|owner)|working|own)|changed jobs|(?:contact|"
    r"ask|speak to) [^.,]{1,30} about this|(?:jag|vi) har (?:den|det|frågan|åtgärden) inte (?:längre|kvar)|bytt "
    r"jobb\b|inte hos (?:oss|mig)\b|wrong (?:person|address|"
    r"department|recipient)|"
    r"(?:please )?(?:ask|contact|talk to|check with) (?:[\w@.-]+ ){1,8}instead|(?:i|we) (?:have )?(?:left|moved to|"
    r"handed (?:it|this|over))|has taken over|no longer (?:mine|my)|(?:i|we) don[’']t (?:own|handle|work (?:on|with))"
)
_STILL_OURS = Pattern(r"(?:tills|fram till|until|inte bara|not only)", re.IGNORECASE)


def is_unchanged(clauses: Iterable[Clause]) -> bool:
    """Tell whether the reply says that nothing has changed since the last one."""
    return any(
        _UNCHANGED.search(clause.text) and not _NOT_ALL.search(clause.text) for clause in clauses if not clause.supposed
    )


def is_not_mine(clauses: Iterable[Clause]) -> bool:
    """Tell whether the author says that somebody else answers for the action."""
    return any(
        _NOT_MINE.search(clause.text) and not _STILL_OURS.search(clause.text)
        for clause in clauses
        if not clause.supposed
    )


_SWEDISH = Pattern(
    r"\b(?:och|är|inte|att|vi|har|på|för|med|klar|klart|en|ett|det|den|till|av|som|om|ej|ca|enligt|pågår|inget|inga|"
    r"min|oförändrat|fortfarande|hos|från|nu|blir|blev|nej|ja|tack|hej|försenat|försenad|procent|samma|månader|"
    r"senast|fel)\b|[åäö]",
    re.IGNORECASE,
)
_ENGLISH = Pattern(
    r"\b(?:the|is|are|not|we|have|has|and|of|to|with|done|no|it|this|was|on|in|by|for|will|my|now|yet|been|our|at|"
    r"change|delayed|completed|started|track|you|please|percent|months|same|as|last|time|half|almost|finished|paused|"
    r"hold|unchanged|red|green|yellow|behind|schedule|person|wrong)\b",
    re.IGNORECASE,
)


def language_of(text: str, fallback: str = "sv") -> str:
    """Return "sv" or "en" by the small words of a reply; `fallback` when they say nothing ("60 %")."""
    swedish, english = len(_SWEDISH.findall(text)), len(_ENGLISH.findall(text))
    if swedish == english:
        return fallback
    return "sv" if swedish > english else "en"
