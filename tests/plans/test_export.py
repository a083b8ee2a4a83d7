"""The plan written back: a round trip changes nothing, and nothing becomes a formula."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from plans.formats.workbook import export_plan
from plans.importing.difference import compare
from plans.importing.reading import read_plan, read_plans
from plans.importing.refusals import PlanImportRefusal
from plans.model import Action, Forecast, Implementation, Indicator, Milestone, Source
from plans.planning import import_plan, plan_list_json
from plans.stores.memory import MemoryStore

SHARED = Path(__file__).parents[2].parent / "shared"
REAL = SHARED / "plans" / "handlingsplan-2027.xlsx"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
needs_shared = pytest.mark.skipif(not REAL.exists(), reason="the shared documents are not here")

words = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x17F, exclude_characters="\u007f\u00ad"), min_size=1, max_size=30
).map(lambda text: " ".join(text.split()))
texts = words.filter(lambda text: text not in {"", "-", "–", "—", "n/a"})
optional = st.none() | texts
values = (
    st.none() | st.integers(-(10**6), 10**6).map(Decimal) | st.sampled_from(["18 %", "ja", "minst 3 stycken", "hög"])
)
statuses = st.tuples(st.none() | st.sampled_from(Implementation), st.none() | st.sampled_from(Forecast))
years = st.none() | st.integers(2019, 2035)
measures = st.builds(
    Indicator,
    name=texts,
    unit=optional,
    baseline=values,
    baseline_year=years,
    target=values,
    target_year=years,
    source=optional,
    frequency=optional,
)
days = st.none() | st.sampled_from([date(2027, 3, 1), date(2028, 12, 31)])
step_names = st.sampled_from(["Upphandla", "Driftsätta", "Utvärdera", "Samla in, granska", "Skriv avtal"])
steps = st.lists(
    st.builds(Milestone, name=step_names, due=days, completed_on=days), max_size=3, unique_by=lambda step: step.name
).map(tuple)


@st.composite
def actions(draw, nr="S1"):
    title = draw(texts.filter(lambda text: any(letter.isalpha() for letter in text)))
    start, end = draw(
        st.sampled_from([(None, None), (None, date(2027, 6, 30)), (date(2026, 1, 1), date(2028, 12, 31))])
    )
    implementation, forecast = draw(statuses)
    return Action(
        nr=nr,
        title=title,
        source=Source("plan.xlsx", "Norr", 2),
        scope=draw(st.sampled_from(["Norr", "Söder", None, "Blad1", "a/b", "norr"])),
        aspect=draw(optional),
        area=draw(optional),
        goal=draw(optional),
        accountable=draw(optional),
        reporter=draw(st.sampled_from([None, "anna@norr.example"])),
        start=start,
        end=end,
        continuous=draw(st.booleans()) and end is None,
        indicator=draw(optional),
        baseline=draw(values),
        target=draw(values),
        implementation=implementation,
        forecast=forecast,
        comment=draw(optional),
        more_indicators=tuple(draw(st.lists(measures, max_size=2))),
        milestones=draw(steps),
        resources=draw(optional),
        predecessor=draw(optional),
        position=draw(st.integers(0, 9)),
    )


@st.composite
def plans(draw):
    numbers = draw(st.lists(st.integers(1, 99), min_size=1, max_size=4, unique=True))
    return [draw(actions(nr=f"S{number}")) for number in numbers]


def what_it_says(action):
    names = (
        "more_indicators",
        "milestones",
        "resources",
        "predecessor",
        "title",
        "scope",
        "aspect",
        "area",
        "goal",
        "accountable",
        "reporter",
        "start",
        "end",
        "continuous",
    )
    return [getattr(action, name) for name in (*names, "indicator", "baseline", "target", "implementation", "forecast")]


@needs_shared
@pytest.mark.parametrize("name", ["plan.xlsx", "plan.csv"])
def test_the_real_plan_comes_back_unchanged_after_a_round_trip(tmp_path, name):
    with MemoryStore().transaction() as ledger:
        import_plan([REAL], ledger, now=NOW, by="handslag")
        before = plan_list_json(ledger.actions.all())

        export_plan(ledger.actions.all(), tmp_path / name)
        report = import_plan([tmp_path / name], ledger, now=NOW, by="handslag")

        assert len(report.difference.unchanged) == 20
        assert not report.difference.to_save
        assert plan_list_json(ledger.actions.all()) == before


@needs_shared
def test_the_exported_workbook_has_the_same_sheets_headings_and_cells(tmp_path):
    export_plan(read_plan(REAL).actions, tmp_path / "plan.xlsx")

    theirs, ours = load_workbook(REAL), load_workbook(tmp_path / "plan.xlsx")

    assert ours.sheetnames == ["Stockholm", "Uppsala", "Gemensamma"]
    for sheet in ours:
        rows = [[cell.value for cell in row] for row in theirs[sheet.title].iter_rows(min_row=4)]
        kept = [row for row in rows if row[0] and row[0] != "Summa åtgärder:"]
        written = [[cell.value for cell in row] for row in sheet.iter_rows()]
        without_aspect = [[row[0], *row[2:]] for row in kept]
        assert [[row[0], *row[2:]] for row in written] == without_aspect
        assert all(row[1] for row in written)
        assert sheet["A1"].font.bold
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == f"A1:N{len(written)}"


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # shrinking a plan takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(plans(), st.sampled_from(["plan.xlsx", "plan.csv"]))
def test_any_plan_that_was_exported_and_imported_again_comes_back_the_same(tmp_path, plan, name):
    export_plan(plan, tmp_path / name)
    first = read_plan(tmp_path / name)
    assert first.errors == ()
    stored = first.actions

    export_plan(stored, tmp_path / name)
    again = read_plans([tmp_path / name], stored=stored)

    assert again.errors == ()
    assert compare(stored, again.actions, again.absent).to_save == ()
    assert {action.nr: what_it_says(action) for action in stored} == {a.nr: what_it_says(a) for a in plan}


def test_cells_that_begin_like_formulas_stay_texts(tmp_path):
    source = Source("plan.xlsx")
    plan = [
        Action(
            nr=f"S{number}", title=f"{sign}1+1 gör", source=source, comment=f"{sign}cmd|' /C calc'!A0", position=number
        )
        for number, sign in enumerate("=+-@", start=1)
    ]

    export_plan(plan, tmp_path / "plan.xlsx")
    export_plan(plan, tmp_path / "plan.csv")

    sheet = load_workbook(tmp_path / "plan.xlsx").worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}
    lines = (tmp_path / "plan.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[1] == "S1;'=1+1 gör;'=cmd|' /C calc'!A0"
    assert [action.title for action in read_plan(tmp_path / "plan.csv").actions] == [action.title for action in plan]


def test_a_changed_field_is_written_in_place_of_the_old_cell(tmp_path):
    book = Workbook()
    book.active.append(["Nr", "Åtgärd", "Tidplan", "Status", "Ort"])
    book.active.append(["1", "Gör", "våren 2027", "Pågår", "Umeå"])
    book.save(tmp_path / "plan.xlsx")
    (action,) = read_plan(tmp_path / "plan.xlsx").actions
    moved = Action(**{name: getattr(action, name) for name in Action.__slots__} | {"end": date(2028, 3, 31)})

    export_plan([moved], tmp_path / "new.xlsx")

    rows = [[cell.value for cell in row] for row in load_workbook(tmp_path / "new.xlsx").worksheets[0].iter_rows()]
    assert rows == [
        ["Nr", "Åtgärd", "Tidplan", "Status", "Ort"],
        ["1", "Gör", datetime(2028, 3, 31), "Pågår", "Umeå"],  # noqa: DTZ001 - what openpyxl reads
    ]


def test_a_plan_without_numbers_gets_a_column_for_them(tmp_path):
    book = Workbook()
    book.active.title = "Norr"
    book.active.append(["Åtgärd", "Status"])
    book.active.append(["Gör", "Pågår"])
    book.save(tmp_path / "plan.xlsx")

    export_plan(read_plan(tmp_path / "plan.xlsx").actions, tmp_path / "new.xlsx")

    rows = [[cell.value for cell in row] for row in load_workbook(tmp_path / "new.xlsx")["Norr"].iter_rows()]
    assert rows == [["Nr", "Åtgärd", "Status"], ["N1", "Gör", "Pågår"]]


def test_a_column_mapped_by_hand_gets_a_heading_that_every_import_knows(tmp_path):
    book = Workbook()
    book.active.append(["Nr", "Det vi gör", "Status"])
    book.active.append(["1", "Gör", "Pågår"])
    book.save(tmp_path / "plan.xlsx")

    export_plan(read_plan(tmp_path / "plan.xlsx", mapping={"Det vi gör": "title"}).actions, tmp_path / "new.xlsx")

    assert read_plan(tmp_path / "new.xlsx").actions[0].title == "Gör"


def test_another_kind_of_file_is_refused(tmp_path):
    with pytest.raises(PlanImportRefusal, match="cannot be saved as"):
        export_plan([], tmp_path / "plan.pdf")
    with pytest.raises(PlanImportRefusal, match="no folder"):
        export_plan([], tmp_path / "nowhere" / "plan.xlsx")
