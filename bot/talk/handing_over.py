"""Handing an action over, or all of them: the giver names somebody, who says yes or no; until then nothing changes.

Somebody who leaves hands everything over at once, with the same yes or no.
"""

import re
from dataclasses import replace
from typing import Final

from bot.memory import Kept
from bot.platforms.base import Reply
from bot.talk import hand_over_words, words
from bot.talk.mine import OPEN
from bot.talk.turn import Route, Turn
from bot.talk.whom import ADDRESS, address_in, is_address, person_named
from plans.model import Delegation

# "Fråga Bo i stället", "det är Anna": what stands around the name of who should answer.
_SAID: Final = re.compile(
    r"^\W*(?:(?:fråga|ta|det (?:är|blir|borde vara)|kanske|nog|ask|it(?:'s| is)|try)\s+)+"
    r"|\s*(?:i stället|istället|instead|tack|please)\W*$",
    re.IGNORECASE,
)


_ALL: Final = "*"  # every action that waits, where a number is kept
_NAME: Final = 4  # words of a name or an address on its own


def answer_offer(turn: Turn) -> Reply | None:
    """Take the receiver's yes or no to what was offered."""
    accepts = bool(
        hand_over_words.ACCEPT.fullmatch(turn.words) or (words.CONFIRM.fullmatch(turn.words) and not turn.mine.draft)
    )
    declines = bool(hand_over_words.DECLINE.fullmatch(turn.words))
    offers = _offered_to(turn) if accepts or declines else ()
    if not offers:
        return turn.reply("hand_over.no_offer") if hand_over_words.ACCEPT.fullmatch(turn.words) else None
    for offer in offers:
        turn.services.follow_up.answer_delegation(offer.nr, turn.person.address, turn.message.at, accept=accepts)
    if declines:
        return turn.reply("hand_over.declined_receiver", giver=turn.called(offers[-1].giver))
    turn.keep(Kept.TOPIC, offers[0].nr)
    if len(offers) == 1:
        return turn.reply("hand_over.accepted_receiver", "later", nr=offers[0].nr)
    return turn.reply("hand_over.accepted_many", "next", "later", nrs=turn.listed(offer.nr for offer in offers))


def hand_over(turn: Turn) -> Reply | None:
    """Offer an action to somebody else, or all: "lämna över S6 till anna@org.se", "lämna över allt till Anna"."""
    if everything := hand_over_words.HAND_OVER_ALL.fullmatch(turn.command):
        return _hand_over_all(turn, everything["to"])
    match = hand_over_words.HAND_OVER.fullmatch(turn.command)
    if match is None:
        return None
    found = turn.mine
    action = found.action(match["nr"]) if match["nr"] else None
    current = found.about(turn.recall(Kept.TOPIC)) or (found.waiting[0] if found.waiting else None)
    nr = action.nr if action else current.nr if current else None
    if match["nr"] and action is None:
        return turn.reply("refused.unknown_action", nr=match["nr"])
    if nr is None:
        return turn.reply("hand_over.nobody")
    return offer(turn, nr, match["to"]) if match["to"] else ask_for_receiver(turn, nr)


def ask_for_receiver(turn: Turn, nr: str) -> Reply:
    """Ask who should answer instead; the next address or name is taken as the answer."""
    turn.keep(Kept.RECEIVER, nr)
    return turn.reply("hand_over.ask", nr=nr)


def name_receiver(turn: Turn) -> Reply | None:
    """Take an address on its own as the answer to "who should answer instead?"."""
    draft = turn.mine.draft
    said = _SAID.sub("", turn.words)
    if words.is_question(turn.words) or len(said.split()) > _NAME:
        return None
    nr = draft.nr if draft and draft.reading.not_mine else turn.recall(Kept.RECEIVER)
    if nr and (ADDRESS.search(said) or person_named(turn, said)):
        return _hand_over_all(turn, said) if nr == _ALL else offer(turn, nr, said)
    return None


def point_to(turn: Turn) -> Reply | None:
    """Take "det är Bo som har hand om det här" as that somebody else should answer."""
    match = hand_over_words.SOMEBODY_ELSE.fullmatch(turn.words)
    found = turn.mine
    if match is None or not found.waiting:
        return None
    current = found.about(turn.recall(Kept.TOPIC)) or found.waiting[0]
    if len(found.waiting) > 1 and turn.recall(Kept.TOPIC) is None and not found.draft:
        return turn.reply("hand_over.which", nr=current.nr)
    return offer(turn, found.draft.nr if found.draft else current.nr, match["who"] or match["asked"])


def offer_to_named(turn: Turn, nr: str, text: str) -> Reply | None:
    """Offer an action at once to the person that "inte min, fråga Bo" names, where one is known."""
    written = [found[0] for found in ADDRESS.finditer(text)] + [
        m["who"] for m in hand_over_words.REFERRED.finditer(text)
    ]
    people = filter(None, (person_named(turn, _SAID.sub("", who)) for who in written))
    person = next((each for each in people if each.address != turn.person.address), None)
    return offer(turn, nr, person.address) if person else None


def leave(turn: Turn) -> Reply | None:
    """Hand everything over when somebody leaves: "jag slutar, Bo tar över"."""
    match = hand_over_words.LEAVE.fullmatch(turn.command)
    if match is None or not turn.known:
        return None
    if not turn.mine.waiting:
        return turn.reply("hand_over.leaving_nothing", coordinator=turn.coordinator())
    handed = _hand_over_all(turn, match["to"])
    told = turn.say("chat.hand_over.leaving", coordinator=turn.coordinator())
    return replace(handed, text=f"{handed.text} {told}") if match["to"] else handed


def _hand_over_all(turn: Turn, to: str | None) -> Reply:
    found = turn.mine
    numbers = [request.nr for request in found.waiting]
    if not numbers:
        return turn.reply("hand_over.nobody")
    if not to:
        turn.keep(Kept.RECEIVER, _ALL)
        return turn.reply("hand_over.ask_all", nrs=turn.listed(numbers))
    person = person_named(turn, to)
    if person is None:
        return _unknown(turn, to, _ALL)
    turn.keep(Kept.RECEIVER, None)
    for nr in numbers:
        turn.services.follow_up.delegate(nr, turn.person.address, person.address, turn.message.at)
        _forget_that_it_was_not_mine(turn, nr)
    if len(numbers) == 1:
        return turn.reply("hand_over.asked", nr=numbers[0], receiver=person.called)
    return turn.reply("hand_over.asked_all", nrs=turn.listed(numbers), receiver=person.called)


def offer(turn: Turn, nr: str, receiver: str) -> Reply:
    """Offer the action `nr` to a person by address or name."""
    person = person_named(turn, receiver)
    if person is None:
        return _unknown(turn, receiver, nr)
    turn.keep(Kept.RECEIVER, None)
    if person.address == turn.person.address:
        return turn.reply("hand_over.to_self", nr=nr)
    turn.services.follow_up.delegate(nr, turn.person.address, person.address, turn.message.at)
    _forget_that_it_was_not_mine(turn, nr)
    return turn.reply("hand_over.asked", nr=nr, receiver=person.called)


def release(turn: Turn, nr: str) -> Reply:
    """Take the question from somebody who says it is not theirs and names nobody else."""
    turn.services.follow_up.not_mine(nr, turn.person.address, turn.message.at)
    return turn.reply("hand_over.released", nr=nr, coordinator=turn.coordinator())


def _unknown(turn: Turn, written: str, nr: str) -> Reply:
    turn.keep(Kept.RECEIVER, nr)
    named = address_in(written)
    if is_address(written):
        return turn.reply("hand_over.unknown_person", address=named, coordinator=turn.coordinator())
    return turn.reply("hand_over.unknown_name", name=named)


def _forget_that_it_was_not_mine(turn: Turn, nr: str) -> None:
    with turn.services.store.transaction() as ledger:
        draft = ledger.updates.draft(turn.person.address, nr)
        if draft and draft.reading.not_mine:
            ledger.updates.drop_draft(draft.id)


def _offered_to(turn: Turn) -> tuple[Delegation, ...]:
    """Return what is offered to the person: the one that a button stood under, else all that the last giver offered."""
    with turn.services.store.reading() as ledger:
        offers = [
            offer
            for cycle in ledger.cycles.all()
            for offer in ledger.delegations.all(cycle.year)
            if offer.receiver == turn.person.address and offer.accepted is None and offer.expired_at is None
        ]
        offers = [offer for offer in offers if ledger.cycles.about(offer.nr)[-1].state in OPEN]
    if one := [offer for offer in offers if offer.nr == turn.pressed.value]:
        return tuple(one[-1:])
    return tuple(offer for offer in offers if offer.giver == offers[-1].giver)


ROUTES: tuple[Route, ...] = (answer_offer, leave, hand_over, name_receiver, point_to)
