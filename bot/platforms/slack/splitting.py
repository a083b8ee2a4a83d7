"""Long texts in parts that Slack takes: cut between lines, else after a sentence, else between words. Nothing is lost.

Pure: strings and blocks in, lists of them out.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from bot.platforms.slack.limits import BLOCK, BLOCKS, MESSAGE, PIECE

Block = dict[str, Any]

# Where a text may be cut, the best first; a cut in the first third would leave crumbs.
_CUTS: Final = tuple(re.compile(pattern) for pattern in (r"\n", r"(?<=[.!?…”\"])\s", r"(?<=[;:,])\s", r"\s"))
_NAMES: Final = frozenset({"type", "block_id", "action_id", "style"})  # no text: our own words for Slack


def parts_of(text: str, most: int = PIECE) -> Iterator[str]:
    """Return a text in parts no longer than `most`, without the white space between them."""
    rest = text.strip()
    while len(rest) > most:
        at = _cut(rest, most)
        yield rest[:at].rstrip()
        rest = rest[at:].lstrip()
    if rest:
        yield rest


def _cut(text: str, most: int) -> int:
    window = text[: most + 1]
    for pattern in _CUTS:
        found = [match.start() for match in pattern.finditer(window) if match.start() > most // 3]
        if found:
            return found[-1]
    return most


def in_messages(blocks: Sequence[Block]) -> list[list[Block]]:
    """Return blocks as those of one message after another, none of them more than Slack takes."""
    messages: list[list[Block]] = [[]]
    used = 0
    for block in blocks:
        weight = weight_of(block)
        if messages[-1] and (used + weight > MESSAGE or len(messages[-1]) == BLOCKS):
            messages.append([])
            used = 0
        messages[-1].append(block)
        used += weight
    return messages


def weight_of(block: Block) -> int:
    """Return how much of a message a block takes: its texts, and a little for itself."""
    return BLOCK + _length(block)


def _length(value: object, name: str = "") -> int:
    if isinstance(value, dict):
        return sum(_length(inner, key) for key, inner in value.items())
    if isinstance(value, list):
        return sum(_length(inner, name) for inner in value)
    return len(value) if isinstance(value, str) and name not in _NAMES else 0
