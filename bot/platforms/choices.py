"""Which buttons settle something: where one was pressed in private, its message needs its buttons no more. Pure."""

from typing import Final

from bot.platforms.heard import Pressed

# What is chosen once. What opens, explains or counts something may be pressed again, and stays.
CHOICES: Final = frozenset(
    {
        *("unchanged", "not_mine", "later", "confirm", "confirm_all", "change", "accept", "decline", "next"),
        *("on_track", "at_risk", "not_started", "completed", "undo", "cancel", "settle", "decision"),
        *("send", "send_privately", "approve", "reassign", "close", "yes", "do"),
    }
)


def is_choice(pressed: Pressed) -> bool:
    """Tell whether a press settled something in private, so that its message needs its buttons no more."""
    return bool(pressed.ref) and not pressed.where.key and pressed.press.key in CHOICES
