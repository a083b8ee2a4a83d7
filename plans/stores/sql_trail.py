"""The audit trail in SQL: events are chained in memory and written together.

Whoever appends first holds the end of the trail until the transaction ends, so that no two events follow the same one:
on SQLite by the transaction itself, on PostgreSQL by an advisory lock.
"""

from datetime import datetime

from sqlalchemy import Connection, insert, text

from plans.audit import chained
from plans.model import AuditEvent
from plans.stores.rows import Rows
from plans.stores.tables import trail as table

_LOCK = 4_713_202  # any number, the same in every process, and not the one of `bot.upgrading`


class SqlTrail:
    """What is appended is written when the transaction ends or somebody reads the trail."""

    def __init__(self, connection: Connection) -> None:
        self._rows = Rows(connection, AuditEvent, table)
        self._unwritten: list[AuditEvent] = []
        self._last: AuditEvent | None = None
        self._known = False

    def append(self, at: datetime, actor: str, event: str, subject: str, **details: str) -> AuditEvent:
        if not self._known:
            self._hold_the_end()
            self._last, self._known = self.head(), True
        self._last = chained(self._last, at, actor=actor, event=event, subject=subject, details=details)
        self._unwritten.append(self._last)
        return self._last

    def all(self) -> tuple[AuditEvent, ...]:
        self.write()
        return self._rows.fetch(self._rows.query.order_by(table.c.number))

    def write(self) -> None:
        """Write what was appended."""
        if self._unwritten:
            rows = [self._rows.row(event) for event in self._unwritten]
            self._rows.connection.execute(insert(table), rows)
            self._unwritten.clear()

    def head(self) -> AuditEvent | None:
        return self._last or self._rows.first(self._rows.query.order_by(table.c.number.desc()))

    def _hold_the_end(self) -> None:
        connection = self._rows.connection
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
