"""Take back what is queued about an action once it is answered: nobody is reminded of what they have done."""

from dataclasses import replace

from plans.desk import Desk
from plans.model import Dispatch, DispatchState, RequestState, UpdateRequest
from plans.reminders import ASKING, ESCALATING

_WAITING = frozenset(
    {
        RequestState.PLANNED,
        RequestState.SENT,
        RequestState.IN_DIALOGUE,
        RequestState.AWAITING_CONFIRMATION,
        RequestState.RETURNED,
    }
)


def withdraw(desk: Desk, year: int, nr: str) -> None:
    """Cancel the queued questions, reminders and escalations that are about `nr` and about nothing else unanswered."""
    queued = [found for found in desk.ledger.dispatches.unsent(year) if _asks_about(found, nr)]
    if not queued:
        return
    waiting = {request.nr for request in desk.ledger.cycles.requests(year) if _waits(request)}
    for dispatch in queued:
        if not waiting.intersection(dispatch.nrs):
            desk.ledger.dispatches.save(replace(dispatch, state=DispatchState.CANCELLED))
            desk.record("handslag", "message.cancelled", dispatch.key, to=dispatch.to)


def _asks_about(dispatch: Dispatch, nr: str) -> bool:
    return nr in dispatch.nrs and dispatch.rule in (*ASKING, *ESCALATING)


def _waits(request: UpdateRequest) -> bool:
    return request.state in _WAITING
