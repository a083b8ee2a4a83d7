"""Notices that can wait: gathered in one message, in the morning of the next working day.

Nobody has asked for them and nobody waits for what the reader does, so they are under the rule of one unsolicited
message a person a day, and give way to a question or a reminder of the same morning. Each is queued for itself, so a
restart loses none; the first that goes out takes the others with it, and names them all.

What is urgent goes at once, for a person is waiting for the reader: `returned` (more is asked for, and the day is
short), `delegation` (a colleague asks, or answers what the reader asked), and a reminder that somebody sends by hand.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from plans.cycle.desk import PROGRAM, Desk
from plans.cycle.messages import Message, worded
from plans.model import Dispatch, DispatchState
from plans.reminders import DIGEST, GATHERED
from prompts.texts import texts

_TOGETHER: Final = 500  # notices in one message; the next morning takes the rest


def queue_for_morning(desk: Desk, messages: Iterable[tuple[Message, str]]) -> tuple[Dispatch, ...]:
    """Queue notices to addresses for the next morning of a working day; return what was not queued before."""
    return desk.queue(messages, next_morning(desk))


def next_morning(desk: Desk) -> datetime:
    """Return the next usual sending time that has not passed."""
    hours, zone = desk.rules.hours, ZoneInfo(desk.rules.zone)
    today = hours.next_sending(datetime.combine(desk.today, time(), tzinfo=zone))
    return today if today > desk.now else hours.next_sending(datetime.combine(desk.today, time(23, 59), tzinfo=zone))


def together(desk: Desk, first: Dispatch) -> Dispatch:
    """Return one message with every notice that waits for the same reader; the others are taken off the queue.

    Args:
        desk: the transaction, which has claimed `first`.
        first: a notice whose time has come; alone it is returned as it is.
    """
    waiting = desk.ledger.dispatches.queued(_TOGETHER, until=desk.now, to=first.to)
    others = [each for each in waiting if each.rule in GATHERED and each.key != first.key]
    if not others:
        return first
    for each in others:
        desk.ledger.dispatches.save(replace(each, state=DispatchState.CANCELLED))
        desk.record(PROGRAM, "message.gathered", each.key, to=each.to, into=first.key)
    notices = [first, *others]
    return replace(
        first,
        rule=DIGEST,
        text_key="asking.told.digest",
        values={"count": str(len(notices)), "items": _items(desk, notices)},
        nrs=tuple(dict.fromkeys(nr for each in notices for nr in each.nrs)),
        why=texts(_language(desk, first.to))("asking.why.digest"),
    )


def _items(desk: Desk, notices: Sequence[Dispatch]) -> str:
    language = _language(desk, notices[0].to)
    return "\n".join(f"• {worded(each, language)}" for each in notices)


def _language(desk: Desk, address: str) -> str:
    return desk.person(address).language or desk.rules.language
