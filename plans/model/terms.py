"""The words that things are classed by, one class each; their labels stand in ``prompts/*/terms.toml``."""

from enum import StrEnum


class Implementation(StrEnum):
    """Genomförandestatus: how far the work has come."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    CONTINUOUS = "continuous"
    COMPLETED = "completed"
    ON_HOLD = "on_hold"
    DISCONTINUED = "discontinued"
    MERGED = "merged"
    SUPERSEDED = "superseded"

    @property
    def is_over(self) -> bool:
        """Tell whether nothing more is asked about an action in this status."""
        return self in _OVER


_OVER = frozenset(
    {Implementation.COMPLETED, Implementation.DISCONTINUED, Implementation.MERGED, Implementation.SUPERSEDED}
)


class Forecast(StrEnum):
    """Prognos: how the owner expects it to go; never derived from dates."""

    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    NOT_ASSESSED = "not_assessed"


class GoalAssessment(StrEnum):
    """Målbedömning: whether the goal is thought to be reached; never derived from status or forecast."""

    ACHIEVED = "achieved"
    LIKELY = "likely"
    UNCERTAIN = "uncertain"
    UNLIKELY = "unlikely"
    NOT_ACHIEVED = "not_achieved"
    NOT_ASSESSED = "not_assessed"


class Role(StrEnum):
    """What a person may do; each includes the ones before it, but an owner answers only for their own actions."""

    ACTOR = "actor"
    OWNER = "owner"
    AREA_LEAD = "area_lead"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"


class CycleState(StrEnum):
    """Where a reporting cycle stands."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    OPEN = "open"
    GRACE = "grace"
    REVIEW = "review"
    COMPILED = "compiled"
    APPROVED = "approved"
    PRESENTED = "presented"
    ARCHIVED = "archived"


class RequestState(StrEnum):
    """Where a request for an update stands; overdue, due soon and snoozed are derived, never stored."""

    PLANNED = "planned"
    SENT = "sent"
    IN_DIALOGUE = "in_dialogue"
    AWAITING_CONFIRMATION = "awaiting_confirmation"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    REASSIGNED = "reassigned"
    NO_RESPONSE = "no_response"
    CANCELLED = "cancelled"
    FROZEN = "frozen"


class DispatchState(StrEnum):
    """Where a message stands on its way to a person."""

    QUEUED = "queued"
    SENT = "sent"
    UNKNOWN = "unknown"  # the platform's answer left it open: shown to the coordinator, never resent by itself
    FAILED = "failed"
    CANCELLED = "cancelled"  # answered before it was sent, so it was not sent at all


class GapKind(StrEnum):
    """What a GAP analysis can find."""

    AREA_WITHOUT_ACTION = "area_without_action"
    CHALLENGE_WITHOUT_ACTION = "challenge_without_action"
    GOAL_WITHOUT_ACTION = "goal_without_action"
    ACTION_WITHOUT_OWNER = "action_without_owner"
    ACTION_WITHOUT_REPORTER = "action_without_reporter"
    ACTION_WITHOUT_END = "action_without_end"
    ACTION_WITHOUT_INDICATOR = "action_without_indicator"
    INDICATOR_WITHOUT_BASELINE = "indicator_without_baseline"
    INDICATOR_WITHOUT_TARGET = "indicator_without_target"
    TARGET_NOT_MEASURABLE = "target_not_measurable"
    INDICATOR_WITHOUT_VALUE = "indicator_without_value"
    NEXT_STEP_FORGOTTEN = "next_step_forgotten"
    NARRATIVE_CONTRADICTS_NUMBER = "narrative_contradicts_number"
    DUE_NOT_STARTED = "due_not_started"
    OWNER_NEVER_ANSWERED = "owner_never_answered"
    AREA_IN_ONE_REGION_ONLY = "area_in_one_region_only"
    FOUND_BY_PERSON = "found_by_person"  # no rule's: somebody has seen it


class Severity(StrEnum):
    """How much a gap matters."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Direction(StrEnum):
    """Which way an indicator is to go."""

    INCREASE = "increase"
    DECREASE = "decrease"


class AssignmentRole(StrEnum):
    """Ansvar: as what an organisation or a person is tied to an action."""

    ACCOUNTABLE = "accountable"
    REPORTER = "reporter"
    CONTRIBUTOR = "contributor"
    SUBSTITUTE = "substitute"
    APPROVER = "approver"


class SettingLevel(StrEnum):
    """What a setting of asking is for; the narrowest that says something counts."""

    PLAN = "plan"  # its key is the scope, "" for the whole plan
    CYCLE = "cycle"  # its key is the year
    ACTION = "action"  # its key is the action's number


class DecisionState(StrEnum):
    """What became of a decision that an owner asked for."""

    OPEN = "open"
    DECIDED = "decided"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class ObstacleKind(StrEnum):
    """What an obstacle is about; each obstacle is of one kind."""

    RESOURCES = "resources"
    LAW = "law"
    PROCUREMENT = "procurement"
    RECRUITMENT = "recruitment"
    PARTNER = "partner"
    TECHNOLOGY = "technology"
    OTHER = "other"


class GapState(StrEnum):
    """Where a gap stands: found by rule, then handled, closed or accepted by a person with a reason."""

    OPEN = "open"
    HANDLED = "handled"
    CLOSED = "closed"
    ACCEPTED = "accepted"
