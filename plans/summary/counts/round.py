"""What figures are counted from: one round of the follow-up, and the round before it where there is one."""

from dataclasses import dataclass
from datetime import date, tzinfo

from plans.model import Gap, Snapshot, StatusUpdate, UpdateRequest
from plans.summary.accounts import Account, due_requests, local_day


@dataclass(frozen=True, slots=True)
class Answered:
    """A request that was due, and the first update on its action, if there is one."""

    request: UpdateRequest
    first: StatusUpdate | None
    on: date | None  # the day it was first confirmed; None: it was not

    @property
    def days(self) -> int | None:
        """Days from the question to the confirmed answer."""
        if self.request.answered_at is None or self.request.sent_at is None:
            return None
        return max((self.request.answered_at - self.request.sent_at).days, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A snapshot with its accounts and answers. `previous` and `before` are of the round before."""

    snapshot: Snapshot
    told: tuple[Account, ...]
    answered: tuple[Answered, ...]
    zone: tzinfo
    previous: Snapshot | None = None
    before: tuple[Account, ...] = ()
    gaps: tuple[Gap, ...] = ()
    gaps_before: tuple[Gap, ...] | None = None

    @property
    def of(self) -> int:
        """How many actions there are, which most figures are of."""
        return len(self.told)

    @property
    def year(self) -> int:
        """The year that is followed up."""
        return self.snapshot.year


def answers(snapshot: Snapshot, zone: tzinfo) -> tuple[Answered, ...]:
    """Take each request with when it was first answered: a later correction makes no answer late."""
    by_id = {update.id: update for update in snapshot.updates}
    first: dict[str, StatusUpdate] = {}
    for update in sorted(snapshot.updates, key=lambda update: (update.confirmed_at, update.id)):
        if update.year == snapshot.year:
            first.setdefault(update.nr, update)
    return tuple(
        Answered(
            request,
            first.get(request.nr) or by_id.get(request.update_id or ""),
            local_day(request.answered_at, zone) if request.answered_at else None,
        )
        for request in due_requests(snapshot)
    )
