"""What becomes of a hyphen at the end of a line, decided from the words of the document itself."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

_WORD = re.compile(r"[^\W\d_]+")
_BROKEN = re.compile(r"(?<![\w-])([\w-]*\w)-(\s+)(\w+)")
_HYPHENATED = re.compile(r"(?<![\w-])\w+(?:-\w+)+")
_AT_LINE_END = re.compile(r"(?<!\w)\w+-[ ]*$", re.MULTILINE)
_BEFORE_LINE_END = re.compile(r"(?<!\w)(\w+)-\s*$")
_LIST_GOES_ON = re.compile(r"-|\s+(?:och|eller|samt|and|or)\b")
_FEW = 2  # different places that show the same: no accident
# A hyphen before these is left hanging on purpose: "hälso- och sjukvården", "in- eller utrikes".
_AFTER_HANGING = frozenset(["och", "eller", "samt", "respektive", "men", "som", "till", "and", "or", "to", "än", "/"])
# Before a line end these are the first half of a divided word, however often they stand alone: "för-" + "ändring".
_PREFIXES: Final = frozenset(
    (  # noqa: SIM905 - many short words read best as running text
        "an av be bi er för fram från genom hop i in inter kring med mot ner ned om ovan på sam sön till under upp "
        "ur ut utan vid åter över gemen sär hög låg mång"
    ).split()
)


_YEARS = re.compile(r"\d[–—]$")


def between(left: str, right: str) -> str:
    """Return what parts two lines of one text: a space, nothing after "och/" or within "2019–2025"."""
    return "" if left.endswith("/") or (_YEARS.search(left) and right[:1].isdigit()) else " "


class _Words:
    """The words of a document: whole ones, hyphenated ones, and whether its lines divide words."""

    def __init__(self, lines: Sequence[str]) -> None:
        whole = _AT_LINE_END.sub(" ", _BROKEN.sub(" ", "\n".join(lines)).casefold())
        self.hyphenated = Counter(_HYPHENATED.findall(whole))
        self.whole = Counter(_WORD.findall(_HYPHENATED.sub(" ", whole)))
        parts = (form.rpartition("-") for form in self.hyphenated)
        self.lefts = Counter(left for left, _, right in parts if right not in _AFTER_HANGING)
        self.divided = self._are_divided(lines)

    def _are_divided(self, lines: Sequence[str]) -> bool:
        """Tell whether words were divided at line ends: some divided words stand whole in other places."""
        ends = (_BEFORE_LINE_END.search(line) for line in lines)
        pairs = ((end[1].casefold(), lines[at + 1]) for at, end in enumerate(ends) if end and at + 1 < len(lines))
        tails = ((head, tail[0].casefold()) for head, rest in pairs if (tail := _WORD.match(rest)))
        return sum(1 for head, tail in tails if self.whole[head + tail]) >= _FEW


class Hyphens:
    """Decides what becomes of a hyphen at the end of a line, from the words of the document itself."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._lines = list(texts)

    @cached_property
    def _words(self) -> _Words:
        return _Words(self._lines)  # most documents never ask

    def join(self, left: str, right: str) -> str:
        """Return `left`, which ends in a hyphen, and `right` as one text.

        "forsk-" + "ning" is joined when the joined word stands elsewhere or its halves do not; "hälso-" + "och" stays
        apart; "Stockholm-" + "Uppsalaregionen" and "EU-" + "medel" keep the hyphen.
        """
        head = re.search(r"([\w-]*\w)-$", left)
        tail = re.match(r"\w+", right)
        if not head or not tail or tail[0].casefold() in _AFTER_HANGING:
            return f"{left} {right}"
        return left + right if self._keeps(head[1], tail[0]) else left[:-1] + right

    def _keeps(self, head: str, tail: str) -> bool:
        last = head.rsplit("-", 1)[-1]
        if tail[0].isupper() or tail[0].isdigit() or last[-1].isdigit():
            return True
        if len(last) == 1 or last.isupper():
            return True
        low, end = last.casefold(), tail.casefold().rstrip("0123456789")
        words = self._words
        if words.hyphenated[f"{low}-{end}"] > words.whole[low + end]:
            return True
        if words.whole[low + end] or low in _PREFIXES:
            return False
        if words.lefts[low] >= _FEW:
            return True
        return not words.divided and bool(words.whole[low] and words.whole[end])

    def mend(self, text: str) -> str:
        """Return the text with hyphens that a converter left inside lines mended: "Stockholm- Uppsalaregionen"."""
        return _BROKEN.sub(self._mended, text) if "- " in text else text

    def _mended(self, found: re.Match[str]) -> str:
        low, end = found[1].casefold().rpartition("-")[2], found[3].casefold()
        words = self._words
        known = words.hyphenated[f"{low}-{end}"] or words.whole[low + end] or words.lefts[low] >= _FEW
        compound = known or low.endswith("s")  # "samverkans-" hangs before nothing
        if found[3][0].islower() and not compound and _LIST_GOES_ON.match(found.string, found.end()):
            return found[0]  # "tal- språk och kommunikationsproblem"
        return self.join(f"{found[1]}-", found[3])
