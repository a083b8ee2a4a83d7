"""What differs from the version that this one replaces, before what differs from the round before."""

from collections.abc import Iterator

from plans.summary.blocks import Block, Heading, Paragraph, Point, Points
from plans.summary.differing import ChangedFigure, changed_figures
from plans.summary.figures import Figure
from plans.summary.sections import closing
from plans.summary.sections.material import MOST_NAMED, Material, iso


def changes(given: Material) -> Iterator[Block]:
    """Compare with the version before, where there is one, and with the round before."""
    yield from _since_version(given)
    yield from closing.changes(given)


def _since_version(given: Material) -> Iterator[Block]:
    if given.replaced is None:
        return
    t, number, day = given.t, given.replaced.number, iso(given.replaced.approved_on)
    changed = changed_figures(given.replaced.figures, given.figures)
    told = [change for change in changed if _value(change.before) != _value(change.after)]
    yield Heading(t("report.versions.heading", number=number))
    yield Paragraph(t("report.versions.replaces", number=number, day=day))
    yield Paragraph(given.counted("report.versions.figures", len(told)), lead=False)
    if told:
        yield Points(tuple(_point(given, change) for change in told[:MOST_NAMED]))
    if len(told) > MOST_NAMED:
        yield Paragraph(given.counted("report.versions.more", len(told) - MOST_NAMED))


def _point(given: Material, change: ChangedFigure) -> Point:
    words = {"before": _shown(given, change.before), "now": _shown(given, change.after)}
    label = given.t(f"report.figure_name.{change.name}")
    return Point(given.t("report.versions.changed", **words), label, figures=(change.name,))


def _value(figure: Figure | None) -> int | float | None:
    return figure.value if figure else None


def _shown(given: Material, figure: Figure | None) -> str:
    return given.t("report.versions.nothing") if figure is None or figure.value is None else given.number(figure.value)
