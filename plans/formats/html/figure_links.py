"""Find the numbers that a text tells of its figures, so that each leads to the rows it was counted from.

A number is linked only where it can be of one figure alone. A figure that stands in words, or beside another of the
same value, is named after the text instead: a link that leads to the wrong rows is worse than none.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeAlias

from plans.formats.html.markup import Html, element, joined
from plans.summary.figures import Figure
from plans.summary.numbering import in_figures, in_per_cent

Claims: TypeAlias = "set[tuple[tuple[int, int], str]]"  # a place in the text, and a figure whose number it may be
_ALONE: Final = r"(?<![\w.,:–-])(?:{forms})(?![\w–]|[-.,:]\d)"  # no part of a date, a longer number or a name


def linked(
    text: str, figures: Iterable[Figure], anchors: Mapping[str, str], language: str, called: Callable[[str], str]
) -> Html:
    """Return a text in which the numbers of `figures` are links; `called` names a figure that is told without its own.

    `anchors` are the places of the figures' rows by their names; a figure that has none, or no rows, is passed over.
    """
    told = [figure for figure in dict.fromkeys(figures) if figure.rows and figure.name in anchors]
    places = dict(sorted(_settled({(span, one.name) for one in told for span in _spans(one, text, language)})))
    parts: list[str] = []
    at = 0
    for (start, end), name in places.items():
        parts += [text[at:start], element("a", text[start:end], href=f"#{anchors[name]}", class_="figure")]
        at = end
    parts.append(text[at:])
    rest = [one.name for one in told if one.name not in places.values()]
    parts += [
        part for name in rest for part in (" ", element("a", called(name), href=f"#{anchors[name]}", class_="rows"))
    ]
    return joined(*parts)


def _spans(figure: Figure, text: str, language: str) -> list[tuple[int, int]]:
    value = figure.value
    forms = [in_figures(value, language)] if value is not None else []
    if isinstance(value, float):
        forms.append(in_per_cent(value, language))
    found = re.finditer(_ALONE.format(forms="|".join(map(re.escape, forms)) or "(?!)"), text)
    return [match.span() for match in found]


def _settled(claims: Claims) -> Claims:
    """Keep the claims that no other figure makes on the place, and that the figure makes on no other place."""
    settled: Claims = set()
    while sure := {one for one in claims if not any((one[0] == o[0]) != (one[1] == o[1]) for o in claims)}:
        settled |= sure
        taken = {part for one in sure for part in one}
        claims = {one for one in claims if not taken.intersection(one)}
    return settled
