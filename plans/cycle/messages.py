"""Make what is to be sent out of a reminder or an event: the text's key, its variables, and why it is sent.

A dispatch's text is chosen here and read from ``prompts/*/asking.toml`` by whoever sends it:
``worded(dispatch, language)``. The variables are kept the same in every language: days are ISO until they are worded,
actions are their number and title.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from plans.cycle.asking import AskingRules
from plans.model import Action, Dispatch, Person, ReportingCycle
from plans.reminders import Reminder
from plans.wording import with_written_days
from prompts.texts import texts, variables

_DAYS: Final = frozenset({"opens", "due", "cut_off"})  # the variables that are a day


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message before it is addressed: which text, its possible variables, and why."""

    key: str  # unique among dispatches, without the receiver
    text: str  # a text under ``asking``
    why: str  # a text under ``asking.why``
    rule: str
    step: str
    nrs: tuple[str, ...]
    year: int | None
    values: Mapping[str, object]


def channel_of(person: Person) -> str:
    """Return where a person is written to: the platform that knows them, else the console.

    Somebody of whom only a platform knows has its name first in the address: ``slack:t1:u1``.
    """
    if person.slack or person.address.startswith("slack:"):
        return "slack"
    return "teams" if person.teams or person.address.startswith("teams:") else "console"


def addressed(message: Message, person: Person, at: datetime, rules: AskingRules) -> Dispatch:
    """Return the dispatch of `message` to `person`, to be sent at `at` or later."""
    text_key, why_key = f"asking.{message.text}", f"asking.why.{message.why}"
    words = texts(person.language or rules.language)
    return Dispatch(
        key=f"{message.key}/{person.address}",
        to=person.address,
        text_key=text_key,
        values=_used(words.template(text_key), message.values),
        nrs=message.nrs,
        year=message.year,
        rule=message.rule,
        step=message.step,
        why=words(why_key, **with_written_days(_used(words.template(why_key), message.values), _DAYS, words.language)),
        at=at.astimezone(UTC),
        channel=channel_of(person),
    )


def worded(dispatch: Dispatch, language: str) -> str:
    """Return the text of a dispatch as its reader gets it."""
    return texts(language)(dispatch.text_key, **with_written_days(dispatch.values, _DAYS, language))


def reminding(
    reminder: Reminder, actions: Mapping[str, Action], cycle: ReportingCycle, total: int, rules: AskingRules
) -> Message:
    """Return the message of a reminder; `total` is the number of requests in the cycle that somebody is to answer."""
    kind = _kind(reminder, rules)
    number = "one" if len(reminder.nrs) == 1 else "many"
    return Message(
        # The day is in the key, so that the key itself lets nobody get the same reminder twice in a day.
        key=f"{cycle.year}/{reminder.rule}/{reminder.step}/{reminder.at.astimezone(UTC).date()}",
        text=f"{kind}.{number}",
        why=kind,
        rule=reminder.rule,
        step=reminder.step,
        nrs=reminder.nrs,
        year=cycle.year,
        values={
            "actions": listed([actions[nr] for nr in reminder.nrs]),
            "count": len(reminder.nrs),
            "total": total,
            "year": cycle.year,
            "opens": cycle.opens,
            "due": reminder.due,
            "cut_off": cycle.cut_off,
            "days": abs(int(reminder.step)),
        },
    )


def listed(actions: Iterable[Action]) -> str:
    """Return actions as people read them: one as its number and title, several as a line each."""
    lines = [f"{action.nr} {action.title}" for action in actions]
    return lines[0] if len(lines) == 1 else "\n".join(f"• {line}" for line in lines)


def without(dispatch: Dispatch, left: Sequence[Action]) -> Dispatch:
    """Return a queued message about several actions with only those of `left` in it, one at least."""
    text_key = dispatch.text_key
    if len(left) == 1:
        text_key = f"{text_key.removesuffix('.many').removesuffix('.one')}.one"
    values = {**dispatch.values, "actions": listed(left), "count": len(left)}
    return replace(
        dispatch,
        text_key=text_key,
        values=_used(texts("sv").template(text_key), values),
        nrs=tuple(action.nr for action in left),
    )


def as_json(dispatch: Dispatch, rules: AskingRules) -> dict[str, object]:
    """Return what would be sent as `cycle remind --dry-run --json` prints it, its time in the plan's zone."""
    return {
        "to": dispatch.to,
        "actions": list(dispatch.nrs),
        "rule": dispatch.rule,
        "step": dispatch.step,
        "at": rules.local(dispatch.at).isoformat(timespec="minutes"),
        "channel": dispatch.channel,
        "why": dispatch.why,
    }


def _kind(reminder: Reminder, rules: AskingRules) -> str:
    """Return which text it is; a reminder reads differently before, on and after the due date, whatever its step."""
    if reminder.rule == "remind":
        day = rules.today(reminder.at)
        return "before" if day < reminder.due else "today" if day == reminder.due else "after"
    return reminder.rule.removeprefix("escalate_")


def _used(template: str, values: Mapping[str, object]) -> dict[str, str]:
    """Return those of `values` that the text has a place for, as words."""
    return {name: str(values[name]) for name in variables(template)}
