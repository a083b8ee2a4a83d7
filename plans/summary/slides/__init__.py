"""Choose what the high-level group is shown of a summary: a slide for each thing, its words and what can be seen on it.

Every slide has the words of the report, fewer of them, and one thing to look at at most. It counts nothing: numbers are
the report's figures by name, and the speaker's notes name them and the sources. How a slide looks, and which of them
needs two, is decided where it is drawn. A new slide is a function and a line in `PARTS`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from plans.summary.blocks import Summary
from plans.summary.sections.material import Material, shortened
from plans.summary.slides import areas, year
from plans.summary.slides.noting import noted
from plans.summary.slides.slide import Slide
from plans.summary.slides.taking import TITLE

PARTS: Final[tuple[Callable[[Summary, Material], Iterator[Slide]], ...]] = (
    year.title,
    year.situation,
    year.picture,
    year.forward,
    areas.areas,
    year.indicators,
    year.deviations,
    year.decisions,
    year.gaps,
    year.coming,
    year.about,
)


def slides(summary: Summary) -> tuple[Slide, ...]:
    """Return the slides of a summary, in the order they are shown; every title once."""
    given = Material.behind(summary)
    found = [slide for part in PARTS for slide in part(summary, given)]
    return tuple(noted(summary, given, slide) for slide in _apart(found))


def _apart(found: Iterable[Slide]) -> Iterator[Slide]:
    """Number the slides whose titles are the same, so that each can be told from the others."""
    kept = list(found)
    seen: dict[str, int] = {}
    for slide in kept:
        title = shortened(slide.title, TITLE)
        seen[title] = seen.get(title, 0) + 1
        yield replace(slide, title=title if seen[title] == 1 else f"{title} ({seen[title]})")
