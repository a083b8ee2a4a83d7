"""The decisions that owners have asked for, as a coordinator lists and settles them."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from plans.followup import Followup
from plans.model import DecisionNeed, DecisionState
from plans.stores.base import Store
from prompts.texts import Texts

SHORT = 8  # characters of an id that are shown, and that are enough to name it


class DecisionBook:
    """Lists and settles decisions; `now` is the time of each call."""

    def __init__(self, store: Store, follow_up: Followup, now: Callable[[], datetime], zone: ZoneInfo) -> None:
        self._store = store
        self._follow_up = follow_up
        self._now = now
        self._zone = zone

    def all(self, *, open_only: bool = False) -> tuple[DecisionNeed, ...]:
        """Return every decision asked for, with `open_only` those that wait, in the order they were asked for."""
        with self._store.reading() as ledger:
            needs = ledger.decisions.all()
        return tuple(need for need in needs if need.state is DecisionState.OPEN or not open_only)

    def settle(self, decision: str, outcome: str, by: str, *, declined: bool) -> DecisionNeed:
        """Say what became of a decision (`plans.cycle.deciding.settle`)."""
        return self._follow_up.settle(decision, outcome, by, self._now(), declined=declined)

    def row(self, need: DecisionNeed, words: Texts) -> list[str]:
        """Return a decision as a row of the list."""
        state = words(f"terms.decision.{need.state}")
        asked = need.asked_at.astimezone(self._zone).date().isoformat()
        return [
            need.id[:SHORT],
            need.nr,
            need.text,
            f"{asked} {need.asked_by or '–'}",
            f"{state}: {need.outcome}" if need.outcome else state,
        ]


def decision_json(need: DecisionNeed) -> dict[str, object]:
    """Return a decision as JSON values."""
    return {
        "id": need.id,
        "nr": need.nr,
        "year": need.year,
        "text": need.text,
        "update": need.update_id,
        "asked_by": need.asked_by,
        "asked_at": _moment(need.asked_at),
        "state": need.state,
        "outcome": need.outcome,
        "settled_by": need.settled_by,
        "settled_at": _moment(need.settled_at),
        "told_at": _moment(need.told_at),
    }


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
