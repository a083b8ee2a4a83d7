"""What the contract needs of a platform, and nothing more: somebody says, presses, fills in, and sees.

Each platform has one adapter on its own stand-in. What one cannot do raises `CannotDo`: either the stand-in says so, or
the adapter where the platform has no such thing. Which those may be is declared in ``docs/platforms.toml``.
"""

from abc import ABC, abstractmethod
from dataclasses import replace
from itertools import count

from plans.model import Person, Role


class CannotDo(AssertionError):  # noqa: N818 - reads as a sentence, as the stand-ins' own
    """This cannot be done on this platform."""


class Form(ABC):
    """A form on somebody's screen; fields go by their labels."""

    @property
    @abstractmethod
    def labels(self): ...

    @abstractmethod
    def value(self, label): ...

    @abstractmethod
    def fills(self, label, value): ...

    @abstractmethod
    def sends(self):
        """Send it; gives what is told of faults, empty when it was taken."""


class Figure(ABC):
    """Somebody on a stage. What they do gives what the bot said to it: what is new or has changed for them."""

    def __init__(self, stage, name, address):
        self.stage, self.name, self.address = stage, name, address
        self.nrs = ()  # of the actions that they report on

    @property
    def nr(self):
        """The number of their first action."""
        return self.nrs[0]

    def says(self, text):
        """In private."""
        return self._hears(lambda: self._says(text))

    def presses(self, label):
        """The newest button that reads so."""
        return self._hears(lambda: self._presses(label))

    def mentions(self, place, text):
        """Ask where others read along; gives what is new there."""
        return self._hears(lambda: self._mentions(place, text), place)

    def goes_on(self, place, text):
        """Ask again in the thread of what was last asked there, without a mention."""
        return self._hears(lambda: self._goes_on(place, text), place)

    def sends_file(self, name, content, text):
        return self._hears(lambda: self._sends_file(name, content, text))

    def edits(self, text):
        """Change what was said last."""
        return self._hears(lambda: self._edits(text))

    def is_brought_again(self):
        """Everything the platform brought last comes again, also under another id where the platform does that."""
        return self._hears(self._is_brought_again)

    def reports_by_form(self, nr):
        """Open the form about an action, which the bot has offered."""
        self.says(f"rapportera {nr}")
        return self._form()

    def judges(self, *, good, reason=""):
        """Thumb up or down under the newest answer."""
        return self._hears(lambda: self._judges(good=good, reason=reason))

    def _hears(self, act, place=None):
        before = self.shown(place)
        self.stage.does(act)
        return "\n".join(text for key, text in self.shown(place).items() if before.get(key) != text)

    @property
    def reads(self):
        """Everything the bot has said in private, as it stands now."""
        return "\n".join(self.shown().values())

    def offers(self, label):
        """Whether there is still a button that reads so."""
        return f"[{label}]" in self.reads

    @abstractmethod
    def shown(self, place=None):
        """What the bot has said, by message."""

    @abstractmethod
    def opens_source(self, n):
        """What is shown when source `n` of the newest answer is opened."""

    @property
    @abstractmethod
    def files(self):
        """What the bot has handed over: name and content."""

    @property
    @abstractmethod
    def trouble(self):
        """Mentions, links and the like that reached this person's screen in the bot's messages, which may hold none."""

    @abstractmethod
    def _says(self, text): ...
    @abstractmethod
    def _presses(self, label): ...
    @abstractmethod
    def _mentions(self, place, text): ...
    @abstractmethod
    def _goes_on(self, place, text): ...
    @abstractmethod
    def _sends_file(self, name, content, text): ...
    @abstractmethod
    def _edits(self, text): ...
    @abstractmethod
    def _is_brought_again(self): ...
    @abstractmethod
    def _form(self): ...
    @abstractmethod
    def _judges(self, *, good, reason): ...


class Stage(ABC):
    """One installation on one platform. Everybody plays once, so that no promise stands on what another left."""

    name: str

    def __init__(self, app, owners):
        self.app = app
        self._owners = list(owners)  # (address, numbers) of those who have not played yet
        self._names = count(1)

    def somebody(self, address="", **marks):
        """Somebody whom nothing is known of but what the platform tells."""
        n = next(self._names)
        return self._figure(f"Figur{n} Berg", address or f"figur{n}@annanstans.example", **marks)

    def owner(self, actions=1, *, linked=True, **marks):
        """Somebody who reports on so many actions, and has been asked."""
        address, numbers = next(each for each in self._owners if len(each[1]) == actions)
        self._owners.remove((address, numbers))
        figure = self.registered(address, linked=linked, **marks)
        figure.nrs = numbers
        self.does(self.app.post.tick)  # on a later day the question is worded for that day
        return figure

    def coordinator(self, **marks):
        return self.registered(f"samordnare{next(self._names)}@havsbandet.example", Role.COORDINATOR, **marks)

    def registered(self, address, role=Role.OWNER, *, linked=True, language="sv", **marks):
        """Somebody in the register; `linked` to their account by a coordinator's word, so that nobody is asked."""
        figure = self.somebody(address, **marks)
        person = Person(address=address, name=figure.name, role=role, language=language)
        with self.app.store.transaction() as ledger:
            ledger.people.save([replace(person, **self._account_of(figure)) if linked else person])
        if linked:
            self._meets(figure)
        return figure

    def updates(self, nr):
        """What is recorded of an action."""
        with self.app.store.reading() as ledger:
            return ledger.updates.about(nr)

    def request(self, nr):
        with self.app.store.reading() as ledger:
            return ledger.cycles.about(nr)[-1]

    @abstractmethod
    def does(self, act):
        """Let something be done, and wait until all that came of it has arrived."""

    @abstractmethod
    def at(self, moment):
        """Go to a moment, and do what is due by then."""

    @abstractmethod
    def place(self, *figures):
        """A place where these people read along."""

    @property
    @abstractmethod
    def faults(self):
        """What of all that was sent the platform took amiss, or may have lost."""

    @abstractmethod
    def sent_to(self, figure, reply):
        """Send a reply that nobody asked for; gives what came of it."""

    @abstractmethod
    def _figure(self, name, address, **marks): ...
    @abstractmethod
    def _account_of(self, figure): ...
    @abstractmethod
    def _meets(self, figure): ...


class ChatStage(Stage):
    """A stage in a chat platform: `world` is the running service with the platform's stand-in around it."""

    def __init__(self, world, owners):
        super().__init__(world.app, owners)
        self.world = world

    def does(self, act):
        self.world.does(act)

    def at(self, moment):
        self.world.at(moment)

    def sent_to(self, figure, reply):
        with self.app.store.reading() as ledger:
            return self.app.platforms[self.name].deliver(ledger.people.get(figure.address), reply)
