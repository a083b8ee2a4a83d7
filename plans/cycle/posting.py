"""What of the queue may go out now: the last look before a message that nobody asked for is sent.

A message is queued at a time when it may be sent, and mostly goes out within a minute. When the program stopped in
between it does not: then it may be night, a holiday, another day with a message of its own, or the words may be wrong
by now. Questions, reminders and escalations are then taken back, and the rules ask anew; what else there is waits. A
message that goes out on another day than it was queued for is of that other day. Notices that wait for the same person
go out as one.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from plans.cycle.desk import PROGRAM, Desk
from plans.cycle.digest import together
from plans.cycle.withdrawing import take_back
from plans.model import Dispatch, DispatchState
from plans.reminders import ASKING, GATHERED, INVITE, UNASKED, takes_the_day

_WAITING = frozenset({"compiled", INVITE})
_GONE = frozenset({DispatchState.SENT, DispatchState.UNKNOWN})


def may_go(desk: Desk, dispatches: Iterable[Dispatch]) -> tuple[Dispatch, ...]:
    """Return those of `dispatches` (queued, claimed by this transaction) that may be sent at this moment."""
    sifted = tuple(dispatches)
    if not any(dispatch.rule in UNASKED for dispatch in sifted):
        return sifted
    today = desk.today
    written = _written_today(desk, frozenset(dispatch.to for dispatch in sifted))
    chosen = []
    for dispatch in sifted:
        unasked = dispatch.rule in UNASKED
        hours = desk.book.of_cycle(dispatch.year).hours
        if unasked and (not hours.is_open(desk.now) or dispatch.to in written or _stale(desk, dispatch, today)):
            _hold(desk, dispatch)
        elif dispatch.rule in GATHERED and _gives_way(desk, dispatch):
            _put_off(desk, dispatch)
        elif dispatch.rule in GATHERED:
            chosen.append(replace(together(desk, dispatch), at=desk.now))
            written |= {dispatch.to}
        else:
            chosen.append(dispatch if desk.rules.today(dispatch.at) == today else replace(dispatch, at=desk.now))
            written |= {dispatch.to} if unasked else set()
    return tuple(chosen)


def _written_today(desk: Desk, people: frozenset[str]) -> set[str]:
    found = desk.ledger.dispatches.since(_midnight(desk), people)
    return {each.to for each in found if each.rule in UNASKED and each.state in _GONE}


def _midnight(desk: Desk) -> datetime:
    return datetime.combine(desk.today, time(), tzinfo=ZoneInfo(desk.rules.zone))


def _stale(desk: Desk, dispatch: Dispatch, today: date) -> bool:
    """Tell whether a question was worded for another day; what others are told of it stays true."""
    return dispatch.rule in ASKING and desk.rules.today(dispatch.at) != today


def _gives_way(desk: Desk, notice: Dispatch) -> bool:
    """Tell whether a question, a reminder or the like waits for the same person, so that the notice is for tomorrow."""
    waiting = desk.ledger.dispatches.since(_midnight(desk), frozenset({notice.to}))
    return any(each.state is DispatchState.QUEUED and each.at <= desk.now and takes_the_day(each) for each in waiting)


def _hold(desk: Desk, dispatch: Dispatch) -> None:
    if dispatch.rule in _WAITING or dispatch.rule in GATHERED:
        _put_off(desk, dispatch)
    else:
        take_back(desk, dispatch)


def _put_off(desk: Desk, dispatch: Dispatch) -> None:
    # From tonight's midnight on where today has its message, so that it is another day's.
    tomorrow = datetime.combine(desk.today, time(23, 59), tzinfo=ZoneInfo(desk.rules.zone))
    hours = desk.book.of_cycle(dispatch.year).hours
    later = hours.next_sending(tomorrow if hours.is_open(desk.now) else desk.now)
    desk.ledger.dispatches.save(replace(dispatch, at=later))
    desk.record(PROGRAM, "message.put_off", dispatch.key, to=dispatch.to, until=later)
