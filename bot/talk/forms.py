"""The form for a status report: an equal way beside free words, where a platform has forms.

It opens with what was answered last time filled in. It is checked while it is open, so that what is wrong is said
beside its field; what is sent counts at once, for its owner chose every value and nothing was read between the lines.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Final

from bot.platforms.base import Field, FieldKind, Form, Reply
from bot.talk.receipts import receipt
from bot.talk.turn import Turn
from plans.model import Action, Forecast, GoalAssessment, Reading, Role, StatusUpdate
from plans.refusals import PlanRefusal
from plans.replies.by_form import PARSER, STATUSES, TEXTS, faults, filled_in, value_key
from plans.wording import written_date, written_number
from prompts.texts import Texts

KEY: Final = "report"
_MOST: Final = 2_000  # characters of a field: a page of text, and well within every platform's limit
_RUNS: Final = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})


def form_for(turn: Turn, nr: str, nonce: str) -> Form:
    """Return the form about an action, with what was answered last filled in.

    Raises:
        PlanRefusal: there is no such action, or the person may not answer for it.
    """
    action = _own(turn, nr)
    last = _last(turn, action)
    say = turn.say
    lead = say("form.lead", nr=action.nr, title=action.title)
    if last:
        day = last.confirmed_at.astimezone(turn.services.zone).date()
        lead = f"{lead} {say('form.last_time', date=written_date(day, turn.language))}"
    return Form(
        key=KEY,
        about=action.nr,
        title=say("form.title", nr=action.nr),
        nonce=nonce,
        fields=tuple(_fields(action, last.reading if last else None, say)),
        submit=say("form.submit"),
        cancel=say("form.cancel"),
        lead=lead,
    )


def faults_in(turn: Turn, nr: str, values: Mapping[str, str]) -> Mapping[str, str]:
    """Return what is wrong with what was filled in, in the person's words, by the key of its field."""
    action = turn.services.planbook.action(nr)
    return {key: turn.say(f"form.fault.{fault}") for key, fault in faults(values, action).items()}


def take_form(turn: Turn, nr: str, values: Mapping[str, str]) -> Reply:
    """Make a status update of a form without faults, and return the receipt with what was recorded.

    Raises:
        PlanRefusal: there is no such action, or the person may not answer for it.
    """
    action = turn.services.planbook.action(nr)
    filled = filled_in(values, action, turn.language)
    last = _last(turn, action)
    if last and last.parser == PARSER and (last.author, last.text) == (turn.person.address, filled.text):
        return Reply(turn.say("form.already", nr=action.nr))
    follow_up, who, at = turn.services.follow_up, turn.person.address, turn.message.at
    follow_up.take_reply(action.nr, filled.text, who, filled.reading, at)
    update = follow_up.confirm(action.nr, who, at, parser=PARSER)
    thanks = receipt(turn, [update])
    return replace(thanks, text=f"{thanks.text}\n\n{filled.text}")


def _own(turn: Turn, nr: str) -> Action:
    """Return the action where it is one that the person answers for: what was answered before is theirs to see."""
    action = turn.services.planbook.action(nr)
    if action not in turn.mine.actions and turn.person.role not in _RUNS:
        raise PlanRefusal("plans.not_yours", nr=action.nr)
    return action


def _last(turn: Turn, action: Action) -> StatusUpdate | None:
    with turn.services.store.reading() as ledger:
        updates = ledger.updates.about(action.nr)
    return updates[-1] if updates else None


def _fields(action: Action, last: Reading | None, say: Texts) -> Sequence[Field]:
    before = last or Reading(language=say.language)
    return [
        _choice("implementation", STATUSES, before.implementation or action.implementation, say, required=True),
        _choice("forecast", tuple(Forecast), before.forecast or action.forecast, say),
        _text("done", before, say, hint=say("form.hint.done")),
        *_amounts(action, before, say),
        Field(
            key="progress",
            label=say("form.label.progress"),
            kind=FieldKind.NUMBER,
            value="" if before.progress is None else str(before.progress),
        ),
        Field(
            key="new_end",
            label=say("form.label.new_end"),
            kind=FieldKind.DATE,
            hint=say("form.hint.new_end", date=written_date(action.end, say.language)) if action.end else "",
        ),
        *(_text(key, before, say) for key in TEXTS if key != "done"),
        _choice("goal_assessment", tuple(GoalAssessment), before.goal_assessment, say),
    ]


def _amounts(action: Action, before: Reading, say: Texts) -> Sequence[Field]:
    """Return a field for each indicator, its last value filled in."""
    known = {value.indicator: value.value for value in before.values}
    found = []
    for place, indicator in enumerate(action.indicators):
        value = known.get(indicator.name)
        found.append(
            Field(
                key=value_key(place),
                label=indicator.name,
                kind=FieldKind.NUMBER,
                value="" if value is None else written_number(value, say.language),
                hint=say("form.hint.unit", unit=indicator.unit) if indicator.unit else "",
            )
        )
    return found


def _choice(
    key: str, choices: Sequence[StrEnum], chosen: StrEnum | None, say: Texts, *, required: bool = False
) -> Field:
    return Field(
        key=key,
        label=say(f"reply.label.{key}"),
        kind=FieldKind.CHOICE,
        value=chosen.value if chosen is not None and chosen in choices else "",
        options=tuple((choice.value, say(f"terms.{key}.{choice.value}")) for choice in choices),
        required=required,
    )


def _text(key: str, before: Reading, say: Texts, hint: str = "") -> Field:
    return Field(
        key=key,
        label=say(f"reply.label.{key}"),
        kind=FieldKind.TEXT,
        value="\n".join(getattr(before, key))[:_MOST],
        hint=hint,
        most=_MOST,
    )
