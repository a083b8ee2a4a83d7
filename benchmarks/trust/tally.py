"""What was counted, test by test: how often it could have gone wrong, and what did."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

TESTS: Final = {
    "T1": "quotes that stand where they say",
    "T2": "sentences that their quotes bear",
    "T4": "sentences with one thing changed, dropped",
    "T6": "answers about pairs of versions: nothing superseded as current",
    "T9": "hidden texts: told of on intake, outside every answer",
    "T10": "answers without an address, link or mention of others",
    "T11": "answers beside a model that does wrong",
}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of each test were looked at, and the faults, each beginning with the test's name."""

    looked_at: Counter[str] = field(default_factory=Counter)
    faults: tuple[str, ...] = ()

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.looked_at + other.looked_at, self.faults + other.faults)

    def failed(self, test: str) -> int:
        """Return how many faults of `test` there are."""
        return sum(fault.startswith(f"{test} ") for fault in self.faults)


def total(tallies: Iterable[Tally]) -> Tally:
    """Return everything that was counted."""
    return sum(tallies, start=Tally())
