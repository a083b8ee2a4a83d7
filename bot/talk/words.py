"""The words that are taken as commands, in Swedish and English, as data.

A command is the whole message, or its beginning where something follows. What is no command is a question or a reply.
"""

import re
from typing import Final

_FLAGS: Final = re.IGNORECASE | re.UNICODE


def _whole(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{'|'.join(alternatives)})\W*", _FLAGS)


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
    "(?:vad |så |mycket |jätte|very )?(?:toppen|perfekt|bra|utmärkt|kanon|super|fint|great|perfect|excellent|nice|good)"
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
    "ja(?: det stämmer| tack)?",
    "japp?",
    "jajamän",
    "(?:det )?stämmer(?: bra| det)?",
    "bekräfta(?:r|s)?",
    "ok(?:ej)?",
    "rätt(?: uppfattat)?",
    "yes",
    "yep",
    "(?:that is|that's|it is) (?:right|correct)",
    "(?:that|it)(?: looks)? (?:right|good)",
    "correct(?: it is)?",
    "confirm",
    "👍",
)
CHANGE: Final = _whole("ändra", "nej", "fel", "(?:det )?stämmer inte", "change", "edit", "no", "wrong", "not right")
CHANGE_TO: Final = re.compile(r"\s*(?:ändra|change)\s*[:,–-]\s*(?P<text>.+)", _FLAGS | re.DOTALL)
MINE: Final = _whole(
    "mina åtgärder", "mina", "vad (?:väntar|ska jag svara)(?: på)?", "my actions", "mine", "what is waiting"
)
BARE_WHY: Final = _whole("(?:men |och )?varför(?: då| det| inte)?", "(?:but |and )?why(?: not| so| is that)?")
WHY: Final = _whole("varför", "varför (?:frågar du|får jag).*", "why", "why (?:are you asking|do you ask|am i asked).*")
PAUSE: Final = _whole(
    "(?:vi tar (?:det|resten) )?en annan dag",
    "(?:inte nu|senare|paus|sluta|stopp|vi fortsätter (?:senare|en annan dag|i morgon))",
    "(?:another day|not now|later|stop|pause|(?:let's|we) (?:continue|do the rest) (?:later|another day|tomorrow))",
)
RESUME: Final = _whole("fortsätt", "vidare", "nästa", "continue", "go on", "next", "resume")
REPORT: Final = re.compile(
    r"\s*(?:rapportera|rapport|lägesrapport|report(?: on)?)\s+(?P<nr>\S+?)\s*(?:[:,.–-]\s*|\s+|$)(?P<text>.*)",
    _FLAGS | re.DOTALL,
)
CORRECT: Final = re.compile(
    r"\s*(?:rättelse|rätta|korrigera|correction|correct)\b\s*(?:av|till|for|of|to)?\s*(?P<text>.*)", _FLAGS | re.DOTALL
)
HAND_OVER: Final = re.compile(
    r"\s*(?:lämna över|delegera|skicka vidare|hand over|delegate|pass on)\s*(?P<nr>(?!till\b|to\b)\S+?)?\s*"
    r"(?:(?:till|to)\s+(?P<to>\S+@\S+?))?[.!]?\s*$",
    _FLAGS,
)
ACCEPT: Final = _whole(
    "jag tar över", "(?:ja )?jag tar (?:den|det)", "ta över", "i(?:'ll| will)? (?:take (?:it|over)|accept)"
)
DECLINE: Final = _whole(
    "nej tack", "tackar nej", "jag avböjer", "avböj", "no thanks?", "no thank you", "i decline", "decline"
)
NUMBERED: Final = re.compile(
    r"\s*(?P<nr>[A-ZÅÄÖ]{0,4}[.-]?\d+(?:[.:-]\d+)*[a-z]?)\b\s*[:,.)–-]*\s*(?P<text>.*)",
    _FLAGS | re.DOTALL,
)
STANDING: Final = _whole("läget(?: nu| just nu| i dag)?", "status", "how (?:are we doing|is it going)", "standing")
GAPS: Final = _whole("gap", "gaps", "gapanalys", "gap-analys", "gap analysis", "visa gap", "show gaps")

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
