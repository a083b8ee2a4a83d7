"""The plan as a text that can be quoted: a line per action as its file holds it, and under it the last status update.

Computed answers cite these lines, and `handslag documents show FILE --text` prints the same text, so that a citation of
the plan can be checked like any other. The words of a reply are not in it: what is read off them is.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from plans.model import StatusUpdate
from plans.standing import Standing
from prompts.texts import texts


@dataclass(frozen=True, slots=True)
class PlanText:
    """The text of one plan file; `spans` are (start, end) of each action's lines by its number."""

    file: str
    text: str
    spans: dict[str, tuple[int, int]]


def plan_text(file: str, standings: Iterable[Standing]) -> PlanText:
    """Return the text of those of `standings` that were read from `file`, in their order."""
    lines: list[str] = []
    spans: dict[str, tuple[int, int]] = {}
    at = 0
    for standing in standings:
        if standing.action.source.file == file:
            quote = _lines(standing)
            spans[standing.action.nr] = (at, at + len(quote))
            lines.append(quote)
            at += len(quote) + 1
    return PlanText(file, "".join(f"{line}\n" for line in lines), spans)


def _lines(standing: Standing) -> str:
    action = standing.action
    cells = (
        *(action.nr, action.title, action.aspect, action.area, action.goal, action.accountable),
        action.contributors_text or ", ".join(action.contributors),
        *(action.reporter, action.schedule_text, action.start, action.end, action.indicator),
        *(action.baseline, action.target, action.status_text),
    )
    row = " | ".join(dict.fromkeys(" ".join(str(cell).split()) for cell in cells if cell not in {None, ""}))
    return f"{row}\n{_update(standing.latest)}" if standing.latest else row


def _update(update: StatusUpdate) -> str:
    """Return what a status update says, in the language it was written in."""
    say, reading = texts(update.reading.language), update.reading
    parts = [say("lookup.source.update", date=update.confirmed_at.date().isoformat())]
    if reading.implementation:
        parts.append(say(f"terms.implementation.{reading.implementation}"))
    if reading.forecast:
        parts.append(say(f"terms.forecast.{reading.forecast}"))
    parts += [f"{reading.progress} %"] if reading.progress is not None else []
    parts += [f"{value.indicator}: {value.value}{value.unit or ''}" for value in reading.values]
    parts += [day.isoformat() for day in (reading.new_end, reading.completed_on) if day]
    return " | ".join(parts)
