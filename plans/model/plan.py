"""The plan: the strategy and its tree, the actions with what shows their effect, and who is tied to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from plans.model.terms import AssignmentRole, Forecast, Implementation


@dataclass(frozen=True, slots=True)
class Source:
    """Where an action was read: a file and, in a workbook, its sheet and row (counted from 1)."""

    file: str
    sheet: str | None = None
    row: int | None = None


# A value as the plan writes it: a number where the cell held one, otherwise the words ("18 %", "nej").
Written = Decimal | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """Indikator: what shows whether an action has led anywhere. Values are as the plan writes them."""

    name: str
    unit: str | None = None
    baseline: Written | None = None
    baseline_year: int | None = None
    target: Written | None = None
    target_year: int | None = None
    source: str | None = None  # where its values come from
    frequency: str | None = None  # how often it is measured, in the plan's words


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """Delaktivitet: a step on the way. That it is done is said by a reply, or by the plan in `completed_on`."""

    name: str
    due: date | None = None
    completed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Åtgärd. `nr` is the human number and stable; `schedule_text` and `status_text` keep the plan's own words."""

    nr: str
    title: str
    source: Source
    scope: str | None = None  # "Stockholm", "Uppsala", "Gemensamma": the sheet or section it stands in
    aspect: str | None = None
    area: str | None = None
    goal: str | None = None
    accountable: str | None = None  # huvudansvarig, an organisation
    contributors: tuple[str, ...] = ()
    contributors_text: str | None = None
    reporter: str | None = None  # rapportör, an address, lower case
    start: date | None = None
    end: date | None = None
    continuous: bool = False
    schedule_text: str | None = None
    indicator: str | None = None
    baseline: Written | None = None
    target: Written | None = None
    implementation: Implementation | None = None
    forecast: Forecast | None = None
    status_text: str | None = None
    comment: str | None = None
    unit: str | None = None  # of the indicator, as the four that follow
    baseline_year: int | None = None
    target_year: int | None = None
    indicator_source: str | None = None
    frequency: str | None = None
    more_indicators: tuple[Indicator, ...] = ()  # those after the first
    milestones: tuple[Milestone, ...] = ()
    resources: str | None = None
    predecessor: str | None = None  # the number of the action that it goes on from
    position: int = 0  # its place in the plan, so that lists come in the plan's order
    extra: Mapping[str, str] | None = None  # columns that Handslag has no name for, kept for the export
    written: Mapping[str, str] | None = (
        None  # heading -> the cell as it was written ("date:2027-06-30"), for the export
    )
    more: tuple[Mapping[str, str], ...] = ()  # the rows it goes on over (a second indicator …), as `written`

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Every indicator that follows the action, the plan's first one first."""
        if self.indicator is None:
            return self.more_indicators
        first = Indicator(
            name=self.indicator,
            unit=self.unit,
            baseline=self.baseline,
            baseline_year=self.baseline_year,
            target=self.target,
            target_year=self.target_year,
            source=self.indicator_source,
            frequency=self.frequency,
        )
        return (first, *self.more_indicators)

    @property
    def is_over(self) -> bool:
        """Tell whether nothing more is asked about it."""
        return self.implementation is not None and self.implementation.is_over


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityArea:
    """Prioriterat område of a strategy, with its aspect and its prioritised challenges, as the strategy words them."""

    aspect: str
    area: str
    challenges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Strategy:
    """Strategi: what the plan carries out, with its tree; read from the document and proposed to a person."""

    title: str
    document: str | None = None  # the file it was read from
    purpose: str | None = None
    main_goal: str | None = None
    desired_effects: tuple[str, ...] = ()
    areas: tuple[PriorityArea, ...] = ()
    starts: int | None = None  # years, both included
    ends: int | None = None
    adopted_by: str | None = None
    adopted_on: date | None = None
    diary_number: str | None = None  # diarienummer
    confirmed_by: str | None = None  # None: only read, and proposed
    confirmed_at: datetime | None = None

    @property
    def key(self) -> str:
        """What it is known by: its document, or its title where a person wrote it."""
        return self.document or self.title

    @property
    def is_confirmed(self) -> bool:
        """Tell whether a person has said that it is right."""
        return self.confirmed_by is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPlan:
    """Handlingsplan: the actions of one scope; `None` is a plan that is not divided."""

    scope: str | None
    title: str | None = None
    starts: int | None = None
    ends: int | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Ansvar: who is tied to an action as what, and when; `first` and `last` included, None: since always, still."""

    nr: str
    role: AssignmentRole
    who: str  # an organisation's name or a person's address
    first: date | None = None
    last: date | None = None
