"""What is said of one action of the plan in answer to a question: who, when, how it goes, what its indicator shows."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from plans.lookup_words import Sought
from plans.model import Indicator
from plans.standing import Reported, Standing, is_late, lacking
from plans.wording import written_date, written_number
from prompts.texts import Texts

_STATE = frozenset({Sought.STATUS, Sought.LISTING, Sought.COUNT})


class ActionSentences:
    """Words sentences about actions as they stand on a day; `say` has the reader's language, `named` tells names."""

    def __init__(self, say: Texts, as_of: date, zone: ZoneInfo, *, named: bool = True) -> None:
        self._named = named
        self._say = say
        self._as_of = as_of
        self._zone = zone

    def told(self, one: Standing, sought: Sought) -> str:
        """Return what was asked for of one action, or that the plan does not say."""
        if sought in _STATE:
            return self.state(one)
        if sought is Sought.DUE:
            return self.due(one)
        return self.value(one) if sought is Sought.VALUE else self._held(one, sought)

    def row(self, one: Standing) -> str:
        """Return an action as a line of a list."""
        action = one.action
        late = is_late(one, self._as_of)
        when = self.day(action.end) if action.end else action.schedule_text or self._say("lookup.due.undated")
        in_words = action.schedule_text and not action.end  # "tills vidare" is no last day
        kind = "late" if late else "line_timed" if in_words else "line"
        return self._say(
            f"lookup.list.{kind}",
            nr=action.nr,
            title=action.title,
            status=self.status(one),
            owner=action.accountable or self._say("lookup.accountable.unnamed"),
            when=when,
        )

    def state(self, one: Standing) -> str:
        """Return how an action goes, and where that is known from."""
        action, say = one.action, self._say
        parts = [say("lookup.status.text", nr=action.nr, title=action.title, status=self.status(one))]
        parts += [say("lookup.status.progress", progress=one.progress)] if one.progress is not None else []
        parts += [self._shown(found, "short") for found in one.values]
        if one.latest:
            parts.append(say("lookup.status.reported", date=self.reply_day(one)))
        else:
            parts.append(say("lookup.status.unreported"))
        if is_late(one, self._as_of) and action.end:
            parts.append(say("lookup.status.late", date=self.day(action.end)))
        return " ".join(parts)

    def due(self, one: Standing) -> str:
        """Return when an action is to be done, by the plan and by what has been reported since."""
        action, say = one.action, self._say
        values = {"nr": action.nr, "title": action.title}
        if action.end is None and action.continuous:
            return say("lookup.due.continuous", schedule=action.schedule_text or "–", **values)
        if action.end is None:
            return say("lookup.due.none", **values)
        parts = [say("lookup.due.text", date=self.day(action.end), **values)]
        if one.completed_on:
            parts.append(say("lookup.due.completed", date=self.day(one.completed_on)))
        elif one.is_over:
            parts.append(say("lookup.due.over", status=self.status(one)))
        elif one.end and one.end != action.end:
            parts.append(say("lookup.due.moved", date=self.day(one.end)))
        elif is_late(one, self._as_of):
            parts.append(say("lookup.due.late"))
        return " ".join(parts)

    def value(self, one: Standing, indicators: Sequence[Indicator] = ()) -> str:
        """Return the last values of these indicators of an action, of all without any; the plan's own where none is."""
        action = one.action
        reported = {found.indicator.name: found for found in one.values}
        wanted = indicators or action.indicators or (Indicator(name="–"),)
        return " ".join(
            self._shown(reported[each.name], "text", nr=action.nr)
            if each.name in reported
            else self._say(
                "lookup.value.none",
                nr=action.nr,
                indicator=each.name,
                baseline=_or_dash(each.baseline),
                target=_or_dash(each.target),
            )
            for each in wanted
        )

    def lacking(self, one: Standing, year: int | None) -> str:
        """Return an action as a line that names its indicators without a value."""
        names = ", ".join(each.name for each in lacking(one, year))
        return self._say("lookup.list.lacking", nr=one.action.nr, title=one.action.title, indicators=names)

    def status(self, one: Standing) -> str:
        """Return an action's state in words: "Pågår, viss avvikelse"."""
        words = [self._say(f"terms.implementation.{one.implementation or 'unknown'}")]
        words += [self._say(f"terms.forecast.{one.forecast}").lower()] if one.forecast else []
        return ", ".join(words)

    def day(self, day: date) -> str:
        """Return a date in words."""
        return written_date(day, self._say.language)

    def reply_day(self, one: Standing) -> str:
        """Return the day of an action's last status update in words, empty where there is none."""
        return self.day(one.latest.confirmed_at.astimezone(self._zone).date()) if one.latest else ""

    def _held(self, one: Standing, sought: Sought) -> str:
        action = one.action
        held = {
            Sought.ACCOUNTABLE: action.accountable,
            Sought.REPORTER: action.reporter,
            Sought.CONTRIBUTORS: action.contributors_text or ", ".join(action.contributors),
            Sought.TARGET: action.target,
            Sought.BASELINE: action.baseline,
            Sought.INDICATOR: action.indicator,
            Sought.GOAL: action.goal,
        }[sought]
        values = {"nr": action.nr, "title": action.title}
        if held in {None, ""}:
            return self._say(f"lookup.{sought}.none", **values)
        if sought is Sought.REPORTER and not self._named:
            return self._say("lookup.reporter.unnamed", **values)
        if sought in {Sought.TARGET, Sought.BASELINE}:
            values["indicator"] = action.indicator or "–"
        return self._say(f"lookup.{sought}.text", value=held, **values)

    def _shown(self, found: Reported, key: str, **values: str) -> str:
        number = written_number(found.value.value, self._say.language)
        if key == "text":
            values["date"] = self.day(found.update.confirmed_at.astimezone(self._zone).date())
        return self._say(
            f"lookup.value.{key}",
            indicator=found.indicator.name,
            value=f"{number} {found.value.unit}" if found.value.unit else number,
            target=_or_dash(found.indicator.target),
            **values,
        )


def _or_dash(value: object) -> str:
    return "–" if value in {None, ""} else str(value)
