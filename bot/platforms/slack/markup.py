"""Text as Slack takes it without reading anything into it: no mention, no link, no formatting, no emoji."""

from typing import Any

from bot.platforms.plain import visible


def plain_text(text: str) -> dict[str, Any]:
    """Return a text object that Slack shows as it stands."""
    shown = visible(text)
    return {"type": "plain_text", "text": shown if shown.strip() else "–", "emoji": False}


def escaped(text: str) -> str:
    """Return a text for a field that Slack reads markup in: the three characters that begin it are written out."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
