"""How the follow-up stands, who has not answered, and the gaps, as those who run it are told.

A channel reads along, so there it is counts alone: names of the late, and gaps, which name people and quote answers,
are offered in a direct message.
"""

import re
from collections.abc import Callable

from bot.platforms.base import Reply
from bot.standing_shown import reached_text, unanswered_text
from bot.talk import coordinator_words as heard
from bot.talk.channel import offered_privately
from bot.talk.meaning import chosen, in_reach, outside, scene
from bot.talk.rights import Command, Reach, reach
from bot.talk.turn import Turn
from plans.model import Action
from prompts.refusal import Refusal

Obeyed = Callable[[Turn, re.Match[str]], Reply | None]
Actions = tuple[Action, ...]
_FILTER = 4  # words of a filter; more is a sentence


def told(
    command: Command, privately: Callable[[Turn, Actions], Reply], openly: Callable[[Turn, Actions], str]
) -> Obeyed:
    """Return what obeys a command that tells something of a place, in a direct message or for all to read."""

    def obeyed(turn: Turn, match: re.Match[str]) -> Reply | None:
        actions = chosen(turn, command, heard.part(match, "place"))
        if actions is None:
            return None
        if not actions:
            return outside(turn)
        return offered_privately(turn, openly(turn, actions)) if turn.message.place else privately(turn, actions)

    return obeyed


def _among(turn: Turn, actions: Actions) -> frozenset[str] | None:
    everything = len(actions) == len(turn.services.planbook.actions())
    return None if everything else frozenset(action.nr for action in actions)


def standing_of_all(turn: Turn) -> str:
    """Return how it goes with all that the person may see, as a text for themselves alone."""
    actions = in_reach(turn, Command.STANDING)
    return _standing(turn, actions).text if actions else ""


def _standing(turn: Turn, actions: Actions) -> Reply:
    found = scene(turn, actions)
    counts = turn.services.planbook.status_text(turn.language, among=_among(turn, actions))
    if found is None:
        return Reply(counts)
    among = _among(turn, actions)
    addresses = None if among is None else {action.reporter for action in actions if action.reporter}
    return Reply("\n".join([counts, reached_text(found, turn.say), *turn.services.troubles(turn.say, addresses)]))


def _standing_in_counts(turn: Turn, actions: Actions) -> str:
    return turn.services.planbook.status_text(turn.language, among=_among(turn, actions), by_area=False)


def _unanswered(turn: Turn, actions: Actions) -> Reply:
    found = scene(turn, actions)
    return Reply(unanswered_text(found, turn.say)) if found else turn.reply("unanswered.no_cycle")


def _unanswered_in_counts(turn: Turn, actions: Actions) -> str:
    found = scene(turn, actions)
    if found is None:
        return turn.say("chat.unanswered.no_cycle")
    return turn.say("chat.unanswered.in_channel", count=len(found.unanswered), of=len(found.requests))


STANDING = told(Command.STANDING, _standing, _standing_in_counts)
UNANSWERED = told(Command.UNANSWERED, _unanswered, _unanswered_in_counts)


def gaps(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Tell the gaps that are asked for, an area lead those of the areas that they lead."""
    asked = heard.part(match, "place") or heard.part(match, "bare") or ""
    book = turn.services.planbook.gap_book
    within = turn.person.areas if reach(turn.person, Command.GAPS) is Reach.OWN_AREAS else None
    if within == ():
        return outside(turn)
    try:
        text = book.asked(asked, turn.language, within=within)
    except Refusal:
        if len(asked.split()) > _FILTER:
            return None  # a sentence that begins with the word
        raise
    return offered_privately(turn, book.counts_text(turn.language, within)) if turn.message.place else Reply(text)
