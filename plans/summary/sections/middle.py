"""The body: each aspect and area, the indicators, the deviations."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from plans.summary import charts
from plans.summary.accounts import Account
from plans.summary.blocks import AreaRow, Block, Chart, Column, Heading, Paragraph, Point, Points, Table
from plans.summary.measuring import Course, Outcome, number
from plans.summary.numbering import NONE
from plans.summary.sections.followed import area_goals, obstacles_told
from plans.summary.sections.material import Material, iso, titled

_GAUGES = 10  # scales in one chart, so that it fits a page


def by_area(given: Material) -> Iterator[Block]:
    """Go through every aspect and priority area: its goals, its actions, and the owners' own words."""
    if not given.areas:
        yield Paragraph(given.t("report.no_actions"))
    for aspect, rows in groupby(given.areas, key=lambda row: row.aspect):
        found = list(rows)
        yield Heading(aspect or given.t("report.word.no_aspect"))
        yield _tally(given, given.aspect_place(aspect))
        for row in found:
            yield Heading(row.area or given.t("report.word.no_area"), 3)
            yield from _area(given, row)


def indicators(given: Material) -> Iterator[Block]:
    """Show each indicator from baseline to target, in a table and on a scale of its own."""
    measured = [one for account in given.accounts for one in account.measured]
    yield given.told("report.indicators.total", "with_indicator")
    if not measured:
        return
    yield Paragraph(given.t("report.indicators.rule"))
    t = given.t
    labels = {f"indicators.{code}": t(f"report.course.{code}") for code in Course}
    rows, cells = given.counting(labels, "indicators_total")
    heads = (
        Column(t("report.column.course"), 4),
        Column(t("report.column.count"), 1, number=True),
        Column(t("report.column.share"), 1, number=True),
    )
    yield Table(t("report.caption.courses"), heads, rows, total=True, figures=cells)
    yield _indicator_table(given, measured)
    valued = given.by_aspect(account for account in measured if account.outcome or account.earlier)
    if valued:
        yield given.told("report.indicators.drawn", "indicators_valued")
    for aspect, shown in valued.items():
        for start in range(0, len(shown), _GAUGES):
            yield _gauges(given, aspect, shown[start : start + _GAUGES])


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
    yield given.told("report.deviations.others", "deviating_not_late")
    if others:
        yield Points(tuple(_deviation(given, account) for account in others))
    yield from obstacles_told(given)


def trend(given: Material, account: Account) -> str:
    """Say which way the value has moved since the last known one: risen, fallen, unchanged; never why."""
    return given.t(f"report.trend.{account.trend}") if account.trend else NONE


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
    for account in told:
        yield from _words(given, account)


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


def _words(given: Material, account: Account) -> Iterator[Block]:
    """Give the owner's words on an action, or say that none came."""
    for update in account.updates:
        yield given.quote(update.text, update, about=account.nr)
    if account.implementation is None:
        yield Paragraph(given.t("report.area.unheard", nr=account.nr, known=given.known(account)))


def _tally(given: Material, place: str) -> Paragraph:
    if not given.count(f"{place}.actions"):
        return Paragraph(given.t("report.area.empty_aspect"), figures=(f"{place}.actions",))
    names = {
        "completed": f"{place}.by_implementation.completed",
        "on_track": f"{place}.by_forecast.on_track",
        "deviating": f"{place}.deviating",
        "unheard": f"{place}.unheard",
    }
    parts = given.tallied("report.area.tally", ((key, given.count(name)) for key, name in names.items()))
    told = tuple(name for name in names.values() if given.count(name))
    return given.told(f"report.area.{'tally' if parts else 'plain_tally'}", f"{place}.actions", *told, parts=parts)


def _indicator_table(given: Material, measured: list[Account]) -> Table:
    t = given.t
    heads = (
        ("nr", 0.7),
        ("indicator", 2.7),
        ("baseline", 1.2),
        ("earlier", 1.2),
        ("outcome", 1.1),
        ("target", 1.1),
        ("trend", 1.5),
        ("course", 1.6),
        ("source", 0.9),
    )
    columns = tuple(Column(t(f"report.column.{name}"), weight) for name, weight in heads)
    rows = tuple(
        (
            a.nr,
            a.action.indicator or NONE,
            given.written(a.action.baseline),
            given.measured(a, a.earlier),
            given.measured(a, a.outcome),
            given.written(a.action.target),
            trend(given, a),
            t(f"report.course.{a.course}"),
            cited(given, a.outcome),
        )
        for a in measured
    )
    return Table(t("report.caption.indicators"), columns, rows, dense=True)


def cited(given: Material, outcome: Outcome | None) -> str:
    """Return the number of the source that a value comes from, or a dash."""
    return "".join(f"[{n}]" for n in given.cite_id(outcome.update_id)) if outcome else NONE


def _gauges(given: Material, aspect: str, measured: list[Account]) -> Chart:
    t = given.t
    rows = [_gauge(given, account) for account in measured]
    words = charts.GaugeWords(*(t(f"report.chart.{name}") for name in ("baseline", "earlier", "outcome", "target")))
    caption = t("report.chart.gauges", aspect=aspect)
    svg, height = charts.gauges(caption, rows, words)
    told = (
        t(
            "report.alt.gauge",
            label=row.label,
            baseline=row.baseline[1] if row.baseline else NONE,
            outcome=row.outcome[1] if row.outcome else NONE,
            target=row.target[1] if row.target else NONE,
            verdict=row.verdict.lower(),
        )
        for row in rows
    )
    return Chart(caption, "; ".join(told) + ".", svg, charts.WIDTH, height)


def _gauge(given: Material, account: Account) -> charts.Gauge:
    action = account.action
    baseline, target = number(action.baseline), number(action.target)
    return charts.Gauge(
        label=f"{account.nr} {action.indicator}",
        verdict=given.t(f"report.course.{account.course}"),
        baseline=(baseline, given.written(action.baseline)) if baseline is not None else None,
        earlier=(account.earlier.value, given.measured(account, account.earlier)) if account.earlier else None,
        outcome=(account.outcome.value, given.measured(account, account.outcome)) if account.outcome else None,
        target=(target, given.written(action.target)) if target is not None else None,
    )


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
