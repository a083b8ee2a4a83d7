"""Plain characters, and what the first and last words of a stretch of text tell about its being whole."""

import re
import unicodedata
from typing import Final

# Ligatures are undone one by one: NFKC on the whole text would also change "²", "½" and "…", which are the author's.
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_HYPHENS = "\u2010\u2011\u00ad\ufffe\u0002"  # pdfium gives U+FFFE or U+0002 for a hyphen at the end of a line
_NEXT_LINE = 0x85
_CHARACTERS = {
    **{ord(sign): letters for sign, letters in _LIGATURES.items()},
    **dict.fromkeys(map(ord, "\u2010\u2011"), "-"),
    **dict.fromkeys(map(ord, "\uf0b7\uf0a7\uf0d8\uf076\uf0fc\u2043"), "•"),
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c"), None),
    **dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u00ad\ufffe\ufffd"), None),
    **{code: None for code in (*range(9), *range(14, 32), *range(127, 160)) if code != _NEXT_LINE},
}
_SPACES = re.compile(r"[^\S\t]+")
_LINE_END_HYPHEN = re.compile(rf"[{_HYPHENS}]\s*$")


# The last word of a text that cannot be its end.
_OPEN_ENDS: Final = frozenset(
    (  # noqa: SIM905 - many short words read best as running text
        "och eller samt att för i på av med till från om vid inom mellan mot genom under över enligt är en ett den "
        "det de som där när hur vilka vilken vilket ska kan bör måste har sin sina sitt dess deras utan inklusive "
        "såsom både and or to the a an of for in on by with from is are that which as at"
    ).split()
)
_OPEN_INFINITIVE = re.compile(r"\batt \w+[ae]$")  # "för att positionera": its object follows
_TERMINAL = re.compile(r"[.!?:][\"”’»)]*$")


def plain(text: str) -> str:
    """Return one line of text in plain characters: ligatures undone, hyphens and spaces of one kind, no control signs.

    A soft hyphen at the end of the line becomes a hyphen (`mend_hyphens` decides about it), elsewhere it goes.
    """
    if text.isascii() and text.isprintable():
        return _SPACES.sub(" ", text).strip(" ")
    text = _LINE_END_HYPHEN.sub("-", text).translate(_CHARACTERS)
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text)).strip(" ")


def is_finished(text: str) -> bool:
    """Tell whether the text ends as a sentence or a lead-in ends."""
    return bool(_TERMINAL.search(text.rstrip()))


def is_open(text: str) -> bool:
    """Tell whether the text stops in the middle of a phrase: its last word cannot be the last one."""
    words = text.split()
    if not words:
        return False
    return words[-1].casefold() in _OPEN_ENDS or words[-1].endswith((",", "-", "–")) or _ends_in_infinitive(text)


def _ends_in_infinitive(text: str) -> bool:
    return bool(_OPEN_INFINITIVE.search(text.rstrip())) and len(text.split()) > 3  # noqa: PLR2004 - "Att leka" stands alone


def starts_low(text: str) -> bool:
    """Tell whether the first letter is a small one, as in the middle of a sentence."""
    first = text.lstrip("([\"”“'» ")[:1]
    return first.islower()
