"""Turn a chart's SVG into a picture for formats that cannot hold SVG, with the typefaces that typst carries with it."""

from functools import cache

import typst

from plans.summary.blocks import Chart

_DENSITY = 160  # dots an inch: sharp on paper
_PAGE = """#set page(width: {width}pt, height: {height}pt, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)"""


@cache
def _fonts() -> typst.Fonts:
    """The machine's own typefaces are left out, so that a chart is the same everywhere."""
    return typst.Fonts(include_system_fonts=False)


def png(chart: Chart) -> bytes:
    """Return the chart as a PNG picture."""
    source = _PAGE.format(width=chart.width, height=chart.height).encode()
    made = typst.compile(source, format="png", ppi=_DENSITY, sys_inputs={"svg": chart.svg}, font_paths=_fonts())
    return bytes(made)
