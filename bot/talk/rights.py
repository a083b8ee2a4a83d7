"""Who may do what in conversation: one table, and nothing else decides it.

What an owner may do about an action follows from the action, not from the role (`plans.cycle.rights`): whoever is asked
about it, reports on it or stands in may answer, hand over and put off. The follow-up's own steps check once more.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from plans.model import Action, Person, Role
from plans.places import is_in


class Command(StrEnum):
    """What can be ordered in conversation by those who run the follow-up."""

    STANDING = "standing"
    UNANSWERED = "unanswered"
    GAPS = "gaps"
    DECISIONS = "decisions"
    SUMMARY = "summary"  # the year's summary, as files
    BRIEF = "brief"  # of a place, an organisation, an action, since a day, for a meeting
    POST = "post"  # a short post about what was achieved
    SETTLE = "settle"  # say what became of a decision
    APPROVE = "approve"
    RETURN = "return"
    REMIND = "remind"
    REASSIGN = "reassign"
    HAND_OVER = "hand_over"  # all that somebody who leaves has
    CLOSE = "close"
    MOVE_DUE = "move_due"  # the last day to answer
    REVIEW = "review"  # where the review of the year's report stands
    COMMENT = "comment"  # on a section of the draft
    SETTLE_COMMENT = "settle_comment"
    APPROVE_REPORT = "approve_report"
    PRESENT_REPORT = "present_report"
    ARCHIVE_REPORT = "archive_report"


class Reach(StrEnum):
    """Of which actions somebody may order it."""

    NONE = "none"
    OWN_AREAS = "own_areas"  # those in the areas that the person leads
    ALL = "all"


_NOBODY: Final = dict.fromkeys(Command, Reach.NONE)
_ALL: Final = dict.fromkeys(Command, Reach.ALL)

MAY: Final[Mapping[Role, Mapping[Command, Reach]]] = {
    Role.ACTOR: _NOBODY,
    Role.OWNER: _NOBODY,
    Role.AREA_LEAD: {
        Command.STANDING: Reach.OWN_AREAS,
        Command.UNANSWERED: Reach.OWN_AREAS,
        Command.GAPS: Reach.OWN_AREAS,
        Command.DECISIONS: Reach.OWN_AREAS,
        Command.APPROVE: Reach.OWN_AREAS,
        Command.RETURN: Reach.OWN_AREAS,
        Command.REMIND: Reach.OWN_AREAS,
        Command.SETTLE: Reach.NONE,
        Command.SUMMARY: Reach.ALL,  # area leads comment on the draft
        Command.BRIEF: Reach.OWN_AREAS,
        Command.POST: Reach.NONE,
        Command.REVIEW: Reach.ALL,
        Command.COMMENT: Reach.ALL,
        Command.SETTLE_COMMENT: Reach.NONE,
        Command.APPROVE_REPORT: Reach.NONE,
        Command.PRESENT_REPORT: Reach.NONE,
        Command.ARCHIVE_REPORT: Reach.NONE,
        Command.REASSIGN: Reach.NONE,
        Command.HAND_OVER: Reach.NONE,
        Command.CLOSE: Reach.NONE,
        Command.MOVE_DUE: Reach.NONE,
    },
    Role.COORDINATOR: _ALL,
    Role.ADMINISTRATOR: _ALL,
}
# Who runs the follow-up, all of it or a part.
RUNS: Final = frozenset(role for role, rights in MAY.items() if any(each is not Reach.NONE for each in rights.values()))


def reach(person: Person, command: Command) -> Reach:
    """Return of which actions a person may order something."""
    return MAY[person.role][command]


def may_order(person: Person, command: Command, action: Action) -> bool:
    """Tell whether a person may order something about one action."""
    found = reach(person, command)
    return found is Reach.ALL or (found is Reach.OWN_AREAS and any(is_in(action, area) for area in person.areas))
