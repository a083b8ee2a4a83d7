"""What every section is written from, and the few ways of putting it into words that they share.

A section takes the material and gives blocks. It counts nothing itself: numbers come from the figures by name, so that
prose and tables cannot differ.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Self, TypeAlias

from plans.model import Gap, Snapshot, StatusUpdate, Written
from plans.summary.accounts import Account, local_day
from plans.summary.blocks import AreaRow, Paragraph, Quote, Source, Summary
from plans.summary.counts.places import Place, places
from plans.summary.figures import UNKNOWN, Figure, Figures
from plans.summary.measuring import Outcome, is_yes_no
from plans.summary.numbering import NONE, in_figures, in_per_cent
from plans.wording import written_date
from prompts.texts import Texts, texts, variables

MOST_NAMED = 12  # numbers in one sentence; a plan of a thousand actions has more than anybody reads
_MOST_TITLED = 3
Rows: TypeAlias = tuple[tuple[str, ...], ...]
Cells: TypeAlias = tuple[tuple[str | None, ...], ...]  # the figure that each cell tells


@dataclass(frozen=True, slots=True)
class Replaced:
    """The version that this one replaces: its number, the day it was approved, and what it counted."""

    number: int
    approved_on: date
    figures: Figures


@dataclass(frozen=True, kw_only=True)
class Material:
    """A snapshot with its figures, in one language. `previous` is the round before it."""

    t: Texts
    snapshot: Snapshot
    figures: Figures
    previous: Snapshot | None
    gaps: tuple[Gap, ...]
    gaps_before: tuple[Gap, ...] | None
    areas: tuple[AreaRow, ...]
    sources: tuple[Source, ...]
    replaced: Replaced | None = None

    @classmethod
    def behind(cls, summary: Summary) -> Self:
        """Return what a summary was written from, to say more of it in the same words."""
        return cls(
            t=texts(summary.language),
            snapshot=summary.snapshot,
            figures=summary.figures,
            previous=summary.previous,
            gaps=summary.gaps,
            gaps_before=summary.gaps_before,
            areas=summary.areas,
            sources=summary.sources,
        )

    @property
    def accounts(self) -> tuple[Account, ...]:
        """The accounts of all actions, in the plan's order."""
        return self.figures.accounts

    def find(self, nr: str) -> Account | None:
        """Return the account of an action, None where the plan has none of that number."""
        return self._by_nr.get(nr)

    @property
    def before(self) -> tuple[Account, ...] | None:
        """The accounts of the round before; None: there is none to compare with."""
        return self.figures.before if self.previous else None

    def of(self, nr: str) -> Account:
        """Return the account of an action by its number."""
        return self._by_nr[nr]

    def aspect(self, account: Account) -> str:
        """Return the aspect an action stands under in this summary: the strategy's, where it is one of those."""
        return self._aspects[account.nr] or self.t("report.word.no_aspect")

    def by_aspect(self, accounts: Iterable[Account]) -> dict[str, list[Account]]:
        """Return accounts under their aspects, in the strategy's order."""
        found: dict[str, list[Account]] = {row.aspect or self.t("report.word.no_aspect"): [] for row in self.areas}
        for account in accounts:
            found[self.aspect(account)].append(account)
        return {aspect: some for aspect, some in found.items() if some}

    def count(self, name: str) -> int:
        """Return a count by its name."""
        return self.figures.count(name)

    def cite(self, update: StatusUpdate | None) -> tuple[int, ...]:
        """Return the number of the source that an update is, or nothing."""
        return () if update is None else self.cite_id(update.id)

    def cite_id(self, key: str) -> tuple[int, ...]:
        """Return the number of the source with an id, or nothing."""
        return (self._numbers[key],) if key in self._numbers else ()

    def counted(self, key: str, n: int, /, **values: object) -> str:
        """Return the text that fits the number: ``key.none`` (where there is one), ``key.one`` or ``key.other``.

        A form may leave out what only another needs: none late has no number of days.
        """
        form = {0: "none", 1: "one"}.get(n, "other")
        chosen = f"{key}.{form}" if self.t.has(f"{key}.{form}") else f"{key}.other"
        given = {"n": self.number(n), **values}
        wanted = variables(self.t.template(chosen))
        return self.t(chosen, **{name: value for name, value in given.items() if name in wanted})

    def told(self, key: str, name: str, /, *others: str, **values: object) -> Paragraph:
        """Return a paragraph that tells the count `name`, and `others` in its `values`."""
        return Paragraph(self.counted(key, self.count(name), **values), figures=(name, *others))

    def counting(self, names: Mapping[str, str], total: str) -> tuple[Rows, Cells]:
        """Return rows of counts with their shares, the total last, and their figures; `names` are labels by figure.

        What nothing falls under has no row: `none_in` says it in a sentence.
        """
        named = {name: label for name, label in names.items() if self.count(name) and name != total}
        rows = [(label, self.number(self.count(name)), self.share(self.figures[name])) for name, label in named.items()]
        whole = self.per_cent(1) if self.count(total) else NONE
        rows.append((names.get(total, self.t("report.word.total")), self.number(self.count(total)), whole))
        return tuple(rows), tuple((None, name, None) for name in (*named, total))

    def none_in(self, key: str, names: Mapping[str, str]) -> Iterator[Paragraph]:
        """Say which categories of a table nothing falls under, where there are any."""
        empty = {name: label for name, label in names.items() if not self.count(name)}
        if empty:
            listed = self.listed(empty.values(), "or")
            yield Paragraph(self.t(f"report.none_in.{key}", listed=listed), figures=tuple(empty))

    def place(self, row: AreaRow) -> str:
        """Return what the names of an area's figures begin with."""
        return next(p.prefix for p in self.places if p.prefix.startswith("area.") and p.is_of(row))

    def aspect_place(self, aspect: str | None) -> str:
        """Return what the names of an aspect's figures begin with."""
        return next(p.prefix for p in self.places if p.prefix.startswith("aspect.") and p.aspect == aspect)

    def share(self, figure: Figure) -> str:
        """Return a figure as its share of N, in whole per cent."""
        return self.per_cent(len(figure.rows) / figure.of) if figure.of else NONE

    def per_cent(self, fraction: float) -> str:
        """Return a fraction in whole per cent, as the language writes it."""
        return in_per_cent(fraction, self.t.language)

    def number(self, value: float | Decimal | None) -> str:
        """Return a number as the language writes it, thousands apart and no needless zeros."""
        return in_figures(value, self.t.language)

    def written(self, value: Written | None) -> str:
        """Return a value as the plan writes it."""
        if value is None:
            return NONE
        return self.number(value) if isinstance(value, Decimal) else value.replace(" %", "\u00a0%")

    def measured(self, account: Account, outcome: Outcome | None) -> str:
        """Return an outcome with its unit; a yes or a no where the plan's target is one."""
        if outcome is None:
            return NONE
        target = account.action.target
        if is_yes_no(target) and outcome.value in {0, 1}:
            return self.t("report.word.yes" if outcome.value else "report.word.no")
        unit = outcome.unit or ("%" if isinstance(target, str) and "%" in target else "")
        return f"{self.number(outcome.value)}\u00a0{unit}".rstrip() if unit == "%" else self.number(outcome.value)

    def status(self, account: Account) -> str:
        """Return the word for this year's implementation status."""
        code = account.implementation
        return self.t(f"terms.implementation.{code}") if code else self.t("report.word.unheard")

    def forecast(self, account: Account) -> str:
        """Return the word for this year's forecast."""
        return self.t(f"terms.forecast.{account.forecast}") if account.forecast else self.t("report.word.unheard")

    def known(self, account: Account) -> str:
        """Return the last known status with its date, or that only the plan says it."""
        if account.known is None:
            return self.t("report.word.never")
        word = self.t(f"terms.implementation.{account.known}")
        if account.known_on is None:
            return self.t("report.known.plan", status=word)
        return self.t("report.known.dated", status=word, date=self.day_in_words(account.known_on))

    def time(self, account: Account, shown: Callable[[date], str] = date.isoformat, between: str = " –\n") -> str:
        """Return when the action is to be done, in the plan's words where dates do not say it; a table has figures."""
        action = account.action
        if action.continuous:
            return action.schedule_text or self.t("report.word.continuous")
        if action.start and action.end:
            return f"{shown(action.start)}{between}{shown(action.end)}"
        return shown(action.end) if action.end else action.schedule_text or NONE

    def day_in_words(self, day: date) -> str:
        """Return a day as sentences write it, on one line; columns of days have them in figures."""
        return written_date(day, self.t.language).replace(" ", "\u00a0")

    def day(self, update: StatusUpdate | None) -> str:
        """Return the day an update was confirmed, in words."""
        return self.day_in_words(local_day(update.confirmed_at)) if update else NONE

    def quote(self, words: str, update: StatusUpdate, *, about: str | None = None) -> Quote:
        """Return words of a reply with who said them and when: the only way they enter a summary."""
        late = "_late" if update.late else ""
        said = self.t(f"report.quote.attribution{late}", date=self.day(update))
        return Quote(words, said, about, self.cite(update))

    def category(self, group: str, code: str) -> str:
        """Return the word for a category of a group, the unanswered included."""
        return self.t("report.word.unheard") if code == UNKNOWN else self.t(f"terms.{group}.{code}")

    def tallied(self, key: str, counts: Iterable[tuple[str, int]]) -> str:
        """Join the texts of the counts that are not zero: "1 är genomförd och 3 går enligt plan"."""
        return self.listed(self.counted(f"{key}.{name}", n) for name, n in counts if n)

    def listed(self, parts: Iterable[str], word: str = "and") -> str:
        """Join parts into a phrase: "a, b och c"."""
        found = list(parts)
        if len(found) < 2:  # noqa: PLR2004 - one thing needs no "and"
            return "".join(found)
        return f"{', '.join(found[:-1])} {self.t(f'report.word.{word}')} {found[-1]}"

    def few(self, names: Iterable[str]) -> str:
        """Join names into a phrase that stays readable: of very many, the first and how many more."""
        found = list(names)
        if len(found) <= MOST_NAMED:
            return self.listed(found)
        shown = found[: MOST_NAMED - 2]
        return self.listed([*shown, self.t("report.word.more", n=self.number(len(found) - len(shown)))])

    def called(self, numbers: Iterable[str]) -> str:
        """Name actions by their numbers, with their titles when they are few and the plan still holds them."""
        found = list(numbers)
        if len(found) > _MOST_TITLED:
            return self.few(found)
        return self.listed(f"{nr} ({self.of(nr).action.title})" if nr in self._by_nr else nr for nr in found)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The aspects and their areas, with the names that their figures have."""
        return places(self.areas)

    @cached_property
    def has_sheets(self) -> bool:
        """Tell whether the plan stands on several sheets, so that a row's number alone does not find it."""
        return len({account.action.source.sheet for account in self.accounts}) > 1

    @cached_property
    def _by_nr(self) -> dict[str, Account]:
        return {account.nr: account for account in self.accounts}

    @cached_property
    def _aspects(self) -> dict[str, str | None]:
        return {nr: row.aspect for row in self.areas for nr in row.nrs}

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {source.id: source.n for source in reversed(self.sources)}


def titled(account: Account) -> str:
    """Return an action's number and title, as it is called in a list."""
    return f"{account.nr} {account.action.title}"


def shortened(text: str, most: int) -> str:
    """Return a text as it is, or its first words up to `most` characters and an ellipsis."""
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0].rstrip(' ,;:')} …"


def iso(day: date | None) -> str:
    """Return a date in figures, or a dash."""
    return day.isoformat() if day else NONE
