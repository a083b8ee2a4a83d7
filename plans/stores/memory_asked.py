"""Decisions asked for and attached files in memory: dicts by id, in the order they came."""

from collections.abc import Iterable

from plans.model import DecisionNeed, DecisionState, Evidence

SETTLED = frozenset({DecisionState.DECIDED, DecisionState.DECLINED})


class MemoryDecisions:
    """The decisions that owners ask for."""

    def __init__(self, records: dict[str, DecisionNeed]) -> None:
        self._records = records

    def get(self, decision_id: str) -> DecisionNeed | None:
        return self._records.get(decision_id)

    def all(self) -> tuple[DecisionNeed, ...]:
        return tuple(self._records.values())

    def about(self, nr: str) -> tuple[DecisionNeed, ...]:
        return tuple(need for need in self._records.values() if need.nr == nr)

    def untold(self, address: str | None = None) -> tuple[DecisionNeed, ...]:
        return tuple(
            need
            for need in self._records.values()
            if address in {None, need.asked_by} and need.state in SETTLED and need.told_at is None
        )

    def save(self, needs: Iterable[DecisionNeed]) -> None:
        self._records.update((need.id, need) for need in needs)


class MemoryEvidence:
    """The files that are attached to replies."""

    def __init__(self, records: dict[str, Evidence]) -> None:
        self._records = records

    def all(self) -> tuple[Evidence, ...]:
        return tuple(self._records.values())

    def about(self, nr: str) -> tuple[Evidence, ...]:
        return tuple(evidence for evidence in self._records.values() if evidence.nr == nr)

    def save(self, evidence: Iterable[Evidence]) -> None:
        self._records.update((each.id, each) for each in evidence)
