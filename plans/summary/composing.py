"""Compose the annual follow-up summary: the sections in their order, from one frozen snapshot.

Pure: the same snapshot, gaps and language give the same document and the same content hash, whenever it is made. Every
text that came from people is made visible before anything is written with it (``plans/summary/plainness.py``), so that
no section and no format has to think of hidden characters. How it looks is decided in ``plans/formats/``.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from plans.model import Gap, Snapshot, StatusUpdate
from plans.summary.accounts import local_day
from plans.summary.areas import area_rows
from plans.summary.blocks import Block, Front, Section, Source, Summary
from plans.summary.edition import Edition
from plans.summary.figures import Figures, figures
from plans.summary.plainness import all_visible, visible
from plans.summary.sections import appendices, closing, measured, middle, opening, versions
from plans.summary.sections.material import Material, Replaced
from prompts.texts import Texts, texts


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the outline: its key, its number or letter, what writes it, and whether it wants a wide page."""

    key: str
    number: str
    write: Callable[[Material], Iterable[Block]]
    wide: bool = False


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
    clean, before = all_visible(snapshot), all_visible(previous) if previous else None
    found = tuple(all_visible(gap) for gap in gaps)
    found_before = None if gaps_before is None else tuple(all_visible(gap) for gap in gaps_before)
    t = texts(language)
    made = figures(clean, previous=before, gaps=found, gaps_before=found_before)
    given = Material(
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
    sections = tuple(
        Section(part.key, part.number, t(f"report.section.{part.key}"), tuple(part.write(given)), part.wide)
        for part in OUTLINE
    )
    content_hash = _hash(language, sections, given.sources)
    return Summary(
        language=language,
        year=clean.year,
        name=t("report.file", year=clean.year),
        generated_at=generated_at,
        as_of=made.as_of,
        content_hash=content_hash,
        front=_front(given, generated_at, content_hash, edition),
        sections=sections,
        sources=given.sources,
        figures=made,
        snapshot=clean,
        gaps=given.gaps,
        areas=given.areas,
        previous=before,
        plan=snapshot.actions,
        gaps_before=found_before,
    )


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
    return t(
        f"report.source.update{late}",
        nr=update.nr,
        by=update.confirmed_by,
        day=local_day(update.confirmed_at).isoformat(),
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
        "reference": edition.reference or t("report.front.no_reference"),
        "period": f"{date(year, 1, 1).isoformat()}–{date(year, 12, 31).isoformat()}",
        "due": cycle.due.isoformat(),
        "cut_off": cycle.cut_off.isoformat(),
        "as_of": given.figures.as_of.isoformat(),
        "version": str(edition.number),
        "state": t(f"report.state.{edition.state}"),
        "approved": local_day(approved.approved_at).isoformat() if approved else None,
        "reason": visible(approved.reason) if approved and approved.reason else None,
        "generated": local_day(generated_at).isoformat(),
        "snapshot": given.snapshot.id,
        "hash": content_hash,
    }
    reworded = approved is not None and approved.language == t.language and approved.content_hash != content_hash
    return Front(
        title=t("report.front.title", year=year),
        subtitle=given.snapshot.strategy_title or t("report.front.subtitle"),
        facts=tuple((t(f"report.front.{name}"), value) for name, value in shown.items() if value is not None),
        notice=t("report.notice.reworded" if reworded else f"report.notice.{edition.state}"),
    )


def _hash(language: str, sections: tuple[Section, ...], sources: tuple[Source, ...]) -> str:
    """Hash what is said; which figure a number comes from is not said, only known."""
    content = [language, [_said(section) for section in sections], [asdict(source) for source in sources]]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _said(section: Section) -> object:
    return asdict(section, dict_factory=lambda values: {name: value for name, value in values if name != "figures"})
