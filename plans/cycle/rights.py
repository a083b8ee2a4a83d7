"""Who may answer for an action, and as what. Everybody else is told that it is not theirs, and no name.

The rapportör is one person per request; those who stand in for them are let in by name, and a coordinator may answer on
somebody's behalf, which the trail then says.
"""

from collections.abc import Iterator
from enum import StrEnum

from plans.cycle.contacts import Contacts
from plans.model import Action, Delegation, Person, Role, UpdateRequest
from plans.refusals import PlanRefusal


class Standing(StrEnum):
    """As what somebody answers."""

    ADDRESSEE = "addressee"
    REPORTER = "reporter"
    DELEGATE = "delegate"
    SUBSTITUTE = "substitute"
    COORDINATOR = "coordinator"


def answers_as(
    author: Person,
    action: Action,
    request: UpdateRequest | None,
    delegations: tuple[Delegation, ...],
    contacts: Contacts,
) -> Standing:
    """Return as what `author` answers for `action`; of `contacts` only the absences matter.

    Raises:
        PlanRefusal: they may not; without saying who may, for that is not everybody's to know.
    """
    for address, standing in _allowed(action, request, delegations, contacts):
        if address == author.address:
            return standing
    if author.role in {Role.COORDINATOR, Role.ADMINISTRATOR}:
        return Standing.COORDINATOR
    if any(_allowed(action, request, delegations, contacts)):
        raise PlanRefusal("plans.not_yours", nr=action.nr)
    raise PlanRefusal("plans.not_yours_nobody", nr=action.nr)


def at_first_hand(action: Action, request: UpdateRequest | None) -> tuple[tuple[str, Standing], ...]:
    """Return who may answer whatever else is agreed: the one who was asked, and the plan's reporter."""
    asked = request.addressee if request else None
    both = ((asked, Standing.ADDRESSEE), (action.reporter, Standing.REPORTER))
    return tuple((address, standing) for address, standing in both if address)


def _allowed(
    action: Action, request: UpdateRequest | None, delegations: tuple[Delegation, ...], contacts: Contacts
) -> Iterator[tuple[str, Standing]]:
    first_hand = at_first_hand(action, request)
    yield from first_hand
    for delegation in delegations:
        if delegation.nr == action.nr and delegation.accepted:
            yield delegation.receiver, Standing.DELEGATE
    for address, _ in first_hand:
        for substitute in contacts.substitutes(address):
            yield substitute, Standing.SUBSTITUTE
