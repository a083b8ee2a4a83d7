"""The strokes of a chart: escaped SVG text, patterns that differ without colour, and lines of words that fit.

Nothing here knows what a chart is about. Type is Arial like the text around it, or a typeface of the same measures, so
that a chart is laid out the same on every machine; Libertinus Serif, which typst carries with it, where there is none.
"""

from collections.abc import Iterable
from html import escape
from textwrap import wrap

INK, MUTED, LINE, PAPER = "#1b2733", "#55626f", "#c3ccd5", "#ffffff"
FONT = "Arial, Liberation Sans, Nimbus Sans, Helvetica, Libertinus Serif, sans-serif"
LETTER = 0.5  # the mean width of a letter, in ems of this typeface

# Ground colour, mark, and what is drawn over the ground: each tells itself apart in grey and without colour.
FILLS: dict[str, tuple[str, str, str]] = {
    "solid": ("#1f4e79", "", ""),
    "dense": ("#4f86b5", '<path d="M0 6L6 0M-1 1L1 -1M5 7L7 5" stroke="#143652" stroke-width="1.6"/>', "6"),
    "mid": ("#9dbfdc", "", ""),
    "dots": ("#eef3f7", '<circle cx="3.5" cy="3.5" r="1.4" fill="#1f4e79"/>', "7"),
    "white": ("#ffffff", "", ""),
    "cross": ("#d5d9dd", '<path d="M0 0L8 8M8 0L0 8" stroke="#4a545e" stroke-width="1.1"/>', "8"),
    "lines": ("#f1f1f1", '<path d="M0 3H6" stroke="#6b7680" stroke-width="1.2"/>', "6"),
    "sparse": ("#ffffff", '<path d="M0 12L12 0" stroke="#7d8791" stroke-width="0.9"/>', "12"),
}


def document(width: int, height: int, title: str, body: Iterable[str], fills: Iterable[str] = ()) -> str:
    """Return a whole SVG with its title for those who hear it."""
    patterns = "".join(_pattern(name) for name in dict.fromkeys(fills) if FILLS[name][1])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" font-family="{FONT}" fill="{INK}">'
        f"<title>{escape(title)}</title><defs>{patterns}</defs>"
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/>{"".join(body)}</svg>'
    )


def words(
    x: float, y: float, text: str, size: float = 13, anchor: str = "start", *, bold: bool = False, fill: str = INK
) -> str:
    """Return one line of text whose baseline starts, centres or ends at the point."""
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" text-anchor="{anchor}" fill="{fill}"{weight}>'
        f"{escape(text)}</text>"
    )


def lines_of(text: str, width: float, size: float, most: int = 2) -> list[str]:
    """Break `text` into at most `most` lines of `width`; what does not fit is cut with an ellipsis."""
    return wrap(text, width=max(int(width / (size * LETTER)), 4), max_lines=most, placeholder=" …") or [""]


def paragraph(x: float, middle: float, text: str, width: float, size: float = 13, *, most: int = 2) -> str:
    """Return up to `most` lines of text, centred on the height `middle`."""
    rows = lines_of(text, width, size, most)
    top = middle - (len(rows) - 1) * size * 0.58 + size * 0.34
    return "".join(words(x, top + index * size * 1.16, row, size) for index, row in enumerate(rows))


def box(x: float, y: float, width: float, height: float, fill: str) -> str:
    """Return a rectangle with one of the fills and a thin edge."""
    paint = f"url(#{fill})" if FILLS[fill][1] else FILLS[fill][0]
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{paint}"'
        f' stroke="{INK}" stroke-width="0.8"/>'
    )


def stroke(x1: float, y1: float, x2: float, y2: float, *, dash: str = "", ink: str = LINE, width: float = 1) -> str:
    """Return a straight line."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {ends} stroke="{ink}" stroke-width="{width:g}"{dashed}/>'


def width_of(text: str, size: float) -> float:
    """Return about how wide a line of text is."""
    return len(text) * size * (LETTER + 0.03)


def _pattern(name: str) -> str:
    ground, mark, step = FILLS[name]
    return (
        f'<pattern id="{name}" width="{step}" height="{step}" patternUnits="userSpaceOnUse">'
        f'<rect width="{step}" height="{step}" fill="{ground}"/>{mark}</pattern>'
    )
