"""What a press is answered with at once, in place of its card or in a window beside the conversation.

What is opened here changes nothing; what a form or a choice leads to comes later, of the event that is written down.
"""

from collections.abc import Mapping
from typing import Any, Protocol
from uuid import uuid4

from bot.platforms.base import Button, Form, Page, Press, Reply
from bot.platforms.heard import Heard, Pressed, Submitted
from bot.platforms.teams.answers import in_place, in_window, told
from bot.platforms.teams.cards import form_card, page_card, text_card
from bot.platforms.teams.carried import packed
from bot.platforms.teams.reading import FETCH, PRESSES, Refreshed
from bot.platforms.teams.settled import asked_again, note_of, settled_card
from prompts.texts import texts

Json = Mapping[str, Any]


class Opens(Protocol):
    """Gives what a button opens, and looks for faults in a form that is sent; none of it changes anything."""

    def form(self, pressed: Pressed, nonce: str) -> Form | Page | Reply | None: ...
    def faults(self, submitted: Submitted) -> Mapping[str, str]: ...
    def is_open(self, heard: Heard, nr: str) -> bool: ...


def window_for(pressed: Pressed, opens: Opens, language: str) -> Json | None:
    """Return what a button opens beside the conversation: a source, or why there is none."""
    found = opens.form(pressed, uuid4().hex)
    if isinstance(found, Page):
        return in_window(found.title, page_card(found))
    say = texts(language)
    return told({"type": "invoke", "name": FETCH}, found.text if isinstance(found, Reply) else say("teams.nothing"))


def card_for(heard: Heard, opens: Opens, language: str) -> Json | None:
    """Return the card that answers an event in place, None where it is to be written down instead."""
    if isinstance(heard, Refreshed):
        return asked_again(heard.about, heard.card, texts(language), is_open=opens.is_open(heard, heard.about))
    if isinstance(heard, Pressed) and heard.press.key == "form":
        return _opened(heard, opens, uuid4().hex)
    if isinstance(heard, Pressed) and heard.press.key == "form_cancel":
        say = texts(language)
        again = Button("form", say("teams_cards.form"), heard.press.value)
        return settled_card(heard.shown, say("teams.cancelled"), (again,), uuid4().hex)
    if isinstance(heard, Submitted) and (faults := opens.faults(heard)):
        return _opened(_press_of(heard), opens, heard.nonce, faults, heard.values)
    return None


def taken(activity: Json, heard: Heard, language: str) -> Json | None:
    """Return the answer to what was written down: what was settled says so at once, and can be pressed no more."""
    note = note_of(heard, language) if activity.get("name") == PRESSES else ""
    if note and isinstance(heard, Pressed | Submitted):
        return in_place(settled_card(heard.shown, note))
    return told(activity, texts(language)("teams.taken"))


def _opened(
    pressed: Pressed,
    opens: Opens,
    nonce: str,
    faults: Mapping[str, str] | None = None,
    filled: Mapping[str, str] | None = None,
) -> Json | None:
    found = opens.form(pressed, nonce)
    if isinstance(found, Form):
        text = pressed.shown.get("text")
        return form_card(found, faults, filled, said=packed(text) if text else "")
    return text_card(found.text) if found else None


def _press_of(submitted: Submitted) -> Pressed:
    """Return the press that opened a form."""
    return Pressed(
        key=submitted.key,
        sender=submitted.sender,
        where=submitted.where,
        at=submitted.at,
        language=submitted.language,
        press=Press("form", submitted.about),
        shown=submitted.shown,
    )
