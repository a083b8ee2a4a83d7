"""Walk Word's XML: the paragraphs and tables of a body or a cell, also inside content controls, and a table's cells."""

from collections.abc import Iterator
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HOLDING = {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
_DEEPEST = 40  # of content controls in each other: no document has so many


def held(above: Any) -> Iterator[Any]:  # noqa: ANN401 - an lxml element
    """Return the paragraphs and tables under an element, in order; a table of contents is not among them."""
    return _under(above, (f"{W}p", f"{W}tbl"))


def _under(above: Any, tags: tuple[str, ...], depth: int = 0) -> Iterator[Any]:  # noqa: ANN401 - an lxml element
    for element in above:
        if element.tag in tags:
            yield element
        elif element.tag in _HOLDING and depth < _DEEPEST and not _is_contents(element):
            yield from _under(element, tags, depth + 1)


def _is_contents(element: Any) -> bool:  # noqa: ANN401 - an lxml element
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and "contents" in str(gallery.get(f"{W}val", "")).casefold()


def table_cells(table: Any) -> list[list[Any]]:  # noqa: ANN401 - an lxml element
    """Return the cells of each row. One over several columns comes once, one over several rows in each of them."""
    rows: list[list[Any]] = []
    above: dict[int, Any] = {}  # the cell that began in each column
    for row in _under(table, (f"{W}tr",)):
        if row.find(f"{W}trPr/{W}del") is not None:
            continue
        column = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
        cells: list[Any] = []
        for cell in _under(row, (f"{W}tc",)):
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            if merged is None or merged.get(f"{W}val", "continue") != "continue":
                above[column] = cell
            cells.append(above.get(column, cell))
            column += _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
        rows.append(cells)
    return rows


def _number(element: Any, otherwise: int) -> int:  # noqa: ANN401 - an lxml element
    value = "" if element is None else str(element.get(f"{W}val", ""))
    return int(value) if value.isdigit() else otherwise
