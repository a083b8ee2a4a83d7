"""Statements that are worded once and then run on the driver's own cursor.

Most looks at the database are for one row by its key, of which SQLAlchemy's own way takes nine tenths: a reply that is
confirmed makes some thirty. Here a statement and the types of its parameters are worked out once for each database.
What comes back is what the driver gives; what goes wrong is the same error as in SQLAlchemy's own way.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ClauseElement, Connection, Dialect
from sqlalchemy.exc import DBAPIError

_KEPT: Final = 512  # statements, far more than there are

# Any: what a driver takes and gives is known to it alone.


class _Prepared:
    """A statement as one kind of database has it; `names` are the columns of an insert."""

    def __init__(self, statement: ClauseElement, dialect: Dialect, names: Sequence[str]) -> None:
        compiled: Any = statement.compile(dialect=dialect, column_keys=list(names) or None)
        if compiled.post_compile_params or compiled.literal_execute_params:
            raise ValueError(f"{compiled} is worded anew for each number of values: give each a parameter")
        self.text: str = compiled.string
        binds = compiled.binds
        self._given = {name: bind.effective_value for name, bind in binds.items() if not bind.required}
        self._places = compiled.positiontup is not None
        order = compiled.positiontup if self._places else list(binds)
        types = [binds[name].type.dialect_impl(dialect) for name in order]
        self._order = tuple((name, kind.bind_processor(dialect)) for name, kind in zip(order, types, strict=True))
        self._written = [compiled.escaped_bind_names.get(name, name) for name in order]

    def parameters(self, values: Mapping[str, object]) -> Any:  # noqa: ANN401 - see above
        """Return values as the driver takes them; what the statement itself gives need not be among them."""
        every = {**self._given, **values}
        bound = [bind(every[name]) if bind else every[name] for name, bind in self._order]
        return tuple(bound) if self._places else dict(zip(self._written, bound, strict=True))


@lru_cache(_KEPT)
def _prepared(statement: ClauseElement, dialect: Dialect, names: tuple[str, ...]) -> _Prepared:
    return _Prepared(statement, dialect, names)


def fetched(
    connection: Connection, statement: ClauseElement, values: Mapping[str, object] | None = None
) -> Sequence[tuple[Any, ...]]:
    """Return the rows that a statement finds, as the driver gives them. `statement` is one that is kept, not made anew.

    Raises:
        sqlalchemy.exc.DBAPIError: as SQLAlchemy raises it.
    """
    prepared = _prepared(statement, connection.dialect, ())
    cursor = _cursor(connection)
    try:
        cursor.execute(prepared.text, prepared.parameters(values or {}))
        found: Sequence[tuple[Any, ...]] = cursor.fetchall()
    except connection.dialect.loaded_dbapi.Error as error:
        raise _as_usual(connection, prepared, error) from error
    finally:
        cursor.close()
    return found


def written(connection: Connection, statement: ClauseElement, rows: Sequence[Mapping[str, object]]) -> None:
    """Run an insert or the like for each of `rows`, which have the same columns. `statement` is one that is kept.

    Raises:
        sqlalchemy.exc.DBAPIError: as SQLAlchemy raises it.
    """
    prepared = _prepared(statement, connection.dialect, tuple(rows[0]))
    cursor = _cursor(connection)
    try:
        if len(rows) == 1:
            cursor.execute(prepared.text, prepared.parameters(rows[0]))
        else:
            cursor.executemany(prepared.text, [prepared.parameters(row) for row in rows])
    except connection.dialect.loaded_dbapi.Error as error:
        raise _as_usual(connection, prepared, error) from error
    finally:
        cursor.close()


def _cursor(connection: Connection) -> Any:  # noqa: ANN401 - see above
    if not connection.in_transaction():
        connection.begin()
    return connection.connection.cursor()


def _as_usual(connection: Connection, prepared: _Prepared, error: Exception) -> BaseException:
    """Return a driver's error as SQLAlchemy words it, without what somebody wrote."""
    kind = connection.dialect.loaded_dbapi.Error
    return DBAPIError.instance(prepared.text, None, error, kind, hide_parameters=True, dialect=connection.dialect)
