"""One turn of a conversation, and what the bot has at hand to answer it."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from bot.answers import Answers
from bot.briefs import Briefs
from bot.coordinator_questions import CoordinatorQuestions
from bot.evidence_files import Attachments
from bot.feedback import Feedback
from bot.memory import Kept, Memory
from bot.names import called
from bot.planbook import PlanBook
from bot.platforms.base import Button, Message, Press, Reply
from bot.reports import Reports
from bot.shown import AnswersShown
from bot.source_pages import SourcePages
from bot.talk import words
from bot.talk.mine import Mine, look_up
from bot.threads_store import Threads
from plans.followup import Followup
from plans.model import Person, Role
from plans.stores.base import Store
from prompts.texts import Texts, texts
from retrieval.model import Audience

Troubles = Callable[[Texts, Collection[str] | None], tuple[str, ...]]  # of those people alone where they are given

NUMBER: Final = "number"  # the key of a button that says an action's number
SAY: Final = "say"  # the key of a button that says its value, as if it had been written
MOST_BUTTONS: Final = 5  # Slack and Teams show no more in a row


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What every route may use."""

    store: Store
    follow_up: Followup
    answers: Answers
    planbook: PlanBook
    reports: Reports
    briefs: Briefs
    threads: Threads
    memory: Memory
    shown: AnswersShown
    pages: SourcePages
    feedback: Feedback
    handed_on: CoordinatorQuestions
    attachments: Attachments
    files: Path  # where files lie until they are sent
    troubles: Troubles  # whom nothing reaches
    zone: ZoneInfo
    language: str


@dataclass(frozen=True, kw_only=True)  # no slots: what is looked up is kept for the turn
class Turn:
    """What somebody wrote, who they are and what there is to answer with."""

    message: Message
    person: Person
    known: bool  # the person is in the register
    services: Services
    left: set[tuple[str, Kept]] = field(default_factory=set)  # what is to be forgotten, with its place

    @property
    def words(self) -> str:
        """The message without white space around it; a button's own words where one was pressed."""
        pressed = self.message.pressed
        if pressed and pressed.key in {NUMBER, SAY}:
            return pressed.value
        if pressed and self.say.has(f"chat.button.{pressed.key}"):
            return self.say(f"chat.button.{pressed.key}")
        return self.message.text.strip()

    @property
    def command(self) -> str:
        """The message without the courtesies around a command."""
        return words.as_command(self.words)

    @property
    def pressed(self) -> Press:
        """The button that was pressed; one without a key where none was."""
        return self.message.pressed or Press("")

    @property
    def language(self) -> str:
        """The language the person reads."""
        return self.person.language or self.message.language or self.services.language

    @property
    def say(self) -> Texts:
        """The texts in the person's language."""
        return texts(self.language)

    @property
    def audience(self) -> Audience:
        """Who will read what is said: in private a person of the register, else perhaps anybody."""
        return Audience.INTERNAL if self.known and not self.message.place else Audience.EVERYONE

    @property
    def today(self) -> date:
        """The local date of the message."""
        return self.message.at.astimezone(self.services.zone).date()

    @cached_property
    def mine(self) -> Mine:
        """What is the person's in the follow-up, as it stood when it was first asked for in this turn."""
        with self.services.store.reading() as ledger:
            return look_up(ledger, self.person.address)

    def afresh(self) -> "Turn":
        """Return the same turn with nothing looked up, for after something has changed."""
        return replace(self)

    def reply(self, key: str, *buttons: str, **values: object) -> Reply:
        """Return a text of the conversation with buttons, each named by its key under ``chat.button``.

        The buttons are about the action that the text names, where it names one.
        """
        return Reply(self.say(f"chat.{key}", **values), self.buttons(*buttons, about=str(values.get("nr", ""))))

    def reply_of(self, key: str, **values: object) -> Reply:
        """Return a text by its whole key."""
        return Reply(self.say(key, **values))

    def say_to(self, person: Person) -> Texts:
        """Return the texts in the language that somebody else reads."""
        return texts(person.language or self.services.language)

    def buttons(self, *keys: str, about: str = "") -> tuple[Button, ...]:
        """Return buttons by their keys, about an action or something else that was shown."""
        return tuple(Button(key, self.say(f"chat.button.{key}"), about) for key in keys)

    def numbers(self, numbers: Iterable[str]) -> tuple[Button, ...]:
        """Return a button for each action, as many as fit a platform."""
        return tuple(Button(NUMBER, nr, nr) for nr in islice(numbers, MOST_BUTTONS))

    def listed(self, numbers: Iterable[str]) -> str:
        """Return numbers as a sentence lists them: "S6, S7 och G3"."""
        *first, last = numbers
        return self.say("chat.list.and", first=", ".join(first), last=last) if first else last

    def recall(self, what: Kept) -> str | None:
        """Return what the conversation has on the table."""
        if (self.message.place, what) in self.left:
            return None
        return self.services.memory.get(self.person.address, self.message.place, what, self.message.at)

    def keep(self, what: Kept, value: str | None) -> None:
        """Put something on the table in place of what lay there; None takes it away."""
        self.left.discard((self.message.place, what))
        self.services.memory.keep(self.person.address, self.message.place, what, value, self.message.at)

    def leave(self, what: Kept) -> None:
        """Take something away when the turn ends: what was written is for somebody else to answer, perhaps a model.

        Nothing may be written before a model is asked: SQLite has one writer, and whoever waits for a model as the
        writer keeps everybody waiting.
        """
        self.left.add((self.message.place, what))

    def end(self) -> None:
        """Take away what was left."""
        for place, what in sorted(self.left):
            self.services.memory.keep(self.person.address, place, what, None, self.message.at)
        self.left.clear()

    def called(self, address: str) -> str:
        """Return the name of the person with this address, told apart from others of that name."""
        return called(self.services.store, address)

    def coordinator(self) -> str:
        """Return whom to turn to: the first coordinator's name, or the word for one."""
        with self.services.store.reading() as ledger:
            found = next((person.called for person in ledger.people.all() if person.role is Role.COORDINATOR), None)
        return found or self.say("chat.unnamed.coordinator")


Route = Callable[[Turn], Reply | None]
