"""Decisions asked for and attached files in SQL, each in the order it came."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, bindparam, or_

from plans.model import DecisionNeed, DecisionState, Evidence
from plans.stores import tables
from plans.stores.rows import Rows, every

# Asked for by every tick, so made once.
_NEWS: Final = (
    every(DecisionNeed, tables.decisions)
    .where(
        or_(
            tables.decisions.c.state == DecisionState.DECIDED,
            tables.decisions.c.state == DecisionState.DECLINED,
        ),
        tables.decisions.c.told_at.is_(None),
    )
    .order_by(tables.decisions.c.sequence)
)
_NEWS_OF_ONE: Final = _NEWS.where(tables.decisions.c.asked_by == bindparam("one"))


class SqlDecisions:
    """The decisions that owners ask for."""

    def __init__(self, connection: Connection) -> None:
        self._rows = Rows(connection, DecisionNeed, tables.decisions)

    def get(self, decision_id: str) -> DecisionNeed | None:
        return self._rows.one(id=decision_id)

    def all(self) -> tuple[DecisionNeed, ...]:
        return self._rows.with_values("sequence")

    def about(self, nr: str) -> tuple[DecisionNeed, ...]:
        return self._rows.with_values("sequence", nr=nr)

    def untold(self, address: str | None = None) -> tuple[DecisionNeed, ...]:
        return self._rows.fetch(_NEWS) if address is None else self._rows.fetch(_NEWS_OF_ONE, {"one": address})

    def save(self, needs: Iterable[DecisionNeed]) -> None:
        self._rows.save(needs)


class SqlEvidence:
    """The files that are attached to replies."""

    def __init__(self, connection: Connection) -> None:
        self._rows = Rows(connection, Evidence, tables.evidence)

    def all(self) -> tuple[Evidence, ...]:
        return self._rows.with_values("sequence")

    def about(self, nr: str) -> tuple[Evidence, ...]:
        return self._rows.with_values("sequence", nr=nr)

    def save(self, evidence: Iterable[Evidence]) -> None:
        self._rows.save(evidence)
