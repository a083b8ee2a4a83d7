"""The audit trail in SQL: events are chained in memory and written together.

Whoever appends first holds the end of the trail until the transaction ends, so that no two events follow the same one,
and no two people get the same number: on SQLite by the transaction itself, on PostgreSQL by an advisory lock.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection, Text, bindparam, func, insert, select, text, type_coerce, update

from plans.audit import chained, disguised
from plans.model import AuditEvent
from plans.stores.prepared import fetched, written
from plans.stores.rows import Rows, every
from plans.stores.tables import pseudonyms
from plans.stores.tables import trail as table

_LOCK = 4_713_202  # any number, the same in every process, and not the one of `bot.upgrading`
_AT_ONCE: Final = 1000  # rows fetched at a time
_LAST: Final = every(AuditEvent, table).order_by(table.c.number.desc()).limit(1)
_FEW: Final = 8  # people whose numbers are looked up one by one


_ADD: Final = insert(table)
_NUMBER: Final = insert(pseudonyms)
_EVERYBODY: Final = select(pseudonyms.c.number, pseudonyms.c.address).where(pseudonyms.c.address.is_not(None))
_ONE: Final = select(pseudonyms.c.number, pseudonyms.c.address).where(pseudonyms.c.address == bindparam("sought"))


class SqlTrail:
    """What is appended is written when the transaction ends or somebody reads the trail."""

    def __init__(self, connection: Connection) -> None:
        self._rows = Rows(connection, AuditEvent, table)
        self._unwritten: list[AuditEvent] = []
        self._last: AuditEvent | None = None
        self._known = False
        self._numbers: dict[str, int] = {}
        self._new_people: list[dict[str, object]] = []
        self._everybody = False  # whether `_numbers` has all there are
        self._highest: int | None = None

    def append(self, at: datetime, actor: str, event: str, subject: str, **details: str) -> AuditEvent:
        if not self._known:
            self._hold_the_end()
            self._last, self._known = self.head(), True
        self._last = chained(
            self._last,
            at,
            actor=disguised(actor, self._number),
            event=event,
            subject=disguised(subject, self._number),
            details={name: disguised(value, self._number) for name, value in details.items()},
        )
        self._unwritten.append(self._last)
        return self._last

    def all(self) -> tuple[AuditEvent, ...]:
        self.write()
        return self._rows.with_values("number")

    def each(self) -> Iterator[AuditEvent | None]:
        self.write()
        # As it is stored: a row that somebody spoiled must not keep the others from being read.
        query = select(*(type_coerce(column, Text) for column in table.c)).order_by(table.c.number)
        for partition in self._rows.connection.execute(query).partitions(_AT_ONCE):
            yield from map(_read, partition)

    def people(self) -> dict[int, str]:
        self.write()
        return {row.number: row.address for row in self._rows.connection.execute(_EVERYBODY)}

    def forget(self, address: str) -> int | None:
        self.write()
        number = self._number(address) if address in self.people().values() else None
        same = pseudonyms.c.address == address
        self._rows.connection.execute(update(pseudonyms).where(same).values(address=None))
        self._numbers.pop(address, None)
        return number

    def number(self, address: str) -> int:
        """Return the number of the person, a new one where they have none."""
        self._hold_the_end()
        return self._number(address)

    def write(self) -> None:
        """Write what was appended, and who got a number."""
        if self._new_people:
            written(self._rows.connection, _NUMBER, self._new_people)
            self._new_people.clear()
        if self._unwritten:
            written(self._rows.connection, _ADD, [self._rows.row(event) for event in self._unwritten])
            self._unwritten.clear()

    def head(self) -> AuditEvent | None:
        return self._last or next(iter(self._rows.fetch(_LAST)), None)

    def _number(self, address: str) -> int:
        if address not in self._numbers:
            self._look_up(address)
        if address not in self._numbers:
            highest = self._highest
            if highest is None:
                highest = self._rows.connection.execute(select(func.max(pseudonyms.c.number))).scalar() or 0
            self._highest = self._numbers[address] = highest + 1
            self._new_people.append({"number": self._highest, "address": address})
        return self._numbers[address]

    def _look_up(self, address: str) -> None:
        """Find the number of one person, or of everybody once a few have been asked for."""
        if self._everybody:
            return
        self._everybody = len(self._numbers) >= _FEW
        query = _EVERYBODY if self._everybody else _ONE
        found = fetched(self._rows.connection, query, {} if self._everybody else {"sought": address})
        self._numbers = {known: number for number, known in found} | self._numbers

    def _hold_the_end(self) -> None:
        connection = self._rows.connection
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def _read(row: Iterable[object]) -> AuditEvent | None:
    """Return a row as it was stored as an event, None where it is none any more."""
    values = dict(zip(table.c.keys(), row, strict=True))
    at = values["at"]
    try:
        if not isinstance(at, datetime):
            at = datetime.fromisoformat(str(at))
        details = json.loads(str(values["details"]))
        if not all(isinstance(value, str) for value in (*details, *details.values())):
            return None
        number = int(str(values["number"]))
        words = {name: values[name] for name in ("actor", "event", "subject", "previous", "hash")}
        if not all(isinstance(word, str) for word in words.values()):
            return None
    except (ValueError, AttributeError):
        return None
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return AuditEvent(number=number, at=at, details=details, **words)  # type: ignore[arg-type]  # all are texts
