"""The tables: typed columns where something is asked for by them, exact JSON text where not. No query lives here.

Columns carry the names of the fields in ``plans/model/``. `HEAD` is the revision of these tables; a change here
needs a new revision under ``migrations/versions/`` (a contract test compares the two), and ``bot/upgrading.py`` brings
databases to it.
"""

from datetime import UTC, datetime
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    text,
)

from plans.encoding import Encoded, canonical, decoder
from plans.model import (
    Action,
    ActionPlan,
    AssignmentRole,
    CycleState,
    DecisionState,
    DispatchState,
    GapKind,
    GapState,
    Reading,
    RequestState,
    Role,
    SettingLevel,
    Severity,
    Snapshot,
    Strategy,
)

HEAD: Final = "0009"
VERSION_TABLE: Final = "plans_version"
MIGRATIONS: Final = Path(__file__).parent / "migrations" / "versions"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)


class Utc(TypeDecorator[datetime]):
    """A time in UTC, aware both ways; SQLite alone would give it back naive."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Take an aware time; a naive one is a fault in the program."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"the time {value!r} has no zone: pass aware times only")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Give an aware time in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Code(TypeDecorator[Any]):
    """A member of an enum, stored as its code."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[Enum]) -> None:
        super().__init__()
        self.kind = kind
        self._members = {member.value: member for member in kind}

    def process_bind_param(self, value: Enum | None, _dialect: Dialect) -> str | None:
        """Store the code."""
        return None if value is None else str(value.value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Enum | None:
        """Give the member back; an unknown code raises `KeyError`, for the rows are then newer than the program."""
        return None if value is None else self._members[value]


class Exact(TypeDecorator[Any]):
    """A frozen value as canonical JSON text, the same on every database, so that it comes back exactly."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: Any, remembered: int = 0) -> None:  # noqa: ANN401 - a type as typing hands it out, also tuples
        super().__init__()
        self.kind = kind
        self.remembered = remembered
        # The same text is the same frozen value, and reading a plan's actions is most of what a tick does.
        self._decode = lru_cache(remembered)(decoder(kind)) if remembered else decoder(kind)

    def process_bind_param(self, value: object, _dialect: Dialect) -> str | None:
        """Store JSON text; SQL null for None."""
        if isinstance(value, Encoded):
            return str(value)
        return None if value is None else canonical(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Any:  # noqa: ANN401 - the kind's own value
        """Give the value back."""
        return None if value is None else self._decode(value)


def _sequence() -> Column[int]:
    """Return the column that keeps the order in which rows came."""
    return Column("sequence", Integer, primary_key=True, autoincrement=True)


def _needed(name: str, kind: Any, *constraints: Any, **options: Any) -> Column[Any]:  # noqa: ANN401 - as Column takes them
    return Column(name, kind, *constraints, nullable=False, **options)


ACTION_BODY: Final = Exact(Action, remembered=12_000)

actions = Table(
    "actions",
    metadata,
    Column("nr", Text, primary_key=True),
    _needed("position", Integer),
    Column("aspect", Text),
    Column("area", Text),
    _needed("body", ACTION_BODY),
)

people = Table(
    "people",
    metadata,
    Column("address", Text, primary_key=True),
    Column("name", Text),
    _needed("role", Code(Role)),
    Column("language", Text),
    Column("organisation", Text),
    Column("slack", Text),
    Column("teams", Text),
    _needed("areas", Exact(tuple[str, ...]), server_default="[]"),
)

absences = Table(
    "absences",
    metadata,
    Column("address", Text, primary_key=True),
    Column("first", Date, primary_key=True),
    _needed("last", Date),
    Column("substitute", Text),
)

cycles = Table(
    "cycles",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    _needed("state", Code(CycleState)),
    _needed("opens", Date),
    _needed("due", Date),
    _needed("cut_off", Date),
    Column("opened_at", Utc),
    Column("compiled_at", Utc),
)

requests = Table(
    "requests",
    metadata,
    _sequence(),
    _needed("id", Text, unique=True),
    _needed("year", Integer, ForeignKey("cycles.year"), index=True),
    _needed("nr", Text, ForeignKey("actions.nr"), index=True),
    Column("addressee", Text),
    _needed("due", Date),
    _needed("state", Code(RequestState)),
    _needed("created_at", Utc),
    Column("sent_at", Utc),
    Column("answered_at", Utc),
    Column("update_id", Text),
    Column("replaces", Text),
    Column("reason", Text),
    Column("snoozed_until", Date),
    _needed("snoozes", Integer),
    # Nobody is asked twice about one action in one cycle, whoever opens or hands over at the same moment.
    Index(
        "uq_requests_live",
        "year",
        "nr",
        unique=True,
        sqlite_where=text("state NOT IN ('reassigned', 'cancelled')"),
        # PostgreSQL's condition stands in the migration alone: naming it here would load its dialect at every start.
    ),
)

drafts = Table(
    "drafts",
    metadata,
    Column("author", Text, primary_key=True),
    Column("nr", Text, ForeignKey("actions.nr"), primary_key=True),
    _needed("id", Text, unique=True),
    _needed("text", Text),
    _needed("reading", Exact(Reading)),
    _needed("received_at", Utc),
    Column("request_id", Text),
    Column("corrects", Text),
)

updates = Table(
    "updates",
    metadata,
    _sequence(),
    _needed("id", Text, unique=True),
    _needed("year", Integer, index=True),
    _needed("nr", Text, ForeignKey("actions.nr"), index=True),
    _needed("text", Text),
    _needed("reading", Exact(Reading)),
    _needed("author", Text),
    _needed("received_at", Utc),
    _needed("confirmed_by", Text),
    _needed("confirmed_at", Utc),
    _needed("parser", Text),
    _needed("late", Boolean),
    Column("request_id", Text),
    Column("corrects", Text, ForeignKey("updates.id")),
)

decisions = Table(
    "decisions",
    metadata,
    _sequence(),
    _needed("id", Text, unique=True),
    _needed("nr", Text, ForeignKey("actions.nr"), index=True),
    _needed("year", Integer, index=True),
    _needed("update_id", Text, ForeignKey("updates.id"), index=True),
    _needed("text", Text),
    _needed("asked_at", Utc),
    _needed("state", Code(DecisionState)),
    Column("outcome", Text),
    Column("settled_by", Text),
    Column("settled_at", Utc),
    Column("asked_by", Text, index=True),
    Column("told_at", Utc),
)

evidence = Table(
    "evidence",
    metadata,
    _sequence(),
    _needed("id", Text, unique=True),
    _needed("nr", Text, ForeignKey("actions.nr"), index=True),
    _needed("name", Text),
    _needed("sha256", Text, index=True),
    _needed("size", Integer),
    _needed("added_by", Text),
    _needed("added_at", Utc),
    Column("year", Integer),
    Column("update_id", Text, ForeignKey("updates.id")),
)

delegations = Table(
    "delegations",
    metadata,
    _sequence(),
    _needed("id", Text, unique=True),
    _needed("nr", Text, ForeignKey("actions.nr")),
    _needed("year", Integer, index=True),
    _needed("giver", Text),
    _needed("receiver", Text),
    _needed("offered_at", Utc),
    Column("accepted", Boolean),
    Column("answered_at", Utc),
    Column("expired_at", Utc),
)

settings = Table(
    "settings",
    metadata,
    Column("level", Code(SettingLevel), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    _needed("value", Text),
)

dispatches = Table(
    "dispatches",
    metadata,
    _sequence(),
    _needed("key", Text, unique=True),
    _needed("to", Text),
    _needed("text_key", Text),
    _needed("values", Exact(dict[str, str], remembered=12_000)),
    _needed("nrs", Exact(tuple[str, ...], remembered=12_000)),
    Column("year", Integer, index=True),
    _needed("rule", Text),
    _needed("step", Text),
    _needed("why", Text),
    _needed("at", Utc, index=True),
    _needed("channel", Text),
    _needed("state", Code(DispatchState)),
    Column("sent_at", Utc),
    Index("ix_dispatches_state_at_key", "state", "at", "key"),
    Index("ix_dispatches_state_year", "state", "year"),
    Index("ix_dispatches_to_at", "to", "at"),
)

trail = Table(
    "trail",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    _needed("at", Utc),
    _needed("actor", Text),
    _needed("event", Text),
    _needed("subject", Text),
    _needed("details", Exact(dict[str, str])),
    _needed("previous", Text),
    _needed("hash", Text),
)

# An erased person keeps the number, which no one else gets, and loses the address.
pseudonyms = Table(
    "pseudonyms",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("address", Text, unique=True),
)

snapshots = Table(
    "snapshots",
    metadata,
    _sequence(),
    _needed("id", Text, unique=True),
    _needed("year", Integer, index=True),
    _needed("taken_at", Utc),
    _needed("body", Exact(Snapshot)),
)

strategy = Table(
    "strategy",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    _needed("title", Text),
)

areas = Table(
    "areas",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    _needed("aspect", Text),
    _needed("area", Text),
    _needed("challenges", Exact(tuple[str, ...])),
)

# Both what was read from a document and what a person has confirmed are kept, each in its own row.
strategies = Table(
    "strategies",
    metadata,
    Column("document", Text, primary_key=True),
    Column("confirmed", Boolean, primary_key=True),
    _needed("body", Exact(Strategy)),
)

action_plans = Table(
    "action_plans",
    metadata,
    Column("scope", Text, primary_key=True),  # "" for a plan that is not divided
    _needed("body", Exact(ActionPlan)),
)

assignments = Table(
    "assignments",
    metadata,
    Column("nr", Text, ForeignKey("actions.nr"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    _needed("role", Code(AssignmentRole)),
    _needed("who", Text, index=True),
    Column("first", Date),
    Column("last", Date),
)

gap_marks = Table(
    "gap_marks",
    metadata,
    _sequence(),
    _needed("kind", Code(GapKind)),
    _needed("subject", Text),
    _needed("item", Text),
    _needed("state", Code(GapState)),
    _needed("reason", Text),
    _needed("rests_on", Text),
    _needed("by", Text),
    _needed("at", Utc),
)

gap_notes = Table(
    "gap_notes",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    _needed("text", Text),
    _needed("by", Text),
    _needed("at", Utc),
    _needed("severity", Code(Severity)),
    Column("aspect", Text),
    Column("area", Text),
    Column("scope", Text),
    Column("remedy", Text),
)

gaps_found = Table(
    "gaps_found",
    metadata,
    _sequence(),
    _needed("id", Text, unique=True),
    _needed("kind", Code(GapKind)),
    _needed("subject", Text),
    _needed("item", Text),
    _needed("severity", Code(Severity)),
    _needed("values", Exact(dict[str, str])),
    _needed("found_at", Utc),
    Column("closed_at", Utc),
)

report_versions = Table(
    "report_versions",
    metadata,
    Column("year", Integer, ForeignKey("cycles.year"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    _needed("snapshot", Text, ForeignKey("snapshots.id")),
    _needed("language", Text),
    _needed("content_hash", Text),
    _needed("approved_by", Text),
    _needed("approved_at", Utc),
    Column("reason", Text),
    Column("presented_at", Utc),
    Column("archived_at", Utc),
)

report_comments = Table(
    "report_comments",
    metadata,
    Column("year", Integer, ForeignKey("cycles.year"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    _needed("version", Integer),
    _needed("section", Text),
    _needed("text", Text),
    _needed("author", Text),
    _needed("at", Utc),
    Column("outcome", Text),
    Column("settled_by", Text),
    Column("settled_at", Utc),
)
