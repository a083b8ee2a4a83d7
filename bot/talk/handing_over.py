"""Handing an action over: the giver names somebody, the receiver says yes or no, and until then nothing changes."""

import re
from typing import Final

from bot.platforms.base import Reply
from bot.talk import words
from bot.talk.turn import Route, Turn
from plans.model import Delegation

_ADDRESS: Final = re.compile(r"[^\s<>()\[\],;]+@[^\s<>()\[\],;]+\.[^\s<>()\[\],;.!?]+")


def answer_offer(turn: Turn) -> Reply | None:
    """Take the receiver's yes or no to what was offered."""
    offer = _offered_to(turn)
    if offer is None:
        return None
    accepts = words.ACCEPT.fullmatch(turn.words) or (words.CONFIRM.fullmatch(turn.words) and not turn.mine.draft)
    if accepts:
        turn.services.follow_up.answer_delegation(offer.nr, turn.person.address, turn.message.at, accept=True)
        return turn.reply("hand_over.accepted_receiver", "later", nr=offer.nr)
    if words.DECLINE.fullmatch(turn.words):
        turn.services.follow_up.answer_delegation(offer.nr, turn.person.address, turn.message.at, accept=False)
        return turn.reply("hand_over.declined_receiver", giver=turn.called(offer.giver))
    return None


def hand_over(turn: Turn) -> Reply | None:
    """Offer an action to somebody else: "lämna över S6 till anna@org.se"."""
    match = words.HAND_OVER.fullmatch(turn.words)
    if match is None:
        return None
    found = turn.mine
    action = found.action(match["nr"]) if match["nr"] else None
    nr = action.nr if action else (found.waiting[0].nr if found.waiting else None)
    if match["nr"] and action is None:
        return turn.reply("refused.unknown_action", nr=match["nr"])
    if nr is None:
        return turn.reply("hand_over.nobody")
    return offer(turn, nr, match["to"]) if match["to"] else turn.reply("hand_over.ask", nr=nr)


def name_receiver(turn: Turn) -> Reply | None:
    """Take an address on its own as the answer to "who should answer instead?"."""
    draft = turn.mine.draft
    address = _ADDRESS.search(turn.words)
    if draft is None or not draft.reading.not_mine or address is None:
        return None
    return offer(turn, draft.nr, address[0])


def offer(turn: Turn, nr: str, receiver: str) -> Reply:
    """Offer the action `nr` to the person with the address `receiver`."""
    address = receiver.strip().lower()
    if address == turn.person.address:
        return turn.reply("hand_over.to_self", nr=nr)
    with turn.services.store.reading() as ledger:
        person = ledger.people.get(address)
    if person is None:
        return turn.reply("hand_over.unknown_person", address=address, coordinator=turn.coordinator())
    turn.services.follow_up.delegate(nr, turn.person.address, address, turn.message.at)
    _forget_that_it_was_not_mine(turn, nr)
    return turn.reply("hand_over.asked", nr=nr, receiver=person.called)


def _forget_that_it_was_not_mine(turn: Turn, nr: str) -> None:
    with turn.services.store.transaction() as ledger:
        draft = ledger.updates.draft(turn.person.address, nr)
        if draft and draft.reading.not_mine:
            ledger.updates.drop_draft(draft.id)


def _offered_to(turn: Turn) -> Delegation | None:
    with turn.services.store.reading() as ledger:
        offers = [
            offer
            for cycle in ledger.cycles.all()
            for offer in ledger.delegations.all(cycle.year)
            if offer.receiver == turn.person.address and offer.accepted is None
        ]
    return offers[-1] if offers else None


ROUTES: tuple[Route, ...] = (answer_offer, hand_over, name_receiver)
