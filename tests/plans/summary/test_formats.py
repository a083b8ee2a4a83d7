import hashlib
import io
import json
import re
import zipfile
from datetime import UTC, datetime
from itertools import pairwise
from xml.etree import ElementTree as ET

import docx
import pytest

from plans.formats import FORMATS, write
from plans.formats.markdown import escaped
from plans.refusals import PlanRefusal
from plans.summary.blocks import Quote, Table
from plans.summary.composing import compose

MADE = datetime(2027, 12, 15, 6, 0, 12, 345678, tzinfo=UTC)  # at any instant, as in production
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


@pytest.fixture(scope="module")
def summary(snapshot, previous, gaps):
    return compose(snapshot, language="sv", gaps=gaps, previous=previous, generated_at=MADE)


@pytest.fixture(scope="module")
def word(summary):
    return FORMATS["docx"](summary)


@pytest.fixture(scope="module")
def document(word):
    return docx.Document(io.BytesIO(word))


@pytest.fixture(scope="module")
def markdown(summary):
    return FORMATS["md"](summary).decode()


@pytest.fixture(scope="module")
def machine(summary):
    return json.loads(FORMATS["json"](summary))


def part(word, name):
    with zipfile.ZipFile(io.BytesIO(word)) as opened:
        return ET.fromstring(opened.read(name))


def test_files_and_a_manifest_with_their_hashes_are_written(summary, tmp_path):
    paths = write(summary, ["json", "md", "json"], tmp_path / "ut")

    assert [path.name for path in paths] == [
        "uppfoljning-2027.json",
        "uppfoljning-2027.md",
        "uppfoljning-2027.manifest.json",
    ]
    manifest = json.loads(paths[-1].read_text("utf-8"))
    assert manifest["snapshot"] == summary.snapshot.id
    assert manifest["files"] == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths[:-1]}


def test_an_unknown_format_is_refused_and_nothing_is_written(summary, tmp_path):
    with pytest.raises(PlanRefusal) as refused:
        write(summary, ["md", "odt"], tmp_path / "ut")

    assert refused.value.text("sv").startswith("Formatet odt finns inte, så ingen uppföljning skrevs.")
    assert not (tmp_path / "ut").exists()


def test_the_same_summary_gives_the_same_bytes(summary, word, markdown, machine):
    assert FORMATS["docx"](summary) == word
    assert FORMATS["md"](summary).decode() == markdown
    assert json.loads(FORMATS["json"](summary)) == machine


def test_the_json_has_the_shape_that_others_rely_on(machine):
    assert list(machine)[:3] == ["year", "snapshot", "generated_at"]
    assert {"areas", "actions", "gaps", "sources", "trace"} <= machine.keys()
    assert set(machine["figures"]["by_implementation"]) == {
        "not_started", "in_progress", "continuous", "completed", "on_hold", "discontinued", "merged", "superseded",
        "unknown",
    }  # fmt: skip
    assert set(machine["figures"]["by_forecast"]) == {"on_track", "at_risk", "off_track", "not_assessed", "unknown"}
    for name in ("actions", "late", "requests", "answered_on_time", "answered_late", "no_response"):
        assert machine["figures"][name] == len(machine["trace"][name])
    assert machine["figures"]["response_rate"] == 0.8182
    assert machine["gaps"][0]["kind"] == "area_without_action"


def test_no_text_in_the_json_is_empty(machine):
    def texts(value):
        if isinstance(value, dict):
            for inner in value.values():
                yield from texts(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from texts(inner)
        elif isinstance(value, str):
            yield value

    assert "" not in list(texts([machine["actions"], machine["areas"], machine["gaps"], machine["sources"]]))


def test_figures_are_the_same_in_json_markdown_and_word(summary, machine, markdown, document):
    tables = [block for block in summary.blocks() if isinstance(block, Table)]
    word_tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables[1:]]
    found = re.findall(r"^\| (.+) \|$", markdown, re.MULTILINE)
    rows = [row for row in found if not re.fullmatch(r"[-: |]+", row)]

    assert len(tables) == len(word_tables)
    for table, in_word in zip(tables, word_tables, strict=True):
        assert [list(row) for row in table.rows] == in_word[1:]
    assert rows == [
        " | ".join("<br>".join(escaped(line) for line in cell.split("\n")) for cell in row)
        for table in tables
        for row in (tuple(column.head for column in table.columns), *table.rows)
    ]
    by_status = next(table for table in tables if table.caption == "Åtgärder efter genomförandestatus")
    assert sorted(int(row[1]) for row in by_status.rows[:-1]) == sorted(
        n for n in machine["figures"]["by_implementation"].values() if n
    )


def test_a_reply_stays_inside_its_quotation_in_markdown(markdown):
    hostile = [row for row in markdown.splitlines() if "Rubrik" in row or "script" in row or "ignore previous" in row]

    assert hostile
    assert all(row.startswith("> ") for row in hostile)
    assert "<script" not in markdown.replace("\\<script", "")
    assert "](" not in markdown.replace("\\](", "")
    assert "http://" not in markdown
    assert "\n# Rubrik" not in markdown
    assert "> # Rubrik" not in markdown


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# Rubrik", "\\# Rubrik"),
        ("- punkt", "\\- punkt"),
        ("1. punkt", "1\\. punkt"),
        ("=== ", "\\==="),
        ("    kod", "kod"),
        ("[länk](http://ond.example)", "\\[länk\\](http:<!-- -->//ond\\.example)"),
        ("www.ond.example", "www<!-- -->\\.ond\\.example"),
        ("a@b.example", "a@<!-- -->b\\.example"),
        ("| a | b |", "\\| a \\| b \\|"),
        ("<script>", "\\<script\\>"),
        ("&lt;", "\\&lt;"),
        ("**fet** `kod`", "\\*\\*fet\\*\\* \\`kod\\`"),
        ("2027-10-14, 18 % (12,5)", "2027-10-14, 18 % (12,5)"),
        ("två\nrader", "två rader"),
    ],
)
def test_nothing_in_a_text_is_markup(text, written):
    assert escaped(text) == written


def test_a_reply_stays_text_in_word(word, document):
    body = part(word, "word/document.xml")
    quoted = [found.text for found in document.paragraphs if found.style.name == "Quote" and "Rubrik" in found.text]

    assert "# Rubrik\n[länk](http://ond.example)" in quoted[0]
    assert all(found.get(f"{W}anchor", "").startswith("_Toc_") for found in body.iter(f"{W}hyperlink"))
    with zipfile.ZipFile(io.BytesIO(word)) as opened:
        relations = opened.read("word/_rels/document.xml.rels").decode()
    assert "External" not in relations
    assert not [p for p in document.paragraphs if p.style.name.startswith("Heading") and "Rubrik" in p.text]


def test_word_has_real_headings_in_order(document):
    levels = [int(found.style.name[-1]) for found in document.paragraphs if found.style.name.startswith("Heading")]

    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_word_table_but_the_title_pages_repeats_its_head(word):
    tables = list(part(word, "word/document.xml").iter(f"{W}tbl"))

    assert len(tables) > 10
    for table in tables[1:]:
        assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")


def test_every_picture_in_word_has_an_alt_text(word):
    described = [found.get("descr") for found in part(word, "word/document.xml").iter(f"{WP}docPr")]

    assert len(described) == 11
    assert all(described)


def test_word_says_which_language_it_is_in(word, document):
    assert part(word, "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang").get(f"{W}val") == "sv-SE"
    assert document.core_properties.language == "sv-SE"
    assert document.core_properties.created == MADE.replace(microsecond=0)


def test_every_quote_in_word_has_a_footnote_with_its_source(summary, word):
    notes = part(word, "word/footnotes.xml").findall(f"{W}footnote")
    marks = list(part(word, "word/document.xml").iter(f"{W}footnoteReference"))
    quotes = [block for block in summary.blocks() if isinstance(block, Quote)]

    assert [mark.get(f"{W}id") for mark in marks] == [note.get(f"{W}id") for note in notes[2:]]
    assert len(marks) >= len(quotes)
    texts = ["".join(found.itertext()).strip() for found in notes[2:]]
    assert "Källa 4: Lägesrapport om V4, bekräftad 17\u00a0november\u00a02027 av v4@vallmark.example" in texts


def test_word_lists_its_contents_before_anybody_updates_them(document, summary):
    listed = [found.text for found in document.paragraphs if found.style.name == "toc 1"]

    assert listed[0] == "1. Läget i korthet"
    assert len(listed) == len(summary.sections)


def test_wide_appendices_stand_on_pages_turned_on_their_side(document):
    assert [section.orientation for section in document.sections] == [0, 1, 0]


def test_asking_for_markdown_does_not_import_the_word_library():
    import subprocess
    import sys

    code = "import sys, plans.summary.composing, plans.formats; print('docx' in sys.modules, 'typst' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)

    assert said.stdout.split() == ["False", "False"]
