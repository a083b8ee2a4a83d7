"""Gaps as commands and conversations ask for them: looked up, chosen among, marked, noted, counted by year."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.gaps_shown import gaps_in_words, gaps_on_page
from plans.gap_keeping import follow, judged_in, mark, note
from plans.gapping.choosing import Choice, chosen, led, understood, unknown_in
from plans.gapping.history import GapCounts, counted
from plans.gapping.marks import JudgedGap
from plans.model import GapKind, GapNote, GapState, Severity
from plans.stores.base import Store
from prompts.refusal import Refusal
from prompts.texts import texts

_PAGE = re.compile(r"\b(?:sidan?|page)\s+(\d{1,3})\b|(?<=\s)(?:s|p)\.?\s?(\d{1,3})$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class GapBook:
    """The gaps of one plan; `now` is the time of each call."""

    store: Store
    now: Callable[[], datetime]
    zone: ZoneInfo

    @property
    def today(self) -> date:
        """The local date."""
        return self.now().astimezone(self.zone).date()

    def all(self, choice: Choice | None = None) -> tuple[JudgedGap, ...]:
        """Return the gaps as they stand today, the open ones first, then by severity; only those of `choice`.

        Raises:
            Refusal: the choice names a place that there is not.
        """
        with self.store.reading() as ledger:
            gaps = judged_in(ledger, self.today)
            if choice is None:
                return gaps
            actions = ledger.actions.all()
            if unknown := unknown_in(choice, actions, ledger.summaries.areas()):
                raise Refusal("gaps.place", place=unknown[0], places=unknown[1] or "–")
            return chosen(gaps, choice, actions)

    def asked(self, line: str, language: str, *, within: Sequence[str] | None = None) -> str:
        """Return what somebody asks for in a line after the word gap, such as "aspekt C", "S6" or "Uppsala sida 2".

        Of an empty line the important gaps are told and the others counted. With `within`, the areas that somebody
        leads, only those of the areas themselves and of what stands in them.

        Raises:
            Refusal: the line names nothing that is in the plan, nothing in those areas, or a page that there is not.
        """
        if not line.strip():
            found = self._within(within)
            told = gaps_in_words(found, language, brief=True)
            return f"{told}\n\n{texts(language)('cli.gaps.ask_for_some')}" if found else told
        paged = _PAGE.search(line)
        page = int(paged[1] or paged[2]) if paged else 1
        wanted = " ".join(_PAGE.sub("", line).split())
        with self.store.reading() as ledger:
            actions = ledger.actions.all()
            titles = {kind: texts(language)(f"gaps.{kind}.title") for kind in GapKind}
            choice = understood(wanted, actions, ledger.summaries.areas(), titles)
            if choice is None:
                raise Refusal("gaps.filter", words=wanted)
            everybodys = chosen(judged_in(ledger, self.today), choice, actions)
        gaps = everybodys if within is None else led(everybodys, within, actions)
        if everybodys and not gaps:
            raise Refusal("gaps.other_area", areas=", ".join(within or ()))
        return gaps_on_page(gaps, language, asked=wanted, page=page)

    def counts_text(self, language: str, within: Sequence[str] | None = None) -> str:
        """Return how many gaps are open and how many of them matter most, for where everybody reads."""
        found = [one for one in self._within(within) if one.state is GapState.OPEN]
        high = sum(one.gap.severity is Severity.HIGH for one in found)
        return texts(language)("cli.gaps.in_channel", count=len(found), high=high)

    def _within(self, areas: Sequence[str] | None) -> tuple[JudgedGap, ...]:
        if areas is None:
            return self.all()
        with self.store.reading() as ledger:
            return led(judged_in(ledger, self.today), areas, ledger.actions.all())

    def mark(self, named: Sequence[str], state: GapState, reason: str, by: str) -> tuple[JudgedGap, ...]:
        """Mark a gap, named by its code or by its kind and subject, and return it as it is now.

        Raises:
            Refusal: there is no such gap, no reason is given, or `by` may not.
        """
        with self.store.transaction() as ledger:
            return mark(ledger, named, state, reason, by=_address(by), now=self.now(), today=self.today)

    def add(
        self,
        text: str,
        by: str,
        *,
        place: str | None = None,
        scope: str | None = None,
        severity: Severity = Severity.MEDIUM,
        remedy: str | None = None,
    ) -> GapNote:
        """Note a gap that somebody has seen.

        Raises:
            Refusal: the strategy and the plan have no such place, or `by` may not.
        """
        with self.store.transaction() as ledger:
            return note(
                ledger,
                text,
                by=_address(by),
                now=self.now(),
                today=self.today,
                place=place,
                scope=scope,
                severity=severity,
                remedy=remedy,
            )

    def follow(self) -> None:
        """Write down which gaps are new and which are closed."""
        with self.store.transaction() as ledger:
            follow(ledger, self.now(), self.today)

    def years(self) -> dict[int, GapCounts]:
        """Return the counts of every year since gaps were first noted."""
        with self.store.reading() as ledger:
            history, marks = ledger.gaps.found(), ledger.gaps.marks()
        first = min((found.found_at.year for found in history), default=self.today.year + 1)
        return {year: counted(history, marks, year) for year in range(first, self.today.year + 1)}


def _address(by: str) -> str:
    return by.strip().lower()
