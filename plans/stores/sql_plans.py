"""What the actions hang on, in SQL: strategies, the plan of each scope, and who was tied to an action when."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, delete, insert, select

from plans.model import ActionPlan, Assignment, Strategy
from plans.stores import tables
from plans.stores.rows import Rows
from plans.stores.upserting import upsert

_AT_ONCE = 500  # numbers in one statement; databases take a few thousand at most


class SqlPlans:
    """The strategies, plans and assignments on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._assignments = Rows(connection, Assignment, tables.assignments)

    def strategies(self) -> tuple[Strategy, ...]:
        """Return what was read and what was confirmed, by document, the confirmed one last."""
        found = self._connection.execute(select(tables.strategies.c.body)).scalars()
        return tuple(sorted(found, key=lambda strategy: (strategy.key, strategy.is_confirmed)))

    def save_strategy(self, strategy: Strategy) -> None:
        """Keep a strategy as it was read, or as it was confirmed."""
        row = {"document": strategy.key, "confirmed": strategy.is_confirmed, "body": strategy}
        upsert(self._connection, tables.strategies, [row])

    def all(self) -> tuple[ActionPlan, ...]:
        """Return the plans that a person has said something of, by scope."""
        found = self._connection.execute(select(tables.action_plans.c.body)).scalars()
        return tuple(sorted(found, key=lambda plan: plan.scope or ""))

    def save(self, plan: ActionPlan) -> None:
        """Keep what is said of a scope's plan."""
        upsert(self._connection, tables.action_plans, [{"scope": plan.scope or "", "body": plan}])

    def assignments(self, nr: str | None = None) -> tuple[Assignment, ...]:
        """Return who has been tied to one action, or to any."""
        if nr is not None:
            return self._assignments.with_values("number", nr=nr)
        # Sorted by Python: databases order text by their own rules, and the sort is stable.
        return tuple(sorted(self._assignments.with_values("number"), key=lambda assignment: assignment.nr))

    def save_assignments(self, histories: Mapping[str, Iterable[Assignment]]) -> None:
        """Replace the whole history of each action, by its number."""
        table, numbers = tables.assignments, list(histories)
        for start in range(0, len(numbers), _AT_ONCE):
            self._connection.execute(delete(table).where(table.c.nr.in_(numbers[start : start + _AT_ONCE])))
        rows = [
            {"number": number} | self._assignments.row(assignment)
            for history in histories.values()
            for number, assignment in enumerate(history)
        ]
        if rows:
            self._connection.execute(insert(table), rows)
