"""What differs between two versions of a summary: the figures that changed, and the lines of each section."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from plans.summary.blocks import Block, Chart, Heading, Paragraph, Points, Quote, Section, Summary, Table
from plans.summary.figures import Figure, Figures


@dataclass(frozen=True, slots=True)
class ChangedFigure:
    """A figure before and now; None where there was or is none of that name."""

    name: str
    before: Figure | None
    after: Figure | None

    @property
    def is_in_value(self) -> bool:
        """Tell whether the number itself differs, not only what it is of or which rows make it."""
        return (self.before and self.before.value) != (self.after and self.after.value)

    @property
    def is_of_all(self) -> bool:
        """Tell whether it is of the whole plan; the same is counted for each aspect and area."""
        return not self.name.startswith(("aspect.", "area."))


@dataclass(frozen=True, slots=True)
class ChangedSection:
    """What a section no longer says and what it says now, line by line, in its order."""

    key: str
    title: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs; nothing does when both are empty."""

    figures: tuple[ChangedFigure, ...]
    sections: tuple[ChangedSection, ...]


def difference(before: Summary, after: Summary) -> Difference:
    """Compare two summaries in the same language."""
    return Difference(changed_figures(before.figures, after.figures), tuple(_sections(before, after)))


def changed_figures(before: Figures, after: Figures) -> tuple[ChangedFigure, ...]:
    """Return the figures whose value, total or rows differ, in the order they are computed."""
    names = dict.fromkeys((*after.entries, *before.entries))
    pairs = (ChangedFigure(name, before.entries.get(name), after.entries.get(name)) for name in names)
    return tuple(pair for pair in pairs if pair.before != pair.after)


def lines_of(block: Block) -> Iterator[str]:
    """Yield what a block says as lines of text, a table row by row."""
    match block:
        case Heading() | Paragraph():
            yield block.text
        case Points():
            yield from (f"{item.about}: {item.text}" if item.about else item.text for item in block.items)
        case Quote():
            yield f"”{block.words}” ({block.attribution})"
        case Table():
            yield from (" | ".join(row) for row in block.rows)
        case Chart():
            yield block.alt


def _sections(before: Summary, after: Summary) -> Iterator[ChangedSection]:
    was = {section.key: section for section in before.sections}
    now = {section.key: section for section in after.sections}
    for key in dict.fromkeys((*now, *was)):
        old, new = was.get(key), now.get(key)
        removed, added = _changed(_lines(old), _lines(new))
        shown = new or old
        if shown is not None and (removed or added):
            yield ChangedSection(key, shown.title, removed, added)


def _lines(section: Section | None) -> list[str]:
    blocks: Iterable[Block] = section.blocks if section else ()
    return [line for block in blocks for line in lines_of(block)]


def _changed(before: list[str], after: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    removed: list[str] = []
    added: list[str] = []
    for kind, low, high, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            removed += before[low:high]
            added += after[start:end]
    return tuple(removed), tuple(added)
