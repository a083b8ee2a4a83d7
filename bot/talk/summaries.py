"""The year's summary in chat: those who run the follow-up ask for it and get it as files, for themselves alone."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bot.platforms.base import FileOut, Reply
from bot.talk.turn import Turn

_FORMATS: Final = ("docx", "pdf")  # to change, and to keep
_CALLED: Final[Mapping[str, str]] = {
    "word": "docx",
    "docx": "docx",
    "pdf": "pdf",
    "presentation": "pptx",
    "powerpoint": "pptx",
    "pptx": "pptx",
    "bilder": "pptx",
    "slides": "pptx",
    "excel": "xlsx",
    "xlsx": "xlsx",
    "kalkylark": "xlsx",
    "spreadsheet": "xlsx",
    "workbook": "xlsx",
    "webb": "html",
    "web": "html",
    "html": "html",
    "markdown": "md",
    "md": "md",
}
"""How people call the formats, each word with the format it means."""


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
    formats = _wanted(match)
    written = turn.services.reports.write(year, formats, folder, turn.language)
    files = tuple(
        FileOut(name=file.name, title=turn.say("chat.summary.title", year=year), path=str(file))
        for file in written
        if file.suffix.removeprefix(".") in formats
    )
    return Reply(turn.say("chat.summary.done", year=year), files=files)


def _wanted(match: re.Match[str]) -> tuple[str, ...]:
    """Return the formats that are asked for, in the order they are; else those that everybody can use."""
    said = " ".join(found for name, found in match.groupdict().items() if name.startswith("form") and found).lower()
    named = [(said.find(word), form) for word, form in _CALLED.items() if re.search(rf"\b{word}", said)]
    return tuple(dict.fromkeys(form for _, form in sorted(named))) or _FORMATS


def latest_year(turn: Turn) -> int | None:
    """Return the latest year that is followed up, None where none is."""
    with turn.services.store.reading() as ledger:
        cycles = ledger.cycles.all()
    return cycles[-1].year if cycles else None
