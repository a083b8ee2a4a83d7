"""Find the numbers that a text tells of its figures, so that each leads to the rows it was counted from.

A text names its figures in the order it tells them. A number is linked where there are as many places for it as figures
of that value; a figure that stands in words, or where the places are too many or too few, is named after the text
instead: a link that leads to the wrong rows is worse than none.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeAlias

from plans.formats.html.markup import Html, element, joined
from plans.summary.figures import Figure
from plans.summary.numbering import in_figures, in_per_cent

Span: TypeAlias = "tuple[int, int]"  # where a number begins and ends in a text
# No part of a date, a longer number or a name.
_ALONE: Final = r"(?<![\w.,:–\u00a0-])(?:{forms})(?![\w–]|\u00a0[^\W\d]|[-.,:]\d)"


def linked(
    text: str, figures: Iterable[Figure], anchors: Mapping[str, str], language: str, called: Callable[[str], str]
) -> Html:
    """Return a text in which the numbers of `figures` are links; `called` names a figure that is told without its own.

    `anchors` are the places of the figures' rows by their names; a figure that has none, or no rows, is passed over.
    """
    told = [figure for figure in dict.fromkeys(figures) if figure.rows and figure.name in anchors]
    places = _placed(text, told, language)
    parts: list[str] = []
    at = 0
    for (start, end), name in sorted(places.items()):
        parts += [text[at:start], element("a", text[start:end], href=f"#{anchors[name]}", class_="figure")]
        at = end
    parts.append(text[at:])
    for name in [one.name for one in told if one.name not in places.values()]:
        parts += [" ", element("a", called(name), href=f"#{anchors[name]}", class_="rows")]
    return joined(*parts)


def _placed(text: str, told: Iterable[Figure], language: str) -> dict[Span, str]:
    """Return which figure stands in which place of a text."""
    alike: dict[tuple[Span, ...], list[str]] = {}
    for figure in told:
        alike.setdefault(_spans(figure, text, language), []).append(figure.name)
    pairs = [
        pair for spans, names in alike.items() if len(spans) == len(names) for pair in zip(spans, names, strict=True)
    ]
    starts = [start for (start, _), _ in pairs]
    return {span: name for span, name in pairs if starts.count(span[0]) == 1}


def _spans(figure: Figure, text: str, language: str) -> tuple[Span, ...]:
    if figure.value is None:
        return ()
    forms = [in_figures(figure.value, language)]
    if isinstance(figure.value, float):
        forms.append(in_per_cent(figure.value, language))
    return tuple(match.span() for match in re.finditer(_ALONE.format(forms="|".join(map(re.escape, forms))), text))
