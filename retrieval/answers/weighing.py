"""Weigh the sentences of a document against a question: what they touch, what they hold, how the search ranked them.

A date for "when", a number before what is counted, the sentence before one that says "den": all of it counts. Which of
the sentences answer is decided in `retrieval.answers.selecting`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from retrieval.answers import defining
from retrieval.answers.fitting import fits, is_particular
from retrieval.answers.topic import Topic, headed
from retrieval.answers.wanted import Wanted
from retrieval.documents.listing import before_in_paragraph, spoken_of, table_head
from retrieval.documents.outline import Outline, Path, Point, once
from retrieval.model import BlockKind, DocumentType, Hit

_RANK = 0.35  # what the search's own ranking is worth beside the coverage of a sentence
_FITS = 0.3  # what the right sort of content (a date for "when") is worth
_CARRIED = 0.9  # of what the sentence before touches, when this one speaks of it as "den", "it"
_HEADED = 0.5  # of what the headings above a sentence touch
_BEFORE = 0.6  # the same for any sentence before it in its paragraph, less for each step back
_OWN = frozenset(
    {DocumentType.STRATEGY, DocumentType.PLAN, DocumentType.OTHER}
)  # what such a document says, it says of what it is called
_SAID_OF = 0.9  # of the score of a sentence in a consultation response
_COSTS_THEM = 0.75  # the same of what the strategy costs who responds, where the cost of the strategy is asked for
_OTHER_DECISION = 0.6  # of what a decision on something else touches, where the strategy's own is asked for
_MISSES = 0.45  # so much less well it speaks of one idea than the best sentence does: it says less
_ADDS = 0.3  # so much better: it says something else
_UNTOUCHED = 0.25
_HALF = 0.5  # the coverage from which a sentence speaks of what is asked, whatever word it leaves out
_NEXT_BEST = 0.6  # the share of the best score from which a sentence is added to fewer
_AS_NEAR = 0.9  # the same where the best does not hold the sort of content that was asked for
_COUNTS = 0.75  # the coverage of a sentence that has a number right before what is counted


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence with what it weighs, how much of the question it touches, and whether it holds what was asked for."""

    outline: Outline
    point: Point
    score: float
    coverage: float
    fits: bool
    carried: bool = False  # it needs the sentence before it, which it speaks of as "den" or "it"
    touched: tuple[float, ...] = ()  # how well it speaks of each idea of the question, its headings counting for half

    def adds_to(self, best: "Scored") -> bool:
        """Tell whether it belongs beside `best`: it speaks of all that `best` does, or of something else."""
        gaps = [mine - its for mine, its in zip(self.touched, best.touched, strict=True)]
        return min(gaps, default=0.0) > -_MISSES or max(gaps, default=0.0) >= _ADDS


class Weighing:
    """One question's scale: `question` as it was put, what it wants, what it is about, and what the search found."""

    def __init__(self, question: str, wanted: Wanted, topic: Topic, hits: Sequence[Hit]) -> None:
        self._wanted = wanted
        self._topic = topic
        self._hits = hits
        self._ranked: dict[str, dict[int, float]] = {}
        self._how_many = wanted is Wanted.COUNT and defining.asks_how_many(question)
        self._adoption = wanted in {Wanted.TIME, Wanted.PERSON} and defining.asks_for_adoption(topic.ideas, question)
        self._is_particular = is_particular(wanted)
        self._is_specific = wanted.is_specific
        self._headed: dict[tuple[str, Path], tuple[float, ...]] = {}
        self._scored: dict[tuple[str, int], Scored] = {}

    def score(self, held: Outline, point: Point) -> Scored:
        """Return what `point` weighs for the question."""
        place = (held.version.document, point.at)
        if place not in self._scored:
            self._scored[place] = self._weighed(held, point)
        return self._scored[place]

    def _weighed(self, held: Outline, point: Point) -> Scored:
        own, together = self._touched(held, point)
        alone = with_before = self._topic.coverage(own)
        if together is not own:
            with_before = self._topic.coverage(together)
        coverage = max(alone, with_before)
        fitting = not self._is_particular or self._fits(held, point)
        if self._is_particular and not self._adoption and self._topic.telling is not None:
            fitting = fitting and (together[self._topic.telling] >= _UNTOUCHED or coverage >= _HALF)
        if self._how_many and fitting and defining.counts(held, point, self._topic):
            coverage = max(coverage, _COUNTS)
        if self._adoption:
            coverage = 1.0 if fitting and defining.adopts(held, point) else _OTHER_DECISION * coverage
        score = coverage + _RANK * self.rank(held, point) + _FITS * (fitting and self._is_particular)
        if point.kind is BlockKind.NOTE:
            score *= 0.7
        if held.version.type is DocumentType.CONSULTATION:
            # What somebody says about the strategy comes after what is decided about it; what it costs them, even more.
            score *= _SAID_OF if self._wanted is not Wanted.COST else _COSTS_THEM
        return Scored(
            held,
            point,
            score,
            coverage,
            fitting,
            carried=with_before > alone,
            touched=own if together is own or spoken_of(held, point) is None else together,
        )

    def _fits(self, held: Outline, point: Point) -> bool:
        """Tell whether a point, or the head of its table, holds the sort of content that was asked for."""
        head = table_head(held, point)
        return _fits(held, point, self._wanted) or (head is not None and _fits(held, head, self._wanted))

    def _touched(self, held: Outline, point: Point) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Return for each idea how well a point speaks of it, its headings counting for half.

        First alone, then with the sentence before it where it speaks of that as "den" or "it".
        """
        above, touched = self._above(held, point), self._topic.touch(point.terms)
        carried = self._carried(held, point, touched) if self._is_specific else touched
        alone = _better(touched, above)
        return alone, alone if carried is touched else _better(carried, above)

    def _above(self, held: Outline, point: Point) -> tuple[float, ...]:
        """Return half of how well the headings above a point speak of each idea, or the head of its table."""
        place = (held.version.document, point.path)
        above = self._headed.get(place)
        if above is None:
            titled = [held.version.title] if self._is_specific and held.version.type in _OWN else []
            said = self._topic.touch(headed(" ".join([*titled, *point.path]), held.language))
            above = self._headed[place] = _part(_HEADED, said)
        head = table_head(held, point)
        return above if head is None else _better(above, _part(_HEADED, self._topic.touch(head.terms)))

    def _carried(self, held: Outline, point: Point, touched: tuple[float, ...]) -> tuple[float, ...]:
        """Return `touched` with what is carried over from the sentences before the point in its paragraph."""
        if (spoken := spoken_of(held, point)) is not None:
            return _better(touched, _part(_CARRIED, self._topic.touch(spoken.terms)))
        for distance, before in enumerate(before_in_paragraph(held, point)):
            touched = _better(touched, _part(_BEFORE ** (distance + 1), self._topic.touch(before.terms)))
        return touched

    def rank(self, held: Outline, point: Point) -> float:
        """Return how high the search ranked what `point` stands in, 0 to 1."""
        document = held.version.document
        if document not in self._ranked:
            self._ranked[document] = _ranked(held, [hit for hit in self._hits if hit.passage.document == document])
        return self._ranked[document].get(point.at, 0.0)


def _ranked(held: Outline, hits: Sequence[Hit]) -> dict[int, float]:
    """Return the score of the best of `hits` that each point stands in, by its place; those outside of all left out."""
    ranked: dict[int, float] = {}
    for hit in hits:
        first = bisect_right(held.points, hit.passage.start, key=attrgetter("end"))
        last = bisect_left(held.points, hit.passage.end, key=attrgetter("start"))
        for point in held.points[first:last]:
            ranked[point.at] = max(ranked.get(point.at, 0.0), hit.score)
    return ranked


def _better(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...]:
    """Return the higher of two values for each idea."""
    return tuple(map(max, one, other))


def _part(share: float, touched: tuple[float, ...]) -> tuple[float, ...]:
    """Return a share of each value."""
    return tuple([share * value for value in touched])


@once
def _fits(_: Outline, point: Point, wanted: Wanted) -> bool:
    return fits(wanted, point.text)


def best_first(scored: Scored) -> tuple[float, str, int]:
    """Return what sorts the heaviest first, equals in the order of the documents."""
    return (-scored.score, scored.outline.version.document, scored.point.at)


def different(scored: Sequence[Scored]) -> list[Scored]:
    """Leave out what says the same as one before it."""
    return [one for at, one in enumerate(scored) if not any(_says(before, one) for before in scored[:at])]


def _says(before: Scored, one: Scored) -> bool:
    """Tell whether `before` and `one` say the same, one perhaps a little more."""
    first, second = before.point.text.rstrip("."), one.point.text.rstrip(".")
    return first in second or second in first


def next_best(kept: Sequence[Scored], touching: Sequence[Scored]) -> list[Scored]:
    """Return what an open question is answered with beside `kept`, where that is little: one sentence is seldom all."""
    enough = _NEXT_BEST if kept[0].fits else _AS_NEAR
    others = [one for one in touching if one.score >= enough * kept[0].score]
    return [one for one in different([*kept, *others]) if one not in kept]


def by_section(kept: Sequence[Scored]) -> list[Scored]:
    """Return the sentences section by section, the best one's section first, in reading order within each."""
    order: dict[tuple[str, Path], int] = {}
    for one in kept:
        order.setdefault((one.outline.version.document, one.point.path), len(order))
    return sorted(kept, key=lambda one: (order[one.outline.version.document, one.point.path], one.point.at))
