"""The store in SQL: SQLite on one machine, PostgreSQL when that is outgrown, the same code.

A ledger is one database transaction. The engine is handed in (``bot/database.py`` opens it: on SQLite a writing
transaction begins at once, so that nothing read in it can be changed by others before it ends). On PostgreSQL a cycle
that is held is locked for update.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, Select, bindparam, delete, insert, select

from plans.encoding import Encoded
from plans.model import (
    Absence,
    Action,
    Delegation,
    Draft,
    Person,
    PriorityArea,
    ReportingCycle,
    Role,
    Setting,
    Snapshot,
    StatusUpdate,
    UpdateRequest,
)
from plans.refusals import PlanRefusal
from plans.stores import tables
from plans.stores.base import Ledger
from plans.stores.prepared import fetched, written
from plans.stores.rows import Rows, every
from plans.stores.sql_asked import SqlDecisions, SqlEvidence
from plans.stores.sql_dispatches import SqlDispatches
from plans.stores.sql_gaps import SqlGaps
from plans.stores.sql_plans import SqlPlans
from plans.stores.sql_reports import SqlReports
from plans.stores.sql_trail import SqlTrail
from plans.stores.upserting import insert_new, upsert


class SqlStore:
    """A store in the database of `engine`, whose tables are up to date."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def transaction(self) -> Iterator[Ledger]:
        """Open a transaction that may write."""
        with self._engine.begin() as connection:
            ledger = SqlLedger(connection)
            yield ledger
            ledger.trail.write()

    @contextmanager
    def reading(self) -> Iterator[Ledger]:
        """Open a consistent view that keeps no writer waiting."""
        with self._engine.connect() as connection:
            if connection.in_transaction():  # part of something larger: what that has written is seen
                yield SqlLedger(connection)
                return
            if connection.dialect.name == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            yield SqlLedger(connection.execution_options(reading=True))


class SqlLedger:
    """One transaction on one connection."""

    def __init__(self, connection: Connection) -> None:
        self.actions = _Actions(connection)
        self.people = _People(connection)
        self.cycles = _Cycles(connection)
        self.updates = _Updates(connection)
        self.decisions = SqlDecisions(connection)
        self.evidence = SqlEvidence(connection)
        self.delegations = _Delegations(connection)
        self.dispatches = SqlDispatches(connection)
        self.settings = _Settings(connection)
        self.trail = SqlTrail(connection)
        self.summaries = _Summaries(connection)
        self.plans = SqlPlans(connection)
        self.gaps = SqlGaps(connection)
        self.reports = SqlReports(connection)


_IN_ORDER = (tables.actions.c.position, tables.actions.c.nr)
_ACTION = select(tables.actions.c.body).where(tables.actions.c.nr == bindparam("sought"))
_ACTIONS = select(tables.actions.c.body).order_by(*_IN_ORDER)
_PLACES = select(tables.actions.c.nr, tables.actions.c.aspect, tables.actions.c.area).order_by(*_IN_ORDER)


class _Actions:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, nr: str) -> Action | None:
        return next(iter(self._read(_ACTION, {"sought": nr})), None)

    def all(self) -> tuple[Action, ...]:
        return tuple(self._read(_ACTIONS))

    def places(self) -> dict[str, tuple[str | None, str | None]]:
        return {nr: (aspect, area) for nr, aspect, area in fetched(self._connection, _PLACES)}

    def save(self, actions: Iterable[Action]) -> None:
        upsert(self._connection, tables.actions, [_action_row(action) for action in actions])

    def _read(self, query: Select[tuple[Action]], values: Mapping[str, object] | None = None) -> Iterator[Action]:
        read, dialect = tables.ACTION_BODY.process_result_value, self._connection.dialect
        return (read(body, dialect) for (body,) in fetched(self._connection, query, values))


def _action_row(action: Action) -> dict[str, object]:
    return {
        "nr": action.nr,
        "position": action.position,
        "aspect": action.aspect,
        "area": action.area,
        "body": action,
    }


# Nobody else turns to actors and owners.
_IN_CHARGE = every(Person, tables.people).where(tables.people.c.role != Role.ACTOR, tables.people.c.role != Role.OWNER)


class _People:
    def __init__(self, connection: Connection) -> None:
        self._people = Rows(connection, Person, tables.people)
        self._absences = Rows(connection, Absence, tables.absences)

    def get(self, address: str) -> Person | None:
        return self._people.one(address=address)

    def all(self) -> tuple[Person, ...]:
        # Sorted here: databases order text by their own rules.
        return tuple(sorted(self._people.with_values(), key=lambda person: person.address))

    def in_charge(self) -> tuple[Person, ...]:
        return tuple(sorted(self._people.fetch(_IN_CHARGE), key=lambda person: person.address))

    def save(self, people: Iterable[Person]) -> None:
        self._people.save(people)

    def absences(self) -> tuple[Absence, ...]:
        found = self._absences.with_values()
        return tuple(sorted(found, key=lambda absence: (absence.address, absence.first)))

    def save_absence(self, absence: Absence) -> None:
        self._absences.save([absence])


_HELD = every(ReportingCycle, tables.cycles).where(tables.cycles.c.year == bindparam("sought")).with_for_update()


class _Cycles:
    def __init__(self, connection: Connection) -> None:
        self._cycles = Rows(connection, ReportingCycle, tables.cycles)
        self._requests = Rows(connection, UpdateRequest, tables.requests)

    def get(self, year: int) -> ReportingCycle | None:
        return self._cycles.one(year=year)

    def hold(self, year: int) -> ReportingCycle | None:
        if self._cycles.connection.get_execution_options().get("reading", False):
            return self.get(year)
        return next(iter(self._cycles.fetch(_HELD, {"sought": year})), None)

    def all(self) -> tuple[ReportingCycle, ...]:
        return self._cycles.with_values("year")

    def save(self, cycle: ReportingCycle) -> None:
        self._cycles.save([cycle])

    def requests(self, year: int) -> tuple[UpdateRequest, ...]:
        return self._requests.with_values("sequence", year=year)

    def about(self, nr: str) -> tuple[UpdateRequest, ...]:
        return self._requests.with_values("sequence", nr=nr)

    def save_requests(self, requests: Iterable[UpdateRequest]) -> None:
        self._requests.save(requests)


_DROP_DRAFT = delete(tables.drafts).where(tables.drafts.c.id == bindparam("dropped"))
_ADD_UPDATE = insert(tables.updates)


class _Updates:
    def __init__(self, connection: Connection) -> None:
        self._drafts = Rows(connection, Draft, tables.drafts)
        self._updates = Rows(connection, StatusUpdate, tables.updates)

    def draft(self, author: str, nr: str) -> Draft | None:
        return self._drafts.one(author=author, nr=nr)

    def unconfirmed(self) -> tuple[Draft, ...]:
        return self._drafts.with_values("received_at", "id")

    def drafts(self, author: str) -> tuple[Draft, ...]:
        return self._drafts.with_values("received_at", "id", author=author)

    def save_draft(self, draft: Draft) -> None:
        self._drafts.save([draft])

    def drop_draft(self, draft_id: str) -> None:
        written(self._drafts.connection, _DROP_DRAFT, [{"dropped": draft_id}])

    def add(self, update: StatusUpdate) -> None:
        if self._updates.one(id=update.id):
            raise PlanRefusal("plans.update_exists", id=repr(update.id))
        written(self._updates.connection, _ADD_UPDATE, [self._updates.row(update)])

    def all(self, year: int | None = None) -> tuple[StatusUpdate, ...]:
        return self._updates.with_values("sequence", **({} if year is None else {"year": year}))

    def about(self, nr: str) -> tuple[StatusUpdate, ...]:
        return self._updates.with_values("sequence", nr=nr)


_OFFERED = (
    every(Delegation, tables.delegations)
    .where(
        tables.delegations.c.year == bindparam("of"),
        tables.delegations.c.accepted.is_(None),
        tables.delegations.c.expired_at.is_(None),
    )
    .order_by(tables.delegations.c.sequence)
)


class _Delegations:
    def __init__(self, connection: Connection) -> None:
        self._rows = Rows(connection, Delegation, tables.delegations)

    def get(self, delegation_id: str) -> Delegation | None:
        return self._rows.one(id=delegation_id)

    def all(self, year: int) -> tuple[Delegation, ...]:
        return self._rows.with_values("sequence", year=year)

    def about(self, nr: str) -> tuple[Delegation, ...]:
        return self._rows.with_values("sequence", nr=nr)

    def waiting(self, year: int) -> tuple[Delegation, ...]:
        return self._rows.fetch(_OFFERED, {"of": year})

    def save(self, delegation: Delegation) -> None:
        self._rows.save([delegation])


class _Settings:
    def __init__(self, connection: Connection) -> None:
        self._rows = Rows(connection, Setting, tables.settings)

    def all(self) -> tuple[Setting, ...]:
        found = self._rows.with_values()
        return tuple(sorted(found, key=lambda setting: (setting.level, setting.key, setting.name)))

    def save(self, setting: Setting) -> None:
        self._rows.save([setting])

    def drop(self, setting: Setting) -> None:
        table = tables.settings
        same = (table.c.level == setting.level, table.c.key == setting.key, table.c.name == setting.name)
        self._rows.connection.execute(delete(table).where(*same))


class _Summaries:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._areas = Rows(connection, PriorityArea, tables.areas)

    def snapshot(self, year: int) -> Snapshot | None:
        return next(iter(self._found(year, limit=1)), None)

    def snapshots(self, year: int) -> tuple[Snapshot, ...]:
        return tuple(reversed(self._found(year)))

    def _found(self, year: int, limit: int | None = None) -> tuple[Snapshot, ...]:
        table = tables.snapshots
        query = select(table.c.body).where(table.c.year == year).order_by(table.c.sequence.desc()).limit(limit)
        return tuple(self._connection.execute(query).scalars())

    def save_snapshot(self, snapshot: Snapshot, text: Encoded | None = None) -> None:
        row = {"id": snapshot.id, "year": snapshot.year, "taken_at": snapshot.taken_at, "body": text or snapshot}
        insert_new(self._connection, tables.snapshots, [row], tables.snapshots.c.id)

    def areas(self) -> tuple[PriorityArea, ...]:
        return self._areas.with_values("position")

    def save_areas(self, strategy_title: str, areas: Iterable[PriorityArea]) -> None:
        self._connection.execute(delete(tables.areas))
        upsert(self._connection, tables.areas, [{"position": n} | self._areas.row(a) for n, a in enumerate(areas)])
        upsert(self._connection, tables.strategy, [{"position": 0, "title": strategy_title}])

    def strategy_title(self) -> str | None:
        return self._connection.execute(select(tables.strategy.c.title)).scalar_one_or_none()
