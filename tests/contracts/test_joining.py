"""What is written together becomes true together, on SQLite and on PostgreSQL."""

import threading
from datetime import UTC, datetime

import pytest

from bot.joining import ApartEngine, Turns
from bot.memory import Kept, SqlMemory
from plans.refusals import PlanRefusal
from plans.stores.sql import SqlStore

NOW = datetime(2027, 10, 4, 8, 0, tzinfo=UTC)


def noted(engine):
    return SqlMemory(engine).get("anna", "", Kept.TOPIC, NOW)


def note(engine, value):
    SqlMemory(engine).keep("anna", "", Kept.TOPIC, value, NOW)


def test_what_is_written_in_several_transactions_stays_together(engine):
    store = SqlStore(engine)

    with engine.together():
        note(engine, "S1")
        with store.transaction() as ledger:
            ledger.trail.append(NOW, "anna@x.se", "asked", "S1")
        seen_within = noted(engine)
        with store.reading() as ledger:
            head = ledger.trail.head()

    assert seen_within == "S1"
    assert head.event == "asked"
    assert noted(engine) == "S1"


def test_nothing_of_it_stays_when_the_end_is_not_reached(engine):
    store = SqlStore(engine)

    with pytest.raises(KeyboardInterrupt), engine.together():  # noqa: PT012 - what is written before the end is the point
        note(engine, "S1")
        with store.transaction() as ledger:
            ledger.trail.append(NOW, "anna@x.se", "asked", "S1")
        raise KeyboardInterrupt

    assert noted(engine) is None
    with store.reading() as ledger:
        assert ledger.trail.all() == ()


def test_a_part_that_is_refused_takes_nothing_else_with_it(engine):
    with engine.together():
        note(engine, "S1")
        with pytest.raises(PlanRefusal), SqlStore(engine).transaction() as ledger:  # noqa: PT012 - what is written before the end is the point
            ledger.trail.append(NOW, "anna@x.se", "asked", "S1")
            raise PlanRefusal("plans.not_yours", nr="S1")

    assert noted(engine) == "S1"
    with SqlStore(engine).reading() as ledger:
        assert ledger.trail.all() == ()


def test_what_stands_apart_stays_whatever_becomes_of_the_rest(engine):
    with pytest.raises(KeyboardInterrupt), engine.together():  # noqa: PT012 - what is written before the end is the point
        note(ApartEngine(engine), "apart")
        with engine.apart():
            SqlMemory(engine).keep("bo", "", Kept.TOPIC, "apart", NOW)
        SqlMemory(engine).keep("cia", "", Kept.TOPIC, "together", NOW)
        raise KeyboardInterrupt

    memory = SqlMemory(engine)
    assert [memory.get(who, "", Kept.TOPIC, NOW) for who in ("anna", "bo", "cia")] == ["apart", "apart", None]


def test_another_thread_writes_for_itself(engine):
    with engine.together():
        thread = threading.Thread(target=note, args=(engine, "elsewhere"))
        thread.start()
        thread.join(10)
        found = noted(engine)

    assert found == "elsewhere"


def test_what_is_written_together_is_not_begun_twice(engine):
    with engine.together(), pytest.raises(RuntimeError, match="another such block"), engine.together():
        pass


def test_writers_take_turns_and_one_goes_first():
    turns, order = Turns(), []
    entered = threading.Event()

    def write(name, first):
        with turns.turn(first=first):
            order.append(name)

    with turns.turn(), turns.turn():
        entered.set()
        threads = []
        for name, first in (("one", False), ("two", False), ("first", True)):
            thread = threading.Thread(target=write, args=(name, first))
            thread.start()
            threads.append(thread)
            while len(turns._waiting) < len(threads):
                pass
    for thread in threads:
        thread.join(5)

    assert order == ["first", "one", "two"]
