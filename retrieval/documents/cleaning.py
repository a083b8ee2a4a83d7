"""Mend what typesetting, page breaks and converters do to running text, without changing a word of it.

Everything here works on parts (`RawBlock`) as any reader gives them. What belongs to pages (marks, running heads,
contents) is in `retrieval.readers.furniture`, what belongs to lines in `retrieval.readers.lines`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from retrieval.documents.hyphens import Hyphens, between
from retrieval.documents.late_headings import settle
from retrieval.model import BlockKind, RawBlock
from retrieval.words.phrases import is_finished, is_open, starts_low

_Mend = Callable[[Sequence[RawBlock], Hyphens], list[RawBlock]]
_HEADING = 100  # characters: the rest of a heading is shorter
_LINE = 40  # characters: more than the short lines of a title page
_QUOTES = ("”", "“", '"', "»", "„")
_FEWEST = 2  # runs of three words: a shorter quote may repeat by chance
_SHARE = 0.6  # of a quote's runs of three words
_ASIDE = frozenset([BlockKind.NOTE, BlockKind.PULL_QUOTE])
_INNER_BULLET = re.compile(r"\s[•]\s+")
_STRAY = re.compile(r"^[.•·]\s+")


def joined(left: RawBlock, right: RawBlock, hyphens: Hyphens) -> RawBlock:
    """Return two parts as one of the left one's kind, remembering where the page turns."""
    text = (
        hyphens.join(left.text, right.text)
        if left.text.endswith("-")
        else left.text + between(left.text, right.text) + right.text
    )
    start = len(text) - len(right.text)
    last = left.breaks[-1][1] if left.breaks else left.page
    turn = ((start, right.page),) if right.page is not None and right.page != last else ()
    moved = tuple((start + offset, page) for offset, page in right.breaks)
    return replace(left, text=text, breaks=(*left.breaks, *turn, *moved))


def mend_characters(blocks: Sequence[RawBlock], hyphens: Hyphens) -> list[RawBlock]:
    """Return the parts with hyphens mended inside lines, stray bullets gone, and no empty ones."""
    mended = []
    for block in blocks:
        text = block.text
        if block.kind is BlockKind.ITEM:
            text = _STRAY.sub("", text)
        if not block.breaks:
            text = hyphens.mend(text)
        if any(sign.isalnum() for sign in text):
            mended.append(replace(block, text=text) if text != block.text else block)
    return mended


def split_headings(blocks: Sequence[RawBlock], _: Hyphens) -> list[RawBlock]:
    """Return the parts with list items that were glued to a heading as items of their own."""
    parts: list[RawBlock] = []
    for block in blocks:
        if block.kind is BlockKind.HEADING and _INNER_BULLET.search(block.text):
            head, *items = _INNER_BULLET.split(block.text)
            parts.append(replace(block, text=head.strip()))
            parts.extend(replace(block, kind=BlockKind.ITEM, text=item.strip(), level=0) for item in items)
        else:
            parts.append(block)
    return parts


def join_broken(blocks: Sequence[RawBlock], hyphens: Hyphens) -> list[RawBlock]:
    """Return the parts with those joined that a page, a column or a converter broke apart.

    Notes and pull quotes that stood between the two halves come after the whole.
    """
    parts: list[RawBlock] = []
    for block in blocks:
        earlier = next((at for at in range(len(parts) - 1, -1, -1) if parts[at].kind not in _ASIDE), None)
        if earlier is not None and _goes_on(parts[earlier], block, direct=earlier == len(parts) - 1):
            parts[earlier] = joined(parts[earlier], block, hyphens)
        else:
            parts.append(block)
    return parts


def _goes_on(left: RawBlock, right: RawBlock, *, direct: bool) -> bool:
    """Tell whether `right` is the rest of `left`; only a running paragraph can be a rest."""
    if right.kind is not BlockKind.PARAGRAPH or is_finished(left.text):
        return False
    if left.kind is BlockKind.PARAGRAPH:
        return starts_low(right.text) or (is_open(left.text) and len(left.text) > _LINE and len(right.text) > _LINE)
    if left.kind is BlockKind.ITEM:
        return starts_low(right.text) or (is_open(left.text) and not is_finished(right.text))
    if left.kind is BlockKind.HEADING and direct and left.level > 0:
        rest = starts_low(right.text) or is_open(left.text)
        return rest and len(right.text) < _HEADING and not is_finished(right.text)
    return False


def mark_pull_quotes(blocks: Sequence[RawBlock], _: Hyphens) -> list[RawBlock]:
    """Return the parts with those marked that only repeat, for show, what the text says in another place."""
    quoted = [_may_be_for_show(block) for block in blocks]
    if not any(quoted):
        return list(blocks)
    said: set[tuple[str, ...]] = set()
    for block, is_quoted in zip(blocks, quoted, strict=True):
        if not is_quoted and block.kind is not BlockKind.PULL_QUOTE:
            said |= _threes(block.text)
    return [
        replace(block, kind=BlockKind.PULL_QUOTE) if is_quoted and _repeats(block.text, said) else block
        for block, is_quoted in zip(blocks, quoted, strict=True)
    ]


def _may_be_for_show(block: RawBlock) -> bool:
    """Tell whether a part stands between quotation marks of its own."""
    return block.kind is BlockKind.PARAGRAPH and block.text.startswith(_QUOTES)


def _repeats(text: str, said: set[tuple[str, ...]]) -> bool:
    """Tell whether most of a quote's runs of three words stand in the text: quotes get shortened and mended."""
    own = _threes(text)
    return len(own) >= _FEWEST and len(own & said) >= len(own) * _SHARE


def _threes(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return set(zip(words, words[1:], words[2:], strict=False))


def drop_note_marks(blocks: Sequence[RawBlock], _: Hyphens) -> list[RawBlock]:
    """Return the parts without the footnotes' figures that stick to a word: "i regionen3" or "sedan 2024.12".

    Only figures that a footnote has, in their order: every other figure is the author's.
    """
    parts = list(blocks)
    at, offset = 0, 0
    for number in (block.lead.strip() for block in blocks if block.kind is BlockKind.NOTE and block.lead.strip()):
        mark = re.compile(_MARK.format(re.escape(number)))
        places = (
            (place, mark.search(parts[place].text, offset if place == at else 0)) for place in range(at, len(parts))
        )
        hit = next(((place, found) for place, found in places if found and parts[place].kind not in _ASIDE), None)
        if hit is not None:
            at, offset = hit[0], hit[1].start()
            parts[at] = _without(parts[at], hit[1])
    return parts


_MARK = (
    r"(?:(?<=[^\W\d_][^\W\d_][^\W\d_])|(?<=[^\W\d_][^\W\d_][.,;:!?”\")])|(?<=(?:19|20)\d\d[.,]))\s?{}(?=[\s.,;:!?)]|$)"
)


def _without(block: RawBlock, mark: re.Match[str]) -> RawBlock:
    text = block.text[: mark.start()] + block.text[mark.end() :]
    size = mark.end() - mark.start()
    breaks = tuple((place - size if place >= mark.end() else place, page) for place, page in block.breaks)
    return replace(block, text=text, breaks=breaks)


def gather_notes(blocks: Sequence[RawBlock], _: Hyphens) -> list[RawBlock]:
    """Return the parts with footnotes that stand inside a list or a table after it: a list is read as a whole."""
    parts: list[RawBlock] = []
    waiting: list[RawBlock] = []
    for at, block in enumerate(blocks):
        before = parts[-1].kind if parts else None
        if block.kind is BlockKind.NOTE and before in _LISTED and before is _next_kind(blocks, at):
            waiting.append(block)
            continue
        if waiting and block.kind is not before:
            parts += waiting
            waiting = []
        parts.append(block)
    return [*parts, *waiting]


_LISTED = frozenset([BlockKind.ITEM, BlockKind.ROW])


def _next_kind(blocks: Sequence[RawBlock], at: int) -> BlockKind | None:
    kinds = (blocks[place].kind for place in range(at + 1, len(blocks)))
    return next((kind for kind in kinds if kind is not BlockKind.NOTE), None)


MENDS: tuple[_Mend, ...] = (
    *(split_headings, mend_characters, mark_pull_quotes, join_broken, mark_pull_quotes),
    *(drop_note_marks, gather_notes),
)


def clean(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Return the parts of a document mended by every rule of `MENDS`, in that order."""
    hyphens = Hyphens(block.text for block in blocks)
    parts = list(blocks)
    for mend in MENDS:
        parts = mend(parts, hyphens)
    return settle(parts)
