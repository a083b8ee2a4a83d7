"""Text as Slack takes it without reading anything into it: no mention, no link, no formatting, no emoji."""

import re
from typing import Any, Final

# Nothing of these is seen: half characters, control characters, and those that turn the direction of what follows.
_UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")


def visible(text: str) -> str:
    """Return what is to be seen of a text: without control characters and without what turns its direction."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def plain_text(text: str) -> dict[str, Any]:
    """Return a text object that Slack shows as it stands."""
    shown = visible(text)
    return {"type": "plain_text", "text": shown if shown.strip() else "–", "emoji": False}


def shortened(text: str, most: int) -> str:
    """Return a text of at most `most` characters, cut at a word where it is too long, with a sign that it was."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    at_word = kept.rsplit(maxsplit=1)[0] if " " in kept.strip() else kept
    return f"{at_word}…"


def escaped(text: str) -> str:
    """Return a text for a field that Slack reads markup in: the three characters that begin it are written out."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
