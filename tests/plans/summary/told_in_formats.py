"""Read back what a file of each format tells: its tables, or its figures by name. A new format adds one reader."""

import io
import json
import re
from html.parser import HTMLParser

import docx
import openpyxl
import pypdfium2
from pptx import Presentation

from plans.summary.blocks import Table


def tables_of(summary):
    """Return every table of the neutral document, its head first."""
    tables = [block for block in summary.blocks() if isinstance(block, Table)]
    return [[[column.head for column in table.columns], *map(list, table.rows)] for table in tables]


def json_tables(content):
    blocks = [block for section in json.loads(content)["sections"] for block in section["blocks"]]
    found = [block for block in blocks if block["block"] == "table"]
    return [[[column["head"] for column in table["columns"]], *table["rows"]] for table in found]


def markdown_tables(content):
    found, rows = [], []
    for line in [*content.decode().splitlines(), ""]:
        if line.startswith("| "):
            rows.append(re.split(r"(?<!\\) \| ", line.removeprefix("| ").removesuffix(" |")))
        elif rows:
            found.append(rows)
            rows = []
        elif re.fullmatch(r"\|[-: |]+\|", line):
            pass
    return [[[_unescaped(cell) for cell in row] for row in table if not _is_rule(row)] for table in found]


def word_tables(content):
    tables = docx.Document(io.BytesIO(content)).tables[1:]  # the first is the title page's
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]


def html_tables(content):
    reader = _Tables()
    reader.feed(content.decode())
    return reader.found


def slide_tables(content):
    """Return the tables on the slides by caption, those that go on over several slides as one."""
    found = {}
    for shape in (shape for page in Presentation(io.BytesIO(content)).slides for shape in page.shapes):
        if shape.has_table:
            head, *rows = [[cell.text for cell in row.cells] for row in shape.table.rows]
            found.setdefault(shape.name, [head]).extend(rows)
    return found


def slide_texts(content):
    """Return what stands on each slide outside its tables."""
    pages = Presentation(io.BytesIO(content)).slides
    return ["\n".join(shape.text_frame.text for shape in page.shapes if shape.has_text_frame) for page in pages]


def slide_figures(content):
    """Return the figures that the speaker's notes tell, as they are written there, by name."""
    notes = (page.notes_slide.notes_text_frame.text for page in Presentation(io.BytesIO(content)).slides)
    return {name: told for note in notes for told, name in re.findall(r"^.*: (.+?) \((\S+)\)$", note, re.MULTILINE)}


def letters(text):
    """Return a text without its spaces and the places where a word may be broken."""
    return "".join(re.sub("[\u00ad\u200b\ufffe]", "", text).split())


def pdf_letters(content):
    """Return all that a PDF says, in reading order: it has no cells, only what stands in them one after the other."""
    return letters("".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)))


def excel_figures(content):
    sheet = openpyxl.load_workbook(io.BytesIO(content))
    rows = next(sheet[name] for name in ("Tal", "Figures") if name in sheet.sheetnames).iter_rows(values_only=True)
    _, *found = rows
    return {name: (value, of) for _, value, of, name, *_ in found}


def json_figures(content):
    read = json.loads(content)
    return {name: len(rows) for name, rows in read["trace"].items()}


TABLES = {"json": json_tables, "md": markdown_tables, "docx": word_tables, "html": html_tables}


def _is_rule(row):
    return all(re.fullmatch(r"[-: |]+", cell) for cell in row)


def _unescaped(cell):
    return re.sub(r"\\(.)", r"\1", cell.replace("<!-- -->", "").replace("<br>", "\n"))


class _Tables(HTMLParser):
    """Reads the tables that have a caption, cell by cell."""

    def __init__(self):
        super().__init__()
        self.found, self._cell, self._hidden = [], None, 0

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.found.append([])
        elif tag == "tr":
            self.found[-1].append([])
        elif tag in {"td", "th"}:
            self._cell = ""
        elif tag == "br" and self._cell is not None:
            self._cell += "\n"

    def handle_endtag(self, tag):
        if tag in {"td", "th"}:
            self.found[-1][-1].append(self._cell)
            self._cell = None

    def handle_data(self, data):
        if self._cell is not None:
            self._cell += data
