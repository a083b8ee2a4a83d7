"""Read a strategy's tree: its aspects, the priority areas under each, and each area's challenges.

Made for strategies as regions write them: aspects as lettered or numbered headings, areas as headings under them, and
challenges as the list under each area. Some write the areas as a list directly under the aspect. Prose without lists
has no challenges that could be counted, and gives nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.model import Block, BlockKind, CleanText
from retrieval.readers.headings import depth

Path = tuple[str, ...]

_LETTERED = re.compile(r"^[A-ZÅÄÖ][.)]\s+\S")
_PRIORITY = re.compile(
    r"\b(?:utmaning\w*|område\w*|utvecklingsområde\w*|insatsområde\w*|fokusområde\w*|målområde\w*|inriktning\w*|aspekt\w*|"
    r"prioritering\w*|challenges?|areas?|priorit(?:y|ies)|aspects?)\b",
    re.IGNORECASE,
)
_CHOSEN = re.compile(r"\b(?:prioriter\w*|följande|the following|priorit(?:y|ies|ised|ized))\b", re.IGNORECASE)
_CHALLENGES = re.compile(r"\b(?:utmaning\w*|challenges?)\b", re.IGNORECASE)
# "Mål 1.1 Matsvinnet halveras": strategies that write goals under an area have them for challenges.
_NUMBERED_GOAL = re.compile(
    r"(?:(?:del|etapp|effekt|inriktnings)?mål|(?:sub-?)?goal|objective)\s+\d[\d.]*\b", re.IGNORECASE
)
_FEWEST = 2  # lettered headings side by side: one alone may be anything


@dataclass(frozen=True, slots=True)
class OutlineArea:
    """A priority area as the strategy names it. `challenges` are the area's list items, in order."""

    aspect: str
    area: str
    challenges: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A heading with what stands directly under it."""

    path: Path
    items: tuple[str, ...]
    lead: str  # the last paragraph before the list
    before: str  # all paragraphs

    @property
    def name(self) -> str:
        return self.path[-1]


def areas(content: CleanText) -> tuple[OutlineArea, ...]:
    """Return the priority areas of a strategy in its order; empty where the text has no such tree."""
    parts = _parts(content)
    found = [area for aspect in _aspects(parts) for area in _areas_of(aspect, parts)]
    if not found:
        found = [OutlineArea(part.name, part.name, part.items) for part in parts if _holds_goals(part, parts)]
    return tuple(dict.fromkeys(found))


def _parts(content: CleanText) -> list[_Part]:
    held: dict[Path, list[Block]] = {}
    for block in content.blocks:
        if block.path:
            held.setdefault(block.path, []).append(block)
    return [_part(path, blocks, content.text) for path, blocks in held.items()]


def _part(path: Path, blocks: Sequence[Block], text: str) -> _Part:
    items = tuple(text[block.start : block.end] for block in blocks if block.kind is BlockKind.ITEM)
    proses = [text[block.start : block.end] for block in blocks if block.kind is BlockKind.PARAGRAPH]
    first = next((at for at, block in enumerate(blocks) if block.kind is BlockKind.ITEM), len(blocks))
    leads = [text[block.start : block.end] for block in blocks[:first] if block.kind is BlockKind.PARAGRAPH]
    return _Part(path, items, leads[-1] if leads else "", "\n".join(proses))


def _aspects(parts: Sequence[_Part]) -> list[_Part]:
    """Return the headings that hold priority areas: lettered ones side by side, else those that announce priorities."""
    lettered = [part for part in parts if _LETTERED.match(part.name)]
    beside = [part for part in lettered if sum(other.path[:-1] == part.path[:-1] for other in lettered) >= _FEWEST]
    if any(_areas_of(part, parts) for part in beside):
        return beside
    announced = [part for part in parts if _announces(part.before)]
    if any(_areas_of(part, parts) for part in announced):
        return announced
    chapters = [part for part in parts if depth(part.name) is not None and _PRIORITY.search(part.name)]
    return [part for chapter in chapters for part in parts if part.path[:-1] == chapter.path]


def _announces(prose: str) -> bool:
    """Tell whether a short sentence names what follows as priorities: "Följande utmaningar är prioriterade:"."""
    sentences = re.split(r"(?<=[.!?:])\s+|\n", prose)
    return any(_PRIORITY.search(one) and _CHOSEN.search(one) and len(one) < 120 for one in sentences[-2:])  # noqa: PLR2004 - characters


def _holds_goals(aspect: _Part, parts: Sequence[_Part]) -> bool:
    """Tell whether a heading has goals as its list ("Mål 1.1 …") and nothing that is divided further below it."""
    numbered = [item for item in aspect.items if _NUMBERED_GOAL.match(item)]
    return len(numbered) == len(aspect.items) > 0 and not any(part.path[:-1] == aspect.path for part in parts)


def _areas_of(aspect: _Part, parts: Sequence[_Part]) -> list[OutlineArea]:
    below = [part for part in parts if part.path[:-1] == aspect.path and part.items]
    if below:
        return [OutlineArea(aspect.name, part.name, part.items) for part in below]
    if _holds_goals(aspect, parts):
        return [OutlineArea(aspect.name, aspect.name, aspect.items)]
    lead = re.split(r"(?<=[.!?])\s+", aspect.lead)[-1]
    if not aspect.items or not _PRIORITY.search(lead):
        return []
    if _CHALLENGES.search(lead):
        return [OutlineArea(aspect.name, aspect.name, aspect.items)]
    return [OutlineArea(aspect.name, item, ()) for item in aspect.items]
