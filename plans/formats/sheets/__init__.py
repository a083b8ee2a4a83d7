"""The summary as sheets of typed cells: the plan with how it stands, replies, indicators, gaps, changes, sources.

Counts nothing: figures come by name, and everything else is a row of the snapshot. What people replied stands in the
columns that are for it, on the sheet of replies. How a cell is written is ``workbook.py``'s to decide. A new sheet is a
function and a line in `SHEETS`.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from plans.formats.sheet import Sheet
from plans.formats.sheets import background, following, measured
from plans.formats.sheets.given import Given
from plans.importing.grid import text_cell
from plans.summary.blocks import Summary
from plans.summary.sections.material import Material

SHEETS: Final[tuple[tuple[str, Callable[[Given], Sheet]], ...]] = (
    ("actions", following.actions),
    ("updates", following.updates),
    ("indicators", measured.indicators),
    ("outcomes", measured.outcomes),
    ("gaps", background.gaps),
    ("changes", background.changes),
    ("figures", background.figures),
    ("sources", background.sources),
)


def report_sheets(summary: Summary) -> tuple[Sheet, ...]:
    """Return the workbook's sheets, the guide first."""
    given = Given(summary, Material.behind(summary))
    made = [(key, write(given)) for key, write in SHEETS]
    names = {key: given.t(f"report_sheets.sheet.{key}") for key in ("guide", *dict(SHEETS))}
    sheets = [replace(sheet, name=names[key]) for key, sheet in made]
    plan = next(sheet for sheet in sheets if sheet.of_plan)
    return (_guide(given, names, plan), *sheets)


def _guide(given: Given, names: Mapping[str, str], plan: Sheet) -> Sheet:
    """Say what the workbook is, what stands on each sheet, and how the plan is changed and a figure traced."""
    t, front = given.t, given.summary.front
    last = plan.headings[(plan.of_plan or 1) - 1]
    rows: list[tuple[str, str]] = [(front.title, ""), ("", front.subtitle), ("", front.notice), *front.facts]
    rows += [("", ""), (t("report_sheets.guide.sheets"), "")]
    rows += [(name, t(f"report_sheets.about.{key}")) for key, name in names.items()]
    rows += [("", ""), (t("report_sheets.guide.use"), "")]
    told: Mapping[str, Mapping[str, object]] = {
        "filter": {},
        "plan": {"sheet": plan.name, "last": f"”{last}”", "file": f"{given.summary.name}.xlsx"},
        "trace": {"year": given.summary.year, "sheet": names["figures"]},
        "answers": {},
    }
    rows += [(t(f"report_sheets.guide.{key}"), t(f"report_sheets.guide.{key}_text", **v)) for key, v in told.items()]
    return Sheet(names["guide"], (), tuple((text_cell(about), text_cell(text)) for about, text in rows))
