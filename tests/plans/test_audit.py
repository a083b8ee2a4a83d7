import hashlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inline_snapshot import snapshot

from plans.audit import Break, chained, disguised, rows, verify
from plans.encoding import canonical

NOON = datetime(2027, 10, 1, 12, 0, tzinfo=UTC)


def trail(length=5):
    events = []
    for number in range(length):
        last = events[-1] if events else None
        events.append(
            chained(
                last, NOON, actor="anna@example.se", event="reply.received", subject=f"d{number}", details={"nr": "S6"}
            )
        )
    return events


def test_an_untouched_trail_holds():
    assert verify(trail()) is None
    assert verify([]) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("actor", "bo@example.se"),
        ("subject", "d9"),
        ("event", "update.confirmed"),
        ("details", {"nr": "S7"}),
        ("at", datetime(2027, 10, 1, 12, 1, tzinfo=UTC)),
        ("hash", "0" * 64),
    ],
)
def test_a_changed_row_is_named(field, value):
    events = trail()
    events[2] = replace(events[2], **{field: value})

    assert verify(events) == Break(3, "content")


def test_a_row_that_was_taken_out_is_named():
    events = trail()
    del events[2]

    assert verify(events) == Break(3, "number")


def test_rows_that_changed_places_are_named():
    events = trail()
    events[1], events[2] = events[2], events[1]

    assert verify(events) == Break(2, "number")


def test_a_forged_row_with_its_own_right_hash_is_named_by_the_next():
    events = trail()
    events[2] = chained(events[1], NOON, actor="eve@example.se", event="x", subject="y", details={})

    assert verify(events) == Break(4, "order")


def test_a_trail_cut_at_its_end_is_found_by_a_head_exported_before():
    events = trail()
    head = events[-1].hash

    assert verify(events, head) is None
    assert verify(events[:-1]) is None
    assert verify(events[:-1], head) == Break(5, "cut")


@given(position=st.integers(0, 4), field=st.sampled_from(["actor", "event", "subject"]), text=st.text(min_size=1))
def test_any_change_of_words_is_found_at_its_row(position, field, text):
    events = trail()
    if getattr(events[position], field) == text:
        return
    events[position] = replace(events[position], **{field: text})

    assert verify(events) == Break(position + 1, "content")


def test_the_export_shows_each_row_plainly():
    assert rows(trail(1)) == snapshot(
        [
            {
                "number": 1,
                "at": "2027-10-01T12:00:00+00:00",
                "actor": "anna@example.se",
                "event": "reply.received",
                "subject": "d0",
                "details": {"nr": "S6"},
                "previous": "0000000000000000000000000000000000000000000000000000000000000000",
                "hash": "d82ce2ae55e5207b6bfd96a130b43ecc377750ae9091f36c7450c5ddcbcf84b2",
            }
        ]
    )


@given(text=st.text(), details=st.dictionaries(st.text(), st.text()))
def test_a_row_is_hashed_as_its_canonical_text(text, details):
    event = chained(None, NOON, actor=text, event=text, subject=text, details=details)

    assert event.hash == hashlib.sha256(canonical(replace(event, hash="")).encode()).hexdigest()


def test_a_person_is_numbered_wherever_the_address_stands():
    numbers = {"anna@example.se": 1, "bo.ek@sub.example.se": 2}

    told = disguised("2027/x/Anna@example.se, <bo.ek@sub.example.se> (och S6)", numbers.__getitem__)

    assert told == "2027/x/person 1, <person 2> (och S6)"
