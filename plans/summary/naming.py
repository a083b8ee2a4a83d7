"""Say what a figure is called and what it comes to, in words: its label, and "9 av 11"."""

from collections.abc import Callable, Mapping

from plans.summary.counts.figure import Figure
from plans.summary.counts.places import Place
from plans.summary.figures import UNKNOWN
from plans.summary.numbering import NONE, in_figures, in_per_cent
from prompts.texts import Texts

_DAYS = frozenset({"late_median_days", "median_days_to_answer"})
_YEARS = frozenset({"indicator_value_age_years"})


def label(name: str, t: Texts, places: tuple[Place, ...] = ()) -> str:
    """Return what the figure `name` is called; `places` says which aspect or area ``area.2.1.late`` is of."""
    for place in places:
        if name.startswith(f"{place.prefix}."):
            inner = label(name.removeprefix(f"{place.prefix}."), t)
            return t("figures.place", label=inner, place=_called(place, t))
    group, _, code = name.partition(".")
    if not code:
        return t(f"figures.name.{name}")
    return t(f"figures.group.{group}", what=_CODES[group](t, code))


def told(figure: Figure, t: Texts) -> str:
    """Return what a figure comes to: "9 av 11", "82 % (9 av 11)", "10 dagar, i median av 9"."""
    language = t.language
    value, total = in_figures(figure.value, language), in_figures(figure.of, language)
    if figure.value is None:
        return t("figures.value.missing")
    if figure.name in _DAYS | _YEARS:
        unit, form = "days" if figure.name in _DAYS else "years", "one" if figure.value == 1 else "other"
        return t(f"figures.value.{unit}.{form}", value=value, total=total)
    if not figure.is_count:
        counted = in_figures(len(figure.rows), language)
        return t("figures.value.share", share=in_per_cent(figure.value, language), value=counted, total=total)
    return value if figure.of is None else t("figures.value.of", value=value, total=total)


def _called(place: Place, t: Texts) -> str:
    if place.prefix.startswith("area."):
        return place.area or t("report.word.no_area")
    return place.aspect or t("report.word.no_aspect")


def _status(t: Texts, code: str) -> str:
    return t("report.word.unheard") if code == UNKNOWN else t(f"terms.implementation.{code}")


def _forecast(t: Texts, code: str) -> str:
    return t("report.word.unheard") if code == UNKNOWN else t(f"terms.forecast.{code}")


def _change(t: Texts, code: str) -> str:
    return " → ".join(_status(t, part) for part in code.split("."))


def _trend(t: Texts, code: str) -> str:
    return t("report.course.not_comparable") if code == UNKNOWN else t(f"report.trend.{code}")


def _gap(t: Texts, code: str) -> str:
    return t(f"gaps.{code}.title")


def _gap_and_weight(t: Texts, code: str) -> str:
    kind, _, severity = code.partition(".")
    return f"{_gap(t, kind)} {NONE} {_severity(t, severity).lower()}"


def _severity(t: Texts, code: str) -> str:
    return t(f"report.severity.{code}")


def _week(t: Texts, code: str) -> str:
    year, _, week = code.partition("-W")
    return t("figures.week", week=int(week), year=year)


_CODES: Mapping[str, Callable[[Texts, str], str]] = {
    "by_implementation": _status,
    "by_forecast": _forecast,
    "goals_by_assessment": lambda t, code: t(f"terms.goal_assessment.{code}"),
    "answers_by_week": _week,
    "indicators": lambda t, code: t(f"report.course.{code}"),
    "trends": _trend,
    "obstacles_by_kind": lambda t, code: t(f"terms.obstacle.{code}"),
    "decisions_by_state": lambda t, code: t(f"terms.decision.{code}"),
    "decisions_last_year": lambda t, code: t(f"terms.decision.{code}"),
    "status_changes": _change,
    "status_before": _status,
    "status_now": _status,
    "gaps_by_kind": _gap,
    "gaps_by_severity": _severity,
    "gaps_by_kind_and_severity": _gap_and_weight,
    "gaps_over_year": lambda t, code: t(f"figures.over_year.{code}"),
}
