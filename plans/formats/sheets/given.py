"""What the workbook's sheets are written from: the summary, what lies behind it, and the few kinds of cells."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TypeAlias

from plans.formats.sheet import Sheet
from plans.importing.grid import EMPTY, Cell, Kind, date_cell, number_cell, percent_cell, text_cell
from plans.model import StatusUpdate, Written
from plans.summary.accounts import Account
from plans.summary.blocks import Summary
from plans.summary.measuring import Outcome, is_yes_no
from plans.summary.plainness import visible
from plans.summary.sections.material import Material
from prompts.texts import Texts

Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True)
class Given:
    """The summary and what it was written from, with the few lookups that several sheets want."""

    summary: Summary
    material: Material

    @property
    def t(self) -> Texts:
        """The texts of the summary's language."""
        return self.material.t

    @cached_property
    def accounts(self) -> Mapping[str, Account]:
        """The accounts by the actions' numbers."""
        return {account.nr: account for account in self.material.accounts}

    @cached_property
    def replaced(self) -> frozenset[str]:
        """The ids of the updates that a later one corrects."""
        return frozenset(update.corrects for update in self.updates if update.corrects)

    @cached_property
    def updates(self) -> tuple[StatusUpdate, ...]:
        """Every update of this year and before, in the order of the sources."""
        held = {update.id: update for update in self.summary.snapshot.updates}
        return tuple(held[source.id] for source in self.summary.sources if source.id in held)

    def titled(self, nr: str) -> Cell:
        """Return an action's title, empty where the plan no longer has it."""
        return text_cell(self.accounts[nr].action.title) if nr in self.accounts else EMPTY

    def cited(self, key: str | None) -> Cell:
        """Return the number of the source with an id."""
        found = self.material.cite_id(key) if key else ()
        return number_cell(Decimal(found[0])) if found else EMPTY

    def value(self, outcome: Outcome | None, account: Account) -> Cell:
        """Return an outcome as a number, as per cent where that is its unit, as yes or no where the target is one."""
        if outcome is None:
            return EMPTY
        told = self.material.measured(account, outcome)
        if is_yes_no(account.action.target) and outcome.value in {0, 1}:
            return text_cell(told)
        return percent_cell(outcome.value / 100) if told.endswith("%") else number_cell(outcome.value)


def sheet(given: Given, columns: Iterable[str], rows: Iterable[Row]) -> Sheet:
    """Return a sheet of the columns named, to be called later."""
    return Sheet("", tuple(given.t(f"report_sheets.column.{name}") for name in columns), tuple(rows))


def seen(cell: Cell) -> Cell:
    """Return a cell of the plan as it may be shown."""
    return replace(cell, text=seen_text(cell.text)) if cell.kind is Kind.TEXT else cell


def seen_text(text: str) -> str:
    """Return the plan's text as it was written, unless it hides something: then that is made visible.

    Soft hyphens and hard spaces hide nothing, and a round trip keeps them.
    """
    shown = visible(text.replace("\u00ad", ""))
    return shown if shown.count("⟨U+") > text.count("⟨U+") else text


def term(t: Texts, table: str, code: str | None) -> Cell:
    """Return the word for a code of a table of terms; empty without a code."""
    key = table if "." in table else f"terms.{table}"
    return text_cell(t(f"{key}.{code}")) if code else EMPTY


def written(value: Written | None) -> Cell:
    """Return a value as the plan writes it, a number as one."""
    return number_cell(value) if isinstance(value, Decimal) else text_cell(value or "")


def progress(update: StatusUpdate | None) -> Cell:
    """Return how far a reply says that the work has come, as per cent."""
    said = update.reading.progress if update else None
    return EMPTY if said is None else percent_cell(Decimal(said) / 100)


def day_cell(day: date | None) -> Cell:
    """Return a day; empty without one."""
    return date_cell(day) if day else EMPTY


def count_cell(value: int | None) -> Cell:
    """Return a whole number; empty without one."""
    return EMPTY if value is None else number_cell(Decimal(value))


def yes(t: Texts, *, said: bool) -> Cell:
    """Return a yes where it is so, else nothing: what is true stands out."""
    return text_cell(t("report.word.yes")) if said else EMPTY


def lines(words: tuple[str, ...]) -> Cell:
    """Return several texts as the lines of one cell."""
    return text_cell("\n".join(words))
