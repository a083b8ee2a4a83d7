"""The plan and its follow-up in the field's own terms (``docs/glossary.md``). All frozen; time arrives from outside.

Times are timezone-aware UTC. An edit of the plan makes a new `Action`; only a confirmed reply makes a `StatusUpdate`,
and a status update is never changed: a correction is a new one that names the old.
"""

from plans.model.people import Absence, Delegation, Person
from plans.model.plan import (
    Action,
    ActionPlan,
    Assignment,
    Indicator,
    Milestone,
    PriorityArea,
    Source,
    Strategy,
    Written,
)
from plans.model.records import AuditEvent, Gap, GapMark, Snapshot
from plans.model.reporting import (
    DecisionNeed,
    Dispatch,
    Draft,
    IndicatorValue,
    Reading,
    ReportingCycle,
    StatusUpdate,
    UpdateRequest,
)
from plans.model.terms import (
    AssignmentRole,
    CycleState,
    DecisionState,
    Direction,
    DispatchState,
    Forecast,
    GapKind,
    GapState,
    GoalAssessment,
    Implementation,
    RequestState,
    Role,
    Severity,
)

__all__ = [
    "Absence",
    "Action",
    "ActionPlan",
    "Assignment",
    "AssignmentRole",
    "AuditEvent",
    "CycleState",
    "DecisionNeed",
    "DecisionState",
    "Delegation",
    "Direction",
    "Dispatch",
    "DispatchState",
    "Draft",
    "Forecast",
    "Gap",
    "GapKind",
    "GapMark",
    "GapState",
    "GoalAssessment",
    "Implementation",
    "Indicator",
    "IndicatorValue",
    "Milestone",
    "Person",
    "PriorityArea",
    "Reading",
    "ReportingCycle",
    "RequestState",
    "Role",
    "Severity",
    "Snapshot",
    "Source",
    "StatusUpdate",
    "Strategy",
    "UpdateRequest",
    "Written",
]
