"""What answers a question: the points to quote, in the order to show them, and how much of the question they touch."""

from dataclasses import dataclass, replace

from retrieval.documents.outline import Path, Point
from retrieval.model import Version


@dataclass(frozen=True, slots=True)
class Chosen:
    """A point to quote. `context`: it only introduces the next ones."""

    version: Version
    point: Point
    context: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """What answers, in the order to show it. `coverage`: how much of the question it touches, 0 to 1.

    `by_heading`: a heading names the topic. `fits`: what is shown holds the sort of content that was asked for.
    """

    chosen: tuple[Chosen, ...]
    coverage: float
    by_heading: bool
    fits: bool
    more: int = 0  # points of the section that were left out
    names_asked: bool = True  # it speaks of the very thing asked for: of a bus where the question is "which bus"
    says_telling: bool = False  # it speaks, in its own words, of the idea of the question that says most
    is_common: bool = False  # the question's words are in so many sentences of the document that they tell little

    @property
    def told(self) -> tuple[Chosen, ...]:
        """What answers, without what only introduces it; all of it where nothing else is there."""
        return tuple(one for one in self.chosen if not one.context) or self.chosen

    @property
    def versions(self) -> tuple[Version, ...]:
        """The versions that are quoted."""
        return tuple({one.version.document: one.version for one in self.chosen}.values())

    @property
    def place(self) -> tuple[str, Path]:
        """The document and the section that the answer begins in."""
        return self.told[0].version.document, self.told[0].point.path

    def only(self, many: int) -> "Choice":
        """Return the choice with its first `many` points that answer."""
        return replace(self, chosen=self.told[:many], more=0)

    @property
    def score(self) -> float:
        """How good the choice is beside another document's."""
        return self.coverage + 0.25 * self.by_heading + 0.1 * self.fits
