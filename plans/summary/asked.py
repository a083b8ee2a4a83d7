"""Count what replies ask for, what stands in their way and what they show for it."""

from collections.abc import Iterable
from dataclasses import dataclass

from plans.model import DecisionNeed, DecisionState, ObstacleKind, Snapshot, StatusUpdate
from plans.obstacles import sort
from plans.summary.accounts import Account

STANDING = (
    DecisionState.DECIDED,
    DecisionState.DECLINED,
    DecisionState.OPEN,
)  # not what was withdrawn


@dataclass(frozen=True, slots=True)
class ToldObstacle:
    """An obstacle in its owner's words, the kind it is of, and the reply it stands in."""

    account: Account
    words: str
    kind: ObstacleKind
    update: StatusUpdate


def obstacles(told: Iterable[Account]) -> tuple[ToldObstacle, ...]:
    """Return this year's obstacles in the plan's order, each with its kind."""
    return tuple(
        ToldObstacle(account, words, sort(words).kind, update)
        for account in told
        for words, update in account.collected(lambda reading: reading.obstacles)
    )


def decisions_of(snapshot: Snapshot, year: int) -> tuple[DecisionNeed, ...]:
    """Return the decisions that replies of `year` ask for and that stand, in the order they were asked for."""
    return tuple(need for need in snapshot.decisions if need.year == year and need.state in STANDING)


def open_from_before(snapshot: Snapshot, year: int) -> tuple[DecisionNeed, ...]:
    """Return the decisions that were asked for before `year` and still wait."""
    return tuple(need for need in snapshot.decisions if need.year < year and need.state is DecisionState.OPEN)


def evidence_rows(account: Account) -> tuple[str, ...]:
    """Return the ids of what shows an action's state this year: replies that name evidence, and attached files."""
    named = tuple(update.id for update in account.updates if update.reading.evidence)
    return (*named, *(file.id for file in account.files))
