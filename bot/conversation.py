"""A message in, a reply out: the same for every platform.

The routes are tried in order and the first that has something to say says it. What nobody takes as a command or as an
answer about an action is a question to the documents. A refusal becomes a sentence in the person's language.
"""

from dataclasses import replace

from bot.platforms.base import Message, Reply
from bot.talk import (
    answer_buttons,
    channel,
    coordinators,
    courtesies,
    handing_over,
    owners,
    questions,
    replies,
    scheduled,
    time_off,
)
from bot.talk.turn import Route, Services, Turn
from plans.model import Person
from prompts.refusal import Refusal

ROUTES: tuple[Route, ...] = (
    *answer_buttons.ROUTES,
    *questions.FIRST,
    *courtesies.ROUTES,
    *scheduled.ROUTES,
    *coordinators.ROUTES,
    channel.privately(*handing_over.ROUTES, *replies.FIRST, *time_off.ROUTES, *owners.ROUTES, *replies.ROUTES),
    *questions.ROUTES,
    channel.privately(replies.answer_current),
    *questions.LAST,
)


class Conversation:
    """Answers messages with what the services give; keeps nothing itself, so any process can take the next message."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def handle(self, message: Message) -> Reply:
        """Return the reply to a message, whoever it is from."""
        turn = self.turn(message)
        try:
            reply = next(filter(None, (route(turn) for route in ROUTES)), None) or turn.reply("refused.not_understood")
        except Refusal as refusal:
            reply = Reply(refusal.text(turn.language))
        turn.end()
        return _with_news(turn, reply) if turn.known and not message.place else reply  # a channel reads along

    def turn(self, message: Message) -> Turn:
        """Return a message with who wrote it and what there is to answer with."""
        address = message.author.strip().lower()
        with self._services.store.reading() as ledger:
            known = ledger.people.get(address)
        person = known or Person(address=address)
        return Turn(message=message, person=person, known=known is not None, services=self._services)


def _with_news(turn: Turn, reply: Reply) -> Reply:
    """Return the reply after what has become of decisions that the person asked for, each told once."""
    news = turn.services.follow_up.tell_outcomes(turn.person.address, turn.message.at)
    told = [turn.say("chat.decisions.news", nr=need.nr, text=need.text, outcome=need.outcome or "") for need in news]
    return replace(reply, text="\n\n".join([*told, reply.text])) if told else reply
