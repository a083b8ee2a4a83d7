"""Blank out what the author of a reply did not write, or wrote about nothing: quotes, greetings and signatures.

Every letter that is left keeps its place.
"""

import re

from plans.patterns import Pattern

_FLAGS = re.IGNORECASE | re.MULTILINE
_NOT_THE_AUTHORS = (
    Pattern(r"^\s*>.*$", _FLAGS),
    Pattern(r"^-{2,} ?(?:ursprungligt|original|vidarebefordrat).*\Z", _FLAGS | re.DOTALL),
    Pattern(r"^(?:från|from|den|on) [^\n]*(?:skrev|wrote|skickat|sent):?[^\n]*$.*\Z", _FLAGS | re.DOTALL),
    Pattern(r"^(?:från|from): .*\Z", _FLAGS | re.DOTALL),
    Pattern(r"^-- ?$.*\Z", _FLAGS | re.DOTALL),
    Pattern(
        r"(?:^|(?<=[.!?,\n])\s*)(?:mvh|m\.v\.h\.?|vh|(?:med )?(?:vänliga?|bästa|varma) hälsning(?:ar)?|hälsningar|"
        r"hälsn|"
        r"(?:best|kind|warm) (?:regards|wishes)|regards|cheers|sincerely|yours|skickat från min|sent from my)\b.*\Z",
        _FLAGS | re.DOTALL,
    ),
    # the date of a note, and who wrote it or where: "AL 18/10:", "Tel m chef 14/10:"
    Pattern(r"^[A-ZÅÄÖ]{2,3}\s+(?:den )?\d{1,2}[/.-]\d{1,2}\s*:", re.MULTILINE),
    Pattern(
        r"^(?:tel(?:efon\w*)?|möte|avstämning|samtal|ringde|mötte|call|meeting)\b[^.:\n\d]{0,40}\d{1,2}/\d{1,2}\s*[.:]",
        _FLAGS,
    ),
    Pattern(r"[\"”“»«][^\"”“»«\n]{0,200}\?\s*[\"”“»«]"),
    Pattern(r"(?<!\w)['’‘][^'’‘\n]{0,200}\?\s*['’‘]"),
    Pattern(
        r"\b(?:ni|du|you) (?:frågade|undrade|undrar|frågar|asked|wondered|ask)\b(?: (?:mig|oss|me|us))?"
        r"(?: (?:om|ifall|whether|if)\b[^.,;:–\n]*)?",
        _FLAGS,
    ),
    # what was planned before, told in passing
    Pattern(
        r",\s*(?:tidigare|ursprungligen|först|originally|previously) (?:planera\w*|beräkna\w*|planned|"
        r"scheduled)[^,.;\n]*,",
        _FLAGS,
    ),
    Pattern(r"(?:^|\s)/\s?[A-ZÅÄÖ][\wåäö]+(?: [A-ZÅÄÖ][\wåäö]*)?\s*$", re.MULTILINE),
    Pattern(
        r"\A\s*(?:hej(?:san)?|hallå|tjena|tjo|tja|god (?:morgon|dag)|hi|hello|dear)\b(?: (?:alla|igen|all|again|"
        r"there|[A-ZÅÄÖ]\w+)){0,3}\s*[!,.\n:–-]",
        _FLAGS,
    ),
)
# What is taken back in the same breath: "18 skolor, nej förlåt, 16 skolor". Looked for only where its words are.
_TAKEN_BACK = Pattern(
    r"[^.,;:!?\n]{0,80}[,–-]?\s?(?:eller |or )?\b(?:nej,? (?:förlåt|vänta|jag menar)|rättare sagt|jag menar|"
    r"(?:no,? )?sorry|no wait|i mean|or rather)\b(?=[,:]? \w)[,:]?",
    _FLAGS,
)
_TAKES_BACK = ("förlåt", "vänta", "jag menar", "rättare sagt", "sorry", "no wait", "i mean", "or rather")
# A signature without a greeting: a name on a line of its own, and a few lines of title and number after it.
_NAMED = Pattern(
    r"\n[ \t]*\n[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+){1,3}[ \t]*(?:\n(?![^\n]*[.!:]\s*\n)[^\n]{1,60}){1,5}\s*\Z",
)


# "Hinder - inga" is a label and its answer, as "Hinder: inga" is.
_DASHED = Pattern(
    r"^(?P<label>\W*(?:läge|nuläge|status|prognos|forecast|avvikelse\w*|hinder|orsak|risk\w*|beslut|nästa steg|"
    r"next steps?|"
    r"utfall|antal|klart|slutdatum|obstacles?|decisions?|deviation|progress|framdrift))\s[–—-](?=\s)",
    _FLAGS,
)


def own_words(text: str) -> str:
    """Return a text where all but the author's own words is spaces, and a label ends with a colon."""
    text = _DASHED.sub(lambda match: match["label"] + ": ", text)
    for pattern in _NOT_THE_AUTHORS:
        text = pattern.sub(_blank, text)
    if any(words in text.lower() for words in _TAKES_BACK):
        text = _TAKEN_BACK.sub(_blank, text)
    return _NAMED.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])
