"""The year's report as commands and conversations ask for it: drafted, written, commented on, approved.

A report is composed anew each time from what was frozen. While the year stands approved, what is handed out is the
version that was approved; what has come since stands in the draft.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from plans.cycle.closing import CLOSED
from plans.cycle.versions import drafted, next_version, unsettled
from plans.followup import Followup
from plans.formats import write
from plans.gaps import find_gaps
from plans.model import Gap, ReportComment, ReportVersion, Snapshot
from plans.refusals import PlanRefusal
from plans.stores.base import Store
from plans.summary.blocks import Section, Summary
from plans.summary.composing import compose
from plans.summary.differing import Difference, difference
from plans.summary.edition import Edition
from plans.summary.figures import Figures, figures
from plans.summary.plainness import all_visible
from prompts.texts import LANGUAGES, texts


@dataclass(frozen=True, slots=True)
class Review:
    """Where the review of a year's report stands. `draft` is None while an approved version is all there is."""

    year: int
    versions: tuple[ReportVersion, ...]
    comments: tuple[ReportComment, ...]
    draft: Summary | None
    number: int  # of the draft

    @property
    def waiting(self) -> tuple[ReportComment, ...]:
        """The comments on the draft that nobody has settled."""
        return unsettled(self.comments, self.number)


class Reports:
    """The reports of one plan; `now` is the time of each call."""

    def __init__(self, store: Store, follow_up: Followup, now: Callable[[], datetime], zone: ZoneInfo) -> None:
        self._store = store
        self._follow_up = follow_up
        self._now = now
        self._zone = zone

    def summary(self, year: int, language: str, version: int | None = None, reference: str | None = None) -> Summary:
        """Return a year's report: the version asked for, the approved one while the year stands so, else the draft.

        Raises:
            PlanRefusal: there is no cycle of that year, or no such version.
        """
        with self._store.reading() as ledger:
            versions = ledger.reports.versions(year)
            cycle = ledger.cycles.get(year)
        stands = bool(versions) and cycle is not None and cycle.state in CLOSED
        if version is None and not stands:
            return self.draft(year, language, reference)
        if version is not None and version == next_version(versions):
            return self.draft(year, language, reference)
        return self._approved(_chosen(year, versions, version), versions, language, reference)

    def draft(self, year: int, language: str, reference: str | None = None) -> Summary:
        """Return what the next version would say: of the frozen answers and those after, until then of today's.

        Raises:
            PlanRefusal: there is no cycle of that year.
        """
        with self._store.reading() as ledger:
            snapshot = drafted(ledger, year)
            versions, comments = ledger.reports.versions(year), ledger.reports.comments(year)
        number = next_version(versions)
        reviewed = any(one.version == number for one in comments) and not unsettled(comments, number)
        edition = Edition(
            number=number, is_reviewed=reviewed, replaces=self._replaced(versions, number), reference=reference
        )
        return self._composed(snapshot or self._follow_up.snapshot(year, self._now()), language, edition)

    def write(
        self,
        year: int,
        formats: Sequence[str],
        out: Path,
        language: str,
        *,
        version: int | None = None,
        reference: str | None = None,
    ) -> tuple[Path, ...]:
        """Write a year's report in each of the formats and return the files, the manifest last (`summary`)."""
        return write(self.summary(year, language, version, reference), formats, out)

    def review(self, year: int, language: str) -> Review:
        """Return where the review of a year's report stands.

        Raises:
            PlanRefusal: there is no cycle of that year.
        """
        with self._store.reading() as ledger:
            versions, comments = ledger.reports.versions(year), ledger.reports.comments(year)
            snapshot = drafted(ledger, year)
        is_new = snapshot is None or not versions or snapshot.id != versions[-1].snapshot
        draft = self.draft(year, language) if is_new else None
        return Review(year, versions, comments, draft, next_version(versions))

    def difference(self, year: int, language: str, first: int | None = None, second: int | None = None) -> Difference:
        """Compare two versions, or the latest approved one with the draft.

        Raises:
            PlanRefusal: there is no such version, or none to compare with.
        """
        with self._store.reading() as ledger:
            versions, snapshot = ledger.reports.versions(year), drafted(ledger, year)
        if not versions:
            raise PlanRefusal("report.nothing_approved", year=year)
        before = self._alone(_chosen(year, versions, first), language)
        if second is not None:
            return difference(before, self._alone(_chosen(year, versions, second), language))
        draft = snapshot or self._follow_up.snapshot(year, self._now())
        return difference(before, self._composed(draft, language, Edition()))

    def comment(self, year: int, section: str, text: str, by: str, language: str) -> tuple[ReportComment, Section]:
        """Keep what somebody says of a section of the draft, named by its number, its letter or its title.

        Raises:
            PlanRefusal: there is no such section, or `plans.cycle.versions.comment` refuses.
        """
        found = _section(self.draft(year, language), section)
        return self._follow_up.comment(year, found.key, text, by, self._now()), found

    def settle(self, year: int, number: int, outcome: str, by: str) -> ReportComment:
        """Say what came of a comment (`plans.cycle.versions.settle_comment`)."""
        return self._follow_up.settle_comment(year, number, outcome, by, self._now())

    def approve(self, year: int, said_hash: str, by: str, reason: str = "") -> ReportVersion:
        """Approve exactly the draft with this content hash (`plans.cycle.versions.approve`)."""
        with self._store.reading() as ledger:
            versions = ledger.reports.versions(year)

        def hashes(snapshot: Snapshot, number: int) -> dict[str, str]:
            edition = Edition(number=number, replaces=self._replaced(versions, number))
            made = {language: self._composed(snapshot, language, edition) for language in LANGUAGES}
            return {language: summary.content_hash for language, summary in made.items()}

        return self._follow_up.approve_report(year, said_hash, hashes, by, self._now(), reason=reason)

    def _approved(
        self, version: ReportVersion, versions: Sequence[ReportVersion], language: str, reference: str | None = None
    ) -> Summary:
        replaces = self._replaced(versions, version.number)
        edition = Edition(number=version.number, replaces=replaces, approved=version, reference=reference)
        return self._composed(self._snapshot(version), language, edition)

    def _alone(self, version: ReportVersion, language: str) -> Summary:
        """Return a version without what it says itself of the version before."""
        return self._composed(self._snapshot(version), language, Edition(number=version.number, approved=version))

    def _replaced(self, versions: Sequence[ReportVersion], number: int) -> tuple[ReportVersion, Figures] | None:
        before = next((version for version in versions if version.number == number - 1), None)
        if before is None:
            return None
        snapshot = all_visible(self._snapshot(before))
        given = self._beside(snapshot, before)
        return before, figures(snapshot, previous=given.previous, gaps=given.gaps, gaps_before=given.gaps_before)

    def _snapshot(self, version: ReportVersion) -> Snapshot:
        with self._store.reading() as ledger:
            snapshots = ledger.summaries.snapshots(version.year)
        return next(snapshot for snapshot in snapshots if snapshot.id == version.snapshot)

    def _composed(self, snapshot: Snapshot, language: str, edition: Edition) -> Summary:
        given = self._beside(snapshot, edition.approved)
        return compose(
            snapshot,
            language=language,
            gaps=given.gaps,
            generated_at=edition.approved.approved_at if edition.approved else self._now(),
            previous=given.previous,
            gaps_before=given.gaps_before,
            edition=edition,
        )

    def _beside(self, snapshot: Snapshot, approved: ReportVersion | None) -> "_Beside":
        previous = self._round_before(snapshot, approved)
        return _Beside(
            gaps=gaps_in(snapshot, self._zone),
            previous=previous,
            gaps_before=gaps_in(previous, self._zone) if previous else None,
        )

    def _round_before(self, snapshot: Snapshot, approved: ReportVersion | None) -> Snapshot | None:
        """Return the round before as it stood then: an approved report does not change with an earlier year's."""
        with self._store.reading() as ledger:
            known = ledger.summaries.snapshots(snapshot.year - 1)
        until = approved.approved_at if approved else self._now()
        return next((each for each in reversed(known) if each.taken_at <= until), None)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a report is composed from beside its snapshot."""

    gaps: tuple[Gap, ...]
    previous: Snapshot | None
    gaps_before: tuple[Gap, ...] | None


_NEAR: Final = 0.6  # of the letters, for a title that is nearly right


def _chosen(year: int, versions: Sequence[ReportVersion], number: int | None) -> ReportVersion:
    if number is None:
        return versions[-1]
    if found := next((version for version in versions if version.number == number), None):
        return found
    known = ", ".join(str(version.number) for version in versions) or "–"
    raise PlanRefusal("report.version_unknown", year=year, number=number, known=known)


def _section(summary: Summary, said: str) -> Section:
    wanted = said.strip().casefold()
    named = {name.casefold(): each for each in summary.sections for name in (each.key, each.title, each.number)}
    near = get_close_matches(wanted, named, n=1, cutoff=_NEAR)
    if wanted in named or near:
        return named[wanted if wanted in named else near[0]]
    words = texts(summary.language)
    known = "; ".join(words("report.review.section", number=each.number, title=each.title) for each in summary.sections)
    raise PlanRefusal("report.section_unknown", section=said.strip() or "–", known=known)


def gaps_in(snapshot: Snapshot, zone: ZoneInfo) -> tuple[Gap, ...]:
    """Return the gaps of a snapshot as they were on the day it was taken."""
    return find_gaps(
        snapshot.actions,
        today=snapshot.taken_at.astimezone(zone).date(),
        year=snapshot.year,
        areas=snapshot.areas,
        requests=snapshot.requests,
        updates=snapshot.updates,
        notes=snapshot.gap_notes,
    )
