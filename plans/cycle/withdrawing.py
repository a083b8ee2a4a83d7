"""Take back what is queued about an action once it is answered: nobody is reminded of what they have done."""

from dataclasses import replace

from plans.cycle.desk import Desk
from plans.model import DispatchState, RequestState
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
    for dispatch in desk.ledger.dispatches.unsent(year, nr):
        if dispatch.rule in (*ASKING, *ESCALATING) and not any(_waits(desk, year, each) for each in dispatch.nrs):
            desk.ledger.dispatches.save(replace(dispatch, state=DispatchState.CANCELLED))
            desk.record("handslag", "message.cancelled", dispatch.key, to=dispatch.to)


def _waits(desk: Desk, year: int, nr: str) -> bool:
    return any(request.year == year and request.state in _WAITING for request in desk.ledger.cycles.about(nr))
