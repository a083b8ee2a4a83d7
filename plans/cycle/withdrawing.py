"""Take back what is queued about an action: nobody is reminded of what they have done, or of what is not theirs."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from plans.cycle.desk import PROGRAM, Desk
from plans.cycle.messages import without
from plans.model import Dispatch, DispatchState, RequestState, UpdateRequest
from plans.reminders import ASKING, ESCALATING

_ABOUT_A_QUESTION: Final = frozenset({*ASKING, *ESCALATING})
_ASKED_BY_RULE: Final = frozenset({"first", "remind"})
_AT_MOST: Final = 100  # messages queued to one person


def withdraw(
    desk: Desk, year: int, nr: str, to: str | None = None, rules: frozenset[str] = _ABOUT_A_QUESTION
) -> tuple[Dispatch, ...]:
    """Take `nr` out of the queued questions, reminders and escalations, only those to the address `to` if given.

    A message that is about nothing else is cancelled. Returns the messages as they were.
    """
    queued = desk.ledger.dispatches.unsent(year, nr)
    found = tuple(each for each in queued if each.rule in rules and to in {None, each.to})
    for dispatch in found:
        left = [desk.action(each) for each in dispatch.nrs if each != nr]
        if left:
            desk.ledger.dispatches.save(without(dispatch, left))
            desk.record(PROGRAM, "message.shortened", dispatch.key, to=dispatch.to, without=nr)
        else:
            _cancel(desk, dispatch)
    return found


def rest(desk: Desk, request: UpdateRequest) -> None:
    """Take a question, which is put off, out of what is queued; what was not asked yet is asked another day."""
    taken = withdraw(desk, request.year, request.nr, rules=_ASKED_BY_RULE)
    if request.state is RequestState.SENT and any(dispatch.rule == "first" for dispatch in taken):
        desk.ledger.cycles.save_requests([replace(request, state=RequestState.PLANNED, sent_at=None)])


def take_back_from(desk: Desk, *addresses: str | None) -> None:
    """Cancel the questions and reminders queued to these people, so that the rules may ask whoever is there now."""
    for address in dict.fromkeys(each for each in addresses if each):
        for dispatch in desk.ledger.dispatches.queued(_AT_MOST, to=address):
            if dispatch.rule in _ASKED_BY_RULE:
                take_back(desk, dispatch)


def take_back(desk: Desk, dispatch: Dispatch) -> None:
    """Cancel a message that is queued, so that the rules may ask again what it would have asked."""
    _cancel(desk, dispatch)
    if dispatch.rule == "first":
        desk.ledger.cycles.save_requests(_unasked_again(desk, dispatch))


def _cancel(desk: Desk, dispatch: Dispatch) -> None:
    desk.ledger.dispatches.save(replace(dispatch, state=DispatchState.CANCELLED))
    desk.record(PROGRAM, "message.cancelled", dispatch.key, to=dispatch.to)


def _unasked_again(desk: Desk, dispatch: Dispatch) -> Iterator[UpdateRequest]:
    for nr in dispatch.nrs:
        for request in desk.ledger.cycles.about(nr):
            same = request.year == dispatch.year and request.created_at <= dispatch.at
            if same and request.state is RequestState.SENT:
                yield replace(request, state=RequestState.PLANNED, sent_at=None)
