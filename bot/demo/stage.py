"""How the example year looks in a terminal: scenes, what people write and what the bot says, in quiet colours.

Everything that comes from texts, people or documents is printed as plain text: nothing in it is markup.
"""

import time
from collections.abc import Sequence
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.text import Text

_WIDTH: Final = 100
_PAUSE: Final = 0.3  # seconds after a speech: some sixty of them leave the year well under a minute


class Stage:
    """Where the year is shown; on a terminal it waits a little after each speech, so that people can follow."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(width=min(_WIDTH, Console().width), highlight=False)
        self._pause = _PAUSE if self._console.is_terminal else 0.0

    def title(self, heading: str, text: str) -> None:
        """Open or close the show."""
        self._console.print()
        self._console.print(Panel(Text(text), title=Text(heading, style="bold"), border_style="cyan", padding=(1, 2)))

    def scene(self, when: str, heading: str, text: str) -> None:
        """Begin a scene."""
        self._console.print()
        self._console.print(Rule(Text(f"{when}  {heading}", style="bold cyan"), align="left", style="cyan"))
        self._console.print(Text(text, style="italic"))
        self._console.print()

    def note(self, text: str) -> None:
        """Say beside the action what to notice."""
        self._console.print(Padding(Text(f"({text})", style="dim"), (0, 0, 1, 2), expand=False))

    def line(self, text: str) -> None:
        """Tell what happens, in a line."""
        self._console.print(Text(text))

    def says(self, who: str, text: str, buttons: Sequence[str] = ()) -> None:
        """Show what somebody writes."""
        self._speech(who, text, buttons, "green")

    def answers(self, who: str, text: str, buttons: Sequence[str] = ()) -> None:
        """Show what the bot says."""
        self._speech(who, text, buttons, "blue")

    def _speech(self, who: str, text: str, buttons: Sequence[str], colour: str) -> None:
        self._console.print(Text(who, style=f"bold {colour}"))
        body = Text(text)
        if buttons:
            body.append("\n\n" + "  ".join(f"[{button}]" for button in buttons), style="bold")
        for line in body.split("\n"):
            self._console.print(Padding(line, (0, 0, 0, 2), expand=False) if line else "")
        self._console.print()
        time.sleep(self._pause)
