"""The elements of Block Kit that a bot of this kind uses, with their limits (docs.slack.dev/reference/block-kit)."""

import math
from datetime import date

from tests.stand_ins.slack.rules import (
    any_of,
    boolean,
    integer,
    listing,
    matching,
    one_of,
    shape,
    string,
    text,
    typed,
)

ID = string(255)
URL = string(3000)
PLAIN_75 = text(75, "plain_text")
PLACEHOLDER = text(150, "plain_text")
NUMBER = matching(r"-?\d+(\.\d+)?", "must be a number written as a string")
CONFIRM = shape(
    {
        "title": text(100, "plain_text"),
        "text": text(300),
        "confirm": text(30, "plain_text"),
        "deny": text(30, "plain_text"),
    },
    {"style": one_of("primary", "danger")},
)


def _option(kinds):
    return shape(
        {"text": text(75, *kinds), "value": string(150)},
        {"description": text(75, *kinds), "url": URL},
    )


OPTION = _option(("plain_text",))
MARKED_OPTION = _option(("plain_text", "mrkdwn"))
GROUP = shape({"label": PLAIN_75, "options": listing(OPTION, 100)})


def _options(value):
    groups = value.get("option_groups") or ()
    return [one for group in groups for one in group.get("options", ())] or value.get("options") or []


def _initial_is_offered(value, pointer, report):
    wanted = [*value.get("initial_options", ()), *([value["initial_option"]] if value.get("initial_option") else ())]
    if any(one not in _options(value) for one in wanted):
        report(pointer, "initial_option must match an option exactly")


def _values_differ(value, pointer, report):
    values = [one.get("value") for one in _options(value) if isinstance(one, dict)]
    if len(values) != len(set(values)):
        report(pointer, "option values must be unique")


def _real_date(value, pointer, report):
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        report(pointer, "must be a date: YYYY-MM-DD")


def _initial_fits(value, pointer, report):
    written, least = value.get("initial_value") or "", value.get("min_length") or 0
    most = value.get("max_length") or 3000
    if isinstance(written, str) and len(written) > most:
        report(f"{pointer}/initial_value", f"must be less than {most + 1} characters")
    if isinstance(most, int) and isinstance(least, int) and least > most:
        report(pointer, "min_length must not be more than max_length")


def _number_fits(value, pointer, report):
    if value.get("initial_value") in {None, ""}:
        return
    number = float(value["initial_value"])
    if not float(value.get("min_value") or -math.inf) <= number <= float(value.get("max_value") or math.inf):
        report(f"{pointer}/initial_value", "must be within min_value and max_value")
    if not value.get("is_decimal_allowed") and "." in value["initial_value"]:
        report(f"{pointer}/initial_value", "decimals are not allowed")


_BASE = {"action_id": ID, "focus_on_load": boolean, "confirm": CONFIRM}
_WORDS = {**_BASE, "placeholder": PLACEHOLDER, "dispatch_action_config": None}
_SELECT = {**_BASE, "placeholder": PLACEHOLDER}
_FEEDBACK = shape({"text": PLAIN_75, "value": string(2000)}, {"accessibility_label": string(75)})

BUTTON = shape(
    {"text": PLAIN_75},
    {
        "action_id": ID,
        "url": URL,
        "value": string(2000),
        "style": one_of("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": string(75),
    },
)
IMAGE = shape({"alt_text": string(2000)}, {"image_url": URL, "slack_file": None}, any_of("image_url", "slack_file"))
STATIC_SELECT = shape(
    {},
    {**_SELECT, "options": listing(OPTION, 100), "option_groups": listing(GROUP, 100), "initial_option": OPTION},
    any_of("options", "option_groups"),
    _initial_is_offered,
    _values_differ,
)
MULTI_STATIC_SELECT = shape(
    {},
    {
        **_SELECT,
        "options": listing(OPTION, 100),
        "option_groups": listing(GROUP, 100),
        "initial_options": listing(OPTION, 100),
        "max_selected_items": integer(1, 100),
    },
    any_of("options", "option_groups"),
    _initial_is_offered,
    _values_differ,
)
RADIO = shape(
    {"options": listing(MARKED_OPTION, 10)},
    {**_BASE, "initial_option": MARKED_OPTION},
    _initial_is_offered,
    _values_differ,
)
CHECKBOXES = shape(
    {"options": listing(MARKED_OPTION, 10)},
    {**_BASE, "initial_options": listing(MARKED_OPTION, 10)},
    _initial_is_offered,
    _values_differ,
)

PICKERS = {
    "static_select": STATIC_SELECT,
    "multi_static_select": MULTI_STATIC_SELECT,
    "radio_buttons": RADIO,
    "checkboxes": CHECKBOXES,
    "datepicker": shape({}, {**_SELECT, "initial_date": _real_date}),
    "timepicker": shape({}, {**_SELECT, "initial_time": matching(r"\d\d:\d\d", "must be HH:mm"), "timezone": None}),
    "users_select": shape({}, {**_SELECT, "initial_user": ID}),
    "multi_users_select": shape({}, {**_SELECT, "initial_users": listing(ID, 100, 0), "max_selected_items": None}),
    "overflow": shape({"options": listing(OPTION, 5)}, {"action_id": ID, "confirm": CONFIRM}),
}
FIELDS = {
    "plain_text_input": shape(
        {},
        {
            **_WORDS,
            "initial_value": string(3000, 0),
            "multiline": boolean,
            "min_length": integer(0, 3000),
            "max_length": integer(1, 3000),
        },
        _initial_fits,
    ),
    "number_input": shape(
        {"is_decimal_allowed": boolean},
        {**_WORDS, "initial_value": NUMBER, "min_value": NUMBER, "max_value": NUMBER},
        _number_fits,
    ),
    "email_text_input": shape({}, {**_WORDS, "initial_value": string(3000, 0)}),
    "url_text_input": shape({}, {**_WORDS, "initial_value": string(3000, 0)}),
    "file_input": shape({}, {"action_id": ID, "filetypes": None, "max_files": integer(1, 10)}),
}
FEEDBACK = shape({"positive_button": _FEEDBACK, "negative_button": _FEEDBACK}, {"action_id": ID})
ICON = shape(
    {"icon": one_of("trash"), "text": PLAIN_75},
    {
        "action_id": ID,
        "value": string(2000),
        "confirm": CONFIRM,
        "accessibility_label": string(75),
        "visible_to_user_ids": None,
    },
)

IN_ACTIONS = typed({"button": BUTTON, **PICKERS})
IN_SECTION = typed({"button": BUTTON, "image": IMAGE, **PICKERS})
IN_INPUT = typed({name: one for name, one in {**PICKERS, **FIELDS}.items() if name != "overflow"})
IN_CONTEXT_ACTIONS = typed({"feedback_buttons": FEEDBACK, "icon_button": ICON})
