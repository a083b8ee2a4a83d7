"""Tag the first cell of each table row as the row's head, which typst's Python package has no word for.

typst writes the elements of the structure as plain objects, one after the other, and finds them by one table at the
end of the file (ISO 32000-1, 7.5.4). The cells' tags are rewritten there and the table anew; nothing else changes. A
head gets an id, since every cell of typst's names the heads of its column by their ids and so has to name its row's.
"""

import re
from itertools import pairwise
from typing import Final

_TAIL: Final = re.compile(
    rb"xref\n0 (\d+)\n((?:\d{10} \d{5} [nf] ?\r?\n)+)(trailer\n.*?startxref\n)\d+(\n%%EOF\s*)\Z", re.DOTALL
)
_FREE: Final = b"0000000000 65535 f \n"
_ROW: Final = re.compile(rb"<</Type/StructElem/S/TR/P (\d+) 0 R/K\[((?:\d+ 0 R ?)+)\]>>")
_IS_ROW: Final = b"/StructElem/S/TR/"
_BODY: Final = b"<</Type/StructElem/S/TBody/"
_CELL: Final = b"/StructElem/S/TD/"
_HEADS: Final = b"/O/Table/Headers["
_IDS: Final = b"/IDTree<</Names["
_TREE: Final = b"<</Type/StructTreeRoot/"


def headed(written: bytes) -> bytes:
    """Return a .pdf file of typst's with row heads; one that is laid out otherwise than typst does comes back as is."""
    start = int(written[-40:].partition(b"startxref\n")[2].split(b"\n")[0] or 0)
    tail = _TAIL.match(written, start)
    if tail is None:
        return written
    offsets = [int(entry[:10]) for entry in tail[2].splitlines()[1:]]  # the first one stands for no object
    parts = {
        number: written[begins:ends]
        for (begins, number), (ends, _) in pairwise([*sorted((at, n) for n, at in enumerate(offsets, 1)), (start, 0)])
    }
    changed = _with_heads(parts)
    return _joined(written[: min(offsets)], parts | changed, tail) if changed else written


def _with_heads(parts: dict[int, bytes]) -> dict[int, bytes]:
    """Return the objects that change, by their numbers."""
    changed: dict[int, bytes] = {}
    heads: list[int] = []
    for part in parts.values():
        row = _ROW.search(part) if _IS_ROW in part[:60] else None
        if row is None or _BODY not in parts[int(row[1])][:60]:
            continue
        head, *cells = (int(number) for number in row[2].split()[::3])
        heads.append(head)
        changed[head] = _as_head(parts[head], head)
        for cell in cells:
            changed[cell] = parts[cell].replace(_HEADS, b"%s(R%d)" % (_HEADS, head), 1)
    if heads:
        number, root = next((number, part) for number, part in parts.items() if _TREE in part[:60])
        ids = sorted((b"(R%d)" % head, b"%d 0 R" % head) for head in heads)  # before typst's own, which begin with U
        changed[number] = root.replace(_IDS, _IDS + b"".join(name + at + b" " for name, at in ids).rstrip(), 1)
    return changed


def _as_head(cell: bytes, number: int) -> bytes:
    named = cell.replace(_CELL, b"/StructElem/S/TH/ID(R%d)/" % number, 1)
    return named.replace(_HEADS, b"/O/Table/Scope/Row/Headers[", 1)


def _joined(opening: bytes, parts: dict[int, bytes], tail: re.Match[bytes]) -> bytes:
    """Return the objects one after the other as a file, with the table of where each begins."""
    at, begins = len(opening), {}
    for number, part in parts.items():
        begins[number] = at
        at += len(part)
    table = b"".join(b"%010d 00000 n \n" % begins[number] for number in sorted(begins))
    known = b"xref\n0 %s\n%s%s" % (tail[1], _FREE, table)
    return b"".join((opening, *parts.values(), known, tail[3], b"%d" % at, tail[4]))
