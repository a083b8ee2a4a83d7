"""As what somebody answers for an action, looked up in the store: most often it is the one who was asked."""

from plans.cycle.desk import Desk
from plans.cycle.rights import Standing, answers_as, at_first_hand
from plans.model import Action, UpdateRequest


def standing_of(desk: Desk, author: str, action: Action, year: int, request: UpdateRequest | None) -> Standing:
    """Return as what `author` answers for `action` in a year.

    Raises:
        PlanRefusal: they may not.
    """
    for address, standing in at_first_hand(action, request):
        if address == author:
            return standing
    delegations = tuple(each for each in desk.ledger.delegations.about(action.nr) if each.year == year)
    return answers_as(desk.person(author), action, request, delegations, desk.absences())
