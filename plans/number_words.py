"""Numbers as people write them in Swedish and English: "4 900", "2,5", "två", "ett tjugotal", "hälften".

Says what a piece of text is worth as a number; what the number is about is decided elsewhere (``plans/replies/``).
"""

import re
from collections.abc import Iterable
from decimal import Decimal

_ONES_SV = {
    "noll": 0,
    "en": 1,
    "ett": 1,
    "två": 2,
    "tre": 3,
    "fyra": 4,
    "fem": 5,
    "sex": 6,
    "sju": 7,
    "åtta": 8,
    "nio": 9,
    "tio": 10,
    "elva": 11,
    "tolv": 12,
    "tretton": 13,
    "fjorton": 14,
    "femton": 15,
    "sexton": 16,
    "sjutton": 17,
    "arton": 18,
    "nitton": 19,
}
_TENS_SV = {
    "tjugo": 20,
    "trettio": 30,
    "fyrtio": 40,
    "femtio": 50,
    "sextio": 60,
    "sjuttio": 70,
    "åttio": 80,
    "nittio": 90,
}
_ONES_EN = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
_TENS_EN = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}


def _compounds(tens: dict[str, int], ones: dict[str, int], joiners: tuple[str, ...]) -> dict[str, int]:
    return {
        f"{ten}{joiner}{one}": value + worth
        for ten, value in tens.items()
        for one, worth in ones.items()
        for joiner in joiners
        if 0 < worth < min(tens.values()) // 2
    }


_SINGLES = {"hundra": 100, "etthundra": 100, "båda": 2, "bägge": 2, "hundred": 100, "both": 2}
WORDS = {
    **_ONES_SV,
    **_TENS_SV,
    **_compounds(_TENS_SV, _ONES_SV, ("",)),
    **_ONES_EN,
    **_TENS_EN,
    **_compounds(_TENS_EN, _ONES_EN, ("-", " ")),
    **_SINGLES,
}
"""What each number word is worth."""

# Words that end in -tal are rounded numbers ("ett tjugotal"); a "tiotal" is as vague as "några", but still a number.
_ROUNDED = {f"{word}tal": value for word, value in WORDS.items() if value >= 10}  # noqa: PLR2004 - ten and up


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


# The compounds as a pattern of their own parts: naming each of them would make every rule slow to compile.
_WORD = (
    rf"(?:{_any(_TENS_SV)})(?:tal|{_any(_ONES_SV)})?|(?:{_any(_TENS_EN)})(?:[- ](?:{_any(_ONES_EN)}))?|"
    rf"(?:tio|femton|hundra)tal|{_any([*_ONES_SV, *_ONES_EN, *_SINGLES])}"
)
DIGITS = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?(?!\d)|\d{1,3}(?:,\d{3})+(?![\d,])|\d+(?:[.,]\d+)?"
"""A number in digits: thousands with spaces of any kind or, in threes, English commas; decimals with , or a point."""
NUMBER = rf"(?:{DIGITS}|(?:{_WORD})(?![\wåäö-]))"
"""A number in digits or words, as a regular expression without groups; match it case-insensitively."""

FRACTIONS: tuple[tuple[str, int], ...] = (
    (r"tre fjärdedelar|three[ -]quarters|3/4", 75),
    (r"två tredjedelar|two[ -]thirds|2/3", 67),
    (r"(?:en|a|one)[ -](?:tredjedel|third)|1/3", 33),
    (r"(?:en|a|one)[ -](?:fjärdedel|quarter)|1/4", 25),
    (r"fyra femtedelar|four[ -]fifths|4/5", 80),
    (r"tre femtedelar|three[ -]fifths|3/5", 60),
    (r"två femtedelar|two[ -]fifths|2/5", 40),
    (r"en femtedel|(?:a|one)[ -]fifth|1/5", 20),
    (r"hälften|halvvägs|halva (?:arbetet|vägen)|halfway|half[ -]way|half of (?:the )?(?:work|it)|half[ -]done|1/2", 50),
)
"""Parts of a whole as (pattern, per cent), the longer words first."""


def number(text: str) -> Decimal:
    """Return what a piece of text that `NUMBER` matched is worth.

    Raises:
        ValueError: it is no number.
    """
    word = text.strip().lower()
    if word in WORDS:
        return Decimal(WORDS[word])
    if word in _ROUNDED:
        return Decimal(_ROUNDED[word])
    return _in_digits(word)


def _in_digits(text: str) -> Decimal:
    plain = re.sub(r"[ \u00a0\u202f]", "", text)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", plain):
        plain = plain.replace(",", "")
    plain = plain.replace(",", ".")
    if not re.fullmatch(r"\d+(?:\.\d+)?", plain):
        raise ValueError(f"{text!r} is no number")
    return Decimal(plain)
