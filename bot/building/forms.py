"""What a chat platform asks for at once: the forms of a conversation that is warmed up after the server answers."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.platforms.base import Form, Page, Reply
    from bot.platforms.heard import Heard, Pressed, Submitted
    from bot.wiring import App


class OpensLater:
    """The forms of `app`, whose listener is first made when one is asked for."""

    def __init__(self, app: "App") -> None:
        self._app = app

    def form(self, pressed: "Pressed", nonce: str) -> "Form | Page | Reply | None":
        """Return what a button opens."""
        return self._app.listener.form(pressed, nonce)

    def is_open(self, heard: "Heard", nr: str) -> bool:
        """Tell whether somebody is still asked about an action."""
        return self._app.listener.is_open(heard, nr)

    def faults(self, submitted: "Submitted") -> Mapping[str, str]:
        """Return what is wrong with a form."""
        return self._app.listener.faults(submitted)
