"""Hand over everything when somebody leaves: their actions, their questions, and those they were to stand in for.

What they have reported stays theirs: only what is still to come is handed over.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from plans.assigning import write_down
from plans.cycle.closing import UNANSWERED
from plans.cycle.desk import Desk
from plans.cycle.handing_over import expire, replace_request
from plans.cycle.withdrawing import take_back_from
from plans.model import Action, Person, RequestState, Role, UpdateRequest
from plans.refusals import PlanRefusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """What was handed over: numbers of the actions that have a new reporter, and of the questions that moved."""

    address: str
    to: str
    actions: tuple[str, ...]
    questions: tuple[str, ...]


def leave(desk: Desk, address: str, to: str, by: str) -> Handover:
    """Hand over all that `address` has to `to`, who is asked from now on; the plan's reporter changes with it.

    Raises:
        PlanRefusal: `by` is no coordinator, one of the two is not known, they are the same, or there is nothing.
    """
    desk.coordinator(by)
    leaver, receiver = _known(desk, address), _known(desk, to)
    if address == to:
        raise PlanRefusal("plans.leaves_to_self", address=address)
    actions = [action for action in desk.ledger.actions.all() if action.reporter == address]
    requests = list(_questions(desk, address))
    if not actions and not requests:
        raise PlanRefusal("plans.nothing_to_hand_over", address=address)
    _new_reporter(desk, actions, to, by)
    for request in requests:
        replace_request(desk, request, to, by=by, reason="left", state=RequestState.PLANNED)
    _release(desk, leaver, receiver)
    handover = Handover(
        address=address,
        to=to,
        actions=tuple(action.nr for action in actions),
        questions=tuple(request.nr for request in requests),
    )
    desk.record(
        by, "person.left", address, to=to, actions=" ".join(handover.actions), questions=" ".join(handover.questions)
    )
    return handover


def _known(desk: Desk, address: str) -> Person:
    if found := desk.ledger.people.get(address):
        return found
    raise PlanRefusal("plans.unknown_person", address=address)


def _questions(desk: Desk, address: str) -> Iterable[UpdateRequest]:
    for cycle in desk.ledger.cycles.all():
        for request in desk.ledger.cycles.requests(cycle.year):
            if request.addressee == address and request.state in UNANSWERED:
                yield request


def _new_reporter(desk: Desk, actions: list[Action], to: str, by: str) -> None:
    changed = [replace(action, reporter=to) for action in actions]
    desk.ledger.actions.save(changed)
    write_down(desk.ledger, changed, desk.today, {action.nr: action for action in actions})
    for action in actions:
        desk.record(by, "action.changed", action.nr, reporter=f"{action.reporter} -> {to}")


def _release(desk: Desk, leaver: Person, receiver: Person) -> None:
    """Let go of what else hung on the leaver: drafts, offers, and those they were to stand in for."""
    for draft in desk.ledger.updates.drafts(leaver.address):
        desk.ledger.updates.drop_draft(draft.id)
    for cycle in desk.ledger.cycles.all():
        for offer in desk.ledger.delegations.waiting(cycle.year):
            if leaver.address in {offer.giver, offer.receiver}:
                expire(desk, offer)
    take_back_from(desk, leaver.address)
    for absence in desk.ledger.people.absences():
        if absence.substitute == leaver.address and absence.last >= desk.today:
            stand_in = receiver.address if receiver.address != absence.address else None
            desk.ledger.people.save_absence(replace(absence, substitute=stand_in))
    owner = Role.OWNER if receiver.role is Role.ACTOR else receiver.role
    left = Role.ACTOR if leaver.role is Role.OWNER else leaver.role
    desk.ledger.people.save([replace(receiver, role=owner), replace(leaver, role=left)])
