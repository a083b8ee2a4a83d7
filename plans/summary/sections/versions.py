"""What differs from the version that this one replaces, before what differs from the round before."""

from collections.abc import Iterator

from plans.summary.blocks import Block, Heading, Paragraph, Point, Points
from plans.summary.differing import ChangedFigure, changed_figures
from plans.summary.figures import Figure
from plans.summary.naming import label, told
from plans.summary.sections import closing
from plans.summary.sections.material import MOST_NAMED, Material


def changes(given: Material) -> Iterator[Block]:
    """Compare with the version before, where there is one, and with the round before."""
    yield from _since_version(given)
    yield from closing.changes(given)


def _since_version(given: Material) -> Iterator[Block]:
    if given.replaced is None:
        return
    t, number, day = given.t, given.replaced.number, given.day_in_words(given.replaced.approved_on)
    changed = changed_figures(given.replaced.figures, given.figures)
    differing = [change for change in changed if change.is_of_all and change.is_in_value]
    yield Heading(t("report.versions.heading", number=number))
    yield Paragraph(t("report.versions.replaces", number=number, day=day))
    yield Paragraph(given.counted("report.versions.figures", len(differing)))
    if differing:
        yield Points(tuple(_point(given, change) for change in differing[:MOST_NAMED]))
    if len(differing) > MOST_NAMED:
        yield Paragraph(given.counted("report.versions.more", len(differing) - MOST_NAMED))


def _point(given: Material, change: ChangedFigure) -> Point:
    words = {"before": _shown(given, change.before), "now": _shown(given, change.after)}
    return Point(given.t("report.versions.changed", **words), label(change.name, given.t), figures=(change.name,))


def _shown(given: Material, figure: Figure | None) -> str:
    return given.t("report.versions.nothing") if figure is None else told(figure, given.t)
