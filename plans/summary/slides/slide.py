"""A slide: its title, its words, one thing to look at, and what the speaker can answer with."""

from dataclasses import dataclass
from typing import TypeAlias

from plans.summary.blocks import Chart, Paragraph, Points, Quote, Table

Words: TypeAlias = Paragraph | Points | Quote


@dataclass(frozen=True, slots=True)
class Key:
    """A number that is to be seen from afar, what it is of, and the figure it is."""

    value: str
    label: str
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Keys:
    """Key figures, to be read from left to right."""

    items: tuple[Key, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One slide: a title that no other has, words, one thing to look at, and what the speaker can answer with."""

    title: str
    words: tuple[Words, ...] = ()
    seen: Chart | Table | Keys | None = None
    notes: tuple[str, ...] = ()
    is_first: bool = False  # the title slide
    may_be_left_out: bool = False  # what is to be seen, where the words leave no room
