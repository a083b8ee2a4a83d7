"""What people have decided of gaps, and what the year opened and closed, as the summary tells it."""

from dataclasses import replace
from datetime import UTC, datetime

from inline_snapshot import snapshot as inline

from plans.formats.machine import as_json
from plans.gapping.history import followed
from plans.gapping.marks import rests_on
from plans.model import GapKind, GapMark, GapState
from plans.summary.blocks import Heading, Paragraph, Points
from plans.summary.composing import compose

AT = datetime(2027, 12, 14, 9, 0, tzinfo=UTC)


def gap_blocks(summary):
    return next(section.blocks for section in summary.sections if section.key == "gaps")


def test_an_accepted_gap_is_told_apart_from_the_open_ones_with_its_reason(snapshot, gaps):
    accepted = next(gap for gap in gaps if gap.kind is GapKind.ACTION_WITHOUT_REPORTER)
    mark = GapMark(
        kind=accepted.kind,
        subject=accepted.subject,
        item=accepted.item,
        state=GapState.ACCEPTED,
        reason="Utses i januari",
        rests_on=rests_on(accepted),
        by="eva@x.example",
        at=AT,
    )
    marked = replace(snapshot, gap_marks=(mark,), gaps_found=followed((), gaps, AT))

    summary = compose(marked, language="sv", gaps=gaps, generated_at=AT)

    blocks = gap_blocks(summary)
    paragraphs = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert f"{len(gaps) - 1} öppna gap" in paragraphs[0]
    assert paragraphs[1] == f"Gap under 2027: {len(gaps)} nya, 1 accepterat och {len(gaps) - 1} öppna."
    assert [block.text for block in blocks if isinstance(block, Heading)][-1] == "Vad som är bestämt om gap"
    (last,) = [block for block in blocks if isinstance(block, Points)][-1].items
    assert last.text == inline(
        "Åtgärd utan rapportör: V12. "
        "Markerat som accepterat av eva@x.example 14\u00a0december\u00a02027: Utses i januari"
    )
    (told,) = [gap for gap in as_json(summary)["gaps"] if "mark" in gap]
    assert told["state"] == "accepted"


def test_a_snapshot_from_before_gaps_were_followed_tells_nothing_of_the_history(snapshot, gaps):
    summary = compose(snapshot, language="en", gaps=gaps, generated_at=AT)

    assert not any("closed by the plan" in block.text for block in gap_blocks(summary) if isinstance(block, Paragraph))
