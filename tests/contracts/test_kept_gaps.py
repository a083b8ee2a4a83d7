"""Marks on gaps, gaps that people have seen and the history of what was found come back from every store."""

from dataclasses import replace
from datetime import UTC, datetime

from plans.model import FoundGap, GapKind, GapMark, GapNote, GapState, Severity

NOON = datetime(2027, 10, 1, 12, 0, 0, 123456, tzinfo=UTC)
MARK = GapMark(
    kind=GapKind.INDICATOR_WITHOUT_BASELINE,
    subject="S6",
    item="Antal övningar",
    state=GapState.ACCEPTED,
    reason="Mäts först 2028",
    rests_on="{}",
    by="anna@example.se",
    at=NOON,
)
NOTE = GapNote(number=1, text="Ingen följer patienterna", by="anna@example.se", at=NOON, area="Data")
FOUND = FoundGap(
    id="a1",
    kind=GapKind.DUE_NOT_STARTED,
    subject="S6",
    severity=Severity.HIGH,
    values={"nr": "S6", "end": "2027-12-31"},
    found_at=NOON,
)


def test_marks_come_back_in_the_order_they_were_made_even_at_one_moment(store):
    reopened = replace(MARK, state=GapState.OPEN, reason="Ändå inte")

    with store.transaction() as ledger:
        ledger.gaps.add_mark(MARK)
        ledger.gaps.add_mark(reopened)

    with store.reading() as ledger:
        assert ledger.gaps.marks() == (MARK, reopened)


def test_what_people_have_seen_comes_back_by_number(store):
    second = GapNote(
        number=2,
        text="Två",
        by="bo@example.se",
        at=NOON,
        severity=Severity.LOW,
        aspect="A",
        scope="Norr",
        remedy="Beslut",
    )

    with store.transaction() as ledger:
        ledger.gaps.add_note(second)
        ledger.gaps.add_note(NOTE)

    with store.reading() as ledger:
        assert ledger.gaps.notes() == (NOTE, second)


def test_a_found_gap_keeps_its_place_when_it_is_closed(store):
    second = replace(FOUND, id="b2", subject="S7", item="Antal")
    closed = replace(FOUND, closed_at=NOON)

    with store.transaction() as ledger:
        ledger.gaps.save_found([FOUND, second])
        ledger.gaps.save_found([closed])

    with store.reading() as ledger:
        assert ledger.gaps.found() == (closed, second)
