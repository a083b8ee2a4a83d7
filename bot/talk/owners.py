"""An owner's way through their actions: what is mine, why me, the next one, another day.

What they answer, and how it is read, confirmed and changed, stands in ``replies.py``.
"""

from typing import Final

from bot.memory import Kept
from bot.platforms.base import Reply
from bot.talk import hand_over_words, owner_words, words
from bot.talk.mine import Mine
from bot.talk.receipts import lead_to, shortened, waiting_line
from bot.talk.taking import read_back_of
from bot.talk.turn import Route, Turn
from plans.model import Action, RequestState
from plans.wording import written_date

_CHOICES: Final = ("on_track", "at_risk", "not_started")
_ASKED: Final = frozenset({RequestState.SENT, RequestState.IN_DIALOGUE, RequestState.RETURNED})


def show_mine(turn: Turn) -> Reply | None:
    """List the person's actions and what waits."""
    if not owner_words.MINE.fullmatch(turn.command):
        return None
    found = turn.mine
    if not found.actions:
        return turn.reply("mine.none", coordinator=turn.coordinator())
    count = len(found.actions)
    heading = turn.say("chat.mine.one") if count == 1 else turn.say("chat.mine.count", count=count)
    rows = "\n".join(f"- {row_of(turn, found, action)}" for action in found.actions)
    end = turn.say("chat.mine.next") if found.waiting else turn.say("chat.mine.nothing_to_answer")
    buttons = turn.numbers(request.nr for request in found.waiting)
    return Reply(f"{turn.say('chat.mine.heading')} ({heading})\n\n{rows}\n\n{end}", buttons)


def explain(turn: Turn) -> Reply | None:
    """Say why the person is asked."""
    if not owner_words.WHY.fullmatch(turn.command):
        return None
    found = turn.mine
    if not found.waiting:
        return turn.reply("why.not_asked")
    request = found.about(turn.pressed.value or turn.recall(Kept.TOPIC)) or found.waiting[0]
    action = found.plan[request.nr.casefold()]
    due = written_date(request.due, turn.language)
    if action.reporter is None:
        return turn.reply("why.coordinator", nr=action.nr)
    if action.reporter == turn.person.address:
        return turn.reply("why.owner", nr=action.nr, file=action.source.file, year=request.year, due=due)
    reason = "delegated" if request.replaces else "substitute"
    return turn.reply(f"why.{reason}", name=turn.called(action.reporter), nr=action.nr, due=due)


def pause(turn: Turn) -> Reply | None:
    """Leave the rest for another day; a no to "do you want to take it now?" is one way to say so."""
    asked = turn.mine.waiting and not turn.mine.drafts and turn.recall(Kept.TOPIC) is None
    declines = asked and (hand_over_words.DECLINE.fullmatch(turn.words) or words.CHANGE.fullmatch(turn.words))
    if not declines and not owner_words.PAUSE.fullmatch(turn.command):
        return None
    waiting = turn.mine.waiting
    if not waiting:
        return turn.reply("pause.nothing_left")
    due = written_date(min(request.due for request in waiting), turn.language)
    if len(waiting) == 1:
        return turn.reply("pause.done_one", due=due)
    return turn.reply("pause.done", count=len(waiting), due=due)


def resume(turn: Turn) -> Reply | None:
    """Go on with the next action that waits, or with what was shown and not confirmed."""
    return go_on(turn) if owner_words.RESUME.fullmatch(turn.command) else None


def go_on(turn: Turn) -> Reply:
    """Show what waits to be confirmed, else lead to the next action."""
    found = turn.mine
    if found.draft:
        return read_back_of(turn, found.draft)
    if not found.waiting:
        return turn.reply("mine.nothing_to_answer")
    return lead_to(turn, found.plan[found.waiting[0].nr.casefold()])


def agree_to_go_on(turn: Turn) -> Reply | None:
    """Take a yes with nothing to confirm as a yes to the next action that waits."""
    found = turn.mine
    agrees = words.CONFIRM.fullmatch(turn.command)
    return go_on(turn) if agrees and found.waiting and not found.drafts else None


def help_along(turn: Turn) -> Reply | None:
    """Help somebody who does not know what to answer: the little they know is enough, and others may know more."""
    if not owner_words.UNSURE.fullmatch(turn.command) or not (turn.mine.waiting or turn.mine.draft):
        return None
    found = turn.mine
    topic = found.about(turn.recall(Kept.TOPIC)) or (found.waiting[0] if found.waiting else None)
    nr = found.draft.nr if found.draft else topic.nr if topic else ""
    return turn.reply("unsure.help", *_CHOICES, "not_mine", "later", nr=nr)


def tell_deadline(turn: Turn) -> Reply | None:
    """Say the last day to answer, to somebody who is asked something."""
    if not owner_words.DEADLINE.fullmatch(turn.command) or not turn.mine.actions:
        return None
    if not turn.mine.waiting:
        return turn.reply("mine.nothing_to_answer")
    waiting = turn.mine.waiting
    due = written_date(min(request.due for request in waiting), turn.language)
    return turn.reply("deadline.text", nrs=turn.listed(request.nr for request in waiting), due=due)


def tell_duty(turn: Turn) -> Reply | None:
    """Say what happens without an answer, and what else one can do."""
    if not owner_words.DUTY.fullmatch(turn.command) or not turn.mine.waiting:
        return None
    nrs = turn.listed(request.nr for request in turn.mine.waiting)
    return turn.reply("deadline.duty", "not_mine", "later", nrs=nrs)


def show_answers(turn: Turn) -> Reply | None:
    """Show what the person has answered last about each of their actions."""
    found = turn.mine
    if not owner_words.ANSWERED.fullmatch(turn.command) or not found.actions:
        return None
    with turn.services.store.reading() as ledger:
        about = {action.nr: ledger.updates.about(action.nr) for action in found.actions}
    rows = [
        turn.say(
            "chat.answered.row",
            nr=nr,
            date=written_date(updates[-1].confirmed_at.astimezone(turn.services.zone).date(), turn.language),
            text=shortened(updates[-1].text),
        )
        for nr, updates in about.items()
        if updates
    ]
    lines = [turn.say("chat.answered.heading"), *rows] if rows else [turn.say("chat.answered.none")]
    waits = waiting_line(turn, found)
    return Reply("\n".join([*lines, *([waits] if waits else [])]), turn.buttons("next", "later") if waits else ())


def reminder_of_what_waits(turn: Turn) -> str:
    """Return a line about what waits for the person, empty where nothing does."""
    return waiting_line(turn, turn.mine) if turn.known and not turn.message.place else ""  # a channel reads along


def row_of(turn: Turn, found: Mine, action: Action) -> str:
    """Return one of the person's actions on a line: where it stands, and whether it waits for an answer."""
    values = {"nr": action.nr, "title": action.title, "status": turn.services.planbook.status_of(action, turn.language)}
    request = found.request(action.nr)
    if any(draft.nr == action.nr for draft in found.drafts):
        return turn.say("chat.mine.row_unconfirmed", **values)
    if request and request.state in _ASKED:
        kind = "row_returned" if request.state is RequestState.RETURNED else "row_waiting"
        return turn.say(f"chat.mine.{kind}", **values, due=written_date(request.due, turn.language))
    answered = [update for update in found.updates if update.nr == action.nr]
    if answered:
        day = answered[-1].confirmed_at.astimezone(turn.services.zone).date()
        return turn.say("chat.mine.row_answered", **values, date=written_date(day, turn.language))
    return turn.say("chat.mine.row", **values)


ROUTES: tuple[Route, ...] = (
    show_mine,
    explain,
    pause,
    resume,
    agree_to_go_on,
    help_along,
    tell_deadline,
    tell_duty,
    show_answers,
)
