"""Measure a large plan: `python -m benchmarks.plan [ACTIONS]`, 10,000 actions by default, and half of that beside it.

One person in two actions, on SQLite as the program opens it. Measured are importing, opening a cycle, the tick in which
everybody is due, sending as the outbox would mark it, `cycle status`, 200 answers and freezing; twice the plan should
take twice the time. Each step is told in seconds by the clock and of the processor.
"""

import itertools
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Final

from bot.database import open_database
from plans.cycle.asking import AskingRules
from plans.followup import Followup
from plans.model import Action, DispatchState, Person, Reading, Role, Source
from plans.stores.base import Store
from plans.stores.sql import SqlStore

COORDINATOR: Final = "samordnare@region.example"
ANSWERS: Final = 200
_OPENED: Final = datetime(2027, 9, 1, 8, 0, tzinfo=UTC)
_DUE: Final = date(2027, 10, 29)
_FIRST: Final = datetime(2027, 10, 1, 7, 0, tzinfo=UTC)  # 09:00 in Stockholm, the day of the first question
_REMINDED: Final = datetime(2027, 10, 15, 7, 0, tzinfo=UTC)


def owner(number: int) -> str:
    """Return the address of one of the reporters."""
    return f"person{number:05}@region.example"


def actions(many: int) -> Iterator[Action]:
    """Yield `many` actions, two to a reporter, in thirteen areas of five aspects."""
    for number in range(many):
        yield Action(
            nr=f"A{number + 1}",
            title=f"Åtgärd nummer {number + 1} för hälsodata, prövningar och beredskap i regionen",
            source=Source("plan.xlsx", "Plan", number + 2),
            scope=("Stockholm", "Uppsala", "Gemensamma")[number % 3],
            aspect=f"Aspekt {number % 13 % 5 + 1}",
            area=f"Område {number % 13 + 1}",
            goal="Kortare väntan på utlämnande av hälsodata till forskning",
            accountable=f"Organisation {number % 150}",
            reporter=owner(number // 2),
            start=date(2026, 1, 1),
            end=date(2029, 12, 31),
            indicator="Antal genomförda övningar",
            baseline=Decimal(0),
            target=Decimal(10),
            position=number,
        )


def measured(store: Store, many: int) -> dict[str, tuple[float, float]]:
    """Play what a cycle does with a plan of `many` actions; return the seconds of each step, clock and processor."""
    numbers = itertools.count()
    follow_up = Followup(store, lambda: f"id{next(numbers)}", AskingRules())
    seconds: dict[str, tuple[float, float]] = {}

    def step(name: str, work: Callable[[], object]) -> None:
        began, worked = time.perf_counter(), time.process_time()
        work()
        seconds[name] = (round(time.perf_counter() - began, 2), round(time.process_time() - worked, 2))

    step("store the plan", lambda: _plan(store, many))
    step("open the cycle", lambda: follow_up.open_cycle(2027, _DUE, _OPENED, COORDINATOR))
    step("first tick, everybody due", lambda: follow_up.tick(_FIRST))
    step("mark all as sent", lambda: _sent(store))
    step("a tick with nothing to do", lambda: follow_up.tick(_FIRST + timedelta(minutes=1)))
    step("reminders to everybody", lambda: follow_up.tick(_REMINDED))
    step(f"{ANSWERS} answers", lambda: _answers(follow_up))
    step("cycle status", lambda: follow_up.status(2027, _REMINDED + timedelta(hours=2)))
    step("cycle status again", lambda: follow_up.status(2027, _REMINDED + timedelta(hours=2)))
    step("close", lambda: follow_up.close(2027, _REMINDED + timedelta(hours=3), COORDINATOR))
    step("freeze", lambda: follow_up.compile(2027, _REMINDED + timedelta(hours=4), COORDINATOR))
    return seconds


def _plan(store: Store, many: int) -> None:
    with store.transaction() as ledger:
        ledger.actions.save(actions(many))
        people = [Person(address=owner(number), name=f"Person {number}") for number in range((many + 1) // 2)]
        ledger.people.save([*people, Person(address=COORDINATOR, role=Role.COORDINATOR)])


def _sent(store: Store) -> None:
    with store.transaction() as ledger:
        for dispatch in ledger.dispatches.queued(1_000_000):
            ledger.dispatches.save(replace(dispatch, state=DispatchState.SENT, sent_at=_FIRST))


def _answers(follow_up: Followup) -> None:
    for number in range(ANSWERS):
        now, nr, author = _REMINDED + timedelta(seconds=number), f"A{2 * number + 1}", owner(number)
        follow_up.take_reply(nr, "Vi har genomfört 3 övningar.", author, Reading(language="sv"), now)
        follow_up.confirm(nr, author, now)


def main(arguments: list[str]) -> int:
    """Measure the plan and half of it; print the seconds as JSON; return the exit status."""
    many = int(arguments[0]) if arguments else 10_000
    found = {}
    for size in (many // 2, many):
        with tempfile.TemporaryDirectory() as folder:
            engine = open_database(f"sqlite:///{Path(folder) / 'handslag.db'}")
            found[f"{size} actions"] = measured(SqlStore(engine), size)
            engine.dispose()
    sys.stdout.write(json.dumps(found, indent=2, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
