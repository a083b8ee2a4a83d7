"""Reminding by hand: who would be written to is shown first, and whom nothing is sent to and why."""

import re

from bot.platforms.base import Reply
from bot.talk import coordinator_words as heard
from bot.talk import orders
from bot.talk.meaning import NAME, in_reach, meant
from bot.talk.orders import Done, Order, Shown
from bot.talk.rights import Command
from bot.talk.scheduled import next_line
from bot.talk.turn import Turn
from plans.cycle.nudging import Nudges
from plans.wording import written_date


def remind(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Show who would be reminded of what."""
    whom = heard.part(match, "whom") or heard.part(match, "to")
    nrs = meant(turn, Command.REMIND, whom) if whom else tuple(each.nr for each in in_reach(turn, Command.REMIND))
    if nrs is None:
        is_name = whom is not None and len(whom.split()) <= NAME
        return turn.reply("remind.unknown", whom=whom) if is_name else None
    return orders.ask_first(turn, Order(command=Command.REMIND, nrs=nrs), would_remind)


def would_remind(turn: Turn, order: Order) -> Shown:
    """Show who would be written to, when, and who is spared and why."""
    found = turn.services.follow_up.would_nudge(order.nrs, turn.person.address, turn.message.at)
    if not found.to:
        reasons = _spared(turn, found, answered=len(order.nrs) == 1)
        ahead = next_line(turn, turn.services.follow_up.schedule(turn.message.at))
        return Shown("\n".join([turn.say("chat.remind.nobody"), *reasons, ahead]))
    lines = [turn.say("chat.remind.line", name=turn.called(to), nrs=", ".join(nrs)) for to, nrs in found.to.items()]
    count = len(found.to)
    heading = turn.say("chat.remind.preview_one") if count == 1 else turn.say("chat.remind.preview", count=count)
    return Shown("\n".join([heading, *lines, *_spared(turn, found), _when(turn, found, "goes")]), "send")


def _spared(turn: Turn, found: Nudges, *, answered: bool = False) -> list[str]:
    by_reason: dict[str, list[str]] = {}
    for nr, reason in found.spared:
        by_reason.setdefault(reason.value, []).append(nr)
    return [
        turn.say(f"chat.remind.spared.{reason}", nrs=", ".join(nrs))
        for reason, nrs in by_reason.items()
        if answered or reason != "answered"
    ]


def _when(turn: Turn, found: Nudges, key: str) -> str:
    at = found.at.astimezone(turn.services.zone)
    is_now = found.at <= turn.message.at
    return (
        turn.say(f"chat.remind.{key}_now")
        if is_now
        else turn.say(f"chat.remind.{key}", date=written_date(at.date(), turn.language), time=f"{at:%H:%M}")
    )


def do_remind(turn: Turn, order: Order) -> Done:
    """Send the reminders."""
    found = turn.services.follow_up.nudge(order.nrs, turn.person.address, turn.message.at)
    names = ", ".join(f"{turn.called(to)} ({', '.join(nrs)})" for to, nrs in found.to.items())
    return Done(f"{turn.say('chat.remind.done', names=names)} {_when(turn, found, 'goes')}")
