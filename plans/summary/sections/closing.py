"""The last sections: gaps, what changed, lessons, and what to decide."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace

from plans.gapping.history import brought_up, counted
from plans.gapping.marks import JudgedGap, judged, key
from plans.gaps import gap_text
from plans.model import Action, Forecast, Gap, GapState, Severity
from plans.summary.accounts import Account, local_day
from plans.summary.blocks import Block, Column, Heading, Paragraph, Point, Points, Quote, Table
from plans.summary.figures import UNKNOWN
from plans.summary.sections.followed import last_years_decisions, this_years_outcomes
from plans.summary.sections.material import NONE, Material, iso
from plans.summary.sections.opening import decisions
from prompts.texts import Texts

_ORDER = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)
_WORDS = ("quote", "step")  # the variables of a gap that hold a reply's own words
_BETWEEN_SENTENCES = re.compile(r"(?<=\.) (?=[A-ZÅÄÖ])")
_FIELDS = ("title", "accountable", "reporter", "end", "indicator", "baseline", "target")


def gap_analysis(given: Material) -> Iterator[Block]:
    """List the open gaps, the gravest first, and count the new and closed ones when there is a round to compare."""
    t, decided = given.t, [one for one in _judged(given) if one.mark]
    settled = {key(one.gap) for one in decided if one.state is not GapState.HANDLED}
    still = [gap for gap in given.gaps if key(gap) not in settled]
    found = sorted(still, key=lambda gap: _ORDER.index(gap.severity))
    yield Paragraph(given.counted("report.gaps.open", len(found)))
    if given.snapshot.gaps_found:
        yield Paragraph(_over_the_year(given))
    if given.gaps_before is not None:
        parts = given.tallied("report.gaps", _compared(given, given.gaps_before))
        yield Paragraph(t("report.gaps.compared", parts=parts) if parts else given.counted("report.gaps.open", 0))
    by_kind: dict[str, list[Gap]] = {}
    for gap in found:
        by_kind.setdefault(gap.kind, []).append(gap)
    if by_kind:
        yield _kinds(given, by_kind)
    for kind in by_kind.values():
        yield from _kind(given, kind)
    if decided:
        yield Heading(t("report.gaps.marked"))
        yield Points(tuple(Point(_marked(t, one)) for one in decided))


def _judged(given: Material) -> tuple[JudgedGap, ...]:
    return judged(given.gaps, given.snapshot.gap_marks, given.snapshot.gaps_found)


def _over_the_year(given: Material) -> str:
    """Count what the year opened and closed, from the history and what was answered after it was written down."""
    snapshot = given.snapshot
    history = brought_up(snapshot.gaps_found, given.gaps, snapshot.taken_at)
    counts = counted(history, snapshot.gap_marks, snapshot.year)
    numbers = {name: given.number(value) for name, value in asdict(counts).items()}
    return given.t("report.gaps.over_the_year", year=snapshot.year, **numbers)


def _marked(t: Texts, one: JudgedGap) -> str:
    """Say what somebody has decided of a gap, and why."""
    mark = one.mark or one.lapsed
    if mark is None:
        raise ValueError("only a gap with a mark is told here")
    return t(
        "report.gaps.mark",
        title=gap_text(one.gap, "title", t.language),
        subject=one.gap.subject,
        state=t(f"terms.gap_state.{one.state}").lower(),
        by=mark.by,
        day=iso(local_day(mark.at)),
        reason=mark.reason,
    )


def _kinds(given: Material, by_kind: Mapping[str, list[Gap]]) -> Table:
    """Count the gaps of each kind by their weight, so that the lists below can be read in any order."""
    t = given.t
    heads = [t("report.column.gap"), *(t(f"report.severity.{level}") for level in _ORDER), t("report.word.total")]
    counts = {
        gap_text(some[0], "title", t.language): [sum(1 for gap in some if gap.severity is level) for level in _ORDER]
        for some in by_kind.values()
    }
    counts[t("report.word.total")] = [sum(column) for column in zip(*counts.values(), strict=True)]
    rows = tuple((name, *(given.number(n) for n in (*each, sum(each)))) for name, each in counts.items())
    columns = tuple(Column(head, 1 if place else 5, number=bool(place)) for place, head in enumerate(heads))
    return Table(t("report.caption.gaps"), columns, rows, total=True)


def _kind(given: Material, found: list[Gap]) -> Iterator[Block]:
    """List the gaps of one kind with what shows each; what would close them all alike is said once."""
    t = given.t
    yield Heading(t("report.gaps.of_kind", title=gap_text(found[0], "title", t.language), n=given.number(len(found))))
    closed_by = [gap_text(gap, "closed_by", t.language) for gap in found]
    alike = len(set(closed_by)) == 1
    notes: dict[str, list[Point]] = {}
    for (evidence, note), closing in zip(_noted(given, found), closed_by, strict=True):
        if alike:
            notes.setdefault(note, []).append(Point(evidence))
        else:
            rest = " ".join(filter(None, (note, t("report.gaps.closed_by", closed_by=closing))))
            notes.setdefault("", []).append(Point(f"{evidence} {rest}"))
    for note, points in notes.items():
        yield Points(tuple(points))
        if note:
            yield Paragraph(note)
    if alike:
        yield Paragraph(t("report.gaps.closed_by", closed_by=closed_by[0]))
    for gap in found:
        yield from _quoted(given, gap)


def _noted(given: Material, found: list[Gap]) -> list[tuple[str, str]]:
    """Return what shows each gap, and apart from it a last sentence that several of them end with alike."""
    told = [gap_text(_without_words(given, gap), "evidence", given.t.language) for gap in found]
    parts = [(text[: ends[-1]], text[ends[-1] + 1 :]) if (ends := _ends(text)) else (text, "") for text in told]
    common = Counter(note for _, note in parts)
    return [(start, note) if common[note] > 1 else (text, "") for text, (start, note) in zip(told, parts, strict=True)]


def _ends(text: str) -> list[int]:
    return [end.start() for end in _BETWEEN_SENTENCES.finditer(text)]


def changes(given: Material) -> Iterator[Block]:
    """Compare with the round before: what is new, gone or reworded, and how the statuses moved."""
    t = given.t
    if given.previous is None or given.before is None:
        yield Paragraph(t("report.changes.nothing_before"))
        return
    over = [(name, given.count(f"by_implementation.{name}")) for name in ("discontinued", "merged")]
    moves = [("new", given.count("new")), ("gone", given.count("gone")), *over]
    parts = given.tallied("report.changes.moves", moves)
    key = f"report.changes.count.{'other' if parts else 'none'}"
    yield Paragraph(t(key, year=given.previous.year, **({"parts": parts} if parts else {})))
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
            given.counted(
                f"report.lessons.{name}",
                given.count(name),
                total=given.number(given.figures[name].of or 0),
                nrs=given.few(given.figures[name].rows),
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
    yield from decisions(given)
    yield from this_years_outcomes(given)
    yield Heading(t("report.proposals.priorities"))
    points = tuple(_priorities(given))
    yield Paragraph(t("report.proposals.rule" if points else "report.proposals.none"))
    if points:
        yield Points(points, numbered=True)
    yield from last_years_decisions(given)


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


def _compared(given: Material, before: tuple[Gap, ...]) -> list[tuple[str, int]]:
    then, now = ({key(gap) for gap in some} for some in (before, given.gaps))
    return [("new", len(now - then)), ("remaining", len(now & then)), ("closed", len(then - now))]


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
    moved = given.counted("report.changes.moved", _moved(moves))
    yield Paragraph(given.counted("report.changes.compared", sum(moves.values()), moved=moved))
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
    accounts, year = given.accounts, given.snapshot.year
    for name, found in (
        ("off_track", [a.nr for a in accounts if a.forecast is Forecast.OFF_TRACK]),
        ("late", [a.nr for a in accounts if a.late_days and a.forecast is not Forecast.OFF_TRACK]),
        ("silent", [a.nr for a in accounts if a.implementation is None]),
        ("without_owner", list(given.figures["without_owner"].rows)),
    ):
        if found:
            yield Point(given.counted(f"report.proposals.{name}", len(found), listed=given.called(found)))
    if empty := [row.area for row in given.areas if row.area and not row.nrs]:
        yield Point(given.counted("report.proposals.empty_areas", len(empty), listed=given.few(empty)))
    if due := [a.nr for a in accounts if _due_next(a, year)]:
        yield Point(given.counted("report.proposals.due_next", len(due), listed=given.called(due), year=year + 1))


def _due_next(account: Account, year: int) -> bool:
    end = account.action.end
    over = account.known is not None and account.known.is_over
    return end is not None and end.year == year + 1 and not over
