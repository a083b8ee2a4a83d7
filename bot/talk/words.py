"""The words that are taken as commands, in Swedish and English, as data: how an answer is given, confirmed and changed.

A command is the whole message, or its beginning where something follows. What is no command is a question or a reply.
`as_command` takes off the courtesies around one. What else may be written stands in the modules that end in ``_words``.
"""

import re
from typing import Final

FLAGS: Final = re.IGNORECASE | re.UNICODE
NR: Final = r"[A-ZÅÄÖ]{0,4}[.:-]?\d+(?:[.:-]\d+)*[a-z]?"  # the number of an action


def whole(*alternatives: str) -> re.Pattern[str]:
    """Return what matches a whole message that is one of `alternatives`, whatever marks stand around it."""
    return re.compile(rf"\W*(?:{'|'.join(alternatives)})\W*", FLAGS)


_BEFORE: Final = re.compile(
    r"\s*(?:(?:hej(?:san)?|hallå|tjena|god (?:morgon|dag|kväll)|hello|hi|hey|good (?:morning|afternoon))"
    r"(?: (?:igen|på dig|handslag|again|there))*[,.!:\s]+)?"
    r"(?:(?:ok|okej|jo|ja|nej|okay|well|yes|no)(?: tack| thanks)?[,.!]+\s+)?"
    r"(?:(?:kan|skulle|vill) (?:du|ni) (?:kunna |snälla |vara snäll och )?|snälla[,:]? |var(?:a)? snäll och |"
    r"jag (?:vill|skulle vilja|behöver|måste)(?: gärna)? |please[,:]? |(?:could|can|would) you (?:please )?|"
    r"i(?:'d| would) like to |i (?:want|need) to )?",
    FLAGS,
)
_AFTER: Final = re.compile(
    r"[\s,.!?]*(?:(?:tack(?: på förhand| så mycket)?|please|är du snäll|snälla|thanks?)[\s.!?]*)?$", FLAGS
)


def as_command(text: str) -> str:
    """Return a message without the courtesies before and after it: "Hej, kan du påminna Bo, tack?" is "påminna Bo"."""
    kept = _BEFORE.sub("", text, count=1) if (found := _BEFORE.match(text)) and found.end() else text
    return _AFTER.sub("", kept).strip() or text.strip()


CONFIRM: Final = whole(
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
CONFIRM_ALL: Final = whole(
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
    FLAGS,
)
CHANGE: Final = whole(
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
    FLAGS | re.DOTALL,
)
REPORT: Final = re.compile(
    rf"\s*(?:(?:lämna |ge |skriva? )?(?:en )?(?:rapportera|rapport|lägesrapport)(?: (?:om|på|för|kring))?|"
    rf"(?:give |write )?(?:a )?(?:status update|report)(?: on| about| for)?)"
    rf"\s+(?P<nr>{NR}(?!\w)|\S+?)\s*(?:[:,.–-]\s*|\s+|$)(?P<text>.*)",
    FLAGS | re.DOTALL,
)
CORRECT: Final = re.compile(
    r"\s*(?:rättelse|rätta|korrigera|correction|correct)\b(?! att| that)\s*(?:(?:mitt svar|my (?:answer|reply)) ?)?"
    r"(?:av|till|om|på|for|of|to|on|about)?\s*(?P<text>.*)",
    FLAGS | re.DOTALL,
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
    FLAGS,
)
NUMBERED: Final = re.compile(
    rf"\s*(?P<nr>{NR})\b\s*[:,.)–-]*\s*(?P<text>.*)",
    FLAGS | re.DOTALL,
)
_ASKING: Final = re.compile(
    r"\s*(?:och |and |men |but )?"
    r"(?:vad|vem|vilk(?:en|a|et)|hur|när|var|varför|finns|har|är|kan|ska|får|måste|berätta|sök|fråga|visa|"
    r"what|who|which|how|when|where|why|is|are|does|do|did|has|have|can|should|must|tell|find|ask|list|show)\b",
    FLAGS,
)


# "Lista på alla åtgärder", "ge mig en lista över åtgärderna i Uppsala": no answer about an action begins like that.
_WANTED: Final = (
    r"(?:(?:visa|lista|räkna upp|show|list)(?: (?:mig|oss|me|us))?|"
    r"(?:ge|skicka|ta fram|give|send) (?:mig|oss|me|us|åt mig)|"
    r"(?:kan jag få|jag vill (?:se|ha)|(?:could|can) i (?:see|get|have)|i (?:want|would like)(?: to see)?)) "
)
_LIST: Final = r"(?:en |ett |a |an )?(?:lista|förteckning|översikt|list|overview)(?: med| på| över| av| of| with)? "
_LISTING: Final = re.compile(
    rf"\s*(?:{_WANTED}(?:{_LIST})?|{_LIST})"
    r"(?:alla |samtliga |hela |de |all |the |every )*(?:våra |planens |our )?"
    r"(?:åtgärder(?:na)?|handlingsplan(?:en)?|planen|actions?|(?:action )?plan)"
    r"(?: (?:i|för|inom|hos|från|som|med|in|of|for|from|with|that) .{1,80})?[\s?!.]*",
    FLAGS,
)


def is_question(text: str) -> bool:
    """Tell whether a message asks something.

    It ends with a question mark, is short and begins like a question, or wants the plan's actions listed.
    """
    last = text.rstrip(' "”»)').endswith("?")
    return last or bool(_LISTING.fullmatch(text)) or (bool(_ASKING.match(text)) and "." not in text.strip().rstrip("."))
