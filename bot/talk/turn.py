"""One turn of a conversation, and what the bot has at hand to answer it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from zoneinfo import ZoneInfo

from bot.answers import Answers
from bot.planbook import PlanBook
from bot.platforms.base import Button, Message, Reply
from bot.talk.mine import Mine, look_up
from bot.threads_store import Threads
from plans.followup import Followup
from plans.model import Person, Role
from plans.stores.base import Store
from prompts.texts import Texts, texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What every route may use."""

    store: Store
    follow_up: Followup
    answers: Answers
    planbook: PlanBook
    threads: Threads
    zone: ZoneInfo
    language: str


@dataclass(frozen=True, kw_only=True)  # no slots: what is looked up is kept for the turn
class Turn:
    """What somebody wrote, who they are and what there is to answer with."""

    message: Message
    person: Person
    known: bool  # the person is in the register
    services: Services

    @property
    def words(self) -> str:
        """The message without white space around it."""
        return self.message.text.strip()

    @property
    def language(self) -> str:
        """The language the person reads."""
        return self.person.language or self.services.language

    @property
    def say(self) -> Texts:
        """The texts in the person's language."""
        return texts(self.language)

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
        """Return a text of the conversation with buttons, each named by its key under ``chat.button``."""
        return Reply(self.say(f"chat.{key}", **values), self.buttons(*buttons))

    def buttons(self, *names: str) -> tuple[Button, ...]:
        """Return buttons by their keys; a button says its own label."""
        labels = (self.say(f"chat.button.{name}") for name in names)
        return tuple(Button(label, label) for label in labels)

    def called(self, address: str) -> str:
        """Return the name of the person with this address, the address itself where there is none."""
        with self.services.store.reading() as ledger:
            person = ledger.people.get(address)
        return person.called if person else address

    def coordinator(self) -> str:
        """Return whom to turn to: the first coordinator's name, or the word for one."""
        with self.services.store.reading() as ledger:
            found = next((person.called for person in ledger.people.all() if person.role is Role.COORDINATOR), None)
        return found or self.say("terms.role.coordinator").lower()


Route = Callable[[Turn], Reply | None]
