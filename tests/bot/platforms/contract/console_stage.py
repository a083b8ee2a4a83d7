"""The contract's stage in a terminal: a line is written, what is printed is read, and a button is its label written."""

import re
from collections import defaultdict

from bot.platforms.base import Message
from bot.platforms.console import Console, as_text
from tests.bot.platforms.contract.stage import CannotDo, Figure, Stage

_LABELS = re.compile(r"\[([^\[\]\n]+)\]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class ConsoleFigure(Figure):
    @property
    def printed(self):
        return self.stage.printed[self.address]

    def shown(self, place=None):
        _no_channels(place)
        return dict(enumerate(self.printed))

    @property
    def files(self):
        paths = [path for path in self.stage.home.glob("outgoing/**/*") if str(path) in self.reads]
        return {path.name: path.read_bytes() for path in paths if path.is_file()}

    @property
    def trouble(self):
        return [text for text in self.printed if _CONTROL.search(text)]

    def offers(self, label):
        raise CannotDo("what is printed stands")

    def opens_source(self, n):
        raise CannotDo("a terminal opens nothing beside the conversation")

    def _says(self, text):
        reply = self.stage.app.conversation.handle(Message(self.address, text, self.stage.app.now()))
        self.printed.append(as_text(reply))

    def _presses(self, label):
        if label not in {found for text in self.printed for found in _LABELS.findall(text.rpartition("\n")[2])}:
            raise CannotDo(f"no button {label!r} in:\n{self.reads}")
        self._says(label)

    def _mentions(self, place, text):
        _no_channels(place)

    def _goes_on(self, place, text):
        _no_channels(place)

    def _sends_file(self, name, content, text):
        raise CannotDo("files come by another command")

    def _edits(self, text):
        raise CannotDo("what was written stands")

    def _is_brought_again(self):
        raise CannotDo("a terminal brings nothing twice")

    def _form(self):
        raise CannotDo("a terminal has no forms")

    def _judges(self, *, good, reason):
        raise CannotDo("there is no thumb to press")


class ConsoleStage(Stage):
    name = "console"

    def __init__(self, app, clock, owners):
        super().__init__(app, owners)
        self.clock, self.home, self.printed = clock, app.settings.home, defaultdict(list)
        self._console = Console(self._print)

    def does(self, act):
        act()
        self.app.post.send({self.name: self._console})

    def at(self, moment):
        self.clock.goes_to(moment, self.app.settings.zone)
        self.does(self.app.post.tick)

    def place(self, *figures):
        raise CannotDo("nobody reads along in a terminal")

    @property
    def faults(self):
        return []

    def sent_to(self, figure, reply):
        with self.app.store.reading() as ledger:
            return self._console.deliver(ledger.people.get(figure.address), reply)

    def _print(self, to, text):
        self.printed[to.address].append(text)

    def _figure(self, name, address, **marks):
        if marks:
            raise CannotDo(f"a terminal tells nothing of anybody: {marks}")
        return ConsoleFigure(self, name, address)

    def _account_of(self, figure):
        return {}

    def _meets(self, figure):
        self.does(lambda: None)


def _no_channels(place):
    if place is not None:
        raise CannotDo("nobody reads along in a terminal")
