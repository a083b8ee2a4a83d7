"""Which actions an order means: a place, numbers, everybody or a person, of those that it may be ordered about."""

import re
from collections.abc import Iterable
from typing import Final

from bot.platforms.base import Reply
from bot.standing_shown import Scene, scene_of
from bot.talk import coordinator_words as heard
from bot.talk import words
from bot.talk.rights import Command, may_order
from bot.talk.turn import Turn
from bot.talk.whom import person_named
from plans.model import Action
from plans.places import found_in

NAME: Final = 2  # words of a name; more is a sentence


def in_reach(turn: Turn, command: Command) -> tuple[Action, ...]:
    """Return the actions that the person may order this about, in the plan's order."""
    return tuple(action for action in turn.services.planbook.actions() if may_order(turn.person, command, action))


def chosen(turn: Turn, command: Command, place: str | None) -> tuple[Action, ...] | None:
    """Return the actions of a place, all that the person may order this about without one; None: no such place."""
    if place is None:
        return in_reach(turn, command)
    known = found_in(turn.services.planbook.actions(), re.sub(r"^(?:the|det|den) ", "", place, flags=re.IGNORECASE))
    if not known:
        return None
    return tuple(action for action in known if may_order(turn.person, command, action))


def numbers_in(text: str) -> tuple[str, ...]:
    """Return the numbers of a list of nothing else ("S6, S7 och S8"), else none."""
    tokens = [each for each in re.split(r"\s*[,;]\s*|\s+(?:och|and|samt|&)\s+|\s+", text.strip()) if each]
    return tuple(tokens) if tokens and all(re.fullmatch(words.NR, each, words.FLAGS) for each in tokens) else ()


def meant(turn: Turn, command: Command, whom: str) -> tuple[str, ...] | None:
    """Return the actions that "S6 och S7", "alla i Uppsala", "Uppsala" or a person mean; None: nothing known."""
    if numbers := numbers_in(whom):
        actions = [turn.services.planbook.action(nr) for nr in numbers]
        return tuple(action.nr for action in actions)
    everybody = heard.EVERYBODY.fullmatch(whom)
    place = everybody["place"] if everybody else re.sub(r"^(?:i|in|för|for) ", "", whom, flags=re.IGNORECASE)
    if everybody or (place and found_in(turn.services.planbook.actions(), place)):
        actions_there = chosen(turn, command, place)
        return None if actions_there is None else tuple(action.nr for action in actions_there)
    person = person_named(turn, whom)
    if person is None:
        return None
    asked = found.unanswered if (found := scene(turn, in_reach(turn, command))) else ()
    return tuple(request.nr for request in asked if request.addressee == person.address)


def names_plan(turn: Turn, match: re.Match[str]) -> bool:
    """Tell whether what follows a command is nothing, everybody, an action's number or a place: known to all."""
    parts = [heard.part(match, name) for name in ("place", "whom", "what")]
    named = [part for part in parts if part]
    if match.groupdict().get("bare") and heard.GAPS.fullmatch(match[0]):
        named.append(match["bare"])
    actions = turn.services.planbook.actions()
    known = {action.nr.casefold() for action in actions}
    return all(
        heard.EVERYBODY.fullmatch(part)
        or all(nr.casefold() in known for nr in numbers_in(part)) & bool(numbers_in(part))
        or found_in(actions, part)
        for part in named
    )


def scene(turn: Turn, actions: Iterable[Action]) -> Scene | None:
    """Return the latest cycle as far as it is about these actions."""
    with turn.services.store.reading() as ledger:
        return scene_of(ledger, [action.nr for action in actions], turn.today)


def outside(turn: Turn) -> Reply:
    """Say that there is nothing to tell of: no plan yet, or nothing in the areas that an area lead has."""
    if not turn.services.planbook.actions():
        return turn.reply("refused.no_plan")
    areas = ", ".join(turn.person.areas)
    return (
        turn.reply("refused.other_area", areas=areas)
        if areas
        else turn.reply("refused.no_area", coordinator=turn.coordinator())
    )
