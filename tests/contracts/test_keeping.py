"""Removing by age and for a person on real databases: the same on SQLite and PostgreSQL."""

from datetime import UTC, date, datetime

from plans.audit import verify
from plans.model import Absence, Dispatch, Person
from plans.stores.sql import SqlStore
from plans.stores.sql_keeping import Column, SqlKeeping

NOON = datetime(2027, 10, 1, 12, 0, tzinfo=UTC)
ASA = "asa@example.se"


def filled(engine):
    store = SqlStore(engine)
    with store.transaction() as ledger:
        ledger.people.save([Person(address=ASA, name="Åsa Öberg"), Person(address="bo@example.se")])
        ledger.people.save_absence(Absence(address=ASA, first=date(2027, 9, 1), last=date(2027, 9, 9)))
        ledger.people.save_absence(
            Absence(address="bo@example.se", first=date(2027, 9, 1), last=date(2027, 9, 9), substitute=ASA)
        )
        ledger.dispatches.add(
            Dispatch(
                key=f"2027/offered/{ASA}", to=ASA, text_key="asking.delegation.offered", values={"giver": "Åsa Öberg"},
                nrs=(), year=2027, rule="offered", step="0", why=f"Åsa Öberg ({ASA})", at=NOON,
            )
        )  # fmt: skip
        ledger.trail.append(NOON, ASA, "delegation.offered", "d1", receiver="bo@example.se")
    return store


def note(ledger, *_counts):
    ledger.trail.append(NOON, "bo@example.se", "person.erased", ASA)


def test_a_person_is_removed_or_numbered_everywhere_and_the_trail_holds(engine):
    store = filled(engine)

    erased = SqlKeeping(engine).erase(ASA, "Åsa Öberg", [(Column("chat_memory", "person"), ASA)], note)

    assert (erased.removed, erased.kept) == ({"people": 1, "absences": 1}, {})
    with store.reading() as ledger:
        (dispatch,) = ledger.dispatches.all()
        assert (dispatch.key, dispatch.to) == ("2027/offered/person 1", "person 1")
        assert (dispatch.values, dispatch.why) == ({"giver": "person 1"}, "person 1 (person 1)")
        assert ledger.trail.people() == {2: "bo@example.se"}
        assert [event.subject for event in ledger.trail.all()] == ["d1", "person 1"]
        assert verify(ledger.trail.each()) is None


def test_a_dry_run_tells_the_same_and_changes_nothing(engine):
    store = filled(engine)
    with store.reading() as ledger:
        before = (ledger.people.all(), ledger.dispatches.all(), ledger.trail.people())

    dry = SqlKeeping(engine).erase(ASA, "Åsa Öberg", [], None)

    assert dry.removed == {"people": 1, "absences": 1}
    with store.reading() as ledger:
        assert (ledger.people.all(), ledger.dispatches.all(), ledger.trail.people()) == before


def test_what_is_older_than_its_time_goes_and_the_day_itself_stays(engine):
    store = filled(engine)
    others = {"memory": Column("chat_memory", "at")}
    due = {
        "absences": datetime(2027, 9, 9, 12, tzinfo=UTC),
        "dispatches": datetime(2027, 10, 2, tzinfo=UTC),
        "memory": NOON,
    }

    counts = SqlKeeping(engine).remove_due(due, others, note)

    assert counts == {"absences": 0, "dispatches": 1, "memory": 0}
    with store.reading() as ledger:
        assert ledger.dispatches.all() == ()
        assert len(ledger.people.absences()) == 2
