"""Turn charts' SVG into pictures for formats that cannot hold SVG.

They are lettered with the machine's own Arial or a typeface of the same measures, like the text around them; where
there is none, with the serif that typst carries with it, which needs less room: nothing moves and nothing is missing.
"""

from collections.abc import Sequence
from functools import cache
from math import sqrt
from typing import cast

import typst

from plans.summary.blocks import Chart

# Dots an inch of the drawing, which is shrunk to two thirds on paper: 200 dots there. A million dots take 0.05 s, so
# that the hundred charts of a plan of a thousand actions share what there is, which is 120 dots an inch of paper.
_FINE = 132
_DOTS = 50_000_000
_INCH = 72  # points, which the drawings are measured in
ON_SCREEN = 170  # on a slide, where it is not shrunk
_PAGE = """#page(width: {width}pt, height: {height}pt, margin: 0pt)[
#image(bytes(sys.inputs.c{n}), format: "svg", width: 100%)]"""


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=True)


def pngs(charts: Sequence[Chart], density: int | None = None) -> list[bytes]:
    """Return the charts as PNG pictures of `density` dots an inch, fit for paper where none is given."""
    if not charts:
        return []
    pages = (_PAGE.format(n=n, width=chart.width, height=chart.height) for n, chart in enumerate(charts))
    compiled = typst.compile(
        "\n".join(pages).encode(),
        format="png",
        ppi=density or _shared(charts),
        sys_inputs={f"c{n}": chart.svg for n, chart in enumerate(charts)},
        font_paths=_fonts(),
    )
    made = cast("bytes | list[bytes]", compiled)  # one page is not a list
    return made if isinstance(made, list) else [made]


def _shared(charts: Sequence[Chart]) -> int:
    """Return how many dots an inch each chart is drawn with, so that all together have no more than `_DOTS`."""
    area = sum(chart.width * chart.height for chart in charts) / _INCH**2
    return min(_FINE, int(sqrt(_DOTS / area)))
