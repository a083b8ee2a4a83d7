"""A form as Slack's modal, and back. Pure: a form in, JSON out."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from bot.platforms.base import Field, FieldKind, Form, Page, Reply
from bot.platforms.heard import Heard
from bot.platforms.pieces import parts_of
from bot.platforms.plain import shortened, visible
from bot.platforms.slack.limits import FIELD_LABEL, LABEL, OPTION_VALUE, OPTIONS, TEXT, TITLE, VIEW, VIEW_BLOCKS
from bot.platforms.slack.markup import plain_text
from bot.platforms.slack.rich import marked_blocks
from bot.platforms.slack.splitting import weight_of

View = dict[str, Any]

_MOST_PARTS: Final = 20  # sections of a text that is only shown
_SPARE: Final = 3  # blocks: the head of a page, and the sign that there is more
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def opened(found: Form | Page | Reply, heard: Heard) -> View:
    """Return the modal for what a button opens: a form, a page to read, or a text that says why it opens nothing."""
    if isinstance(found, Form):
        return view_of(found, heard)
    if isinstance(found, Page):
        return view_of_page(found)
    return view_of_text("Handslag", found.text, "OK")


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
    lead = [{"type": "section", "text": plain_text(shortened(form.lead, TEXT))}] if form.lead else []
    return {
        "type": "modal",
        "callback_id": form.key,
        "title": plain_text(shortened(form.title, TITLE)),
        "submit": plain_text(shortened(form.submit, TITLE)),
        "close": plain_text(shortened(form.cancel, TITLE)),
        "private_metadata": json.dumps(came_from),
        "blocks": [*lead, *(_input(field) for field in form.fields)],
    }


def view_of_text(title: str, text: str, close: str) -> View:
    """Return a modal that only shows a text."""
    parts = list(parts_of(visible(text), TEXT))[:_MOST_PARTS] or [""]
    return _shown(title, [{"type": "section", "text": plain_text(part)} for part in parts], close)


def view_of_page(page: Page) -> View:
    """Return a modal with a page: where it stands in small letters, its text, and what is meant of it in bold.

    What does not fit is left out, and where that is, "…" stands.
    """
    head: list[dict[str, Any]] = [{"type": "context", "elements": [plain_text(shortened(visible(page.lead), TEXT))]}]
    text, marked = _seen(page)
    body = marked_blocks(text, *marked)
    room, shown = VIEW, list[dict[str, Any]]()
    for block in body:
        room -= weight_of(block)
        if room < 0 or len(shown) == VIEW_BLOCKS - _SPARE:
            shown += marked_blocks("…", 0, 0)
            break
        shown.append(block)
    return _shown(page.title, [*head, *(shown or marked_blocks("–", 0, 0))], page.close)


def _seen(page: Page) -> tuple[str, tuple[int, int]]:
    """Return what is to be seen of a page's text, and where what is meant stands in it."""
    start, end = page.marked
    before, meant, after = (visible(part) for part in (page.text[:start], page.text[start:end], page.text[end:]))
    return before + meant + after, (len(before), len(before) + len(meant))


def _shown(title: str, blocks: list[dict[str, Any]], close: str) -> View:
    return {
        "type": "modal",
        "title": plain_text(shortened(title, TITLE)),
        "close": plain_text(shortened(close, TITLE)),
        "blocks": blocks,
    }


def errors_of(faults: Mapping[str, str]) -> Mapping[str, str]:
    """Return faults as Slack shows them: each beside its field, whose block has the field's key."""
    return {key: shortened(fault, FIELD_LABEL) for key, fault in faults.items()}


def _input(field: Field) -> Mapping[str, Any]:
    block: dict[str, Any] = {
        "type": "input",
        "block_id": field.key,
        "label": plain_text(shortened(field.label, FIELD_LABEL)),
        "element": {"action_id": field.key, **_ELEMENTS[field.kind](field)},
        "optional": not field.required,
    }
    return block | ({"hint": plain_text(shortened(field.hint, FIELD_LABEL))} if field.hint else {})


def _choice(field: Field) -> Mapping[str, Any]:
    """Return a list to choose from; a field to write in where there is nothing to choose."""
    options = [
        {"text": plain_text(shortened(label, LABEL)), "value": value}
        for value, label in field.options[:OPTIONS]
        if 0 < len(value) <= OPTION_VALUE
    ]
    if not options:
        return _line(field)
    chosen = next((option for option in options if option["value"] == field.value), None)
    return {"type": "static_select", "options": options} | ({"initial_option": chosen} if chosen else {})


def _line(field: Field) -> Mapping[str, Any]:
    return _typed(field, multiline=False)


def _text(field: Field) -> Mapping[str, Any]:
    return _typed(field, multiline=True)


def _typed(field: Field, *, multiline: bool) -> Mapping[str, Any]:
    most = min(field.most or TEXT, TEXT)
    held = visible(field.value)[:most]
    element: dict[str, Any] = {"type": "plain_text_input", "multiline": multiline, "max_length": most}
    return element | ({"initial_value": held} if held else {})


def _date(field: Field) -> Mapping[str, Any]:
    return {"type": "datepicker"} | ({"initial_date": field.value} if _DAY.fullmatch(field.value) else {})


_ELEMENTS: Final = {
    FieldKind.CHOICE: _choice,
    FieldKind.LINE: _line,
    FieldKind.TEXT: _text,
    FieldKind.NUMBER: _line,  # Slack's own number field takes no decimal comma
    FieldKind.DATE: _date,
}
