"""What a channel reads along with, and what goes to one person in a direct message instead.

Nobody knows here who reads a channel, so there it is only what everybody may read (promise 4 of the design's
reliability): no names of the late, no reading of an answer, nothing that is somebody's own. The rest is offered, or
sent at once where it is only for the one who wrote.
"""

from dataclasses import replace
from typing import Final

from bot.platforms.base import Reply
from bot.talk.turn import Route, Turn

SEND: Final = "send_privately"  # the key of the button; its value is what was written
_READING: Final = frozenset({"confirm", "change"})


def offered_privately(turn: Turn, openly: str) -> Reply:
    """Return what everybody may read, and the offer to send the rest to the one who asked."""
    return Reply(f"{openly}\n{turn.say('chat.channel.offer')}", turn.buttons(SEND, about=turn.words))


def alone(turn: Turn) -> Turn:
    """Return the same turn as if it had been written to the bot alone."""
    return replace(turn, message=replace(turn.message, place=""))


def privately(*routes: Route) -> Route:
    """Return one route that tries `routes` and, in a channel, sends what they say to the person alone."""

    def route(turn: Turn) -> Reply | None:
        if not turn.message.place:
            return next(filter(None, (each(turn) for each in routes)), None)
        quiet = alone(turn)
        reply = next(filter(None, (each(quiet) for each in routes)), None)
        return None if reply is None else sent(turn, reply)

    return route


def sent(turn: Turn, reply: Reply) -> Reply:
    """Send a reply to the person alone, and say so in the channel; to somebody unknown nothing can be sent."""
    if not turn.known:
        return replace(turn.reply("channel.alone"), alone=True)
    reading = next((each for each in reply.buttons if each.key in _READING), None)
    nr = reading.value.partition("#")[0] if reading else ""
    turn.services.follow_up.tell(turn.person.address, reply.text, turn.message.at, read_back_of=nr)
    return replace(turn.reply("channel.sent"), alone=True)


def send_on(*routes: Route) -> Route:
    """Return the route of the button: what was written in the channel is answered by `routes` to the one who pressed.

    Somebody else who presses it gets what they may read themselves.
    """

    def route(turn: Turn) -> Reply | None:
        if turn.pressed.key != SEND or not turn.pressed.value:
            return None
        quiet = replace(turn, message=replace(turn.message, place="", pressed=None, text=turn.pressed.value))
        reply = next(filter(None, (each(quiet) for each in routes)), None)
        return None if reply is None else sent(turn, reply) if turn.message.place else reply

    return route
