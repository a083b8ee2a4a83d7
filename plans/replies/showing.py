"""Show a reading: back to its author in plain language, and as the JSON of the command line."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from plans.model import Action, IndicatorValue, Reading
from plans.wording import written_date, written_number
from prompts.texts import Texts, texts

_OPEN = (None, "vague", "nothing", "status")  # the questions about a reply that says too little, not too much
_WORDS = ("done", "obstacles", "decisions_needed", "next_steps", "evidence")


def read_back(reading: Reading, action: Action, language: str) -> str:
    """Return what was understood, field by field, and the question that is left: a clarifying one, or if it is right.

    Args:
        reading: what was understood; only filled fields are shown.
        action: the action that it is about.
        language: the reader's, "sv" or "en"; the author's own words are shown as they were written.
    """
    said = texts(language)
    if reading.not_mine:
        return said("reply.back.not_mine", nr=action.nr, title=action.title)
    sure, guessed = _apart(reading)
    lines = list(_lines(sure, said))
    guesses = list(_lines(guessed, said))
    question = question_text(reading, language)
    if not lines and guesses:
        opening = said("reply.back.proposed_only", nr=action.nr, title=action.title)
        return "\n".join((opening, *guesses, question or said("reply.back.confirm")))
    if not lines:
        kind = "nothing" if reading.question in _OPEN else "unclear"
        opening = said(f"reply.back.{kind}", nr=action.nr, title=action.title)
        return f"{opening}\n{question or question_of('nothing', language)}"
    heading = said("reply.back.heading", nr=action.nr, title=action.title)
    proposals = (said("reply.back.proposed"), *guesses) if guesses else ()
    return "\n".join((heading, *lines, *proposals, question or said("reply.back.confirm")))


def _apart(reading: Reading) -> tuple[Reading, Reading]:
    """Return what the rules read, and apart from it what was proposed beside them."""
    nothing = Reading(language=reading.language)
    sure = replace(reading, **{name: getattr(nothing, name) for name in reading.proposed})
    guessed = replace(nothing, **{name: getattr(reading, name) for name in reading.proposed})
    return sure, guessed


def question_text(reading: Reading, language: str) -> str | None:
    """Return the clarifying question of a reading as a person reads it, or None when nothing is unclear."""
    return question_of(reading.question, language) if reading.question else None


def question_of(key: str, language: str) -> str:
    """Return the clarifying question with a key of ``reply.question``."""
    return texts(language)(f"reply.question.{key}")


def reading_json(nr: str, reading: Reading, text: str, state: str) -> dict[str, object]:
    """Return a reading in the shape of ``handslag reply NR TEXT --json`` (architecture.md)."""
    return {
        "nr": nr,
        "language": reading.language,
        "implementation": reading.implementation and reading.implementation.value,
        "forecast": reading.forecast and reading.forecast.value,
        "progress": reading.progress,
        "values": [
            {"indicator": value.indicator, "value": _plain(value.value), "unit": value.unit} for value in reading.values
        ],
        "new_end": _iso(reading.new_end),
        "completed_on": _iso(reading.completed_on),
        "obstacles": list(reading.obstacles),
        "decisions_needed": list(reading.decisions_needed),
        "done": list(reading.done),
        "next_steps": list(reading.next_steps),
        "milestones_done": list(reading.milestones_done),
        "evidence": list(reading.evidence),
        "goal_assessment": reading.goal_assessment and reading.goal_assessment.value,
        "unchanged": reading.unchanged,
        "not_mine": reading.not_mine,
        "proposed": list(reading.proposed),
        "question": question_text(reading, reading.language),
        "text": text,
        "state": state,
    }


def _lines(reading: Reading, said: Texts) -> Iterator[str]:
    fields = tuple(_fields(reading, said))
    for label, value in fields:
        yield said("reply.back.line", label=label, value=value)
    if reading.unchanged:
        yield said("reply.back.unchanged_else" if fields else "reply.back.unchanged")


def _fields(reading: Reading, said: Texts) -> Iterator[tuple[str, str]]:
    """Yield each filled field as its label and its value in words."""
    if reading.implementation:
        yield said("reply.label.implementation"), said(f"terms.implementation.{reading.implementation.value}")
    if reading.forecast:
        yield said("reply.label.forecast"), said(f"terms.forecast.{reading.forecast.value}")
    if reading.goal_assessment:
        yield said("reply.label.goal_assessment"), said(f"terms.goal_assessment.{reading.goal_assessment.value}")
    if reading.progress is not None:
        yield said("reply.label.progress"), said("reply.back.percent", number=reading.progress)
    for value in reading.values:
        yield value.indicator, _quantity(value, said)
    for name, day in (("new_end", reading.new_end), ("completed_on", reading.completed_on)):
        if day:
            yield said(f"reply.label.{name}"), written_date(day, said.language)
    yield from _lists(reading, said)


def _lists(reading: Reading, said: Texts) -> Iterator[tuple[str, str]]:
    if reading.milestones_done:
        yield said("reply.label.milestones_done"), "; ".join(reading.milestones_done)
    for name in _WORDS:
        if clauses := getattr(reading, name):
            yield said(f"reply.label.{name}"), "; ".join(said("reply.back.quoted", words=clause) for clause in clauses)


def _quantity(value: IndicatorValue, said: Texts) -> str:
    number = written_number(value.value, said.language)
    if value.unit == "%":
        return said("reply.back.percent", number=number)
    is_named = value.unit is None or value.unit.lower() in value.indicator.lower()
    return number if is_named else said("reply.back.quantity", number=number, unit=value.unit)


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
