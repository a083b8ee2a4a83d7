"""The part of a document that one writer writes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from plans.summary.blocks import Block
from plans.summary.sections.material import Material


@dataclass(frozen=True, slots=True)
class Part:
    """A section of an outline: its key, its number or letter, what writes it, and whether it wants a wide page."""

    key: str
    number: str
    write: Callable[[Material], Iterable[Block]]
    wide: bool = False
