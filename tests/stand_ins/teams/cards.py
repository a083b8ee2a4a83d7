"""What is wrong with an Adaptive Card before Teams would show it: `card_faults(card)`, one sentence each."""

import re
from itertools import pairwise

from tests.stand_ins.teams import schema

MOST_ACTIONS, MOST_REFRESHED = 6, 60  # Teams shows six buttons, and refreshes for sixty people at most
_LISTS = {
    "choices": schema.CHOICE,
    "facts": schema.FACT,
    "columns": schema.COLUMN,
    "rows": schema.ROW,
    "cells": schema.CELL,
    "targets": schema.TARGET,
}
_PATTERNS = {
    "url": re.compile(r"(https?://|data:image/|mailto:|tel:|msteams:)\S+"),
    "date": re.compile(r"\d{4}-\d{2}-\d{2}"),
    "time": re.compile(r"\d{2}:\d{2}"),
}
_PLAIN = {"str": str, "bool": bool, "int": int, "num": (int, float)}


def card_faults(card):
    """Every fault, with the path to it; the list is empty for a card that Teams 1.5 shows as it stands."""
    if not isinstance(card, dict):
        return ["card: is no object"]
    faults = list(_object(card, schema.CARD, "card"))
    faults += _twice(card)
    if not card.get("body") and not card.get("actions"):
        faults.append("card: is empty")
    return faults


def inputs_of(part):
    """Every input in it, cards that a button unfolds included, in reading order."""
    return [one for one in parts_of(part) if str(one.get("type", "")).startswith("Input.")]


def actions_of(part):
    """Every action that can be pressed, in reading order."""
    return [one for one in parts_of(part) if str(one.get("type", "")).startswith("Action.")]


def parts_of(part):
    """Every object in a card, but what lies in the data of an action and in refresh."""
    if isinstance(part, list):
        for one in part:
            yield from parts_of(one)
    elif isinstance(part, dict):
        yield part
        for name, held in part.items():
            if name not in {"data", "refresh", "msteams", "fallback", "authentication", "metadata"}:
                yield from parts_of(held)


def _object(part, known, path):
    required = {name.removesuffix("!") for name in known if name.endswith("!")}
    holds = {name.removesuffix("!"): what for name, what in known.items()}
    for name in sorted(required - set(part)):
        yield f"{path}: {name!r} is missing"
    for name, value in part.items():
        if name in holds:
            yield from _value(value, holds[name], f"{path}.{name}")
        elif name != "type":
            yield f"{path}: {name!r} is not known in version 1.5"


def _value(value, what, path):
    if what == "any":
        return
    if what in _PLAIN:
        right = isinstance(value, _PLAIN[what]) and (what == "bool" or not isinstance(value, bool))
        if not right:
            yield f"{path}: {value!r} is no {what}"
    elif what in _PATTERNS:
        if not isinstance(value, str) or (value and not _PATTERNS[what].fullmatch(value)):
            yield f"{path}: {value!r} is no {what}"
    elif what == "refresh":
        yield from _refresh(value, path)
    elif what in {"action", "element"}:
        yield from _typed(value, schema.ACTIONS if what == "action" else schema.ELEMENTS, path)
    elif what in {"elements", "actions", "images", "inlines", "strings"} or what in _LISTS:
        yield from _list(value, what, path)
    elif value not in what.split("|") and str(value).casefold() not in what.casefold().split("|"):
        yield f"{path}: {value!r} is none of {what}"


def _list(value, what, path):
    if not isinstance(value, list):
        yield f"{path}: is no list"
        return
    if what == "actions" and len(value) > MOST_ACTIONS and path == "card.actions":
        yield f"{path}: {len(value)} actions, Teams shows {MOST_ACTIONS}"
    for nr, one in enumerate(value):
        at = f"{path}[{nr}]"
        if what in {"elements", "images"}:
            yield from _typed(one, schema.ELEMENTS, at)
        elif what == "actions":
            yield from _typed(one, schema.ACTIONS, at)
        elif what == "inlines" and isinstance(one, dict):
            yield from _object(one, schema.RUN, at)
        elif what in {"inlines", "strings"}:
            yield from _value(one, "str", at)
        elif isinstance(one, dict):
            yield from _object(one, _LISTS[what], at)
        elif what == "targets" and isinstance(one, str):
            continue  # the id alone
        else:
            yield f"{at}: is no object"


def _typed(part, known, path):
    if not isinstance(part, dict) or part.get("type") not in known:
        yield f"{path}: {(part.get('type') if isinstance(part, dict) else part)!r} is not known"
        return
    yield from _object(part, known[part["type"]], path)
    kind = part["type"]
    if kind == "Action.ShowCard":
        yield from _object({"version": "1.5", **part["card"]}, schema.CARD, f"{path}.card")
    elif kind.startswith("Action.") and path.endswith("]") and not part.get("title") and not part.get("iconUrl"):
        yield f"{path}: an action without a title"
    elif kind == "Input.ChoiceSet":
        yield from _choice_set(part, path)
    elif kind.startswith("Input.") and part.get("isRequired") and not part.get("errorMessage"):
        yield f"{path}: required, and no errorMessage says so"
    yield from _data(part, path)


def _data(action, path):
    data = action.get("data")
    if action["type"] == "Action.Execute" and not (data is None or isinstance(data, dict)):
        yield f"{path}.data: Action.Execute sends an object alone"


def _choice_set(part, path):
    choices = [one.get("value") for one in part.get("choices", ()) if isinstance(one, dict)]
    if not choices and "choices.data" not in part:
        yield f"{path}: no choices"
    if len(choices) != len(set(choices)):
        yield f"{path}: the same value twice"
    chosen = str(part.get("value", ""))
    for one in (chosen.split(",") if part.get("isMultiSelect") else [chosen]) if chosen else ():
        if one not in choices and "choices.data" not in part:
            yield f"{path}: value {one!r} is none of its choices"


def _refresh(value, path):
    if not isinstance(value, dict):
        yield f"{path}: is no object"
        return
    yield from _object(value, schema.REFRESH, path)
    if (value.get("action") or {}).get("type") != "Action.Execute":
        yield f"{path}.action: only Action.Execute refreshes"
    if len(value.get("userIds", ())) > MOST_REFRESHED:
        yield f"{path}.userIds: more than {MOST_REFRESHED}"


def _twice(card):
    """Ids must be unique: Teams drops one of two inputs with the same."""
    ids = sorted(str(one["id"]) for one in parts_of(card) if one.get("id") and "elementId" not in one)
    return [f"card: the id {one!r} twice" for one, following in pairwise(ids) if one == following]
