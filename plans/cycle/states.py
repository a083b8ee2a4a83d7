"""Which step leads where: the states of a cycle and of a request, as two tables. Whatever is not in them is refused.

A step back needs a person and a reason, and makes a new version of the report (``plans/cycle/reopening.py``). Overdue,
due soon, put off and how far a request has been escalated are derived.
"""

from collections.abc import Mapping
from typing import Final

from plans.model import CycleState as Cycle
from plans.model import RequestState as Request
from plans.refusals import PlanRefusal

CYCLE_STEPS: Final[Mapping[Cycle, frozenset[Cycle]]] = {
    Cycle.DRAFT: frozenset({Cycle.SCHEDULED, Cycle.OPEN}),
    Cycle.SCHEDULED: frozenset({Cycle.OPEN, Cycle.GRACE, Cycle.REVIEW}),  # further after downtime, or closed early
    Cycle.OPEN: frozenset({Cycle.GRACE, Cycle.REVIEW}),
    Cycle.GRACE: frozenset({Cycle.OPEN, Cycle.REVIEW}),  # open again where the due date is moved
    Cycle.REVIEW: frozenset({Cycle.OPEN, Cycle.COMPILED}),
    Cycle.COMPILED: frozenset({Cycle.REVIEW, Cycle.COMPILED, Cycle.APPROVED}),
    Cycle.APPROVED: frozenset({Cycle.REVIEW, Cycle.PRESENTED}),
    Cycle.PRESENTED: frozenset({Cycle.REVIEW, Cycle.ARCHIVED}),
    Cycle.ARCHIVED: frozenset(),
}
BACKWARDS: Final = frozenset(
    {
        (Cycle.REVIEW, Cycle.OPEN),
        (Cycle.COMPILED, Cycle.REVIEW),
        (Cycle.APPROVED, Cycle.REVIEW),
        (Cycle.PRESENTED, Cycle.REVIEW),
    }
)

_ENDS_ASKING: Final = frozenset({Request.REASSIGNED, Request.NO_RESPONSE, Request.CANCELLED})
_TALKING: Final = frozenset({Request.IN_DIALOGUE, Request.AWAITING_CONFIRMATION, Request.SUBMITTED})

REQUEST_STEPS: Final[Mapping[Request, frozenset[Request]]] = {
    Request.PLANNED: _TALKING | _ENDS_ASKING | {Request.SENT},
    Request.SENT: _TALKING | _ENDS_ASKING | {Request.PLANNED},  # planned again: the message was taken back unsent
    Request.IN_DIALOGUE: _TALKING | _ENDS_ASKING,
    Request.AWAITING_CONFIRMATION: _TALKING | _ENDS_ASKING,
    Request.SUBMITTED: frozenset(
        {Request.SUBMITTED, Request.ACCEPTED, Request.RETURNED, Request.FROZEN, Request.CANCELLED}
    ),
    Request.ACCEPTED: frozenset({Request.SUBMITTED, Request.FROZEN}),  # submitted again: corrected
    Request.RETURNED: _TALKING | {Request.REASSIGNED, Request.CANCELLED, Request.FROZEN},
    Request.NO_RESPONSE: frozenset({Request.SUBMITTED, Request.SENT}),  # late, or the cycle is open again
    Request.FROZEN: frozenset({Request.SUBMITTED}),  # the report is reviewed again
    Request.REASSIGNED: frozenset(),
    Request.CANCELLED: frozenset(),
}


def check_cycle(year: int, now: Cycle, then: Cycle) -> None:
    """Refuse a step of a cycle that its states do not allow.

    Raises:
        PlanRefusal: names where it stands and where it can go from there.
    """
    if then not in CYCLE_STEPS[now]:
        raise PlanRefusal(f"plans.cycle_is.{now}", year=year)


def check_request(nr: str, now: Request, then: Request) -> None:
    """Refuse a step of a request that its states do not allow.

    Raises:
        PlanRefusal: names where it stands.
    """
    if then not in REQUEST_STEPS[now]:
        raise PlanRefusal(f"plans.request_is.{now}", nr=nr)
