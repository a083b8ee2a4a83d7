"""Decisions asked for and attached files in SQL, each in the order it came."""

from collections.abc import Iterable

from sqlalchemy import Connection

from plans.model import DecisionNeed, DecisionState, Evidence
from plans.stores import tables
from plans.stores.rows import Rows


class SqlDecisions:
    """The decisions that owners ask for."""

    def __init__(self, connection: Connection) -> None:
        self._rows = Rows(connection, DecisionNeed, tables.decisions)

    def get(self, decision_id: str) -> DecisionNeed | None:
        return self._rows.one(id=decision_id)

    def all(self) -> tuple[DecisionNeed, ...]:
        return self._rows.fetch(self._rows.query.order_by(tables.decisions.c.sequence))

    def about(self, nr: str) -> tuple[DecisionNeed, ...]:
        return self._rows.with_values("sequence", nr=nr)

    def untold(self, address: str | None = None) -> tuple[DecisionNeed, ...]:
        table = tables.decisions
        settled = table.c.state.in_((DecisionState.DECIDED, DecisionState.DECLINED))
        news = self._rows.query.where(settled, table.c.told_at.is_(None)).order_by(table.c.sequence)
        return self._rows.fetch(news if address is None else news.where(table.c.asked_by == address))

    def save(self, needs: Iterable[DecisionNeed]) -> None:
        self._rows.save(needs)


class SqlEvidence:
    """The files that are attached to replies."""

    def __init__(self, connection: Connection) -> None:
        self._rows = Rows(connection, Evidence, tables.evidence)

    def all(self) -> tuple[Evidence, ...]:
        return self._rows.fetch(self._rows.query.order_by(tables.evidence.c.sequence))

    def about(self, nr: str) -> tuple[Evidence, ...]:
        return self._rows.with_values("sequence", nr=nr)

    def save(self, evidence: Iterable[Evidence]) -> None:
        self._rows.save(evidence)
