"""The summary as a workbook: typed, filtered, importable again, and nothing in it runs."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from plans.formats import FORMATS
from plans.formats.sheet import Sheet
from plans.formats.workbook import workbook_bytes
from plans.importing.difference import compare
from plans.importing.grid import date_cell, number_cell, percent_cell, text_cell
from plans.importing.reading import read_plan, read_plans
from plans.summary.composing import compose

MADE = datetime(2027, 12, 15, 6, 0, tzinfo=UTC)
ROOT = Path(__file__).parents[3]
PLANS = (ROOT / "bot/demo/handlingsplan-2027.xlsx", ROOT.parent / "shared/plans/handlingsplan-2027.xlsx")
SHEETS = [
    "Läsanvisning",
    "Åtgärder",
    "Lägesrapporter",
    "Indikatorer",
    "Utfall",
    "Gap",
    "Ändringar",
    "Tal",
    "Källor",
]
HOSTILE = (
    "=1+1",
    "+SUM(A1)",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://ond.example","x")',
    '=WEBSERVICE("http://ond.example")',
    "{=1+1}",
    "http://ond.example",
    "mailto:a@b.example",
    "_x003D_1+1",
    "a\x00b\x07\ufffe\ud800c",
    "å" * 40_000,
    "😀" * 20_000,
)


@pytest.fixture(scope="module")
def summary(snapshot, previous, gaps):
    return compose(snapshot, language="sv", gaps=gaps, previous=previous, generated_at=MADE)


@pytest.fixture(scope="module")
def content(summary):
    return FORMATS["xlsx"](summary)


@pytest.fixture(scope="module")
def workbook(content):
    return load_workbook(io.BytesIO(content))


def rows_of(sheet):
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_there_is_one_sheet_for_each_thing_with_a_frozen_head_and_filters(workbook):
    assert workbook.sheetnames == SHEETS
    for sheet in workbook.worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions


def test_an_english_workbook_has_english_sheets(snapshot, gaps):
    made = FORMATS["xlsx"](compose(snapshot, language="en", gaps=gaps, generated_at=MADE))

    assert load_workbook(io.BytesIO(made)).sheetnames[:3] == ["How to read this", "Actions", "Status updates"]


@pytest.mark.parametrize("plan", PLANS, ids=[path.name for path in PLANS])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_plan_is_imported_again_from_it_without_a_difference(snapshot, gaps, plan, language, tmp_path):
    if not plan.exists():
        pytest.skip("the shared documents are not here")
    stored = read_plan(plan).actions
    year = replace(snapshot, actions=stored, requests=(), updates=())
    file = tmp_path / "uppfoljning-2027.xlsx"
    file.write_bytes(FORMATS["xlsx"](compose(year, language=language, gaps=gaps, generated_at=MADE)))

    read = read_plans([file], stored=stored)
    difference = compare(stored, read.actions, read.absent)

    assert read.errors == ()
    assert len(difference.unchanged) == len(stored) > 10
    assert (difference.created, difference.changed, difference.missing, difference.elsewhere) == ((), (), (), ())


def test_reading_it_as_a_plan_says_that_only_the_plan_was_read(content, tmp_path):
    file = tmp_path / "uppfoljning-2027.xlsx"
    file.write_bytes(content)

    assert [note.text("sv") for note in read_plan(file).notes] == [
        "Filen är en uppföljning. Bara planens egna kolumner på bladet Åtgärder är inlästa."
    ]


def test_a_change_in_the_plans_columns_is_the_only_one_that_is_read(content, tmp_path):
    changed = load_workbook(io.BytesIO(content))
    actions = changed["Åtgärder"]
    heads = [cell.value for cell in actions[1]]
    actions.cell(2, heads.index("Kommentar") + 1).value = "Upphandlat"
    actions.cell(2, heads.index("Status 2027") + 1).value = "Avförd"
    changed["Indikatorer"]["A2"] = "V99"
    changed.save(tmp_path / "andrad.xlsx")

    first = read_plan(tmp_path / "andrad.xlsx").actions[0]

    assert first.comment == "Upphandlat"
    assert first.implementation == "in_progress"
    assert len(read_plan(tmp_path / "andrad.xlsx").actions) == 12


def test_how_an_action_stands_is_beside_it_as_numbers_and_dates(workbook):
    first = rows_of(workbook["Åtgärder"])[0]

    assert first["Status 2027"] == "Pågår"
    assert first["Framdrift 2027"] == 0.7
    assert first["Utfall 2027"] == 61
    assert first["Bekräftad 2027"] == datetime(2027, 11, 4)  # noqa: DTZ001 - Excel knows no zones
    assert first["Källa 2027"] == 1


def test_values_are_numbers_dates_and_per_cent(workbook):
    by_nr = {row["Nr"]: row for row in rows_of(workbook["Indikatorer"])}

    assert (by_nr["V1"]["Utgångsvärde"], by_nr["V1"]["Utfall"], by_nr["V1"]["Målvärde"]) == (94, 61, 45)
    assert by_nr["V3"]["Utfall"] == 0.22
    assert by_nr["V2"]["Utfall"] == "ja"


def test_replies_stand_word_for_word_and_the_silent_actions_are_there_too(workbook):
    rows = rows_of(workbook["Lägesrapporter"])

    texts = [row["Svaret"] for row in rows]
    assert "Pågår enligt plan, 22 % beviljade." in texts
    silent = [row["Nr"] for row in rows if row["Status"] == "Ingen uppgift inkommen"]
    assert silent == ["V8", "V12"]


def test_figures_are_those_of_the_summary_by_name(summary, workbook):
    rows = {row["Namn"]: row for row in rows_of(workbook["Tal"])}

    assert rows["late"]["Värde"] == summary.figures.count("late")
    assert rows["late"]["Av"] == 12
    assert rows["late"]["Rader"] == ", ".join(summary.figures["late"].rows)
    assert rows["response_rate"]["Värde"] == summary.figures["response_rate"].value


def test_what_has_changed_since_the_last_round_is_listed(summary, workbook):
    rows = rows_of(workbook["Ändringar"])
    kinds = [row["Ändring"] for row in rows]

    assert kinds.count("Ny åtgärd") == summary.figures.count("new")
    moved = [row for row in rows if row["Ändring"] == "Ny status"]
    assert all(row["Förut"] != row["Nu"] for row in moved)
    assert ("V9", "l-2027-V9-1") in [(row["Nr"], row["Uppgift"]) for row in rows]


def test_it_says_what_it_is_and_in_which_language(summary, workbook):
    said = workbook.properties

    assert (said.title, said.language, said.creator) == ("Årlig uppföljning 2027", "sv-SE", "Handslag")
    assert said.created == said.modified == MADE.replace(tzinfo=None)
    assert summary.content_hash in [row[1].value for row in workbook["Läsanvisning"].iter_rows()]


def test_the_same_summary_is_the_same_bytes(summary, content):
    assert FORMATS["xlsx"](summary) == content


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_that_somebody_wrote_is_a_formula_or_a_link(text):
    sheet = Sheet(text, (text, "Åtgärd"), ((text_cell(f"x{text}"), text_cell(text)), (text_cell(text), text_cell("b"))))

    made = workbook_bytes([sheet])

    opened = load_workbook(io.BytesIO(made)).worksheets[0]
    assert {cell.data_type for row in opened.iter_rows() for cell in row} <= {"s", "n"}  # n: empty
    with ZipFile(io.BytesIO(made)) as parts:
        inside = parts.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in inside
        assert b"<hyperlink" not in inside
        assert not [name for name in parts.namelist() if "externalLink" in name or name.endswith("sheet1.xml.rels")]
        for name in parts.namelist():
            ET.fromstring(parts.read(name))
    assert all(len(str(cell.value or "")) <= 32_767 for row in opened.iter_rows() for cell in row)
    assert len(opened.title) <= 31


def test_a_text_that_begins_like_a_formula_stays_one_when_its_cell_is_edited():
    made = workbook_bytes([Sheet("Blad", ("a",), ((text_cell("=1+1"),), (text_cell("vanlig"),)))])

    cells = [row[0] for row in load_workbook(io.BytesIO(made)).worksheets[0].iter_rows(min_row=2)]
    assert [cell.quotePrefix for cell in cells] == [True, False]


def test_typed_cells_keep_their_types():
    row = (number_cell(Decimal("12.5")), percent_cell(Decimal("0.185")), date_cell(date(2027, 6, 30)), text_cell("12"))

    made = workbook_bytes([Sheet("Blad", ("tal", "andel", "dag", "text"), (row,))])

    opened = load_workbook(io.BytesIO(made)).worksheets[0]
    assert [cell.value for cell in opened[2]] == [12.5, 0.185, datetime(2027, 6, 30), "12"]  # noqa: DTZ001 - as above
    assert opened["B2"].number_format == "0.0 %"


def test_a_hidden_character_in_the_plan_is_shown_and_a_hard_space_kept(snapshot, gaps):
    first, *others = snapshot.actions
    tricky = replace(first, title="Öka\u202etakten\u200b", comment="18\u00a0%", written=None)
    made = FORMATS["xlsx"](
        compose(replace(snapshot, actions=(tricky, *others)), language="sv", gaps=gaps, generated_at=MADE)
    )

    row = rows_of(load_workbook(io.BytesIO(made))["Åtgärder"])[0]
    assert row["Åtgärd"] == "Öka⟨U+202E⟩takten⟨U+200B⟩"
    assert row["Kommentar"] == "18\u00a0%"


def test_a_row_is_as_high_as_its_longest_text():
    made = workbook_bytes([Sheet("Blad", ("a",), ((text_cell("kort"),), (text_cell("ord " * 100),)))])

    sheet = load_workbook(io.BytesIO(made)).worksheets[0]
    assert sheet.row_dimensions[2].height is None
    assert 130 < sheet.row_dimensions[3].height <= 409
