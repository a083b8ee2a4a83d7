"""Decide what a written value means as a number: "18 %", "1 200", "3,5", "94 dagar".

A comma is a decimal comma, as in Swedish; a dot is a decimal point. Spaces, and dots or commas that stand three digits
apart more than once, group thousands. "1.200" and "1,200" can be either a decimal or twelve hundred, so they are not
read: a wrong figure is worse than a question. The module knows whole values; `plans.replies` finds them in sentences.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

# Spaces that Swedish typography and spreadsheets put between thousands, and the minus signs that word processors make.
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f", " "))
_SIGNS = str.maketrans(dict.fromkeys("\u2212\u2013", "-"))

_SPACED = r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?"
_POINTED = r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+"
_COMMAED = r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3}(?:,\d{3})+\.\d+"
_PLAIN = r"\d+(?:[.,]\d+)?"
_NUMBER = re.compile(
    rf"(?P<sign>[-+])? ?(?:(?P<spaced>{_SPACED})|(?P<pointed>{_POINTED})|(?P<commaed>{_COMMAED})|(?P<plain>{_PLAIN}))"
)
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")

# "ca 60 %", "cirka 12": a hedge that leaves the number as it is.
_HEDGE = re.compile(
    r"^(?:ca\.?|cirka|c:a|omkring|runt|ungefär|minst|högst|max\.?|min\.?"
    r"|about|around|approx\.?|at least|at most|[<>≥≤~]=?) ?",
    re.IGNORECASE,
)
_THOUSAND, _MILLION, _BILLION = 10**3, 10**6, 10**9
_SCALES = {
    **dict.fromkeys(("tusen", "tkr", "thousand"), _THOUSAND),
    **dict.fromkeys(("miljon", "miljoner", "mn", "mkr", "mnkr", "msek", "million", "millions"), _MILLION),
    **dict.fromkeys(("miljard", "miljarder", "mdkr", "billion"), _BILLION),
}
_MONEY = {"tkr": "kr", "mkr": "kr", "mnkr": "kr", "msek": "kr", "mdkr": "kr"}
_PER_CENT = {"%", "procent", "percent", "per cent"}
_YES = frozenset({"ja", "yes", "j", "y", "sant", "true"})
_NO = frozenset({"nej", "no", "n", "falskt", "false"})
_LOOKS = re.compile(r"[-+]?[\d][\d.,:' ]*(?:%|procent|percent|per cent)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what it counts: `unit` is "%" for per cent, otherwise the words after the number, or None."""

    value: Decimal
    unit: str | None = None


def read_quantity(text: str) -> Quantity | None:
    """Return the number that the whole of `text` states, with its unit ("94 dagar" is 94 and "dagar").

    A scale word multiplies: "1,5 miljoner kr" is 1 500 000 and "kr". None when there is no number at the start, or when
    it can be read in two ways.
    """
    spaced = _HEDGE.sub("", " ".join(text.translate(_SPACES).translate(_SIGNS).split()))
    found = _NUMBER.match(spaced)
    if found is None or not _ends_cleanly(spaced, found.end()) or _AMBIGUOUS.fullmatch(found.group().lstrip("+- ")):
        return None
    return _scaled(_value(found), spaced[found.end() :].strip())


def read_number(text: str) -> Decimal | None:
    """Return the number that the whole of `text` states, without its unit; None when there is none."""
    quantity = read_quantity(text)
    return quantity.value if quantity else None


def read_yes_or_no(text: str) -> bool | None:
    """Return what a yes or no cell says, None for anything else."""
    word = text.strip().rstrip(".").casefold()
    return True if word in _YES else False if word in _NO else None


def looks_like_a_number(text: str) -> bool:
    """Tell whether `text` is digits and number signs only, so that failing to read it as a number is a fault in it."""
    return _LOOKS.fullmatch(" ".join(text.translate(_SPACES).translate(_SIGNS).split())) is not None


def _ends_cleanly(text: str, end: int) -> bool:
    rest = text[end : end + 2]
    return not rest or (rest[0] == " " and not rest[1:].isdigit()) or rest[0] in "%/" or rest[0].isalpha()


def _value(found: re.Match[str]) -> Decimal:
    digits = found.group("spaced") or found.group("plain")
    if digits:
        number = digits.replace(" ", "").replace(",", ".")
    elif pointed := found.group("pointed"):
        number = pointed.replace(".", "").replace(",", ".")
    else:
        number = found.group("commaed").replace(",", "")
    return Decimal(f"{'-' if found.group('sign') == '-' else ''}{number}")


def _scaled(value: Decimal, words: str) -> Quantity:
    if words.casefold() in _PER_CENT:
        return Quantity(value, "%")
    first, _, rest = words.partition(" ")
    scale = _SCALES.get(first.casefold(), 1)
    unit = rest if scale != 1 else words
    return Quantity(value * scale, unit or _MONEY.get(first.casefold()))


def written_number(value: Decimal) -> str:
    """Return `value` as plain digits without trailing zeros: 1200, 3.5."""
    return format(value.normalize(), "f")
