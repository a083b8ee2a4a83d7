"""Who answers instead: a new reporter of one action, or of everything that somebody who leaves has."""

import re

from bot.platforms.base import Reply
from bot.talk import coordinator_words as heard
from bot.talk import orders
from bot.talk.meaning import scene
from bot.talk.orders import Done, Order, Shown
from bot.talk.rights import Command
from bot.talk.turn import Turn
from bot.talk.whom import address_in, is_address, person_named
from plans.cycle.nudging import UNANSWERED


def reassign(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Show whose an action would be."""
    nr, to = heard.part(match, "nr") or "", heard.part(match, "to") or ""
    person = person_named(turn, to)
    if person is None:
        if not is_address(to):
            return turn.reply("hand_over.unknown_name", name=address_in(to))
        return turn.reply("reassign.unknown", address=address_in(to))
    action = turn.services.planbook.action(nr)
    return orders.ask_first(turn, Order(command=Command.REASSIGN, nrs=(action.nr,), to=person.address), would_reassign)


def _addressee(turn: Turn, nr: str) -> str | None:
    with turn.services.store.reading() as ledger:
        about = ledger.cycles.about(nr)
    return about[-1].addressee if about else None


def would_reassign(turn: Turn, order: Order) -> Shown:
    """Show who would answer in whose place."""
    nr, before = order.nrs[0], _addressee(turn, order.nrs[0])
    action = turn.services.planbook.action(nr)
    values = {"nr": nr, "title": action.title, "to": turn.called(order.to)}
    if before == order.to == action.reporter:
        return Shown(turn.say("chat.reassign.already", nr=nr, to=values["to"]))
    if before is None:
        return Shown(turn.say("chat.reassign.preview_nobody", **values), "reassign")
    return Shown(turn.say("chat.reassign.preview", **values, before=turn.called(before)), "reassign")


def do_reassign(turn: Turn, order: Order) -> Done:
    """Make somebody the reporter in the plan and move the question that waits, which somebody else may have taken."""
    nr, by = order.nrs[0], turn.person.address
    before = turn.services.planbook.action(nr).reporter
    if before != order.to:
        turn.services.planbook.edit(nr, {"reporter": order.to}, by, turn.language)
    with turn.services.store.reading() as ledger:
        waits = [
            each for each in ledger.cycles.about(nr)[-1:] if each.state in UNANSWERED and each.addressee != order.to
        ]
    if waits:
        turn.services.follow_up.reassign(nr, order.to, by, turn.message.at)
    if order.undo:
        return Done(turn.say("chat.reassign.undone", nr=nr, to=turn.called(order.to)))
    undo = Order(command=Command.REASSIGN, nrs=order.nrs, to=before, undo=True) if before else None
    return Done(turn.say("chat.reassign.done", nr=nr, to=turn.called(order.to)), undo)


def leave(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Show what somebody who leaves would hand over."""
    leaver, to = person_named(turn, heard.part(match, "who") or ""), heard.part(match, "to") or ""
    if leaver is None:
        return None  # "arbetet lämnas över till regionen"
    receiver = person_named(turn, to)
    if receiver is None:
        return turn.reply("hand_over.unknown_name", name=address_in(to))
    order = Order(command=Command.HAND_OVER, text=leaver.address, to=receiver.address)
    return orders.ask_first(turn, order, would_leave)


def would_leave(turn: Turn, order: Order) -> Shown:
    """Show what would go to whom."""
    found = scene(turn, turn.services.planbook.actions())
    reports = [action.nr for action in turn.services.planbook.actions() if action.reporter == order.text]
    waits = [request.nr for request in found.unanswered if request.addressee == order.text] if found else []
    names = {"name": turn.called(order.text), "to": turn.called(order.to)}
    nrs = list(dict.fromkeys([*reports, *waits]))
    if not nrs:
        return Shown(turn.say("chat.leave.nothing", name=names["name"]))
    return Shown(turn.say("chat.leave.preview", **names, nrs=", ".join(nrs)), "reassign")


def do_leave(turn: Turn, order: Order) -> Done:
    """Hand everything over."""
    done = turn.services.follow_up.leave(order.text, order.to, turn.message.at, turn.person.address)
    nrs = ", ".join(dict.fromkeys([*done.actions, *done.questions]))
    return Done(turn.say("chat.leave.done", name=turn.called(order.text), to=turn.called(order.to), nrs=nrs))
