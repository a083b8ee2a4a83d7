"""The year's script: what happens in the example, who says what and when (``year.toml``), read and checked.

It decides nothing about how the year is played or what the program makes of a reply. The files of the example lie
beside this module.
"""

import tomllib
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from plans.model import Person, Role
from retrieval.model import DocumentState, DocumentType

FOLDER = Path(__file__).parent
ZONE = ZoneInfo("Europe/Stockholm")  # where the example is set


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ExampleDocument(_Row):
    """A document of the example, with what `handslag ingest` is told about it."""

    file: str
    type: DocumentType
    state: DocumentState
    valid_from: date | None = None
    valid_to: date | None = None
    supersedes: str | None = None

    @property
    def path(self) -> Path:
        """Where it lies."""
        return FOLDER / self.file


class Cast(_Row):
    """Somebody in the example."""

    address: str
    name: str
    role: Role
    language: Literal["sv", "en"]
    organisation: str

    @property
    def person(self) -> Person:
        """The person as the plan knows people."""
        return Person(
            address=self.address,
            name=self.name,
            role=self.role,
            language=self.language,
            organisation=self.organisation,
        )


class _Event(_Row):
    at: AwareDatetime
    note: str | None = None  # demo.note.<note>: one line of explanation

    @property
    def named(self) -> tuple[str, ...]:
        """The addresses of everybody the event speaks of."""
        return ()


class Scene(_Event):
    """A new scene begins; heading and narration are demo.scene.<scene>."""

    kind: Literal["scene"]
    scene: str


class Ingest(_Event):
    """The documents are read."""

    kind: Literal["ingest"]


class ShowGaps(_Event):
    """The gap analysis is shown."""

    kind: Literal["show_gaps"]


class _ByPerson(_Event):
    who: str

    @property
    def named(self) -> tuple[str, ...]:
        """The address of the one who acts."""
        return (self.who,)


class Ask(_ByPerson):
    """Somebody asks a question."""

    kind: Literal["ask"]
    question: str


class ImportPlan(_ByPerson):
    """The coordinator reads the plan in."""

    kind: Literal["import_plan"]


class OpenCycle(_ByPerson):
    """The coordinator opens the follow-up."""

    kind: Literal["open_cycle"]
    due: date
    cut_off: date


class Away(_ByPerson):
    """Somebody is away, from the first day to the last, both included."""

    kind: Literal["absence"]
    first: date
    last: date
    substitute: str

    @property
    def named(self) -> tuple[str, ...]:
        """Who is away and who steps in."""
        return (self.who, self.substitute)


class Say(_ByPerson):
    """Somebody writes to the bot, and it is no reply about an action."""

    kind: Literal["say"]
    text: str


class Report(_ByPerson):
    """The coordinator has the summary written."""

    kind: Literal["report"]


class Step(_Row):
    """What follows on a reply: by the writer, or by `who`."""

    do: Literal["confirm", "change", "clarify", "hand_over", "accept", "decline"]
    at: AwareDatetime
    who: str | None = None
    text: str | None = None  # of change and clarify
    to: str | None = None  # of hand_over

    @model_validator(mode="after")
    def _whole(self) -> "Step":
        if (self.text is not None) != (self.do in {"change", "clarify"}):
            raise ValueError(f"a step {self.do!r} needs a text when it is change or clarify, and only then")
        if (self.to is not None) != (self.do == "hand_over"):
            raise ValueError(f"a step {self.do!r} names a receiver in `to` when it is hand_over, and only then")
        return self


class Reply(_ByPerson):
    """An owner writes about an action; `then` is what follows, and without a confirmation nothing counts."""

    kind: Literal["reply"]
    nr: str
    text: str
    corrects: bool = False
    then: tuple[Step, ...] = ()

    @property
    def named(self) -> tuple[str, ...]:
        """The writer and everybody in the steps."""
        others = (address for step in self.then for address in (step.who, step.to) if address)
        return (self.who, *others)


Event = Annotated[
    Scene | Ingest | Ask | ImportPlan | OpenCycle | Away | Reply | Say | ShowGaps | Report,
    Field(discriminator="kind"),
]


class Script(_Row):
    """The whole example year, in the order it is played."""

    year: int
    plan: str
    documents: tuple[ExampleDocument, ...]
    people: tuple[Cast, ...]
    events: tuple[Event, ...]

    @property
    def plan_path(self) -> Path:
        """Where the plan lies."""
        return FOLDER / self.plan

    @property
    def replies(self) -> tuple[Reply, ...]:
        """Everything the owners write about their actions, in order."""
        return tuple(event for event in self.events if isinstance(event, Reply))

    @property
    def cycle(self) -> OpenCycle:
        """The opening of the year's follow-up."""
        return next(event for event in self.events if isinstance(event, OpenCycle))

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of everybody in the example, by address."""
        return {cast.address: cast.name for cast in self.people}

    def check_actions(self, known: Iterable[str]) -> None:
        """Refuse the script when it speaks of an action that the plan, with the numbers `known`, does not have.

        Raises:
            ValueError: with the unknown numbers.
        """
        if unknown := sorted({reply.nr for reply in self.replies} - set(known)):
            raise ValueError(f"the plan {self.plan!r} has no action {', '.join(unknown)}: correct the script")

    @model_validator(mode="after")
    def _adds_up(self) -> "Script":
        if faults := tuple(_faults(self)):
            raise ValueError("; ".join(faults))
        return self


def load_script(path: Path = FOLDER / "year.toml") -> Script:
    """Read the script.

    Raises:
        pydantic.ValidationError: it has an unknown field or person, or its times run backwards; all faults at once.
    """
    return Script.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


def _faults(script: Script) -> Iterator[str]:
    known = {cast.address for cast in script.people}
    for event in script.events:
        yield from (f"{event.at}: nobody has the address {found!r}" for found in event.named if found not in known)
    for file in (script.plan, *(document.file for document in script.documents)):
        if not (FOLDER / file).is_file():
            yield f"there is no file {file!r} beside the script"
    moments = tuple(_moments(script))
    yield from (
        f"{later} comes after {earlier}: put the events in order"
        for earlier, later in pairwise(moments)
        if later < earlier
    )
    yield from (f"{moment} has not the offset of {ZONE} on that day" for moment in moments if not _local(moment))
    if sum(isinstance(event, OpenCycle) for event in script.events) != 1:
        yield "there must be exactly one open_cycle"


def _moments(script: Script) -> Iterator[datetime]:
    for event in script.events:
        yield event.at
        if isinstance(event, Reply):
            yield from (step.at for step in event.then)


def _local(moment: datetime) -> bool:
    return moment.utcoffset() == moment.astimezone(UTC).astimezone(ZONE).utcoffset()
