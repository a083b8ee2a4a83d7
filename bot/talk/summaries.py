"""The year's summary in chat: those who run the follow-up ask for it and get it as files, for themselves alone."""

import re
from dataclasses import replace
from typing import Final

from bot.platforms.base import FileOut, Reply
from bot.talk.turn import Turn

_FORMATS: Final = ("docx", "md")  # to read and change, and to paste anywhere
_FILES: Final = frozenset(f".{name}" for name in _FORMATS)


def send_summary(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Write the summary of a year, frozen or as it stands now, and hand it over as files.

    Raises:
        PlanRefusal: there is no cycle of that year.
    """
    if turn.message.place:
        return replace(turn.reply("summary.alone"), alone=True)
    said = next((found for name, found in match.groupdict().items() if name.startswith("year") and found), None)
    year = int(said) if said else latest_year(turn)
    if year is None:
        return turn.reply("summary.no_cycle")
    folder = turn.services.files / f"{year}-{turn.message.at:%Y%m%dT%H%M%S%f}"
    written = turn.services.reports.write(year, _FORMATS, folder, turn.language)
    files = tuple(
        FileOut(name=file.name, title=turn.say("chat.summary.title", year=year), path=str(file))
        for file in written
        if file.suffix in _FILES
    )
    return Reply(turn.say("chat.summary.done", year=year), files=files)


def latest_year(turn: Turn) -> int | None:
    """Return the latest year that is followed up, None where none is."""
    with turn.services.store.reading() as ledger:
        cycles = ledger.cycles.all()
    return cycles[-1].year if cycles else None
