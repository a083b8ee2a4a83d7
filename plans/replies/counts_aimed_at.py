"""Rules for a count that is told against what was aimed at: "alla tre tjänsterna är tillsatta"."""

import re
from decimal import Decimal

from plans.number_words import number
from plans.replies.count_cues import ALL_DONE, ALL_OF_THEM, FINISHED_NOW, NOT_YET
from plans.replies.verbs import deed_in, is_no_deed
from plans.replies.wordlists import CALLED_OFF, NEGATION


def is_not_so_far(text: str) -> bool:
    """Tell whether what a text counts is planned, left, lost or called off, so that it has not come about."""
    return NOT_YET.search(text) is not None or CALLED_OFF.search(text) is not None


def all_that_was_aimed_at(text: str, target: object) -> Decimal | None:
    """Return the target where a text says that all of as many are done: "alla tre tjänsterna är tillsatta"."""
    if done := ALL_DONE.search(text):
        every, is_deed = number(done["n"] or "två"), not is_no_deed(done["verb"])
        negated = NEGATION.search(text.lower(), 0, done.end())
        return every if is_deed and every == target and not negated else None
    match = ALL_OF_THEM.search(text)
    value = number(match["n"] or match["both"]) if match else None
    if (
        match is None
        or value != target
        or not _is_wholly_done(text[match.end() : match.end("rest")])
        or is_not_so_far(text)
        or NEGATION.search(text.lower(), 0, match.end("rest"))  # "… är utbytta utan anmärkning"
    ):
        return None
    return value


def is_said_done(text: str, place: int) -> bool:
    """Tell whether what was counted is said to be done: "av de tre tjänsterna är två tillsatta"."""
    word = re.match(r"\s+(?:nu\s+|redan\s+)?([a-zåäö]+(?:ade|da|ta|na)|klara|färdiga|done|[a-z]+ed)\b", text[place:])
    return word is not None and not is_no_deed(word[1])


def _is_wholly_done(words: str) -> bool:
    return deed_in(words) is not None or FINISHED_NOW.match(words) is not None
