"""Moving the last day to answer, of all or of one action: shown first, and taken back where it can be."""

import re
from datetime import date

from bot.platforms.base import Reply
from bot.talk import coordinator_words as heard
from bot.talk import orders
from bot.talk.meaning import scene
from bot.talk.orders import Done, Order, Shown
from bot.talk.rights import Command
from bot.talk.schedule_words import longer
from bot.talk.turn import Turn
from plans.cycle.setting import DUE, Place
from plans.dates.days import later
from plans.dates.in_text import find_dates
from plans.wording import written_date


def move(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Show what moving the last day would do; ask for the day where none is given."""
    nr, when = heard.part(match, "nr"), heard.part(match, "when")
    found = turn.services.follow_up.schedule(turn.message.at)
    nrs = (turn.services.planbook.action(nr).nr,) if nr else ()
    if not when:
        return turn.reply_of("schedule.move.when", due=written_date(found.cycle.due, turn.language))
    day = _day(turn, when, _due(turn, nrs))
    if day is None:
        return turn.reply_of("schedule.move.unread", when=when)
    order = Order(command=Command.MOVE_DUE, nrs=nrs, text=day.isoformat(), year=found.cycle.year)
    return orders.ask_first(turn, order, would_move)


def _day(turn: Turn, when: str, due: date) -> date | None:
    if more := longer(when):
        return later(due, *more)
    dates = find_dates(when, turn.today)
    return dates[0].last if len(dates) == 1 else None


def _due(turn: Turn, nrs: tuple[str, ...]) -> date:
    actions = [turn.services.planbook.action(nr) for nr in nrs]
    found = scene(turn, actions) if actions else None
    if found and found.requests:
        return found.requests[-1].due
    return turn.services.follow_up.schedule(turn.message.at).cycle.due


def would_move(turn: Turn, order: Order) -> Shown:
    """Show from which day to which, and whom it concerns."""
    found = turn.services.follow_up.schedule(turn.message.at)
    before, after = _due(turn, order.nrs), date.fromisoformat(order.text)
    days = {"before": written_date(before, turn.language), "after": written_date(after, turn.language)}
    if after == before:
        return Shown(turn.say("schedule.move.same", due=days["after"]))
    if after < turn.today:
        return Shown(turn.say("schedule.move.passed", due=days["after"]))
    if order.nrs:
        return Shown(turn.say("schedule.move.preview_one", nr=order.nrs[0], **days), "move")
    among = scene(turn, turn.services.planbook.actions())
    count = sum(request.due == found.cycle.due for request in among.unanswered) if among else 0
    cut_off = written_date(found.cut_off(after), turn.language)
    preview = turn.say("schedule.move.preview", year=order.year, cut_off=cut_off, count=count, **days)
    return Shown(preview, "move")


def do_move(turn: Turn, order: Order) -> Done:
    """Move the day; taken back it is where it was, unless that day has passed."""
    before = _due(turn, order.nrs)
    place = Place(nr=order.nrs[0]) if order.nrs else Place(year=order.year)
    by, at = turn.person.address, turn.message.at
    turn.services.follow_up.change_settings(place, {DUE: order.text}, at, by)
    due = written_date(date.fromisoformat(order.text), turn.language)
    if order.undo:
        return Done(turn.say("schedule.move.undone", due=due))
    back = Order(command=Command.MOVE_DUE, nrs=order.nrs, text=before.isoformat(), year=order.year, undo=True)
    return Done(turn.say("schedule.move.done", due=due), back if before >= turn.today else None)
