"""Tell which words of a Word document nobody who looks at it can see: hidden, white or tiny ones.

By what a run of letters says of itself, or the style it has. Works on Word's own XML and knows no library.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PAPER = frozenset({"background1", "light1"})
_NARROW = 10  # percent of a letter's width: below it letters are strokes
_TINY = 8  # half points: 4 points and under cannot be read
_WHITE = re.compile(r"(?:F[A-F0-9]){3}", re.IGNORECASE)  # white, and what nobody can tell from it


def is_hidden(run: Any, unseen: frozenset[str]) -> bool:  # noqa: ANN401 - an lxml element
    """Tell whether a run cannot be seen: by its own properties, else by the style it or its paragraph has."""
    properties = run.find(f"{_W}rPr")
    grounds = frozenset(_grounds(run))
    if grounds:
        color = None if properties is None else properties.find(f"{_W}color")
        return color is not None and str(color.get(f"{_W}val", "")).upper() in grounds
    if properties is not None and _cannot_be_seen(properties):
        return True
    named = [style.get(f"{_W}val") for style in _styles_of(run)]
    shows = properties is not None and properties.find(f"{_W}color") is not None
    return not shows and any(name in unseen for name in named)


def _styles_of(run: Any) -> Iterator[Any]:  # noqa: ANN401 - an lxml element
    yield from run.iterfind(f"{_W}rPr/{_W}rStyle")
    if (paragraph := next(run.iterancestors(f"{_W}p"), None)) is not None:
        yield from paragraph.iterfind(f"{_W}pPr/{_W}pStyle")


def _grounds(run: Any) -> Iterator[str]:  # noqa: ANN401 - an lxml element
    """Yield the colours behind a run: light letters on them are a design, letters of the same colour are not."""
    grounds = (above.find(f"{above.tag}Pr/{_W}shd") for above in run.iterancestors(f"{_W}p", f"{_W}tc"))
    fills = (shade.get(f"{_W}fill", "auto").upper() for shade in grounds if shade is not None)
    yield from (fill for fill in fills if fill not in _NO_GROUND)


_NO_GROUND = frozenset({"AUTO", "FFFFFF"})


@lru_cache(maxsize=4)
def unseen_styles(styles: Any) -> frozenset[str]:  # noqa: ANN401 - an lxml element
    """Return the ids of the styles whose text cannot be seen, those based on such a one too."""
    unseen: set[str] = set()
    for _ in range(_DEEPEST_STYLES):
        for style in styles.iter(f"{_W}style"):
            base, own = style.find(f"{_W}basedOn"), style.find(f"{_W}rPr")
            inherits = base is not None and base.get(f"{_W}val") in unseen
            if inherits or (own is not None and _cannot_be_seen(own) and style.find(f"{_W}pPr/{_W}shd") is None):
                unseen.add(str(style.get(f"{_W}styleId")))
        if not unseen:
            break
    return frozenset(unseen)


_DEEPEST_STYLES = 4  # styles based on each other


def _cannot_be_seen(properties: Any) -> bool:  # noqa: ANN401 - an lxml element
    vanish, color, size = (properties.find(f"{_W}{name}") for name in ("vanish", "color", "sz"))
    if vanish is not None and vanish.get(f"{_W}val", "true") not in {"0", "false"}:
        return True
    shade, mark = properties.find(f"{_W}shd"), properties.find(f"{_W}highlight")
    if color is not None and _is_white(color) and shade is None and mark is None:
        return True  # white on a coloured ground is a design
    if color is not None and shade is not None and color.get(f"{_W}val", "") == shade.get(f"{_W}fill"):
        return True
    if any(float(part.get(f"{_W}val", "100").rstrip("%")) <= _NARROW for part in properties.iterfind(f"{_W}w")):
        return True
    return size is not None and float(size.get(f"{_W}val", "20")) <= _TINY


def _is_white(color: Any) -> bool:  # noqa: ANN401 - an lxml element
    """Tell whether a colour is white, said in figures or as the paper's own, which a shade darkens."""
    of_paper = color.get(f"{_W}themeColor") in _PAPER and color.get(f"{_W}themeShade") is None
    return of_paper or _WHITE.fullmatch(str(color.get(f"{_W}val", ""))) is not None
