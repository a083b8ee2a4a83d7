"""The answers: how many came in, when, and what it took."""

from collections.abc import Iterator

from plans.summary import charts
from plans.summary.accounts import local_day
from plans.summary.blocks import Block, Chart, Column, Paragraph, Table
from plans.summary.sections.material import Material


def rate(given: Material) -> Paragraph:
    """Say how many had answered by the cut-off, of all who were asked."""
    rate = given.figures["response_rate"]
    if rate.value is None:
        return Paragraph(given.t("report.overview.nobody_asked"), figures=("requests",))
    return given.told(
        "report.overview.rate",
        "response_rate",
        "requests",
        requests=given.counted("report.overview.requests", given.count("requests")),
        rate=given.per_cent(rate.value),
        day=given.day_in_words(given.figures.as_of),
    )


def response(given: Material) -> Iterator[Block]:
    """Count the answers in words and in tables, and draw how they came in."""
    yield rate(given)
    if not given.count("requests"):
        return
    t, names = given.t, ("answered_on_time", "answered_late", "no_response", "requests")
    rows, cells = given.counting({name: t(f"report.figure.{name}") for name in names}, "requests")
    yield Table(t("report.caption.response"), counting_columns(given, "answers"), rows, total=True, figures=cells)
    if given.count("answered_after_cut_off"):
        yield given.told("report.about.after_cut_off", "answered_after_cut_off")
    asking = tuple(_asking(given))
    yield Paragraph(" ".join(text for text, _ in asking), figures=tuple(name for _, name in asking))
    if given.count("answered"):
        yield _week_table(given)
    yield _response_chart(given)


def _asking(given: Material) -> Iterator[tuple[str, str]]:
    days = given.figures["median_days_to_answer"].value
    if days is not None:
        yield (
            given.counted("report.about.days", 1 if days == 1 else 2, days=given.number(days)),
            "median_days_to_answer",
        )
    for name in (
        "reminders_sent",
        "delegated",
        "confirmed_unchanged",
        *(["unconfirmed"] if given.count("unconfirmed") else []),
    ):
        yield given.counted(f"report.about.{name}", given.count(name)), name


def _week_table(given: Material) -> Table:
    """List how many answers each week brought, and how many there were in all by then."""
    t, weeks, so_far = given.t, given.figures.group("answers_by_week"), 0
    heads = (
        Column(t("report.column.week"), 2),
        *(Column(t(f"report.column.{n}"), 1, number=True) for n in ("answers", "so_far")),
    )
    rows, cells = [], []
    for week, figure in weeks.items():
        so_far += len(figure.rows)
        rows.append((_week(given, week), given.number(len(figure.rows)), given.number(so_far)))
        cells.append((None, figure.name, None))
    return Table(t("report.caption.weeks"), heads, tuple(rows), figures=tuple(cells))


def _week(given: Material, code: str) -> str:
    """Call a week, "2027-W40", as people do; it has its year only where that is not the summary's."""
    year, _, week = code.partition("-W")
    if year == str(given.snapshot.year):
        return given.t("report.word.week", week=int(week))
    return given.t("report.word.week_of_year", week=int(week), year=year)


def _response_chart(given: Material) -> Chart:
    t, cycle = given.t, given.snapshot.cycle
    days = [item.on for item in given.figures.requests if item.on is not None]
    total = given.count("requests")
    opens = local_day(cycle.opened_at) if cycle.opened_at else cycle.opens
    answered = {"answered": given.number(len(days)), "total": given.number(total)}
    caption = t("report.chart.responses")
    marks = [(cycle.due, t("report.chart.due")), (cycle.cut_off, t("report.chart.cut_off"))]
    ends = t("report.chart.of", **answered)
    svg, height = charts.responses(caption, days, total, opens, marks, given.day_in_words, ends)
    by_due = given.number(given.count("answered_on_time"))
    alt = t("report.alt.responses", by_due=by_due, due=given.day_in_words(cycle.due), **answered)
    return Chart(caption, alt, svg, charts.WIDTH, height)


def counting_columns(given: Material, what: str) -> tuple[Column, ...]:
    """Return the columns of a table that counts: what, how many, which share."""
    heads = given.t(f"report.column.{what}"), given.t("report.column.count"), given.t("report.column.share")
    return Column(heads[0], 4), Column(heads[1], 1, number=True), Column(heads[2], 1, number=True)
