"""Align the points of two texts, and tell what became of each: added, removed, changed, moved or unchanged. Pure.

Equal points meet first, then those that are most alike, with a lower bar inside one section. A new number before a
heading is no change, and a new name of a section does not move what stands under it. A point that was both changed and
moved counts as changed: what it says matters more than where it stands.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from retrieval.documents.outline import Outline, Path, Point
from retrieval.model import BlockKind
from retrieval.words.analysis import grams, words

_ALIKE = 0.6  # Dice coefficient of 4-grams from which two points say the same thing in other words
_ALIKE_IN_PLACE = 0.4  # the same where they stand in the same section
_HOME = 0.15  # what standing in the same section is worth between two candidates
_NUMBER = re.compile(r"^\s*(?:(?:\d{1,2}(?:\.\d{1,2})+[.)]?|\d{1,2}[.)]|[A-ZÅÄÖ][.)]|§\s*\d{1,3})\s+)+")
_BARE_NUMBER = re.compile(r"^\s*\d{1,2}\s+(?=\S)")
_FEW = 3  # headings from which bare numbers before them count as numbering ("2 Mål"), not as words ("10 mål")
_EDGES = " .;,:"
# What a reader of files may have put between two letters, or lost there ("kunskaps vinster", "hälso-och").
_BROKEN = re.compile(r"(?<=[^\W\d_])[\s\xad-]+(?=[^\W\d_])|(?<=\s)\s+")


class ChangeKind(StrEnum):
    """What became of a point."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Aligned:
    """A point before and after; one of them is None where there was or is none."""

    kind: ChangeKind
    before: Point | None
    after: Point | None


@dataclass(frozen=True)
class _Piece:
    """A point with what it is compared by."""

    point: Point
    bare_numbers: bool = False  # headings are numbered without a stop

    @cached_property
    def key(self) -> str:
        """The words as they count: where lines broke, the last sign and a heading's own number do not."""
        text = _BROKEN.sub("", unicodedata.normalize("NFKC", self.point.text)).strip(_EDGES)
        return _unnumbered(text, bare=self.bare_numbers) if self.is_heading else text

    @cached_property
    def is_heading(self) -> bool:
        return self.point.kind is BlockKind.HEADING

    @cached_property
    def place(self) -> Path:
        """The section it stands in, numbers left out; a heading stands in the section above its own."""
        path = self.point.path[:-1] if self.is_heading else self.point.path
        return tuple(_unnumbered(heading, bare=True) for heading in path)

    @cached_property
    def grams(self) -> frozenset[str]:
        return frozenset(gram for word in words(self.point.text) for gram in grams(word))


def points_of(outline: Outline) -> tuple[Point, ...]:
    """Return the points of a version and its headings, in reading order."""
    headings = (section.heading for section in outline.sections if section.heading is not None)
    return tuple(sorted([*outline.points, *headings], key=lambda point: point.at))


def align(before: Sequence[Point], after: Sequence[Point]) -> tuple[Aligned, ...]:
    """Return every point of both sides, aligned: in the order of `after`, what was removed where it stood."""
    old, new = _pieces(before), _pieces(after)
    pairs = _equal(old, new)
    pairs |= _alike(old, new, pairs)
    moved = _moved(old, new, pairs)
    found = {
        there: Aligned(_kind(old[here], new[there], is_moved=here in moved), old[here].point, new[there].point)
        for here, there in pairs.items()
    }
    return tuple(_in_order(old, new, pairs, found))


def _pieces(points: Sequence[Point]) -> list[_Piece]:
    bare = sum(point.kind is BlockKind.HEADING and bool(_BARE_NUMBER.match(point.text)) for point in points)
    return [_Piece(point, bare >= _FEW) for point in points]


def _unnumbered(heading: str, *, bare: bool) -> str:
    plain = _NUMBER.sub("", heading)
    return (_BARE_NUMBER.sub("", plain) if bare else plain).strip(_EDGES).casefold()


def _kind(before: _Piece, after: _Piece, *, is_moved: bool) -> ChangeKind:
    if before.key != after.key:
        return ChangeKind.CHANGED
    return ChangeKind.MOVED if is_moved else ChangeKind.UNCHANGED


def _equal(old: Sequence[_Piece], new: Sequence[_Piece]) -> dict[int, int]:
    """Pair what reads the same; of several that do, first those that stand in the same section."""
    free: defaultdict[tuple[bool, str], list[int]] = defaultdict(list)
    for there, piece in enumerate(new):
        free[piece.is_heading, piece.key].append(there)
    pairs: dict[int, int] = {}
    for at_home in (True, False):
        for here, piece in enumerate(old):
            choices = [] if here in pairs else free[piece.is_heading, piece.key]
            found = next((one for one in choices if not at_home or new[one].place == piece.place), None)
            if found is not None:
                pairs[here] = found
                choices.remove(found)
    return pairs


def _alike(old: Sequence[_Piece], new: Sequence[_Piece], taken: Mapping[int, int]) -> dict[int, int]:
    """Pair what is left by likeness, the most alike first."""
    here_free = [here for here in range(len(old)) if here not in taken]
    there_free = set(range(len(new))) - set(taken.values())
    rated = sorted(_rated(old, new, here_free, there_free), key=lambda entry: (-entry[0], entry[1], entry[2]))
    pairs: dict[int, int] = {}
    for _, here, there in rated:
        if here not in pairs and there in there_free:
            pairs[here] = there
            there_free.discard(there)
    return pairs


def _rated(
    old: Sequence[_Piece], new: Sequence[_Piece], here_free: Iterable[int], there_free: Iterable[int]
) -> Iterator[tuple[float, int, int]]:
    postings: defaultdict[str, list[int]] = defaultdict(list)
    for there in there_free:
        for gram in new[there].grams:
            postings[gram].append(there)
    for here in here_free:
        piece = old[here]
        shared = Counter(there for gram in piece.grams for there in postings[gram])
        for there, count in shared.items():
            other = new[there]
            if piece.is_heading is not other.is_heading:
                continue
            at_home = piece.place == other.place
            score = 2 * count / (len(piece.grams) + len(other.grams))
            if score >= (_ALIKE_IN_PLACE if at_home else _ALIKE):
                yield score + _HOME * at_home, here, there


def _moved(old: Sequence[_Piece], new: Sequence[_Piece], pairs: Mapping[int, int]) -> frozenset[int]:
    """Return the places in `old` of what stands in another section now, or elsewhere in its own."""
    same_section = _Renaming(old, new, pairs)
    away = {here for here, there in pairs.items() if not same_section(old[here].place, new[there].place)}
    by_section: defaultdict[Path, list[int]] = defaultdict(list)
    for here in sorted(pairs.keys() - away):
        by_section[old[here].place].append(here)
    jumped = {here for held in by_section.values() for here in held} - {
        held[at] for held in by_section.values() for at in _longest_rising([pairs[here] for here in held])
    }
    return frozenset(away | jumped)


class _Renaming:
    """Tells whether two places are one section, which may have another name now."""

    def __init__(self, old: Sequence[_Piece], new: Sequence[_Piece], pairs: Mapping[int, int]) -> None:
        self._before = {heading for piece in old for heading in piece.place}
        self._after = {heading for piece in new for heading in piece.place}
        met: defaultdict[Path, Counter[Path]] = defaultdict(Counter)
        for here, there in pairs.items():
            if not old[here].is_heading:
                met[old[here].place][new[there].place] += 1
        self._mostly = {place: found.most_common(1)[0][0] for place, found in met.items()}

    def __call__(self, before: Path, after: Path) -> bool:
        if before == after:
            return True
        if len(before) != len(after) or self._mostly.get(before, after) != after:
            return False
        return all(
            one == other or (one not in self._after and other not in self._before)
            for one, other in zip(before, after, strict=True)
        )


def _longest_rising(values: Sequence[int]) -> set[int]:
    """Return the places of a longest rising subsequence of `values` (patience sorting)."""
    tails: list[int] = []
    ends: list[int] = []
    came_from: list[int] = []
    for at, value in enumerate(values):
        pile = bisect_left(tails, value)
        came_from.append(ends[pile - 1] if pile else -1)
        tails[pile : pile + 1] = [value]
        ends[pile : pile + 1] = [at]
    kept: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.add(at)
        at = came_from[at]
    return kept


def _in_order(
    old: Sequence[_Piece], new: Sequence[_Piece], pairs: Mapping[int, int], found: Mapping[int, Aligned]
) -> Iterator[Aligned]:
    """Yield what stands in `new` in its order, and each removed point after what it followed in `old`."""
    removed: defaultdict[int, list[Aligned]] = defaultdict(list)
    after = -1
    for here, piece in enumerate(old):
        if here in pairs:
            after = pairs[here]
        else:
            removed[after].append(Aligned(ChangeKind.REMOVED, piece.point, None))
    yield from removed[-1]
    for there, piece in enumerate(new):
        yield found.get(there) or Aligned(ChangeKind.ADDED, None, piece.point)
        yield from removed[there]
