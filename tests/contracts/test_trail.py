"""The audit trail on real databases: whatever is done to its rows by raw SQL, the first bad row is named (T20)."""

import threading
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from plans.audit import Break, Head, verify
from plans.stores.sql import SqlStore

NOON = datetime(2027, 10, 1, 12, 0, tzinfo=UTC)
LENGTH = 12

FLIPS = {
    "actor": ("UPDATE trail SET actor = 'eve' WHERE number = :row", "content"),
    "event": ("UPDATE trail SET event = 'update.forged' WHERE number = :row", "content"),
    "subject": ("UPDATE trail SET subject = 'z' WHERE number = :row", "content"),
    "time": ("UPDATE trail SET at = '2027-10-01 12:00:01.000000' WHERE number = :row", "content"),
    "details": ('UPDATE trail SET details = \'{"nr":"S7"}\' WHERE number = :row', "content"),
    "no details": ("UPDATE trail SET details = '{}' WHERE number = :row", "content"),
    "spoiled details": ("UPDATE trail SET details = 'nonsense' WHERE number = :row", "unreadable"),
    "hash": ("UPDATE trail SET hash = 'f00' WHERE number = :row", "content"),
    "previous": ("UPDATE trail SET previous = 'f00' WHERE number = :row", "order"),
    "deleted": ("DELETE FROM trail WHERE number = :row", "number"),
    "cut": ("DELETE FROM trail WHERE number >= :row", "cut"),
}


def filled(engine):
    store = SqlStore(engine)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM trail"))
    with store.transaction() as ledger:
        for number in range(LENGTH):
            ledger.trail.append(NOON, "anna@example.se", "reply.received", f"d{number}", nr="S6")
        return store, Head(LENGTH, ledger.trail.head().hash)


def found(store, *heads):
    with store.reading() as ledger:
        return verify(ledger.trail.each(), heads=heads)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(row=st.integers(1, LENGTH), how=st.sampled_from(sorted(FLIPS)))
def test_any_row_that_is_changed_or_taken_away_is_named(engine, row, how):
    statement, code = FLIPS[how]
    store, head = filled(engine)
    with engine.begin() as connection:
        connection.execute(text(statement), {"row": row})

    broken = found(store, head)

    expected = "cut" if (how, row) == ("deleted", LENGTH) else code
    assert broken == Break(row, expected)


@pytest.mark.parametrize(("one", "other"), [(1, 2), (3, 9), (11, 12)])
def test_rows_that_changed_places_are_named_by_the_first_of_them(engine, one, other):
    store, head = filled(engine)
    with engine.begin() as connection:
        for old, new in ((one, -1), (other, one), (-1, other)):
            connection.execute(text("UPDATE trail SET number = :new WHERE number = :old"), {"old": old, "new": new})

    assert found(store, head) == Break(one, "order")


def test_a_row_that_was_put_in_is_named(engine):
    store, head = filled(engine)
    copied = "SELECT 5, at, actor, event, 'put in', details, previous, hash FROM trail WHERE number = 4"
    with engine.begin() as connection:
        for number in range(LENGTH, 4, -1):
            connection.execute(text("UPDATE trail SET number = number + 1 WHERE number = :n"), {"n": number})
        connection.execute(
            text(f"INSERT INTO trail (number, at, actor, event, subject, details, previous, hash) {copied}")
        )

    assert found(store, head) == Break(5, "order")


def test_a_trail_that_was_written_anew_is_named_by_the_head_noted_before(engine):
    store, head = filled(engine)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM trail WHERE number > 6"))
    with store.transaction() as ledger:
        for number in range(6, LENGTH):
            ledger.trail.append(NOON, "anna@example.se", "reply.forged", f"d{number}")

    assert found(store) is None
    assert found(store, head) == Break(LENGTH, "rewritten")


def test_writers_at_the_same_time_never_follow_the_same_row(engine):
    filled(engine)
    stores = [SqlStore(engine) for _ in range(3)]

    def write(store, name):
        for number in range(8):
            with store.transaction() as ledger:
                ledger.trail.append(NOON, f"{name}@example.se", "reply.received", f"{name}{number}")

    threads = [threading.Thread(target=write, args=(store, f"w{n}"), daemon=True) for n, store in enumerate(stores)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    with stores[0].reading() as ledger:
        assert len(ledger.trail.all()) == LENGTH + 24
        assert verify(ledger.trail.each()) is None
        assert len(set(ledger.trail.people().values())) == 4


def test_people_are_numbers_in_the_trail_and_can_be_forgotten_while_it_holds(store):
    with store.transaction() as ledger:
        ledger.trail.append(NOON, "anna@example.se", "message.sent", "2027/first/0/bo@example.se", to="Bo@example.se")
        ledger.trail.append(NOON, "handslag", "person.saved", "anna@example.se")
    with store.transaction() as ledger:
        assert ledger.trail.forget("bo@example.se") == 2
        assert ledger.trail.forget("nobody@example.se") is None
        ledger.trail.append(NOON, "bo@example.se", "reply.received", "d1")

    with store.reading() as ledger:
        events = ledger.trail.all()
        assert [(event.actor, event.subject, event.details) for event in events] == [
            ("person 1", "2027/first/0/person 2", {"to": "person 2"}),
            ("handslag", "person 1", {}),
            ("person 3", "d1", {}),
        ]
        assert ledger.trail.people() == {1: "anna@example.se", 3: "bo@example.se"}
        assert verify(ledger.trail.each()) is None
