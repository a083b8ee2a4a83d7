"""What each may use of a model, counted the same in memory and in the database."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.database import open_database
from retrieval.models.allowance import Allowance, Limits, Rationed, Trouble
from retrieval.models.wording import Assignment, Excuse, Unworded
from retrieval.stores.model_use import MemoryUse, SqlUse
from retrieval.stores.tables import model_use
from tests.retrieval.model_world import Scripted

_NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
_TODAY = date(2026, 11, 22)
_ASKED = Assignment("?", "sv", ())


@pytest.fixture(params=["memory", "sqlite"])
def ledger(request, tmp_path):
    if request.param == "memory":
        yield MemoryUse()
        return
    engine = open_database(f"sqlite:///{tmp_path / 'use.db'}")
    yield SqlUse(engine)
    engine.dispose()


def _rationed(ledger, writer=None, *, limits=Limits(), person="anna@region.se", today=_TODAY, now=_NOW):  # noqa: B008 - frozen
    return Rationed(writer or Scripted(), Allowance(ledger, limits, lambda: now, today, person))


def _excuse(rationed):
    try:
        rationed.write(_ASKED)
    except Unworded as unworded:
        return unworded.excuse
    return None


def test_a_person_gets_todays_share_and_no_more(ledger):
    limits = Limits(questions_a_day=2)

    given = [_excuse(_rationed(ledger, limits=limits)) for _ in range(3)]

    assert given == [None, None, Excuse.QUOTA]


def test_one_persons_share_is_not_anothers(ledger):
    limits = Limits(questions_a_day=1)
    _excuse(_rationed(ledger, limits=limits))

    assert _excuse(_rationed(ledger, limits=limits, person="bo@region.se")) is None
    assert _excuse(_rationed(ledger, limits=limits, person=" Anna@Region.se")) is Excuse.QUOTA


def test_tomorrow_is_another_day(ledger):
    limits = Limits(questions_a_day=1)
    _excuse(_rationed(ledger, limits=limits))

    assert _excuse(_rationed(ledger, limits=limits, today=date(2026, 11, 23))) is None


def test_the_months_ceiling_is_everybodys_and_ends_with_the_month(ledger):
    limits = Limits(tokens_a_month=1000)
    Allowance(ledger, limits, lambda: _NOW, date(2026, 11, 2), "bo@region.se").spend(1000)

    assert _excuse(_rationed(ledger, limits=limits)) is Excuse.CEILING
    assert _excuse(_rationed(ledger, limits=limits, today=date(2026, 12, 1))) is None


def test_nought_is_no_limit(ledger):
    limits = Limits(questions_a_day=0, tokens_a_month=0)
    Allowance(ledger, limits, lambda: _NOW, _TODAY, "anna@region.se").spend(10**9)

    assert [_excuse(_rationed(ledger, limits=limits)) for _ in range(3)] == [None, None, None]


def test_a_model_that_failed_rests_a_minute_and_is_then_tried_again(ledger):
    broken, sound = Scripted(error=Unworded(Excuse.FAILED, "ReadTimeout")), Scripted()

    first = _excuse(_rationed(ledger, broken))
    soon = _excuse(_rationed(ledger, sound, now=_NOW + timedelta(seconds=59)))
    later = _excuse(_rationed(ledger, sound, now=_NOW + timedelta(seconds=60)))

    assert (first, soon, later) == (Excuse.FAILED, Excuse.RESTING, None)
    assert len(sound.given) == 1
    assert ledger.trouble("scripted:model") is None


def test_what_failed_is_remembered_for_who_looks_after_it(ledger):
    _excuse(_rationed(ledger, Scripted(error=Unworded(Excuse.FAILED, "ReadTimeout"))))

    assert ledger.trouble("scripted:model") == Trouble(_NOW, "ReadTimeout")


def test_a_clock_set_back_lets_no_model_rest_for_ever(ledger):
    ledger.note("scripted:model", Trouble(_NOW + timedelta(days=1), "ReadTimeout"))

    assert _excuse(_rationed(ledger)) is None


def test_use_is_forgotten_after_two_months_and_names_are_never_kept(tmp_path):
    engine = open_database(f"sqlite:///{tmp_path / 'use.db'}")
    ledger = SqlUse(engine)
    _excuse(_rationed(ledger, today=date(2026, 8, 1)))
    _excuse(_rationed(ledger))

    with engine.connect() as connection:
        rows = connection.execute(select(model_use)).all()
    engine.dispose()

    assert [row.day for row in rows] == ["2026-11-22"]
    assert "anna" not in str(rows)
