"""How much of a paid model each person and the whole installation may use, and how long one rests after an error.

A question is answered either way; an allowance only decides whether a model words it. The day and the month are the
installation's own. What is kept is a count per day and a person's name hashed: whose questions they were is nobody's
business later.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Protocol, TypeVar

from retrieval.checking.verifying import DraftSentence
from retrieval.models.pointing import Lineup, Pointer
from retrieval.models.wording import Assignment, Excuse, Unworded, Writer

Given = TypeVar("Given")

KEPT_DAYS: Final = 62  # two months: the month's sum needs one, and the month before can be looked up


@dataclass(frozen=True, slots=True)
class Limits:
    """0 means none: questions a person may have worded in a day, tokens all may use in a month, seconds of rest."""

    questions_a_day: int = 50
    tokens_a_month: int = 5_000_000
    rest_seconds: int = 60


@dataclass(frozen=True, slots=True)
class Use:
    """What a person has used today and all have used this month."""

    questions_today: int
    tokens_this_month: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """The latest failure of a model, in the few words that `handslag check` shows."""

    at: datetime
    reason: str


class UseLedger(Protocol):
    """Where use is counted and trouble noted."""

    def use(self, person: str, day: date) -> Use:
        """Return the use of `person` on `day`, and of all in the month of `day`."""
        ...

    def add(self, person: str, day: date, *, questions: int = 0, tokens: int = 0) -> None:
        """Count in, and forget what is older than `KEPT_DAYS`."""
        ...

    def trouble(self, model: str) -> Trouble | None:
        """Return the latest failure of `model`, None where its latest call went well."""
        ...

    def note(self, model: str, trouble: Trouble | None) -> None:
        """Remember that `model` failed, or forget it."""
        ...


class Allowance:
    """The limits applied to one person on one day; `today` and `now` are the installation's."""

    def __init__(
        self, ledger: UseLedger, limits: Limits, now: Callable[[], datetime], today: date, person: str
    ) -> None:
        self._ledger = ledger
        self._limits = limits
        self._now = now
        self._today = today
        self._person = hashlib.sha256(person.strip().casefold().encode()).hexdigest()[:16]

    def take(self, model: str) -> None:
        """Count one question in.

        Raises:
            Unworded: the person's day or everyone's month is used up, or the model rests.
        """
        self.check(model)
        self._ledger.add(self._person, self._today, questions=1)

    def check(self, model: str) -> None:
        """Find out whether `model` may be asked, counting nothing.

        Raises:
            Unworded: as above.
        """
        if is_resting(self._ledger.trouble(model), self._now(), self._limits):
            raise Unworded(Excuse.RESTING)
        used = self._ledger.use(self._person, self._today)
        if 0 < self._limits.questions_a_day <= used.questions_today:
            raise Unworded(Excuse.QUOTA)
        if 0 < self._limits.tokens_a_month <= used.tokens_this_month:
            raise Unworded(Excuse.CEILING)

    def within(self, model: str, ask: Callable[[], Given]) -> Given:
        """Return what `model` gives to `ask`, counted in as one question; that it failed, or did not, is noted.

        Raises:
            Unworded: the allowance refuses, or the model fails.
        """
        self.take(model)
        try:
            found = ask()
        except Unworded as unworded:
            if unworded.excuse is not Excuse.STARTING:  # that is the machine's slowness, not the model's
                self.note(model, unworded.reason or unworded.excuse)
            raise
        self.note(model, None)
        return found

    def spend(self, tokens: int) -> None:
        """Count tokens in."""
        self._ledger.add(self._person, self._today, tokens=tokens)

    def note(self, model: str, reason: str | None) -> None:
        """Remember why `model` failed, None where it did not."""
        self._ledger.note(model, None if reason is None else Trouble(self._now(), reason))


def is_resting(trouble: Trouble | None, now: datetime, limits: Limits) -> bool:
    """Tell whether a model that failed is still left alone: so a dead one slows no answer but the first."""
    return trouble is not None and timedelta(0) <= now - trouble.at < timedelta(seconds=limits.rest_seconds)


class Rationed:
    """A writer within an allowance."""

    def __init__(self, writer: Writer, allowance: Allowance) -> None:
        self._writer = writer
        self._allowance = allowance

    @property
    def name(self) -> str:
        """The name of the model behind."""
        return self._writer.name

    def write(self, assignment: Assignment) -> Sequence[DraftSentence]:
        """Return what the model writes.

        Raises:
            Unworded: the allowance refuses, or the model fails, which is noted.
        """
        return self._allowance.within(self.name, lambda: self._writer.write(assignment))


class RationedPointer:
    """A pointer within an allowance; what it is asked counts as a question."""

    def __init__(self, pointer: Pointer, allowance: Allowance) -> None:
        self._pointer = pointer
        self._allowance = allowance

    @property
    def name(self) -> str:
        """The name of the model behind."""
        return self._pointer.name

    def point(self, lineup: Lineup) -> Sequence[str]:
        """Return what the model points out.

        Raises:
            Unworded: as above.
        """
        return self._allowance.within(self.name, lambda: self._pointer.point(lineup))
