"""The slides of the whole year: the situation, steps forward, indicators, deviations, decisions, gaps, next steps."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, takewhile
from typing import Final

from plans.summary.blocks import Chart, Heading, Paragraph, Points, Quote, Summary, Table
from plans.summary.counts.indicators import measured_rows
from plans.summary.measuring import Course
from plans.summary.sections.material import Material
from plans.summary.sections.measured import gauges
from plans.summary.sections.opening import decisions as asked_for
from plans.summary.sections.opening import gravity, highlight
from plans.summary.slides.noting import source
from plans.summary.slides.slide import Key, Keys, Slide, Words
from plans.summary.slides.taking import ASKED, LISTED, more, quoted, section, short, shorter, under, words_under

_SCALES: Final = 5  # indicators in a chart, so that it can be read from the back of a room


def title(summary: Summary, given: Material) -> Iterator[Slide]:
    """Show the title page."""
    front, t = summary.front, given.t
    shown = {t(f"report.front.{name}") for name in ("reference", "period", "as_of", "state")}
    facts = " · ".join(f"{name}: {value}" for name, value in front.facts if name in shown)
    hashes = t("report_slides.notes.hash", snapshot=summary.snapshot.id, hash=summary.content_hash)
    words = (Paragraph(front.subtitle, lead=True), Paragraph(facts), Paragraph(front.notice))
    yield Slide(title=front.title, words=words, notes=(hashes,), is_first=True)


def situation(summary: Summary, given: Material) -> Iterator[Slide]:
    """Show the key figures, to be seen from afar."""
    t = given.t
    lead = next(block for block in section(summary, "overview") if isinstance(block, Paragraph))
    if not given.accounts:
        yield Slide(title=t("report.section.overview"), words=(lead,))
        return
    courses = tuple(f"indicators.{code}" for code in (Course.TARGET_REACHED, Course.ON_COURSE))
    keys = [
        _key(given, "completed", ("by_implementation.completed",), "actions"),
        _key(given, "on_track", ("by_forecast.on_track",), "actions"),
        _key(given, "deviating", ("deviating",), "actions"),
        _key(given, "unheard", ("unheard",), "actions"),
    ]
    if given.count("indicators_total"):
        keys.append(_key(given, "indicators", courses, "indicators_total"))
    if given.count("requests"):
        keys.append(_key(given, "response", ("response_rate",), "requests"))
    yield Slide(title=t("report.section.overview"), words=(lead,), seen=Keys(tuple(keys)))


def _key(given: Material, name: str, figures: tuple[str, ...], total: str) -> Key:
    """Return a key figure; of categories that exclude each other, their sum."""
    value = given.number(sum(given.count(figure) for figure in figures))
    shown = given.t("report_slides.of", value=value, total=given.number(given.count(total)))
    return Key(shown, given.t(f"report_slides.key.{name}"), (*figures, total))


def picture(summary: Summary, given: Material) -> Iterator[Slide]:
    """Show the statuses and the forecasts of all actions, as the report draws them."""
    for group, title in (("by_implementation", "picture"), ("by_forecast", "forecast")):
        found = under(section(summary, "picture"), given.t(f"report.picture.{group}"))
        chart = next((block for block in found if isinstance(block, Chart)), None)
        words = tuple(block for block in found if isinstance(block, Paragraph))[:1]
        if chart:
            yield Slide(title=given.t(f"report_slides.title.{title}"), words=words, seen=chart)


def forward(summary: Summary, given: Material) -> Iterator[Slide]:
    """List what has gone forward."""
    yield _listed(summary, given, "forward", given.t("report.overview.forward"))


def deviations(summary: Summary, given: Material) -> Iterator[Slide]:
    """List what deviates, the gravest first, then the obstacles by kind."""
    t = given.t
    deviating = sorted((account for account in given.accounts if account.deviates), key=gravity, reverse=True)
    words: tuple[Words, ...] = tuple(words_under(summary, "overview", t("report.overview.deviations")))
    if deviating:
        points = Points(tuple(shorter(highlight(given, account)) for account in deviating[:LISTED]))
        words = (points, *more(given, len(deviating) - LISTED))
    yield Slide(title=t("report.overview.deviations"), words=words)
    found = under(section(summary, "deviations"), t("report.deviations.obstacles"))
    if quotes := [quoted(block, ASKED) for block in found if isinstance(block, Quote)]:
        table = next((block for block in found if isinstance(block, Table)), None)
        lead = tuple(block for block in found if isinstance(block, Paragraph))[:1]
        words = lead if table else (*lead, *quotes[:LISTED], *more(given, len(quotes) - LISTED))
        yield Slide(title=t("report_slides.title.obstacles"), words=words, seen=table)


def _listed(summary: Summary, given: Material, name: str, title: str) -> Slide:
    return Slide(title=title, words=tuple(words_under(summary, "overview", given.t(f"report.overview.{name}"))))


def decisions(summary: Summary, given: Material) -> Iterator[Slide]:
    """Quote what the reporters ask to have decided."""
    title, asked = given.t("report.overview.decisions"), given.count("decisions")
    lead = next(iter(words_under(summary, "overview", title)), None)
    quotes = [quoted(quote, ASKED) for quote in islice(asked_for(given), LISTED)]
    yield Slide(title=title, words=(*([lead] if lead else []), *quotes, *more(given, asked - LISTED)))


def indicators(summary: Summary, given: Material) -> Iterator[Slide]:
    """Count the indicators by how they stand, then draw those that a group has most reason to look at."""
    t, title = given.t, given.t("report_slides.title.indicators")
    table = next((block for block in section(summary, "indicators") if isinstance(block, Table)), None)
    if table is None:
        return
    yield Slide(title=title, words=(Paragraph(t("report_slides.text.indicators")),), seen=table)
    order = (Course.OFF_COURSE, Course.TARGET_REACHED, Course.ON_COURSE)
    valued = [one for _, one in measured_rows(given.accounts) if one.outcome and one.course in order]
    shown = sorted(valued, key=lambda one: order.index(one.course or Course.OFF_COURSE))[: 2 * _SCALES]
    for start in range(0, len(shown), _SCALES):
        some = shown[start : start + _SCALES]
        caption = t("report_slides.title.indicators")
        drawn = replace(gauges(given, caption, some), caption=caption)
        notes = tuple(source(given, n) for one in some if one.outcome for n in given.cite_id(one.outcome.update_id))
        yield Slide(title=t("report_slides.title.outcomes"), seen=drawn, notes=notes)


def gaps(summary: Summary, given: Material) -> Iterator[Slide]:
    """Count the open gaps by kind and weight."""
    blocks = section(summary, "gaps")
    words = tuple(block for block in takewhile(lambda block: not isinstance(block, Heading), blocks))
    table = next((block for block in words if isinstance(block, Table)), None)
    yield Slide(
        title=given.t("report_slides.title.gaps"),
        words=tuple(block for block in words if isinstance(block, Paragraph))[:2],
        seen=table,
    )


def coming(summary: Summary, given: Material) -> Iterator[Slide]:
    """List what is proposed for the coming year."""
    found = under(section(summary, "proposals"), given.t("report.proposals.priorities"))
    words = [short(block) for block in found if isinstance(block, Paragraph | Points)]
    yield Slide(title=given.t("report_slides.title.next"), words=tuple(words))


def about(summary: Summary, given: Material) -> Iterator[Slide]:
    """Say how it was made and what it cannot tell."""
    blocks = section(summary, "about")
    method = next(block for block in blocks if isinstance(block, Paragraph))
    limits = [block for block in under(blocks, given.t("report.about.limits")) if isinstance(block, Points)]
    yield Slide(title=given.t("report_slides.title.about"), words=(method, *limits))
