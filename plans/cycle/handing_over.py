"""Hand a question to somebody else, put it off, or say that it is not one's own.

The request of the one who is released is closed as reassigned and a new one that names it takes its place; nothing is
overwritten. With a delegation the giver stays accountable for the action.
"""

from dataclasses import replace
from datetime import date
from typing import Final

from plans.assigning import stand_in
from plans.cycle.answering import Occasion, ask_for_more, occasion
from plans.cycle.desk import PROGRAM, Desk
from plans.cycle.digest import queue_for_morning
from plans.cycle.entitled import standing_of
from plans.cycle.messages import Message, listed
from plans.cycle.opening import asked_instead
from plans.cycle.states import check_request
from plans.cycle.withdrawing import rest, withdraw
from plans.model import Action, Delegation, RequestState, UpdateRequest
from plans.refusals import PlanRefusal

_OPEN: Final = frozenset(
    {
        RequestState.PLANNED,
        RequestState.SENT,
        RequestState.IN_DIALOGUE,
        RequestState.AWAITING_CONFIRMATION,
        RequestState.RETURNED,
    }
)


def delegate(desk: Desk, nr: str, giver: str, receiver: str) -> Delegation:
    """Offer the question about `nr` to `receiver`, who is asked to accept or decline.

    Raises:
        PlanRefusal: no question is open, `giver` may not answer it, or `receiver` is not known or has it already.
    """
    action, _, request = _open(desk, nr, giver)
    if receiver == request.addressee:
        raise PlanRefusal("plans.delegate_to_self", nr=action.nr, address=receiver)
    if desk.ledger.people.get(receiver) is None:
        raise PlanRefusal("plans.unknown_person", address=receiver)
    offered = _offer(desk, action.nr, request.year, receiver)
    if offered is not None:
        return offered
    delegation = Delegation(
        id=desk.new_id(), nr=action.nr, year=request.year, giver=giver, receiver=receiver, offered_at=desk.now
    )
    desk.ledger.delegations.save(delegation)
    desk.record(giver, "delegation.offered", delegation.id, nr=action.nr, receiver=receiver)
    _say(desk, "offered", delegation, action, request, to=receiver)
    return delegation


def answer_delegation(desk: Desk, nr: str, receiver: str, *, accept: bool) -> Delegation:
    """Accept or decline what was offered; when accepted, a new request to `receiver` takes the old one's place.

    Raises:
        PlanRefusal: nothing is offered to `receiver`, or the question has been answered meanwhile.
    """
    action = desk.action(nr)
    where = occasion(desk, action.nr)
    offered = _offer(desk, action.nr, where.year, receiver)
    if offered is None or where.request is None or where.request.state not in _OPEN:
        raise PlanRefusal("plans.unknown_delegation", nr=action.nr)
    answered = replace(offered, accepted=accept, answered_at=desk.now)
    desk.ledger.delegations.save(answered)
    outcome = "accepted" if accept else "declined"
    desk.record(receiver, f"delegation.{outcome}", answered.id, nr=action.nr, giver=offered.giver)
    if accept:
        replace_request(desk, where.request, receiver, by=receiver, reason="delegation", state=RequestState.SENT)
    _say(desk, outcome, answered, action, where.request, to=offered.giver)
    return answered


def expire_offers(desk: Desk, year: int) -> None:
    """Let the year's offers fall that nobody has answered in the days that the settings give, and tell the givers."""
    for offer in desk.ledger.delegations.waiting(year):
        action = desk.action(offer.nr)
        rules = desk.book.of_request(year, offer.nr, action.scope)
        if desk.today > rules.days.shift(rules.today(offer.offered_at), rules.offer_days):
            expire(desk, offer)
            request = next((each for each in reversed(desk.ledger.cycles.about(offer.nr)) if each.year == year), None)
            if request is not None and request.state in _OPEN:  # otherwise it is no longer a question
                _say(desk, "expired", offer, action, request, to=offer.giver)


def expire(desk: Desk, offer: Delegation) -> None:
    """Let an offer fall; the question stays where it is."""
    desk.ledger.delegations.save(replace(offer, expired_at=desk.now))
    desk.record(PROGRAM, "delegation.expired", offer.id, nr=offer.nr, giver=offer.giver, receiver=offer.receiver)


def reassign(desk: Desk, nr: str, addressee: str, by: str) -> UpdateRequest:
    """Let a coordinator move a question to somebody else, who gets the first question.

    Raises:
        PlanRefusal: `by` is no coordinator, no question is open, or `addressee` is not known.
    """
    desk.coordinator(by)
    action, _, request = _open(desk, nr, by)
    if desk.ledger.people.get(addressee) is None:
        raise PlanRefusal("plans.unknown_person", address=addressee)
    if addressee == request.addressee:
        raise PlanRefusal("plans.delegate_to_self", nr=action.nr, address=addressee)
    return replace_request(desk, request, addressee, by=by, reason="coordinator", state=RequestState.PLANNED)


def not_mine(desk: Desk, nr: str, author: str) -> UpdateRequest:
    """Take the question from somebody who says it is not theirs to the next in line, and tell the coordinators.

    Raises:
        PlanRefusal: no question is open, or it was not asked of `author`.
    """
    action, _, request = _open(desk, nr, author)
    contacts = desk.in_charge()
    addressee = asked_instead(replace(action, reporter=None), contacts, but=author)
    moved = replace_request(desk, request, addressee, by=author, reason="not_mine", state=RequestState.PLANNED)
    if draft := desk.ledger.updates.draft(author, action.nr):
        desk.ledger.updates.drop_draft(draft.id)
    message = Message(
        key=f"{request.year}/{request.id}/not_mine",
        text="told.not_mine" if addressee else "told.not_mine_nobody",
        why="not_mine",
        rule="not_mine",
        step="0",
        nrs=(action.nr,),
        year=request.year,
        values={
            "author": desk.person(author).called,
            "actions": listed([action]),
            "nr": action.nr,
            "addressee": desk.person(addressee).called if addressee else "",
        },
    )
    queue_for_morning(desk, ((message, to) for to in contacts.coordinators if to != author))
    return moved


def snooze(desk: Desk, nr: str, author: str, until: date) -> UpdateRequest:
    """Put a question off until a day, the due date at the latest; it never touches when anything was last reported.

    Raises:
        PlanRefusal: it was put off twice already, or `until` is past the due date or not after today.
    """
    action, _, request = _open(desk, nr, author)
    if request.snoozes >= desk.book.of_request(request.year, action.nr, action.scope).snoozes:
        raise PlanRefusal("plans.snoozed_twice", nr=action.nr, due=request.due)
    if until > request.due:
        raise PlanRefusal("plans.snooze_past_due", nr=action.nr, until=until, due=request.due)
    if until <= desk.today:
        raise PlanRefusal("plans.snooze_in_past", nr=action.nr, until=until)
    snoozed = replace(request, snoozed_until=until, snoozes=request.snoozes + 1)
    desk.ledger.cycles.save_requests([snoozed])
    rest(desk, snoozed)
    desk.record(author, "request.snoozed", request.id, nr=action.nr, until=until)
    return snoozed


def _open(desk: Desk, nr: str, author: str) -> tuple[Action, Occasion, UpdateRequest]:
    """Return the action and its open request, once it is clear that `author` may do something about it."""
    action = desk.action(nr)
    where = occasion(desk, action.nr)
    if where.request is None or where.request.state not in _OPEN:
        raise PlanRefusal("plans.no_request", nr=action.nr)
    if author != PROGRAM:
        standing_of(desk, author, action, where.year, where.request)
    return action, where, where.request


def _offer(desk: Desk, nr: str, year: int, receiver: str) -> Delegation | None:
    offers = (each for each in desk.ledger.delegations.about(nr) if each.year == year and each.receiver == receiver)
    return next((each for each in offers if each.accepted is None and each.expired_at is None), None)


def replace_request(
    desk: Desk, request: UpdateRequest, addressee: str | None, *, by: str, reason: str, state: RequestState
) -> UpdateRequest:
    """Close a request as reassigned and return the new one that takes its place; queued messages are taken back."""
    check_request(request.nr, request.state, RequestState.REASSIGNED)
    successor = UpdateRequest(
        id=desk.new_id(),
        year=request.year,
        nr=request.nr,
        addressee=addressee,
        due=request.due,
        state=state,
        created_at=desk.now,
        sent_at=desk.now if state is RequestState.SENT else None,
        replaces=request.id,
    )
    if request.state is RequestState.RETURNED:  # it has an answer, and more was asked for
        successor = replace(
            successor,
            state=RequestState.RETURNED,
            answered_at=request.answered_at,
            update_id=request.update_id,
            reason=request.reason,
        )
    closed = replace(request, state=RequestState.REASSIGNED, reason=reason)
    desk.ledger.cycles.save_requests([closed, successor])
    desk.record(by, "request.reassigned", request.id, nr=request.nr, to=addressee, successor=successor.id)
    if addressee and reason != "not_mine":  # who is asked next in line has taken nothing over
        cycle = desk.ledger.cycles.get(request.year)
        stand_in(desk.ledger, desk.action(request.nr), addressee, desk.today, cycle.cut_off if cycle else None)
    withdraw(desk, request.year, request.nr)
    if successor.state is RequestState.RETURNED:
        ask_for_more(desk, successor)
    return successor


def _say(desk: Desk, what: str, delegation: Delegation, action: Action, request: UpdateRequest, *, to: str) -> None:
    message = Message(
        key=f"{delegation.year}/{delegation.id}/{what}",
        text=f"delegation.{what}",
        why=what if what in {"offered", "expired"} else "answered",
        rule="expired" if what == "expired" else "delegation",
        step=what,
        nrs=(action.nr,),
        year=delegation.year,
        values={
            "giver": desk.person(delegation.giver).called,
            "receiver": desk.person(delegation.receiver).called,
            "actions": listed([action]),
            "due": request.due,
        },
    )
    if what == "expired":
        queue_for_morning(desk, [(message, to)])
    else:  # somebody waits for the answer, or has asked for it
        desk.queue([(message, to)])
