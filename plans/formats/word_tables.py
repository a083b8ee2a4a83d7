"""Write a table of the Word summary: thin lines, a shaded head that every page repeats, rows that stay whole.

A table is written as one piece of escaped XML: python-docx looks at every cell for each new row, which takes minutes on
a plan of a thousand actions.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from plans.formats.packing import plain

_PADDING = 80  # twips beside a cell's text; the table is moved in as much, so that its edge is the text's
_TWIP = 635  # English metric units, which python-docx counts in
_LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="C3CCD5"/>' for side in ("top", "bottom", "insideH")
)
_SHORT = 7  # rows of a table that is kept on one page
_HEAD, _TOTAL = "E4ECF3", "F3F6F9"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """How a table is laid out: its width in EMU, its columns' weights, which of them hold numbers, its text's style."""

    width: int
    weights: tuple[float, ...]
    numbers: tuple[bool, ...]
    style: str  # a style id
    caption: str
    headed: bool = True
    total: bool = False
    labelled: bool = False  # the first column names the rows


def table(grid: Grid, rows: Sequence[Sequence[str]]) -> str:
    """Return the table as XML; with a head, the first row is it."""
    widths = [round(grid.width / _TWIP * weight / sum(grid.weights)) for weight in grid.weights]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    end, short = len(rows) - 1, len(rows) <= _SHORT
    body = "".join(
        _row(grid, widths, number, row, last=number == end, keep=number < (end if short else 1))
        for number, row in enumerate(rows)
    )
    first = "1" if grid.headed else "0"
    return (
        "<w:tbl><w:tblPr>"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="{_PADDING}" w:type="dxa"/>'
        f'<w:tblBorders>{_LINES}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="{_PADDING}" w:type="dxa"/><w:right w:w="{_PADDING}" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblLook w:val="0020" w:firstRow="{first}" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1"'
        f' w:noVBand="1"/><w:tblCaption w:val={quoteattr(plain(grid.caption))}/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>"
    )


def _row(grid: Grid, widths: Iterable[int], number: int, texts: Sequence[str], *, last: bool, keep: bool) -> str:
    head, total = grid.headed and number == 0, grid.total and last
    fill = _HEAD if head else _TOTAL if total else None
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    properties = f'<w:pStyle w:val="{grid.style}"/>{"<w:keepNext/>" if keep else ""}'
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
        f"{_paragraph(properties, text, right=right, bold=head or total or (grid.labelled and place == 0))}</w:tc>"
        for place, (width, text, right) in enumerate(zip(widths, texts, grid.numbers, strict=True))
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{cells}</w:tr>"


def _paragraph(properties: str, text: str, *, right: bool, bold: bool) -> str:
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in plain(text).split("\n"))
    side = '<w:jc w:val="right"/>' if right else ""
    return f"<w:p><w:pPr>{properties}{side}</w:pPr><w:r>{weight}{lines}</w:r></w:p>"
