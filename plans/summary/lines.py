"""Draw how indicators have moved over the years: a line for each, with its baseline and its target beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from plans.summary.charts import WIDTH, GaugeWords, diamond, goal, ring, scale
from plans.summary.drawing import INK, LINE, MUTED, PAPER, document, paragraph, stroke, width_of, words

_LABEL = 186  # the room for an indicator's name
_STEP = 128
_LEFT, _RIGHT = _LABEL + 74.0, WIDTH - 186.0  # between the labels of the baseline and of the target
_SIZE = 12.5


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator over the years: values as numbers for the place, as words for the label."""

    label: str
    verdict: str
    points: tuple[tuple[int, Decimal, str], ...]  # year, value, words; oldest first, at least two
    baseline: tuple[Decimal, str] | None
    target: tuple[Decimal, str] | None

    @property
    def years(self) -> tuple[int, ...]:
        """The years that have a value."""
        return tuple(year for year, _, _ in self.points)

    @property
    def values(self) -> tuple[Decimal, ...]:
        """Every number that has a place."""
        ends = (end[0] for end in (self.baseline, self.target) if end)
        return (*(value for _, value, _ in self.points), *ends)


def lines(title: str, rows: Sequence[Line], legend: GaugeWords) -> tuple[str, int]:
    """Draw a line for each indicator, all over the same years; return the SVG and its height."""
    first, last = min(row.years[0] for row in rows), max(row.years[-1] for row in rows)
    body, top = _legend(legend), 34
    for place, row in enumerate(rows):
        start = top + place * _STEP
        if place:
            body.append(stroke(0, start, WIDTH, start))
        body.append(paragraph(0, start + _STEP / 2, row.label, _LABEL - 10, most=4))
        body.append(paragraph(WIDTH - 104, start + _STEP / 2, row.verdict, 104))
        body += _panel(row, start, first, last)
    height = top + len(rows) * _STEP
    return document(WIDTH, height, title, body), height


def _panel(row: Line, top: float, first: int, last: int) -> list[str]:
    """Draw one indicator: years along the foot, its baseline at the left and its target at the right."""
    foot = top + _STEP - 28
    low, high = min(row.values), max(row.values)
    y_of = scale(float(low), float(high), foot - 14, top + 30) if high > low else (lambda _: (foot + top) / 2)
    x_of = scale(float(first), float(last), _LEFT + 14, _RIGHT - 14)
    body = [stroke(_LEFT, foot, _RIGHT, foot, ink=LINE)]
    for end, x, mark, anchor in (
        (row.baseline, _LEFT - 10, ring, "end"),
        (row.target, _RIGHT + 10, goal, "start"),
    ):
        if end is not None:
            y = y_of(float(end[0]))
            body += [stroke(_LEFT, y, _RIGHT, y, dash="6 4" if mark is goal else "2 4", ink=MUTED), mark(x, y)]
            body.append(words(x + (10 if anchor == "start" else -10), y + 4, end[1], _SIZE, anchor))
    places = [(x_of(float(year)), y_of(float(value))) for year, value, _ in row.points]
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    body.append(f'<path d="M{path}" fill="none" stroke="#1f4e79" stroke-width="2.4"/>')
    for (x, y), (year, _, told) in zip(places, row.points, strict=True):
        body += [diamond(x, y), _cleared(x, y - 12, told), words(x, y - 12, told, _SIZE, "middle", bold=True)]
        body += [stroke(x, foot, x, foot + 4, ink=INK), words(x, foot + 18, str(year), _SIZE, "middle")]
    return body


def _cleared(x: float, y: float, told: str) -> str:
    """Return paper behind a label, so that no line crosses its figures."""
    wide = width_of(told, _SIZE)
    return f'<rect x="{x - wide / 2:.1f}" y="{y - 10:.1f}" width="{wide:.1f}" height="12" fill="{PAPER}"/>'


def _legend(legend: GaugeWords) -> list[str]:
    body, x = [], float(_LABEL)
    for draw, label in ((ring, legend.baseline), (diamond, legend.outcome), (goal, legend.target)):
        body += [draw(x + 6, 10), words(x + 20, 14, label, 13)]
        x += 20 + width_of(label, 13) + 18
    return body
