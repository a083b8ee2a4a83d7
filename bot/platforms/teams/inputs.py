"""A form's fields as inputs of a card. Pure.

Teams looks itself for what is required and for dates; all else is looked at when the form is sent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot.platforms.base import Field, FieldKind
from bot.platforms.plain import shortened, visible
from bot.platforms.teams.buttons import title_of
from bot.platforms.teams.limits import FIELD_LABEL, INPUT, OPTIONS, weight_of
from bot.platforms.teams.rich import line, unlinked

Json = dict[str, Any]


def inputs_of(fields: Sequence[Field], faults: Mapping[str, str], missing: str, room: int) -> list[Json]:
    """Return the fields as elements of at most `room` bytes, what is wrong said above its field.

    `missing` is said of a required field that is empty. Where the values do not fit, the longest are left out whole:
    half a text would be taken for what was meant.
    """
    held, most = list(fields), OPTIONS
    while weight_of(made := _all(held, faults, missing, most)) > room:
        longest = max(held, key=lambda field: weight_of(field.value))
        if longest.value:
            held[held.index(longest)] = replace(longest, value="")
        elif most > 1:
            most //= 2
        else:
            return made[:1]
    return made


def _all(fields: Sequence[Field], faults: Mapping[str, str], missing: str, most: int) -> list[Json]:
    made: list[Json] = []
    for field in fields:
        if field.key in faults:
            made.append(line(shortened(faults[field.key], FIELD_LABEL), color="Attention", weight="Bolder"))
        made.append(_input(field, missing, most))
    return made


def _input(field: Field, missing: str, most: int) -> Json:
    label = shortened(" ".join(unlinked(field.label).split()), FIELD_LABEL)
    hint = shortened(" ".join(unlinked(field.hint).split()), FIELD_LABEL)
    made: Json = {"id": field.key, "label": (f"{label} ({hint})" if hint else label) or "–"}
    required = {"isRequired": True, "errorMessage": missing} if field.required else {}
    return made | required | _shape(field, most)


def _shape(field: Field, most: int) -> Json:
    if field.kind is FieldKind.CHOICE and field.options:
        return _choice(field, most)
    if field.kind is FieldKind.DATE:
        return {"type": "Input.Date"} | _held(field.value if _is_date(field.value) else "")
    # Teams' own number field takes no decimal comma, so a number is a line of text too.
    length = min(field.most or INPUT, INPUT)
    lines = {"isMultiline": True} if field.kind is FieldKind.TEXT else {}
    value = visible(field.value)
    return {"type": "Input.Text", "maxLength": length, **lines} | _held(value if len(value) <= length else "")


def _choice(field: Field, most: int) -> Json:
    options = {value: title_of(label) for value, label in field.options[:most] if value}
    options |= {value: title_of(label) for value, label in field.options if value and value == field.value}
    choices = [{"title": title, "value": value} for value, title in options.items()]
    value = field.value if field.value in options else ""
    return {"type": "Input.ChoiceSet", "style": "compact", "choices": choices} | _held(value)


def _held(value: str) -> Json:
    return {"value": value} if value else {}


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
