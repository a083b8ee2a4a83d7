"""Somebody's home view as Slack's. Pure: a page in, JSON out."""

from collections.abc import Iterator
from typing import Any, Final

from bot.platforms.base import Home, HomePart
from bot.platforms.slack.blocks import MOST_TEXT, row
from bot.platforms.slack.markup import plain_text, shortened

_MOST: Final = 100  # blocks of a home view
_HEADING: Final = 150
_DIVIDER: Final = {"type": "divider"}


def home_view(home: Home) -> dict[str, Any]:
    """Return the view; what does not fit is left out from the end."""
    blocks = [block for n, part in enumerate(home.parts) for block in _blocks(part, first=n == 0)]
    return {"type": "home", "blocks": blocks[:_MOST]}


def _blocks(part: HomePart, *, first: bool) -> Iterator[dict[str, Any]]:
    if part.heading:
        if not first:
            yield _DIVIDER
        yield {"type": "header", "text": plain_text(shortened(part.heading, _HEADING))}
    if part.text:
        yield {"type": "section", "text": plain_text(shortened(part.text, MOST_TEXT))}
    yield from row(part.buttons)
