"""The use of models and their troubles, in SQL and in memory."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Engine, delete, func, insert, select, update

from retrieval.models.allowance import KEPT_DAYS, Trouble, Use
from retrieval.stores.inserting import insert_new
from retrieval.stores.tables import model_troubles, model_use


class MemoryUse:
    """Use that is forgotten when the program ends."""

    def __init__(self) -> None:
        self._used: dict[tuple[date, str], tuple[int, int]] = {}
        self._troubles: dict[str, Trouble] = {}

    def use(self, person: str, day: date) -> Use:
        month = [
            tokens for (then, _), (_, tokens) in self._used.items() if (then.year, then.month) == (day.year, day.month)
        ]
        return Use(self._used.get((day, person), (0, 0))[0], sum(month))

    def add(self, person: str, day: date, *, questions: int = 0, tokens: int = 0) -> None:
        asked, spent = self._used.get((day, person), (0, 0))
        self._used[day, person] = asked + questions, spent + tokens
        self._used = {key: used for key, used in self._used.items() if key[0] >= day - timedelta(days=KEPT_DAYS)}

    def trouble(self, model: str) -> Trouble | None:
        return self._troubles.get(model)

    def note(self, model: str, trouble: Trouble | None) -> None:
        self._troubles.pop(model, None)
        if trouble is not None:
            self._troubles[model] = trouble


class SqlUse:
    """Use in the database of `engine`, the same for every process."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def use(self, person: str, day: date) -> Use:
        mine = select(model_use.c.questions).where(model_use.c.day == day.isoformat(), model_use.c.person == person)
        month = select(func.sum(model_use.c.tokens)).where(model_use.c.day.startswith(f"{day:%Y-%m}-"))
        with self._engine.connect() as connection:
            reading = connection.execution_options(reading=True)
            return Use(reading.execute(mine).scalar() or 0, reading.execute(month).scalar() or 0)

    def add(self, person: str, day: date, *, questions: int = 0, tokens: int = 0) -> None:
        oldest = (day - timedelta(days=KEPT_DAYS)).isoformat()
        with self._engine.begin() as connection:
            connection.execute(delete(model_use).where(model_use.c.day < oldest))
            insert_new(connection, model_use, [{"day": day.isoformat(), "person": person, "questions": 0, "tokens": 0}])
            row = update(model_use).where(model_use.c.day == day.isoformat(), model_use.c.person == person)
            sums = {"questions": model_use.c.questions + questions, "tokens": model_use.c.tokens + tokens}
            connection.execute(row.values(sums))

    def trouble(self, model: str) -> Trouble | None:
        query = select(model_troubles.c.at, model_troubles.c.reason).where(model_troubles.c.model == model)
        with self._engine.connect() as connection:
            found = connection.execution_options(reading=True).execute(query).one_or_none()
        return None if found is None else Trouble(datetime.fromisoformat(found.at), found.reason)

    def note(self, model: str, trouble: Trouble | None) -> None:
        if trouble is None and self.trouble(model) is None:
            return  # the usual case: nothing to forget, nothing to write
        with self._engine.begin() as connection:
            connection.execute(delete(model_troubles).where(model_troubles.c.model == model))
            if trouble is not None:
                at = trouble.at.astimezone(UTC).isoformat()
                connection.execute(insert(model_troubles).values(model=model, at=at, reason=trouble.reason))
