"""Change a reading field by field, as its author says: "status klar", "nej, tre övningar", "det ska vara maj". Pure.

What is not mentioned stays as it was read. A field that is named takes what follows its name; without a name the words
are read as a reply of their own and what they say goes over what was read. Nothing is guessed: words that say
nothing of a field give None, and whoever asked has to ask again.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from plans.dates.in_text import FoundDate, find_dates
from plans.model import Action, IndicatorValue, Reading
from plans.replies import read_reply

_FLAGS: Final = re.IGNORECASE | re.DOTALL
_OPENING: Final = re.compile(
    r"^\W*(?:(?:nej|nä|fel|no|nope|wrong|ändra|change|jo|men|but|well|förlåt|sorry|oj|ursäkta|actually|"
    r"egentligen|hellre)\b[\s,.:;–-]*)+"
    r"(?:(?:till|to)\s+)?",
    _FLAGS,
)
_IS_WRONG: Final = re.compile(
    r"\s*\b(?:är|blev|var|is|was)\s+(?:fel|inte rätt|felaktig\w*|wrong|not right|incorrect)\b|\s*\bstämmer inte\b",
    _FLAGS,
)
_SHOULD_BE: Final = re.compile(
    r"^[\s,.:;=–-]*(?:(?:och|and|men|but)\s+)?(?:(?:det|den|de|it|that|they)\s+)?"
    r"(?:(?:ska|skall|borde|bör|should)\s+(?:vara|stå|be|read|say)|är|blir|var|is|are|was|till|to|:)?[\s,:=–-]*"
    r"(?:(?:nog|faktiskt|egentligen|visst|actually)\s+)*",
    _FLAGS,
)
_NOT_BUT: Final = re.compile(r"^(?:är |is )?(?:inte|not)\s+(?P<old>[^,.;]+?),?\s+(?:utan|but)\s+(?P<new>.+)$", _FLAGS)
_NOT_OLD: Final = re.compile(
    r"[\s,]+(?:inte|och inte|ej|i stället för|istället för|not|and not|instead of|rather than)\s+[^,.;]+[.\s]*$", _FLAGS
)
_REMOVE: Final = re.compile(
    r"^\W*(?:(?:nej|no)\W+)?(?:ta bort|stryk|radera|skippa|inget|inga|ingen|utan|remove|delete|drop|"
    r"no)\s+(?P<what>[^.,]{2,60}?)[\s.]*$",
    _FLAGS,
)
_NUMBER: Final = re.compile(
    r"^\W*(?P<number>\d{1,3}(?:[  ]\d{3})+|\d+)(?:[,.](?P<part>\d+))?\s*(?P<sign>%|procent|"
    r"per ?cent)?(?:\s+\w+)?\W*$",
    re.IGNORECASE,
)
_IT_WAS: Final = re.compile(  # "det var 74 procent": a number put right, and nothing else
    r"^\W*(?:det|de|vi|it|there|they|we)\s+(?:var|är|blev|blir|was|were|is|are)\s+"
    r"(?:(?:bara|nog|faktiskt|egentligen|visst|only|actually|just)\s+)*"
    r"\d[\d\s\u00a0.,]*\s*(?:%|procent|per ?cent)?(?:\s*[^\W\d_]+)?\W*$",
    re.IGNORECASE,
)
_SPAN_OF_TIME: Final = re.compile(r"(?:dag|veck|måna|år|timm|day|week|month|year|hour)", re.IGNORECASE)
_ADDING: Final = re.compile(
    r"^\W*(?:och|samt|dessutom|även|också|tillägg|lägg till|plus|and|also|in addition|add)\b[\s,:–-]*", _FLAGS
)
_FULL: Final = 100


@dataclass(frozen=True, slots=True)
class _Field:
    """A field that can be named: its words, how to read what follows, and what it is when taken away."""

    names: re.Pattern[str]
    read: Callable[[Reading, str, Action, date], Reading | None]
    cleared: Mapping[str, object]


def amended(before: Reading, text: str, action: Action, today: date) -> Reading | None:
    """Return `before` with what `text` says of it, None where it says nothing that can be told.

    Args:
        before: what was read and shown.
        text: what its author wrote about it, Swedish or English.
        action: the action that it is about.
        today: the day it was written, in the plan's zone.
    """
    if removed := _without(before, text):
        return _settled(removed)
    said = _OPENING.sub("", text).strip()
    said = _ADDING.sub("", said).strip() or said
    if (named := _named(said, action)) is not None:
        field, rest = named
        value = _value_in(rest)
        changed = field.read(before, value, action, today) if value else None
        return _settled(changed) if changed else None
    value = _value_in(_IS_WRONG.sub("", said))
    put_right = None if find_dates(value, today) or _SPAN_OF_TIME.search(value) else _bare(before, value)
    changed = put_right or _laid_over(before, value, action, today)
    changed = changed or _date(before, value, action, today) or _bare(before, value)
    return _settled(changed) if changed else None


def is_change(text: str, action: Action) -> bool:
    """Tell whether words are about a reading that was shown rather than a reply of their own."""
    begins = _OPENING.match(text) or _ADDING.match(text) or _REMOVE.match(text) or _NOT_BUT.match(text)
    about = (
        _IS_WRONG.search(text)
        or _NUMBER.match(text)
        or _IT_WAS.match(text)
        or re.search(r"\b(?:ska|should) (?:vara|stå|be)\b", text, _FLAGS)
    )
    return bool(begins or about) or _named(text.strip(), action) is not None


def _settled(reading: Reading) -> Reading:
    return replace(reading, question=None)


def _without(before: Reading, text: str) -> Reading | None:
    match = _REMOVE.match(text)
    field = next((f for f in _FIELDS if f.names.fullmatch(match["what"].strip())), None) if match else None
    return replace(before, **field.cleared) if field else None  # type: ignore[arg-type]  # the fields' own empty values


def _named(said: str, action: Action) -> tuple[_Field, str] | None:
    """Return the field that the words begin with, and what follows its name."""
    if action.indicator and (rest := _after(said, re.escape(action.indicator))) is not None:
        return _VALUE, rest
    for field in _FIELDS:
        found = field.names.match(said)
        if found and re.match(
            r"\s*(?:[:=–-]|är\b|ska\b|is\b|should\b|till\b|to\b|stämmer\b|blev\b|\S)", said[found.end() :]
        ):
            return field, said[found.end() :]
    return None


def _after(said: str, name: str) -> str | None:
    match = re.match(rf"(?:{name})\b", said, _FLAGS)
    return said[match.end() :] if match else None


def _value_in(rest: str) -> str:
    """Return the new value out of "är fel, det ska vara maj", "inte maj utan juni", "juni, inte maj"."""
    value = _SHOULD_BE.sub("", _IS_WRONG.sub("", rest), count=1).strip()
    if swapped := _NOT_BUT.match(value):
        return swapped["new"].strip()
    value = _SHOULD_BE.sub("", value, count=1).strip()
    return _NOT_OLD.sub("", value).strip()


# How what follows a name is read.


def _read(value: str, action: Action, today: date) -> Reading:
    return read_reply(value, action=action, today=today)


def _status(before: Reading, value: str, action: Action, today: date) -> Reading | None:
    found = _read(value, action, today)
    if found.implementation is None and found.forecast is None:
        found = _read(f"åtgärden är {value}", action, today)
    if found.implementation is None:
        return replace(before, forecast=found.forecast) if found.forecast else None
    return replace(
        before,
        implementation=found.implementation,
        forecast=found.forecast or before.forecast,
        completed_on=found.completed_on,
        unchanged=False,
    )


def _forecast(before: Reading, value: str, action: Action, today: date) -> Reading | None:
    found = _read(value, action, today).forecast or _read(f"prognosen är {value}", action, today).forecast
    return replace(before, forecast=found, unchanged=False) if found else None


def _progress(before: Reading, value: str, _action: Action, _today: date) -> Reading | None:
    number = _number(value)
    whole = number is not None and number == number.to_integral_value() and 0 <= number <= _FULL
    return replace(before, progress=int(number), unchanged=False) if number is not None and whole else None


def _indicator(before: Reading, value: str, action: Action, today: date) -> Reading | None:
    number = _number(value)
    if number is None:
        found = _read(value, action, today).values
        return replace(before, values=found) if found else None
    return _with_value(before, number, action)


def _date(before: Reading, value: str, _action: Action, today: date) -> Reading | None:
    found = find_dates(value, today)
    if not found or not _is_bare_date(value, found[-1]):
        return None
    if before.completed_on and not before.new_end:
        return replace(before, completed_on=found[-1].past.last if not found[-1].has_year else found[-1].last)
    return replace(before, new_end=found[-1].last, unchanged=False)


def _end(before: Reading, value: str, _action: Action, today: date) -> Reading | None:
    found = find_dates(value, today)
    return replace(before, new_end=found[-1].last, unchanged=False) if found else None


def _words(name: str) -> Callable[[Reading, str, Action, date], Reading | None]:
    def read(before: Reading, value: str, _action: Action, _today: date) -> Reading | None:
        return replace(before, **{name: (value.rstrip("."),)}) if value else None  # type: ignore[arg-type]  # a field of words

    return read


def _field(pattern: str, read: Callable[[Reading, str, Action, date], Reading | None], **cleared: object) -> _Field:
    return _Field(re.compile(rf"(?:{pattern})(?!\w)", _FLAGS), read, cleared)


_VALUE: Final = _field(
    r"(?:indikatorn?s? )?(?:värdet?|utfallet?|siffran?|antalet|the value|value|figure|the number)|indikatorn?|"
    r"indicator",
    _indicator,
    values=(),
)
_FIELDS: Final = (
    _field(r"(?:genomförande)?status(?:en)?|läget|implementation|the status", _status, implementation=None),
    _field(r"prognos(?:en)?|(?:the )?forecast|färgen", _forecast, forecast=None),
    _field(
        r"framdrift(?:en)?|andelen klart|procent(?:en|talet|satsen)?|(?:the )?progress|percentage",
        _progress,
        progress=None,
    ),
    _VALUE,
    _field(
        r"(?:det )?(?:nya )?(?:slut)?datum(?:et)?|sluttid(?:en)?|(?:ny )?tidplan(?:en)?|klart?|deadline(?:n)?|"
        r"(?:the )?(?:new )?(?:end )?date|(?:the )?schedule",
        _end,
        new_end=None,
        completed_on=None,
    ),
    _field(r"hind(?:er|ret|ren)|(?:the )?obstacles?", _words("obstacles"), obstacles=()),
    _field(
        r"beslut(?:et|en)?(?: som behövs)?|beslutsbehov(?:et)?|(?:the )?decisions?(?: needed)?",
        _words("decisions_needed"),
        decisions_needed=(),
    ),
    _field(r"nästa steg|(?:the )?next steps?", _words("next_steps"), next_steps=()),
    _field(r"(?:det här är |vad som är )?gjort|(?:what is )?done", _words("done"), done=()),
)
_PARTS: Final = (
    "implementation", "forecast", "progress", "values", "new_end", "completed_on", "obstacles", "decisions_needed",
    "done", "next_steps", "milestones_done", "evidence", "goal_assessment",
)  # fmt: skip
_GROWING: Final = frozenset({"obstacles", "decisions_needed", "done", "next_steps", "milestones_done", "evidence"})


def _laid_over(before: Reading, value: str, action: Action, today: date) -> Reading | None:
    """Return `before` with what the words say as a reply of their own: statements give way, lists of words grow."""
    said = _read(value, action, today)
    changes: dict[str, object] = {}
    for name in _PARTS:
        new, old = getattr(said, name), getattr(before, name)
        if new not in (None, ()):
            changes[name] = tuple(dict.fromkeys((*old, *new))) if name in _GROWING else new
    if not changes:
        return None
    return replace(before, **changes, unchanged=False)  # type: ignore[arg-type]  # each from the field of that name


def _bare(before: Reading, value: str) -> Reading | None:
    """Take a number on its own as the value that was shown, a share as the progress."""
    match = _NUMBER.match(value)
    number = _number(value)
    if match is None or number is None:
        return None
    if before.values and (len(before.values) == 1) and not (match["sign"] and before.progress is not None):
        return replace(before, values=(replace(before.values[0], value=number),))
    if before.progress is not None and number <= _FULL:
        return replace(before, progress=int(number))
    return None


def _with_value(before: Reading, number: Decimal, action: Action) -> Reading | None:
    if before.values:
        return replace(before, values=(replace(before.values[0], value=number), *before.values[1:]))
    return replace(before, values=(IndicatorValue(action.indicator, number),)) if action.indicator else None


def _number(value: str) -> Decimal | None:
    match = _NUMBER.match(value)
    if match is None:
        return None
    return Decimal(re.sub(r"\s", "", match["number"]) + (f".{match['part']}" if match["part"] else ""))


def _is_bare_date(value: str, found: FoundDate) -> bool:
    """Tell whether a date is all that was written, but for a small word before it."""
    around = value[: found.start] + value[found.end :]
    return len(re.findall(r"\w+", around)) <= 2  # noqa: PLR2004 - "i slutet av" is part of the date; "den", "i" are not
