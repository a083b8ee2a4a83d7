"""Count gaps: the open ones by kind and weight, what is new since the last round, what the year opened and closed.

A row is a gap's handle; in the counts over the year it is the id of what the history of gaps keeps of it.
"""

from collections.abc import Iterator

from plans.gapping.history import brought_up, sorted_out
from plans.gapping.marks import handle, judged, key
from plans.model import Gap, GapState, Severity
from plans.summary.counts.figure import Figure, RowKind, count, sorted_into
from plans.summary.counts.round import Round

BY_WEIGHT = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)


def standing_gaps(of: Round) -> tuple[Gap, ...]:
    """Return the gaps that stand, the gravest first: those that nobody has closed or accepted."""
    told = judged(of.gaps, of.snapshot.gap_marks, of.snapshot.gaps_found)
    settled = {key(one.gap) for one in told if one.mark and one.state is not GapState.HANDLED}
    still = [gap for gap in of.gaps if key(gap) not in settled]
    return tuple(sorted(still, key=lambda gap: BY_WEIGHT.index(gap.severity)))


def open_gaps(of: Round) -> Iterator[Figure]:
    """Count the gaps that stand, by kind, by weight and by both."""
    found = standing_gaps(of)
    kinds = dict.fromkeys(gap.kind for gap in found)
    yield count("gaps", map(handle, found), None, RowKind.GAP)
    yield from sorted_into("gaps_by_kind", ((handle(gap), gap.kind) for gap in found), kinds, RowKind.GAP)
    yield from sorted_into("gaps_by_severity", ((handle(gap), gap.severity) for gap in found), BY_WEIGHT, RowKind.GAP)
    both = ((handle(gap), f"{gap.kind}.{gap.severity}") for gap in found)
    codes = [f"{kind}.{level}" for kind in kinds for level in BY_WEIGHT]
    yield from sorted_into("gaps_by_kind_and_severity", both, codes, RowKind.GAP)


def compared(of: Round) -> Iterator[Figure]:
    """Count the gaps found now and in the round before, whatever anybody has said of them."""
    if of.gaps_before is None:
        return
    then, now = ({key(gap): gap for gap in some} for some in (of.gaps_before, of.gaps))
    for name, found in (
        ("gaps_new", (gap for known, gap in now.items() if known not in then)),
        ("gaps_remaining", (gap for known, gap in now.items() if known in then)),
        ("gaps_closed", (gap for known, gap in then.items() if known not in now)),
    ):
        yield count(name, map(handle, found), None, RowKind.GAP)


def over_the_year(of: Round) -> Iterator[Figure]:
    """Count what the year opened and closed, from the history and what was answered after it was written down."""
    snapshot = of.snapshot
    if not snapshot.gaps_found:
        return
    history = brought_up(snapshot.gaps_found, of.gaps, snapshot.taken_at)
    for name, found in sorted_out(history, snapshot.gap_marks, of.year).items():
        yield count(f"gaps_over_year.{name}", (one.id for one in found), None, RowKind.FOUND_GAP)
