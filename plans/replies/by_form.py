"""A reply by form: each value was chosen or written by the owner, so nothing is read between the lines.

What the owner sent is the reply, as labelled lines in the language of the form; its fields are the reading.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from plans.model import Action, Forecast, GoalAssessment, Implementation, IndicatorValue, Reading
from plans.number_words import DIGITS, number
from plans.wording import written_date, written_number
from prompts.texts import Texts, texts

PARSER: Final = "form-1"  # what an update says that it was read by
STATUSES: Final = (
    Implementation.NOT_STARTED,
    Implementation.IN_PROGRESS,
    Implementation.CONTINUOUS,
    Implementation.COMPLETED,
    Implementation.ON_HOLD,
    Implementation.DISCONTINUED,
)
"""The statuses that an owner may choose; the others come of changes in the plan."""
TEXTS: Final = ("done", "obstacles", "decisions_needed", "next_steps")
"""The fields of free text. At least one of them says something, so that it shows that the answer is of this year."""
_MOST: Final = 100  # per cent
_VALUE: Final = "value"

Choice = TypeVar("Choice", Implementation, Forecast, GoalAssessment)


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it was filled in: the reply's words, and its reading."""

    text: str
    reading: Reading


def value_key(place: int) -> str:
    """Return the key of the field for an indicator's value, by its place among the action's indicators."""
    return f"{_VALUE}_{place}"


def faults(values: Mapping[str, str], action: Action) -> dict[str, str]:
    """Return what is wrong with a form, as the key of a text under ``form.fault`` by the key of its field."""
    found: dict[str, str] = {}
    if _chosen(Implementation, values, "implementation") is None:
        found["implementation"] = "no_status"
    if (progress := _said(values, "progress")) and not _is_share(progress):
        found["progress"] = "no_share"
    for place, _ in enumerate(action.indicators):
        key = value_key(place)
        if (value := _said(values, key)) and not _is_number(value):
            found[key] = "no_number"
    if (end := _said(values, "new_end")) and not _is_date(end):
        found["new_end"] = "no_date"
    if not any(_said(values, key) for key in TEXTS):
        found["done"] = "no_words"
    return found


def filled_in(values: Mapping[str, str], action: Action, language: str) -> Filled:
    """Return a form without faults as a reply, in the language it was filled in in.

    Raises:
        ValueError: it has faults.
    """
    if wrong := faults(values, action):
        raise ValueError(f"the form has faults: {', '.join(wrong)}")
    progress, end = _said(values, "progress"), _said(values, "new_end")
    reading = Reading(
        language=language,
        implementation=_chosen(Implementation, values, "implementation"),
        forecast=_chosen(Forecast, values, "forecast"),
        goal_assessment=_chosen(GoalAssessment, values, "goal_assessment"),
        progress=int(number(progress.rstrip("% "))) if progress else None,
        values=tuple(
            IndicatorValue(indicator.name, number(said), indicator.unit)
            for place, indicator in enumerate(action.indicators)
            if (said := _said(values, value_key(place)))
        ),
        new_end=date.fromisoformat(end) if end else None,
        done=_words(values, "done"),
        obstacles=_words(values, "obstacles"),
        decisions_needed=_words(values, "decisions_needed"),
        next_steps=_words(values, "next_steps"),
    )
    return Filled("\n".join(_lines(reading, texts(language))), reading)


def _lines(reading: Reading, say: Texts) -> Iterator[str]:
    """Yield the reply as lines: what was chosen in the form's words, what was written as it was written."""
    for name in ("implementation", "forecast", "goal_assessment"):
        if chosen := getattr(reading, name):
            yield _line(say, name, say(f"terms.{name}.{chosen.value}"))
    if reading.progress is not None:
        yield _line(say, "progress", say("reply.back.percent", number=reading.progress))
    for value in reading.values:
        amount = written_number(value.value, say.language)
        said = say("reply.back.quantity", number=amount, unit=value.unit) if value.unit else amount
        yield say("form.line", label=value.indicator, value=said)
    if reading.new_end:
        yield _line(say, "new_end", written_date(reading.new_end, say.language))
    for name in TEXTS:
        for said in getattr(reading, name):
            yield _line(say, name, said)


def _line(say: Texts, name: str, value: str) -> str:
    return say("form.line", label=say(f"reply.label.{name}"), value=value)


def _chosen(kind: type[Choice], values: Mapping[str, str], key: str) -> Choice | None:
    said = _said(values, key)
    return kind(said) if said in set(kind) else None


def _said(values: Mapping[str, str], key: str) -> str:
    return values.get(key, "").strip()


def _words(values: Mapping[str, str], key: str) -> tuple[str, ...]:
    said = _said(values, key)
    return (said,) if said else ()


def _is_share(text: str) -> bool:
    plain = text.rstrip("% ")
    return plain.isascii() and plain.isdigit() and int(plain) <= _MOST


def _is_number(text: str) -> bool:
    return re.fullmatch(DIGITS, text) is not None


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
