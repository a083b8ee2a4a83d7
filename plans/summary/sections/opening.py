"""The first sections: one page of overview, about the follow-up, and the whole picture."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from plans.model import Forecast, Implementation
from plans.summary.accounts import Account
from plans.summary.blocks import Block, Chart, Column, Heading, Paragraph, Point, Points, Quote, Table
from plans.summary.figures import UNKNOWN
from plans.summary.measuring import Course
from plans.summary.sections.bars import AS_DRAWN, status_bars
from plans.summary.sections.followed import goal_parts, goals_picture, goals_told
from plans.summary.sections.material import Material, shortened, titled
from plans.summary.sections.responding import counting_columns, rate, response
from plans.summary.sections.told import use_of_model

_HIGHLIGHTS = 3
_TITLE, _INDICATOR, _ASKED = 80, 40, 90  # characters on the overview, which is one page; all of it stands further on


def overview(given: Material) -> Iterator[Block]:
    """Say on one page how it stands, what went forward, what did not, and what is asked of the readers."""
    if not given.accounts:
        yield Paragraph(given.t("report.no_actions"), lead=True)
    else:
        yield _in_words(given, "by_implementation", lead=True)
        yield Points(tuple(_situation(given)))
    yield Heading(given.t("report.overview.forward"))
    yield _highlights(given, _forward(given), "report.overview.no_forward")
    yield Heading(given.t("report.overview.deviations"))
    yield _highlights(given, deviating(given), "report.overview.no_deviations")
    yield Heading(given.t("report.overview.decisions"))
    asked = given.count("decisions")
    yield given.told("report.overview.asked", "decisions")
    for quote in islice(decisions(given), _HIGHLIGHTS):
        about = shortened(quote.about or "", _TITLE)
        yield replace(quote, words=shortened(quote.words, _ASKED), about=about)
    if asked > _HIGHLIGHTS:
        yield Paragraph(given.counted("report.overview.asked_more", asked - _HIGHLIGHTS))  # of those just counted


def decisions(given: Material) -> Iterator[Quote]:
    """Quote every decision that an owner asked for."""
    for account in given.accounts:
        for words, update in account.collected(lambda reading: reading.decisions_needed):
            yield given.quote(words, update, about=titled(account))


def about(given: Material) -> Iterator[Block]:
    """Say how the follow-up was made, how many answered, what the words mean and what the figures cannot tell."""
    cycle, t = given.snapshot.cycle, given.t
    days = {"opens": cycle.opens, "due": cycle.due, "cut_off": cycle.cut_off}
    yield Paragraph(t("report.about.method", **{name: given.day_in_words(day) for name, day in days.items()}))
    yield Heading(t("report.about.response"))
    yield from response(given)
    yield Heading(t("report.about.scale"))
    yield Paragraph(t("report.about.axes"))
    yield Points(
        tuple(
            Point(t(f"report.axis.{key}"), t(f"report.axis.{key}_name"))
            for key in ("implementation", "forecast", "goal_assessment", "late")
        )
    )
    yield Heading(t("report.about.limits"))
    limits = (t(f"report.limit.{key}") for key in ("unheard", "outcome", "own_words"))
    yield Points(tuple(Point(limit) for limit in (*limits, use_of_model(given))))


def picture(given: Material) -> Iterator[Block]:
    """Show all actions by implementation status and by forecast, and those nobody told about."""
    if not given.accounts:
        yield Paragraph(given.t("report.no_actions"))
        return
    for group in ("by_implementation", "by_forecast"):
        yield Heading(given.t(f"report.picture.{group}"))
        yield _in_words(given, group)
        labels = {f"{group}.{code}": given.category(group.removeprefix("by_"), code) for code in AS_DRAWN[group]}
        yield _table_of(given, group, labels)
        yield from given.none_in(group, {name: label for name, label in labels.items() if not name.endswith(UNKNOWN)})
        yield _chart_of(given, group)
    yield from goals_picture(given)
    yield Heading(given.t("report.picture.dates"))
    late, due = _late(given), ("due_this_year", "due_this_year_completed")
    yield Paragraph(f"{late.text} {_due(given)}", figures=(*late.figures, *due))
    yield Heading(given.t("report.picture.unheard"))
    yield from unheard(given)


def unheard(given: Material) -> Iterator[Block]:
    """List the actions about which no information came in, with what was known last."""
    silent = [account for account in given.accounts if account.implementation is None]
    yield given.told("report.picture.silent", "unheard", "actions", total=given.number(given.count("actions")))
    if silent:
        t = given.t
        yield Table(
            t("report.caption.unheard"),
            (
                Column(t("report.column.nr"), 0.6),
                Column(t("report.column.action"), 3.4),
                Column(t("report.column.accountable"), 2),
                Column(t("report.column.known"), 2),
            ),
            tuple(
                (a.nr, a.action.title, a.action.accountable or t("report.word.nobody"), given.known(a)) for a in silent
            ),
        )


def _situation(given: Material) -> Iterator[Point]:
    """Say in a line each how the forecast, the dates, the indicators and the answers stand."""
    t = given.t
    yield Point(
        f"{_parts(given, 'by_forecast')}.",
        t("report.overview.forecast"),
        figures=_some(given, "by_forecast", AS_DRAWN["by_forecast"]),
    )
    if given.count("goals"):
        about = t("report.overview.goals", n=given.number(given.count("goals")))
        yield Point(f"{goal_parts(given)}.", about, figures=("goals", *goals_told(given)))
    yield _as_point(_late(given), t("report.overview.dates"))
    if total := given.count("indicators_total"):
        counts = [(str(code), given.count(f"indicators.{code}")) for code in Course]
        parts = given.tallied("report.overview.course", counts)
        about = t("report.overview.indicators", n=given.number(total))
        yield Point(f"{parts}.", about, figures=("indicators_total", *_some(given, "indicators", Course)))
    yield _as_point(rate(given), t("report.overview.answers"))


def _as_point(told: Paragraph, about: str) -> Point:
    return Point(told.text, about, figures=told.figures)


def _some(given: Material, group: str, codes: Iterable[str]) -> tuple[str, ...]:
    """Name the categories of a group that are not empty, which are those that a text tells, in its order."""
    return tuple(f"{group}.{code}" for code in codes if given.count(f"{group}.{code}"))


def _in_words(given: Material, group: str, *, lead: bool = False) -> Paragraph:
    """Say a group in words: what it is of, then each category that is not empty, in the order it is drawn."""
    text = given.counted(f"report.{group}", given.count("actions"), parts=_parts(given, group))
    return Paragraph(text, figures=("actions", *_some(given, group, AS_DRAWN[group])), lead=lead)


def _parts(given: Material, group: str) -> str:
    return given.tallied(f"report.{group}", [(code, given.count(f"{group}.{code}")) for code in AS_DRAWN[group]])


def _late(given: Material) -> Paragraph:
    days = given.figures["late_median_days"].value
    return given.told(
        "report.overview.late",
        "late",
        "actions",
        "late_median_days",
        total=given.number(given.count("actions")),
        days=given.t(f"report.word.days.{'one' if days == 1 else 'other'}", n=given.number(days)),
    )


def _due(given: Material) -> str:
    return given.counted(
        "report.picture.due",
        given.count("due_this_year"),
        completed=given.counted("report.picture.done", given.count("due_this_year_completed")),
        year=given.snapshot.year,
    )


def _table_of(given: Material, group: str, labels: Mapping[str, str]) -> Table:
    rows, cells = given.counting(labels, "actions")
    caption = given.t(f"report.caption.{group}")
    return Table(caption, counting_columns(given, group), rows, total=True, figures=cells)


def _chart_of(given: Material, group: str) -> Chart:
    aspects = dict.fromkeys(row.aspect for row in given.areas)
    counts = {
        aspect or given.t("report.word.no_aspect"): {
            code: given.count(f"{given.aspect_place(aspect)}.{group}.{code}") for code in AS_DRAWN[group]
        }
        for aspect in aspects
    }
    shown = {aspect: codes for aspect, codes in counts.items() if any(codes.values())}
    return status_bars(given, group.removeprefix("by_"), given.t(f"report.chart.{group}"), shown)


def _highlights(given: Material, found: list[Account], otherwise: str) -> Block:
    if not found:
        return Paragraph(given.t(otherwise))
    return Points(tuple(highlight(given, account) for account in found[:_HIGHLIGHTS]))


def highlight(given: Material, account: Account) -> Point:
    """Say in a line how an action stands: its status and forecast, what is late, and its outcome."""
    parts, outcome = [given.status(account)], []
    if account.implementation is None:
        outcome.append(f"{given.t('report.known.last', known=given.known(account))}.")
    if account.forecast not in {None, Forecast.NOT_ASSESSED} and account.implementation is not Implementation.COMPLETED:
        parts.append(given.forecast(account).lower())
    if account.late_days:
        parts.append(given.counted("report.overview.days_late", account.late_days))
    if account.outcome and account.action.indicator:
        key = "report.overview.outcome" if account.action.target else "report.overview.outcome_alone"
        values = {
            "indicator": shortened(account.action.indicator, _INDICATOR),
            "outcome": given.measured(account, account.outcome),
        }
        if account.action.target:
            values["target"] = given.written(account.action.target)
        outcome.append(given.t(key, **values))
    return Point(
        " ".join([", ".join(parts) + ".", *outcome]), shortened(titled(account), _TITLE), given.cite(account.latest)
    )


def _forward(given: Material) -> list[Account]:
    """Take what was confirmed this year and went well: completed first, then targets reached, then values on course."""
    good = [a for a in given.accounts if a.updates and not a.deviates and forwardness(a)]
    return sorted(good, key=forwardness, reverse=True)


def forwardness(account: Account) -> int:
    """Return how far an action that goes well has come, 0 for one that has not."""
    if account.implementation is Implementation.COMPLETED:
        return 3
    return {Course.TARGET_REACHED: 2, Course.ON_COURSE: 1}.get(account.course or Course.NO_DATA, 0)


def deviating(given: Material) -> list[Account]:
    """Take what does not go as planned: large deviations first, then what stands still, then the longest late."""
    return sorted((a for a in given.accounts if a.deviates), key=gravity, reverse=True)


def gravity(account: Account) -> tuple[int, int, int]:
    """Return how grave a deviation is, to sort by."""
    forecast = {Forecast.OFF_TRACK: 2, Forecast.AT_RISK: 1}.get(account.forecast or Forecast.NOT_ASSESSED, 0)
    return forecast, int(account.implementation is Implementation.ON_HOLD), account.late_days
