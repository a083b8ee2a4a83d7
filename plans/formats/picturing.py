"""Turn a chart's SVG into a picture for formats that cannot hold SVG.

It is lettered with the machine's own Arial or a typeface of the same measures, like the text around it. Where there is
none, with the serif that typst carries with it, which needs less room: nothing moves and nothing is missing.
"""

from functools import cache

import typst

from plans.summary.blocks import Chart

_DENSITY = 132  # dots an inch of the drawing, 200 where it is shrunk to the width of a page: sharp on paper
_PAGE = """#set page(width: {width}pt, height: {height}pt, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)"""


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=True)


def png(chart: Chart) -> bytes:
    """Return the chart as a PNG picture."""
    source = _PAGE.format(width=chart.width, height=chart.height).encode()
    made = typst.compile(source, format="png", ppi=_DENSITY, sys_inputs={"svg": chart.svg}, font_paths=_fonts())
    return bytes(made)
