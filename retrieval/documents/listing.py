"""How lists hang together in a document: what announces them, their items, and headings that are a list."""

import re
from collections.abc import Callable, Sequence
from itertools import takewhile

from retrieval.documents.outline import Outline, Point, Section, once
from retrieval.model import BlockKind

_ENUMERATED = re.compile(
    r"(för det )?(första|andra|tredje|fjärde|femte)\b|(first|second|third|fourth|fifth)(ly)?\b", re.IGNORECASE
)


_POINTS_BACK = re.compile(
    r"^(?:\w+\s+){0,5}(?:den|det|de|denna|detta|dessa|it|this|they|these)\b"
    r"|\bav dem\b|\bof them\b"
    r"|^(?:orsaken|skälet|anledningen|förklaringen|bakgrunden|därför|därmed|the (?:reason|cause)|therefore|hence)\b"
    r"|^\w{2,}(?:ningen|gången) (?:förklaras|beror|berodde)\b",
    re.IGNORECASE,
)
# What a rule is not without: its exceptions and conditions, in the sentence after it.
_QUALIFIES = re.compile(
    r"^(?:undantag\w*|dock\b|däremot|i annat fall|annars|om inte|den som (?:tackar|inte|avstår|väljer)|"
    r"(?:det|detta|den) gäller (?:dock|inte|endast|bara)|however|otherwise|exceptions?|except|unless|"
    r"those who (?:do not|decline)|this does not)|^(?:\w+\s+){1,4}(?:dock|however)\b",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"^\s*\d|\b(?!(?:19|20)\d\d\b)\d")  # other than years, or a year before all else
_ITEMS = re.compile(r",\s+(?!som\b|att\b|which\b|that\b)")
_LAST = re.compile(r"\b(?:och|samt|and|or|eller)\b", re.IGNORECASE)
_SUCH_AS = re.compile(
    r"\b(?:som|såsom|exempelvis|till exempel|t\.ex\.|bland annat|är|av|such as|including|are|of|like)\b|:",
    re.IGNORECASE,
)
_FEWEST_NAMED = 2  # things after the first
_SHORTEST_HEAD = 4  # letters of the last part of a compound that may stand for it: "rådet" for "Digitaliseringsrådet"


def spoken_of(held: Outline, point: Point) -> Point | None:
    """Return the sentence before `point` in its paragraph where `point` speaks of it as "den" or "it"."""
    return _spoken_of(held, point) if point.kind is BlockKind.PARAGRAPH else None


@once
def _spoken_of(held: Outline, point: Point) -> Point | None:
    before = held.before(point)
    if before is None or not (_POINTS_BACK.search(point.text) or _stands_for_compound(point.text, before.text)):
        return None
    return before


@once
def before_in_paragraph(held: Outline, point: Point) -> list[Point]:
    """Return the two sentences before `point` in its paragraph, the nearest first."""
    if point.kind is not BlockKind.PARAGRAPH:
        return []
    return [other for steps in (1, 2) if (other := held.before(point, steps)) is not None]


def _stands_for_compound(text: str, before: str) -> bool:
    """Tell whether `text` begins with the last part of a compound in `before`, in the definite form."""
    first = next(iter(text.casefold().split()), "").strip(",.")
    is_head = len(first) >= _SHORTEST_HEAD and first.endswith(("et", "en", "na"))
    return is_head and any(word.endswith(first) and word != first for word in re.findall(r"\w+", before.casefold()))


def enumerates(text: str, is_asked: Callable[[str], bool]) -> bool:
    """Tell whether a sentence names things one by one: those announced before the first, or two that are asked for."""
    before, *named = _ITEMS.split(text)
    if len(named) < _FEWEST_NAMED or _LAST.search(named[-1] if len(named) == 1 else " ".join(named[1:])) is None:
        return False
    announces = _SUCH_AS.search(before) is not None and is_asked(before)
    return announces or sum(is_asked(part) for part in (before, *named)) >= _FEWEST_NAMED


def qualifying(held: Outline, point: Point) -> list[Point]:
    """Return the sentence after `point` where it makes an exception from it, or a condition; empty where none does."""
    after = held.after(point)
    return [after] if after is not None and _QUALIFIES.search(after.text) else []


def table_head(held: Outline, point: Point) -> Point | None:
    """Return the first row of the table that the row `point` stands in, None where it is that row, or holds figures."""
    return _head_of_row(held, point) if point.kind is BlockKind.ROW else None


@once
def _head_of_row(held: Outline, point: Point) -> Point | None:
    before = [other for other in held.points if other.at < point.at and other.path == point.path]
    rows = list(takewhile(lambda other: other.kind is BlockKind.ROW, reversed(before)))
    return rows[-1] if rows and not _FIGURES.search(rows[-1].text) else None


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


@once
def lead_in(held: Outline, point: Point) -> Point | None:
    """Return the sentence that announces the list in which `point` is an item, None where there is none."""
    if point.kind is BlockKind.ROW:
        return table_head(held, point)
    if point.kind is not BlockKind.ITEM:
        return None
    before = [other for other in held.points if other.at < point.at and other.path == point.path]
    lead = next((other for other in reversed(before) if other.kind is not BlockKind.ITEM), None)
    return lead if lead is not None and lead.leads_in else None
