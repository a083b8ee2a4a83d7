"""Read what a strategy says of itself, with where each part stands: a proposal for a person to confirm or edit.

The purpose, the main goal, the desired effects, when and by whom it was adopted, its diary number and years, and its
tree of aspects, areas and challenges (``areas.py``). Every text is the document's own words. What the rules do not find
is left out, never made up.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from retrieval.documents.areas import OutlineArea, areas
from retrieval.model import Block, BlockKind, CleanText, Version

_FRONT: Final = 40  # parts at the beginning among which the decision and the diary number are looked for
_PURPOSE_HEADING = re.compile(r"\b(?:syfte\w*|ändamål\w*|purpose|aims?)\b", re.IGNORECASE)
_PURPOSE_LABEL = re.compile(r"(?:huvudsyfte|syfte|ändamål|main purpose|purpose|aim)\s*:\s+", re.IGNORECASE)
_PURPOSE_WORDS = re.compile(
    r"\b(?:strategi\w*|planen|dokumentet|strategy|document)\b[^.]{0,40}?"
    r"\b(?:syftar|syfte (?:är|med)|ska|avser|aims|is to|shall|purpose)\b",
    re.IGNORECASE,
)
_GOAL_HEADING = re.compile(
    r"^(?:[\d.]+\s+)?(?:(?:övergripande|huvud|vårt|gemensamt|våra)\s*mål\w*|mål|vision|målbild|"
    r"(?:overall |main |our )?goals?)\b",
    re.IGNORECASE,
)
_GOAL_LABEL = re.compile(
    r"(?:huvudmål|övergripande mål(?:sättning)?|målbild|vision|(?:main|overall|overarching) goal)\s*:\s+",
    re.IGNORECASE,
)
_GOAL_WORDS = re.compile(
    r"\b(?:huvudmål\w*|övergripande mål\w*|(?:realisera|nå|uppnå) målet|målet (?:är|om)|main goal|overall goal|"
    r"the goal is)\b",
    re.IGNORECASE,
)
_EFFECTS = re.compile(
    r"\b(?:önsk(?:ad|ade|värda?) effekt\w*|förväntade? effekt\w*|effektmål\w*|effekter (?:är|vi)|märks det|"
    r"desired (?:effects?|outcomes?)|intended (?:effects?|outcomes?)|expected (?:effects?|outcomes?))\b",
    re.IGNORECASE,
)
_ADOPTED = re.compile(
    r"\b(?:beslutade?s?|antagen|antogs|antagits|fastställd|fastställdes|adopted|approved)\s+(?:av|by)\s+(?:the\s+)?"
    r"(?P<who>[^,.;\n]+?)(?=\s*(?:,|\.|;|$|\n|\(|\b(?:den|on|i beslut|\d)))",
    re.IGNORECASE,
)
_DIARY_LABEL = re.compile(
    r"\b(?:diarienummer|diarienr|dnr|ärendenummer|reference(?: number| no)?|registration number)\s*[:.]*\s*",
    re.IGNORECASE,
)
_DIARY_NUMBER = re.compile(r"[A-ZÅÄÖ]{0,6}[- ]?\d[\w/:.-]*(?:[- ]\d[\w/:.-]*)?")
_MONTHS: Final = {
    "januari": 1,
    "februari": 2,
    "mars": 3,
    "april": 4,
    "maj": 5,
    "juni": 6,
    "juli": 7,
    "augusti": 8,
    "september": 9,
    "oktober": 10,
    "november": 11,
    "december": 12,
    "january": 1,
    "february": 2,
    "march": 3,
    "may": 5,
    "june": 6,
    "july": 7,
    "august": 8,
    "october": 10,
}
_DAY = re.compile(
    rf"(?P<y1>\d{{4}})-(?P<m1>\d\d)-(?P<d1>\d\d)|(?P<d2>\d{{1,2}})\s+(?P<m2>{'|'.join(_MONTHS)})\s+(?P<y2>\d{{4}})",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\b((?:19|20)\d\d)\s*[–-]\s*((?:19|20)\d\d)\b")
_AREA_CHAPTER = re.compile(r"\b(?:\w*områden|prioriteringar|aspekter|\w*areas|priorities|pillars)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")
_FEWEST: Final = 2  # headings side by side


@dataclass(frozen=True, slots=True)
class Found:
    """Words of the document and where they stand: ``content.text[start:end]``."""

    text: str
    start: int
    end: int
    page: int | None
    section: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundArea:
    """A priority area of the tree, and where its name stands; None where that cannot be told."""

    aspect: str
    area: str
    challenges: tuple[str, ...]
    place: Found | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyReading:
    """What was read of a strategy; a part that was not found is None or empty."""

    title: str
    document: str
    purpose: Found | None = None
    main_goal: Found | None = None
    desired_effects: tuple[Found, ...] = ()
    areas: tuple[FoundArea, ...] = ()
    starts: int | None = None
    ends: int | None = None
    adopted_by: Found | None = None
    adopted_on: date | None = None
    diary_number: Found | None = None


def read_strategy(version: Version) -> StrategyReading:
    """Return what a strategy says of itself."""
    content = version.content
    years = _YEARS.search(version.title)
    adopted, day = _adopted(content)
    return StrategyReading(
        title=version.title,
        document=version.document,
        purpose=_part(content, _PURPOSE_LABEL, _PURPOSE_HEADING, _PURPOSE_WORDS),
        main_goal=_part(content, _GOAL_LABEL, _GOAL_HEADING, _GOAL_WORDS),
        desired_effects=_effects(content),
        areas=_tree(content),
        starts=version.valid_from.year if version.valid_from else int(years[1]) if years else version.year,
        ends=version.valid_to.year if version.valid_to else int(years[2]) if years else None,
        adopted_by=adopted,
        adopted_on=day,
        diary_number=_diary(content),
    )


def _part(content: CleanText, label: re.Pattern[str], heading: re.Pattern[str], words: re.Pattern[str]) -> Found | None:
    """Return what follows a label; else the sentence that says it, first under a heading for it, then anywhere."""
    prose = [block for block in content.blocks if block.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM}]
    for block in prose:
        if found := label.match(content.text, block.start, block.end):
            return _found(content, block, found.end(), block.end)
    under = [block for block in prose if block.path and heading.search(block.path[-1])]
    for block in under:
        if sentence := _sentence(content, block, words):
            return sentence
    if under and heading.fullmatch(re.sub(r"^[\d.]+\s+", "", under[0].path[-1]).strip()):
        first = _SENTENCE.split(content.text[under[0].start : under[0].end])[0]
        return _found(content, under[0], under[0].start, under[0].start + len(first))
    return next((sentence for block in prose if (sentence := _sentence(content, block, words))), None)


def _sentence(content: CleanText, block: Block, words: re.Pattern[str]) -> Found | None:
    start = block.start
    for sentence in _SENTENCE.split(content.text[block.start : block.end]):
        place = content.text.find(sentence, start, block.end)
        if words.search(sentence):
            return _found(content, block, place, place + len(sentence))
        start = place + len(sentence)
    return None


def _effects(content: CleanText) -> tuple[Found, ...]:
    """Return the list that follows a line on the effects wanted, or stands under a heading for them."""
    blocks = content.blocks
    for place, block in enumerate(blocks):
        text = content.text[block.start : block.end]
        if block.kind is BlockKind.ITEM or not _EFFECTS.search(text) or not (items := _items(blocks, place + 1)):
            continue
        if block.kind is BlockKind.HEADING or text.rstrip().endswith(":"):
            return tuple(_found(content, item, item.start, item.end) for item in items)
    return ()


def _items(blocks: Sequence[Block], start: int) -> list[Block]:
    """Return the list that begins within the next two parts, all its items in one section."""
    place = start
    while place < len(blocks) and blocks[place].kind is BlockKind.PARAGRAPH and place < start + 2:
        place += 1
    items = []
    while place < len(blocks) and blocks[place].kind is BlockKind.ITEM:
        items.append(blocks[place])
        place += 1
    return items


def _adopted(content: CleanText) -> tuple[Found | None, date | None]:
    for block in content.blocks[:_FRONT]:
        if found := _ADOPTED.search(content.text, block.start, block.end):
            day = _DAY.search(content.text, found.end(), block.end)
            return _found(content, block, found.start("who"), found.end("who")), _date(day) if day else None
    return None, None


def _date(found: re.Match[str]) -> date | None:
    try:
        if found["y1"]:
            return date(int(found["y1"]), int(found["m1"]), int(found["d1"]))
        return date(int(found["y2"]), _MONTHS[found["m2"].casefold()], int(found["d2"]))
    except ValueError:
        return None


def _diary(content: CleanText) -> Found | None:
    """Return the diary number: what follows its label, in the same part or at the beginning of the next."""
    front = content.blocks[:_FRONT]
    for place, block in enumerate(front):
        label = _DIARY_LABEL.search(content.text, block.start, block.end)
        if label is None:
            continue
        start, holder = label.end(), block
        if start >= block.end and place + 1 < len(front):
            holder = front[place + 1]
            start = holder.start
        if found := _DIARY_NUMBER.match(content.text, start, holder.end):
            return _found(content, holder, found.start(), found.end())
    return None


def _tree(content: CleanText) -> tuple[FoundArea, ...]:
    outline = areas(content) or tuple(_chapters(content))
    return tuple(FoundArea(one.aspect, one.area, one.challenges, _place(content, one)) for one in outline)


def _chapters(content: CleanText) -> Iterator[OutlineArea]:
    """Yield the headings side by side in the chapter on areas, of a strategy that writes them out in prose.

    Its challenges stand in running text and cannot be counted, so none are given.
    """
    headings = [block for block in content.blocks if block.kind is BlockKind.HEADING and block.path]
    for chapter in headings:
        below = [block for block in headings if block.path[:-1] == chapter.path]
        if _AREA_CHAPTER.search(chapter.path[-1]) and len(below) >= _FEWEST:
            yield from (OutlineArea(chapter.path[-1], block.path[-1], ()) for block in below)
            return


def _place(content: CleanText, one: OutlineArea) -> Found | None:
    """Return where an area's name stands, under its aspect."""
    for block in content.blocks:
        if one.aspect in block.path and content.text[block.start : block.end].strip() == one.area:
            return _found(content, block, block.start, block.end)
    return None


def _found(content: CleanText, block: Block, start: int, end: int) -> Found:
    text = content.text[start:end]
    cut = end - (len(text) - len(text.rstrip()))
    return Found(content.text[start:cut], start, cut, content.page_at(start), block.path)
