"""Replies as Slack's blocks. Pure: a reply in, JSON out.

What anybody wrote goes into plain text, where Slack looks for no mention, link or formatting.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from bot.platforms.base import Button, Reply
from bot.platforms.slack.markup import plain_text, shortened
from prompts.texts import texts

MOST_TEXT: Final = 3_000  # characters of a section
MOST_LABEL: Final = 75

Block = dict[str, Any]


def blocks_of(reply: Reply, language: str) -> list[Block]:
    """Return a reply as blocks: its paragraphs, then its buttons in a row, the form first where there is one."""
    blocks = [{"type": "section", "text": plain_text(part)} for part in parts_of(reply.text)]
    form = (Button("form", texts(language)("slack.form"), reply.form),) if reply.form else ()
    return [*blocks, *row((*form, *reply.buttons))]


def parts_of(text: str, most: int = MOST_TEXT) -> Iterator[str]:
    """Return a text in parts no longer than `most`, cut between paragraphs where that can be, else between words."""
    rest = text.strip()
    while len(rest) > most:
        cut = max((rest.rfind(mark, 0, most) for mark in ("\n\n", "\n", ". ", " ")), key=lambda at: at > most // 2)
        cut = cut if cut > 0 else most
        yield rest[:cut].rstrip()
        rest = rest[cut:].lstrip()
    if rest:
        yield rest


def row(buttons: Sequence[Button]) -> list[Block]:
    """Return buttons as a row, nothing where there are none."""
    if not buttons:
        return []
    return [{"type": "actions", "elements": [_button(n, button) for n, button in enumerate(buttons)]}]


def _button(n: int, button: Button) -> Block:
    made: Block = {
        "type": "button",
        "action_id": f"{button.key}:{n}",
        "text": plain_text(shortened(button.label, MOST_LABEL)),
    }
    return made | {"value": button.value} if button.value else made
