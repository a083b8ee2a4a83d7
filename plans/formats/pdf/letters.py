"""The characters that the typefaces have which typst carries, and what stands for those that they lack.

A PDF/A holds no character without a glyph: typst refuses to write one. What is lacking becomes its name or code in
angle marks, ⟨thumbs up sign⟩, as a hidden character does (``plans/summary/plainness.py``). The file then looks the same
on every machine, whichever typefaces that has.
"""

import re
import unicodedata
from functools import cache
from typing import Final, TypeAlias

Ranges: TypeAlias = "tuple[tuple[int, int], ...]"  # first and last character of each

# Blocks of Unicode that Libertinus Serif and DejaVu Sans Mono have whole; a test sets every character of them.
HELD: Final[Ranges] = (
    (0x0020, 0x04FF),  # Latin, Greek, Cyrillic
    (0x0531, 0x058A),  # Armenian
    (0x0621, 0x063A),  # Arabic
    (0x0640, 0x0655),
    (0x10D0, 0x10FF),  # Georgian
    (0x1E00, 0x1FFE),  # Latin and Greek, further letters
    (0x2000, 0x2040),  # punctuation
    (0x2070, 0x209C),  # raised and lowered figures
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x211E),  # units and the like
    (0x2126, 0x2151),
    (0x2153, 0x2184),  # fractions and Roman figures
    (0x2190, 0x23FF),  # arrows, mathematics
    (0x2460, 0x2606),  # figures in circles, boxes, stars
    (0x2713, 0x2713),  # a tick
    (0x27E8, 0x27E9),  # the angle marks
)
SAFEST: Final[Ranges] = ((0x0020, 0x007E), (0x00A0, 0x017F), (0x200B, 0x200B), (0x2010, 0x2026), (0x27E8, 0x27E9))
_JOINED: Final = "\ufe0f"  # asks for a picture of the character before it
_WORD: Final = re.compile(r"\S+")
_SEAM: Final = "\u200b"  # a place where a line may end, nothing to see
_PIECES: Final = re.compile(r"[^/@._?&=:;,-]{1,12}[/@._?&=:;,-]*|[/@._?&=:;,-]+")
_FIGURES: Final = re.compile(r"[\d–:.,%-]+")  # dates and the like, which typst divides as it should
_LETTERS: Final = re.compile(r"\W*[^\W\d_]+(?:-[^\W\d_]+)*\W*")
_MOST_LETTERS: Final = 45  # a word of more is no word that the language divides


def held(text: str, among: Ranges = HELD) -> str:
    """Return a text in which every character has a glyph, what is lacking by its name or code."""
    if text.isascii():
        return text
    whole = unicodedata.normalize("NFC", text).replace(_JOINED, "")
    return _lacking(among).sub(lambda found: _named(found[0]), whole)


def breakable(text: str, room: int) -> str:
    """Return a text in which addresses and other strings of more than `room` characters may end a line inside."""
    if len(text) <= room:
        return text
    return _WORD.sub(lambda found: _opened(found[0]) if len(found[0]) > room else found[0], text)


def _opened(word: str) -> str:
    if _FIGURES.fullmatch(word) or (len(word) <= _MOST_LETTERS and _LETTERS.fullmatch(word)):
        return word
    return _SEAM.join(_PIECES.findall(word))


@cache
def _lacking(among: Ranges) -> re.Pattern[str]:
    kept = "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in among)
    return re.compile(rf"[^\n{kept}]")


def _named(character: str) -> str:
    if unicodedata.category(character) == "So":  # a picture, whose name says what it is of
        return f"⟨{unicodedata.name(character, f'U+{ord(character):04X}').lower()}⟩"
    return f"⟨U+{ord(character):04X}⟩"
