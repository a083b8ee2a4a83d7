"""A form as Slack's modal, and back. Pure: a form in, JSON out."""

import json
from collections.abc import Mapping
from typing import Any, Final

from bot.platforms.base import Field, FieldKind, Form
from bot.platforms.heard import Heard
from bot.platforms.slack.markup import plain_text, shortened

View = dict[str, Any]

_TITLE: Final = 24  # characters of a modal's title and of its buttons
_LABEL: Final = 2_000
_HINT: Final = 2_000
_OPTION: Final = 75
_TEXT: Final = 3_000  # characters of a field


def view_of(form: Form, heard: Heard) -> View:
    """Return the modal for a form that was asked for by `heard`, where the receipt will go."""
    where = heard.where
    came_from = {
        "nonce": form.nonce,
        "about": form.about,
        "channel": where.conversation,
        "thread": where.thread,
        "kind": where.kind.value,
        "ref": heard.ref,
    }
    lead = [{"type": "section", "text": plain_text(shortened(form.lead, _TEXT))}] if form.lead else []
    return {
        "type": "modal",
        "callback_id": form.key,
        "title": plain_text(shortened(form.title, _TITLE)),
        "submit": plain_text(shortened(form.submit, _TITLE)),
        "close": plain_text(shortened(form.cancel, _TITLE)),
        "private_metadata": json.dumps(came_from),
        "blocks": [*lead, *(_input(field) for field in form.fields)],
    }


def view_of_text(title: str, text: str, close: str) -> View:
    """Return a modal that only shows a text."""
    return {
        "type": "modal",
        "title": plain_text(shortened(title, _TITLE)),
        "close": plain_text(shortened(close, _TITLE)),
        "blocks": [{"type": "section", "text": plain_text(shortened(text, _TEXT))}],
    }


def errors_of(faults: Mapping[str, str]) -> Mapping[str, str]:
    """Return faults as Slack shows them: each beside its field, whose block has the field's key."""
    return {key: shortened(fault, _HINT) for key, fault in faults.items()}


def _input(field: Field) -> Mapping[str, Any]:
    block: dict[str, Any] = {
        "type": "input",
        "block_id": field.key,
        "label": plain_text(shortened(field.label, _LABEL)),
        "element": {"action_id": field.key, **_ELEMENTS[field.kind](field)},
        "optional": not field.required,
    }
    return block | ({"hint": plain_text(shortened(field.hint, _HINT))} if field.hint else {})


def _choice(field: Field) -> Mapping[str, Any]:
    options = [{"text": plain_text(shortened(label, _OPTION)), "value": value} for value, label in field.options]
    chosen = next((option for option in options if option["value"] == field.value), None)
    return {"type": "static_select", "options": options} | ({"initial_option": chosen} if chosen else {})


def _line(field: Field) -> Mapping[str, Any]:
    return _typed(field, multiline=False)


def _text(field: Field) -> Mapping[str, Any]:
    return _typed(field, multiline=True)


def _typed(field: Field, *, multiline: bool) -> Mapping[str, Any]:
    most = min(field.most or _TEXT, _TEXT)
    element: dict[str, Any] = {"type": "plain_text_input", "multiline": multiline, "max_length": most}
    return element | ({"initial_value": field.value[:most]} if field.value else {})


def _date(field: Field) -> Mapping[str, Any]:
    return {"type": "datepicker"} | ({"initial_date": field.value} if field.value else {})


_ELEMENTS: Final = {
    FieldKind.CHOICE: _choice,
    FieldKind.LINE: _line,
    FieldKind.TEXT: _text,
    FieldKind.NUMBER: _line,  # Slack's own number field takes no decimal comma
    FieldKind.DATE: _date,
}
