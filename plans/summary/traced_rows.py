"""What the rows of a figure stand for: the action, the words of the reply behind it, and where the plan says it.

Words of replies stand in `Passage.words` and nowhere else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from plans.gapping.history import brought_up
from plans.gapping.marks import handle
from plans.model import Action, DecisionNeed, Delegation, Dispatch, Evidence, FoundGap, Gap, StatusUpdate
from plans.summary.accounts import Account
from plans.summary.asked import obstacles
from plans.summary.blocks import Summary
from plans.summary.counts.figure import Figure
from plans.summary.counts.indicators import measured_rows
from plans.summary.counts.round import Answered
from plans.summary.goals import GoalAccount, goal_accounts
from plans.summary.numbering import NONE
from plans.summary.sections.material import Material


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words of a reply, who said them when, and the number of the source that it is in the summary."""

    words: str
    attribution: str
    confirmed: str  # when and by whom, in words
    update_id: str
    source: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedRow:
    """A row that a figure counts: what it is, how it stands, what it rests on, and its row in the plan."""

    id: str  # as the figure counts it
    nr: str | None  # the action's number
    text: str  # what it is, in the program's and the plan's words
    told: str = ""  # how it stands
    passages: tuple[Passage, ...] = ()
    place: str = ""  # of the action in the plan


@dataclass(frozen=True, slots=True)
class Counted:
    """One row of a figure: its id, and how far down it stands."""

    figure: Figure
    at: int
    row: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a snapshot holds beside actions and replies, by id."""

    dispatches: Mapping[str, Dispatch]
    delegations: Mapping[str, Delegation]
    decisions: Mapping[str, DecisionNeed]
    evidence: Mapping[str, Evidence]


class Rows:
    """The rows of one summary's figures, in words."""

    def __init__(self, summary: Summary) -> None:
        self.given = Material.behind(summary)
        self.accounts = {account.nr: account for account in summary.figures.accounts}
        self.before = {action.nr: action for action in (summary.previous.actions if summary.previous else ())}
        self.gone = {nr: action for nr, action in self.before.items() if nr not in self.accounts}
        known = (*(summary.previous.updates if summary.previous else ()), *summary.snapshot.updates)
        self._parts: dict[str, dict[str, tuple[str, ...]]] = {}
        self.updates = {update.id: update for update in known}

    @cached_property
    def measured(self) -> dict[str, Account]:
        """The accounts of single indicators, by the ids that figures give them."""
        return dict(measured_rows(self.accounts.values()))

    @cached_property
    def requests(self) -> dict[str, Answered]:
        """The requests, by their ids."""
        return {one.request.id: one for one in self.given.figures.requests}

    @cached_property
    def goals(self) -> dict[str, GoalAccount]:
        """The goals, by their words."""
        return {one.goal: one for one in goal_accounts(self.accounts.values())}

    @cached_property
    def gaps(self) -> dict[str, Gap]:
        """This round's gaps and those of the round before, by their handles."""
        return {handle(gap): gap for gap in (*(self.given.gaps_before or ()), *self.given.gaps)}

    @cached_property
    def history(self) -> dict[str, FoundGap]:
        """The history of gaps, by id."""
        snapshot = self.given.snapshot
        return {one.id: one for one in brought_up(snapshot.gaps_found, self.given.gaps, snapshot.taken_at)}

    @cached_property
    def kept(self) -> Kept:
        """What the snapshot holds of messages, delegations, decisions and files, by id."""
        held = self.given.snapshot
        return Kept(
            dispatches={one.key: one for one in held.dispatches},
            delegations={one.id: one for one in held.delegations},
            decisions={one.id: one for one in held.decisions},
            evidence={one.id: one for one in held.evidence},
        )

    def parts(self, figure: Figure) -> dict[str, tuple[str, ...]]:
        """Return the obstacles or decisions that a figure counts, by the reply they stand in."""
        if figure.name not in self._parts:
            self._parts[figure.name] = _parts(self, figure)
        return self._parts[figure.name]

    def row(
        self,
        row: str,
        nr: str | None,
        text: str = "",
        *,
        told: str = "",
        said: tuple[StatusUpdate | None, ...] = (),
        words: str | None = None,
    ) -> TracedRow:
        """Return a row about an action, which it names, or about something else; `words` are those of one reply."""
        account = self.accounts.get(nr or "")
        action = account.action if account else self.gone.get(nr or "")
        name = text or (f"{action.nr} {action.title}" if action else row)
        passages = tuple(self.passage(update, words) for update in dict.fromkeys(said) if update)
        return TracedRow(id=row, nr=nr, text=name, told=told, passages=passages, place=self._place(action))

    def passage(self, update: StatusUpdate, words: str | None = None) -> Passage:
        """Return a reply's words, or a part of them, with who confirmed them when."""
        quote = self.given.quote(words or update.text, update)
        confirmed = self.given.t("figures.row.confirmed", day=self.given.day(update), by=update.confirmed_by)
        source = quote.sources[0] if quote.sources else None
        return Passage(
            words=quote.words, attribution=quote.attribution, confirmed=confirmed, update_id=update.id, source=source
        )

    def standing(self, account: Account) -> str:
        """Say how an action stands: its status and forecast, or what was known last."""
        t = self.given.t
        if account.implementation is None:
            told = t("figures.row.unheard", known=self.given.known(account))
        else:
            forecast = self.given.forecast(account).lower()
            told = t("figures.row.standing", status=self.given.status(account), forecast=forecast)
        if not account.late_days:
            return told
        days = self.given.counted("report.overview.days_late", account.late_days)
        return t(
            "figures.row.late",
            told=told,
            end=self.given.day_in_words(account.action.end) if account.action.end else NONE,
            days=days,
        )

    def _place(self, action: Action | None) -> str:
        if action is None:
            return ""
        source = action.source
        sheet = ", ".join(filter(None, (source.file, source.sheet)))
        return self.given.t("figures.row.plan_row", sheet=sheet, row=source.row) if source.row else sheet


def _parts(rows: Rows, figure: Figure) -> dict[str, tuple[str, ...]]:
    """Return the obstacles or decisions that a figure counts, by the reply they stand in."""
    group, _, kind = figure.name.partition(".")
    told = rows.given.figures.before if group == "decisions_last_round" else tuple(rows.accounts.values())
    if group.startswith("obstacles"):
        found = [(one.update.id, one.words) for one in obstacles(told) if kind in {"", one.kind}]
    elif group.startswith("decisions"):
        asked = (account.collected(lambda reading: reading.decisions_needed) for account in told)
        found = [(update.id, words) for some in asked for words, update in some]
    else:
        found = []
    by_row: dict[str, list[str]] = {}
    for row, words in found:
        by_row.setdefault(row, []).append(words)
    return {row: tuple(some) for row, some in by_row.items()}
