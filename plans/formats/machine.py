"""Write the summary as JSON for other programs: plain figures, the rows behind each, and the document itself.

Its shape is a contract (``docs/``, "report --format json"): keys may be added, none may change. A missing value
is null.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TypeAlias, cast

from plans.gapping.marks import JudgedGap, judged
from plans.gaps import judged_json
from plans.model import DecisionNeed, Evidence, Forecast, Implementation, StatusUpdate
from plans.summary.accounts import Account
from plans.summary.blocks import AreaRow, Block, Chart, Summary
from plans.summary.figures import UNKNOWN, Figures
from plans.summary.goals import GoalAccount, goal_accounts
from plans.summary.measuring import Outcome

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

_GROUPS = (
    "by_implementation",
    "by_forecast",
    "goals_by_assessment",
    "answers_by_week",
    "indicators",
    "trends",
    "obstacles_by_kind",
    "decisions_by_state",
    "decisions_last_year",
    "status_changes",
    "status_before",
    "status_now",
    "gaps_by_kind",
    "gaps_by_severity",
    "gaps_by_kind_and_severity",
    "gaps_over_year",
    "aspect",
    "area",
)


def rendered(summary: Summary) -> bytes:
    """Return the summary as a .json file in UTF-8."""
    return (json.dumps(as_json(summary), ensure_ascii=False, indent=2) + "\n").encode()


def as_json(summary: Summary) -> dict[str, Json]:
    """Return the summary as JSON values."""
    cited = {source.id: source.n for source in summary.sources}
    return {
        "year": summary.year,
        "snapshot": summary.snapshot.id,
        "generated_at": _moment(summary.generated_at),
        "language": summary.language,
        "content_hash": summary.content_hash,
        "as_of": summary.as_of.isoformat(),
        "figures": _figures(summary.figures),
        "trace": {name: list(figure.rows) for name, figure in summary.figures.entries.items()},
        "areas": [_area(row, summary.figures) for row in summary.areas],
        "actions": [_action(account, cited) for account in summary.figures.accounts],
        "goals": [_goal(goal) for goal in goal_accounts(summary.figures.accounts)],
        "decisions": [_decision(need, cited) for need in summary.snapshot.decisions],
        "gaps": cast("list[Json]", judged_json(_judged(summary), summary.language)),
        "sources": [asdict(source) for source in summary.sources],
        "sections": [
            {
                "key": section.key,
                "number": section.number,
                "title": section.title,
                "blocks": [_block(block) for block in section.blocks],
            }
            for section in summary.sections
        ],
    }


def _judged(summary: Summary) -> tuple[JudgedGap, ...]:
    return judged(summary.gaps, summary.snapshot.gap_marks, summary.snapshot.gaps_found)


def _figures(figures: Figures) -> dict[str, Json]:
    plain: dict[str, Json] = {
        name: figure.value for name, figure in figures.entries.items() if name.split(".")[0] not in _GROUPS
    }
    for group in _GROUPS:
        plain[group] = {code: figure.value for code, figure in figures.group(group).items()}
    return plain


def _area(row: AreaRow, figures: Figures) -> dict[str, Json]:
    within = set(row.nrs)
    told = [account for account in figures.accounts if account.nr in within]
    return {
        "aspect": row.aspect,
        "area": row.area,
        "challenges": list(row.challenges),
        "actions": list(row.nrs),
        "by_implementation": _tally([a.implementation or UNKNOWN for a in told], [*Implementation, UNKNOWN]),
        "by_forecast": _tally([a.forecast or UNKNOWN for a in told], [*Forecast, UNKNOWN]),
        "late": sum(1 for a in told if a.late_days),
        "answered": sum(1 for a in told if a.updates),
    }


def _tally(found: list[str], codes: list[str]) -> dict[str, Json]:
    return {str(code): found.count(code) for code in codes}


def _action(account: Account, cited: Mapping[str, int]) -> dict[str, Json]:
    action = account.action
    return {
        "nr": account.nr,
        "title": action.title,
        "aspect": action.aspect,
        "area": action.area,
        "goal": action.goal,
        "accountable": action.accountable,
        "contributors": list(action.contributors),
        "reporter": action.reporter,
        "start": _day(action.start),
        "end": _day(action.end),
        "continuous": action.continuous,
        "schedule_text": action.schedule_text,
        "indicator": action.indicator,
        "baseline": _written(action.baseline),
        "target": _written(action.target),
        "outcome": _outcome(account.outcome),
        "previous_outcome": _outcome(account.earlier),
        "course": account.course,
        "answered": bool(account.updates),
        "implementation": account.implementation,
        "forecast": account.forecast,
        "last_known": {"implementation": account.known, "date": _day(account.known_on)},
        "goal_assessment": account.goal_assessment,
        "files": [_file(file) for file in account.files],
        "late_days": account.late_days,
        "comment": action.comment,
        "request": account.request.id if account.request else None,
        "updates": [_update(update, cited) for update in account.updates],
        "corrected": [_update(update, cited) for update in account.corrected],
        "source": {"file": action.source.file, "sheet": action.source.sheet, "row": action.source.row},
    }


def _update(update: StatusUpdate, cited: Mapping[str, int]) -> dict[str, Json]:
    reading = update.reading
    return {
        "id": update.id,
        "source": cited.get(update.id),
        "text": update.text,
        "confirmed_by": update.confirmed_by,
        "confirmed_at": _moment(update.confirmed_at),
        "late": update.late,
        "corrects": update.corrects,
        "implementation": reading.implementation,
        "forecast": reading.forecast,
        "progress": reading.progress,
        "new_end": _day(reading.new_end),
        "completed_on": _day(reading.completed_on),
        "unchanged": reading.unchanged,
        "obstacles": list(reading.obstacles),
        "decisions_needed": list(reading.decisions_needed),
        "done": list(reading.done),
        "next_steps": list(reading.next_steps),
        "goal_assessment": reading.goal_assessment,
        "evidence": list(reading.evidence),
    }


def _goal(goal: GoalAccount) -> dict[str, Json]:
    return {
        "goal": goal.goal,
        "assessment": goal.assessment,
        "actions": [account.nr for account in goal.actions],
        "assessed_by": {account.nr: account.goal_assessment for account in goal.assessed},
        "updates": [account.assessed_in.id for account in goal.assessed if account.assessed_in],
        "live": goal.is_worked_on,
    }


def _decision(need: DecisionNeed, cited: Mapping[str, int]) -> dict[str, Json]:
    return {
        "id": need.id,
        "nr": need.nr,
        "year": need.year,
        "text": need.text,
        "update": need.update_id,
        "source": cited.get(need.update_id),
        "state": need.state,
        "outcome": need.outcome,
        "settled_by": need.settled_by,
        "settled_at": _moment(need.settled_at) if need.settled_at else None,
    }


def _file(file: Evidence) -> dict[str, Json]:
    return {"id": file.id, "name": file.name, "sha256": file.sha256, "size": file.size, "update": file.update_id}


def _block(block: Block) -> dict[str, Json]:
    """Return a block with its kind; a chart without its picture, which says nothing more than its alt text."""
    values = asdict(block)
    if isinstance(block, Chart):
        values = {"caption": block.caption, "alt": block.alt}
    return {"block": type(block).__name__.lower(), **values}


def _outcome(outcome: Outcome | None) -> dict[str, Json] | None:
    if outcome is None:
        return None
    return {
        "value": _written(outcome.value),
        "unit": outcome.unit,
        "date": outcome.on.isoformat(),
        "update": outcome.update_id,
    }


def _written(value: Decimal | str | None) -> Json:
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else float(value)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
