"""A message after one of its buttons was pressed: the choice stands where the buttons stood. Pure."""

from collections.abc import Mapping
from typing import Any, Final

from bot.platforms.heard import Pressed
from bot.platforms.slack.markup import plain_text
from prompts.texts import texts

_BUTTONS: Final = frozenset({"actions", "context_actions"})
_MOST: Final = 49  # blocks that leave room for the choice


def message_of(body: Mapping[str, Any]) -> dict[str, object]:
    """Return the message that a press came from, without its buttons; nothing where it came from no message."""
    message = body.get("message") or {}
    blocks = [block for block in message.get("blocks", ()) if block.get("type") not in _BUTTONS]
    if not message.get("ts") or not blocks:
        return {}
    return {"text": str(message.get("text", "")), "blocks": blocks[:_MOST]}


def settled(pressed: Pressed, language: str) -> Mapping[str, object]:
    """Return the message as it stands after the press: its text, and what was chosen."""
    chosen = texts(language)("slack.chosen", label=pressed.label)
    blocks: Any = pressed.shown["blocks"]
    note = {"type": "context", "elements": [plain_text(chosen)]}
    return {"text": pressed.shown["text"], "blocks": [*blocks, note]}
