"""Say the numbers that Word counts by itself: "1.2" before a heading, "a)" before a list item.

They stand nowhere in a file's text, only as rules in its numbering part: how each level is written, and which style or
paragraph is on which level. Whoever opens the document sees them, so whoever quotes it must too. Works on Word's own
XML and knows no library. Source of the rules: ECMA-376, part 1, 17.9 (numbering).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import repeat
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_HIGHEST = 32_767  # that a list of Word's can begin with
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_UNWRITTEN = frozenset({"bullet", "none"})


@dataclass(frozen=True, slots=True)
class Numbered:
    """Where a paragraph stands in a list: how deep, from 0, and its number as shown, "" for a bullet."""

    level: int
    label: str


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str  # "%1.%2": the numbers of the first and the second level
    plain: bool  # every number in figures, however its own level writes it
    restart: int  # the level, from 1, that lets this one begin anew; 0 for none


class Numbering:
    """Counts through the lists of one document; to be asked for every paragraph once, in order."""

    def __init__(self, numbering: Any, styles: Any) -> None:  # noqa: ANN401 - lxml elements
        """Take the root of the numbering part, None when the document has none, and that of the styles."""
        nums = numbering.iterfind(f"{_W}num") if numbering is not None else ()
        self._nums = {_value(num, "numId"): num for num in nums}
        kinds = numbering.iterfind(f"{_W}abstractNum") if numbering is not None else ()
        self._kinds = {_value(kind, "abstractNumId"): kind for kind in kinds}
        self._styles = {_value(style, "styleId"): style for style in styles.iterfind(f"{_W}style")}
        self._levels: dict[tuple[str, int], _Level | None] = {}
        self._counts: dict[str, list[int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def of(self, paragraph: Any) -> Numbered | None:  # noqa: ANN401 - an lxml element
        """Return where the paragraph stands in a list and count it; None when it stands in none."""
        own = _child(paragraph, "pPr", "numPr")
        style = _value(_child(paragraph, "pPr", "pStyle"), "val")
        num, level = _value(_child(own, "numId"), "val"), _value(_child(own, "ilvl"), "val")
        if not num:
            num, styled = self._of_style(style)
            level = level or styled
        if not num or num == "0":
            return None
        at = min(_LEVELS - 1, int(level) if level.isdigit() else 0)
        return Numbered(at, self._label(num, at))

    def _of_style(self, name: str) -> tuple[str, str]:
        """Return the list and the level that a style, or one it builds on, puts its paragraphs in."""
        level = ""
        for _ in range(_LEVELS):
            style = self._styles.get(name)
            own = _child(style, "pPr", "numPr")
            level = level or _value(_child(own, "ilvl"), "val")
            if num := _value(_child(own, "numId"), "val"):
                return num, level or self._level_of_style(num, name)
            name = _value(_child(style, "basedOn"), "val")
        return "", ""

    def _level_of_style(self, num: str, style: str) -> str:
        kind = self._kind(num)
        levels = kind.iterfind(f"{_W}lvl") if kind is not None else ()
        return next((_value(one, "ilvl") for one in levels if _value(_child(one, "pStyle"), "val") == style), "")

    def _label(self, num: str, at: int) -> str:
        level = self._level(num, at)
        if level is None or level.format in _UNWRITTEN:
            return ""
        counts = self._count(num, at, level)
        text = level.text
        for place in range(at + 1):
            if (mark := f"%{place + 1}") in text:
                own = self._level(num, place)
                text = text.replace(mark, _written(counts[place], own.format if own and not level.plain else "decimal"))
        return " ".join(text.split())

    def _count(self, num: str, at: int, level: _Level) -> list[int]:
        """Return the numbers of all levels with this paragraph counted; lists of one kind count together."""
        counts = self._counts.setdefault(_value(_child(self._nums.get(num), "abstractNumId"), "val"), [0] * _LEVELS)
        if (num, at) not in self._begun and (begin := self._begins(num, at)) is not None:
            counts[at] = begin - 1
        elif not counts[at]:
            counts[at] = level.start - 1
        self._begun.add((num, at))
        counts[at] += 1
        for place in range(at):
            above = self._level(num, place)
            counts[place] = counts[place] or (above.start if above else 1)
        for place in range(at + 1, _LEVELS):
            below = self._level(num, place)
            if below is None or at < below.restart:
                counts[place] = 0
        return counts

    def _begins(self, num: str, at: int) -> int | None:
        """Return where this list says that it begins anew, apart from others of its kind."""
        overrides = self._nums[num].iterfind(f"{_W}lvlOverride") if num in self._nums else ()
        said = (_value(_child(one, "startOverride"), "val") for one in overrides if _value(one, "ilvl") == str(at))
        return next((min(_HIGHEST, int(start)) for start in said if start.isdigit()), None)

    def _level(self, num: str, at: int) -> _Level | None:
        if (num, at) not in self._levels:
            self._levels[num, at] = self._read(num, at)
        return self._levels[num, at]

    def _read(self, num: str, at: int) -> _Level | None:
        overrides = self._nums[num].iterfind(f"{_W}lvlOverride") if num in self._nums else ()
        own = [found for one in overrides if (found := _child(one, "lvl")) is not None]
        kind = self._kind(num)
        levels = [*own, *(kind.iterfind(f"{_W}lvl") if kind is not None else ())]
        found = next((one for one in levels if _value(one, "ilvl") == str(at)), None)
        if found is None:
            return None
        start, restart = _value(_child(found, "start"), "val"), _value(_child(found, "lvlRestart"), "val")
        return _Level(
            start=min(_HIGHEST, int(start)) if start.isdigit() else 1,
            format=_value(_child(found, "numFmt"), "val") or "decimal",
            text=_value(_child(found, "lvlText"), "val"),
            plain=_child(found, "isLgl") is not None,
            restart=int(restart) if restart.isdigit() else at,
        )

    def _kind(self, num: str) -> Any:  # noqa: ANN401 - an lxml element
        """Return the kind of list that holds the levels, also where it only names a style that has them."""
        kind = self._kinds.get(_value(_child(self._nums.get(num), "abstractNumId"), "val"))
        link = _value(_child(kind, "numStyleLink"), "val")
        if link:
            other = _value(_child(self._styles.get(link), "pPr", "numPr", "numId"), "val")
            kind = self._kinds.get(_value(_child(self._nums.get(other), "abstractNumId"), "val"), kind)
        return kind


def _child(element: Any, *names: str) -> Any:  # noqa: ANN401 - an lxml element
    for name in names:
        element = None if element is None else element.find(_W + name)
    return element


def _value(element: Any, name: str) -> str:  # noqa: ANN401 - an lxml element
    return "" if element is None else str(element.get(_W + name, ""))


def _written(number: int, form: str) -> str:
    if form == "decimalZero":
        return f"{number:02}"
    if form in {"lowerLetter", "upperLetter"}:
        # After z comes aa: the letter again, once more each round.
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""
        return letters if form == "lowerLetter" else letters.upper()
    if form in {"lowerRoman", "upperRoman"}:
        return _roman(number) if form == "lowerRoman" else _roman(number).upper()
    return _OTHER.get(form, str)(number)


def _ordinal(number: int) -> str:
    return f"{number}."


_OTHER: Mapping[str, Callable[[int], str]] = {"ordinal": _ordinal}


def _roman(number: int) -> str:
    found: list[str] = []
    for worth, letters in _ROMAN:
        found += repeat(letters, number // worth)
        number %= worth
    return "".join(found)
