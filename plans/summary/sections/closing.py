"""The last sections: gaps, what changed, lessons, and what to decide."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from plans.gapping.marks import JudgedGap, handle, judged
from plans.gaps import gap_text
from plans.model import Action, Gap, Snapshot
from plans.summary import charts
from plans.summary.accounts import local_day
from plans.summary.blocks import Block, Chart, Column, Heading, Paragraph, Point, Points, Quote, Table
from plans.summary.counts.comparing import ENDED
from plans.summary.counts.gaps import BY_WEIGHT
from plans.summary.numbering import NONE
from plans.summary.sections.followed import last_years_decisions, this_years_outcomes
from plans.summary.sections.material import Material, iso
from plans.summary.sections.opening import decisions

_WORDS = ("quote", "step")  # the variables of a gap that hold a reply's own words
_BETWEEN_SENTENCES = re.compile(r"(?<=\.) (?=[A-ZÅÄÖ])")


def gap_analysis(given: Material) -> Iterator[Block]:
    """List the open gaps, the gravest first, and count the new and closed ones when there is a round to compare."""
    t, decided = given.t, [one for one in _judged(given) if one.mark]
    shown = set(given.figures["gaps"].rows)
    still = [gap for gap in given.gaps if handle(gap) in shown]
    found = sorted(still, key=lambda gap: BY_WEIGHT.index(gap.severity))
    yield given.told("report.gaps.open", "gaps")
    if given.snapshot.gaps_found:
        yield _over_the_year(given)
    if given.gaps_before is not None:
        yield _compared(given)
    by_kind: dict[str, list[Gap]] = {}
    for gap in found:
        by_kind.setdefault(gap.kind, []).append(gap)
    if by_kind:
        yield _kinds(given, by_kind)
    for kind in by_kind.values():
        yield from _kind(given, kind)
    if decided:
        yield Heading(t("report.gaps.marked"))
        yield Points(tuple(Point(_marked(given, one)) for one in decided))


def _judged(given: Material) -> tuple[JudgedGap, ...]:
    return judged(given.gaps, given.snapshot.gap_marks, given.snapshot.gaps_found)


def _over_the_year(given: Material) -> Paragraph:
    """Tell what the year opened and closed."""
    counts = given.figures.group("gaps_over_year")
    parts = given.tallied("report.gaps.year", ((name, len(figure.rows)) for name, figure in counts.items()))
    text = given.t("report.gaps.over_the_year", year=given.snapshot.year, parts=parts)
    return Paragraph(text, figures=tuple(figure.name for figure in counts.values() if figure.rows))


def _marked(given: Material, one: JudgedGap) -> str:
    """Say what somebody has decided of a gap, and why."""
    mark = one.mark or one.lapsed
    if mark is None:
        raise ValueError("only a gap with a mark is told here")
    t = given.t
    return t(
        "report.gaps.mark",
        title=gap_text(one.gap, "title", t.language),
        subject=one.gap.subject,
        state=t(f"terms.gap_state.{one.state}").lower(),
        by=mark.by,
        day=given.day_in_words(local_day(mark.at)),
        reason=mark.reason,
    )


def _kinds(given: Material, by_kind: Mapping[str, list[Gap]]) -> Table:
    """Count the gaps of each kind by their weight, so that the lists below can be read in any order."""
    t = given.t
    heads = [t("report.column.gap"), *(t(f"report.severity.{level}") for level in BY_WEIGHT), t("report.word.total")]
    labels = {kind: gap_text(some[0], "title", t.language) for kind, some in by_kind.items()}
    cells = [
        (*(f"gaps_by_kind_and_severity.{kind}.{level}" for level in BY_WEIGHT), f"gaps_by_kind.{kind}")
        for kind in labels
    ]
    cells.append((*(f"gaps_by_severity.{level}" for level in BY_WEIGHT), "gaps"))
    rows = tuple(
        (label, *(given.number(given.count(name)) for name in row))
        for label, row in zip([*labels.values(), t("report.word.total")], cells, strict=True)
    )
    columns = tuple(Column(head, 1 if place else 5, number=bool(place)) for place, head in enumerate(heads))
    return Table(t("report.caption.gaps"), columns, rows, total=True, figures=tuple((None, *row) for row in cells))


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
    told = [gap_text(without_words(given, gap), "evidence", given.t.language) for gap in found]
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
    names = ("new", "gone", *map(str, ENDED))
    parts = given.tallied("report.changes.moves", ((name, given.count(name)) for name in names))
    key = f"report.changes.count.{'other' if parts else 'none'}"
    said = t(key, year=given.previous.year, **({"parts": parts} if parts else {}))
    yield Paragraph(said, figures=tuple(name for name in names if given.count(name)))
    edits = list(_edits(given, given.previous))
    yield given.told("report.changes.edited", "edits")
    if edits:
        heads = (("nr", 0.7), ("what", 1.6), ("before", 3), ("now", 3))
        columns = tuple(Column(t(f"report.column.{name}"), weight) for name, weight in heads)
        yield Table(t("report.caption.edits"), columns, tuple(edits))
    yield Heading(t("report.changes.matrix"))
    yield from _matrix(given)


def lessons(given: Material) -> Iterator[Block]:
    """Say what in the plan itself made it hard to follow up; lessons of the work are for people to write."""
    if not given.accounts:
        yield Paragraph(given.t("report.no_actions"))
        return
    names = ("without_owner", "without_reporter", "without_end", "without_indicator", "indicator_without_baseline")
    points = tuple(_lesson(given, name) for name in names if given.count(name))
    yield Paragraph(given.t("report.lessons.some" if points else "report.lessons.none"))
    if points:
        yield Points(points)
    yield Paragraph(given.t("report.lessons.written_by_people"))


def _lesson(given: Material, name: str) -> Point:
    figure, of = given.figures[name], "indicators_total" if name.startswith("indicator_") else "actions"
    values = {
        "total": given.number(figure.of),
        "nrs": given.few(dict.fromkeys(row.partition("#")[0] for row in figure.rows)),
    }
    return Point(given.counted(f"report.lessons.{name}", len(figure.rows), **values), figures=(name, of))


def proposals(given: Material) -> Iterator[Block]:
    """Propose, by rule, what to decide and what to do first; people decide."""
    t = given.t
    yield given.told("report.proposals.decisions", "decisions")
    yield from decisions(given)
    yield from this_years_outcomes(given)
    yield Heading(t("report.proposals.priorities"))
    points = tuple(_priorities(given))
    yield Paragraph(t("report.proposals.rule" if points else "report.proposals.none"))
    if points:
        yield Points(points, numbered=True)
    yield from last_years_decisions(given)


def without_words(given: Material, gap: Gap) -> Gap:
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


def _compared(given: Material) -> Paragraph:
    names = ("new", "remaining", "closed")
    parts = given.tallied("report.gaps", ((name, given.count(f"gaps_{name}")) for name in names))
    if not parts:
        return given.told("report.gaps.open", "gaps")
    told = tuple(f"gaps_{name}" for name in names if given.count(f"gaps_{name}"))
    return Paragraph(given.t("report.gaps.compared", parts=parts), figures=told)


def _edits(given: Material, previous: Snapshot) -> Iterator[tuple[str, str, str, str]]:
    before = {action.nr: action for action in previous.actions}
    for row in given.figures["edits"].rows:
        nr, _, name = row.rpartition(":")
        shown = (field_shown(given, action, name) for action in (before[nr], given.of(nr).action))
        yield nr, given.t(f"report.field.{name}"), *shown  # type: ignore[misc]  # two of them


def field_shown(given: Material, action: Action, name: str) -> str:
    """Return a field of the plan as it is compared with the round before."""
    if name == "end":
        return iso(action.end)
    if name in {"baseline", "target"}:
        return given.written(getattr(action, name))
    return str(getattr(action, name) or NONE)


def _matrix(given: Material) -> Iterator[Block]:
    """Count each move from last round's status to this one's; what stood still is on the diagonal."""
    t = given.t
    moved = given.counted("report.changes.moved", given.count("status_changed"))
    yield given.told("report.changes.compared", "kept", "status_changed", moved=moved)
    if not given.count("kept"):
        return
    used = [
        code
        for code in given.figures.group("by_implementation")
        if given.count(f"status_before.{code}") or given.count(f"status_now.{code}")
    ]
    labels = [given.category("implementation", code) for code in used]
    total = t("report.word.total")
    columns = (Column(t("report.column.from_to"), 2), *(Column(head, 1, number=True) for head in (*labels, total)))
    cells = [(*(f"status_changes.{row}.{column}" for column in used), f"status_before.{row}") for row in used]
    cells.append((*(f"status_now.{column}" for column in used), "kept"))
    rows = tuple(
        (label, *(given.number(given.count(name)) for name in row))
        for label, row in zip((*labels, total), cells, strict=True)
    )
    names = tuple((None, *row) for row in cells)
    yield Table(t("report.caption.matrix"), columns, rows, total=True, dense=True, figures=names)
    yield _matrix_chart(given, used, labels)


def _matrix_chart(given: Material, used: list[str], labels: list[str]) -> Chart:
    t = given.t
    counts = [[given.count(f"status_changes.{row}.{column}") for column in used] for row in used]
    caption = t("report.chart.matrix")
    svg, height = charts.matrix(caption, labels, counts, t("report.column.from_to"))
    told = [
        t("report.alt.move", before=before, now=now, n=given.number(n))
        for before, row in zip(labels, counts, strict=True)
        for now, n in zip(labels, row, strict=True)
        if n
    ]
    return Chart(caption, t("report.alt.matrix", moves="; ".join(told)), svg, charts.WIDTH, height)


def _priorities(given: Material) -> Iterator[Point]:
    """Take the gravest first: large deviations, late actions, silence, what nobody owns, then the gravest gaps."""
    for name, key in (
        ("by_forecast.off_track", "off_track"),
        ("late_not_off_track", "late"),
        ("unheard", "silent"),
        ("without_owner", "without_owner"),
    ):
        if found := given.figures[name].rows:
            listed = given.called(found)
            yield Point(given.counted(f"report.proposals.{key}", len(found), listed=listed), figures=(name,))
    if empty := given.figures["areas_without_action"].rows:
        listed = given.few(place.area or "" for place in given.places if place.prefix in empty)
        text = given.counted("report.proposals.empty_areas", len(empty), listed=listed)
        yield Point(text, figures=("areas_without_action",))
    if due := given.figures["due_next_year"].rows:
        values = {"listed": given.called(due), "year": given.snapshot.year + 1}
        yield Point(given.counted("report.proposals.due_next", len(due), **values), figures=("due_next_year",))
