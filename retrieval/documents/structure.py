"""Put cleaned parts together to one text: exact spans, heading paths, and where each page begins."""

from collections.abc import Iterable, Sequence

from retrieval.model import Block, BlockKind, CleanText, RawBlock

_BETWEEN = "\n\n"
_CLOSE = frozenset([BlockKind.ITEM, BlockKind.ROW])  # a list or a table stays together, one line each


def assemble(blocks: Sequence[RawBlock]) -> CleanText:
    """Return the text of the parts; for every block ``text[block.start:block.end]`` is the part's own text.

    Bullets stand in the text, outside the spans of their items. A heading's path ends with itself and holds the
    headings above it, outermost first. The document's title (level 0) stands over nothing: it is said with every
    citation anyway.
    """
    pieces: list[str] = []
    placed: list[Block] = []
    above: list[tuple[int, str]] = []
    turns: list[tuple[int, int]] = []
    at = 0
    for earlier, block in zip([None, *blocks], blocks, strict=False):
        between = _between(earlier, block)
        start = at + len(between) + len(block.lead)
        if block.kind is BlockKind.HEADING:
            above = [*_outside(above, block.level), (block.level, _entry(block.text))]
        pieces += [between, block.lead, block.text]
        at = start + len(block.text)
        placed.append(Block(block.kind, start, at, tuple(name for _, name in above), block.level))
        turns += _turns(block, start)
    return CleanText("".join(pieces) + ("\n" if pieces else ""), tuple(placed), _page_starts(turns))


def _between(earlier: RawBlock | None, block: RawBlock) -> str:
    if earlier is None:
        return ""
    return "\n" if earlier.kind is block.kind and block.kind in _CLOSE else _BETWEEN


def _outside(above: list[tuple[int, str]], level: int) -> list[tuple[int, str]]:
    return [(outer, name) for outer, name in above if 0 < outer < level]


def _entry(heading: str) -> str:
    return heading.rstrip(" :")


def _turns(block: RawBlock, start: int) -> list[tuple[int, int]]:
    if block.page is None:
        return []
    return [(start, block.page), *((start + offset, page) for offset, page in block.breaks)]


def _page_starts(turns: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    starts: list[tuple[int, int]] = []
    for offset, page in turns:
        if not starts or starts[-1][1] != page:
            starts.append((offset, page))
    return tuple(starts)
