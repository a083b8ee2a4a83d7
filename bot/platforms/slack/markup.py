"""Text as Slack takes it without reading anything into it: no mention, no link, no formatting, no emoji."""

from typing import Any


def plain_text(text: str) -> dict[str, Any]:
    """Return a text object that Slack shows as it stands."""
    return {"type": "plain_text", "text": text or " ", "emoji": False}


def shortened(text: str, most: int) -> str:
    """Return a text of at most `most` characters, cut at a word where it is too long, with a sign that it was."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    at_word = kept.rsplit(maxsplit=1)[0] if " " in kept else kept
    return f"{at_word}…"


def escaped(text: str) -> str:
    """Return a text for a field that Slack reads markup in: the three characters that begin it are written out."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
