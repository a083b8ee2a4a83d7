"""Take back what is queued about an action: nobody is reminded of what they have done, or of what is not theirs."""

from collections.abc import Iterator
from dataclasses import replace

from plans.cycle.desk import PROGRAM, Desk
from plans.cycle.messages import without
from plans.model import Dispatch, DispatchState, RequestState, UpdateRequest
from plans.reminders import ASKING, ESCALATING


def withdraw(desk: Desk, year: int, nr: str, to: str | None = None) -> None:
    """Take `nr` out of the queued questions, reminders and escalations, only those to the address `to` if given.

    A message that is about nothing else is cancelled.
    """
    for dispatch in desk.ledger.dispatches.unsent(year, nr):
        if dispatch.rule not in (*ASKING, *ESCALATING) or to not in {None, dispatch.to}:
            continue
        left = [desk.action(each) for each in dispatch.nrs if each != nr]
        if left:
            desk.ledger.dispatches.save(without(dispatch, left))
            desk.record(PROGRAM, "message.shortened", dispatch.key, to=dispatch.to, without=nr)
        else:
            _cancel(desk, dispatch)


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
