"""Decisions that owners ask for: listed, and settled by a coordinator in the words that the owner will read.

"beslut S6: beviljat, 200 000 kronor", or the button under a decision in the list and then the words. What would be
saved is read back first. Who asked reads it next time they hear from the bot.
"""

import re
from typing import Final

from bot.memory import Kept
from bot.platforms.base import Button, Reply
from bot.talk import coordinator_words as heard
from bot.talk import orders, words
from bot.talk.orders import Done, Order, Shown
from bot.talk.rights import Command, Reach, reach
from bot.talk.telling import Actions, told
from bot.talk.turn import MOST_BUTTONS, Turn
from plans.model import DecisionNeed, DecisionState
from plans.wording import written_date

CHOOSE: Final = "decision"  # the key of the button of one decision; its value is the decision's id
_SETTLED: Final = frozenset({DecisionState.DECIDED, DecisionState.DECLINED})


def _needs(turn: Turn, nrs: frozenset[str], *states: DecisionState) -> list[DecisionNeed]:
    with turn.services.store.reading() as ledger:
        return [need for need in ledger.decisions.all() if need.nr in nrs and need.state in states]


def _listed(turn: Turn, actions: Actions) -> Reply:
    found = _needs(turn, frozenset(action.nr for action in actions), DecisionState.OPEN)
    return _list(turn, found) if found else turn.reply("decisions.none")


def _list(turn: Turn, found: list[DecisionNeed]) -> Reply:
    heading = turn.say("chat.decisions.one") if len(found) == 1 else turn.say("chat.decisions.many", count=len(found))
    lines = [heading, *(_line(turn, need) for need in found)]
    if reach(turn.person, Command.SETTLE) is Reach.NONE:
        return Reply("\n".join(lines))
    lines.append(turn.say("chat.decisions.how", nr=found[0].nr))
    return Reply("\n".join(lines), tuple(_button(turn, need) for need in found[:MOST_BUTTONS]))


def _line(turn: Turn, need: DecisionNeed) -> str:
    return turn.say(
        "chat.decisions.line",
        nr=need.nr,
        text=need.text,
        name=turn.called(need.asked_by) if need.asked_by else "–",
        date=written_date(need.asked_at.astimezone(turn.services.zone).date(), turn.language),
    )


def _button(turn: Turn, need: DecisionNeed) -> Button:
    return Button(CHOOSE, turn.say("chat.decisions.button", nr=need.nr), need.id)


def _counted(turn: Turn, actions: Actions) -> str:
    count = len(_needs(turn, frozenset(action.nr for action in actions), DecisionState.OPEN))
    return turn.say("chat.decisions.in_channel", count=count) if count else turn.say("chat.decisions.none")


LIST = told(Command.DECISIONS, _listed, _counted)


def settle(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Show what would be saved as the outcome, ask which decision is meant where an action has several open."""
    nr = heard.part(match, "nr") or ""
    action = next((each for each in turn.services.planbook.actions() if each.nr.casefold() == nr.casefold()), None)
    if action is None:
        return None  # "beslut 2026 om budgeten"
    about = frozenset({action.nr})
    found = _needs(turn, about, DecisionState.OPEN) or _needs(turn, about, *_SETTLED)[-1:]
    if not found:
        return turn.reply("decisions.none_about", nr=action.nr)
    outcome = _as_written(turn, heard.part(match, "text") or "")
    if len(found) > 1:
        return _list(turn, found)
    return _shown(turn, found[0], outcome) if outcome else _ask(turn, found[0])


def choose(turn: Turn) -> Reply | None:
    """Ask for the outcome of the decision whose button was pressed."""
    if turn.pressed.key != CHOOSE or reach(turn.person, Command.SETTLE) is Reach.NONE:
        return None
    with turn.services.store.reading() as ledger:
        need = ledger.decisions.get(turn.pressed.value)
    return _ask(turn, need) if need else turn.reply("order.too_late")


def take_outcome(turn: Turn) -> Reply | None:
    """Take the words after the button as the outcome; a question or a no is none."""
    kept = turn.recall(Kept.DECISION)
    if kept is None or turn.pressed.key or reach(turn.person, Command.SETTLE) is Reach.NONE:
        return None
    turn.leave(Kept.DECISION)
    if words.is_question(turn.words):
        return None
    if heard.CANCEL.fullmatch(turn.command):
        return turn.reply("order.cancelled")
    with turn.services.store.reading() as ledger:
        need = ledger.decisions.get(kept)
    return _shown(turn, need, turn.words.strip(" \"'”“")) if need else None


def _ask(turn: Turn, need: DecisionNeed) -> Reply:
    turn.keep(Kept.DECISION, need.id)
    return Reply(turn.say("chat.decisions.ask", nr=need.nr, text=need.text))


def _shown(turn: Turn, need: DecisionNeed, outcome: str) -> Reply:
    declined = heard.DECLINED.match(outcome) is not None
    order = Order(command=Command.SETTLE, nrs=(need.nr,), to=need.id, text=outcome, declined=declined)
    return orders.ask_first(turn, order, would_settle)


def _as_written(turn: Turn, text: str) -> str:
    """Return the outcome with the mark that it ends with, and the word that says no where it began the command."""
    start = turn.words.rfind(text) if text else -1
    written = (turn.words[start:] if start >= 0 else text).strip(" \"'”“")
    no = heard.DECLINED.match(turn.command)
    return (
        f"{no[0].strip().capitalize()}: {written}" if no and written and not heard.DECLINED.match(written) else written
    )


def would_settle(turn: Turn, order: Order) -> Shown:
    """Show the decision, what it came to and who will read it."""
    with turn.services.store.reading() as ledger:
        need = ledger.decisions.get(order.to)
    if need is None or need.state is DecisionState.WITHDRAWN:
        return Shown(turn.say("chat.decisions.none_about", nr=order.nrs[0]))
    name = turn.called(need.asked_by) if need.asked_by else "–"
    state = DecisionState.DECLINED if order.declined else DecisionState.DECIDED
    said = turn.say(f"terms.decision.{state}")
    return Shown(
        turn.say("chat.decisions.preview", nr=need.nr, text=need.text, name=name, state=said, outcome=order.text),
        "settle",
    )


def do_settle(turn: Turn, order: Order) -> Done:
    """Save the outcome; who asked is told."""
    by, at = turn.person.address, turn.message.at
    need = turn.services.follow_up.settle(order.to, order.text, by, at, declined=order.declined)
    name = turn.called(need.asked_by) if need.asked_by else "–"
    return Done(turn.say("chat.decisions.settled", nr=need.nr, name=name))
