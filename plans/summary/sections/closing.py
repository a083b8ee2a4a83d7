"""The last sections: gaps, what changed, lessons, and what to decide."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from plans.gaps import gap_text
from plans.model import Action, Forecast, Gap, Severity
from plans.summary.accounts import Account
from plans.summary.blocks import Block, Column, Heading, Paragraph, Point, Points, Quote, Table
from plans.summary.figures import UNKNOWN
from plans.summary.sections.material import NONE, Material, iso, titled

_ORDER = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)
_WORDS = ("quote", "step")  # the variables of a gap that hold a reply's own words
_FIELDS = ("title", "accountable", "reporter", "end", "indicator", "baseline", "target")


def gap_analysis(given: Material) -> Iterator[Block]:
    """List the open gaps, the gravest first, and count the new and closed ones when there is a round to compare."""
    t, found = given.t, sorted(given.gaps, key=lambda gap: _ORDER.index(gap.severity))
    yield Paragraph(given.counted("report.gaps.open", len(found)))
    if given.gaps_before is not None:
        yield Paragraph(t("report.gaps.compared", **_compared(given, given.gaps_before)))
    if not found:
        return
    heads = (("severity", 0.8), ("gap", 1.8), ("subject", 1.4), ("evidence", 3.8), ("closed_by", 2.6))
    columns = tuple(Column(t(f"report.column.{name}"), weight) for name, weight in heads)
    rows = tuple(
        (
            t(f"report.severity.{gap.severity}"),
            gap_text(gap, "title", t.language),
            gap.subject,
            gap_text(_without_words(given, gap), "evidence", t.language),
            gap_text(gap, "closed_by", t.language),
        )
        for gap in found
    )
    yield Table(t("report.caption.gaps"), columns, rows, dense=True)
    for gap in found:
        yield from _quoted(given, gap)


def changes(given: Material) -> Iterator[Block]:
    """Compare with the round before: what is new, gone or reworded, and how the statuses moved."""
    t = given.t
    if given.previous is None or given.before is None:
        yield Paragraph(t("report.changes.nothing_before"))
        return
    yield Paragraph(
        t(
            "report.changes.count",
            year=given.previous.year,
            new=given.number(given.count("new")),
            gone=given.number(given.count("gone")),
            discontinued=given.number(given.count("by_implementation.discontinued")),
            merged=given.number(given.count("by_implementation.merged")),
        )
    )
    edits = list(_edits(given))
    yield Paragraph(given.counted("report.changes.edited", len(edits)))
    if edits:
        heads = (("nr", 0.7), ("what", 1.6), ("before", 3), ("now", 3))
        columns = tuple(Column(t(f"report.column.{name}"), weight) for name, weight in heads)
        yield Table(t("report.caption.edits"), columns, tuple(edits))
    yield Heading(t("report.changes.matrix"))
    yield from _matrix(given, given.before.accounts)


def lessons(given: Material) -> Iterator[Block]:
    """Say what in the plan itself made it hard to follow up; lessons of the work are for people to write."""
    if not given.accounts:
        yield Paragraph(given.t("report.no_actions"))
        return
    names = ("without_owner", "without_reporter", "without_end", "without_indicator", "indicator_without_baseline")
    points = tuple(
        Point(
            given.t(
                f"report.lessons.{name}",
                n=given.number(given.count(name)),
                total=given.number(given.figures[name].of or 0),
                nrs=", ".join(given.figures[name].rows),
            )
        )
        for name in names
        if given.count(name)
    )
    yield Paragraph(given.t("report.lessons.some" if points else "report.lessons.none"))
    if points:
        yield Points(points)
    yield Paragraph(given.t("report.lessons.written_by_people"))


def proposals(given: Material) -> Iterator[Block]:
    """Propose, by rule, what to decide and what to do first; people decide."""
    t = given.t
    yield Paragraph(given.counted("report.proposals.decisions", given.count("decisions")))
    yield Heading(t("report.proposals.priorities"))
    points = tuple(_priorities(given))
    yield Paragraph(t("report.proposals.rule" if points else "report.proposals.none"))
    if points:
        yield Points(points, numbered=True)
    yield Heading(t("report.proposals.last_year"))
    yield from _last_year(given)


def _without_words(given: Material, gap: Gap) -> Gap:
    """Take a reply's words out of a gap's evidence: they stand in a quote below, and nowhere else."""
    hidden = {name: given.t("report.word.quoted_below") for name in _WORDS if name in gap.values}
    return replace(gap, values={**gap.values, **hidden})


def _quoted(given: Material, gap: Gap) -> Iterator[Quote]:
    """Quote the words a gap rests on, where the reply they stand in is found."""
    nr = gap.values.get("nr")
    about = f"{gap_text(gap, 'title', given.t.language)}: {gap.subject}"
    for words in (gap.values[name] for name in _WORDS if name in gap.values):
        spoken = words.rstrip("… ")
        for update in reversed(given.snapshot.updates):
            if update.nr == nr and (spoken in update.text or spoken in update.reading.next_steps):
                yield given.quote(words, update, about=about)
                break


def _compared(given: Material, before: tuple[Gap, ...]) -> dict[str, str]:
    then, now = ({(gap.kind, gap.subject) for gap in some} for some in (before, given.gaps))
    counts = {"new": now - then, "remaining": now & then, "closed": then - now}
    return {name: given.number(len(found)) for name, found in counts.items()}


def _edits(given: Material) -> Iterator[tuple[str, str, str, str]]:
    before = {action.nr: action for action in given.previous.actions} if given.previous else {}
    for account in given.accounts:
        if (old := before.get(account.nr)) is None:
            continue
        for name in _FIELDS:
            then, now = _shown(given, old, name), _shown(given, account.action, name)
            if then != now:
                yield account.nr, given.t(f"report.field.{name}"), then, now


def _shown(given: Material, action: Action, name: str) -> str:
    if name == "end":
        return iso(action.end)
    if name in {"baseline", "target"}:
        return given.written(getattr(action, name))
    return str(getattr(action, name) or NONE)


def _matrix(given: Material, before: tuple[Account, ...]) -> Iterator[Block]:
    """Count each move from last round's status to this one's; what stood still is on the diagonal."""
    t = given.t
    now = {account.nr: account.implementation or UNKNOWN for account in given.accounts}
    then = {account.nr: account.implementation or UNKNOWN for account in before}
    moves = Counter((then[nr], now[nr]) for nr in now if nr in then)
    used = [code for code in _codes(given) if any(code in move for move in moves)]
    yield Paragraph(given.counted("report.changes.compared", sum(moves.values()), moved=given.number(_moved(moves))))
    if not moves:
        return
    columns = (
        Column(t("report.column.from_to"), 2),
        *(Column(given.category("implementation", c), 1, number=True) for c in used),
    )
    rows = tuple(
        (given.category("implementation", row), *(given.number(moves[row, column]) for column in used)) for row in used
    )
    yield Table(t("report.caption.matrix"), columns, rows, dense=True)


def _codes(given: Material) -> list[str]:
    return list(given.figures.group("by_implementation"))


def _moved(moves: Counter[tuple[str, str]]) -> int:
    return sum(n for (then, now), n in moves.items() if then != now and UNKNOWN not in {then, now})


def _priorities(given: Material) -> Iterator[Point]:
    """Take the gravest first: large deviations, late actions, silence, what nobody owns, then the gravest gaps."""
    off_track = [a.nr for a in given.accounts if a.forecast is Forecast.OFF_TRACK]
    late = [a.nr for a in given.accounts if a.late_days and a.forecast is not Forecast.OFF_TRACK]
    silent = [a.nr for a in given.accounts if a.implementation is None]
    empty = [row.area for row in given.areas if row.area and not row.nrs]
    due = [a.nr for a in given.accounts if _due_next(a, given.snapshot.year)]
    for name, found in (
        ("off_track", off_track),
        ("late", late),
        ("silent", silent),
        ("without_owner", list(given.figures["without_owner"].rows)),
        ("empty_areas", empty),
        ("due_next", due),
    ):
        if found:
            listed = given.listed(str(part) for part in found)
            yield Point(given.counted(f"report.proposals.{name}", len(found), listed=listed, **_year(name, given)))


def _year(name: str, given: Material) -> dict[str, object]:
    return {"year": given.snapshot.year + 1} if name == "due_next" else {}


def _due_next(account: Account, year: int) -> bool:
    end = account.action.end
    over = account.known is not None and account.known.is_over
    return end is not None and end.year == year + 1 and not over


def _last_year(given: Material) -> Iterator[Block]:
    """Quote what was asked for in the round before, with how the action stands now."""
    if given.before is None:
        yield Paragraph(given.t("report.changes.nothing_before"))
        return
    now = {account.nr: account for account in given.accounts}
    asked = [
        (account, words, update)
        for account in given.before.accounts
        for words, update in account.collected(lambda reading: reading.decisions_needed)
    ]
    yield Paragraph(given.counted("report.proposals.asked_last_year", len(asked)))
    for account, words, update in asked:
        standing = given.status(now[account.nr]) if account.nr in now else given.t("report.word.gone")
        about = given.t("report.proposals.stands", action=titled(account), status=standing)
        yield given.quote(words, update, about=about)
