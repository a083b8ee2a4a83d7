"""Briefs as commands and conversations ask for them: found by the words of whoever asks, computed of today's plan."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from bot.reports import gaps_in
from plans.dates.days import later
from plans.dates.in_text import find_dates
from plans.followup import Followup
from plans.formats import write
from plans.lookup_names import several
from plans.model import Action, Snapshot
from plans.number_words import number
from plans.places import found_in
from plans.refusals import PlanRefusal
from plans.stores.base import Store
from plans.summary import briefs
from plans.summary.blocks import Summary
from plans.summary.briefs import Brief
from plans.summary.composing import compose_brief
from plans.summary.sections.brief import achieved
from plans.summary.sections.material import Material
from plans.wording import written_date
from prompts.texts import texts

KINDS: Final = ("place", "organisation", "action", "since", "meeting", "pulse", "achieved")
_HALF_A_YEAR: Final = 6  # months
_LAST: Final = re.compile(
    r"(?:de |den |det |the )?(?:senaste?|sista|last|past) (?P<n>\d{1,3}|[a-zåäö]+ )?\s*"
    r"(?P<unit>dag|vecka|veckor|månad|kvartal|år|day|week|month|quarter|year)[a-zåäö]*",
    re.IGNORECASE,
)
_UNITS: Final = {
    "dag": ("day", 1), "day": ("day", 1), "vecka": ("week", 1), "veckor": ("week", 1), "week": ("week", 1),
    "månad": ("month", 1), "month": ("month", 1), "kvartal": ("month", 3), "quarter": ("month", 3),
    "år": ("year", 1), "year": ("year", 1),
}  # fmt: skip
_SEASONS: Final = {
    3: ("vår", "spring"), 6: ("som", "sum"), 9: ("hös", "aut", "fall"), 12: ("vin", "win"),
}  # fmt: skip
"""The month that each season begins in, as the meteorologists of the north count them, and how its names begin."""
_SEASON: Final = re.compile(
    r"\b(?P<season>vår(?:as|en)?|som(?:ras|mar(?:en)?)|höst(?:as|en)?|vint(?:ras|er|ern)|spring|summer|autumn|fall|winter)"
    r"\b(?!\s*termin)(?:\s+(?:of\s+)?(?P<year>20\d\d))?",
    re.IGNORECASE,
)
_LAST_REPORT: Final = re.compile(
    r"(?:förra|senaste|last|latest|previous)\s+(?:rapport|uppföljning|report|follow-up)", re.IGNORECASE
)


class Briefs:
    """The briefs of one plan; `now` is the time of each call."""

    def __init__(self, store: Store, follow_up: Followup, now: Callable[[], datetime], zone: ZoneInfo) -> None:
        self._store = store
        self._follow_up = follow_up
        self._now = now
        self._zone = zone

    @property
    def today(self) -> date:
        """The local date."""
        return self._now().astimezone(self._zone).date()

    def asked(
        self, kind: str, about: str, language: str, since: date | None = None, within: Sequence[Action] | None = None
    ) -> Summary:
        """Return the brief that is asked for.

        Args:
            kind: one of `KINDS` but ``achieved``.
            about: a place, an organisation or an action's number, as somebody writes it; may be empty for the others.
            language: what it is written in.
            since: the day it goes back to; else half a year, or the last approved report for a pulse.
            within: the actions that the reader may see of; None: all.

        Raises:
            PlanRefusal: nothing is known by that name, or nothing has been followed up yet.
        """
        snapshot = self._snapshot()
        actions = snapshot.actions if within is None else tuple(within)
        made = self._brief(kind, about.strip(), actions, since, all_of_it=within is None)
        return compose_brief(
            snapshot,
            made,
            language=language,
            gaps=gaps_in(snapshot, self._zone),
            generated_at=self._now(),
            previous=self._previous(snapshot.year),
        )

    def write(self, brief: Summary, formats: Sequence[str], out: Path) -> tuple[Path, ...]:
        """Write a brief in each of the formats and return the files, the manifest last."""
        return write(brief, formats, out)

    def achieved(self, language: str, since: date | None = None) -> str:
        """Return the draft of a short post on what was achieved, in the program's words alone.

        Raises:
            PlanRefusal: nothing has been followed up yet.
        """
        t, snapshot = texts(language), self._snapshot()
        everything = briefs.for_meeting("", None)
        summary = compose_brief(snapshot, everything, language=language, gaps=(), generated_at=self._now())
        lines = achieved(Material.behind(summary), since)
        if not lines:
            return t("brief.achieved.none")
        about = {"strategy": snapshot.strategy_title or t("brief.achieved.plan")}
        if since is not None:
            about["day"] = written_date(since, language)
        heading = t(f"brief.achieved.{'heading' if since is None else 'since'}", **about)
        return "\n".join([heading, *(f"• {line}" for line in lines)])

    def day(self, said: str) -> date | None:
        """Return the day that words like "i våras", "1 april" or "the last two months" go back to; None: none."""
        if _LAST_REPORT.search(said):
            return self._last_report()
        if match := _LAST.search(said):
            unit, times = _UNITS[match["unit"].lower()]
            count = _count(match["n"])
            return later(self.today, -count * times, unit) if count else None
        if match := _SEASON.search(said):
            return self._season(match)
        found = find_dates(said, self.today)
        return found[0].past.first if found else None

    def _season(self, match: re.Match[str]) -> date:
        """Return the day a season began: that of the year which is named, or else the latest that has begun."""
        month = next(first for first, names in _SEASONS.items() if match["season"].lower().startswith(names))
        if match["year"]:
            return date(int(match["year"]), month, 1)
        return date(self.today.year - (self.today.month < month), month, 1)

    def _brief(self, kind: str, about: str, actions: Sequence[Action], since: date | None, *, all_of_it: bool) -> Brief:
        if kind == "place":
            return briefs.of_place(*_place(actions, about))
        if kind == "organisation":
            return briefs.of_organisation(*_organisation(actions, about))
        if kind == "action":
            return briefs.of_action(_action(actions, about))
        some = None if all_of_it else actions
        if kind == "since":
            return briefs.since(since or later(self.today, -_HALF_A_YEAR, "month"), some)
        if kind == "meeting":
            return briefs.for_meeting(*(_place(actions, about) if about else (self.today, some)))
        return briefs.pulse(since or self._last_report() or later(self.today, -_HALF_A_YEAR, "month"))

    def _snapshot(self) -> Snapshot:
        with self._store.reading() as ledger:
            cycles = ledger.cycles.all()
        if not cycles:
            raise PlanRefusal("plans.no_cycle_at_all")
        return self._follow_up.snapshot(cycles[-1].year, self._now())

    def _previous(self, year: int) -> Snapshot | None:
        with self._store.reading() as ledger:
            return ledger.summaries.snapshot(year - 1)

    def _last_report(self) -> date | None:
        """Return the day the last report was approved, or compiled, before today."""
        with self._store.reading() as ledger:
            cycles = ledger.cycles.all()
            approved = [version.approved_at for each in cycles for version in ledger.reports.versions(each.year)]
        times = approved or [each.compiled_at for each in cycles if each.compiled_at]
        days = [at.astimezone(self._zone).date() for at in times]
        return max((day for day in days if day < self.today + timedelta(days=1)), default=None)


def _place(actions: Iterable[Action], said: str) -> tuple[str, tuple[Action, ...]]:
    held = tuple(actions)
    found = found_in(held, said)
    if not found:
        known = dict.fromkeys(name for each in held for name in (each.aspect, each.area, each.scope) if name)
        raise PlanRefusal("report.place_unknown", place=said or "–", known="; ".join(known) or "–")
    names = {name for each in found for name in (each.aspect, each.area, each.scope) if name}
    shared = [name for name in names if all(name in {each.aspect, each.area, each.scope} for each in found)]
    return next((name for name in shared if said.casefold() in name.casefold()), said), found


def _organisation(actions: Iterable[Action], said: str) -> tuple[str, tuple[Action, ...]]:
    held = tuple(actions)
    whole = {name for each in held for name in _taking_part(each)}
    names = {part.casefold(): part for name in whole for part in _spoken_of(name)}
    wanted = said.casefold()
    near = {name for name in names if wanted and _is_called(name, wanted)}
    near = near or {*get_close_matches(wanted, names, n=1)}
    if not near:
        known = "; ".join(sorted(whole)) or "–"
        raise PlanRefusal("report.organisation_unknown", name=said or "–", known=known)
    taken_on = (each for each in held if near & _taking_part_in(each))
    return names[min(near, key=len)], tuple(taken_on)


def _taking_part(action: Action) -> Iterable[str]:
    return [name for name in (action.accountable, *action.contributors) if name]


def _spoken_of(name: str) -> tuple[str, ...]:
    """Return what a cell of the plan names: itself, and each organisation of several."""
    return (name, *several(name))


def _taking_part_in(action: Action) -> set[str]:
    return {part.casefold() for name in _taking_part(action) for part in _spoken_of(name)}


def _is_called(name: str, wanted: str) -> bool:
    """Tell whether an organisation is the one written, or a unit of it: "Region Norrvik, Beredskapsenheten"."""
    return name in {wanted, wanted.removesuffix("s")} or name.startswith((f"{wanted},", f"{wanted} "))


def _action(actions: Iterable[Action], said: str) -> Action:
    held = {each.nr.casefold(): each for each in actions}
    if found := held.get(said.casefold()):
        return found
    raise PlanRefusal("plans.unknown_action", nr=said or "–")


def _count(said: str | None) -> int | None:
    if said is None or not said.strip():
        return 1
    try:
        return int(number(said.strip().lower()))
    except (KeyError, ValueError, ArithmeticError):
        return None
