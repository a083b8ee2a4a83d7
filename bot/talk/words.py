"""The words that are taken as commands, in Swedish and English, as data: those that everybody and owners may write.

A command is the whole message, or its beginning where something follows. What is no command is a question or a reply.
`as_command` takes off the courtesies around one. What coordinators may write stands in ``coordinator_words.py``.
"""

import re
from typing import Final

FLAGS: Final = re.IGNORECASE | re.UNICODE
_FLAGS: Final = FLAGS
NR: Final = r"[A-ZÅÄÖ]{0,4}[.-]?\d+(?:[.:-]\d+)*[a-z]?"  # the number of an action


def whole(*alternatives: str) -> re.Pattern[str]:
    """Return what matches a whole message that is one of `alternatives`, whatever marks stand around it."""
    return re.compile(rf"\W*(?:{'|'.join(alternatives)})\W*", _FLAGS)


_whole = whole
_BEFORE: Final = re.compile(
    r"\s*(?:(?:hej(?:san)?|hallå|tjena|god (?:morgon|dag|kväll)|hello|hi|hey|good (?:morning|afternoon))"
    r"(?: (?:igen|på dig|handslag|again|there))*[,.!:\s]+)?"
    r"(?:(?:ok|okej|jo|ja|nej|okay|well|yes|no)(?: tack| thanks)?[,.!]+\s+)?"
    r"(?:(?:kan|skulle|vill) (?:du|ni) (?:kunna |snälla |vara snäll och )?|snälla[,:]? |var(?:a)? snäll och |"
    r"jag (?:vill|skulle vilja|behöver|måste)(?: gärna)? |please[,:]? |(?:could|can|would) you (?:please )?|"
    r"i(?:'d| would) like to |i (?:want|need) to )?",
    _FLAGS,
)
_AFTER: Final = re.compile(
    r"[\s,.!?]*(?:(?:tack(?: på förhand| så mycket)?|please|är du snäll|snälla|thanks?)[\s.!?]*)?$", _FLAGS
)


def as_command(text: str) -> str:
    """Return a message without the courtesies before and after it: "Hej, kan du påminna Bo, tack?" is "påminna Bo"."""
    kept = _BEFORE.sub("", text, count=1) if (found := _BEFORE.match(text)) and found.end() else text
    return _AFTER.sub("", kept).strip() or text.strip()


GREETING: Final = _whole(
    "hej(?: hej| igen| på dig| där)?",
    "hejsan",
    "hallå",
    "god (?:morgon|dag|kväll|eftermiddag)",
    "tjena",
    "tja",
    "(?:hi|hello|hey)(?: there| again)?",
    "good (?:morning|afternoon|evening)",
)
_KIND = "(?:(?:ok|okej|toppen|perfekt|bra|jättebra|great|perfect|fine)[,.! ]+)?"
THANKS: Final = _whole(
    rf"{_KIND}(?:tusen |stort )?tack(?: så (?:jätte)?mycket| ska du ha| för (?:hjälpen|det|svaret|svar|allt))?",
    "tackar",
    rf"{_KIND}(?:many )?thanks(?: a lot| so much| for (?:the|your) help)?",
    rf"{_KIND}thank you(?: very much| so much| for (?:the|your) help)?",
    "cheers",
)
# A reply of its own where an answer is awaited, else a kind word.
PRAISE: Final = _whole(
    "(?:vad |så |mycket |jätte|very )?(?:toppen|perfekt|bra|utmärkt|kanon|super|fint|great|perfect|excellent|"
    "nice|good)"
    "(?: svar(?:at)?| jobbat| answer| job)?"
)
GOODBYE: Final = _whole(
    "(?:tack[,.! ]+(?:och )?)?hej ?då",
    "hej så länge",
    "vi (?:hörs|ses)",
    "tack och hej",
    "ha (?:det (?:så )?(?:bra|gott)|en (?:bra|fin|trevlig) \\w+)",
    "(?:thanks?(?: you)?[,.! ]+(?:and )?)?(?:good ?)?bye(?: bye)?",
    "see you(?: later)?",
)
HELP: Final = _whole(
    "hjälp(?: mig)?",
    "help(?: me)?",
    "vad kan du(?: göra| hjälpa (?:mig |till )?med| svara på)?",
    "vad kan jag fråga(?: dig)?(?: om)?",
    "hur (?:funkar|fungerar) (?:det|du|det här|den här boten)",
    "(?:vem|vad) är du",
    "what can you do",
    "what can i ask(?: you)?(?: about)?",
    "how (?:does (?:this|it)|do you) work",
    "(?:who|what) are you",
    "kommandon",
    "commands",
)
SWEDISH: Final = _whole("svenska", "på svenska(?: tack)?", "swedish")
ENGLISH: Final = _whole("engelska", "english", "in english(?: please)?", "på engelska(?: tack)?")

CONFIRM: Final = _whole(
    "ja(?:[,.]? (?:det|allt) stämmer| tack| precis)?",
    "japp?",
    "(?:ja[,.]? )?precis(?: så)?",
    "det (?:är|var|blir|ser) (?:rätt|bra)(?: ut)?",
    "jajamän",
    "(?:det |allt )?stämmer(?: bra| det| fint)?",
    "bekräfta(?:r|s)?",
    "ok(?:ej)?",
    "rätt(?: uppfattat)?",
    "yes",
    "yep",
    "(?:that is|that's|it is) (?:right|correct)",
    "(?:that |it )?(?:looks )?(?:right|good)",
    "correct(?: it is)?",
    "confirm",
    "👍",
)
CONFIRM_ALL: Final = _whole(
    "(?:allt|alla|båda|bägge)(?: det)? stämmer",
    "(?:ja[,.]? ?)?(?:det )?stämmer[,.]? ?(?:alla|båda|bägge|allt(?:ihop)?|för (?:alla|båda))",
    "ja[,.]? ?(?:till )?(?:alla|båda|bägge|allt)",
    "bekräfta (?:alla|båda|bägge|allt)",
    "(?:yes[,.]? ?(?:to )?|confirm |all |both )(?:all|both|everything|(?:are|is) (?:right|correct))",
    "(?:all|both|everything) (?:of (?:them|it) )?(?:are|is) (?:right|correct)",
)
CONFIRM_ONE: Final = re.compile(
    rf"\W*(?:(?:ja|yes|stämmer|bekräfta|confirm|rätt|ok)[,: ]+(?P<nr>{NR})|(?P<before>{NR})[,: ]+(?:stämmer|"
    rf"är rätt|is right|ok))\W*",
    _FLAGS,
)
CHANGE: Final = _whole(
    "ändra(?: svaret| mitt svar| det)?",
    "nej",
    "nä",
    "fel",
    "(?:nej[,.]? )?(?:det|det där)? ?(?:stämmer inte|är fel|blev fel)",
    "inte rätt",
    "change(?: it| that)?",
    "edit",
    "no",
    "nope",
    "wrong",
    "(?:that(?:'s| is) )?(?:not right|wrong|incorrect)",
)
CHANGE_TO: Final = re.compile(
    rf"\s*(?:ändra|change|edit)\s*(?:(?:svaret )?(?:om |on |för |for )?(?P<nr>{NR})\s*)?(?:[:,–-]|"
    rf"\b(?=\s+\w))\s*(?P<text>.+)",
    _FLAGS | re.DOTALL,
)
MINE: Final = _whole(
    "(?:visa |lista |se )?mina(?: (?:åtgärder|frågor|uppgifter|svar))?",
    "vad (?:väntar|ska jag (?:svara|göra|rapportera))(?: på)?(?: nu| då)?",
    "vad (?:har jag|är|finns) kvar(?: att (?:svara på|göra))?(?: för mig)?",
    "vad vill du(?: mig| ha| att jag ska göra)?(?: nu)?",
    "vilka åtgärder (?:har jag|är mina|väntar på mig|ska jag svara på)",
    "min lista",
    "(?:show |list |see )?(?:my (?:actions|questions|tasks|list)|mine)",
    "what (?:is|are) (?:waiting|mine|left)(?: for me)?",
    "what do (?:i have|you want)(?: to (?:do|answer))?(?: from me| me to do)?",
    "what (?:should|must) i (?:do|answer|report)(?: on)?(?: now)?",
    "which actions (?:are mine|do i have)",
)
BARE_WHY: Final = _whole("(?:men |och )?varför(?: då| det| inte)?", "(?:but |and )?why(?: not| so| is that)?")
WHY: Final = _whole(
    "varför",
    "varför (?:frågar du|får jag|skriver du|hör du av dig|kontaktar du|ska jag|måste jag|just jag|jag).*",
    "(?:hur kommer det sig|vad är anledningen till) att (?:du frågar|jag får).*",
    "varför är det jag som .*",
    "vem har sagt att jag ska svara",
    "why",
    "why (?:are you (?:asking|writing|contacting)|do you (?:ask|write)|am i|do i|should i|me).*",
    "who said (?:that )?i should answer",
)
PAUSE: Final = _whole(
    "(?:vi tar |jag tar |ta )?(?:det |den |resten )?(?:en annan dag|senare|en annan gång)",
    "(?:inte (?:nu|i ?dag|just nu)|paus|pausa|sluta|stopp|stop|vi fortsätter (?:senare|en annan dag|i ?morgon))",
    "(?:jag )?(?:hinner|kan|orkar) inte(?: (?:nu|just nu|i ?dag|i ?kväll|mer|svara|med det(?: här)?|den här veckan))*",
    "(?:jag )?har (?:inte|ingen) tid(?: (?:nu|just nu|i ?dag))*",
    "(?:jag |vi )?(?:ska |kommer att )?(?:svarar?|återkommer?|återkomma|gör(?:a)? det|tar det|fyller i det)"
    "(?: (?:sen|senare|snart|i veckan|under veckan|i kväll|när jag hinner|när jag kan|så snart (?:jag kan|"
    "som möjligt)|igen))*",
    "i(?:'ll| will) (?:answer|reply|get back(?: to you)?|do (?:it|this))(?: (?:later|soon|this week|when i can|"
    "as soon as (?:i can|possible)))*",
    "påminna? mig(?: senare| igen| en annan dag)?",
    "(?:another (?:day|time)|not (?:now|today)|later|pause|maybe later)",
    "(?:let's|we|i(?:'ll| will)) (?:continue|do (?:it|this|the rest)|take (?:it|this)) (?:later|another day|tomorrow)",
    "i (?:do not|don't|have no|haven't got)(?: have)?(?: any)?(?: more)? time(?: (?:now|right now|today))*",
    "i can(?:'t|not)(?: answer)?(?: (?:now|right now|today))+",
    "remind me(?: later| again| another day)?",
)
RESUME: Final = _whole(
    "fortsätt",
    "vidare",
    "nästa(?: åtgärd| fråga)?",
    "börja",
    "vi (?:fortsätter|kör|börjar)(?: (?:nu|igen|med nästa))*",
    "var (?:var|är) vi",
    "(?:då )?går vi vidare",
    "ta nästa",
    "starta",
    "sätt i ?gång",
    "jag är redo",
    "continue",
    "go on",
    "next(?: one| action)?",
    "resume",
    "(?:let's )?(?:go|start|begin|continue|carry on)",
    "take the next(?: one)?",
    "where (?:were|are) we",
    "i(?:'m| am) ready",
)
DEADLINE: Final = _whole(
    "(?:när|vilken dag) (?:är|har vi|går) (?:det )?(?:sista (?:svars)?dag(?:en)?|deadline(?:n)?|"
    "senast)(?: (?:för svar|att svara|ut))?",
    "(?:till )?när (?:ska|måste|behöver) (?:jag|svaret|det|ni)(?: ha)?(?: (?:svara|svarat|svar|vara (?:klart?|"
    "inne|inskickat)|lämnas(?: in)?))?(?: senast)?",
    "hur (?:lång tid|länge) har jag(?: på mig)?(?: att svara)?",
    "sista (?:svars)?dag(?:en)?",
    "deadline",
    "when is (?:it|the answer|this|my answer) due",
    "(?:when is|what is|what's) the (?:deadline|last day)(?: to answer)?",
    "(?:by )?when (?:must|should|do) i (?:have to )?(?:answer|reply)",
    "how long do i have(?: to answer)?",
)
DUTY: Final = _whole(
    "vad händer om jag (?:inte|struntar i att) (?:svarar?|hinner(?: svara)?)(?: i tid)?",
    "(?:är (?:det|det här) (?:obligatoriskt|ett krav|frivilligt)|måste jag (?:svara|göra (?:det|"
    "det här)))(?: på (?:det|det här))?",
    "what happens if i (?:do not|don't) (?:answer|reply)(?: in time)?",
    "is (?:it|this) (?:mandatory|compulsory|voluntary|required)",
    "(?:must|do) i (?:have to )?(?:answer|reply)(?: this)?",
)
ANSWERED: Final = _whole(
    "(?:visa|se|läsa?) (?:mitt|mina)(?: senaste| förra)? svar(?: (?:om|på) \\S+)?",
    "(?:har|fick) (?:ni|du)(?: inte)? (?:fått )?mitt svar",
    "(?:men )?jag (?:har (?:redan |ju )*svarat|svarade)(?: (?:redan|ju|på (?:det|det här)|förra veckan|i går|i ?dag))*",
    "vad (?:svarade|skrev) jag(?: (?:sist|förra (?:året|gången)|i fjol))?",
    "vad har jag svarat",
    "show my (?:last |latest )?(?:answers?|replies|reply)",
    "(?:did|have) you (?:get|got|received?) my (?:answer|reply)",
    "(?:but )?i (?:have |'ve )?(?:already )?(?:answered|replied)(?: (?:already|this|last week|yesterday))*",
    "what did i (?:answer|reply|write|say)(?: last (?:time|year))?",
)
ILL: Final = _whole(
    "jag är (?:sjuk|borta|ledig|bortrest|på semester|sjukskriven|föräldraledig|tjänstledig|"
    "inte på plats)(?: (?:nu|just nu|i ?dag|den här veckan))*",
    "i(?:'m| am) (?:ill|sick|away|off(?: sick)?|on (?:leave|holiday|sick leave)|out of office)(?: (?:now|"
    "right now|today|this week))*",
)
SOMEBODY_ELSE: Final = re.compile(
    r"\W*(?:nej[,.]? |no[,.]? )?(?:(?:det är|it(?:'s| is)) (?P<who>(?!inte\b|not\b|jag\b|me\b|vi\b|"
    r"we\b)[^,.?!\n]{2,50}?) (?:som|who) (?:har hand om|"
    r"ansvarar för|sköter|ska svara(?: på| om)?|svarar för|"
    r"handles|is responsible for|should answer(?: about)?)(?: (?:det|den|frågan|åtgärden|it|this))?(?: (?:här|"
    r"där|nu|now))*|"
    r"(?:fråga|kontakta|prata med|hör med|ask|contact) (?P<asked>(?!mig\b|me\b)[^,.?!\n]{2,50}?)(?: (?:i stället|"
    r"istället|instead|om (?:det|det här|den)|about (?:it|this)))+)\W*",
    _FLAGS,
)
REFERRED: Final = re.compile(
    r"\b(?:fråga|kontakta|hör med|prata med|det är|ask|contact|it is|it's)\s+(?P<who>[^,.?!\n]{2,50})", _FLAGS
)
UNSURE: Final = _whole(
    "hur (?:ska jag skriva|svarar jag|gör jag)",
    "how (?:do|should) i (?:answer|write|reply)",
    "(?:jag )?vet (?:inte|ej)(?: riktigt| än| ännu)?",
    "ingen aning",
    "(?:det )?vet jag (?:inte|ej)(?: än)?",
    "(?:jag är )?osäker",
    "svårt att säga",
    "vad ska jag (?:skriva|svara)(?: då| här)?",
    "hur (?:menar du|ska jag svara)",
    "vad menar du",
    "jag förstår inte(?: frågan)?",
    "i (?:do not|don't) know(?: yet)?",
    "no idea",
    "(?:i(?:'m| am) )?(?:not sure|unsure)",
    "hard to say",
    "what (?:should|do) i (?:write|say|answer)",
    "what do you mean",
    "i (?:do not|don't) understand(?: the question)?",
)
REPORT: Final = re.compile(
    r"\s*(?:(?:lämna |ge |skriva? )?(?:en )?(?:rapportera|rapport|lägesrapport)(?: (?:om|på|för|kring))?|"
    r"(?:give |write )?(?:a )?(?:status update|report)(?: on| about| for)?)"
    r"\s+(?P<nr>\S+?)\s*(?:[:,.–-]\s*|\s+|$)(?P<text>.*)",
    _FLAGS | re.DOTALL,
)
CORRECT: Final = re.compile(
    r"\s*(?:rättelse|rätta|korrigera|correction|correct)\b(?! att| that)\s*(?:(?:mitt svar|my (?:answer|reply)) ?)?"
    r"(?:av|till|om|på|for|of|to|on|about)?\s*(?P<text>.*)",
    _FLAGS | re.DOTALL,
)
REGRET: Final = re.compile(
    r"\W*(?:(?:oj|ojdå|hoppsan|sorry|förlåt|aj|oops)\W+)?(?:(?:det|jag|nu|det där)(?: här)? (?:blev|skrev|"
    r"svarade|rapporterade|gjorde|var|tog)"
    r"(?: visst| nog| lite)? fel|ångra(?: (?:det|svaret|mig|rapporten|mitt svar))?|(?:jag )?ångrar mig|"
    rf"(?:ändra|rätta)(?: i)? (?:mitt|det förra|senaste|sista) svar(?:et)?(?: (?:om|på) (?P<nr>{NR}))?|"
    rf"ändra (?P<other>{NR})|"
    rf"i (?:made a mistake|got (?:it|that) wrong|was wrong)|(?:change|edit) my (?:answer|reply)(?: (?:on|"
    rf"about) (?P<third>{NR}))?|undo)"
    r"\W*",
    _FLAGS,
)
HAND_OVER: Final = re.compile(
    r"\s*(?:lämna över|delegera|skicka vidare|ge vidare|hand over|delegate|pass on)(?:\s+(?:åtgärd(?:en)?|"
    r"frågan om|action))?"
    rf"(?:\s+(?P<nr>(?!(?:till|to)\b){NR}))?(?:\s+(?:den|det|it|this))?\s*"
    r"(?:(?:till|to)\s+(?P<to>.{2,80}?))?[.!]?\s*$",
    _FLAGS,
)
HAND_OVER_ALL: Final = re.compile(
    r"\s*(?:lämna över|delegera|hand over|pass on)\s+(?:allt(?:ihop)?|alla(?: mina)?(?: åtgärder| frågor)?|"
    r"mina åtgärder|"
    r"everything|all(?: (?:of )?my actions)?|my actions)(?:\s+(?:till|to)\s+(?P<to>.{2,80}?))?[.!]?\s*$",
    _FLAGS,
)
LEAVE: Final = re.compile(
    r"\s*(?:jag (?:slutar|har slutat|ska sluta|byter (?:jobb|tjänst|roll|arbete)|går i pension|"
    r"lämnar (?:min tjänst|jobbet|regionen))|"
    r"i(?:'m| am| will be)? (?:leaving|retiring|changing jobs)|i (?:have left|leave|retire))"
    r"(?: (?P<when>[^,.;@]{1,40}?))?(?:[,.;]\s*|\s+(?:och|and|så|so)\s+|$)"
    r"(?:(?:och|and|då)\s+)?(?:(?P<to>.{2,80}?)\s+(?:tar över|tar hand om|svarar|efterträder|blir ny|takes? over|"
    r"will take over|answers?|succeeds)"
    r"(?: (?:mina åtgärder|allt|efter mig|alla|mig|i stället|rapportör|my actions|everything|from me|after me|"
    r"me))*)?\W*",
    _FLAGS,
)
AWAY: Final = re.compile(
    r"\s*(?:jag (?:är|kommer(?: att)? vara|blir|ska vara) (?:borta|bortrest|frånvarande|ledig|inte på plats|ute|"
    r"tjänstledig|"
    r"föräldraledig|pappaledig|mammaledig|sjukskriven|på (?:semester|resa|tjänsteresa|kurs))|"
    r"(?:jag )?har semester|jag (?:går på|tar) (?:semester|ledigt)|frånvaro:?|"
    r"i(?:'m| am| will be|'ll be) (?:away|off|out(?: of (?:the )?office)?|absent|travelling|on (?:leave|holiday|"
    r"vacation|parental leave)))"
    r"\s+(?P<rest>\S.*)",
    _FLAGS | re.DOTALL,
)
STANDS_IN: Final = re.compile(
    r"[,.;:]?\s*(?:(?:och|and|då|under tiden|meanwhile)\s+)?(?:(?:ersättare|vikarie|substitute)(?:n)?(?: är|"
    r" blir| is)?:?\s+(?P<named>.{2,80}?)|"
    r"(?P<who>[^,;]{2,80}?)\s+(?:svarar|tar över|ersätter|vikarierar|täcker upp|är (?:min )?ersättare|kan svara|"
    r"answers?|covers?|stands? in|will answer|is my substitute|can answer)"
    r"(?: (?:för mig|mig|då|under tiden|så länge|i stället|for me|me|meanwhile|instead))*)\W*$",
    _FLAGS,
)
BACK: Final = _whole(
    "(?:nu är )?jag är tillbaka(?: (?:nu|igen|i dag))*",
    "nu är jag tillbaka(?: igen)?",
    "(?:i(?:'m| am) )?back(?: again)?",
    "i(?:'m| am) back(?: now| today| at work)?",
)
SNOOZE: Final = re.compile(
    rf"\s*(?:(?:påminna?|fråga|kontakta|väck) mig(?: igen)?(?: om (?P<nr>{NR}))?|(?:hör av dig|"
    rf"återkom)(?: till mig)?(?: igen)?|"
    r"(?:jag )?(?:återkommer|svarar|hör av mig)(?: (?:till dig|om det|på det|med svar))?|jag (?:tar|gör|fyller i|"
    r"skriver)(?: det| den)|"
    r"kan (?:jag|vi)(?: få)? (?:svara|återkomma|vänta|ta det|göra det)(?: (?:med det|med svaret|på det))?|"
    r"får jag (?:svara|vänta|återkomma)|"
    rf"(?:skjut(?:a)? upp|vänta med|snooza?|snooze|postpone|defer)(?: (?:det|frågan|it|this|(?P<other>{NR})))?|vänta|"
    r"(?:remind|ask) me(?: again)?|i(?:'ll| will) (?:answer|reply|respond|get back(?: to you)?|do (?:it|this)|"
    r"report)|"
    r"(?:can|may) i (?:answer|reply|wait|do (?:it|this)))\s+(?P<when>\S.{1,60})",
    _FLAGS,
)
ACCEPT: Final = _whole(
    "jag tar över", "(?:ja )?jag tar (?:den|det)", "ta över", "i(?:'ll| will)? (?:take (?:it|over)|accept)"
)
DECLINE: Final = _whole(
    "nej tack", "tackar nej", "jag avböjer", "avböj", "no thanks?", "no thank you", "i decline", "decline"
)
NUMBERED: Final = re.compile(
    rf"\s*(?P<nr>{NR})\b\s*[:,.)–-]*\s*(?P<text>.*)",
    _FLAGS | re.DOTALL,
)
_ASKING: Final = re.compile(
    r"\s*(?:och |and |men |but )?"
    r"(?:vad|vem|vilk(?:en|a|et)|hur|när|var|varför|finns|har|är|kan|ska|får|måste|berätta|sök|fråga|visa|"
    r"what|who|which|how|when|where|why|is|are|does|do|did|has|have|can|should|must|tell|find|ask|list|show)\b",
    _FLAGS,
)


def is_question(text: str) -> bool:
    """Tell whether a message asks something: it ends with a question mark, or is short and begins like a question."""
    last = text.rstrip(' "”»)').endswith("?")
    return last or (bool(_ASKING.match(text)) and "." not in text.strip().rstrip("."))
