"""Blocks in messages that Slack takes. Pure."""

from collections.abc import Sequence
from typing import Any, Final

from bot.platforms.slack.limits import BLOCK, BLOCKS, MESSAGE

Block = dict[str, Any]

_NAMES: Final = frozenset({"type", "block_id", "action_id", "style"})  # no text: our own words for Slack


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
