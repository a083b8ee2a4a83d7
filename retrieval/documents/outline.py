"""A version seen as an answer sees it: sections by heading path, each with its points in order.

A point is the smallest thing an answer quotes: a sentence, a list item, a table row, a footnote. Pull quotes are left
out: they repeat the text for show and are never evidence.
"""

import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, wraps
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar

from retrieval.answers.topic import terms
from retrieval.model import Block, BlockKind, Version
from retrieval.words.language import detect
from retrieval.words.sentences import spans
from retrieval.words.wordstock import WordStock

Path = tuple[str, ...]
_About = ParamSpec("_About")
_Found = TypeVar("_Found")

_WHOLE = frozenset({BlockKind.ITEM, BlockKind.ROW, BlockKind.HEADING})
_STOPS = (".", "!", "?")
_ANNOUNCING = re.compile(r"\b(följande|nedanstående|the following)\b", re.IGNORECASE)
_SAMPLE = 4000  # characters that tell a document's language


@dataclass(frozen=True, slots=True)
class Point:
    """A stretch of one version; `block` and `at` are its block's and its own place in the version's order."""

    start: int
    end: int
    kind: BlockKind
    path: Path
    block: int
    at: int
    text: str
    terms: frozenset[str]

    @property
    def leads_in(self) -> bool:
        """Tell whether it announces a list: "EU driver flera initiativ, bland annat:"."""
        if self.kind is not BlockKind.PARAGRAPH:
            return False
        return self.text.endswith(":") or (not self.text.endswith(_STOPS) and bool(_ANNOUNCING.search(self.text)))


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading path, its sub-sections not included. `heading` is its heading's own point."""

    path: Path
    points: tuple[Point, ...]
    heading: Point | None


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections of one version in reading order, and all its points."""

    version: Version
    sections: tuple[Section, ...]
    points: tuple[Point, ...]
    language: Literal["sv", "en"] = "sv"
    places: Mapping[int, Point] = field(default_factory=dict, compare=False)  # the points by their place
    stock: WordStock = field(default_factory=lambda: WordStock(()), compare=False)  # of the points and headings
    folded: Mapping[str, frozenset[int]] = field(default_factory=dict, compare=False)  # places by text, case aside
    # What was found out about its points, by what was asked and of which: kept as long as the outline.
    known: dict[str, dict[Hashable, Any]] = field(default_factory=dict, compare=False, repr=False)  # Any: see `once`

    def before(self, point: Point, steps: int = 1) -> Point | None:
        """Return what stands so many steps before `point` in the same block, None where nothing does."""
        other = self.places.get(point.at - steps)
        return other if other is not None and other.block == point.block else None

    def after(self, point: Point) -> Point | None:
        """Return what comes right after `point` in the same block, None where nothing does."""
        other = self.places.get(point.at + 1)
        return other if other is not None and other.block == point.block else None

    def under(self, path: Path) -> tuple[Section, ...]:
        """Return the sections of `path` and everything below it, in order."""
        return tuple(section for section in self.sections if section.path[: len(path)] == path)


def once(
    find: Callable[Concatenate[Outline, Point, _About], _Found],
) -> Callable[Concatenate[Outline, Point, _About], _Found]:
    """Let what `find` says of a point be found once and kept with the outline.

    It may look at the outline's text and at what else it is given, of which there are few kinds, but at no version's
    state or title: those may change while the text stays.
    """
    name = f"{find.__module__}.{find.__qualname__}"

    @wraps(find)
    def found(held: Outline, point: Point, /, *about: _About.args, **named: _About.kwargs) -> _Found:
        known: dict[Hashable, _Found] = held.known.get(name) or held.known.setdefault(name, {})
        key = (point.at, *about, *named.values()) if about or named else point.at
        if key not in known:
            known[key] = find(held, point, *about, **named)
        return known[key]

    return found


def outline(version: Version) -> Outline:
    """Return the outline of `version`; the latest few are remembered, by content."""
    key = (version.content.text, version.reader)
    # What is remembered was made of an equal version; the caller's own is the one to compare with.
    return replace(_remembered(_Keyed(key, version)), version=version)


@dataclass(frozen=True)
class _Keyed:
    key: tuple[str, ...]
    version: Version

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Keyed) and self.key == other.key


@lru_cache(maxsize=64)
def _remembered(keyed: _Keyed) -> Outline:
    version = keyed.version
    points = tuple(_points(version))
    order = dict.fromkeys(block.path for block in version.content.blocks)
    by_path: dict[Path, list[Point]] = {path: [] for path in order}
    for point in points:
        by_path[point.path].append(point)
    sections = tuple(_section(path, held) for path, held in by_path.items())
    prose = tuple(point for point in points if point.kind is not BlockKind.HEADING)
    places = {point.at: point for point in prose}
    folded: dict[str, frozenset[int]] = {}
    for point in prose:
        text = point.text.casefold()
        folded[text] = folded.get(text, frozenset()) | {point.at}
    stock = WordStock(point.terms for point in (*prose, *(one.heading for one in sections if one.heading)))
    return Outline(version, sections, prose, _language(version.content.text[:_SAMPLE]), places, stock, folded)


def _section(path: Path, held: list[Point]) -> Section:
    heading = next((point for point in held if point.kind is BlockKind.HEADING), None)
    return Section(path, tuple(point for point in held if point.kind is not BlockKind.HEADING), heading)


def _points(version: Version) -> Iterator[Point]:
    text, at = version.content.text, 0
    tongue = _language(text[:_SAMPLE])
    for number, block in enumerate(version.content.blocks):
        if block.kind is BlockKind.PULL_QUOTE:
            continue
        for start, end in _stretches(text, block):
            quote = text[start:end]
            yield Point(start, end, block.kind, block.path, number, at, quote, terms(quote, tongue))
            at += 1


def _language(sample: str) -> Literal["sv", "en"]:
    return "en" if detect(sample) == "en" else "sv"


def _stretches(text: str, block: Block) -> list[tuple[int, int]]:
    if block.kind not in _WHOLE:
        return spans(text, block.start, block.end)
    inner = text[block.start : block.end]
    start = block.start + len(inner) - len(inner.lstrip())
    return [(start, start + len(inner.strip()))] if inner.strip() else []
