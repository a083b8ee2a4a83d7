"""The neutral document a summary is made of: sections of frozen blocks, the same for every format.

All texts are plain text: nothing in them is markup, link or formula, and a format escapes every one. What a person
replied stands in a `Quote` and nowhere else. A block says what it is, never how it looks.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeAlias

from plans.model import Action, Gap, Snapshot

if TYPE_CHECKING:
    from plans.summary.figures import Figures  # which counts by the areas that are here


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section; level 2 is the section's own first level below its title."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in the program's words. `sources` are numbers of `Source`, `figures` names of the counts it tells."""

    text: str
    sources: tuple[int, ...] = ()
    figures: tuple[str, ...] = ()
    lead: bool = False  # the sentence to read when only one is read


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a list: the program's words, what it is about first."""

    text: str
    about: str | None = None
    sources: tuple[int, ...] = ()
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Points:
    """A list; numbered where the order means something."""

    items: tuple[Point, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a reply, unchanged but for invisible characters, and who said them when."""

    words: str
    attribution: str
    about: str | None = None
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, how wide it is beside the others, and whether it holds numbers."""

    head: str
    weight: float = 1.0
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first row is its head; `total` says that the last row sums the others.

    `figures` names the count that a cell tells, in the shape of `rows`, None where a cell tells none; () names none.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: bool = False
    dense: bool = False  # many columns: smaller type
    figures: tuple[tuple[str | None, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of figures that also stand in words beside it; `alt` says what it shows to who cannot see it."""

    caption: str
    alt: str
    svg: str
    width: int
    height: int


Block: TypeAlias = Heading | Paragraph | Points | Quote | Table | Chart


def is_opening(block: Block) -> bool:
    """Tell whether a block opens what follows it, and so is not to be the last of its page."""
    return isinstance(block, Paragraph) and block.text.endswith(":")


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section, or an appendix ("A"). `key` is the same in every language."""

    key: str
    number: str
    title: str
    blocks: tuple[Block, ...]
    wide: bool = False  # holds tables that want the page on its side

    @property
    def is_appendix(self) -> bool:
        """Tell whether it is an appendix, which is numbered by a letter."""
        return not self.number.isdigit()


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was taken from: a confirmed reply, the plan or the strategy. `n` counts from 1."""

    n: int
    kind: str  # "update", "plan", "strategy"
    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The title page."""

    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]  # label and value
    notice: str
    state: str  # how far its review has come, or the day of a brief: what stands at the head of each page


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The annual follow-up summary, ready for any format. `content_hash` is the SHA-256 of what it says."""

    language: str
    year: int
    name: str  # of the file, without its ending
    generated_at: datetime
    as_of: date
    content_hash: str
    front: Front
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    figures: "Figures"
    snapshot: Snapshot
    gaps: tuple[Gap, ...]
    areas: tuple["AreaRow", ...] = field(default=())
    previous: Snapshot | None = None  # the round before, where it is compared with one
    plan: tuple[Action, ...] = ()  # the actions as they were written, hidden characters and all
    gaps_before: tuple[Gap, ...] | None = None  # the gaps found in it
    is_brief: bool = False  # a few pages that are asked for on a day: no title page, no contents

    def blocks(self) -> Iterator[Block]:
        """Yield every block in reading order."""
        for section in self.sections:
            yield from section.blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRow:
    """One priority area and the actions in it; `aspect` and `area` are None where the plan names none."""

    aspect: str | None
    area: str | None
    nrs: tuple[str, ...]
    challenges: tuple[str, ...] = ()
