"""Summaries that are asked for in chat during the year: as a text to read at once and as a file to pass on.

An area lead gets them of the areas that they lead. They quote replies, so in a channel they are offered in a direct
message.
"""

import re
from collections.abc import Sequence
from datetime import date

from bot.brief_shown import in_lines
from bot.platforms.base import FileOut, Reply
from bot.talk import coordinator_words as heard
from bot.talk.meaning import in_reach, outside
from bot.talk.rights import Command, Reach, reach
from bot.talk.turn import Turn
from plans.model import Action
from plans.places import found_in
from plans.summary.blocks import Summary

_FORMATS = ("docx", "md")
_ENDINGS = frozenset({".docx"})
_LINES = 40  # of a chat; the file has them all


def of_place(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Sum up an aspect, an area or a region; None where the plan has no such place."""
    about = re.sub(r"^(?:the|det|den) ", "", _said(match, "about"), flags=re.IGNORECASE)
    if not found_in(turn.services.planbook.actions(), about):
        return None
    return _sent(turn, "place", about)


def since(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Tell what has happened since a day; None where the words name no day."""
    day = turn.services.briefs.day(_said(match, "day"))
    if day is None:
        return None
    place = _said(match, "place")
    if not place:
        return _sent(turn, "since", "", day)
    found = found_in(in_reach(turn, Command.BRIEF), place)
    return _sent(turn, "since", place, day, found) if found else None


def history(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Tell the history of an action; None where no action has the number."""
    nr = _said(match, "nr")
    known = {action.nr.casefold() for action in turn.services.planbook.actions()}
    return _sent(turn, "action", nr) if nr.casefold() in known else None


def of_organisation(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Tell what an organisation has taken on."""
    return _sent(turn, "organisation", _said(match, "about"))


def for_meeting(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Write the page to have in hand at a meeting."""
    return _sent(turn, "meeting", _said(match, "about"))


def pulse(turn: Turn, match: re.Match[str]) -> Reply | None:  # noqa: ARG001 - obeyed as every command
    """Tell how it stands and what has happened since the last report."""
    return _sent(turn, "pulse", "")


def _sent(turn: Turn, kind: str, about: str, day: date | None = None, among: Sequence[Action] | None = None) -> Reply:
    within = among if among is not None else _within(turn)
    if within is not None and not within:
        return outside(turn)
    if turn.message.place:
        return turn.reply("brief.alone")
    made = turn.services.briefs.asked(kind, about, turn.language, day, within)
    lines = list(in_lines(made))
    shown = lines if len(lines) <= _LINES else [*lines[:_LINES], turn.say("chat.brief.rest")]
    return Reply("\n".join(shown), files=_files(turn, made))


def _within(turn: Turn) -> Sequence[Action] | None:
    return None if reach(turn.person, Command.BRIEF) is Reach.ALL else in_reach(turn, Command.BRIEF)


def _files(turn: Turn, made: Summary) -> tuple[FileOut, ...]:
    folder = turn.services.files / f"{made.name}-{turn.message.at:%Y%m%dT%H%M%S%f}"
    written = turn.services.briefs.write(made, _FORMATS, folder)
    return tuple(
        FileOut(name=file.name, title=made.front.title, path=str(file)) for file in written if file.suffix in _ENDINGS
    )


def _said(match: re.Match[str], name: str) -> str:
    """Return what was written for a part, whichever way of writing the command it stands in."""
    parts = (heard.part(match, each) for each in match.groupdict() if each == name or each.startswith(f"{name}_"))
    return next((part for part in parts if part), "")
