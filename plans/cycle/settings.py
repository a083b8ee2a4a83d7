"""Settings of asking for the whole plan, a part of it, a cycle or one action: what there is, and which one counts.

The narrowest that says something counts: an action's own, then its cycle's, then its part of the plan's (a scope), then
the whole plan's, then the default in `AskingRules`. Pure; ``plans/cycle/setting.py`` stores and checks them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import time
from functools import cached_property
from typing import Final

from plans.cycle.asking import AskingRules
from plans.model import Setting, SettingLevel

_YES: Final = {"yes": True, "ja": True, "true": True, "no": False, "nej": False, "false": False}
_MOST_DAYS: Final = 120
_MOST_REMINDERS: Final = 10


def _days(text: str) -> int:
    return _between(text, 0, _MOST_DAYS)


def _few(text: str) -> int:
    return _between(text, 0, 10)


def _steps(text: str) -> tuple[int, ...]:
    steps = sorted({_between(each, -_MOST_DAYS, _MOST_DAYS) for each in text.split(",")} if text != "-" else ())
    if len(steps) > _MOST_REMINDERS:
        raise ValueError(text)
    return tuple(steps)


def _clock(text: str) -> time:
    found = time.fromisoformat(text)
    if found.tzinfo or found.second or found.microsecond:
        raise ValueError(text)
    return found


def _yes_or_no(text: str) -> bool:
    try:
        return _YES[text.casefold()]
    except KeyError:
        raise ValueError(text) from None


def _between(text: str, least: int, most: int) -> int:
    found = int(text)
    if not least <= found <= most:
        raise ValueError(text)
    return found


@dataclass(frozen=True, slots=True)
class Kind:
    """One setting: its name in `AskingRules`, how it is written, and whether a scope or an action can have its own."""

    name: str
    read: Callable[[str], object]
    form: str  # a text under ``settings.form``
    narrow: bool = True


KINDS: Final = tuple(
    Kind(*each)
    for each in (
        ("opens_calendar_days", _days, "days"),
        ("reminders", _steps, "steps"),
        ("apart_calendar_days", _days, "days"),
        ("confirm_after", _days, "days"),
        ("escalate_near", _days, "days"),
        ("escalate_organisation", _days, "days"),
        ("escalate_coordinators", _days, "days"),
        ("snoozes", _few, "few"),
        ("offer_days", _days, "days"),
        ("grace", _days, "days", False),
        ("opens_calendar_days_short", _days, "days", False),
        ("short_period_days", _days, "days", False),
        ("usual_time", _clock, "clock", False),
        ("first_time", _clock, "clock", False),
        ("last_time", _clock, "clock", False),
        ("july_stop", _yes_or_no, "yes", False),
        ("winter_stop", _yes_or_no, "yes", False),
    )
)
BY_NAME: Final[Mapping[str, Kind]] = {kind.name: kind for kind in KINDS}


def written(value: object) -> str:
    """Return a value as it is written on the command line."""
    match value:
        case bool():
            return "yes" if value else "no"
        case time():
            return value.isoformat("minutes")
        case tuple():
            return ",".join(str(each) for each in value) or "-"
        case _:
            return str(value)


def fault(rules: AskingRules) -> str | None:
    """Return which text under ``plans.setting_conflict`` says that settings exclude each other; None where none do."""
    if not rules.first_time <= rules.usual_time < rules.last_time:
        return "times"
    if not rules.escalate_near <= rules.escalate_organisation <= rules.escalate_coordinators:
        return "escalations"
    return None


@dataclass(frozen=True)  # no slots: what is looked up often is cached
class RuleBook:
    """The settings that are stored over the defaults of the installation."""

    defaults: AskingRules
    settings: tuple[Setting, ...] = ()

    @cached_property
    def of_plan(self) -> AskingRules:
        """The rules of the whole plan."""
        return self._with(self.defaults, SettingLevel.PLAN, "")

    def of_cycle(self, year: int | None) -> AskingRules:
        """Return the rules of a year's cycle."""
        return self._with(self.of_plan, SettingLevel.CYCLE, str(year))

    def of_request(self, year: int, nr: str, scope: str | None) -> AskingRules:
        """Return the rules for the question about one action in one cycle."""
        if not self.settings:
            return self.defaults
        key = (year, nr if (SettingLevel.ACTION, nr) in self._by_key else "", scope or "")
        if key not in self._made:
            rules = self._with(self.of_plan, SettingLevel.PLAN, scope) if scope else self.of_plan
            rules = self._with(rules, SettingLevel.CYCLE, str(year))
            self._made[key] = self._with(rules, SettingLevel.ACTION, nr)
        return self._made[key]

    def own(self, level: SettingLevel, key: str) -> Mapping[str, str]:
        """Return what has been set for exactly this."""
        return {setting.name: setting.value for setting in self._by_key.get((level, key), ())}

    def _with(self, rules: AskingRules, level: SettingLevel, key: str) -> AskingRules:
        found = self._by_key.get((level, key), ())
        given = {each.name: BY_NAME[each.name].read(each.value) for each in found if each.name in BY_NAME}
        return replace(rules, **given) if given else rules  # type: ignore[arg-type]  # each kind reads its own type

    @cached_property
    def _made(self) -> dict[tuple[int, str, str], AskingRules]:
        return {}

    @cached_property
    def _by_key(self) -> Mapping[tuple[SettingLevel, str], list[Setting]]:
        by_key: dict[tuple[SettingLevel, str], list[Setting]] = {}
        for setting in self.settings:
            by_key.setdefault((setting.level, setting.key), []).append(setting)
        return by_key
