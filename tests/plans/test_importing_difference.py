"""What an import does to the plan that is stored."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from inline_snapshot import snapshot

from plans.importing.difference import compare
from plans.importing.numbering import numbered
from plans.model import Action, AssignmentRole, Person, Role, Source
from plans.planning import import_plan, plan_list_json
from plans.stores.memory import MemoryStore

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
HEAD = "Nr;Åtgärd;Huvudansvarig;E-post;Tidplan;Målvärde;Status;Kommentar\n"
S1 = "S1;Öva;Region Norr;a@norr.example;2027-06-30;2;Pågår;\n"
S2 = "S2;Mäta;Högskolan;b@norr.example;Q4 2027;18 %;Ej påbörjad;Väntar\n"


@pytest.fixture
def plan(tmp_path):
    def write(*rows, head=HEAD, name="plan.csv"):
        path = tmp_path / name
        path.write_text(head + "".join(rows), encoding="utf-8")
        return path

    return write


@pytest.fixture
def ledger():
    with MemoryStore().transaction() as opened:
        yield opened


def run(ledger, *paths, **arguments):
    return import_plan(paths, ledger, now=NOW, by="lead@norr.example", **arguments)


def action(nr, title, scope=None):
    return Action(nr=nr, title=title, scope=scope, source=Source("plan.xlsx"))


def test_the_first_import_creates_the_actions_their_reporters_and_an_event(plan, ledger):
    report = run(ledger, plan(S1, S2))

    assert report.to_json() == snapshot(
        {
            "files": ["plan.csv"],
            "dry_run": False,
            "created": ["S1", "S2"],
            "changed": [],
            "unchanged": [],
            "missing": [],
            "errors": [],
        }
    )
    assert [(p.address, p.role, p.organisation) for p in ledger.people.all()] == [
        ("a@norr.example", Role.OWNER, "Region Norr"),
        ("b@norr.example", Role.OWNER, "Högskolan"),
    ]
    assert [(event.event, event.subject) for event in ledger.trail.all()] == [("plan.imported", "plan.csv")]


def test_a_second_import_of_the_same_file_changes_nothing(plan, ledger):
    run(ledger, plan(S1, S2))

    report = run(ledger, plan(S1, S2))

    assert report.to_json()["unchanged"] == ["S1", "S2"]
    assert report.difference.to_save == ()


def test_changes_say_which_fields_and_missing_actions_stay(plan, ledger):
    run(ledger, plan(S1, S2))

    report = run(ledger, plan("S2;Mäta;Högskolan;b@norr.example;Q1 2028;20 %;Pågår;Väntar\n", "S3;Ny;KI;;;;;\n"))

    assert report.text("sv") == snapshot("""\
Planen är inläst. Nya åtgärder: 1, ändrade: 1, oförändrade: 0, saknas i filen: 1.
S2, slut: 2027-12-31 → 2028-03-31
S2, tidplan: Q4 2027 → Q1 2028
S2, målvärde: 18 % → 20 %
S2, genomförandestatus: Ej påbörjad → Pågår
S2, status: Ej påbörjad → Pågår
Finns i den sparade planen men inte i filen, och är kvar: S1.\
""")
    assert {one.nr for one in ledger.actions.all()} == {"S1", "S2", "S3"}


def test_a_dry_run_reports_and_stores_nothing(plan, ledger):
    report = run(ledger, plan(S1), dry_run=True)

    assert report.to_json()["created"] == ["S1"]
    assert (ledger.actions.all(), ledger.people.all(), ledger.trail.all()) == ((), (), ())


def test_an_import_with_errors_changes_nothing_and_reports_them_all(plan, ledger, tmp_path):
    good = plan(S1)
    bad = plan("S8;;KI;;;;;\n", "S9;Gör;KI;fel;snart;;;\n", name="fel.csv")
    broken = tmp_path / "trasig.xlsx"
    broken.write_bytes(b"nothing of the kind")

    report = run(ledger, good, bad, broken)

    assert ledger.actions.all() == ()
    assert [(error["file"], error["row"], error["code"]) for error in report.to_json()["errors"]] == [
        ("fel.csv", 2, "no_title"),
        ("fel.csv", 3, "bad_date"),
        ("fel.csv", 3, "bad_address"),
        ("trasig.xlsx", None, "broken"),
    ]
    assert report.text("en") == snapshot("""\
The plan has not been read and nothing has changed. Put this right (4) and try again:
fel.csv, row 2, Åtgärd: The row has no action: the column Åtgärd is empty. Write what is to be done, or delete the row.
fel.csv, row 3, Tidplan: snart in the column Tidplan cannot be read as a date or a period. Write for example 2027-06-30, Q4 2027, spring 2027, 2026–2029 or ongoing.
fel.csv, row 3, E-post: fel in the column E-post is not an e-mail address. Write an address such as name@organisation.org, or leave the cell empty.
trasig.xlsx: trasig.xlsx cannot be opened: the file is damaged or of another kind than its name says. Open it in its own program, save it again and try once more.\
""")  # noqa: E501 - what people read, as they read it


def test_a_column_that_the_file_lacks_keeps_what_is_stored(plan, ledger):
    run(ledger, plan(S2))

    run(ledger, plan("S2;Mäta oftare\n", head="Nr;Åtgärd\n"))

    (stored,) = ledger.actions.all()
    assert (stored.title, stored.accountable, stored.comment) == ("Mäta oftare", "Högskolan", "Väntar")


def test_an_emptied_cell_empties_the_field(plan, ledger):
    run(ledger, plan(S2))

    run(ledger, plan("S2;Mäta;Högskolan;b@norr.example;Q4 2027;18 %;Ej påbörjad;\n"))

    assert ledger.actions.all()[0].comment is None


def test_somebody_who_may_more_than_an_owner_keeps_their_role(plan, ledger):
    ledger.people.save([Person(address="a@norr.example", role=Role.COORDINATOR), Person(address="b@norr.example")])

    run(ledger, plan(S1, S2))

    assert [person.role for person in ledger.people.all()] == [Role.COORDINATOR, Role.OWNER]


def test_a_plan_without_numbers_keeps_them_when_rows_move_and_titles_are_corrected(plan, ledger):
    head = "Åtgärd;Huvudansvarig;Status\n"
    run(ledger, plan("Öva omställning;KI;Pågår\n", "Mäta väntetider i vården;KTH;Pågår\n", head=head))

    rows = ("Helt ny;KI;Klar\n", "Mäta väntetiderna i vården;KTH;Pågår\n", "Öva omställning;KI;Pågår\n")
    report = run(ledger, plan(*rows, head=head))

    assert {one.nr: one.title for one in ledger.actions.all()} == {
        "1": "Öva omställning",
        "2": "Mäta väntetiderna i vården",
        "3": "Helt ny",
    }
    assert report.to_json()["missing"] == []


def test_new_rows_without_a_number_go_on_with_their_sheets_letters():
    plan = [action("S1", "A", "Stockholm"), action("", "B", "Stockholm"), action("", "C", "Uppsala"), action("", "D")]

    assert [one.nr for one in numbered(plan)] == ["S1", "S2", "U1", "1"]


def test_moved_rows_are_saved_without_being_reported_as_changed():
    stored = action("S1", "A")
    moved = replace(stored, source=Source("plan.xlsx", None, 9))

    difference = compare([stored], [moved])

    assert (difference.changed, difference.unchanged, difference.to_save) == ((), (stored,), (moved,))


def test_the_list_has_numbers_as_numbers_and_null_for_what_is_missing(plan, ledger):
    run(ledger, plan(S1))

    assert plan_list_json(ledger.actions.all()) == snapshot(
        [
            {
                "nr": "S1",
                "title": "Öva",
                "aspect": None,
                "area": None,
                "goal": None,
                "accountable": "Region Norr",
                "contributors": [],
                "reporter": "a@norr.example",
                "start": None,
                "end": "2027-06-30",
                "continuous": False,
                "schedule_text": "2027-06-30",
                "indicator": None,
                "baseline": None,
                "target": 2,
                "implementation": "in_progress",
                "forecast": None,
                "comment": None,
                "source": {"file": "plan.csv", "sheet": None, "row": 2},
                "scope": None,
                "indicators": [],
                "milestones": [],
                "resources": None,
                "predecessor": None,
            }
        ]
    )


def test_a_new_reporter_in_the_plan_begins_on_the_day_of_the_import(plan, ledger):
    run(ledger, plan(S1))

    run(ledger, plan(S1.replace("a@norr.example", "ny@norr.example")), today=date(2027, 5, 1))

    history = [one for one in ledger.plans.assignments("S1") if one.role is AssignmentRole.REPORTER]
    assert [(one.who, one.first, one.last) for one in history] == [
        ("a@norr.example", None, date(2027, 4, 30)),
        ("ny@norr.example", date(2027, 5, 1), None),
    ]


def test_seven_kinds_of_errors_give_seven_clear_messages_and_nothing_is_changed(ledger, tmp_path):
    head = "Nr;Åtgärd;E-post;Start;Slut;Indikator;Utgångsvärde;Målvärde;Målår;Status;Milstolpar\n"
    rows = [
        "S1;Öva;anna@norr.example;2027-01-01;2027-12-31;Antal;1;2;2028;Pågår;Plan (mars 2027)\n",
        "S2;;bo@norr.example;;2027-12-31;;;;;;\n",
        "S3;Mäta;bo utan adress;;2027-12-31;;;;;;\n",
        "S4;Bygga;bo@norr.example;;31 juni 2027;;;;;;\n",
        "S5;Köpa;bo@norr.example;2028-01-01;2027-01-01;;;;;;\n",
        "S6;Sälja;bo@norr.example;;2027;Andel;10 %;140 %;;;\n",
        "S7;Riva;bo@norr.example;;2027;Antal;1;2;20288;Lite grann;\n",
        "S1;Öva igen;bo@norr.example;;2027;;;;;;\n",
        "S8;Resa;bo@norr.example;;2027;;;;;;Biljett (31 juni 2027)\n",
    ]
    path = tmp_path / "plan.csv"
    path.write_text(head + "".join(rows), encoding="utf-8")

    report = run(ledger, path)

    assert [(error["row"], error["code"], error["column"]) for error in report.to_json()["errors"]] == snapshot(
        [
            (3, "no_title", "Åtgärd"),
            (4, "bad_address", "E-post"),
            (5, "bad_date", "Slut"),
            (6, "end_before_start", "Slut"),
            (7, "share_over_whole", "Målvärde"),
            (8, "unknown_status", "Status"),
            (8, "bad_year", "Målår"),
            (10, "bad_date", "Milstolpar"),
            (9, "duplicate_number", "Nr"),
        ]
    )
    messages = {error["message"] for error in report.to_json("sv")["errors"]}
    assert len(messages) == len(report.errors)
    assert (ledger.actions.all(), ledger.people.all(), ledger.trail.all()) == ((), (), ())
    assert ledger.plans.assignments() == ()
