"""One look at the clock: what is due by the rules becomes queued messages, and dates move what dates move.

Whoever ticks, how often and after how long a pause makes no difference: messages have unique keys, a cycle is held
while it is looked at, and states follow from dates.
"""

from collections import Counter
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from plans.cycle.asking import AskingRules
from plans.cycle.closing import cut_off
from plans.cycle.desk import PROGRAM, Desk
from plans.cycle.handing_over import expire_offers
from plans.cycle.messages import addressed, reminding
from plans.cycle.opening import asked_instead
from plans.model import CycleState, Dispatch, ReportingCycle, RequestState, UpdateRequest
from plans.reminders import Reminder, Situation, due

RUNNING: Final = frozenset({CycleState.SCHEDULED, CycleState.OPEN, CycleState.GRACE})


def is_time(desk: Desk) -> bool:
    """Tell whether there may be anything to do: a cycle that runs, in working time or at a turn of its dates."""
    running = [cycle for cycle in desk.ledger.cycles.all() if cycle.state in RUNNING and desk.today >= cycle.opens]
    return any(
        _sends(desk, cycle) or desk.today > cycle.cut_off or _by_date(desk, cycle) is not cycle.state
        for cycle in running
    )


def ask(desk: Desk) -> tuple[Dispatch, ...]:
    """Queue what is due at this moment in every running cycle; return what was queued."""
    queued: list[Dispatch] = []
    for cycle in desk.ledger.cycles.all():
        if cycle.state in RUNNING and desk.today >= cycle.opens:
            queued += _look_at(desk, desk.cycle(cycle.year))
    return tuple(queued)


def would_send(desk: Desk) -> tuple[Dispatch, ...]:
    """Return what would be queued at the next sending time from now on, changing nothing."""
    found: list[Dispatch] = []
    for cycle in desk.ledger.cycles.all():
        if cycle.state in RUNNING:
            situation = situation_of(desk, cycle)
            found += _dispatches(desk, situation, due(situation, _rules(desk, cycle), desk.now))
    return tuple(found)


def situation_of(desk: Desk, cycle: ReportingCycle) -> Situation:
    """Return everything the rules look at for one cycle, as it stands."""
    contacts = desk.contacts()
    actions = desk.ledger.actions.all()
    by_nr = {action.nr: action for action in actions}
    requests = desk.ledger.cycles.requests(cycle.year)
    return Situation(
        cycle=cycle,
        requests=tuple(
            replace(request, addressee=asked_instead(by_nr[request.nr], contacts))
            if request.addressee is None and request.nr in by_nr
            else request
            for request in requests
        ),
        actions=actions,
        contacts=contacts,
        drafts=desk.ledger.updates.unconfirmed(),
        dispatches=desk.ledger.dispatches.all(cycle.year),
        book=desk.book,
        recent=desk.ledger.dispatches.since(_start_of_day(desk)),
    )


def _look_at(desk: Desk, cycle: ReportingCycle) -> tuple[Dispatch, ...]:
    if cycle.state not in RUNNING:  # another tick was faster
        return ()
    if desk.today > cycle.cut_off:
        return cut_off(desk, cycle, PROGRAM)
    cycle = _moved(desk, cycle)
    if not _sends(desk, cycle):
        return ()
    expire_offers(desk, cycle.year)
    situation = situation_of(desk, cycle)
    reminders = due(situation, _rules(desk, cycle), desk.now)
    queued = desk.ledger.dispatches.add_all(_dispatches(desk, situation, reminders))
    for dispatch in queued:
        desk.record(
            PROGRAM, "message.queued", dispatch.key, to=dispatch.to, rule=dispatch.rule, actions=" ".join(dispatch.nrs)
        )
    _mark_sent(desk, situation, reminders)
    return queued


def _rules(desk: Desk, cycle: ReportingCycle) -> AskingRules:
    return desk.book.of_cycle(cycle.year)


def _sends(desk: Desk, cycle: ReportingCycle) -> bool:
    return _rules(desk, cycle).hours.next_sending(desk.now) == desk.now


def _moved(desk: Desk, cycle: ReportingCycle) -> ReportingCycle:
    """Return the cycle in the state of its dates, stored where it is new."""
    state = _by_date(desk, cycle)
    if state is cycle.state:
        return cycle
    moved = replace(cycle, state=state)
    desk.ledger.cycles.save(moved)
    desk.record(PROGRAM, f"cycle.{state}", str(cycle.year))
    return moved


def _by_date(desk: Desk, cycle: ReportingCycle) -> CycleState:
    return CycleState.GRACE if desk.today > cycle.due else CycleState.OPEN


def _dispatches(desk: Desk, situation: Situation, reminders: tuple[Reminder, ...]) -> tuple[Dispatch, ...]:
    actions = {action.nr: action for action in situation.actions}
    total = in_question(situation.requests)
    return tuple(
        addressed(
            reminding(reminder, actions, situation.cycle, total, desk.rules),
            situation.contacts.person(reminder.to),
            reminder.at,
            desk.rules,
        )
        for reminder in reminders
    )


def in_question(requests: tuple[UpdateRequest, ...]) -> int:
    """Return how many requests somebody is to answer: all but those handed over or cancelled."""
    states = Counter(request.state for request in requests)
    return len(requests) - states[RequestState.REASSIGNED] - states[RequestState.CANCELLED]


def _mark_sent(desk: Desk, situation: Situation, reminders: tuple[Reminder, ...]) -> None:
    asked = {request for reminder in reminders for request in reminder.requests}
    sent = [
        replace(request, state=RequestState.SENT, sent_at=desk.now)
        for request in situation.requests
        if request.id in asked and request.state is RequestState.PLANNED
    ]
    desk.ledger.cycles.save_requests(sent)


def _start_of_day(desk: Desk) -> datetime:
    # A day early, for what is planned on a later day than today is compared with that day's messages.
    return datetime.combine(desk.today - timedelta(days=1), time(), tzinfo=ZoneInfo(desk.rules.zone))
