"""What is one person's in the follow-up: their actions, what waits for an answer, what they have not confirmed."""

from dataclasses import dataclass

from plans.model import Action, Draft, RequestState, StatusUpdate, UpdateRequest
from plans.stores.base import Ledger

WAITING = frozenset(
    {RequestState.SENT, RequestState.IN_DIALOGUE, RequestState.AWAITING_CONFIRMATION, RequestState.RETURNED}
)
OPEN = WAITING | {RequestState.PLANNED, RequestState.NO_RESPONSE}


@dataclass(frozen=True, slots=True)
class Mine:
    """One person's part of the follow-up at one moment."""

    actions: tuple[Action, ...]  # those the person reports on or is asked about, in the plan's order
    requests: tuple[UpdateRequest, ...]  # the latest cycle's, addressed to the person
    drafts: tuple[Draft, ...]  # unconfirmed, the oldest first
    updates: tuple[StatusUpdate, ...]  # the latest cycle's year's, about these actions
    plan: dict[str, Action]  # every action, by number in lower case

    @property
    def draft(self) -> Draft | None:
        """What the person wrote last and has not confirmed."""
        return self.drafts[-1] if self.drafts else None

    @property
    def waiting(self) -> tuple[UpdateRequest, ...]:
        """The requests that wait for an answer: what is being talked about first, then in the plan's order."""
        places = {action.nr: action.position for action in self.plan.values()}
        found = [request for request in self.requests if request.state in WAITING]
        found.sort(key=lambda request: (request.state is not RequestState.IN_DIALOGUE, places.get(request.nr, 0)))
        return tuple(found)

    def about(self, nr: str | None) -> UpdateRequest | None:
        """Return the request about an action where it waits for an answer."""
        return next((request for request in self.waiting if nr and request.nr.casefold() == nr.casefold()), None)

    def draft_about(self, nr: str) -> Draft | None:
        """Return what the person has written about an action and not confirmed."""
        return next((draft for draft in self.drafts if draft.nr.casefold() == nr.casefold()), None)

    def action(self, nr: str) -> Action | None:
        """Return the action with this number, however it is capitalised."""
        return self.plan.get(nr.casefold())

    def request(self, nr: str, *, answered: bool = False) -> UpdateRequest | None:
        """Return the request about an action, as a rule the open one, with `answered` also one that has its answer."""
        return next((r for r in self.requests if r.nr == nr and (answered or r.state in OPEN)), None)


def look_up(ledger: Ledger, address: str) -> Mine:
    """Look up what is the person's with this address."""
    plan = ledger.actions.all()
    cycles = ledger.cycles.all()
    year = cycles[-1].year if cycles else None
    requests = tuple(r for r in ledger.cycles.requests(year) if r.addressee == address) if year else ()
    asked = {request.nr for request in requests if request.state is not RequestState.REASSIGNED}
    actions = tuple(action for action in plan if action.reporter == address or action.nr in asked)
    numbers = {action.nr for action in actions}
    updates = tuple(update for update in ledger.updates.all(year) if update.nr in numbers) if year else ()
    return Mine(
        actions, requests, ledger.updates.drafts(address), updates, {action.nr.casefold(): action for action in plan}
    )
