"""The messages that nobody asked for: what is due by the rules is queued, and what is queued is sent.

A message is worded for its reader when it is sent; a question to an owner ends with the choices they have. What has
become of decisions that the reader asked for comes along with it: it is no message of its own.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.outbox import Tried, all_of_them, send_queued
from bot.platforms.base import Button, Platform, Reply
from plans.cycle.messages import worded
from plans.followup import Followup
from plans.model import DecisionNeed, Dispatch, DispatchState, Person
from plans.reminders import INVITE
from plans.stores.base import Ledger, Store
from prompts.texts import texts

_CHOICES: Final = {
    "first": ("unchanged", "not_mine", "later", "why"),
    "remind": ("unchanged", "not_mine", "later"),
    "confirm": ("confirm", "change"),
    "delegation": ("accept", "decline"),
    "returned": ("later",),
    "read_back": ("confirm", "change"),
    "claim": ("claim_approve", "claim_refuse"),
    INVITE: ("link", "link_not"),
}
_ABOUT_SEVERAL: Final = frozenset({"first", "remind"})  # "Oförändrat" says nothing when it may be about any of them
_BY_FORM: Final = frozenset({"first", "remind", "returned"})
_ONE_AT_A_TIME: Final = ("next", "later", "why")


class Post:
    """Queues and sends; `now` is the time of each look at the clock, `tried` is told how each message went.

    `language_of` tells what a platform says that the person at an address reads, empty where it says nothing.
    """

    def __init__(
        self,
        store: Store,
        follow_up: Followup,
        now: Callable[[], datetime],
        language: str,
        *,
        tried: Tried | None = None,
        language_of: Callable[[str], str] = lambda _: "",
    ) -> None:
        self._language_of = language_of
        self._store = store
        self._follow_up = follow_up
        self._now = now
        self._language = language
        self._tried = tried or (lambda *_: None)

    def tick(self) -> tuple[Dispatch, ...]:
        """Queue what is due at this moment and return it."""
        return self._follow_up.tick(self._now())

    def send(self, platforms: Mapping[str, Platform], to: str | None = None) -> tuple[tuple[Dispatch, Reply], ...]:
        """Send what is queued to the platforms that are here; return what was sent, as it was worded.

        With `to` it is shown to somebody who is here to read it, so that no message waits for working time.
        """
        told: set[str] = set()  # who gets news this time, once each
        sift = self._may_go if to is None else all_of_them
        news = self._news()

        def render(dispatch: Dispatch, person: Person) -> Reply:
            return self._with_news(dispatch, person, told, news.get(person.address, []))

        sent = send_queued(
            self._store, platforms, render, self._now(), to, sift=sift, tried=self._tried, as_read=self._as_read
        )
        for address in told & {dispatch.to for dispatch, _ in sent if dispatch.state is DispatchState.SENT}:
            self._follow_up.tell_outcomes(address, self._now())
        return sent

    def _news(self) -> Mapping[str, list[DecisionNeed]]:
        """Return what has become of decisions, by who asked for them and has not been told."""
        news: dict[str, list[DecisionNeed]] = defaultdict(list)
        with self._store.reading() as ledger:
            for need in ledger.decisions.untold():
                news[need.asked_by or ""].append(need)
        return news

    def _with_news(self, dispatch: Dispatch, person: Person, told: set[str], news: list[DecisionNeed]) -> Reply:
        """Return a message with what has become of its reader's decisions, unless another one just now has it."""
        reply = self.worded(dispatch, person)
        if person.address in told or not news:
            return reply
        told.add(person.address)
        words = texts(person.language or self._language)
        lines = [words("chat.decisions.news", nr=n.nr, text=n.text, outcome=n.outcome or "") for n in news]
        return replace(reply, text="\n\n".join([reply.text, *lines]))

    def _may_go(self, ledger: Ledger, dispatches: Iterable[Dispatch]) -> tuple[Dispatch, ...]:
        return self._follow_up.may_go(ledger, dispatches, self._now())

    def _as_read(self, person: Person) -> Person:
        """Return a person with the language that they read: their own setting, else what a platform says of them."""
        told = "" if person.language else self._language_of(person.address)
        return replace(person, language="en" if told == "en" else "sv") if told else person

    def worded(self, dispatch: Dispatch, person: Person) -> Reply:
        """Return a message as its reader gets it."""
        words = texts(person.language or self._language)
        offered = dispatch.rule == "delegation" and dispatch.step != "offered"
        names = () if offered else _CHOICES.get(dispatch.rule, ())
        about = dispatch.nrs[0] if len(dispatch.nrs) == 1 else dispatch.values.get("id", "")
        names = names if about or dispatch.rule not in _ABOUT_SEVERAL else _ONE_AT_A_TIME
        buttons = tuple(Button(name, words(f"chat.button.{name}"), about) for name in names)
        return Reply(worded(dispatch, words.language), buttons, form=about if dispatch.rule in _BY_FORM else "")
