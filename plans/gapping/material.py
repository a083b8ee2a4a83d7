"""What gaps are looked for in: the plan, the strategy's tree, the requests and the confirmed replies, as one view."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from plans.gapping.coverage import Coverage, cover
from plans.model import Action, Gap, GapNote, Implementation, PriorityArea, StatusUpdate, UpdateRequest

GONE = frozenset({Implementation.DISCONTINUED, Implementation.MERGED, Implementation.SUPERSEDED})


@dataclass(frozen=True, kw_only=True)  # no slots: what is looked up is kept
class Material:
    """What gaps are looked for in; `year` is the cycle's, None where nothing has been asked yet."""

    actions: tuple[Action, ...]
    today: date
    year: int | None = None
    areas: tuple[PriorityArea, ...] = ()
    requests: tuple[UpdateRequest, ...] = ()  # of every year
    updates: tuple[StatusUpdate, ...] = ()  # of every year
    notes: tuple[GapNote, ...] = ()
    coverage: Coverage = field(default_factory=lambda: cover((), ()))

    def replies(self, action: Action) -> tuple[StatusUpdate, ...]:
        """Return the confirmed replies about an action that count, the oldest first: a corrected one does not."""
        return self._replies.get(action.nr, ())

    def this_year(self, action: Action) -> tuple[StatusUpdate, ...]:
        """Return the year's replies about an action, the oldest first."""
        return tuple(update for update in self.replies(action) if update.year == self.year)

    def before(self, action: Action) -> StatusUpdate | None:
        """Return the last reply about an action from an earlier year."""
        earlier = [u for u in self.replies(action) if self.year is not None and u.year < self.year]
        return earlier[-1] if earlier else None

    def implementation(self, action: Action) -> Implementation | None:
        """Return how far the work has come: as last confirmed, else as the plan says."""
        said = [u.reading.implementation for u in self.replies(action) if u.reading.implementation]
        return said[-1] if said else action.implementation

    def end(self, action: Action) -> date | None:
        """Return when an action is to be done: the date that a reply last gave, else the plan's."""
        said = [u.reading.new_end for u in self.replies(action) if u.reading.new_end]
        return said[-1] if said else action.end

    @cached_property
    def live(self) -> tuple[Action, ...]:
        """The actions of which more is expected."""
        return tuple(a for a in self.actions if (status := self.implementation(a)) is None or not status.is_over)

    @cached_property
    def kept(self) -> tuple[Action, ...]:
        """The actions that count in the follow-up, the finished ones too."""
        return tuple(action for action in self.actions if self.implementation(action) not in GONE)

    @cached_property
    def _replies(self) -> Mapping[str, tuple[StatusUpdate, ...]]:
        corrected = {update.corrects for update in self.updates}
        by_action: dict[str, list[StatusUpdate]] = {}
        for update in sorted(self.updates, key=lambda update: update.confirmed_at):
            if update.id not in corrected:
                by_action.setdefault(update.nr, []).append(update)
        return {nr: tuple(updates) for nr, updates in by_action.items()}


Rule = Callable[[Material], Iterable[Gap]]
