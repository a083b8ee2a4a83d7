"""Approved versions of a report and comments on its drafts come back from every store."""

from dataclasses import replace
from datetime import UTC, date, datetime

from plans.cycle.closing import content_id
from plans.model import CycleState, ReportComment, ReportingCycle, ReportVersion, Snapshot

NOON = datetime(2027, 12, 10, 12, 0, 0, 123456, tzinfo=UTC)
CYCLE = ReportingCycle(
    year=2027,
    state=CycleState.COMPILED,
    opens=date(2027, 10, 1),
    due=date(2027, 11, 12),
    cut_off=date(2027, 11, 26),
)
UNNAMED = Snapshot(
    id="",
    year=2027,
    taken_at=NOON,
    cycle=CYCLE,
    actions=(),
    requests=(),
    updates=(),
    people=(),
    dispatches=(),
    delegations=(),
)
SNAPSHOT = replace(UNNAMED, id=content_id(UNNAMED))
VERSION = ReportVersion(
    year=2027,
    number=1,
    snapshot=SNAPSHOT.id,
    language="sv",
    content_hash="a1",
    approved_by="anna@example.se",
    approved_at=NOON,
)
COMMENT = ReportComment(
    year=2027, number=1, version=1, section="areas", text="Nämn övningen", author="bo@example.se", at=NOON
)


def _keep(store, *, versions=(), comments=()):
    with store.transaction() as ledger:
        ledger.cycles.save(CYCLE)
        ledger.summaries.save_snapshot(SNAPSHOT)
        for version in versions:
            ledger.reports.save_version(version)
        for comment in comments:
            ledger.reports.save_comment(comment)


def test_versions_come_back_the_latest_last(store):
    second = replace(VERSION, number=2, reason="Ett värde var fel", presented_at=NOON)

    _keep(store, versions=[second, VERSION])

    with store.reading() as ledger:
        assert ledger.reports.versions(2027) == (VERSION, second)
        assert ledger.reports.versions(2026) == ()


def test_what_happens_to_a_version_is_kept_with_it(store):
    presented = replace(VERSION, presented_at=NOON)

    _keep(store, versions=[VERSION, presented])

    with store.reading() as ledger:
        assert ledger.reports.versions(2027) == (presented,)


def test_comments_come_back_in_the_order_they_were_made_with_what_came_of_them(store):
    second = replace(COMMENT, number=2, section="gaps", text="Två")
    settled = replace(COMMENT, outcome="Rättat", settled_by="anna@example.se", settled_at=NOON)

    _keep(store, comments=[second, COMMENT, settled])

    with store.reading() as ledger:
        assert ledger.reports.comments(2027) == (settled, second)
