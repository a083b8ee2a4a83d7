"""The body: each aspect and area, and the deviations."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from plans.summary.accounts import Account
from plans.summary.blocks import AreaRow, Block, Chart, Column, Heading, Paragraph, Point, Points, Table
from plans.summary.figures import UNKNOWN
from plans.summary.sections.bars import AS_DRAWN, status_bars
from plans.summary.sections.followed import area_goals, obstacles_told
from plans.summary.sections.material import Material, iso, titled
from plans.summary.sections.told import area_words


def by_area(given: Material) -> Iterator[Block]:
    """Go through every aspect and priority area: its goals, its actions, and the owners' own words."""
    if not given.areas:
        yield Paragraph(given.t("report.no_actions"))
    for aspect, rows in groupby(given.areas, key=lambda row: row.aspect):
        found = list(rows)
        yield Heading(aspect or given.t("report.word.no_aspect"))
        yield tally(given, given.aspect_place(aspect))
        if len([row for row in found if row.nrs]) > 1:
            yield _bars(given, aspect or given.t("report.word.no_aspect"), found)
        for row in found:
            yield Heading(row.area or given.t("report.word.no_area"), 3)
            if row.nrs and len(found) > 1:
                yield tally(given, given.place(row))
            yield from _area(given, row)


def deviations(given: Material) -> Iterator[Block]:
    """List what is late or deviates, and quote the obstacles."""
    t = given.t
    if not given.accounts:
        yield Paragraph(t("report.no_actions"))
        return
    late = sorted((a for a in given.accounts if a.late_days), key=lambda a: -a.late_days)
    yield given.told("report.deviations.late", "late", "actions", total=given.number(given.count("actions")))
    if late:
        yield _late_table(given, late)
    others = [given.of(nr) for nr in given.figures["deviating_not_late"].rows]
    yield given.told(f"report.deviations.{'others' if late else 'alone'}", "deviating_not_late")
    if others:
        yield Points(tuple(_deviation(given, account) for account in others))
    yield from obstacles_told(given)


def _area(given: Material, row: AreaRow) -> Iterator[Block]:
    told = [given.of(nr) for nr in row.nrs]
    if row.challenges:
        yield Paragraph(given.counted("report.area.challenges", len(row.challenges)))
        yield Points(tuple(Point(challenge.rstrip(" .;,")) for challenge in row.challenges))
    if not told:
        yield Paragraph(given.t("report.area.empty"))
        return
    yield from area_goals(given, told)
    yield _area_table(given, row, told)
    yield from area_words(given, told)


def _area_table(given: Material, row: AreaRow, told: list[Account]) -> Table:
    t = given.t
    columns = (
        Column(t("report.column.nr"), 0.75),
        Column(t("report.column.action"), 4.0),
        Column(t("report.column.status"), 1.75),
        Column(t("report.column.forecast"), 1.75),
        Column(t("report.column.outcome_of_target"), 1.95),
    )
    rows = tuple((a.nr, a.action.title, given.status(a), given.forecast(a), _of_target(given, a)) for a in told)
    return Table(t("report.caption.area", area=row.area or row.aspect or t("report.word.no_area")), columns, rows)


def _of_target(given: Material, account: Account) -> str:
    if account.action.indicator is None:
        return given.t("report.word.no_indicator")
    outcome = given.measured(account, account.outcome)
    return given.t("report.word.of_target", outcome=outcome, target=given.written(account.action.target))


def _bars(given: Material, aspect: str, rows: list[AreaRow]) -> Chart:
    """Draw the statuses of each area of an aspect."""
    no_area = given.t("report.word.no_area")
    counts = {
        row.area or no_area: {
            code: given.count(f"{given.place(row)}.by_implementation.{code}") for code in AS_DRAWN["by_implementation"]
        }
        for row in rows
    }
    return status_bars(given, "implementation", given.t("report.chart.by_area", aspect=aspect), counts)


def tally(given: Material, place: str) -> Paragraph:
    """Say in a line how the actions of an aspect or an area stand, by the place in its figures' names."""
    if not given.count(f"{place}.actions"):
        return Paragraph(given.t("report.area.empty_aspect"), figures=(f"{place}.actions",))
    total, groups = given.count(f"{place}.actions"), ["by_implementation"]
    if total == 1:
        return _alone(given, place)
    if given.count(f"{place}.by_forecast.{UNKNOWN}") < total:
        groups.append("by_forecast")
    counts = {group: [(code, given.count(f"{place}.{group}.{code}")) for code in AS_DRAWN[group]] for group in groups}
    parts = {group: given.tallied(f"report.{group}", found) for group, found in counts.items()}
    texts = [given.counted("report.area.tally", total, parts=parts["by_implementation"])]
    if "by_forecast" in parts:
        texts.append(given.t("report.area.forecast", parts=parts["by_forecast"]))
    told = [f"{place}.{group}.{code}" for group, found in counts.items() for code, n in found if n]
    if late := given.count(f"{place}.late"):
        texts.append(given.counted("report.area.late", late))
        told.append(f"{place}.late")
    return Paragraph(" ".join(texts), figures=(f"{place}.actions", *told))


def _alone(given: Material, place: str) -> Paragraph:
    """Say how the only action of an aspect or an area stands."""
    account = given.of(given.figures[f"{place}.actions"].rows[0])
    texts = [given.t("report.area.alone", n=given.number(1), status=given.status(account).lower())]
    if account.forecast:
        texts.append(given.t("report.area.forecast", parts=given.forecast(account).lower()))
    if account.late_days:
        texts.append(given.t("report.area.alone_late"))
    return Paragraph(" ".join(texts), figures=(f"{place}.actions",))


def _late_table(given: Material, late: list[Account]) -> Table:
    t = given.t
    heads = (("nr", 0.7), ("action", 3.6), ("end", 1.4), ("days_late", 1.1), ("new_end", 1.5), ("status", 1.6))
    columns = tuple(Column(t(f"report.column.{name}"), weight, number=name == "days_late") for name, weight in heads)
    rows = tuple(
        (a.nr, a.action.title, iso(a.action.end), given.number(a.late_days), iso(new_end(a)), given.status(a))
        for a in late
    )
    return Table(t("report.caption.late"), columns, rows)


def new_end(account: Account) -> date | None:
    """Return the end that the owner named this year; the plan keeps its own until somebody changes it."""
    return next((u.reading.new_end for u in reversed(account.updates) if u.reading.new_end), None)


def _deviation(given: Material, account: Account) -> Point:
    said = given.t("report.deviations.told", status=given.status(account), forecast=given.forecast(account).lower())
    return Point(said, titled(account), given.cite(account.latest))
