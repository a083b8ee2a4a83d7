"""Read a CSV file into a grid: UTF-8 with or without a byte order mark, UTF-16 with one, else cp1252.

The delimiter is the one of ``;``, ``,`` and tab that splits most rows into the same number of cells. A leading
apostrophe before ``= + - @`` is the mark that keeps a spreadsheet from taking a text for a formula; it is taken off.
"""

import csv
import io
import re
from collections import Counter
from pathlib import Path

from plans.importing.grid import Cell, Grid, plain_rows, text_cell
from plans.importing.refusals import PlanImportRefusal

MAX_BYTES = 50 * 1024 * 1024
MAX_LINES = 100_000  # a cell may hold several
MAX_CELL = 1_000_000  # characters; csv's own limit is lower than what a comment may hold
_DELIMITERS = (";", "\t", ",")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")


def read_delimited(path: Path) -> tuple[Grid, ...]:
    """Return the file's one table.

    Raises:
        PlanImportRefusal: `wrong_suffix` when it is no text, `too_large`, `broken`.
    """
    content = path.read_bytes()
    if len(content) > MAX_BYTES:
        raise PlanImportRefusal("too_large", file=path.name)
    if content.startswith(_BINARY):
        raise PlanImportRefusal("wrong_suffix", file=path.name, suffix=path.suffix)
    text = _decoded(content)
    if "\0" in text:
        raise PlanImportRefusal("wrong_suffix", file=path.name, suffix=path.suffix)
    if text.count("\n") > MAX_LINES:
        raise PlanImportRefusal("too_large", file=path.name)
    try:
        rows = [[_cell(value) for value in row] for row in _parsed(text, _delimiter(text))]
    except csv.Error as error:
        raise PlanImportRefusal("broken", file=path.name) from error
    return (Grid(None, plain_rows(rows)),)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    first = text.lstrip().splitlines()[0] if text.strip() else ""
    if named := re.match(r"sep=(.)$", first):  # Excel's own way of saying it
        return named.group(1)
    return max(_DELIMITERS, key=lambda delimiter: _fit(text, delimiter))


def _fit(text: str, delimiter: str) -> tuple[int, int]:
    try:
        widths = Counter(len(row) for row in _parsed(text, delimiter) if len(row) > 1)
    except csv.Error:
        return (0, 0)
    width, rows = widths.most_common(1)[0] if widths else (0, 0)
    return (rows * (width > 2), width)  # noqa: PLR2004 - two cells is what a stray comma makes of a sentence


def _parsed(text: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(MAX_CELL)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _cell(value: str) -> Cell:
    return text_cell(value[1:] if _GUARDED.match(value) else value)
