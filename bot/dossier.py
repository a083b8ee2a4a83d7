"""Everything that is known of one action over the years: what it measures and who said what, in words and as JSON.

The plan's own words and the follow-up's last word stand in `planbook` and `followed_up`; here is the history. Who is
named beside a value or a reply is who wrote it and who confirmed it then, whoever answers for the action today.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from plans.model import Action, Assignment, IndicatorValue, StatusUpdate, UpdateRequest
from plans.numbers import written_number
from plans.planning import plain_json
from plans.replies import reading_json
from plans.stores.base import Ledger
from plans.wording import written_date
from prompts.texts import Texts

_LONGEST: Final = 300  # characters of a reply in the terminal; the whole of it stands in the JSON


@dataclass(frozen=True, slots=True)
class Outcome:
    """A value of an indicator in a year, and the reply that says it."""

    value: IndicatorValue
    update: StatusUpdate


@dataclass(frozen=True, slots=True)
class Dossier:
    """One action's history."""

    action: Action
    updates: tuple[StatusUpdate, ...]
    requests: tuple[UpdateRequest, ...]
    assignments: tuple[Assignment, ...]

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The last value of each indicator in each year, the plan's indicators first, by year."""
        last: dict[tuple[str, int], Outcome] = {}
        for update in sorted(self.updates, key=lambda one: one.confirmed_at):
            for value in update.reading.values:
                last[value.indicator, update.year] = Outcome(value, update)
        names = [indicator.name for indicator in self.action.indicators]
        names += [name for name, _ in last if name not in names]
        return tuple(last[key] for key in sorted(last, key=lambda key: (names.index(key[0]), key[1])))

    @property
    def reached(self) -> dict[str, StatusUpdate]:
        """The milestones that replies have said are done, each with the first reply that said so."""
        found: dict[str, StatusUpdate] = {}
        for update in sorted(self.updates, key=lambda one: one.confirmed_at):
            for name in update.reading.milestones_done:
                found.setdefault(name, update)
        return found

    @property
    def obstacles(self) -> tuple[tuple[str, StatusUpdate], ...]:
        """What has stood in the way, as it was reported; a reply that was corrected is left out."""
        corrected = {update.corrects for update in self.updates}
        valid = (update for update in self.updates if update.id not in corrected)
        return tuple((words, update) for update in valid for words in update.reading.obstacles)


def dossier(ledger: Ledger, action: Action) -> Dossier:
    """Look up an action's history."""
    return Dossier(
        action,
        ledger.updates.about(action.nr),
        ledger.cycles.about(action.nr),
        ledger.plans.assignments(action.nr),
    )


def history_in_words(found: Dossier, words: Texts, zone: ZoneInfo) -> Iterator[str]:
    """Yield the history's parts, each under its heading; a part without anything is left out."""
    parts = (
        ("indicators", _indicator_lines(found, words, zone)),
        ("milestones", _milestone_lines(found, words, zone)),
        ("assignments", _assignment_lines(found, words)),
        ("obstacles", _obstacle_lines(found, words)),
        ("requests", _request_lines(found, words)),
        ("updates", _update_lines(found, words, zone)),
    )
    for name, lines in parts:
        written = list(lines)
        if written:
            yield from ("", f"{words(f'plan_shown.headings.{name}')}:", *written)


def history_json(found: Dossier) -> dict[str, object]:
    """Return the history as JSON values."""
    reached = found.reached
    return {
        "values": [_outcome_json(outcome) for outcome in found.outcomes],
        "milestones": [
            {
                "name": step.name,
                "due": plain_json(step.due),
                "completed_on": plain_json(step.completed_on),
                "reported_done": reached[step.name].id if step.name in reached else None,
            }
            for step in found.action.milestones
        ],
        "assignments": [
            {"role": one.role, "who": one.who, "first": plain_json(one.first), "last": plain_json(one.last)}
            for one in found.assignments
        ],
        "obstacles": [{"text": text, "year": update.year, "update": update.id} for text, update in found.obstacles],
        "requests": [_request_json(request) for request in found.requests],
        "updates": [_update_json(update) for update in found.updates],
    }


def _indicator_lines(found: Dossier, words: Texts, zone: ZoneInfo) -> Iterator[str]:
    outcomes = found.outcomes
    planned = found.action.indicators
    for indicator in planned:
        goal = words(
            "plan_shown.indicator",
            name=indicator.name,
            baseline=_value(indicator.baseline, indicator.baseline_year),
            target=_value(indicator.target, indicator.target_year),
        )
        around = ", ".join(text for text in (indicator.unit, indicator.source, indicator.frequency) if text)
        yield f"- {goal} ({around})" if around else f"- {goal}"
        yield from (_outcome_line(one, words, zone) for one in outcomes if one.value.indicator == indicator.name)
    known = {indicator.name for indicator in planned}
    for name in dict.fromkeys(one.value.indicator for one in outcomes if one.value.indicator not in known):
        yield f"- {words('plan_shown.earlier_indicator', name=name)}"
        yield from (_outcome_line(one, words, zone) for one in outcomes if one.value.indicator == name)


def _outcome_line(outcome: Outcome, words: Texts, zone: ZoneInfo) -> str:
    unit = f" {outcome.value.unit}" if outcome.value.unit else ""
    told = words(
        "plan_shown.value",
        year=outcome.update.year,
        value=f"{written_number(outcome.value.value)}{unit}",
        who=_who(outcome.update, words),
        date=_day(outcome.update, words, zone),
    )
    return f"  {told}"


def _milestone_lines(found: Dossier, words: Texts, zone: ZoneInfo) -> Iterator[str]:
    reached = found.reached
    for step in found.action.milestones:
        said = [words("plan_shown.due", date=_written(step.due, words))] if step.due else []
        if step.completed_on:
            said.append(words("plan_shown.done", date=_written(step.completed_on, words)))
        elif update := reached.get(step.name):
            said.append(words("plan_shown.reported_done", who=update.author, date=_day(update, words, zone)))
        days = f" ({', '.join(said)})" if said else ""
        yield f"- {step.name}{days}"


def _assignment_lines(found: Dossier, words: Texts) -> Iterator[str]:
    for one in found.assignments:
        first, last = (_written(day, words) if day else "" for day in (one.first, one.last))
        span = words("plan_shown.until", date=last) if last else ""
        if first:
            span = f"{first} – {last}" if last else words("plan_shown.since", date=first)
        line = f"- {words(f'plan_shown.roles.{one.role}')}: {one.who}"
        yield f"{line} ({span})" if span else line


def _obstacle_lines(found: Dossier, words: Texts) -> Iterator[str]:
    for text, update in found.obstacles:
        yield words("plan_shown.obstacle", year=update.year, text=text)


def _request_lines(found: Dossier, words: Texts) -> Iterator[str]:
    for request in found.requests:
        state = words(f"terms.request.{request.state}").lower()
        who, due = request.addressee or "–", _written(request.due, words)
        yield words("plan_shown.request", year=request.year, who=who, due=due, state=state)


def _update_lines(found: Dossier, words: Texts, zone: ZoneInfo) -> Iterator[str]:
    numbers = {update.id: number for number, update in enumerate(found.updates, start=1)}
    for number, update in enumerate(found.updates, start=1):
        text = " ".join(update.text.split())
        shown = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
        who, day = _who(update, words), _day(update, words, zone)
        line = words("plan_shown.update", number=number, year=update.year, who=who, date=day, text=shown)
        if update.corrects in numbers:
            line += f" {words('plan_shown.corrects', number=numbers[update.corrects])}"
        yield f"{line} {words('plan_shown.late')}" if update.late else line


def _who(update: StatusUpdate, words: Texts) -> str:
    """Return who wrote a reply, and who confirmed it where that was somebody else."""
    if update.author == update.confirmed_by:
        return update.author
    return words("plan_shown.confirmed_by_other", author=update.author, confirmed_by=update.confirmed_by)


def _day(update: StatusUpdate, words: Texts, zone: ZoneInfo) -> str:
    return _written(update.confirmed_at.astimezone(zone).date(), words)


def _written(day: date, words: Texts) -> str:
    return written_date(day, words.language)


def _value(value: object, year: int | None) -> str:
    shown = "–" if value is None else str(value)
    return f"{shown} ({year})" if year and value is not None else shown


def _outcome_json(outcome: Outcome) -> dict[str, object]:
    update = outcome.update
    return {
        "indicator": outcome.value.indicator,
        "year": update.year,
        "value": plain_json(outcome.value.value),
        "unit": outcome.value.unit,
        "author": update.author,
        "confirmed_by": update.confirmed_by,
        "confirmed_at": update.confirmed_at.isoformat(),
        "update": update.id,
    }


def _request_json(request: UpdateRequest) -> dict[str, object]:
    moments: Iterable[tuple[str, object]] = (
        (name, getattr(request, name)) for name in ("created_at", "sent_at", "answered_at")
    )
    return {
        "id": request.id,
        "year": request.year,
        "addressee": request.addressee,
        "due": request.due.isoformat(),
        "state": request.state,
        **{name: moment.isoformat() if isinstance(moment, date) else None for name, moment in moments},
        "update": request.update_id,
        "replaces": request.replaces,
        "reason": request.reason,
    }


def _update_json(update: StatusUpdate) -> dict[str, object]:
    return {
        "id": update.id,
        "year": update.year,
        "author": update.author,
        "received_at": update.received_at.isoformat(),
        "confirmed_by": update.confirmed_by,
        "confirmed_at": update.confirmed_at.isoformat(),
        "late": update.late,
        "corrects": update.corrects,
        "request": update.request_id,
        "parser": update.parser,
        "reading": reading_json(update.nr, update.reading, update.text, "submitted"),
    }
