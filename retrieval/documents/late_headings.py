"""Put headings back that come after their own section.

Layout programs often keep the head of a page in a box of its own, and whoever takes the text out gets it last: the
section, then its heading, then the next section. It shows when the last numbered heading of a chapter has nothing under
it while its siblings each follow a section that begins with the same sub-heading ("Nuläge").
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from retrieval.model import BlockKind, RawBlock

_NUMBER = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)\.?\s")
_FEWEST = 3  # sections built alike; fewer may be chance
_ASIDE = frozenset([BlockKind.NOTE, BlockKind.PULL_QUOTE])


def settle(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Return the parts with late headings moved before the sections that they head; otherwise as they were."""
    late = _late_siblings(blocks)
    starts = _starts(blocks, late)
    if not starts:
        return list(blocks)
    before = dict(zip(starts, late, strict=True))
    parent = _parent(blocks, late)
    moved = {*late, *([parent] if parent is not None else [])}
    settled: list[RawBlock] = []
    over = 0
    for at, block in enumerate(blocks):
        if at == starts[0] and parent is not None:
            settled.append(blocks[parent])
        if at in before:
            settled.append(blocks[before[at]])
            over = blocks[before[at]].level
        if at not in moved:
            settled.append(_under(over, block))
    return settled


def _under(level: int, block: RawBlock) -> RawBlock:
    """Return a sub-heading so deep that it stands under the heading that has come before it."""
    if block.kind is not BlockKind.HEADING or _number(block) or block.level > level:
        return block
    return replace(block, level=level + 1)


def _number(block: RawBlock) -> str | None:
    found = _NUMBER.match(block.text) if block.kind is BlockKind.HEADING else None
    return found[1] if found else None


def _late_siblings(blocks: Sequence[RawBlock]) -> list[int]:
    """Return the numbered headings beside the last one, when the last one heads nothing; else none."""
    last = next((at for at in range(len(blocks) - 1, -1, -1) if blocks[at].kind not in _ASIDE), None)
    number = _number(blocks[last]) if last is not None else None
    if number is None or "." not in number:
        return []
    chapter = number.rpartition(".")[0]
    siblings = [at for at, block in enumerate(blocks) if (own := _number(block)) and own.rpartition(".")[0] == chapter]
    return siblings if len(siblings) >= _FEWEST else []


def _starts(blocks: Sequence[RawBlock], late: Sequence[int]) -> list[int]:
    """Return where each section begins: the same sub-heading once before every late heading, in turn."""
    if not late:
        return []
    names = dict.fromkeys(
        block.text for block in blocks[: late[0]] if block.kind is BlockKind.HEADING and not _number(block)
    )
    for name in names:
        places = [at for at, block in enumerate(blocks) if block.kind is BlockKind.HEADING and block.text == name]
        in_turn = len(places) == len(late) and all(start < head for start, head in zip(places, late, strict=True))
        if in_turn and all(head < start for head, (_, start) in zip(late, pairwise(places), strict=False)):
            return places
    return []


def _parent(blocks: Sequence[RawBlock], late: Sequence[int]) -> int | None:
    """Return the chapter's own heading when it came late too, among its sections."""
    chapter = (_number(blocks[late[0]]) or "").rpartition(".")[0]
    found = next((at for at, block in enumerate(blocks) if _number(block) == chapter), None)
    return found if found is not None and found > late[0] else None
