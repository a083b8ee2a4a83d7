"""Who may review answers, and taking an acceptance back: a coordinator everything, an area lead what they lead."""

from dataclasses import replace

from plans.cycle.desk import PROGRAM, Desk
from plans.model import Action, RequestState, Role, UpdateRequest
from plans.places import is_in
from plans.refusals import PlanRefusal


def reviewer(desk: Desk, address: str, action: Action) -> None:
    """Refuse somebody who may not review the answer about an action; the program itself may.

    Raises:
        PlanRefusal: names who can.
    """
    person = desk.person(address)
    if address == PROGRAM or person.role is not Role.AREA_LEAD:
        desk.coordinator(address)
    elif not any(is_in(action, area) for area in person.areas):
        raise PlanRefusal("plans.not_your_area", nr=action.nr, areas=", ".join(person.areas) or "–")


def take_back_acceptance(desk: Desk, nr: str, by: str) -> UpdateRequest:
    """Make an accepted answer one that is only submitted again, as long as its cycle is not closed.

    Raises:
        PlanRefusal: `by` may not, or the answer is not accepted.
    """
    action = desk.action(nr)
    reviewer(desk, by, action)
    request = next((each for each in reversed(desk.ledger.cycles.about(action.nr)) if each.answered_at), None)
    if request is None or request.state is not RequestState.ACCEPTED:
        raise PlanRefusal("plans.not_accepted", nr=action.nr)
    submitted = replace(request, state=RequestState.SUBMITTED)
    desk.ledger.cycles.save_requests([submitted])
    desk.record(by, "request.acceptance_taken_back", request.id, nr=request.nr)
    return submitted
