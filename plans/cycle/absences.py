"""Be away, and be back: from when to when, and who steps in; never a reason.

What an absence leads to is decided in `plans.cycle.contacts`: a question is held until the person is back where that is
before the due date, and goes to the substitute where it is not.
"""

from dataclasses import replace
from datetime import timedelta

from plans.cycle.desk import Desk
from plans.cycle.withdrawing import take_back_from
from plans.model import Absence
from plans.refusals import PlanRefusal


def away(desk: Desk, absence: Absence, by: str) -> Absence:
    """Keep an absence; an earlier one of the same person that begins the same day is replaced.

    Raises:
        PlanRefusal: it ends before it begins or has ended, `by` is neither the person nor a coordinator, or the
            substitute is not known, is the person, or has the person as their own substitute at the same time.
    """
    _may(desk, absence.address, by)
    if absence.last < absence.first:
        raise PlanRefusal("plans.absence_backwards", first=absence.first, last=absence.last)
    if absence.last < desk.today:
        raise PlanRefusal("plans.absence_over", last=absence.last, today=desk.today)
    if absence.substitute is not None:
        _check_substitute(desk, absence, absence.substitute)
    desk.ledger.people.save_absence(absence)
    if absence.first <= desk.today:  # what is queued was for somebody who would be there
        take_back_from(desk, absence.address)
    desk.record(
        by, "absence.saved", absence.address, first=absence.first, last=absence.last, substitute=absence.substitute
    )
    return absence


def back(desk: Desk, address: str, by: str) -> tuple[Absence, ...]:
    """End the absences of `address` that last today or later, as of yesterday; return them as they now are.

    Raises:
        PlanRefusal: there is none, or `by` is neither the person nor a coordinator.
    """
    _may(desk, address, by)
    lasting = [each for each in desk.ledger.people.absences() if each.address == address and each.last >= desk.today]
    if not lasting:
        raise PlanRefusal("plans.not_away", address=address)
    yesterday = desk.today - timedelta(days=1)
    ended = tuple(replace(absence, last=yesterday) for absence in lasting)  # one yet to come covers no day after this
    for absence in ended:
        desk.ledger.people.save_absence(absence)
        desk.record(by, "absence.ended", address, first=absence.first, last=absence.last)
        take_back_from(desk, absence.substitute)
    return ended


def _may(desk: Desk, address: str, by: str) -> None:
    if desk.ledger.people.get(address) is None:
        raise PlanRefusal("plans.unknown_person", address=address)
    if by != address:
        desk.coordinator(by)


def _check_substitute(desk: Desk, absence: Absence, substitute: str) -> None:
    if substitute == absence.address:
        raise PlanRefusal("plans.substitute_is_self", address=substitute)
    if desk.ledger.people.get(substitute) is None:
        raise PlanRefusal("plans.unknown_person", address=substitute)
    for other in desk.ledger.people.absences():
        overlaps = other.first <= absence.last and absence.first <= other.last
        if overlaps and other.address == substitute and other.substitute == absence.address:
            raise PlanRefusal("plans.substitutes_of_each_other", address=absence.address, substitute=substitute)
