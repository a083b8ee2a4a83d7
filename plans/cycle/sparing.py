"""Why nothing is sent about a question at the next sending time, and when something will be: for whoever asks."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from plans.cycle.asking_round import RUNNING, situation_of
from plans.cycle.desk import Desk
from plans.model import RequestState
from plans.reminders import Case, Reminder, cases, due


class Reason(StrEnum):
    """Why a question rests; each has a text under ``asking.rests``."""

    NOBODY = "nobody"
    PUT_OFF = "put_off"
    AWAY = "away"
    NOT_OPEN = "not_open"
    UNCONFIRMED = "unconfirmed"
    NEXT = "next"  # the next reminder has its day
    LAST = "last"  # there is no further reminder
    APART = "apart"
    TODAY = "today"


@dataclass(frozen=True, slots=True)
class Resting:
    """One question about which nothing is sent, of whom it is asked, why, and until when where that is known."""

    year: int
    nr: str
    to: str | None
    reason: Reason
    until: date | None = None


def resting(desk: Desk) -> tuple[Resting, ...]:
    """Return the unanswered questions of every cycle that runs about which nothing is sent next."""
    found: list[Resting] = []
    for cycle in desk.ledger.cycles.all():
        if cycle.state in RUNNING:
            rules, situation = desk.book.of_cycle(cycle.year), situation_of(desk, cycle)
            going = _going(due(situation, rules, desk.now))
            day = rules.today(rules.hours.next_sending(desk.now))
            found += [_why(case) for case in cases(situation, rules, day) if case.request.id not in going]
    return tuple(found)


def _going(reminders: tuple[Reminder, ...]) -> frozenset[str]:
    return frozenset(request for reminder in reminders for request in reminder.requests)


def _why(case: Case) -> Resting:
    request = case.request
    reason, until = _reason(case)
    return Resting(request.year, request.nr, request.addressee, reason, until)


def _reason(case: Case) -> tuple[Reason, date | None]:
    request, day = case.request, case.day
    if request.addressee is None:
        return Reason.NOBODY, None
    if request.snoozed_until is not None and request.snoozed_until > day:
        return Reason.PUT_OFF, request.snoozed_until
    if request.state is RequestState.PLANNED and day < case.first_day:
        return Reason.NOT_OPEN, case.first_day
    if case.contacts.answering(request.addressee, request.due) is None:
        absence = case.contacts.away(request.addressee)
        return Reason.AWAY, absence.last + timedelta(days=1) if absence else None
    if request.state is RequestState.AWAITING_CONFIRMATION:
        return Reason.UNCONFIRMED, None
    return _by_step(case)


def _by_step(case: Case) -> tuple[Reason, date | None]:
    crossed = case.crossed(*case.rules.reminders)
    covered = crossed is None or (case.asked is not None and crossed[1] <= case.asked)
    if case.request.state is RequestState.PLANNED or (not covered and case.asked is None):
        return Reason.TODAY, None
    if not covered and case.asked is not None:
        apart = case.asked + timedelta(days=case.rules.apart_calendar_days)
        return (Reason.APART, apart) if apart > case.day else (Reason.TODAY, None)
    shifted = (case.rules.days.shift(case.request.due, step) for step in case.rules.reminders)
    ahead = [day for day in shifted if day > case.day]
    return (Reason.NEXT, min(ahead)) if ahead else (Reason.LAST, None)
