"""What gaps are looked for in: the plan, the strategy's tree, the requests and the confirmed replies, as one view."""

from dataclasses import dataclass, field
from datetime import date

from plans.gapping.coverage import Coverage, cover
from plans.model import Action, Implementation, PriorityArea, StatusUpdate, UpdateRequest

GONE = frozenset({Implementation.DISCONTINUED, Implementation.MERGED, Implementation.SUPERSEDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What gaps are looked for in; `year` is the cycle's, None where nothing has been asked yet."""

    actions: tuple[Action, ...]
    today: date
    year: int | None = None
    areas: tuple[PriorityArea, ...] = ()
    requests: tuple[UpdateRequest, ...] = ()  # of every year
    updates: tuple[StatusUpdate, ...] = ()  # of every year
    coverage: Coverage = field(default_factory=lambda: cover((), ()))

    def this_year(self, action: Action) -> tuple[StatusUpdate, ...]:
        """Return the year's confirmed replies about an action, the oldest first."""
        return tuple(update for update in self.updates if update.nr == action.nr and update.year == self.year)

    def before(self, action: Action) -> StatusUpdate | None:
        """Return the last confirmed reply about an action from an earlier year."""
        earlier = [u for u in self.updates if u.nr == action.nr and self.year is not None and u.year < self.year]
        return max(earlier, key=lambda update: update.confirmed_at, default=None)

    def implementation(self, action: Action) -> Implementation | None:
        """Return how far the work has come: as last confirmed, else as the plan says."""
        said = [u for u in self.updates if u.nr == action.nr and u.reading.implementation]
        latest = max(said, key=lambda update: update.confirmed_at, default=None)
        return latest.reading.implementation if latest else action.implementation

    @property
    def live(self) -> tuple[Action, ...]:
        """The actions of which more is expected."""
        return tuple(a for a in self.actions if (status := self.implementation(a)) is None or not status.is_over)

    @property
    def kept(self) -> tuple[Action, ...]:
        """The actions that count in the follow-up, the finished ones too."""
        return tuple(action for action in self.actions if self.implementation(action) not in GONE)
