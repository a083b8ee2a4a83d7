"""Compose the annual follow-up summary: the sections in their order, from one frozen snapshot.

Pure: the same snapshot, gaps and language give the same document and the same content hash, whenever it is made. Every
text that came from people is made visible before anything is written with it (``plans/summary/plainness.py``), so that
no section and no format has to think of hidden characters. How it looks is decided in ``plans/formats/``.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date, datetime

from plans.model import Gap, Snapshot, StatusUpdate
from plans.summary.accounts import local_day
from plans.summary.areas import area_rows
from plans.summary.blocks import Block, Column, Front, Point, Section, Source, Summary, Table
from plans.summary.briefs import Brief, is_about, narrowed
from plans.summary.edition import Edition
from plans.summary.figures import Figures, figures
from plans.summary.outline import Part
from plans.summary.plainness import all_visible, visible
from plans.summary.sections import appendices, closing, measured, middle, opening, versions
from plans.summary.sections.material import Material, Replaced
from plans.wording import written_date
from prompts.texts import Texts, texts

# The outline of the annual follow-up. The title page is the first part and is not numbered.
OUTLINE: tuple[Part, ...] = (
    Part("overview", "1", opening.overview),
    Part("about", "2", opening.about),
    Part("picture", "3", opening.picture),
    Part("areas", "4", middle.by_area),
    Part("indicators", "5", measured.indicators),
    Part("deviations", "6", middle.deviations),
    Part("gaps", "7", closing.gap_analysis),
    Part("changes", "8", versions.changes),
    Part("lessons", "9", closing.lessons),
    Part("proposals", "10", closing.proposals),
    Part("appendix_actions", "A", appendices.actions, wide=True),
    Part("appendix_indicators", "B", appendices.indicators, wide=True),
    Part("appendix_missing", "C", appendices.missing),
    Part("appendix_corrections", "D", appendices.corrections),
    Part("appendix_sources", "E", appendices.sources),
)
FIRST_DRAFT = Edition()
_LONGEST_NAME = 40  # characters of what a brief is about, in the name of its file
_NO_FRONT = Front(title="", subtitle="", facts=(), notice="", state="")


def compose(
    snapshot: Snapshot,
    *,
    language: str,
    gaps: Iterable[Gap],
    generated_at: datetime,
    previous: Snapshot | None = None,
    gaps_before: Iterable[Gap] | None = None,
    edition: Edition = FIRST_DRAFT,
) -> Summary:
    """Return the summary of `snapshot` in `language`.

    Args:
        snapshot: what everything is computed from.
        language: a language of ``prompts/``.
        gaps: the gaps found in `snapshot`.
        generated_at: when it is made; shown on the title page, no part of the content hash.
        previous: the snapshot of the round before, for what has changed.
        gaps_before: the gaps found in `previous`; None: not compared.
        edition: which version it is, and which one it replaces.
    """
    found_before = None if gaps_before is None else tuple(gaps_before)
    given = _material(texts(language), snapshot, tuple(gaps), previous, found_before, edition)
    made = _written(given, OUTLINE, generated_at)
    return replace(made, front=_front(given, generated_at, made.content_hash, edition), plan=snapshot.actions)


def compose_brief(
    snapshot: Snapshot,
    brief: Brief,
    *,
    language: str,
    gaps: Iterable[Gap],
    generated_at: datetime,
    previous: Snapshot | None = None,
) -> Summary:
    """Return a brief in `language`, computed from its part of `snapshot`."""
    t, part = texts(language), narrowed(snapshot, brief.nrs)
    found = tuple(gap for gap in gaps if is_about(gap, brief.nrs))
    given = _material(t, part, found, narrowed(previous, brief.nrs) if previous else None, None, FIRST_DRAFT)
    made, day = _written(given, brief.parts, generated_at), local_day(generated_at)
    called = given.day_in_words(brief.about) if isinstance(brief.about, date) else visible(brief.about)
    front = Front(
        title=t(f"brief.title.{brief.kind}", about=called),
        subtitle=given.snapshot.strategy_title or t("report.front.subtitle"),
        facts=((t("report.front.as_of"), given.day_in_words(made.as_of)), (t("report.front.hash"), made.content_hash)),
        notice=t("brief.notice"),
        state=given.day_in_words(day),
    )
    about = "" if brief.about == day else _in_a_name(str(brief.about))
    name = t("brief.file", kind=t(f"brief.name.{brief.kind}"), about=f"{about}-" if about else "", day=day)
    return replace(made, front=front, name=name, is_brief=True, plan=part.actions)


def _in_a_name(text: str) -> str:
    """Return letters and figures of a text as they can stand in the name of a file."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:_LONGEST_NAME].strip("-")


def _material(  # noqa: PLR0917 - one call site each for the report and a brief
    t: Texts,
    snapshot: Snapshot,
    gaps: tuple[Gap, ...],
    previous: Snapshot | None,
    gaps_before: tuple[Gap, ...] | None,
    edition: Edition,
) -> Material:
    clean, before = all_visible(snapshot), all_visible(previous) if previous else None
    found, found_before = all_visible(gaps), all_visible(gaps_before) if gaps_before is not None else None
    made = figures(clean, previous=before, gaps=found, gaps_before=found_before)
    return Material(
        t=t,
        snapshot=clean,
        figures=made,
        previous=before,
        gaps=found,
        gaps_before=found_before,
        areas=area_rows(clean),
        sources=_sources(t, clean, made, before),
        replaced=_replaced(edition),
    )


def _written(given: Material, parts: Iterable[Part], generated_at: datetime) -> Summary:
    t, snapshot = given.t, given.snapshot
    sections = tuple(
        Section(part.key, part.number, t(f"report.section.{part.key}"), blocks, part.wide and _has_table(blocks))
        for part in parts
        for blocks in (tuple(part.write(given)),)
    )
    return Summary(
        language=t.language,
        year=snapshot.year,
        name=t("report.file", year=snapshot.year),
        generated_at=generated_at,
        as_of=given.figures.as_of,
        content_hash=_hash(t.language, sections, given.sources),
        front=_NO_FRONT,
        sections=sections,
        sources=given.sources,
        figures=given.figures,
        snapshot=snapshot,
        gaps=given.gaps,
        areas=given.areas,
        previous=given.previous,
        gaps_before=given.gaps_before,
    )


def _has_table(blocks: Iterable[Block]) -> bool:
    """Tell whether there is a table: without one, no page needs to be turned on its side."""
    return any(isinstance(block, Table) for block in blocks)


def _sources(t: Texts, snapshot: Snapshot, made: Figures, previous: Snapshot | None) -> tuple[Source, ...]:
    """Number every update, this year's first, then the plan's sheets, the strategy and the last round."""
    order = {account.nr: place for place, account in enumerate(made.accounts)}
    updates = {update.id: update for update in (*snapshot.updates, *(previous.updates if previous else ()))}
    ordered = sorted(updates.values(), key=lambda u: (-u.year, order.get(u.nr, len(order)), u.confirmed_at, u.id))
    found = [("update", update.id, _update_text(t, update)) for update in ordered]
    sheets = dict.fromkeys((action.source.file, action.source.sheet) for action in snapshot.actions)
    found += [
        ("plan", file if sheet is None else f"{file}#{sheet}", _sheet_text(t, file, sheet)) for file, sheet in sheets
    ]
    if snapshot.strategy_title:
        found.append(("strategy", snapshot.strategy_title, snapshot.strategy_title))
    if previous:
        found.append(("snapshot", previous.id, t("report.source.previous", year=previous.year)))
    return tuple(Source(n, kind, key, text) for n, (kind, key, text) in enumerate(found, start=1))


def _update_text(t: Texts, update: StatusUpdate) -> str:
    late = "_late" if update.late else ""
    day = written_date(local_day(update.confirmed_at), t.language).replace(" ", "\u00a0")
    return t(
        f"report.source.update{late}",
        nr=update.nr,
        by=update.confirmed_by,
        day=day,
    )


def _sheet_text(t: Texts, file: str, sheet: str | None) -> str:
    return t("report.source.sheet", file=file, sheet=sheet) if sheet else file


def _replaced(edition: Edition) -> Replaced | None:
    if edition.replaces is None:
        return None
    version, counted = edition.replaces
    return Replaced(version.number, local_day(version.approved_at), counted)


def _front(given: Material, generated_at: datetime, content_hash: str, edition: Edition) -> Front:
    t, cycle, year = given.t, given.snapshot.cycle, given.snapshot.year
    approved = edition.approved
    shown = {
        "reference": visible(edition.reference or "") or t("report.front.no_reference"),
        "period": " – ".join(map(given.day_in_words, (date(year, 1, 1), date(year, 12, 31)))),
        "due": given.day_in_words(cycle.due),
        "cut_off": given.day_in_words(cycle.cut_off),
        "as_of": given.day_in_words(given.figures.as_of),
        "version": str(edition.number),
        "state": t(f"report.state.{edition.state}"),
        "approved": given.day_in_words(local_day(approved.approved_at)) if approved else None,
        "reason": visible(approved.reason) if approved and approved.reason else None,
        "generated": given.day_in_words(local_day(generated_at)),
        "snapshot": given.snapshot.id,
        "hash": content_hash,
    }
    reworded = approved is not None and approved.language == t.language and approved.content_hash != content_hash
    return Front(
        title=t("report.front.title", year=year),
        subtitle=given.snapshot.strategy_title or t("report.front.subtitle"),
        facts=tuple((t(f"report.front.{name}"), value) for name, value in shown.items() if value is not None),
        notice=t("report.notice.reworded" if reworded else f"report.notice.{edition.state}"),
        state=t(f"report.state.{edition.state}"),
    )


def _hash(language: str, sections: tuple[Section, ...], sources: tuple[Source, ...]) -> str:
    """Hash what is said; which figure a number comes from is not said, only known."""
    content = json.dumps([language, sections, sources], default=_said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def _said(part: Section | Block | Column | Point | Source) -> dict[str, object]:
    return {one.name: getattr(part, one.name) for one in fields(part) if one.name != "figures"}
