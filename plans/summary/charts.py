"""Draw the summary's charts from figures that are already counted: nothing is computed here but places on paper.

Every chart carries its numbers as text and tells its parts apart by pattern, mark and word, never by colour alone.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from plans.summary.drawing import INK, LINE, MUTED, PAPER, box, document, paragraph, stroke, width_of, words

WIDTH = 680
_LABEL = 196  # the room for a row's name
_BAR = 26


@dataclass(frozen=True, slots=True)
class Category:
    """A part of a bar: its name and the fill it has everywhere."""

    label: str
    fill: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its name and how many of each category."""

    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Gauge:
    """An indicator: values as numbers for the place, as words for the label; None where there is none."""

    label: str
    verdict: str
    baseline: tuple[Decimal, str] | None
    earlier: tuple[Decimal, str] | None
    outcome: tuple[Decimal, str] | None
    target: tuple[Decimal, str] | None

    @property
    def places(self) -> tuple[Decimal, ...]:
        """The numbers that there are."""
        return tuple(point[0] for point in (self.baseline, self.earlier, self.outcome, self.target) if point)


@dataclass(frozen=True, slots=True)
class GaugeWords:
    """The legend of a gauge chart."""

    baseline: str
    earlier: str
    outcome: str
    target: str


def bars(title: str, categories: Sequence[Category], rows: Sequence[Bar]) -> tuple[str, int]:
    """Draw stacked bars, each as long as its sum; return the SVG and its height."""
    shown = [index for index in range(len(categories)) if any(row.counts[index] for row in rows)]
    legend, top = _legend([categories[index] for index in shown])
    longest = max((sum(row.counts) for row in rows), default=1) or 1
    unit = (WIDTH - _LABEL - 46) / longest
    body = list(legend)
    for place, row in enumerate(rows):
        y = top + place * (_BAR + 14)
        body.append(paragraph(0, y + _BAR / 2, row.label, _LABEL - 10, 12, most=3))
        x = float(_LABEL)
        for index in shown:
            body.append(_part(x, y, row.counts[index], unit, categories[index].fill))
            x += row.counts[index] * unit
        body.append(words(x + 8, y + _BAR * 0.68, str(sum(row.counts)), 14, bold=True))
    height = int(top + len(rows) * (_BAR + 14))
    return document(WIDTH, height, title, body, (categories[index].fill for index in shown)), height


def gauges(title: str, rows: Sequence[Gauge], legend: GaugeWords) -> tuple[str, int]:
    """Draw a scale for each indicator, from baseline to target with its outcome; return the SVG and its height."""
    body = _gauge_legend(legend, earlier=any(row.earlier for row in rows))
    top, step = 34, 62
    for place, row in enumerate(rows):
        middle = top + place * step + step / 2
        if place:
            body.append(stroke(0, top + place * step, WIDTH, top + place * step))
        body += [paragraph(0, middle, row.label, _LABEL - 10), *_gauge(row, middle)]
        body.append(paragraph(WIDTH - 104, middle, row.verdict, 104))
    height = top + len(rows) * step
    return document(WIDTH, height, title, body), height


def matrix(title: str, labels: Sequence[str], rows: Sequence[Sequence[int]], corner: str) -> tuple[str, int]:
    """Draw moves from the row to the column, darker the more there are; what is on the diagonal stood still."""
    wide = (WIDTH - _LABEL) / len(labels)
    most = max((n for row in rows for n in row), default=0) or 1
    top, high = 54, 34
    body = [paragraph(0, top / 2, corner, _LABEL - 10, 12)]
    body += [paragraph(_LABEL + (at + 0.04) * wide, top / 2, label, wide, 11) for at, label in enumerate(labels)]
    for down, (label, row) in enumerate(zip(labels, rows, strict=True)):
        y = top + down * high
        body.append(paragraph(0, y + high / 2, label, _LABEL - 10, 12))
        for at, n in enumerate(row):
            shade, ink = _shade(n, most)
            edge = 2.2 if at == down else 0.6
            x = _LABEL + at * wide
            body.append(
                f'<rect x="{x + 1.5:.1f}" y="{y + 1.5:.1f}" width="{wide - 3:.1f}" height="{high - 3}" fill="{shade}"'
                f' stroke="{INK}" stroke-width="{edge}"/>'
            )
            if n:
                body.append(words(x + wide / 2, y + high / 2 + 5, str(n), 14, "middle", bold=True, fill=ink))
    height = top + len(labels) * high + 4
    return document(WIDTH, height, title, body), height


def _shade(n: int, most: int) -> tuple[str, str]:
    """Return a ground, lighter the fewer, and the ink that is read on it at 7:1 or better."""
    if n == 0:
        return PAPER, INK
    steps = ("#e3edf6", "#c3d9ec", "#9dbfdc", "#1f4e79")
    place = min(int(4 * n / (most + 1)), 3)
    return steps[place], PAPER if place == len(steps) - 1 else INK


def responses(  # noqa: PLR0917 - what the picture is of, each thing once
    title: str,
    days: Sequence[date],
    total: int,
    opens: date,
    marks: Sequence[tuple[date, str]],
    written: Callable[[date], str],
    ends: str,
) -> tuple[str, int]:
    """Draw how confirmed answers came in, from `opens` to the last mark, against all that were due."""
    last = max([*(day for day, _ in marks), *days, opens + timedelta(days=1)])
    left, right, top, bottom = 34.0, WIDTH - 92.0, 30.0, 166.0
    x_of = scale(opens.toordinal(), last.toordinal(), left, right)
    y_of = scale(0, max(total, 1), bottom, top)
    body = [stroke(left, bottom, right, bottom, ink=INK), stroke(left, top, right, top, dash="2 3", ink=MUTED)]
    body += [words(left - 8, top + 4, str(total), 13, "end"), words(left - 8, bottom + 4, "0", 13, "end")]
    for day, label in marks:
        x = x_of(day.toordinal())
        body += [stroke(x, top - 8, x, bottom, dash="5 4", ink=MUTED), words(x - 4, top - 14, label, 12.5, "end")]
    named = [(left, "start", written(opens))]
    named += [(x_of(day.toordinal()), "middle", written(day)) for day, _ in marks]
    body += _along(named, bottom + 18)
    path, y = f"M{left:.1f} {bottom:.1f}", bottom
    for count, day in enumerate(sorted(days), start=1):
        x, y = x_of(day.toordinal()), y_of(count)
        path += f"H{x:.1f}V{y:.1f}"
    body.append(f'<path d="{path}H{right:.1f}" fill="none" stroke="#1f4e79" stroke-width="2.6"/>')
    body.append(words(right + 8, y + 4, ends, 14, bold=True))
    return document(WIDTH, 210, title, body), 210


def _along(named: Iterable[tuple[float, str, str]], y: float) -> Iterator[str]:
    """Write days under an axis, from left to right; one that the day before leaves no room for stands a line below."""
    free = -1.0
    for x, anchor, text in named:
        wide = width_of(text, 12.5)
        begins = x if anchor == "start" else x - wide / 2
        below = begins < free
        yield words(x, y + (16 if below else 0), text, 12.5, anchor)
        free = free if below else begins + wide + 8


def _legend(categories: Sequence[Category]) -> tuple[list[str], float]:
    """Lay the legend out in rows; return it and where the bars may begin."""
    body: list[str] = []
    x, y = 0.0, 14.0
    for category in categories:
        width = 24 + width_of(category.label, 13) + 18
        if x and x + width > WIDTH:
            x, y = 0.0, y + 24
        body += [box(x, y - 12, 16, 15, category.fill), words(x + 23, y, category.label, 13)]
        x += width
    return body, y + 24


def _part(x: float, y: float, count: int, unit: float, fill: str) -> str:
    if not count:
        return ""
    width = count * unit
    number = str(count)
    plate = width_of(number, 13) + 7
    if plate > width - 3:
        return box(x, y, width, _BAR, fill)
    label = (
        f'<rect x="{x + width / 2 - plate / 2:.1f}" y="{y + 4:.1f}" width="{plate:.1f}" height="{_BAR - 8}"'
        f' rx="3" fill="{PAPER}"/>' + words(x + width / 2, y + _BAR * 0.68, number, 13, "middle", bold=True)
    )
    return box(x, y, width, _BAR, fill) + label


def _gauge_legend(legend: GaugeWords, *, earlier: bool) -> list[str]:
    body: list[str] = []
    x = float(_LABEL)
    for draw, label, shown in (
        (ring, legend.baseline, True),
        (_hollow, legend.earlier, earlier),
        (diamond, legend.outcome, True),
        (goal, legend.target, True),
    ):
        if not shown:
            continue
        body += [draw(x + 6, 10), words(x + 20, 14, label, 13)]
        x += 20 + width_of(label, 13) + 18
    return body


def _gauge(row: Gauge, middle: float) -> list[str]:
    """Draw one scale, the baseline on the left wherever the target lies."""
    left, right = _LABEL + 22.0, WIDTH - 140.0
    if not row.places:
        return [stroke(left, middle, right, middle, dash="2 4")]
    low, high = min(row.places), max(row.places)
    falling = row.baseline is not None and row.target is not None and row.target[0] < row.baseline[0]
    start, end = (right, left) if falling else (left, right)
    x_of = scale(float(low), float(high), start, end) if high > low else (lambda _: left)
    body = [stroke(left, middle, right, middle, ink=LINE, width=5)]
    if row.baseline and row.outcome:
        ends = x_of(float(row.baseline[0])), x_of(float(row.outcome[0]))
        body.append(stroke(ends[0], middle, ends[1], middle, ink="#1f4e79", width=5))
    for draw, point, below, named in (
        (ring, row.baseline, True, True),
        (goal, row.target, True, True),
        (_hollow, row.earlier, False, _has_room(row, x_of)),
        (diamond, row.outcome, False, True),
    ):
        if point is not None:
            x = x_of(float(point[0]))
            body.append(draw(x, middle))
            if named:
                label_y = middle + 22 if below else middle - 12
                body.append(words(x, label_y, point[1], 12.5, "middle", bold=draw is diamond))
    return body


def _has_room(row: Gauge, x_of: Callable[[float], float]) -> bool:
    """Tell whether the earlier value's label stands clear of the outcome's; without it, the table has the number."""
    if row.earlier is None or row.outcome is None:
        return True
    apart = abs(x_of(float(row.earlier[0])) - x_of(float(row.outcome[0])))
    return apart >= (width_of(row.earlier[1], 12.5) + width_of(row.outcome[1], 12.5)) / 2 + 6


def ring(x: float, y: float) -> str:
    """Return the mark of a baseline."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{PAPER}" stroke="{INK}" stroke-width="1.6"/>'


def _hollow(x: float, y: float) -> str:
    return f'<path d="M{x:.1f} {y - 6:.1f}l6 6l-6 6l-6 -6z" fill="{PAPER}" stroke="{INK}" stroke-width="1.4"/>'


def diamond(x: float, y: float) -> str:
    """Return the mark of an outcome."""
    return f'<path d="M{x:.1f} {y - 7:.1f}l7 7l-7 7l-7 -7z" fill="#1f4e79" stroke="{INK}" stroke-width="1"/>'


def goal(x: float, y: float) -> str:
    """Return the mark of a target."""
    return f'<rect x="{x - 2:.1f}" y="{y - 10:.1f}" width="4" height="20" fill="{INK}"/>'


def scale(low: float, high: float, start: float, end: float) -> Callable[[float], float]:
    """Return what places a value between `start` and `end`, where `low` and `high` stand."""
    return lambda value: start + (end - start) * (value - low) / (high - low)
