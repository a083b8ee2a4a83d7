"""The terminal as a platform: messages are printed for the person they are to, buttons as the words to write."""

from collections.abc import Callable

from bot.platforms.base import Delivery, Reply, Sent
from plans.model import Person


class Console:
    """Prints what would be sent. `show` takes the receiver and the reply as text."""

    name = "console"

    def __init__(self, show: Callable[[Person, str], None]) -> None:
        self._show = show

    def deliver(self, to: Person, reply: Reply) -> Sent:
        """Print the reply; a terminal always tells whether it did."""
        self._show(to, as_text(reply))
        return Sent(delivery=Delivery.SENT)


def as_text(reply: Reply) -> str:
    """Return the reply as plain text, its buttons on a line of their own: ``[Stämmer] [Ändra]``."""
    if not reply.buttons:
        return reply.text
    return f"{reply.text}\n\n" + "  ".join(f"[{button.label}]" for button in reply.buttons)
