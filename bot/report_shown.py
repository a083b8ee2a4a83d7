"""The review of a report in words for people and as JSON."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.reports import Review
from plans.model import ReportComment, ReportVersion
from plans.planning import plain_json
from plans.summary.differing import Difference
from plans.summary.figures import Figure
from plans.summary.naming import label, told
from plans.wording import written_date
from prompts.texts import Texts, texts

_SHOWN = 8  # changed lines of a section; a file shows them all


def review_in_words(found: Review, language: str, zone: ZoneInfo, *, in_chat: bool = False) -> Iterator[str]:
    """Yield where the review of a year's report stands: versions, the draft, its comments, and how to go on."""
    t = texts(language)
    for version in found.versions:
        yield _version_line(version, t, zone)
    if found.draft is None:
        yield t("report.review.no_draft")
        return
    state = found.draft.front.notice
    yield t("report.review.draft", number=found.number, hash=found.draft.content_hash)
    yield state
    titles = {section.key: (section.number, section.title) for section in found.draft.sections}
    for comment in found.comments:
        if comment.version == found.number:
            yield from _comment_lines(comment, titles, t, zone)
    if in_chat:
        yield t("chat.report_review.how")
    elif found.waiting:
        yield t("report.review.settle_first", numbers=", ".join(str(each.number) for each in found.waiting))
    else:
        yield t("report.review.approve_so", year=found.year, hash=found.draft.content_hash[:12])


def review_json(found: Review) -> dict[str, object]:
    """Return it as JSON values."""
    draft = found.draft
    return {
        "year": found.year,
        "versions": [version_json(version) for version in found.versions],
        "draft": None if draft is None else {"version": found.number, "content_hash": draft.content_hash},
        "comments": [comment_json(comment) for comment in found.comments],
    }


def version_json(version: ReportVersion) -> dict[str, object]:
    """Return a version as JSON values."""
    return {
        "year": version.year,
        "version": version.number,
        "language": version.language,
        "content_hash": version.content_hash,
        "snapshot": version.snapshot,
        "approved_by": version.approved_by,
        "approved_at": plain_json(version.approved_at),
        "reason": version.reason,
        "presented_at": plain_json(version.presented_at),
        "archived_at": plain_json(version.archived_at),
    }


def comment_json(comment: ReportComment) -> dict[str, object]:
    """Return a comment as JSON values."""
    return {
        "year": comment.year,
        "number": comment.number,
        "version": comment.version,
        "section": comment.section,
        "text": comment.text,
        "author": comment.author,
        "at": plain_json(comment.at),
        "outcome": comment.outcome,
        "settled_by": comment.settled_by,
        "settled_at": plain_json(comment.settled_at),
    }


def difference_in_words(found: Difference, language: str) -> Iterator[str]:
    """Yield what differs: the figures, then what each section no longer says and what it says now."""
    t = texts(language)
    if not found.figures and not found.sections:
        yield t("report.review.same")
        return
    for change in found.figures:
        if change.is_of_all and change.is_in_value:
            before, now = _said(change.before, t), _said(change.after, t)
            yield t("report.review.figure", label=label(change.name, t), before=before, now=now)
    for section in found.sections:
        yield ""
        yield section.title
        yield from _some("- ", section.removed, t)
        yield from _some("+ ", section.added, t)


def difference_json(found: Difference) -> dict[str, object]:
    """Return it as JSON values."""
    return {
        "figures": [
            {"name": change.name, "before": _value(change.before), "after": _value(change.after)}
            for change in found.figures
        ],
        "sections": [
            {"section": section.key, "removed": list(section.removed), "added": list(section.added)}
            for section in found.sections
        ],
    }


def _version_line(version: ReportVersion, t: Texts, zone: ZoneInfo) -> str:
    steps = {"approved": version.approved_at, "presented": version.presented_at, "archived": version.archived_at}
    said = [t(f"report.review.{name}_on", day=_day(at, t.language, zone)) for name, at in steps.items() if at]
    line = t("report.review.version", number=version.number, steps=", ".join(said), hash=version.content_hash)
    return f"{line}\n{t('report.review.because', reason=version.reason)}" if version.reason else line


def _comment_lines(
    comment: ReportComment, titles: dict[str, tuple[str, str]], t: Texts, zone: ZoneInfo
) -> Iterator[str]:
    number, title = titles.get(comment.section, ("–", comment.section))
    where = t("report.review.section", number=number, title=title)
    day = _day(comment.at, t.language, zone)
    yield t(
        "report.review.comment", number=comment.number, section=where, text=comment.text, author=comment.author, day=day
    )
    if comment.outcome:
        yield t("report.review.outcome", text=comment.outcome)


def _some(mark: str, lines: Iterable[str], t: Texts) -> Iterator[str]:
    every = [f"{mark}{line}" for line in lines]
    yield from every[:_SHOWN]
    if len(every) > _SHOWN:
        yield t("report.review.more_lines", count=len(every) - _SHOWN)


def _value(figure: Figure | None) -> int | float | None:
    return figure.value if figure else None


def _said(figure: Figure | None, t: Texts) -> str:
    return t("report.versions.nothing") if figure is None else told(figure, t)


def _day(at: datetime, language: str, zone: ZoneInfo) -> str:
    return written_date(at.astimezone(zone).date(), language)
