"""The indicators: where each stands, which way it has moved, and a picture of it."""

from collections.abc import Iterator

from plans.summary import charts
from plans.summary.accounts import Account
from plans.summary.blocks import Block, Chart, Column, Heading, Paragraph, Table
from plans.summary.lines import Line, lines
from plans.summary.measuring import Course, Outcome, number
from plans.summary.numbering import NONE
from plans.summary.sections.material import Material

_GAUGES = 15  # scales in one chart, so that it fits a page
_LINES = 5
_LISTED = 30  # indicators in a table of their own, a page; more are only in the appendix, which says the same and more


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
    yield from _in_words(given)
    if len(measured) <= _LISTED:
        yield _indicator_table(given, measured)
    else:
        yield given.told("report.indicators.listed", "with_indicator")
    valued = [account for account in measured if account.outcome or account.earlier]
    if valued:
        yield given.told("report.indicators.drawn", "indicators_valued")
    for aspect, shown in given.by_aspect(account for account in valued if not _is_line(account)).items():
        for start in range(0, len(shown), _GAUGES):
            yield gauges(given, aspect, shown[start : start + _GAUGES])
    if moved := [account for account in valued if _is_line(account)]:
        yield from _over_the_years(given, moved)


def trend(given: Material, account: Account) -> str:
    """Say which way the value has moved since the last known one: risen, fallen, unchanged; never why."""
    return given.t(f"report.trend.{account.trend}") if account.trend else NONE


def _in_words(given: Material) -> Iterator[Block]:
    """Say which way the indicators have moved, and what is missing of them."""
    trends = given.figures.group("trends")
    parts = given.tallied("report.indicators.trends", ((code, len(one.rows)) for code, one in trends.items()))
    told = tuple(one.name for one in trends.values() if one.rows)
    yield Paragraph(given.t("report.indicators.moved", parts=parts), figures=told)
    lacking = ("indicator_without_baseline", "indicator_target_without_number")
    said = [
        (given.counted(f"report.indicators.{name}", given.count(name)), name) for name in lacking if given.count(name)
    ]
    age = given.figures["indicator_value_age_years"]
    if age.rows:
        years = given.counted("report.word.years", 1 if age.value == 1 else 2, years=given.number(age.value))
        said.append((given.counted("report.indicators.old", len(age.rows), years=years), age.name))
    if said:
        yield Paragraph(" ".join(text for text, _ in said), figures=tuple(name for _, name in said))


def _is_line(account: Account) -> bool:
    return len(account.yearly) > 1


def _over_the_years(given: Material, moved: list[Account]) -> Iterator[Block]:
    """Show the values year by year, in a table and as lines."""
    t = given.t
    yield Heading(t("report.indicators.over_the_years"))
    yield _yearly_table(given, moved)
    for aspect, shown in given.by_aspect(moved).items():
        for start in range(0, len(shown), _LINES):
            yield _lines(given, aspect, shown[start : start + _LINES])


def _yearly_table(given: Material, moved: list[Account]) -> Table:
    t, years = given.t, sorted({year for account in moved for year, _ in account.yearly})
    columns = (
        Column(t("report.column.nr"), 0.7),
        Column(t("report.column.indicator"), 3),
        Column(t("report.column.baseline"), 1.2, number=True),
        *(Column(str(year), 1, number=True) for year in years),
        Column(t("report.column.target"), 1.2, number=True),
    )
    rows = []
    for account in moved:
        values = {year: given.measured(account, value) for year, value in account.yearly}
        ends = given.written(account.action.baseline), given.written(account.action.target)
        shown = (values.get(year, NONE) for year in years)
        rows.append((account.nr, account.action.indicator or NONE, ends[0], *shown, ends[1]))
    return Table(t("report.caption.yearly"), columns, tuple(rows))


def _lines(given: Material, aspect: str, moved: list[Account]) -> Chart:
    t, rows = given.t, [_line(given, account) for account in moved]
    caption = t("report.chart.lines", aspect=aspect)
    svg, height = lines(caption, rows, _legend(given))
    told = (
        t(
            "report.alt.line",
            label=row.label,
            baseline=row.baseline[1] if row.baseline else NONE,
            values=", ".join(f"{year}: {words}" for year, _, words in row.points),
            target=row.target[1] if row.target else NONE,
            verdict=row.verdict.lower(),
        )
        for row in rows
    )
    return Chart(caption, "; ".join(told) + ".", svg, charts.WIDTH, height)


def _line(given: Material, account: Account) -> Line:
    gauge = _gauge(given, account)
    points = tuple((year, value.value, given.measured(account, value)) for year, value in account.yearly)
    return Line(gauge.label, gauge.verdict, points, gauge.baseline, gauge.target)


def _legend(given: Material) -> charts.GaugeWords:
    names = ("baseline", "earlier", "outcome", "target")
    return charts.GaugeWords(*(given.t(f"report.chart.{name}") for name in names))


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


def gauges(given: Material, aspect: str, measured: list[Account]) -> Chart:
    """Draw a scale for each indicator, from its baseline to its target."""
    t = given.t
    rows = [_gauge(given, account) for account in measured]
    caption = t("report.chart.gauges", aspect=aspect)
    svg, height = charts.gauges(caption, rows, _legend(given))
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
