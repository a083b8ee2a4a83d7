"""The terminal as a platform: messages are printed for the person they are to, buttons as the words to write."""

from collections.abc import Callable

from bot.platforms.base import Delivery, Reply, Sent
from bot.platforms.plain import visible
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
    """Return the reply as plain text: where its files lie, and its buttons on a line: ``[Stämmer] [Ändra]``.

    What others wrote can neither colour nor move what the terminal shows.
    """
    files = "".join(f"\n{file.path}" for file in reply.files)
    buttons = "  ".join(f"[{button.label}]" for button in reply.buttons)
    return visible(f"{reply.text}{files}" + (f"\n\n{buttons}" if buttons else ""))
