"""Plans as different regions lay them out: several rows to an action, numbers that begin anew, ticks, remarks."""

import zipfile
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from docx import Document
from openpyxl import Workbook

from plans.formats.workbook import export_plan
from plans.importing.reading import read_plan
from plans.importing.refusals import PlanImportRefusal
from plans.model import Implementation
from plans.planning import import_plan
from plans.stores.memory import MemoryStore

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
HEADINGS = ["Nr", "Område", "Åtgärd", "Ansvar", "Tidplan", "Indikator", "Utgångsvärde", "Målvärde", "Delaktivitet"]
FIRST = ["S1", "Data", "Bygg en brygga", "Region Norr", "2027-12-31", "Antal ärenden", 5, 50, "Upphandla"]


def workbook(path, *sheets, merge=()):
    """Write (name, rows) as the sheets of a workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for area in merge:
            sheet.merge_cells(area)
    book.save(path)
    return path


def importing(*files):
    """Import files one after the other into one store and return the reports and what is stored."""
    with MemoryStore().transaction() as ledger:
        reports = [import_plan([file], ledger, now=NOW, by="anna@norr.example") for file in files]
        return reports, ledger.actions.all()


def comes_back_the_same(actions, ledger_files, folder):
    reports = []
    for suffix in (".xlsx", ".csv"):
        target = export_plan(actions, folder / f"export{suffix}")
        with MemoryStore().transaction() as ledger:
            for file in ledger_files:
                import_plan([file], ledger, now=NOW, by="anna@norr.example")
            reports.append(import_plan([target], ledger, now=NOW, by="anna@norr.example", dry_run=True).to_json())
    return all(len(report["unchanged"]) == len(actions) and not report["errors"] for report in reports)


BLANK = [None, None, None, None, None, "Andel inom 30 dagar", "20 %", "80 %", "Driftsätta"]
AGAIN = ["S1", "Data", "Bygg en brygga", "Region Norr", "2027-12-31", "Andel inom 30 dagar", "20 %", "80 %", None]


@pytest.mark.parametrize(
    ("row", "merge"),
    [(BLANK, ()), (AGAIN, ()), (BLANK, ("A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3"))],
    ids=["blank", "written again", "merged"],
)
def test_an_action_over_several_rows_is_one_action_whose_rows_all_come_back(tmp_path, row, merge):
    rows = [HEADINGS, FIRST, row, ["S2", *FIRST[1:2], "Utbilda", *FIRST[3:]]]
    path = workbook(tmp_path / "plan.xlsx", ("Norr", rows), merge=merge)

    (report,), actions = importing(path)

    assert [action.nr for action in actions] == ["S1", "S2"]
    assert (actions[0].indicator, actions[0].target) == ("Antal ärenden", Decimal(50))
    assert actions[0].more[0]["Indikator"].endswith("Andel inom 30 dagar")
    assert [note.key for note in report.notes] == ["goes_on"]
    assert comes_back_the_same(actions, [path], tmp_path)


def test_a_changed_second_indicator_is_a_change(tmp_path):
    first = workbook(tmp_path / "plan.xlsx", ("Norr", [HEADINGS, FIRST, BLANK]))
    changed = [*BLANK[:7], "90 %", BLANK[8]]
    second = workbook(tmp_path / "plan2.xlsx", ("Norr", [HEADINGS, FIRST, changed]))

    reports, _ = importing(first, second)

    (change,) = reports[1].difference.changed
    assert [field.field for field in change.fields] == ["more_indicators"]


def test_a_row_with_an_owner_and_a_time_but_no_name_is_still_an_error(tmp_path):
    rows = [HEADINGS, FIRST, [None, None, None, "KI", "2028", "Antal", 1, 2, None]]

    (error,) = read_plan(workbook(tmp_path / "plan.xlsx", ("Norr", rows))).errors

    assert (error.code, error.row) == ("no_title", 3)


def test_numbers_that_begin_anew_on_each_sheet_get_letters(tmp_path):
    def sheet(name):
        return name, [HEADINGS[:5], *([number, "Data", f"{name} {number}", "KI", "2027"] for number in (1, 2))]

    path = workbook(tmp_path / "plan.xlsx", sheet("Stockholm"), sheet("Uppsala"))

    (report, again), actions = importing(path, path)

    assert [action.nr for action in actions] == ["S1", "S2", "U1", "U2"]
    assert {note.key for note in report.notes} == {"renumbered"}
    assert len(again.difference.unchanged) == 4
    assert comes_back_the_same(actions, [path], tmp_path)


def test_a_number_written_twice_by_mistake_is_an_error(tmp_path):
    sheets = [("Stockholm", ["S1", "S2"]), ("Uppsala", ["U1", "S2"])]
    rows = [(name, [HEADINGS[:5], *([nr, "Data", f"{name} {nr}", "KI", "2027"] for nr in nrs)]) for name, nrs in sheets]

    (error,) = read_plan(workbook(tmp_path / "plan.xlsx", *rows)).errors

    assert (error.code, error.sheet, error.row) == ("duplicate_number", "Uppsala", 3)


def test_one_regions_file_alone_does_not_miss_the_others_actions(tmp_path):
    titles = {"stockholm": ["Öva pandemi", "Bygg databas"], "uppsala": ["Minska avfall", "Starta djurprogram"]}
    files = [
        workbook(
            tmp_path / f"{name}.xlsx",
            ("Blad1", [HEADINGS[:5], *([nr, "Data", title, "KI", "2027"] for nr, title in enumerate(mine, 1))]),
        )
        for name, mine in titles.items()
    ]
    shorter = workbook(
        tmp_path / "ny-stockholm.xlsx", ("Blad1", [HEADINGS[:5], [1, "Data", "Öva pandemi", "KI", "2027"]])
    )

    reports, actions = importing(*files, files[0], shorter)

    assert [action.nr for action in actions] == ["1", "2", "U1", "U2"]
    assert [report.difference.missing for report in reports[:3]] == [(), (), ()]
    assert "övriga åtgärder (2)" in reports[2].text()
    assert [action.nr for action in reports[3].difference.missing] == ["2"]


def test_remarks_below_the_table_and_instructions_above_it_are_no_actions(tmp_path):
    rows = [
        ["1. Fyll i alla kolumner."],
        ["2. Spara filen."],
        HEADINGS,
        FIRST,
        [None] * 6 + [5, 50],
        [],
        ["Not 1: Siffrorna är preliminära."],
        [None, None, "* Avser hela länet"],
        ["Senast uppdaterad 2026-11-01"],
    ]

    reading = read_plan(workbook(tmp_path / "plan.xlsx", ("Norr", rows)))

    assert [action.nr for action in reading.actions] == ["S1"]
    assert reading.actions[0].aspect is None
    assert [(note.key, note.row) for note in reading.notes] == [("row_left_out", row) for row in (5, 7, 8, 9)]


def test_an_action_right_above_a_repeated_heading_row_is_read(tmp_path):
    rows = [HEADINGS, FIRST, ["S2", *FIRST[1:]], HEADINGS, ["S3", *FIRST[1:]]]

    reading = read_plan(workbook(tmp_path / "plan.xlsx", ("Norr", rows)))

    assert [action.nr for action in reading.actions] == ["S1", "S2", "S3"]


def test_ticked_regions_are_the_scope(tmp_path):
    heads = ["Nr", "Åtgärd", "Ansvarig", "Stockholm", "Uppsala", "Tidplan"]
    rows = [heads, ["1", "Webb", "KI", "x", "X", "2027"], ["2", "Bädd", "KI", None, "x", "2027"]]
    path = workbook(tmp_path / "plan.xlsx", ("Handlingsplan", rows))

    _, actions = importing(path)

    assert [action.scope for action in actions] == ["Stockholm, Uppsala", "Uppsala"]
    assert comes_back_the_same(actions, [path], tmp_path)


def test_a_google_sheet_with_a_column_for_done_is_read(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text("Åtgärd,Ansvarig,Tidplan,Klar?\nStarta,KI,2027,FALSE\nSluta,KI,2027,TRUE\n", encoding="utf-8")

    reading = read_plan(path)

    assert [action.implementation for action in reading.actions] == [None, Implementation.COMPLETED]
    assert reading.errors == ()


def test_goal_beside_an_indicator_is_its_target_where_it_holds_figures(tmp_path):
    heads = ["Nr", "Åtgärd", "Indikator", "Värde idag", "Mål"]
    figures = workbook(tmp_path / "a.xlsx", ("Norr", [heads, ["1", "Bygg", "Antal", 1, 5]]))
    words = workbook(tmp_path / "b.xlsx", ("Norr", [heads, ["1", "Bygg", "Antal", 1, "Fler möts"]]))

    one, other = (read_plan(path).actions[0] for path in (figures, words))

    assert (one.target, one.goal, one.baseline) == (Decimal(5), None, Decimal(1))
    assert (other.target, other.goal) == (None, "Fler möts")
    assert comes_back_the_same(importing(figures)[1], [figures], tmp_path)


def test_a_comma_groups_thousands_in_an_english_plan_only(tmp_path):
    english = workbook(
        tmp_path / "a.xlsx", ("North", [["No", "Action", "KPI", "Target"], ["1", "Do", "Number", "1,200"]])
    )
    swedish = workbook(
        tmp_path / "b.xlsx", ("Norr", [["Nr", "Åtgärd", "Mått", "Målvärde"], ["1", "Gör", "Antal", "1,200"]])
    )

    assert read_plan(english).actions[0].target == Decimal(1200)
    assert [error.code for error in read_plan(swedish).errors] == ["bad_number"]


@pytest.mark.parametrize("words", ["TBD", "Oklart", "beslutas senare", "?"])
def test_a_time_left_open_is_no_date_and_its_words_are_kept(tmp_path, words):
    (action,) = read_plan(
        workbook(tmp_path / "plan.xlsx", ("Norr", [["Nr", "Åtgärd", "Tidplan"], ["1", "Bygg", words]]))
    ).actions

    assert (action.end, action.continuous, action.schedule_text) == (None, False, words)


def test_one_address_is_asked_where_a_cell_holds_several_or_a_name(tmp_path):
    rows = [["Nr", "Åtgärd", "Kontaktperson"], ["1", "Bygg", "Kim Ek, kim@norr.example"]]
    rows.append(["2", "Riv", "kim@norr.example; lo@norr.example"])

    reading = read_plan(workbook(tmp_path / "plan.xlsx", ("Norr", rows)))

    assert [action.reporter for action in reading.actions] == ["kim@norr.example"] * 2
    assert reading.actions[0].extra == {"Kontaktperson": "Kim Ek"}
    assert [note.key for note in reading.notes] == ["several_reporters"]


def test_points_in_a_title_are_parted_by_semicolons(tmp_path):
    rows = [["Nr", "Åtgärd", "Tidplan"], ["1", "• Bygg en brygga\n• Riv den gamla", "2027"]]

    (action,) = read_plan(workbook(tmp_path / "plan.xlsx", ("Norr", rows))).actions

    assert action.title == "Bygg en brygga; Riv den gamla"


def test_a_hidden_column_is_read_and_told(tmp_path):
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Nr", "Åtgärd", "Tidplan", "Kommentar"])
    sheet.append(["1", "Bygg", "2027", "internt"])
    sheet.column_dimensions["D"].hidden = True
    book.save(tmp_path / "plan.xlsx")

    reading = read_plan(tmp_path / "plan.xlsx")

    assert [note.key for note in reading.notes] == ["hidden_column"]


def test_the_number_before_an_actions_name_in_its_word_heading_is_its_number_and_no_aspect(tmp_path):
    document = Document()
    document.add_heading("B. Hållbarhet", 1)
    for number, title in enumerate(("Bygg testbädd", "Minska utsläpp"), 1):
        document.add_heading(f"Å{number} {title}", 2)
        table = document.add_table(rows=0, cols=2)
        for key, value in (("Åtgärd", title), ("Ansvarig", "KI"), ("Tidplan", "2027")):
            cells = table.add_row().cells
            cells[0].text, cells[1].text = key, value
    document.save(tmp_path / "plan.docx")

    actions = read_plan(tmp_path / "plan.docx").actions

    assert [(action.nr, action.title, action.aspect, action.area) for action in actions] == [
        ("Å1", "Bygg testbädd", "B. Hållbarhet", None),
        ("Å2", "Minska utsläpp", "B. Hållbarhet", None),
    ]


def with_sheet(path, xml):
    """Write a workbook whose one sheet holds `xml` as it is."""
    whole = workbook(path, ("Norr", [HEADINGS, FIRST]))
    with zipfile.ZipFile(whole) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    (name,) = (name for name in parts if name.startswith("xl/worksheets/"))
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts[name] = f'<worksheet xmlns="{namespace}">{xml}</worksheet>'.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for part, content in parts.items():
            package.writestr(part, content)
    return path


CELL = '<c r="{place}" t="inlineStr"><is><t>Åtgärd</t></is></c>'
MANY_ROWS = "<sheetData>" + '<row><c t="n"><v>1</v></c></row>' * 30_000 + "</sheetData>"
ONE_FAR_AWAY = f'<sheetData><row r="1048576">{CELL.format(place="XFD1048576")}</row></sheetData>'
ALL_MERGED = '<sheetData/><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'


@pytest.mark.parametrize("xml", [MANY_ROWS, ONE_FAR_AWAY, ALL_MERGED], ids=["rows", "far away", "merged"])
def test_a_vast_sheet_is_refused_before_it_is_built(tmp_path, xml):
    with pytest.raises(PlanImportRefusal) as refusal:
        read_plan(with_sheet(tmp_path / "plan.xlsx", xml))

    assert refusal.value.reason == "too_large"
    assert refusal.value.text("sv") != refusal.value.text("en")


def test_a_csv_of_a_hundred_thousand_lines_is_refused(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text("Nr;Åtgärd\n" + "1;Gör\n" * 100_001, encoding="utf-8")

    with pytest.raises(PlanImportRefusal) as refusal:
        read_plan(path)

    assert refusal.value.reason == "too_large"
