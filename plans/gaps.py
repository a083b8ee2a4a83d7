"""Find what the plan and its follow-up lack, and say it: each gap with its evidence and what would close it.

A new rule is a function and a line in the `RULES` of its module (``plans/gapping/``) and its texts in ``gaps.toml``.
Whether a gap is handled, accepted or closed is for people (``plans/gapping/marks.py``).
"""

from collections.abc import Iterable, Sequence
from datetime import date

from plans.gapping.coverage import cover
from plans.gapping.marks import JudgedGap
from plans.gapping.material import Material
from plans.gapping.rules import RULES
from plans.model import Action, Gap, GapMark, GapNote, PriorityArea, Severity, StatusUpdate, UpdateRequest
from plans.wording import with_written_days
from prompts.texts import texts, variables

_DAYS = frozenset({"day", "due", "end"})  # the variables of a gap's texts that are a day
_ORDER = {Severity.HIGH: 0, Severity.MEDIUM: 1, Severity.LOW: 2}


def find_gaps(
    actions: Iterable[Action],
    *,
    today: date,
    year: int | None = None,
    areas: Sequence[PriorityArea] = (),
    requests: Sequence[UpdateRequest] = (),
    updates: Sequence[StatusUpdate] = (),
    notes: Sequence[GapNote] = (),
) -> tuple[Gap, ...]:
    """Return every gap that the material shows, the severest first.

    Args:
        actions: the plan.
        today: the day to judge lateness on.
        year: the reporting year; without it the rules about replies find nothing.
        areas: the strategy's tree; without it the rules about the strategy find nothing.
        requests: requests of every year.
        updates: confirmed replies of every year.
        notes: gaps that people have seen.
    """
    plan = tuple(actions)
    material = Material(
        actions=plan,
        today=today,
        year=year,
        areas=tuple(areas),
        requests=tuple(requests),
        updates=tuple(updates),
        notes=tuple(notes),
        coverage=cover(areas, plan),
    )
    return tuple(sorted((gap for rule in RULES for gap in rule(material)), key=lambda gap: _ORDER[gap.severity]))


def gaps_json(gaps: Iterable[Gap], language: str = "sv") -> list[dict[str, object]]:
    """Return the gaps in the contract's shape, their texts in `language`."""
    return [_json(gap, language) for gap in gaps]


def judged_json(gaps: Iterable[JudgedGap], language: str = "sv") -> list[dict[str, object]]:
    """Return the gaps in the contract's shape; one that somebody has said something of also has what they said.

    A mark that no longer counts stands under ``lapsed``, the one that does under ``mark``.
    """
    return [
        _json(one.gap, language)
        | ({"state": one.state, "mark": _mark_json(one.mark)} if one.mark else {})
        | ({"state": one.state, "lapsed": _mark_json(one.lapsed)} if one.lapsed else {})
        for one in gaps
    ]


def _json(gap: Gap, language: str) -> dict[str, object]:
    return {
        "kind": gap.kind,
        "subject": gap.subject,
        "evidence": gap_text(gap, "evidence", language),
        "severity": gap.severity,
        "closed_by": gap_text(gap, "closed_by", language),
    }


def _mark_json(mark: GapMark) -> dict[str, object]:
    return {"state": mark.state, "reason": mark.reason, "by": mark.by, "at": mark.at.isoformat()}


def gap_text(gap: Gap, part: str, language: str) -> str:
    """Return the `title`, `evidence` or `closed_by` of a gap for a reader of `language`."""
    text = texts(language)
    key = f"gaps.{gap.kind}.{part}"
    if text.has(alternative := f"{key}_{gap.values.get('case', '')}"):
        key = alternative
    wanted = variables(text.template(key))
    values = {name: value for name, value in gap.values.items() if name in wanted}
    return text(key, **with_written_days(values, _DAYS, language))
