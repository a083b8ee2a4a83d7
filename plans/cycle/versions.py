"""The review of a year's report: comments on a draft, and the versions that are approved, presented and archived.

A draft is what the report would say now; it is kept nowhere but in what it is computed from. What is approved is one
content hash: whoever approves has read exactly that. Nothing is overwritten, and a later change is the next version.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from plans.cycle import reopening
from plans.cycle.closing import CLOSED, content_id, decisions_until, evidence_until
from plans.cycle.desk import Desk
from plans.model import CycleState, ReportComment, ReportingCycle, ReportVersion, Role, Snapshot
from plans.refusals import PlanRefusal
from plans.stores.base import Ledger

LEAST_HASH: Final = 8  # the characters of a content hash that tell a report from all others
LONGEST_COMMENT: Final = 4_000  # characters

Hashes = Callable[[Snapshot, int], dict[str, str]]
"""Returns the content hash in each language of what is computed from a snapshot as a version's number."""

_REVIEWERS: Final = frozenset({Role.AREA_LEAD, Role.COORDINATOR, Role.ADMINISTRATOR})


def drafted(ledger: Ledger, year: int) -> Snapshot | None:
    """Return what the next version is computed from: the frozen answers with those that came after they were frozen.

    None where nothing has been frozen.
    """
    frozen = ledger.summaries.snapshot(year)
    if frozen is None:
        return None
    updates = tuple(update for update in ledger.updates.all() if update.year <= frozen.year)
    if len(updates) == len(frozen.updates):
        return frozen
    later = replace(
        frozen,
        updates=updates,
        requests=ledger.cycles.requests(frozen.year),
        decisions=decisions_until(ledger, frozen.year),
        evidence=evidence_until(ledger, frozen.year),
    )
    return replace(later, id=content_id(later))


def next_version(versions: Iterable[ReportVersion]) -> int:
    """Return the number that the draft will have when it is approved."""
    return max((version.number for version in versions), default=0) + 1


def unsettled(comments: Iterable[ReportComment], version: int) -> tuple[ReportComment, ...]:
    """Return the comments on the draft of `version` of which nobody has said what came of them."""
    return tuple(comment for comment in comments if comment.version == version and comment.settled_at is None)


def may_comment(desk: Desk, address: str) -> None:
    """Refuse somebody who may not comment on a report: area leads, coordinators and administrators may.

    Raises:
        PlanRefusal: names who can.
    """
    if desk.person(address).role not in _REVIEWERS:
        desk.coordinator(address)


def comment(desk: Desk, year: int, section: str, text: str, by: str) -> ReportComment:
    """Keep what somebody says of a section of the draft.

    Raises:
        PlanRefusal: nothing or too much is said, the report is approved, or `by` may not.
    """
    may_comment(desk, by)
    said = text.strip()
    if not said:
        raise PlanRefusal("report.comment_empty")
    if len(said) > LONGEST_COMMENT:
        raise PlanRefusal("report.comment_long", most=LONGEST_COMMENT, length=len(said))
    if desk.cycle(year).state in CLOSED:
        raise PlanRefusal("report.comment_approved", year=year)
    before = desk.ledger.reports.comments(year)
    made = ReportComment(
        year=year,
        number=len(before) + 1,
        version=next_version(desk.ledger.reports.versions(year)),
        section=section,
        text=said,
        author=by,
        at=desk.now,
    )
    desk.ledger.reports.save_comment(made)
    desk.record(by, "report.commented", str(year), comment=made.number, section=section, version=made.version)
    return made


def settle_comment(desk: Desk, year: int, number: int, outcome: str, by: str) -> ReportComment:
    """Say, as a coordinator, what came of a comment.

    Raises:
        PlanRefusal: there is no such comment, nothing is said, or `by` is no coordinator.
    """
    desk.coordinator(by)
    comments = desk.ledger.reports.comments(year)
    found = next((each for each in comments if each.number == number), None)
    if found is None:
        raise PlanRefusal("report.comment_unknown", year=year, number=number)
    if not outcome.strip():
        raise PlanRefusal("report.outcome_empty", number=number)
    settled = replace(found, outcome=outcome.strip(), settled_by=by, settled_at=desk.now)
    desk.ledger.reports.save_comment(settled)
    desk.record(by, "report.comment_settled", str(year), comment=number)
    return settled


def approve(
    desk: Desk,
    year: int,
    said_hash: str,
    hashes: Hashes,
    by: str,
    *,
    reason: str = "",
) -> ReportVersion:
    """Approve the draft as the next version, as a coordinator, and what is answered is frozen.

    Args:
        desk: the step's transaction and time.
        year: the year of the follow-up.
        said_hash: the content hash of what was read, or at least its first eight characters.
        hashes: computes them from the draft.
        by: the coordinator's address.
        reason: why there is a version after the first.

    Raises:
        PlanRefusal: the year is not compiled, the draft says something else by now, comments wait for an answer, a
            reason is missing, or `by` is no coordinator.
    """
    desk.coordinator(by)
    cycle, versions = desk.cycle(year), desk.ledger.reports.versions(year)
    number, snapshot = next_version(versions), drafted(desk.ledger, year)
    if _has_no_draft(cycle, versions, snapshot) or snapshot is None:
        raise PlanRefusal(f"plans.cycle_is.{cycle.state}", year=year)
    if waiting := unsettled(desk.ledger.reports.comments(year), number):
        numbers = ", ".join(str(each.number) for each in waiting)
        raise PlanRefusal("report.comments_wait", year=year, numbers=numbers)
    if versions and not reason.strip():
        raise PlanRefusal("report.reason_needed", year=year, number=number)
    language, content_hash = _the_one(year, said_hash, hashes(snapshot, number))
    if cycle.state is CycleState.COMPILED:
        reopening.freeze(desk, year, by)
    desk.ledger.summaries.save_snapshot(snapshot)
    made = ReportVersion(
        year=year,
        number=number,
        snapshot=snapshot.id,
        language=language,
        content_hash=content_hash,
        approved_by=by,
        approved_at=desk.now,
        reason=reason.strip() or None,
    )
    desk.ledger.reports.save_version(made)
    desk.record(by, "report.approved", str(year), version=number, hash=content_hash, snapshot=snapshot.id)
    return made


def present(desk: Desk, year: int, by: str) -> ReportingCycle:
    """Note that the approved report has been presented."""
    cycle = reopening.present(desk, year, by)
    if latest := _latest(desk, year):
        desk.ledger.reports.save_version(replace(latest, presented_at=desk.now))
    return cycle


def archive(desk: Desk, year: int, by: str) -> ReportingCycle:
    """Note that the presented report has been archived; nothing in the cycle changes after that."""
    cycle = reopening.archive(desk, year, by)
    if latest := _latest(desk, year):
        desk.ledger.reports.save_version(replace(latest, archived_at=desk.now))
    return cycle


def _has_no_draft(cycle: ReportingCycle, versions: tuple[ReportVersion, ...], snapshot: Snapshot | None) -> bool:
    """Tell whether there is nothing to approve; a year approved without its report still has its draft."""
    if cycle.state is CycleState.COMPILED:
        return False
    is_new = snapshot is not None and (not versions or snapshot.taken_at > versions[-1].approved_at)
    return cycle.state is not CycleState.APPROVED or not is_new


def _the_one(year: int, said: str, hashes: dict[str, str]) -> tuple[str, str]:
    wanted = said.strip().lower()
    found = [(language, made) for language, made in hashes.items() if made.startswith(wanted)]
    if len(wanted) < LEAST_HASH or len(found) != 1:
        now = ", ".join(f"{made[:12]} ({language})" for language, made in hashes.items())
        raise PlanRefusal("report.other_content", year=year, said=said.strip() or "–", now=now)
    return found[0]


def _latest(desk: Desk, year: int) -> ReportVersion | None:
    return next(iter(reversed(desk.ledger.reports.versions(year))), None)
