"""Turn charts' SVG into pictures for formats that cannot hold SVG.

They are lettered with the machine's own Arial or a typeface of the same measures, like the text around them; where
there is none, with the serif that typst carries with it, which needs less room: nothing moves and nothing is missing.
"""

from collections.abc import Sequence
from functools import cache
from typing import cast

import typst

from plans.summary.blocks import Chart

# Dots an inch of the drawing, which is shrunk to two thirds on paper: 200 dots there, or 150 where a plan of a thousand
# actions has a hundred charts, each of which takes 0.1 s of drawing at the finer.
_FINE, _COARSE = 132, 100
_MANY = 20
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
        ppi=density or (_FINE if len(charts) <= _MANY else _COARSE),
        sys_inputs={f"c{n}": chart.svg for n, chart in enumerate(charts)},
        font_paths=_fonts(),
    )
    made = cast("bytes | list[bytes]", compiled)  # one page is not a list
    return made if isinstance(made, list) else [made]
