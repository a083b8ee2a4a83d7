"""Messages in SQL: each queued once by its key, and found by person, action and time."""

import re
from collections.abc import Iterable
from datetime import datetime
from functools import cache

from sqlalchemy import BindParameter, Connection, Select, Text, bindparam, type_coerce

from plans.encoding import canonical
from plans.model import Dispatch, DispatchState
from plans.stores import tables
from plans.stores.rows import Rows, every
from plans.stores.upserting import insert_new


# Built once each, as in ``rows.py``: every message that is sent asks both. A set of values has a place for each.
@cache
def _since(people: int | None) -> Select[tuple[object, ...]]:
    table = tables.dispatches
    query = every(Dispatch, table).where(table.c.at >= bindparam("at")).order_by(table.c.sequence)
    return query if people is None else query.where(table.c.to.in_(_places("person", people)))


@cache
def _queued(only: tuple[str, ...], channels: int) -> Select[tuple[object, ...]]:
    table = tables.dispatches
    narrower = {
        "until": table.c.at <= bindparam("until"),
        "channels": table.c.channel.in_(_places("channel", channels)),
        "to": table.c.to == bindparam("to"),
    }
    waiting = every(Dispatch, table).where(table.c.state == DispatchState.QUEUED, *(narrower[name] for name in only))
    oldest = waiting.order_by(table.c.at, table.c.key).limit(bindparam("limit"))
    return oldest.with_for_update(skip_locked=True)


def _places(name: str, many: int) -> list[BindParameter[str]]:
    return [bindparam(f"{name}{place}") for place in range(many)]


def _placed(name: str, values: frozenset[str] | None) -> dict[str, object]:
    return {f"{name}{place}": value for place, value in enumerate(sorted(values or ()))}


_ESCAPED = re.compile("[/%_]")  # what means something to LIKE
_UNSENT = (
    every(Dispatch, tables.dispatches)
    .where(
        tables.dispatches.c.state == DispatchState.QUEUED,
        tables.dispatches.c.year == bindparam("of"),
        type_coerce(tables.dispatches.c.nrs, Text).contains(bindparam("about"), escape="/"),
    )
    .order_by(tables.dispatches.c.sequence)
)


class SqlDispatches:
    """The dispatches on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._rows = Rows(connection, Dispatch, tables.dispatches)

    def add(self, dispatch: Dispatch) -> bool:
        """Queue a message; tell whether its key is new."""
        return bool(self.add_all([dispatch]))

    def add_all(self, dispatches: Iterable[Dispatch]) -> tuple[Dispatch, ...]:
        """Queue those of many messages whose keys are new, and return them."""
        by_key: dict[str, Dispatch] = {}
        for dispatch in dispatches:
            by_key.setdefault(dispatch.key, dispatch)
        rows = [self._rows.row(dispatch) for dispatch in by_key.values()]
        added = insert_new(self._rows.connection, tables.dispatches, rows, tables.dispatches.c.key)
        return tuple(dispatch for key, dispatch in by_key.items() if key in added)

    def all(self, year: int | None = None) -> tuple[Dispatch, ...]:
        """Return every message, or a follow-up's, in the order they were queued."""
        return self._rows.with_values("sequence", **({} if year is None else {"year": year}))

    def since(self, at: datetime, to: frozenset[str] | None = None) -> tuple[Dispatch, ...]:
        """Return the messages whose time is `at` or later, to these people alone where they are given."""
        return self._rows.fetch(_since(None if to is None else len(to)), {"at": at} | _placed("person", to))

    def unsent(self, year: int, nr: str) -> tuple[Dispatch, ...]:
        """Return the queued messages of a follow-up about an action."""
        # The numbers stand as a JSON list, each with its quotation marks, so "S1" does not find "S11".
        return self._rows.fetch(_UNSENT, {"of": year, "about": _ESCAPED.sub(r"/\g<0>", canonical(nr))})

    def queued(
        self,
        limit: int,
        until: datetime | None = None,
        channels: frozenset[str] | None = None,
        to: str | None = None,
    ) -> tuple[Dispatch, ...]:
        """Return the oldest queued messages; on PostgreSQL they are claimed, past those that others have claimed."""
        given = {"until": until, "to": to, "limit": limit} | _placed("channel", channels)
        narrower = {"until": until, "channels": channels, "to": to}
        only = tuple(name for name, value in narrower.items() if value is not None)
        return self._rows.fetch(_queued(only, len(channels or ())), given)

    def save(self, dispatch: Dispatch) -> None:
        """Keep a message in place of what was kept of it."""
        self._rows.save([dispatch])
