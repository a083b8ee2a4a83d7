"""What the checks must catch: each rule of asking broken in turn, and the check that has to name it.

`python -m benchmarks.simulation.mutants` plays short, rough weeks with one function replaced at a time, from one seed
to the next until a check finds something, and says which did. ``tests/plans/test_simulation.py`` does the same.
"""

import itertools
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from typing import Any, Final
from unittest.mock import patch

from benchmarks.simulation.checks import breaches
from benchmarks.simulation.playing import World
from benchmarks.simulation.world import Hazards, Size
from bot import logs, outbox
from plans import reminders
from plans.cycle import answering, asking_round, handing_over, plan_edits, posting
from plans.cycle.calendar import WorkingDays, WorkingTime
from plans.cycle.contacts import Contacts
from plans.model import Dispatch, Person, RequestState
from plans.stores import memory
from plans.stores.memory import MemoryLedger, MemoryStore

ROUGH: Final = Hazards(
    dies=0.03,
    fails=0.03,
    is_left_open=0.03,
    overlaps=0.05,
    stops=0.25,
    acts=0.4,
    sleeps=0.06,
    clock=0.02,
    both=0.2,
    at_once=0.1,
    absences=4,
    paced=0.6,
)
WEEKS: Final = Size(
    owners=12,
    actions=36,
    organisations=5,
    hazards=ROUGH,
    first=date(2027, 10, 18),
    last=date(2027, 12, 10),
    rounds=((2027, date(2027, 10, 18), date(2027, 11, 19)),),
)
HOLIDAYS: Final = replace(
    WEEKS, first=date(2028, 3, 27), last=date(2028, 5, 20), rounds=((2028, date(2028, 3, 27), date(2028, 5, 2)),)
)
SEEDS: Final = 12  # how many stories are tried before a mutant counts as not caught

Broken = AbstractContextManager[object]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule that is broken: how, and which checks may be the one to see it."""

    name: str
    breaks: tuple[Callable[[], Broken], ...]
    caught_by: frozenset[str]
    size: Size = WEEKS


def caught(mutant: Mutant) -> tuple[frozenset[str], int]:
    """Return the checks that found something in the first story in which one of the mutant's did, and its seed."""
    with ExitStack() as stack:
        for each in mutant.breaks:
            stack.enter_context(each())
        for seed in range(SEEDS):
            found = frozenset(breaches(World(MemoryStore(), seed, mutant.size).play())[1])
            if found & mutant.caught_by:
                return found, seed
    return frozenset(), SEEDS


def _instead(where: Any, name: str, other: Any) -> Callable[[], Broken]:  # noqa: ANN401 - whatever is there
    return lambda: patch.object(where, name, other)


def _nothing(*_: object, **__: object) -> None:
    return None


def _no_day(*_: object) -> frozenset[str]:
    return frozenset()


def _asked_of_the_substitute(contacts: Contacts, address: str, _: date) -> str | None:
    away = contacts.away(address)
    return away.substitute if away else address


def _asked_of_no_substitute(contacts: Contacts, address: str, _: date) -> str | None:
    return None if contacts.away(address) else address


def _asked_of_whoever_is_named(case: reminders.Case) -> str | None:
    return case.request.addressee


def _unmoved(case: reminders.Case) -> str | None:
    """Put-offs count for nothing; absences do."""
    return case.request.addressee and case.contacts.answering(case.request.addressee, case.request.due)


def _crossed_on_the_day(case: reminders.Case, *thresholds: int) -> tuple[int, date] | None:
    days = ((count, case.rules.days.shift(case.request.due, count)) for count in thresholds)
    return next((found for found in days if found[1] == case.day), None)


def _three_days_early(case: reminders.Case, rule: str, step: int, recipients: Any) -> Iterator[reminders.Nudge]:  # noqa: ANN401
    if case.request.state in reminders._OPEN and case.crossed(step - 3):  # noqa: SLF001 - what is broken is its own
        told = {person for person, earlier in case.escalated if earlier >= step}
        for to in recipients(case):
            if to not in told and to != case.request.addressee:
                yield reminders.Nudge(to, rule, step, case.request)


_SUMMER: Final = timezone(timedelta(hours=2))  # what the clocks show until they are put back


def _open_by_summer_time(hours: WorkingTime, moment: datetime) -> bool:
    local = moment.astimezone(_SUMMER)
    return hours.first <= local.time() <= hours.last and hours.days.includes(local.date())


def _sent_by_summer_time(hours: WorkingTime, moment: datetime) -> datetime:
    local = moment.astimezone(_SUMMER)
    usual = datetime.combine(local.date(), hours.usual, tzinfo=_SUMMER)
    if hours.days.includes(local.date()) and local.time() <= hours.last:
        return max(moment, usual)
    day = hours.days.on_or_after(local.date() + timedelta(days=1))
    return datetime.combine(day, hours.usual, tzinfo=_SUMMER)


def _claimed_without_a_mark(
    ledger: MemoryLedger, channels: frozenset[str], now: datetime, to: str | None, sift: outbox.Sift
) -> tuple[Dispatch, Person] | None:
    while queued := ledger.dispatches.queued(1, until=now, channels=channels, to=to):
        for dispatch in sift(ledger, queued):
            return replace(dispatch, sent_at=now), ledger.people.get(dispatch.to) or Person(address=dispatch.to)
    return None


def _successor_forgotten() -> Broken:
    saved = memory._Cycles.save_requests  # noqa: SLF001 - the store that is broken here

    def save(cycles: Any, requests: Any) -> None:  # noqa: ANN401 - as there
        saved(cycles, [each for each in requests if each.replaces is None])

    return patch.object(memory._Cycles, "save_requests", save)  # noqa: SLF001 - as above


def _still_the_old_owner() -> Broken:
    moved = handing_over.replace_request

    def move(desk: Any, request: Any, _: Any, **options: Any) -> Any:  # noqa: ANN401 - as there
        return moved(desk, request, request.addressee, **options)

    return patch.object(handing_over, "replace_request", move)


@contextmanager
def _two_at_once() -> Iterator[None]:
    """A transaction keeps nobody out, the later one knows nothing of the earlier, and no key is unique."""
    numbers = itertools.count()

    @contextmanager
    def transaction(store: Any) -> Iterator[MemoryLedger]:  # noqa: ANN401 - a store whose lock is not held
        records = store._records.copy()  # noqa: SLF001 - as above
        yield MemoryLedger(records)
        time.sleep(0.0005)
        for name in records.__slots__:
            getattr(store._records, name).update(getattr(records, name))  # noqa: SLF001 - as above

    def add(dispatches: Any, dispatch: Dispatch) -> bool:  # noqa: ANN401 - the store's
        dispatch = replace(dispatch, key=f"{dispatch.key}/{next(numbers)}")
        dispatches._records.dispatches[dispatch.key] = dispatch  # noqa: SLF001 - as above
        return True

    with patch.object(MemoryStore, "transaction", transaction), patch.object(memory._Dispatches, "add", add):  # noqa: SLF001
        yield


def _mutant(name: str, caught_by: str, *breaks: Callable[[], Broken], size: Size = WEEKS) -> Mutant:
    return Mutant(name, breaks, frozenset(caught_by.split()), size)


MUTANTS: Final = (
    _mutant(
        "more than one unsolicited message a day",
        "once_a_day",
        _instead(reminders, "_written_to", _no_day),
        _instead(posting, "_written_today", lambda *_: set()),
    ),
    _mutant("asked while away", "asked_rightly", _instead(Contacts, "answering", lambda _c, address, _d: address)),
    _mutant(
        "a substitute asked for somebody who is soon back",
        "asked_rightly",
        _instead(Contacts, "answering", _asked_of_the_substitute),
    ),
    _mutant("no substitute asked", "everyone_is_asked", _instead(Contacts, "answering", _asked_of_no_substitute)),
    _mutant(
        "an absence that never ends",
        "everyone_is_asked asked_rightly",
        _instead(Contacts, "_covers", lambda contacts, absence: absence.first <= contacts.day),
    ),
    _mutant("not withdrawn on an answer", "not_when_answered", _instead(answering, "withdraw", _nothing)),
    _mutant(
        "asked after an answer",
        "not_when_answered",
        _instead(reminders, "_OPEN", reminders._OPEN | {RequestState.SUBMITTED}),  # noqa: SLF001 - what is broken
        _instead(reminders, "_LIVE", reminders._LIVE | {RequestState.SUBMITTED}),  # noqa: SLF001 - as above
    ),
    _mutant("not withdrawn on a hand-over", "asked_rightly", _instead(handing_over, "withdraw", _nothing)),
    _mutant("to the old owner after a reassignment", "asked_rightly", _still_the_old_owner),
    _mutant("a request lost at a hand-over", "one_live_request_each_day", _successor_forgotten),
    _mutant("sent again after a crash", "never_twice once_a_day", _instead(outbox, "_claim", _claimed_without_a_mark)),
    _mutant("doubled by two that tick at once", "once_a_day never_twice", _two_at_once),
    _mutant(
        "on a day off",
        "in_working_time",
        _instead(WorkingDays, "includes", lambda _, day: day.weekday() < 5),  # noqa: PLR2004 - Saturday
        size=HOLIDAYS,
    ),
    _mutant("on a weekend", "in_working_time", _instead(WorkingDays, "includes", lambda *_: True)),
    _mutant(
        "by summer time when it has ended",
        "in_working_time",
        _instead(WorkingTime, "is_open", _open_by_summer_time),
        _instead(WorkingTime, "next_sending", _sent_by_summer_time),
    ),
    _mutant("an offer that never falls", "offers_fall", _instead(asking_round, "expire_offers", _nothing)),
    _mutant(
        "asked although put off",
        "rests_when_put_off",
        _instead(reminders, "_asked_of", _unmoved),
    ),
    _mutant(
        "asked of the one it was given to, whatever they have said",
        "asked_rightly rests_when_put_off",
        _instead(reminders, "_asked_of", _asked_of_whoever_is_named),
    ),
    _mutant("escalated three days early", "not_too_early", _instead(reminders, "_escalate", _three_days_early)),
    _mutant("asked after the action has ended", "not_when_over", _instead(plan_edits, "_cancelled", lambda *_: [])),
    _mutant("reminded every day", "days_apart", _instead(reminders, "_far_enough", lambda _: True)),
    _mutant("only on the very day", "everyone_is_asked", _instead(reminders.Case, "crossed", _crossed_on_the_day)),
    _mutant("an answer that is not kept", "every_answer_is_kept", _instead(memory._Updates, "add", _nothing)),  # noqa: SLF001
)


def main() -> int:
    """Say of each mutant which check saw it; return 1 where one was not seen."""
    logs.set_up(verbose=False)
    missed = 0
    for mutant in MUTANTS:
        found, seed = caught(mutant)
        missed += not found
        sys.stdout.write(f"{mutant.name}: {', '.join(sorted(found)) or 'NOT CAUGHT'} (seed {seed})\n")
    sys.stdout.write(f"{len(MUTANTS) - missed} of {len(MUTANTS)} caught\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
