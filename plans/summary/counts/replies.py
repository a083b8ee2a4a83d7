"""Count what replies say beside the status: obstacles, decisions asked for, evidence, corrections."""

from collections.abc import Iterable, Iterator

from plans.model import DecisionNeed, ObstacleKind
from plans.summary.asked import STANDING, decisions_of, evidence_rows, obstacles, open_from_before
from plans.summary.counts.figure import Figure, RowKind, count, count_of, sorted_into
from plans.summary.counts.round import Round


def told(of: Round) -> Iterator[Figure]:
    """Count the obstacles and decisions that replies name, and the replies that were corrected. Ids are updates'."""
    hindered = obstacles(of.told)
    yield count("obstacles", (one.update.id for one in hindered), None, RowKind.UPDATE)
    yield from sorted_into(
        "obstacles_by_kind", ((one.update.id, one.kind) for one in hindered), ObstacleKind, RowKind.UPDATE
    )
    asks = (update.id for a in of.told for _, update in a.collected(lambda reading: reading.decisions_needed))
    yield count("decisions", asks, None, RowKind.UPDATE)
    yield count("corrections", (update.id for a in of.told for update in a.corrected), None, RowKind.UPDATE)


def decisions(of: Round) -> Iterator[Figure]:
    """Count this year's decisions and the last one's by what became of them, and those that still wait."""
    snapshot, year = of.snapshot, of.year
    this, last = decisions_of(snapshot, year), decisions_of(snapshot, year - 1)
    yield from _by_state("decisions_by_state", this)
    yield from _by_state("decisions_last_year", last)
    yield _count("decisions_settled", [need for need in this if need.outcome])
    yield _count("decisions_asked_last_year", last)
    yield _count("decisions_open_from_before", open_from_before(snapshot, year))
    yield _count("decisions_older", open_from_before(snapshot, year - 1))
    asked = (update.id for a in of.before for _, update in a.collected(lambda reading: reading.decisions_needed))
    yield count("decisions_last_round", asked, None, RowKind.UPDATE)


def evidence(of: Round) -> Iterator[Figure]:
    """Count what shows the actions' state, and the actions without anything that does."""
    rows = (row for account in of.told for row in evidence_rows(account))
    yield count("evidence", rows, None, RowKind.EVIDENCE)
    yield count_of("without_evidence", [account for account in of.told if not evidence_rows(account)], of.of)


def _by_state(group: str, needs: Iterable[DecisionNeed]) -> list[Figure]:
    return sorted_into(group, ((need.id, need.state) for need in needs), STANDING, RowKind.DECISION)


def _count(name: str, needs: Iterable[DecisionNeed]) -> Figure:
    return count(name, (need.id for need in needs), None, RowKind.DECISION)
