"""The slides of priority areas: all in a table, then one for each; of very many, for those with most to talk about."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from plans.summary.accounts import Account
from plans.summary.blocks import AreaRow, Chart, Column, Paragraph, Points, Summary, Table
from plans.summary.sections.bars import AS_DRAWN, status_bars
from plans.summary.sections.followed import area_goals
from plans.summary.sections.material import Material
from plans.summary.sections.middle import tally
from plans.summary.sections.opening import forwardness, gravity, highlight
from plans.summary.slides.slide import Slide, Words
from plans.summary.slides.taking import QUOTE, quoted, short, shorter

MOST_AREAS: Final = 16  # slides of areas; a plan may have thirty, and nobody listens to thirty
_POINTS: Final = 3  # actions on an area's slide


def areas(summary: Summary, given: Material) -> Iterator[Slide]:
    """List every area in a table, then give each a slide; of very many, those with most to talk about."""
    t, named = given.t, [row for row in summary.areas if row.nrs or row.area]
    if not named:
        return
    chosen = _chosen(given, [row for row in named if row.nrs])
    words = [_counted(given, "areas", len(named))]
    if len(chosen) < sum(1 for row in named if row.nrs):
        words.append(Paragraph(t("report_slides.text.chosen", n=given.number(len(chosen)))))
    yield Slide(title=t("report_slides.title.areas"), words=tuple(words), seen=_area_table(given, named))
    for row in chosen:
        yield _area(given, row)


def _counted(given: Material, what: str, n: int) -> Paragraph:
    return Paragraph(given.counted(f"report_slides.text.{what}", n))


def _chosen(given: Material, rows: list[AreaRow]) -> list[AreaRow]:
    """Return the areas that get a slide, in the strategy's order."""

    def matters(row: AreaRow) -> tuple[int, int]:
        place = given.place(row)
        return given.count(f"{place}.deviating") + given.count(f"{place}.unheard"), len(row.nrs)

    kept = sorted(rows, key=matters, reverse=True)[:MOST_AREAS]
    return [row for row in rows if row in kept]


def _area_table(given: Material, rows: list[AreaRow]) -> Table:
    t = given.t
    names = {
        "actions": "actions",
        "completed": "by_implementation.completed",
        "on_track": "by_forecast.on_track",
        "deviating": "deviating",
        "unheard": "unheard",
    }
    heads = [Column(t("report_slides.column.area"), 4)]
    heads += [Column(t(f"report_slides.column.{name}"), 1.15, number=True) for name in names]
    cells, figures = [], []
    for row in rows:
        counted = [f"{given.place(row)}.{name}" for name in names.values()]
        cells.append((_called(given, row), *(given.number(given.count(name)) for name in counted)))
        figures.append((None, *counted))
    return Table(t("report_slides.title.areas"), tuple(heads), tuple(cells), figures=tuple(figures))


def _area(given: Material, row: AreaRow) -> Slide:
    """Say how an area stands: its counts, the actions that matter most, its goals, and words of one who reports."""
    told = sorted((given.of(nr) for nr in row.nrs), key=_matters, reverse=True)
    points = Points(tuple(shorter(highlight(given, account)) for account in told[:_POINTS]))
    words: list[Words] = [replace(tally(given, given.place(row)), lead=True), points]
    if (more := len(told) - _POINTS) > 0:
        words.append(_counted(given, "more_actions", more))
    elif more < 0:  # room is left
        words += [short(block) for block in area_goals(given, told) if isinstance(block, Paragraph | Points)]
    if spoken := next((account for account in told if account.latest), None):
        words.append(quoted(given.quote(_said(spoken), spoken.updates[-1], about=spoken.nr), QUOTE))
    drawn = _bar(given, row) if len(told) >= _POINTS else None
    return Slide(title=_called(given, row), words=tuple(words), seen=drawn, may_be_left_out=True)


def _bar(given: Material, row: AreaRow) -> Chart:
    """Draw how the actions of an area stand."""
    counted = {
        code: given.count(f"{given.place(row)}.by_implementation.{code}") for code in AS_DRAWN["by_implementation"]
    }
    name = _called(given, row)
    return status_bars(given, "implementation", given.t("report_slides.title.bar", area=name), {name: counted})


def _said(account: Account) -> str:
    """Return the words of an action's last reply."""
    return account.updates[-1].text


def _matters(account: Account) -> tuple[bool, tuple[int, int, int], bool, int]:
    """Order an area's actions: what deviates, what nobody answered for, then what has gone well."""
    return account.deviates, gravity(account), account.implementation is None, forwardness(account)


def _called(given: Material, row: AreaRow) -> str:
    return row.area or (
        f"{row.aspect} – {given.t('report.word.no_area')}" if row.aspect else given.t("report.word.no_area")
    )
