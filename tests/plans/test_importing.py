"""Plans in other layouts than the example's, and what is wrong with rows and files."""

import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from plans.importing.reading import read_plan
from plans.importing.refusals import PlanImportRefusal
from plans.importing.rows import split_contributors
from plans.model import Forecast, Implementation

SHARED = Path(__file__).parents[2].parent / "shared"
REAL = SHARED / "plans" / "handlingsplan-2027.xlsx"
HEADINGS = ["Nr", "Aspekt", "Område", "Åtgärd", "Ansvarig", "E-post", "Tidplan", "Målvärde", "Status"]
ROW = ["S1", "A. Forskning", "Data", "Bygg en dataplattform", "Region Norr", "a@norr.example", "Q4 2027", 10, "Pågår"]


def workbook(path, rows, title="Norr"):
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def changed(**cells):
    row = dict(zip(HEADINGS, ROW, strict=True)) | cells
    return [row[heading] for heading in HEADINGS]


def errors_of(path, **arguments):
    return [(error.code, error.row, error.column, error.value) for error in read_plan(path, **arguments).errors]


@pytest.mark.skipif(not REAL.exists(), reason="the shared documents are not here")
def test_the_real_plan_gives_twenty_actions_without_the_hidden_sheet_and_the_sum_rows():
    reading = read_plan(REAL)

    assert reading.errors == ()
    assert [action.nr for action in reading.actions] == [
        *(f"S{number}" for number in range(1, 11)),
        *(f"U{number}" for number in range(1, 6)),
        *(f"G{number}" for number in range(1, 6)),
    ]
    by_nr = {action.nr: action for action in reading.actions}
    assert by_nr["S2"].aspect == "A. Forskning och innovation"
    assert by_nr["S1"].accountable == "Region Stockholm, FoUI"
    assert by_nr["S1"].end == date(2027, 6, 30)
    assert (by_nr["S4"].start, by_nr["S4"].end) == (date(2026, 1, 1), date(2029, 12, 31))
    assert (by_nr["S4"].baseline, by_nr["S2"].target) == ("18 %", Decimal(45))
    assert (by_nr["S5"].implementation, by_nr["S5"].forecast) == (Implementation.IN_PROGRESS, Forecast.AT_RISK)
    assert by_nr["S7"].continuous
    assert by_nr["S10"].contributors == ("Region Stockholm", "Region Uppsala")
    assert by_nr["G5"].reporter is None
    assert by_nr["G5"].implementation is None
    assert (by_nr["U5"].source.sheet, by_nr["U5"].source.row) == ("Uppsala", 9)
    assert {note.key for note in reading.notes} == {
        "late_is_derived",
        "hidden_sheet",
        "sheet_without_table",
        "comments",
    }


def test_headings_on_two_rows_with_merged_groups_are_read(tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.title = "Åtgärder"
    sheet.append(["Handlingsplan för Region Söder"])
    sheet.merge_cells("A1:I1")
    sheet.append([])
    sheet.append(["Fokusområde", "Aktivitet", "Ansvar", None, "Tid", None, "Uppföljning", None, None])
    sheet.append([None, None, "Organisation", "E-post", "Start", "Slut", "Indikator", "Start", "Mål"])
    for area in ("A3:A4", "B3:B4", "C3:D3", "E3:F3", "G3:I3"):
        sheet.merge_cells(area)
    sheet.append(
        ["Hälsodata", "Bygg en brygga", "Region Söder", "a@soder.example", 2026, datetime(2027, 6, 30), "Antal", 1, 5]  # noqa: DTZ001 - what openpyxl writes
    )
    sheet.append([None, "Utbilda", "Högskolan", None, "Q3 2026", "våren 2028", "Andel", "10 %", "20 %"])
    book.save(tmp_path / "soder.xlsx")

    reading = read_plan(tmp_path / "soder.xlsx")

    assert reading.errors == ()
    first, second = reading.actions
    assert (first.area, second.area) == ("Hälsodata", "Hälsodata")
    assert (first.start, first.end) == (date(2026, 1, 1), date(2027, 6, 30))
    assert (second.start, second.end) == (date(2026, 7, 1), date(2028, 6, 30))
    assert (first.indicator, first.baseline, first.target) == ("Antal", Decimal(1), Decimal(5))
    assert (first.accountable, first.reporter, second.reporter) == ("Region Söder", "a@soder.example", None)
    assert [action.nr for action in reading.actions] == ["1", "2"]


def test_english_headings_in_another_order_are_read(tmp_path):
    path = workbook(
        tmp_path / "plan.xlsx",
        [
            [
                "Due date\n(latest)",
                "Action",
                "KPI",
                "Target 2028",
                "Baseline",
                "Lead organisation",
                "Partners",
                "Status",
            ],
            ["spring 2028", "Build a bridge", "Projects", 12, 3, "Region North", "KTH and Industry", "On hold"],
            ["ongoing", "Train people", "Share", "25 %", "10 %", "College", None, "Ongoing (green)"],
        ],
        title="Sheet1",
    )

    reading = read_plan(path)

    assert reading.errors == ()
    first, second = reading.actions
    assert (first.end, first.target, first.baseline) == (date(2028, 6, 30), Decimal(12), Decimal(3))
    assert first.contributors == ("KTH", "Industry")
    assert first.implementation is Implementation.ON_HOLD
    assert second.continuous
    assert (second.implementation, second.forecast) == (Implementation.IN_PROGRESS, Forecast.ON_TRACK)
    assert first.scope is None


def test_swedish_csv_is_read_in_cp1252_with_semicolons(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_bytes(
        "Nr;Åtgärd;Huvudansvarig;Klart senast;Utgångsvärde;Mål 2028;Läge\r\n"
        '1;"Öva; två gånger";Region Väst, FoU;2027-06-30;3,5;1 200;Påbörjad\r\n'
        "2;Mäta;Högskolan;HT 2027;;;Klar\r\n"
        "Summa;2;;;;;\r\n".encode("cp1252")
    )

    first, second = read_plan(path).actions

    assert (first.title, first.accountable) == ("Öva; två gånger", "Region Väst, FoU")
    assert (first.baseline, first.target) == (Decimal("3.5"), Decimal(1200))
    assert second.implementation is Implementation.COMPLETED
    assert second.source.row == 3


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8"), ("\t", "utf-8-sig"), (";", "utf-8-sig")])
def test_csv_delimiters_and_marks_are_recognised(tmp_path, delimiter, encoding):
    path = tmp_path / "plan.csv"
    rows = [["Nr", "Åtgärd", "Ansvarig", "Tidplan"], ["1", "Öva", "Region Väst", "maj 2027"]]
    path.write_text("\n".join(delimiter.join(row) for row in rows), encoding=encoding)

    (action,) = read_plan(path).actions

    assert (action.nr, action.title, action.end) == ("1", "Öva", date(2027, 5, 31))


def test_word_tables_take_their_aspect_from_the_headings_around_them(tmp_path):
    document = Document()
    document.add_heading("Vårt gemensamma arbete", level=1)
    for heading, nr in (("A. Forskning", "1"), ("B. Identitet", "2")):
        document.add_heading(heading, level=2)
        table = document.add_table(rows=2, cols=4)
        for column, texts in enumerate([("Nr", nr), ("Åtgärd", f"Gör {nr}"), ("Ansvarig", "KI"), ("Status", "Pausad")]):
            for row, text in enumerate(texts):
                table.cell(row, column).text = text
    document.save(str(tmp_path / "plan.docx"))

    first, second = read_plan(tmp_path / "plan.docx").actions

    assert (first.aspect, second.aspect) == ("A. Forskning", "B. Identitet")
    assert (second.nr, second.title, second.implementation) == ("2", "Gör 2", Implementation.ON_HOLD)
    assert (second.source.sheet, second.source.row) == ("B. Identitet", 2)


def test_word_tables_with_a_heading_beside_each_value_are_one_action_each(tmp_path):
    document = Document()
    for nr in ("7", "8"):
        table = document.add_table(rows=0, cols=2)
        for heading, value in (("Nr", nr), ("Insats", f"Insats {nr}"), ("Ansvar", "KTH"), ("Tidplan", "2027")):
            cells = table.add_row().cells
            cells[0].text, cells[1].text = heading, value
    document.save(str(tmp_path / "plan.docx"))

    actions = read_plan(tmp_path / "plan.docx").actions

    assert [(action.nr, action.title, action.end) for action in actions] == [
        ("7", "Insats 7", date(2027, 12, 31)),
        ("8", "Insats 8", date(2027, 12, 31)),
    ]


def test_a_word_table_without_a_title_takes_the_heading_above_it(tmp_path):
    document = Document()
    document.add_heading("A. Forskning", level=1)
    for nr in (1, 2):
        document.add_heading(f"S{nr} Bygga testbädd {nr}", level=2)
        table = document.add_table(rows=0, cols=2)
        for heading, value in (("Ansvarig", "KI"), ("Tidplan", "2027"), ("Status", "Pågår")):
            cells = table.add_row().cells
            cells[0].text, cells[1].text = heading, value
    document.save(str(tmp_path / "plan.docx"))

    actions = read_plan(tmp_path / "plan.docx").actions

    assert [(action.nr, action.title, action.aspect) for action in actions] == [
        ("S1", "Bygga testbädd 1", "A. Forskning"),
        ("S2", "Bygga testbädd 2", "A. Forskning"),
    ]


def test_several_tables_on_a_sheet_each_have_their_aspect(tmp_path):
    head = ["Nr", "Åtgärd", "Ansvarig", "Klart"]
    rows = [["A. Forskning"], head, [1, "Gör", "KI", "2027-05"], [], ["B. Identitet"], head, [2, "Gör", "KTH", "2028"]]

    first, second = read_plan(workbook(tmp_path / "plan.xlsx", rows)).actions

    assert (first.nr, first.aspect, first.end) == ("1", "A. Forskning", date(2027, 5, 31))
    assert (second.nr, second.aspect, second.end) == ("2", "B. Identitet", date(2028, 12, 31))


def test_sections_inside_a_table_give_the_aspect_and_the_area(tmp_path):
    book = Workbook()
    sheet = book.active
    for row in (
        ["Nr", "Åtgärd", "Ansvarig", "Status"],
        ["A. Forskning och innovation"],
        ["Data"],
        ["1", "Gör", "KI", "Klar"],
        ["B. Identitet"],
        ["2", "Gör mer", "KTH", "Klar"],
    ):
        sheet.append(row)
    for area in ("A2:D2", "A3:D3", "A5:D5"):
        sheet.merge_cells(area)
    book.save(tmp_path / "plan.xlsx")

    first, second = read_plan(tmp_path / "plan.xlsx").actions

    assert (first.aspect, first.area) == ("A. Forskning och innovation", "Data")
    assert (second.aspect, second.area) == ("B. Identitet", None)


def test_an_aspect_is_carried_over_blank_rows_and_other_blanks_stay_blank(tmp_path):
    rows = [HEADINGS, ROW, [], changed(Nr="S2", Aspekt=None, Område=None, Ansvarig=None, Målvärde=None, Status=None)]
    path = workbook(tmp_path / "plan.xlsx", rows)

    second = read_plan(path).actions[1]

    assert (second.aspect, second.area) == ("A. Forskning", "Data")
    assert (second.accountable, second.target, second.implementation) == (None, None, None)


def test_an_area_is_not_carried_into_the_next_aspect(tmp_path):
    path = workbook(tmp_path / "plan.xlsx", [HEADINGS, ROW, changed(Nr="S2", Aspekt="B. Identitet", Område=None)])

    assert read_plan(path).actions[1].area is None


def test_every_row_error_is_reported_at_once(tmp_path):
    path = workbook(
        tmp_path / "plan.xlsx",
        [
            HEADINGS,
            changed(Tidplan="2027-06-31"),
            changed(Nr="S2", Tidplan="2029-2026"),
            changed(Nr="S3", Status="nästan"),
            changed(Nr="s1"),
            changed(Nr="S5", Åtgärd=None),
            changed(Nr="S6", **{"E-post": "a(at)norr.example"}),
            changed(Nr="S7", Målvärde="12,5,3"),
            changed(Nr="S8", Tidplan="snarast", Status="?!x"),
        ],
    )

    assert errors_of(path) == [
        ("bad_date", 2, "Tidplan", "2027-06-31"),
        ("end_before_start", 3, "Tidplan", "2029-2026"),
        ("unknown_status", 4, "Status", "nästan"),
        ("no_title", 6, "Åtgärd", None),
        ("bad_address", 7, "E-post", "a(at)norr.example"),
        ("bad_number", 8, "Målvärde", "12,5,3"),
        ("bad_date", 9, "Tidplan", "snarast"),
        ("unknown_status", 9, "Status", "?!x"),
        ("duplicate_number", 5, "Nr", "s1"),
    ]


def test_every_error_has_a_message_in_both_languages(tmp_path):
    path = workbook(tmp_path / "plan.xlsx", [HEADINGS, changed(Tidplan="snart", Status="hm"), ROW])

    for error in read_plan(path).errors:
        assert error.message("sv") != error.message("en")


def test_an_end_before_its_start_in_two_columns_is_an_error(tmp_path):
    rows = [["Nr", "Åtgärd", "Start", "Klart senast"], ["1", "Gör", "2027-05-01", "2027-04-30"]]

    assert errors_of(workbook(tmp_path / "plan.xlsx", rows)) == [("end_before_start", 2, "Klart senast", "2027-04-30")]


def test_a_share_above_the_whole_is_an_error(tmp_path):
    rows = [
        ["Nr", "Åtgärd", "Indikator", "Målvärde"],
        ["1", "Gör", "Andel klara", "140 %"],
        ["2", "Gör", "Ökning", "140 %"],
    ]

    assert errors_of(workbook(tmp_path / "plan.xlsx", rows)) == [("share_over_whole", 2, "Målvärde", "140 %")]


def test_formula_errors_and_formulas_without_a_saved_value_are_errors(tmp_path):
    path = workbook(tmp_path / "plan.xlsx", [HEADINGS, changed(Målvärde="#REF!"), changed(Nr="S2", Målvärde="=1+1")])

    assert errors_of(path) == [
        ("formula_error", 2, "Målvärde", "#REF!"),
        ("formula_unsaved", 3, "Målvärde", "=1+1"),
    ]


def test_a_sum_row_of_formulas_is_no_action(tmp_path):
    path = workbook(tmp_path / "plan.xlsx", [HEADINGS, ROW, ["Totalt", None, None, "=COUNTA(D2:D2)"]])

    reading = read_plan(path)

    assert [action.nr for action in reading.actions] == ["S1"]
    assert reading.errors == ()


def test_an_ambiguous_column_names_both_and_can_be_chosen_by_hand(tmp_path):
    rows = [["Nr", "Åtgärd", "Ansvarig", "Huvudansvarig"], ["1", "Gör", "Anna", "KI"]]
    path = workbook(tmp_path / "plan.xlsx", rows)

    (error,) = read_plan(path).errors
    chosen = read_plan(path, mapping={"Ansvarig": ""})

    assert (error.code, error.column, error.value, error.row) == ("ambiguous_column", "Ansvarig", "Huvudansvarig", 1)
    assert chosen.errors == ()
    assert chosen.actions[0].accountable == "KI"
    assert chosen.actions[0].extra == {"Ansvarig": "Anna"}


def test_a_table_without_a_column_for_the_action_is_an_error(tmp_path):
    path = workbook(tmp_path / "plan.xlsx", [["Nr", "Huvudansvarig", "Tidplan", "Status"], ["1", "KI", "2027", "Klar"]])

    assert errors_of(path) == [("missing_column", 1, None, None)]


def test_a_mapping_names_a_column_no_synonym_knows(tmp_path):
    rows = [["Nr", "Det vi gör", "Huvudansvarig", "Status"], ["1", "Gör", "KI", "Klar"]]
    path = workbook(tmp_path / "plan.xlsx", rows)

    reading = read_plan(path, mapping={"Det vi gör": "title"})

    assert (reading.errors, reading.actions[0].title) == ((), "Gör")


def test_a_mapping_to_an_unknown_field_or_heading_is_refused(tmp_path):
    path = workbook(tmp_path / "plan.xlsx", [HEADINGS, ROW])

    with pytest.raises(PlanImportRefusal, match="färg"):
        read_plan(path, mapping={"Status": "färg"})
    assert errors_of(path, mapping={"Läget nu": "status"}) == [("unknown_heading", None, "Läget nu", None)]


def test_a_hidden_row_is_read_and_noted(tmp_path):
    book = Workbook()
    for row in (HEADINGS, ROW):
        book.active.append(row)
    book.active.row_dimensions[2].hidden = True
    book.active["A2"].fill = PatternFill("solid", fgColor="FF0000")
    book.save(tmp_path / "plan.xlsx")

    reading = read_plan(tmp_path / "plan.xlsx")

    assert [action.nr for action in reading.actions] == ["S1"]
    assert [note.key for note in reading.notes] == ["hidden_row"]


def test_a_percentage_cell_reads_as_it_looks(tmp_path):
    book = Workbook()
    for row in (HEADINGS, changed(Målvärde=0.185)):
        book.active.append(row)
    book.active["H2"].number_format = "0.0%"
    book.save(tmp_path / "plan.xlsx")

    assert read_plan(tmp_path / "plan.xlsx").actions[0].target == "18,5 %"


def test_a_name_for_the_reporter_is_kept_but_is_no_address(tmp_path):
    rows = [["Nr", "Åtgärd", "Kontaktperson"], ["1", "Gör", "Anna Ek"], ["2", "Gör", "Bo Ek <Bo@Norr.example>"]]

    reading = read_plan(workbook(tmp_path / "plan.xlsx", rows))

    assert [action.reporter for action in reading.actions] == [None, "bo@norr.example"]
    assert [note.key for note in reading.notes] == ["reporter_is_a_name"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("plan.xlsx", b"", "empty_file"),
        ("plan.xlsx", b"Nr;Namn", "broken"),
        ("plan.xlsx", b"PK\x03\x04 cut short", "broken"),
        ("plan.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "protected"),
        ("plan.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "old_excel"),
        ("plan.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "protected_word"),
        ("plan.docx", b"text", "broken"),
        ("plan.csv", b"PK\x03\x04", "wrong_suffix"),
        ("plan.pdf", b"%PDF-1.7", "unknown_kind"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(tmp_path, name, content, reason):
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(PlanImportRefusal) as refusal:
        read_plan(path)

    assert refusal.value.reason == reason
    assert name in refusal.value.text("sv")


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(PlanImportRefusal, match="no file"):
        read_plan(tmp_path / "none.xlsx")
    with pytest.raises(PlanImportRefusal, match="not a file"):
        read_plan(tmp_path)


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr("plans.importing.workbook.MAX_UNPACKED", 10_000)
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("xl/workbook.xml", b"0" * 10_001)

    with pytest.raises(PlanImportRefusal, match="too large"):
        read_plan(path)


def test_a_file_without_a_plan_says_so(tmp_path):
    path = workbook(tmp_path / "plan.xlsx", [["Hej"], ["Läs detta först"]])

    assert errors_of(path) == [("no_table", None, None, None)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Karolinska Institutet; KTH", ("Karolinska Institutet", "KTH")),
        ("KI, KTH", ("KI", "KTH")),
        ("Region Stockholm / Region Uppsala", ("Region Stockholm", "Region Uppsala")),
        ("Region Stockholm, FoUI; KTH", ("Region Stockholm, FoUI", "KTH")),
        ("Region Stockholm och Region Uppsala", ("Region Stockholm", "Region Uppsala")),
        ("Uppsala universitet och näringslivet", ("Uppsala universitet", "näringslivet")),
        ("Vård och omsorg", ("Vård och omsorg",)),
        ("Institutet för språk och folkminnen, KTH", ("Institutet för språk och folkminnen", "KTH")),
        ("Hälso-/sjukvården", ("Hälso-/sjukvården",)),
        ("KI\nKTH", ("KI", "KTH")),
        ("", ()),
    ],
)
def test_contributors_are_told_apart(text, names):
    assert split_contributors(text) == names
