"""Read PDF: the only file that knows pypdfium2. Gives lines in reading order with page numbers and how they are set.

Text that a reader of the page cannot see (white on white, tiny, invisible, outside the page) is left out and named in a
remark.
"""

import ctypes
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from retrieval.model import BlockKind, RawBlock
from retrieval.readers.base import MOST_PAGES, Notice, RawDocument, properties, remark
from retrieval.readers.columns import Piece
from retrieval.readers.headings import with_styled_headings
from retrieval.readers.lines import Style, chunks
from retrieval.readers.pages import page_lines, without_furniture
from retrieval.readers.tables import Rule, grids, laid_out
from retrieval.refusals import DocumentRefusal

_LINE_SHIFT = 0.5  # of the size: more is another line; raised footnote numbers stay under
_WIDE = 1.6  # of the size: a gap that separates columns and cells
_SPACE = 32
_TINY = 2.0  # points: nobody can read it
_WHITE = 250  # of 255 in each colour
_SIGN = {0x2: "-", 0xFFFE: "-"}  # the library's own signs for a hyphen at the end of a line


def read(path: Path) -> RawDocument:
    """Return the parts of a PDF.

    Raises:
        DocumentRefusal: the file is locked by a password, broken, or has more pages than any document.
    """
    document = _open(path)
    try:
        if len(document) > MOST_PAGES:
            raise DocumentRefusal("documents.too_many_pages", name=path.name, pages=len(document), limit=MOST_PAGES)
        hidden: list[str] = []
        pages = [_pieces(document[number], hidden) for number in range(len(document))]
        pictures = [number + 1 for number, page in enumerate(pages) if not page and _is_picture(document[number])]
        title = str(document.get_metadata_value("Title") or "").strip()
        about = [str(document.get_metadata_value(key) or "") for key in ("Title", "Subject", "Keywords")]
        comments = [said for number in range(len(document)) for said in _comments(document[number])]
    except pdfium.PdfiumError:
        raise DocumentRefusal("documents.broken", name=path.name, format="PDF") from None
    finally:
        document.close()
    text, heads = without_furniture(pages)
    blocks = with_styled_headings(chunks(page_lines(text)))
    found = next((block.text for block in blocks if block.kind is BlockKind.HEADING and block.level == 0), None)
    beside = (*remark("comments", comments), *properties(about))
    notices = (*remark("hidden_text", hidden), *beside, *_unread(pictures))
    return RawDocument(found or _named(title, blocks), tuple(blocks), notices, heads)


def _unread(pictures: Sequence[int]) -> tuple[Notice, ...]:
    return (Notice("pages_without_text", {"pages": ", ".join(map(str, pictures))}),) if pictures else ()


def _comments(page: Any) -> list[str]:  # noqa: ANN401 - pypdfium2 has no types
    """Return what notes that are pinned to a page say; they are no part of its text."""
    try:
        count = raw.FPDFPage_GetAnnotCount(page.raw)
        return [said for at in range(min(count, _MOST_COMMENTS)) if (said := _comment(page, at))]
    finally:
        page.close()


_MOST_COMMENTS = 500  # on a page


def _comment(page: Any, at: int) -> str:  # noqa: ANN401 - pypdfium2 has no types
    note = raw.FPDFPage_GetAnnot(page.raw, at)
    if not note:
        return ""
    try:
        if raw.FPDFAnnot_GetSubtype(note) == raw.FPDF_ANNOT_LINK:  # what it says is for screen readers
            return ""
        size = raw.FPDFAnnot_GetStringValue(note, b"Contents", None, 0)
        letters = ctypes.create_string_buffer(size)
        raw.FPDFAnnot_GetStringValue(note, b"Contents", ctypes.cast(letters, ctypes.POINTER(raw.FPDF_WCHAR)), size)
        return letters.raw.decode("utf-16-le", "replace").rstrip("\0").strip()
    finally:
        raw.FPDFPage_CloseAnnot(note)


def _is_picture(page: Any) -> bool:  # noqa: ANN401 - pypdfium2 has no types
    """Tell whether a page without text is a picture, as scanned pages are; an empty page is not."""
    try:
        return any(thing.type == raw.FPDF_PAGEOBJ_IMAGE for thing in page.get_objects(max_depth=3))
    finally:
        page.close()


def _open(path: Path) -> Any:  # noqa: ANN401 - pypdfium2 has no types
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}
        code = "encrypted" if locked else "broken"
        values = {} if locked else {"format": "PDF"}
        raise DocumentRefusal(f"documents.{code}", name=path.name, **values) from None


def _named(title: str, blocks: Sequence[RawBlock]) -> str | None:
    """Return the title in the file's properties when the text says it too: many files carry another's."""
    start = " ".join(block.text for block in blocks[:20]).casefold()
    return title if title and title.casefold() in start else None


def _pieces(page: Any, hidden: list[str]) -> list[Piece]:  # noqa: ANN401 - pypdfium2 has no types
    text = page.get_textpage()
    try:
        grounds, box = None, tuple(page.get_cropbox())
        found = grids(list(_rules(page)))
        cuts = [rule for grid in found for rule in grid.rules if rule.upright]
        seen: list[Piece] = []
        for start, signs in _runs(text, cuts):
            piece = _piece(text, start, signs)
            if piece is None:
                continue
            white = signs[0][5]
            if white and grounds is None:
                grounds = _grounds(page)
            outside = _is_outside(piece, box)
            if outside or piece.style.size < _TINY or (white and not _on_ground(piece, grounds or ())):
                hidden.append(piece.text)
            else:
                seen.append(piece)
        return laid_out(seen, found)
    finally:
        text.close()
        page.close()


_Sign = tuple[str, float, float, float, float, bool]  # letter, left, right, baseline, size, white


def _runs(text: Any, cuts: Sequence[Rule]) -> Iterator[tuple[int, list[_Sign]]]:  # noqa: ANN401 - pypdfium2 has no types
    """Return runs of signs that stand close together on one baseline, with the index of the first."""
    run: list[_Sign] = []
    start = 0
    for at, sign in _signs(text):
        if run and (_breaks(run[-1], sign) or _is_cut(run, sign, cuts)):
            yield start, run
            run = []
        if not run:
            if sign[0].isspace():
                continue
            start = at
        run.append(sign)
    if run:
        yield start, run


def _breaks(last: _Sign, sign: _Sign) -> bool:
    size = max(last[4], sign[4])
    if last[5] != sign[5]:
        return True
    return abs(last[3] - sign[3]) > _LINE_SHIFT * size or sign[1] - last[2] > _WIDE * size or sign[1] < last[1] - size


def _is_cut(run: Sequence[_Sign], sign: _Sign, cuts: Sequence[Rule]) -> bool:
    """Tell whether a table's rule stands between a run and the sign after it."""
    if not cuts or sign[0].isspace():
        return False
    last = next((one for one in reversed(run) if not one[0].isspace()), run[-1])
    low, high = last[2] - 1.0, sign[1] + 1.0
    inside = run[-1] is last and sign[1] - last[2] < _LETTERS * sign[4]  # a word that is wider than its column
    return not inside and any(low <= cut.at <= high and cut.start <= sign[3] <= cut.end for cut in cuts)


def _rules(page: Any) -> Iterator[Rule]:  # noqa: ANN401 - pypdfium2 has no types
    """Return the straight lines that are drawn on a page, as lines, thin boxes, or the edges of boxes."""
    for thing in page.get_objects(max_depth=3):
        if thing.type != raw.FPDF_PAGEOBJ_PATH:
            continue
        left, low, right, high = thing.get_bounds()
        if high - low <= _THIN or right - left <= _THIN:
            yield _rule(left, low, right, high)
        elif _is_stroked(thing) and raw.FPDFPath_CountSegments(thing.raw) <= _BOX:
            yield from (_rule(left, y, right, y) for y in (low, high))
            yield from (_rule(x, low, x, high) for x in (left, right))


def _rule(left: float, low: float, right: float, high: float) -> Rule:
    if right - left < high - low:
        return Rule(upright=True, at=(left + right) / 2, start=low, end=high)
    return Rule(upright=False, at=(low + high) / 2, start=left, end=right)


def _is_stroked(path: Any) -> bool:  # noqa: ANN401 - pypdfium2 has no types
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(raw.FPDFPath_GetDrawMode(path.raw, fill, stroke)) and bool(stroke.value)


_LETTERS = 0.1  # of the size: letters of one word stand closer
_THIN = 3.5  # points: the library counts some room around a line
_BOX = 6  # segments: a box has four or five


def _signs(text: Any) -> Iterator[tuple[int, _Sign]]:  # noqa: ANN401 - pypdfium2 has no types
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    size, white = 1.0, False
    for at in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, at)
        if code in {0, 10, 13}:
            continue
        made = raw.FPDFText_IsGenerated(text, at) == 1
        if made and code != _SPACE:
            continue
        raw.FPDFText_GetLooseCharBox(text, at, box)
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        size = size if made else raw.FPDFText_GetFontSize(text, at)
        height = abs(box.top - box.bottom)
        white = _is_white(text, at) if not made and code != _SPACE else white
        yield (
            at,
            (
                _SIGN.get(code, chr(code)),
                box.left,
                box.right,
                y.value,
                size if size > 1 or not height else height,
                white,
            ),
        )


def _piece(text: Any, start: int, signs: Sequence[_Sign]) -> Piece | None:  # noqa: ANN401 - pypdfium2 has no types
    words = "".join(sign[0] for sign in signs).strip()
    if not words:
        return None
    kept = [sign for sign in signs if not sign[0].isspace()]
    size = Counter(round(sign[4] * 2) / 2 for sign in kept).most_common(1)[0][0]
    bold, italic = _weight(text, start + len(signs) // 2 if len(signs) > 3 else start)  # noqa: PLR2004 - past a bullet
    base = median(sign[3] for sign in kept)
    return Piece(words, kept[0][1], max(sign[2] for sign in kept), base, Style(size, bold, italic))


def _weight(text: Any, at: int) -> tuple[bool, bool]:  # noqa: ANN401 - pypdfium2 has no types
    name = ctypes.create_string_buffer(256)
    raw.FPDFText_GetFontInfo(text, at, name, 256, ctypes.c_int())
    font = name.value.decode("utf-8", "replace").casefold()
    bold = raw.FPDFText_GetFontWeight(text, at) >= 600 or any(mark in font for mark in _BOLD)  # noqa: PLR2004 - CSS's semibold
    return bold, any(mark in font for mark in ("italic", "oblique"))


_BOLD = ("bold", "black", "heavy", "semibold", "demi")


_Box = tuple[float, float, float, float]


def _is_white(text: Any, at: int) -> bool:  # noqa: ANN401 - pypdfium2 has no types
    if _is_invisible(text, at):
        return True
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFText_GetFillColor(text, at, red, green, blue, alpha):
        return False
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= _WHITE


def _is_invisible(text: Any, at: int) -> bool:  # noqa: ANN401 - pypdfium2 has no types
    """Tell whether a sign is neither filled nor outlined; over a picture of the page that is what OCR leaves."""
    thing = raw.FPDFText_GetTextObject(text, at)
    return bool(thing) and raw.FPDFTextObj_GetTextRenderMode(thing) == raw.FPDF_TEXTRENDERMODE_INVISIBLE


def _is_outside(piece: Piece, box: _Box) -> bool:
    left, low, right, high = box
    return piece.right < left or piece.left > right or piece.base < low - piece.style.size or piece.base > high


def _grounds(page: Any) -> list[_Box]:  # noqa: ANN401 - pypdfium2 has no types
    """Return the boxes of pictures and coloured surfaces: white text on them is meant to be read."""
    return [
        tuple(thing.get_bounds())
        for thing in page.get_objects(max_depth=3)
        if thing.type == raw.FPDF_PAGEOBJ_IMAGE or (thing.type == raw.FPDF_PAGEOBJ_PATH and _is_coloured(thing))
    ]


def _is_coloured(path: Any) -> bool:  # noqa: ANN401 - pypdfium2 has no types
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    known = raw.FPDFPageObj_GetFillColor(path.raw, red, green, blue, alpha)
    return bool(known) and alpha.value > 0 and min(red.value, green.value, blue.value) < _WHITE


def _on_ground(piece: Piece, grounds: Sequence[_Box]) -> bool:
    middle = (piece.left + piece.right) / 2
    return any(left <= middle <= right and low <= piece.base <= high for left, low, right, high in grounds)
