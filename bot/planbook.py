"""The plan and its follow-up as commands and conversations ask for them: looked up, worded, compiled.

Decisions are made in `plans`; this module fetches what they need in one view of the store and hands back the result.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.answers import status_in_words
from bot.dossier import dossier, history_in_words, history_json
from bot.followed_up import as_json, followed_up, in_words
from bot.gap_book import GapBook
from bot.gaps_shown import gaps_in_words
from plans.cycle.plan_edits import Edit
from plans.cycle.status import CycleStatus, Tally
from plans.editing import Edited
from plans.followup import Followup
from plans.importing.difference import Change, Difference
from plans.model import (
    Action,
    ActionPlan,
    Reading,
)
from plans.planning import change_lines
from plans.refusals import PlanRefusal
from plans.replies import Proposal, read_back, read_reply, reading_json, wants_proposals, with_proposals
from plans.stores.base import Ledger, Store
from plans.wording import place_in_words, written_date
from prompts.texts import Texts, texts

_PER_CENT: Final = 100
Proposing = Callable[[Reading, str, Action, date, str], Iterable[Proposal]]
"""Asks somebody what a reply says beyond its reading: the text, its action, the day, and whose reply it is."""


@dataclass(frozen=True, slots=True)
class ReadReply:
    """A reply as it was read, and what became of it: ``awaiting_confirmation``, ``in_dialogue`` or ``submitted``."""

    action: Action
    text: str
    reading: Reading
    state: str

    def to_json(self) -> dict[str, object]:
        """Return it in the contract's shape."""
        return reading_json(self.action.nr, self.reading, self.text, self.state)

    def shown(self, language: str) -> str:
        """Return it as the bot reads it back, in `language`."""
        if self.state == "submitted":
            return texts(language)("chat.receipt.confirmed", nr=self.action.nr)
        return read_back(self.reading, self.action, language)


class PlanBook:
    """One plan and its follow-up; `now` is the time of each call, `proposals` asks a model about a reply."""

    def __init__(
        self,
        store: Store,
        follow_up: Followup,
        now: Callable[[], datetime],
        zone: ZoneInfo,
        proposals: Proposing | None = None,
    ) -> None:
        self._store = store
        self._follow_up = follow_up
        self._now = now
        self._zone = zone
        self._proposals = proposals

    @property
    def today(self) -> date:
        """The local date."""
        return self._now().astimezone(self._zone).date()

    def actions(self) -> tuple[Action, ...]:
        """Return the plan's actions in its order."""
        with self._store.reading() as ledger:
            return ledger.actions.all()

    def action(self, nr: str) -> Action:
        """Return one action, however its number is capitalised.

        Raises:
            PlanRefusal: there is none.
        """
        return self._follow_up.standing(nr, self._now()).action

    def scopes(self) -> tuple[tuple[ActionPlan, int], ...]:
        """Return the plan of each scope that has actions, in the plan's order, with how many it has."""
        with self._store.reading() as ledger:
            known = {plan.scope: plan for plan in ledger.plans.all()}
            counted = Counter(action.scope for action in ledger.actions.all())
        return tuple((known.get(scope) or ActionPlan(scope=scope), count) for scope, count in counted.items())

    def status_of(self, action: Action, language: str) -> str:
        """Return where an action stands, in words."""
        with self._store.reading() as ledger:
            return status_in_words(action, ledger.updates.about(action.nr), language)

    def describe(self, action: Action, language: str) -> str:
        """Return everything known of one action: the plan's words, then what was last confirmed and by whom."""
        words = texts(language)
        rows = [f"{action.nr}  {action.title}", ""]
        rows += [
            f"{words(f'plan.fields.{name}')}: {value}"
            for name, value in _told(action, language).items()
            if value is not None
        ]
        rows += [f"{words('plan.fields.status_text')}: {self.status_of(action, language)}"]
        with self._store.reading() as ledger:
            updates = ledger.updates.about(action.nr)
        if updates:
            latest = updates[-1]
            day = written_date(latest.confirmed_at.astimezone(self._zone).date(), language)
            rows += ["", words("cli.plan.latest", date=day, author=latest.confirmed_by, text=latest.text)]
        rows += self._followed_up(action, words)
        place = place_in_words(action.source.file, action.source.sheet, action.source.row, words)
        return "\n".join([*rows, "", words("cli.plan.source", place=place)])

    def history(self, action: Action, language: str) -> str:
        """Return everything known of one action: `describe`, then its history and who said what when."""
        words = texts(language)
        with self._store.reading() as ledger:
            told = history_in_words(dossier(ledger, action), words, self._zone)
            return "\n".join([self.describe(action, language), *told])

    def history_json(self, action: Action) -> dict[str, object]:
        """Return an action's history as JSON values."""
        with self._store.reading() as ledger:
            return history_json(dossier(ledger, action))

    def followed_up_json(self, action: Action) -> dict[str, object]:
        """Return what replies have said of an action's goal, of decisions and of evidence, as JSON values."""
        with self._store.reading() as ledger:
            return as_json(followed_up(ledger, action))

    def _followed_up(self, action: Action, words: Texts) -> Iterable[str]:
        with self._store.reading() as ledger:
            return tuple(in_words(followed_up(ledger, action), words, self._zone))

    def edit(self, nr: str, said: Mapping[str, str], by: str, language: str) -> Edited:
        """Edit an action of the plan as a coordinator; it is no status update, and the trail says who did.

        Raises:
            PlanRefusal: there is no such action, `by` may not, or the words cannot be read.
        """
        return self._follow_up.edit_action(nr, said, self._now(), by, language)

    def follow_import(self, ledger: Ledger, difference: Difference, by: str) -> None:
        """Let questions in progress follow a plan that was read in again, in its transaction."""
        edits = [Edit(None, action) for action in difference.created]
        edits += [Edit(change.before, change.action) for change in difference.changed]
        edits += [Edit(action, action) for action in difference.unchanged]
        self._follow_up.follow_plan(ledger, edits, self._now(), by)

    def edit_text(self, done: Edited, language: str) -> str:
        """Return what an edit changed, as people read it."""
        words = texts(language)
        if not done.fields:
            return words("plan.edit.unchanged", nr=done.after.nr)
        return "\n".join(change_lines(Change(done.after, done.fields), language))

    @property
    def gap_book(self) -> GapBook:
        """The gaps of the plan and its follow-up."""
        return GapBook(self._store, self._now, self._zone)

    def gaps_text(self, language: str, *, brief: bool = False) -> str:
        """Return the gaps as people read them; `brief` words only the important ones and counts the rest."""
        return gaps_in_words(self.gap_book.all(), language, brief=brief)

    def status_text(
        self,
        language: str,
        year: int | None = None,
        among: frozenset[str] | None = None,
        *,
        by_area: bool = True,
    ) -> str:
        """Return where the follow-up stands, in counts; `among` keeps to the actions with these numbers."""
        words, status = texts(language), self._follow_up.status(year, self._now(), among)
        lines = [words("cli.cycle.heading", year=status.year, state=words(f"terms.cycle.{status.state}").lower())]
        days = {"opens": status.opens, "due": status.due, "cut_off": status.cut_off}
        written = {name: written_date(day, language) for name, day in days.items()}
        lines += [words("cli.cycle.dates", **written)]
        counts = _counted(status)
        is_one = counts.pop("requests") == 1
        lines += [words("cli.cycle.counts_one", **counts) if is_one else words("cli.cycle.counts", **_counted(status))]
        if status.response_rate is not None:
            lines += [words("cli.cycle.rate", rate=round(status.response_rate * _PER_CENT))]
        lines += [
            words(
                "cli.cycle.area", area=area.area or area.aspect or "–", answered=_answered(area), requests=area.requests
            )
            for area in (status.by_area if by_area else ())
        ]
        return "\n".join(lines)

    def read(self, nr: str, text: str, at: datetime, by: str = "") -> ReadReply:
        """Read a reply as if it came at `at`; nothing is stored.

        With `by`, whose reply it is and who will be shown the reading, a configured model may propose what the rules
        left empty; what it proposes is marked as such.
        """
        known, today = self._follow_up.standing(nr, self._now()), at.astimezone(self._zone).date()
        action = known.action
        reading = read_reply(text, action=action, today=today)
        if by and self._proposals and wants_proposals(reading):
            found = self._proposals(reading, text, action, today, by)
            reading = with_proposals(reading, found, text, action=action, today=today)
        if known.implementation is None and _leaves_standing_open(reading):
            reading = replace(reading, question="standing")  # else the summary could not say how far it has come
        return ReadReply(action, text, reading, "in_dialogue" if reading.question else "awaiting_confirmation")

    def confirm(
        self, nr: str, text: str, author: str | None, at: datetime, attach: Callable[[str, str], object] | None = None
    ) -> ReadReply:
        """Read a reply and confirm it at once; without an author it is the one who is asked, else the reporter.

        `attach` is called with the action's number and the author before the reply is confirmed, to add its files.

        Raises:
            PlanRefusal: nobody reports on the action, the author may not, or the reply needs clarifying first.
        """
        found = self.read(nr, text, at)
        who = author.strip().lower() if author else self._asked(found.action)
        self._follow_up.take_reply(found.action.nr, text, who, found.reading, at)
        if attach is not None:
            attach(found.action.nr, who)
        self._follow_up.confirm(found.action.nr, who, at)
        return replace(found, state="submitted")

    def _asked(self, action: Action) -> str:
        with self._store.reading() as ledger:
            asked = [request.addressee for request in ledger.cycles.about(action.nr) if request.addressee]
        if found := (asked[-1] if asked else action.reporter):
            return found
        raise PlanRefusal("plans.not_yours_nobody", nr=action.nr)


def _leaves_standing_open(reading: Reading) -> bool:
    """Tell whether a reading that could be confirmed says nothing of how far the work has come."""
    return not (reading.question or reading.implementation or reading.not_mine)


def _told(action: Action, language: str) -> Mapping[str, object]:
    return {
        "aspect": action.aspect,
        "area": action.area,
        "goal": action.goal,
        "accountable": action.accountable,
        "contributors": action.contributors_text or ", ".join(action.contributors) or None,
        "reporter": action.reporter,
        "schedule_text": action.schedule_text or (written_date(action.end, language) if action.end else None),
        "indicator": action.indicator,
        "baseline": action.baseline,
        "target": action.target,
        "resources": action.resources,
        "predecessor": action.predecessor,
        "comment": action.comment,
    }


def _counted(status: CycleStatus) -> dict[str, int]:
    return {
        "requests": status.requests,
        "on_time": status.answered_on_time,
        "late": status.answered_late,
        "awaiting": status.awaiting,
        "none": status.no_response,
    }


def _answered(tally: Tally) -> int:
    return tally.answered_on_time + tally.answered_late
