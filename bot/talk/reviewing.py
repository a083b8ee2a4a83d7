"""Approving answers and asking for more: what is approved is shown in the owner's words as they were confirmed."""

import re
from collections.abc import Iterable

from bot.platforms.base import Reply
from bot.talk import coordinator_words as heard
from bot.talk import orders
from bot.talk.orders import Done, Order, Shown
from bot.talk.rights import Command, may_order
from bot.talk.turn import Turn
from plans.model import RequestState, StatusUpdate, UpdateRequest
from plans.wording import written_date


def approve(turn: Turn, nrs: Iterable[str], *, is_one: bool) -> Reply:
    """Approve one answer at once, or show several before they are approved."""
    order = Order(command=Command.APPROVE, nrs=tuple(nrs))
    if is_one:
        _check(turn, order.nrs[0], Command.APPROVE)
        return orders.do(turn, order, do_approve)
    waiting = [request.nr for request, _ in _submitted(turn, order.nrs)]
    return orders.ask_first(turn, Order(command=Command.APPROVE, nrs=tuple(waiting)), would_approve)


def would_approve(turn: Turn, order: Order) -> Shown:
    """Show the answers that would be approved."""
    found = _submitted(turn, order.nrs)
    if not found:
        return Shown(turn.say("chat.approve.nothing"))
    lines = [_line(turn, request, update) for request, update in found]
    heading = turn.say("chat.approve.one") if len(found) == 1 else turn.say("chat.approve.many", count=len(found))
    return Shown("\n".join([heading, *lines]), "approve")


def do_approve(turn: Turn, order: Order) -> Done:
    """Approve the answers, or take the approval back."""
    follow_up, by, at = turn.services.follow_up, turn.person.address, turn.message.at
    nrs = turn.listed(order.nrs)
    if order.undo:
        for nr in order.nrs:
            follow_up.take_back_acceptance(nr, by, at)
        return Done(turn.say("chat.approve.undone", nrs=nrs))
    shown = "\n".join(_line(turn, request, update) for request, update in _submitted(turn, order.nrs))
    for nr in order.nrs:
        follow_up.accept(nr, by, at)
    return Done(
        f"{turn.say('chat.approve.done', nrs=nrs)}\n{shown}", Order(command=Command.APPROVE, nrs=order.nrs, undo=True)
    )


def send_back(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Show what would be asked for before it is sent to the owner."""
    action = turn.services.planbook.action(heard.part(match, "nr") or "")
    text = _as_written(turn, heard.part(match, "text") or "")
    _check(turn, action.nr, Command.RETURN)
    if not text:
        return turn.reply("return.ask", nr=action.nr)
    return orders.ask_first(turn, Order(command=Command.RETURN, nrs=(action.nr,), text=text), would_return)


def _as_written(turn: Turn, text: str) -> str:
    """Return what is asked for with the mark that it ends with, without quotes around it."""
    start = turn.words.rfind(text) if text else -1
    return (turn.words[start:] if start >= 0 else text).strip(" \"'”“")


def would_return(turn: Turn, order: Order) -> Shown:
    """Show who would be asked for what."""
    nr = order.nrs[0]
    found = _submitted(turn, order.nrs)
    if not found or found[0][0].addressee is None:
        return Shown(turn.say("chat.return.nothing", nr=nr))
    name = turn.called(found[0][0].addressee or "")
    return Shown(turn.say("chat.return.preview", nr=nr, name=name, text=order.text), "send")


def do_return(turn: Turn, order: Order) -> Done:
    """Ask the owner for more."""
    nr = order.nrs[0]
    request = turn.services.follow_up.return_for_more(nr, turn.person.address, order.text, turn.message.at)
    return Done(turn.say("chat.return.done", nr=nr, name=turn.called(request.addressee or "")))


def _check(turn: Turn, nr: str, command: Command) -> None:
    """Let the follow-up itself refuse what the person may not review, or what there is no answer to."""
    action = turn.services.planbook.action(nr)
    if not may_order(turn.person, command, action):
        turn.services.follow_up.would_nudge([action.nr], turn.person.address, turn.message.at)


def _submitted(turn: Turn, nrs: Iterable[str]) -> list[tuple[UpdateRequest, StatusUpdate | None]]:
    """Return the answers about these actions that wait to be approved, each with what was confirmed last."""
    wanted = set(nrs)
    with turn.services.store.reading() as ledger:
        cycles = ledger.cycles.all()
        requests = ledger.cycles.requests(cycles[-1].year) if cycles else ()
        updates = {update.nr: update for update in ledger.updates.all(cycles[-1].year)} if cycles else {}
    waiting = [each for each in requests if each.nr in wanted and each.state is RequestState.SUBMITTED]
    return [(request, updates.get(request.nr)) for request in waiting]


def _line(turn: Turn, request: UpdateRequest, update: StatusUpdate | None) -> str:
    action = turn.services.planbook.action(request.nr)
    values = {"nr": action.nr, "title": action.title, "status": turn.services.planbook.status_of(action, turn.language)}
    if update is None:
        return turn.say("chat.approve.line", **values)
    day = written_date(update.confirmed_at.astimezone(turn.services.zone).date(), turn.language)
    text = " ".join(update.text.split())
    shown = text if len(text) <= 240 else f"{text[:240].rsplit(' ', 1)[0]} …"  # noqa: PLR2004 - three lines of a chat
    return turn.say("chat.approve.line_text", **values, name=turn.called(update.author), date=day, text=shown)
