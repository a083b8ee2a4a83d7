"""What the import refuses: a whole file, or single rows, each with a text under ``errors/plan_import.toml``."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from plans.refusals import PlanRefusal
from prompts.texts import texts, variables


class PlanImportRefusal(PlanRefusal):
    """A file cannot be read as a plan; `reason` is the text's key after ``plan_import.``."""

    def __init__(self, reason: str, **values: object) -> None:
        self.reason = reason
        super().__init__(f"plan_import.{reason}", **values)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowError:
    """Something in a file that keeps it from being imported: where it stands, what is written, and what to do."""

    file: str
    code: str  # the text's key after ``errors.plan_import.``
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)

    def message(self, language: str) -> str:
        """Return what is wrong and what to do, for a reader of `language`."""
        return _told(f"errors.plan_import.{self.code}", self.values, language)

    def to_json(self, language: str) -> dict[str, object]:
        """Return the error in the contract's shape."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "code": self.code,
            "message": self.message(language),
        }


LONGEST_SHOWN = 120  # characters of what was left out that a note repeats


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something a person may want to know about an import that went well: how a cell was read, what was left out."""

    key: str  # the text's key after ``plan.notes.``
    file: str
    sheet: str | None = None
    row: int | None = None
    values: Mapping[str, str] = field(default_factory=dict)

    def text(self, language: str) -> str:
        """Return the note for a reader of `language`."""
        return _told(f"plan.notes.{self.key}", self.values, language)


def _told(key: str, values: Mapping[str, str], language: str) -> str:
    """Return a text with those of `values` that it uses; every row offers where it stands, not every text says it."""
    text = texts(language)
    wanted = variables(text.template(key))
    return text(key, **{name: value for name, value in values.items() if name in wanted})
