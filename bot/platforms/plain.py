"""What is to be seen of a text, on whatever platform: nothing hidden in it, nothing of it turned around."""

import re
from typing import Final

# Nothing of these is seen: half characters, control characters, and those that turn the direction of what follows.
_UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")


def visible(text: str) -> str:
    """Return what is to be seen of a text: without control characters and without what turns its direction."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def shortened(text: str, most: int) -> str:
    """Return a text of at most `most` characters, cut at a word where it is too long, with a sign that it was."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    at_word = kept.rsplit(maxsplit=1)[0] if " " in kept.strip() else kept
    return f"{at_word}…"
