"""How lists hang together in a document: what announces them, their items, and headings that are a list."""

import re
from collections.abc import Sequence
from itertools import takewhile

from retrieval.model import BlockKind
from retrieval.outline import Outline, Point, Section

_ENUMERATED = re.compile(
    r"(för det )?(första|andra|tredje|fjärde|femte)\b|(first|second|third|fourth|fifth)(ly)?\b", re.IGNORECASE
)


_POINTS_BACK = re.compile(r"^(?:\w+\s+){0,5}(?:den|det|de|denna|detta|dessa|it|this|they|these)\b", re.IGNORECASE)


def spoken_of(held: Outline, point: Point) -> Point | None:
    """Return the sentence before `point` in its paragraph where `point` speaks of it as "den" or "it"."""
    if point.kind is not BlockKind.PARAGRAPH or not _POINTS_BACK.search(point.text):
        return None
    return next((other for other in held.points if other.at == point.at - 1 and other.block == point.block), None)


def announced(held: Outline, point: Point) -> list[Point]:
    """Return the list that `point` announces: items, or the headings right below it, or "firstly, secondly …"."""
    after = [other for other in held.points if other.at > point.at and other.path == point.path]
    if point.leads_in:
        items = list(takewhile(lambda other: other.kind in {BlockKind.ITEM, BlockKind.ROW}, after))
        return items or _headings_below(held, point)
    if _ENUMERATED.match(point.text):
        return []
    return list(takewhile(lambda other: bool(_ENUMERATED.match(other.text)), after))


def follows(item: Point, lead: Point, points: Sequence[Point]) -> bool:
    """Tell whether `item` is in the list that `lead` announces."""
    between = (point for point in points if lead.at < point.at <= item.at)
    return item.at > lead.at and all(point.kind is BlockKind.ITEM for point in between)


def _headings_below(held: Outline, point: Point) -> list[Point]:
    """Return the headings that follow `point` as a list: all of the level of the first, under the same parent."""
    headings = [section.heading for section in held.sections if section.heading and section.heading.at > point.at]
    if not headings:
        return []
    first = headings[0]
    siblings = [other for other in headings if other.path[:-1] == first.path[:-1]]
    return siblings if first.at == point.at + 1 else []


def announcing(held: Outline, section: Section) -> list[Point]:
    """Return the sentence that announces `section` and its siblings ("Följande utmaningar är prioriterade:")."""
    own = next((other for other in held.sections if other.path == section.path[:-1]), None)
    return [point for point in own.points[-1:] if point.leads_in] if own is not None else []


def lead_in(held: Outline, point: Point) -> Point | None:
    """Return the sentence that announces the list in which `point` is an item, None where there is none."""
    if point.kind is not BlockKind.ITEM:
        return None
    before = [other for other in held.points if other.at < point.at and other.path == point.path]
    lead = next((other for other in reversed(before) if other.kind is not BlockKind.ITEM), None)
    return lead if lead is not None and lead.leads_in else None
