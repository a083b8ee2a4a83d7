"""Somebody's home view as Slack's. Pure: a page in, JSON out."""

from collections.abc import Iterator
from typing import Any, Final

from bot.platforms.base import Home, HomePart
from bot.platforms.plain import shortened
from bot.platforms.slack.blocks import rows
from bot.platforms.slack.limits import HEADING, VIEW, VIEW_BLOCKS
from bot.platforms.slack.markup import plain_text
from bot.platforms.slack.rich import rich_blocks
from bot.platforms.slack.splitting import weight_of

_DIVIDER: Final = {"type": "divider"}


def home_view(home: Home) -> dict[str, Any]:
    """Return the view; whole parts that do not fit are left out from the end."""
    blocks: list[dict[str, Any]] = []
    room = VIEW
    for n, part in enumerate(home.parts):
        more = list(_blocks(part, first=n == 0))
        room -= sum(map(weight_of, more))
        if room < 0 or len(blocks) + len(more) > VIEW_BLOCKS:
            break
        blocks += more
    return {"type": "home", "blocks": blocks or [{"type": "header", "text": plain_text(_heading(home.title))}]}


def _blocks(part: HomePart, *, first: bool) -> Iterator[dict[str, Any]]:
    if part.heading:
        if not first:
            yield _DIVIDER
        yield {"type": "header", "text": plain_text(_heading(part.heading))}
    yield from rich_blocks(part.text)
    yield from rows(part.buttons, in_view=True)


def _heading(text: str) -> str:
    return shortened(text, HEADING)
