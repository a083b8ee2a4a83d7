"""What somebody sees on the bot's own page: their actions, what is due, and for those who run it the whole picture."""

from typing import Final

from bot.platforms.base import Button, Home, HomePart
from bot.talk.mine import Mine
from bot.talk.owners import row_of
from bot.talk.rights import Command, Reach, reach
from bot.talk.telling import standing_of_all
from bot.talk.turn import SAY, Turn
from plans.model import Action
from plans.wording import written_date

_MOST: Final = 30  # actions: more would fill the page, and "mina åtgärder" tells them all
_ORDERS: Final = (
    ("standing", Command.STANDING),
    ("unanswered", Command.UNANSWERED),
    ("gaps", Command.GAPS),
    ("remind", Command.REMIND),
    ("decisions", Command.DECISIONS),
    ("summary", Command.SUMMARY),
)


def home_of(turn: Turn) -> Home:
    """Return the page for the person whose turn it is."""
    say = turn.say
    parts = [HomePart(heading=say("home.welcome.heading"), text=say("home.welcome.text"))]
    parts += _of_coordinator(turn)
    parts += _of_owner(turn, turn.mine)
    parts.append(_examples(turn))
    return Home(title=say("home.title"), parts=tuple(parts))


def _of_coordinator(turn: Turn) -> list[HomePart]:
    orders = [(name, command) for name, command in _ORDERS if reach(turn.person, command) is not Reach.NONE]
    if not orders:
        return []
    buttons = tuple(_saying(turn.say(f"home.order.{name}")) for name, _ in orders)
    return [HomePart(heading=turn.say("home.all.heading"), text=standing_of_all(turn), buttons=buttons)]


def _of_owner(turn: Turn, mine: Mine) -> list[HomePart]:
    if not mine.actions:
        return []
    waiting = {request.nr for request in mine.waiting}
    heading = turn.say("home.mine.heading")
    if mine.waiting:
        due = written_date(min(request.due for request in mine.waiting), turn.language)
        heading = turn.say("home.mine.waiting", count=len(mine.waiting), due=due)
    shown = sorted(mine.actions, key=lambda action: (action.nr not in waiting, action.position))[:_MOST]
    parts = [HomePart(heading=heading)]
    return [*parts, *(_action(turn, mine, action, is_waiting=action.nr in waiting) for action in shown)]


def _action(turn: Turn, mine: Mine, action: Action, *, is_waiting: bool) -> HomePart:
    buttons = [Button("form", turn.say("chat.button.form"), action.nr)]
    if is_waiting:
        buttons.append(_saying(action.nr, turn.say("home.mine.in_words")))
    return HomePart(heading="", text=row_of(turn, mine, action), buttons=tuple(buttons))


def _examples(turn: Turn) -> HomePart:
    """Return questions to press, such as work on what is stored."""
    shown = [turn.say("chat.examples.strategy"), turn.say("home.examples.changed")]
    if actions := turn.services.planbook.actions():
        shown.append(turn.say("chat.examples.status", nr=actions[0].nr))
        shown.append(turn.say("home.examples.late"))
    return HomePart(
        heading=turn.say("home.examples.heading"),
        text=turn.say("home.examples.text"),
        buttons=tuple(_saying(each) for each in shown),
    )


def _saying(words: str, label: str = "") -> Button:
    """Return a button that says something for the one who presses it."""
    return Button(SAY, label or words, words)
