"""Closing the follow-up: what is still missing is shown first, for it cannot be undone."""

import re

from bot.platforms.base import Reply
from bot.talk import coordinator_words as heard
from bot.talk import orders
from bot.talk.meaning import scene
from bot.talk.orders import Done, Order, Shown
from bot.talk.rights import Command
from bot.talk.turn import Turn
from plans.wording import written_date


def close(turn: Turn, match: re.Match[str]) -> Reply:
    """Show what closing would do."""
    year = int(heard.part(match, "year") or 0)
    status = turn.services.follow_up.status(year or None, turn.message.at)
    return orders.ask_first(turn, Order(command=Command.CLOSE, year=status.year), would_close)


def would_close(turn: Turn, order: Order) -> Shown:
    """Show what is missing."""
    status = turn.services.follow_up.status(order.year, turn.message.at)
    found = scene(turn, turn.services.planbook.actions())
    missing = [request.nr for request in found.unanswered] if found and found.cycle.year == order.year else []
    lines = [turn.say("chat.close.preview", year=order.year)]
    if missing:
        lines.append(turn.say("chat.close.missing", count=len(missing), of=status.requests, nrs=", ".join(missing)))
    else:
        lines.append(turn.say("chat.close.complete", count=status.requests))
    if turn.today <= status.cut_off:
        lines.append(turn.say("chat.close.early", cut_off=written_date(status.cut_off, turn.language)))
    return Shown("\n".join([*lines, turn.say("chat.close.ask")]), "close")


def do_close(turn: Turn, order: Order) -> Done:
    """Close the follow-up and compile it."""
    turn.services.follow_up.close(order.year, turn.message.at, turn.person.address)
    status = turn.services.follow_up.status(order.year, turn.message.at)
    answered = status.answered_on_time + status.answered_late
    return Done(turn.say("chat.close.done", year=order.year, answered=answered, of=status.requests))
