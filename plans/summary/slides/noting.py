"""Write the speaker's notes: the figures on a slide by their names, and its sources."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from plans.summary.blocks import Paragraph, Points, Summary, Table
from plans.summary.naming import label, told
from plans.summary.sections.material import Material
from plans.summary.slides.slide import Keys, Slide

_SOURCES: Final = 30  # in the notes of one slide


def noted(summary: Summary, given: Material, slide: Slide) -> Slide:
    """Write the figures and the sources of a slide into its notes."""
    t = given.t
    names = list(dict.fromkeys(_figures(slide)))
    cited = list(dict.fromkeys(_cited(slide)))
    lines = [_figure(summary, given, name) for name in names]
    if lines:
        lines = [t("report_slides.notes.figures", year=summary.year), *lines]
    if cited:
        lines += [t("report_slides.notes.sources"), *(source(given, n) for n in cited[:_SOURCES])]
    if len(cited) > _SOURCES:
        lines.append(t("report_slides.notes.more", n=given.number(len(cited) - _SOURCES)))
    return replace(slide, notes=(*slide.notes, *lines))


def _figure(summary: Summary, given: Material, name: str) -> str:
    t, figure = given.t, summary.figures[name]
    shown = told(figure, t)
    return t("report_slides.notes.figure", label=label(name, t, given.places), told=shown, name=name)


def source(given: Material, n: int) -> str:
    """Return a source as a line of the notes."""
    return given.t("report_slides.notes.source", n=n, text=given.sources[n - 1].text)


def _figures(slide: Slide) -> Iterator[str]:
    for block in slide.words:
        if isinstance(block, Paragraph):
            yield from block.figures
        elif isinstance(block, Points):
            yield from (name for point in block.items for name in point.figures)
    if isinstance(slide.seen, Keys):
        yield from (name for key in slide.seen.items for name in key.figures)
    elif isinstance(slide.seen, Table):
        yield from (name for row in slide.seen.figures for name in row if name)


def _cited(slide: Slide) -> Iterator[int]:
    for block in slide.words:
        if isinstance(block, Points):
            yield from (n for point in block.items for n in point.sources)
        else:
            yield from block.sources
