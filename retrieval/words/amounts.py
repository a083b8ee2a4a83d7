"""Read the numbers, dates and codes of a sentence, Swedish or English, in one form that can be compared.

"3 000", "3,000" and "tre tusen" are the same; "3,5" and "3.5" are; "60 %" and "sixty per cent" are; "9 juni 2026" and
"2026-06-09" are. A full stop or comma before exactly three digits separates thousands. "En", "ett" and "one" are not
read: they are articles far more often than numbers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_UNITS = (
    "noll zero=0|två two=2|tre three=3|fyra four=4|fem five=5|sex six=6|sju seven=7|åtta eight=8|nio nine=9|tio ten=10"
)
_TEENS = (
    "elva eleven=11|tolv twelve=12|tretton thirteen=13|fjorton fourteen=14|femton fifteen=15|sexton sixteen=16"
    "|sjutton seventeen=17|arton eighteen=18|nitton nineteen=19"
)
_TENS = (
    "tjugo twenty=20|trettio thirty=30|fyrtio forty=40|femtio fifty=50|sextio sixty=60|sjuttio seventy=70"
    "|åttio eighty=80|nittio ninety=90"
)
_ORDINALS = (
    "tredje third=3|fjärde fourth=4|femte fifth=5|sjätte sixth=6|sjunde seventh=7|åttonde eighth=8|nionde ninth=9"
    "|tionde tenth=10"
)
_SCALES = (
    "hundra hundred=100|tusen thousand tkr=1000|miljon miljoner mn mnkr mkr msek million millions=1000000"
    "|miljard miljarder md mdkr billion billions=1000000000|biljon biljoner trillion=1000000000000"
)
_MEASURES = (
    "%|procent|percent|per cent=%#procentenhet|procentenheter|percentage point|percentage points=pp"
    "#kr|kronor|kronors|krona|sek|tkr|mkr|mnkr|msek|mdkr|swedish kronor=SEK#euro|eur|€=EUR#dollar|dollars|usd|$=USD"
    "#år|års|year|years|åren|året=year#månad|månader|månaders|month|months=month#vecka|veckor|veckors|week|weeks=week"
    "#dag|dagar|dagars|day|days=day#timme|timmar|hour|hours=hour#km|kilometer|kilometre|kilometres=km#m|meter|metres=m"
    "#kg|kilo|kilogram=kg#ton|tonnes|tonne=t"
)
_MONTHS = (
    "januari january jan=1|februari february feb febr=2|mars march mar=3|april apr=4|maj may=5|juni june jun=6"
    "|juli july jul=7|augusti august aug=8|september sept sep=9|oktober october okt oct=10|november nov=11"
    "|december dec=12"
)


def _table(rows: str) -> dict[str, int]:
    pairs = (row.partition("=") for row in rows.split("|"))
    return {word: int(value) for words, _, value in pairs for word in words.split()}


_WORDS = _table(f"{_UNITS}|{_TEENS}|{_TENS}")
_SCALE = _table(_SCALES)
_ORDINAL = _table(_ORDINALS)
_MONTH = _table(_MONTHS)
_MEASURE = {
    form: code for row in _MEASURES.split("#") for forms, _, code in [row.rpartition("=")] for form in forms.split("|")
}
_PARTS = re.compile("|".join(sorted((*_WORDS, *_SCALE), key=len, reverse=True)))
_HALF = re.compile(r"\s+(?:och\s+ett\s+halvt|och\s+en\s+halv|and\s+a\s+half)(?!\w)|½", re.IGNORECASE)
_ONE_AND_A_HALF = re.compile(r"(?<!\w)(?:ett|en|one)(?=\s+(?:och\s+ett\s+halvt|och\s+en\s+halv|and\s+a\s+half)(?!\w))")
_ONLY_AFTER_A_NUMBER = frozenset(word for word, value in _SCALE.items() if value > 1000 or len(word) <= 3)  # noqa: PLR2004
_SPACES = " \u00a0\u202f\u2009"

_MONTH_FORMS = "|".join(sorted(_MONTH, key=len, reverse=True))
# Names of months that are no other words, so that they may stand alone.
_UNSURE = frozenset(name for name in _MONTH if len(name) <= 3) - {"maj"} | {"march", "sept", "febr"}  # noqa: PLR2004
_SURE_MONTHS = "|".join(sorted(set(_MONTH) - _UNSURE, key=len, reverse=True))
_DATE = re.compile(
    r"(?<![\w-])(?:"
    r"(?P<iso>\d{4}-\d{2}-\d{2})"
    rf"|(?P<d1>\d{{1,2}})(?:st|nd|rd|th|:e|\.)?\s+(?:of\s+)?(?P<m1>{_MONTH_FORMS})\.?(?:,?\s+(?P<y1>\d{{4}}))?"
    rf"|(?P<m2>{_MONTH_FORMS})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s+(?P<y2>\d{{4}}))?"
    rf"|(?P<m3>{_MONTH_FORMS})\.?\s+(?P<y3>\d{{4}})"
    rf"|(?P<m4>{_SURE_MONTHS}|(?:(?<=\bin )|(?<=\bby )|(?<=\bof )|(?<=\buntil ))(?:may|march))"
    r")(?![\w-])",
    re.IGNORECASE,
)
# Letters and digits that belong together: "RS 2025-0671", "S6", "Covid-19", "1.2.1", "2025-0671".
_CODE = re.compile(
    r"(?<![\w.,-])(?:\d{4}-(?:0\d{3}|[3-9]\d{3}|\d{5,})"  # a case number, unlike the years 2026-2029
    r"|\d+(?:\.\d+){2,}"  # the number of a section
    r"|(?=[\w-]*\d)(?=[\w-]*[^\W\d_])\w+(?:-\w+)*)(?![\w-])"
)
_NUMBER = re.compile(
    rf"(?<![\w.,])[-−]?(?:\d{{1,3}}(?:[{_SPACES}]\d{{3}})+|\d{{1,3}}(?:[.,]\d{{3}})+|\d+)(?:[.,]\d+)?(?![\w])"
)
_NUMBER_WORD = re.compile(rf"(?:{_PARTS.pattern}|-)+(?:en|ett|one)?")
_LAST_ONE = re.compile(r"(?<=\w)(?:en|ett|one)$")  # "femtioett"
_ONE = re.compile(r"\b(?:en|ett|one|a)\s$", re.IGNORECASE)  # "en miljard" is a number, "en" alone an article
_LETTERS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_RANGE = re.compile(r"\s*(?:–|-|−|till|to|och|and|eller|or)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number: `value` with its `unit` as a code ("%", "SEK", "year"), None where it has none."""

    value: Decimal
    unit: str | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Day:
    """A date, or the part of one that is written."""

    year: int | None
    month: int
    day: int | None
    text: str

    def agrees(self, other: "Day") -> bool:
        """Tell whether `other` has everything that this one says."""
        mine, theirs = (self.year, self.month, self.day), (other.year, other.month, other.day)
        return all(part is None or part == its for part, its in zip(mine, theirs, strict=True))


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a text holds to count and compare with."""

    numbers: tuple[Amount, ...]
    days: tuple[Day, ...]
    codes: tuple[str, ...]


def read(text: str) -> Amounts:
    """Return the numbers, dates and codes of `text`, each stretch read once: a date's year is no number of its own."""
    days = [(found, day) for found in _DATE.finditer(text) if (day := _day(found)) is not None]
    left = _without(text, [found for found, _ in days])
    codes = [found for found in _CODE.finditer(left) if not _is_measured(found.group())]
    left = _without(left, codes)
    digits = list(_digits(left))
    spelled = [one for one in _spelled(left) if not any(held.start <= one.start < held.end for held in digits)]
    numbers = sorted((*digits, *spelled), key=lambda amount: amount.start)
    return Amounts(
        _with_range_units(numbers, left), tuple(day for _, day in days), tuple(code.group() for code in codes)
    )


def is_month(word: str) -> bool:
    """Tell whether `word` is the name of a month, which is read as a part of a date."""
    return word.casefold() in _MONTH


def _without(text: str, taken: list[re.Match[str]]) -> str:
    """Return `text` with the stretches in `taken` blanked out, so that offsets stay."""
    for found in taken:
        text = text[: found.start()] + "|" * len(found.group()) + text[found.end() :]
    return text


def _is_measured(code: str) -> bool:
    """Tell whether "60kr" or "5km" is a number with its unit rather than a code."""
    found = re.fullmatch(r"\d+([^\W\d_]+)", code)
    return bool(found) and found[1].casefold() in _MEASURE  # type: ignore[index]  # a match was found


def _day(found: re.Match[str]) -> Day | None:
    if found["iso"]:
        year, month, day = (int(part) for part in found["iso"].split("-"))
        return Day(year, month, day, found.group())
    name = (found["m1"] or found["m2"] or found["m3"] or found["m4"]).casefold()
    year_text, day_text = found["y1"] or found["y2"] or found["y3"], found["d1"] or found["d2"]
    number = int(day_text) if day_text else None
    return Day(int(year_text) if year_text else None, _MONTH[name], number, found.group())


def _digits(text: str) -> Iterator[Amount]:
    for found in _NUMBER.finditer(text):
        value = _value(found.group())
        half, end = _half(text, found.end())
        scale, unit, end = _after(text, end)
        unit = unit or _before(text, found.start())
        yield Amount((value + half) * scale, unit, text[found.start() : end].strip(), found.start(), end)
    for found in re.finditer(r"(?<!\w)(\d+)([^\W\d_]+)(?!\w)", text):
        if unit := _MEASURE.get(found[2].casefold()):
            value = Decimal(found[1]) * _SCALE.get(found[2].casefold(), 1)
            yield Amount(value, unit, found.group(), found.start(), found.end())


def _value(digits: str) -> Decimal:
    plain = re.sub(rf"[{_SPACES}]", "", digits).replace("−", "-")
    if re.fullmatch(r"-?[1-9]\d{0,2}(?:[.,]\d{3})+", plain):
        return Decimal(re.sub(r"[.,]", "", plain))
    whole, mark, part = re.sub(r"[.,](?=\d{3}[.,])", "", plain).replace(",", ".").rpartition(".")
    return Decimal(f"{whole}.{part}") if mark else Decimal(part)


def _half(text: str, at: int) -> tuple[Decimal, int]:
    """Return the half that a number goes on with, "två och ett halvt", and where it ends; nothing where it does not."""
    found = _HALF.match(text, at)
    return (Decimal("0.5"), found.end()) if found else (Decimal(0), at)


def _after(text: str, at: int) -> tuple[Decimal, str | None, int]:
    """Return the scale and unit that follow a number, and where they end."""
    scale, unit, end = Decimal(1), None, at
    while found := re.compile(r"\s?(per cent|percentage points?|swedish kronor|[^\W\d_]+|[%€$])", re.IGNORECASE).match(
        text, end
    ):
        word = found[1].casefold()
        if unit is None and word in _SCALE:
            scale *= _SCALE[word]
            unit = _MEASURE.get(word)
        elif unit is None and word in _MEASURE:
            unit = _MEASURE[word]
        elif not (word in _MEASURE and _MEASURE[word] == unit):
            break
        end = found.end()
    return scale, unit, end


def _before(text: str, at: int) -> str | None:
    """Return the unit of a currency sign or code right before a number ("€5", "SEK 30")."""
    found = re.search(r"(€|\$|\bSEK|\bEUR|\bUSD)\s?$", text[:at])
    return _MEASURE[found[1].casefold()] if found else None


def _spelled(text: str) -> Iterator[Amount]:
    """Yield the numbers written as words; words that stand together make one number."""
    run: list[re.Match[str]] = []
    for found in _LETTERS.finditer(text):
        word = found.group().casefold()
        if word in _ORDINAL:
            yield Amount(Decimal(_ORDINAL[word]), None, found.group(), found.start(), found.end())
        if run and (not _is_number(word) or text[run[-1].end() : found.start()].strip()):
            yield from _run(text, run)
            run = []
        alone = word in _ONLY_AFTER_A_NUMBER and not _ONE.search(text, 0, found.start())
        if _is_number(word) and (run or not alone):
            run.append(found)
    yield from _run(text, run)
    for one in _ONE_AND_A_HALF.finditer(text):
        half, end = _half(text, one.end())
        _, unit, end = _after(text, end)
        yield Amount(1 + half, unit, text[one.start() : end].strip(), one.start(), end)


def _is_number(word: str) -> bool:
    return bool(_NUMBER_WORD.fullmatch(word)) and word not in {"m", "md", "mn"}


def _run(text: str, run: list[re.Match[str]]) -> Iterator[Amount]:
    if not run:
        return
    total = current = 0
    for word in (found.group().casefold() for found in run):
        for part in _PARTS.findall(word):
            if part in _WORDS:
                current += _WORDS[part]
            elif _SCALE[part] == 100:  # noqa: PLR2004 - "tvåhundra femtio": hundreds stay below the thousands
                current = max(1, current) * 100
            else:
                total, current = total + max(1, current) * _SCALE[part], 0
        current += _ends_in_one(word)
    half, end = _half(text, run[-1].end())
    _, unit, end = _after(text, end)
    start = run[0].start()
    yield Amount(Decimal(total + current) + half, unit, text[start:end].strip(), start, end)


def _ends_in_one(word: str) -> bool:
    """Tell whether a number ends in "one" beyond its parts: "femtioett", not "femton"."""
    found = _LAST_ONE.search(word)
    return found is not None and bool(_NUMBER_WORD.fullmatch(word[: found.start()]))


def _with_range_units(numbers: list[Amount], text: str) -> tuple[Amount, ...]:
    """Give the first number of a range the unit of the second: "5–7 procent"."""
    given: list[Amount] = []
    for at, amount in enumerate(numbers):
        after = numbers[at + 1] if at + 1 < len(numbers) else None
        joined = after is not None and amount.unit is None and _RANGE.fullmatch(text[amount.end : after.start])
        unit = after.unit if joined and after is not None else amount.unit
        given.append(Amount(amount.value, unit, amount.text, amount.start, amount.end))
    return tuple(given)
