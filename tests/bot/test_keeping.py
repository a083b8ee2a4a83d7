"""What is kept and what goes, as the command line does it."""

import json
import sqlite3

import pytest

from plans.refusals import PlanRefusal
from plans.retention import decided

OPENED, ANSWERED, LATER = "2027-10-01T10:00", "2027-10-04T10:00", "2030-06-01T10:00"
LEAD, GOING, STAYING = "samordnare@havsbandet.example", "ovning@kusten.example", "lager@havsbandet.example"


def worked(handslag, plan):
    handslag("plan", "import", plan, "--now", OPENED)
    handslag("people", "add", LEAD, "--role", "coordinator", "--now", OPENED)
    handslag("people", "add", GOING, "--name", "Åsa Övningsson", "--slack", "U0199", "--now", OPENED)
    handslag("cycle", "open", "2027", "--due", "2027-10-29", "--now", OPENED)
    handslag("cycle", "remind", "--now", ANSWERED)
    handslag("people", "away", GOING, "--from", "2027-10-20", "--to", "2027-10-22", "--now", ANSWERED)
    handslag("reply", "H1", "Två övningar är klara.", "--as", GOING, "--confirm", "--now", ANSWERED)


def replaced(handslag, home):
    """Hand what the leaving person has to somebody else."""
    handslag("people", "leave", GOING, "--to", STAYING, "--now", ANSWERED)


def texts_of(home):
    """Return every text that the database and the files of the home hold, by where it stands."""
    found = {}
    with sqlite3.connect(home / "handslag.db") as database:
        for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            rows = database.execute(f'SELECT * FROM "{table}"').fetchall()
            found[table] = " ".join(str(value) for row in rows for value in row)
    return found


def test_retention_tells_three_classes_apart_and_what_is_due(handslag, plan):
    worked(handslag, plan)

    shown = {row["kind"]: row for row in handslag("retention", "show", "--json", "--now", LATER).json}

    assert (shown["updates"]["class"], shown["updates"]["days"]) == ("preserved", None)
    assert (shown["dispatches"]["class"], shown["threads"]["class"]) == ("disposed", "weeded")
    assert shown["dispatches"]["due"] > 0
    assert shown["absences"]["due"] == 1


def test_disposal_waits_for_a_decision_and_is_then_done_with_a_protocol_while_the_trail_holds(handslag, plan, home):
    worked(handslag, plan)
    dry = handslag("retention", "run", "--dry-run", "--json", "--now", LATER).json
    undecided = handslag("retention", "run", "--json", "--now", LATER).json

    done = handslag("retention", "run", "--decision", "RS 2030-0007", "--json", "--now", LATER)

    assert {row["kind"] for row in undecided["waiting_for_decision"]} >= {"dispatches", "absences"}
    assert done.json["removed"] == dry["removed"]
    assert handslag("retention", "show", "--json", "--now", LATER).json[9]["due"] == 0
    assert handslag("audit", "verify").status == 0
    files = sorted(path.suffix for path in (home / "audit").glob("retention-*"))
    assert files == [".json", ".json", ".txt", ".txt"]
    event = handslag("audit", "export").json[-1]
    assert (event["event"], event["subject"]) == ("retention.run", "RS 2030-0007")
    assert all(value.isdigit() for value in event["details"].values())


def test_the_authority_decides_otherwise_in_a_file_of_the_home(handslag, plan, home):
    worked(handslag, plan)
    (home / "retention.toml").write_text(
        'decision = "RS 1"\n[dispatches]\nclass = "preserved"\n[absences]\ndays = 30\nground = "Beslut RS 1"\n', "utf-8"
    )

    removed = handslag("retention", "run", "--json", "--now", "2027-12-01T10:00").json["removed"]

    assert [(row["kind"], row["ground"]) for row in removed] == [("absences", "Beslut RS 1")]


@pytest.mark.parametrize(
    "text", ["[", "[nothing]\ndays = 1", "[trail]\nclass='weeded'\ndays = 5", "[drafts]\ndays = 0"]
)
def test_a_file_that_cannot_be_followed_is_refused(text):
    with pytest.raises(PlanRefusal):
        decided(text)


def test_who_still_has_questions_is_not_erased_and_only_a_coordinator_erases(handslag, plan):
    worked(handslag, plan)

    still = handslag("people", "erase", GOING, "--as", LEAD, "--now", ANSWERED)

    assert still.status == 1
    assert "H3" in still.err
    assert handslag("people", "erase", STAYING, "--as", GOING, "--now", ANSWERED).status == 1
    assert handslag("people", "erase", "ingen@kusten.example", "--as", LEAD, "--now", ANSWERED).status == 1


def test_after_erasure_the_person_stands_only_where_the_report_says(handslag, plan, home):
    worked(handslag, plan)
    replaced(handslag, home)
    before = texts_of(home)
    dry = handslag("people", "erase", GOING, "--as", LEAD, "--dry-run", "--json", "--now", ANSWERED)
    assert texts_of(home) == before

    done = handslag("people", "erase", GOING, "--as", LEAD, "--json", "--now", ANSWERED)

    assert done.status == 0, done.err
    assert dry.json["removed"] == done.json["removed"]
    assert done.json["removed"]["people"] == done.json["removed"]["absences"] == 1
    told = {row["place"] for row in done.json["kept"]}
    for spelling in (GOING, "Åsa Övningsson", json.dumps("Åsa Övningsson")[1:-1]):
        assert {table for table, content in texts_of(home).items() if spelling in content} <= told
        for file in home.rglob("*"):
            if file.is_file() and not file.name.startswith("handslag.db"):
                assert spelling.encode() not in file.read_bytes() or str(file.relative_to(home)) in told
    assert "updates" in told
    assert all(row["reason_sv"] and row["reason_en"] for row in done.json["kept"])
    assert b"U0199" not in (home / "handslag.db").read_bytes()
    assert handslag("audit", "verify").status == 0
