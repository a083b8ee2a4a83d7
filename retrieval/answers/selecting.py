"""Choose what answers a question: the points of the best section, or the one to three best sentences.

A heading that names the topic beats a passage that only mentions the word. A list item that needs its lead-in brings
it along. Nothing is reworded here; what to say about the choice is `retrieval.answers.answer_text`'s affair.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from retrieval.answers import by_form
from retrieval.answers.choices import Choice, Chosen
from retrieval.answers.doing import asks_what_is_done, says_what_is_done
from retrieval.answers.fitting import is_particular
from retrieval.answers.ideas import Idea
from retrieval.answers.signing import asks_who_signed, by_signature
from retrieval.answers.stances import by_stance
from retrieval.answers.topic import Topic, headed, terms
from retrieval.answers.wanted import Wanted, asked_thing
from retrieval.answers.weighing import Scored, Weighing, best_first, by_section, different, next_best
from retrieval.documents.listing import (
    announced,
    announcing,
    before_in_paragraph,
    follows,
    lead_in,
    qualifying,
    spoken_of,
)
from retrieval.documents.outline import Outline, Point, Section, outline
from retrieval.model import BlockKind, Hit, Version
from retrieval.words.glossary import Glossary

MOST_POINTS = 8  # quotes in an answer to a broad question
_FEWER_POINTS = 5  # quotes where no section is about the topic
_SPECIFIC_POINTS = 3  # quotes in an answer to a specific question
_NAMES_TOPIC = 0.55  # from this on a heading is taken to name the topic
_TOUCHES = 0.3  # the coverage from which a point touches the question
_SAME_CHAPTER = 2  # headings from the top that two places of one chapter share
_MOSTLY = 0.45  # the share from which a heading, or a point, is about the topic and little else
_IS_TERM = 0.9  # the share of a heading that is the term itself, and how well what speaks of a word itself touches it
_AS_TOUCHING = 0.75  # of the best coverage: what has the right sort of content may touch that much less
_SPEAKS_OF = 0.4  # how well a thing is touched that what answers speaks of
_SPEAKS_OF_TERM = 0.7  # the same of a term that is to be explained
_AT_LEAST = 3  # sentences for an open question, where so many touch it
_RARE = 3  # sentences of a document that may touch a word which tells what they are about
_CLOSE_BEHIND = 0.78  # the share of the best score from which a sentence is shown beside it
_CLOSER_BEHIND = 0.9  # the same when none holds the sort of content that was asked for

_DEFINES = re.compile(r"defini\w+|begrepp\w*|vad (är|menas)|what is|concept", re.IGNORECASE)


Way = Callable[[Sequence[Outline]], Choice | None]


class Selection:
    """The question against a set of versions: computed once, asked for several subsets."""

    def __init__(
        self,
        asked: Sequence[Idea],
        wanted: Wanted,
        versions: Iterable[Version],
        hits: Sequence[Hit],
        most: int,
        *,
        question: str = "",
        lexicon: Glossary | None = None,
        of_stance: bool = False,
    ) -> None:
        self._of_stance = of_stance
        self._most = most
        self._question = question
        self._wanted = wanted
        self._outlines = [outline(version) for version in versions]
        self._topic = Topic(asked, [held.stock for held in self._outlines], lexicon)
        self._weighing = Weighing(question, wanted, self._topic, hits)

    def best(self, versions: Sequence[Version]) -> Choice | None:
        """Return what in `versions` answers best, None where nothing touches the question."""
        outlines = [held for held in self._outlines if any(held.version is version for version in versions)]
        if self._of_stance and (stances := by_stance(outlines, self._most)) is not None:
            return stances
        choice = self._best(outlines)
        if choice is None:
            return None
        return replace(choice, names_asked=self._names_asked(choice), says_telling=self._says_telling(choice))

    def _names_asked(self, choice: Choice) -> bool:
        """Tell whether what answers, or a heading above it, speaks of the very thing the question asks for."""
        asked = asked_thing(self._question)
        at = next((at for at, idea in enumerate(self._topic.ideas) if asked in idea.word.split()), None)
        if at is None or self._topic.ideas[at].emphasis < 1:
            return True
        said = (terms(" ".join([one.point.text, *one.point.path])) for one in choice.chosen)
        enough = _SPEAKS_OF_TERM if self._wanted is Wanted.MEANING else _SPEAKS_OF
        return any(self._topic.touch(found)[at] >= enough for found in said)

    def _says_telling(self, choice: Choice) -> bool:
        """Tell whether what answers speaks itself, not by its headings, of the idea of the question that says most."""
        at = self._topic.telling
        return at is not None and any(self._topic.touch(one.point.terms)[at] >= _IS_TERM for one in choice.told)

    def _best(self, outlines: Sequence[Outline]) -> Choice | None:
        if outlines and asks_who_signed(self._question):
            signed = by_signature(outlines, self._question)
            if signed is not None:
                return signed
        if not outlines or not self._topic.ideas:
            return None
        choice = next((choice for way in self._ways() if (choice := way(outlines)) is not None), None)
        if choice is None or self._wanted.is_specific:
            return choice
        if self._wanted is Wanted.LISTING:
            choice = self._with_enumeration(choice, outlines)
        choice = by_form.with_goals(choice, outlines, self._topic.ideas, self._most)
        return replace(choice, is_common=self._is_common(outlines))

    def _ways(self) -> list[Way]:
        """Return how to look for an answer, what is surest first."""
        if self._wanted.is_specific:
            return [self._by_sentence]
        first: dict[Wanted, list[Way]] = {
            Wanted.LISTING: [
                lambda outlines: by_form.by_announcement(outlines, self._topic),
                lambda outlines: by_form.by_listed_headings(outlines, self._topic, self._question),
            ],
            Wanted.MEANING: [lambda outlines: by_form.by_definition(outlines, self._topic, self._most)],
        }
        return [*first.get(self._wanted, []), self._by_heading, self._by_sentence]

    def _is_common(self, outlines: Sequence[Outline]) -> bool:
        """Tell whether much of what the documents hold touches the question's words: they then tell little."""
        points = [point for held in outlines for point in held.points]
        touching = sum(self._topic.coverage(self._topic.touch(point.terms)) >= _TOUCHES for point in points)
        return touching > _RARE and len(self._topic.ideas) == 1

    def _with_enumeration(self, choice: Choice, outlines: Sequence[Outline]) -> Choice:
        """Put the sentence that names the things asked for one by one before headings and points about them."""
        own = [held for held in outlines if any(held.version is version for version in choice.versions)]
        named = [(held, point) for held, point in by_form.enumerating(own, self._topic) if _is_said(held, point)]
        if not named or any(one.context for one in choice.chosen):
            return choice
        held, point = max(named, key=lambda entry: self._weighing.rank(entry[0], entry[1]))
        is_near = choice.chosen[0].point.path[:_SAME_CHAPTER] == point.path[:_SAME_CHAPTER]
        if choice.by_heading and not is_near:
            return choice
        rest = [one for one in choice.chosen if one.point is not point and is_near]
        return replace(choice, chosen=(Chosen(held.version, point), *rest)[: self._most], coverage=1.0)

    def nearest(self, many: int) -> tuple[Chosen, ...]:
        """Return the points that come nearest without answering, none where no word of the question stands in them."""
        scored = sorted(
            (
                self._weighing.score(held, point)
                for held in self._outlines
                for point in _said(held)
                if not point.leads_in
            ),
            key=best_first,
        )
        touching = [one for one in scored if one.coverage > 0] if self._topic.ideas else []
        return tuple(Chosen(one.outline.version, one.point) for one in different(touching[: 3 * many])[:many])

    # A section whose heading names the topic.

    def _by_heading(self, outlines: Sequence[Outline]) -> Choice | None:
        rated = [(self._heading_score(held, section), held, section) for held in outlines for section in held.sections]
        rated = [
            (score + 0.2 * self._evidence(held, section), held, section)
            for score, held, section in rated
            if score >= _NAMES_TOPIC
        ]
        if not rated:
            return None
        _, held, section = max(rated, key=lambda entry: entry[0])
        points = section.points or tuple(point for below in held.under(section.path) for point in below.points)
        points = self._with_children(held, section, points)
        if not points:
            return None
        kept = self._most_touching(points)
        if not self._is_about(held, section, kept):
            return None
        lead = announcing(held, section)
        above = headed(" ".join([*section.path, *(point.text for point in lead)]), held.language)
        covered = [self._topic.touch(found) for found in (above, *(point.terms for point in kept))]
        coverage = self._topic.coverage([max(parts) for parts in zip(*covered, strict=True)])
        # "Följande utmaningar är prioriterade:" says nothing of a list of something else.
        asked = [point for point in lead if self._topic.coverage(self._topic.touch(point.terms)) >= _TOUCHES]
        introduced = asked if self._wanted is Wanted.LISTING and section.points else []
        chosen = (*(Chosen(held.version, point, context=True) for point in introduced), *_with_context(held, kept))
        return Choice(chosen, coverage, by_heading=True, fits=True, more=len(points) - len(kept))

    def _is_about(self, held: Outline, section: Section, points: Sequence[Point]) -> bool:
        """Tell whether the section is about the topic: little else is in its heading, or its points speak of it."""
        if self._topic.precision(section.path[-1], held.language) >= _MOSTLY:
            return True
        return any(self._topic.coverage(self._topic.touch(point.terms)) > _MOSTLY for point in points)

    def _with_children(self, held: Outline, section: Section, points: tuple[Point, ...]) -> tuple[Point, ...]:
        """Add what stands below the section's sub-headings where the section itself only announces it."""
        if len(points) > 2 and not points[-1].leads_in:  # noqa: PLR2004 - one or two sentences only introduce
            return points
        return tuple(point for below in held.under(section.path) for point in below.points)

    def _heading_score(self, held: Outline, section: Section) -> float:
        if not section.path:
            return 0.0
        touched = self._topic.touch(headed(section.path[-1], held.language))
        if max(touched, default=0.0) < 0.5:  # noqa: PLR2004 - the heading itself must name something of the question
            return 0.0
        above = self._topic.touch(
            headed(" ".join([*section.path[:-1], *(point.text for point in announcing(held, section))]), held.language)
        )
        names = self._topic.coverage([max(own, 0.8 * over) for own, over in zip(touched, above, strict=True)])
        precision = self._topic.precision(section.path[-1], held.language)
        if self._wanted is Wanted.MEANING and precision < _IS_TERM and not _DEFINES.search(section.path[-1]):
            return 0.0
        return names * (0.6 + 0.4 * precision)

    def _evidence(self, held: Outline, section: Section) -> float:
        """Return how well the search ranked what stands in the section, 0 to 1."""
        return max((self._weighing.rank(held, point) for point in section.points), default=0.0)

    def _most_touching(self, points: Sequence[Point]) -> tuple[Point, ...]:
        """Return all of a short section; of a long one what touches the question, its beginning where little does."""
        if len(points) <= self._most:
            return tuple(points)
        covered = {point.at: self._topic.coverage(self._topic.touch(point.terms)) for point in points}
        rated = sorted(points, key=lambda point: (-covered[point.at], point.at))
        least = _SPECIFIC_POINTS if self._most > _SPECIFIC_POINTS else 1
        enough = max(least, sum(coverage >= _TOUCHES for coverage in covered.values()))
        best = rated[: min(self._most, enough)]
        listed = [item for point in best if point.leads_in for item in points if follows(item, point, points)]
        return tuple(sorted({*best, *listed[: self._most - len(best)]}, key=lambda point: point.at))

    # The sentences that answer best, wherever they stand.

    def _by_sentence(self, outlines: Sequence[Outline]) -> Choice | None:
        scored = sorted(
            (self._weighing.score(held, point) for held in outlines for point in _said(held)), key=best_first
        )
        if not scored or scored[0].coverage < _TOUCHES:
            return None
        if is_particular(self._wanted):
            # A date that somewhat touches "when" says more than a sentence without one that touches it wholly.
            enough = _AS_TOUCHING * scored[0].coverage
            scored = sorted(scored, key=lambda one: not (one.fits and one.coverage >= enough))
        best = scored[0]
        near = _CLOSE_BEHIND if best.fits else _CLOSER_BEHIND
        touching = [one for one in scored if one.coverage >= _TOUCHES and (one.fits or not best.fits)]
        kept = different([one for one in touching if one.score >= near * best.score])
        kept = [one for one in kept if one.adds_to(best)]
        most = _SPECIFIC_POINTS if self._wanted.is_specific else _FEWER_POINTS
        kept = kept[: most if best.fits else 1]  # what only comes near is enough once
        chosen: list[Chosen] = []
        for one in kept if self._wanted.is_specific else by_section(kept):
            self._add(one, chosen)
        for one in () if self._wanted.is_specific else next_best(kept, touching):
            if sum(not other.context for other in chosen) < _AT_LEAST:
                self._add(one, chosen)
        if not self._wanted.is_specific:
            chosen.extend(self._done_about_it(best, chosen))
        return Choice(
            tuple(chosen[: self._most]), best.coverage, by_heading=False, fits=best.fits or not self._wanted.is_specific
        )

    def _done_about_it(self, best: Scored, chosen: Sequence[Chosen]) -> list[Chosen]:
        """Return what follows the best sentence and says what is done, where that is asked and it only tells why."""
        if not asks_what_is_done(self._question) or says_what_is_done(best.point.text):
            return []
        told = [one.point for one in chosen if not one.context]
        places = range(best.point.at + 1, best.point.at + 1 + _AT_LEAST)
        after = [one for one in best.outline.points if one.at in places and one.path == best.point.path]
        new = [one for one in after if says_what_is_done(one.text) and not one.leads_in and one not in told]
        return [Chosen(best.outline.version, one) for one in new[: max(1, _AT_LEAST - len(told))]]

    def _add(self, one: Scored, chosen: list[Chosen]) -> None:
        """Add a sentence to those chosen, with what it needs before it and what it announces or is limited by."""
        before = self._before(one) if one.carried or self._wanted is Wanted.CAUSE else None
        if before is not None and all(before is not other.point for other in chosen):
            chosen.append(Chosen(one.outline.version, before, context=True))
        run = [one.point, *qualifying(one.outline, one.point), *self._announced(one.outline, one.point)]
        chosen.extend(new for new in _with_context(one.outline, run) if new not in chosen)

    def _before(self, one: Scored) -> Point | None:
        """Return the sentence that `one` needs before it: the one it speaks of, or the nearest that names the topic."""
        if (spoken := spoken_of(one.outline, one.point)) is not None or not (one.carried and one.fits):
            return spoken
        named = before_in_paragraph(one.outline, one.point)
        return next(
            (other for other in named if self._topic.coverage(self._topic.touch(other.terms)) >= _TOUCHES), None
        )

    def _announced(self, held: Outline, point: Point) -> list[Point]:
        """Return the list that a sentence announces; headings only where a list was asked for."""
        listed = announced(held, point)
        wants_list = self._wanted in {Wanted.LISTING, Wanted.COUNT}
        return listed if wants_list else [one for one in listed if one.kind is not BlockKind.HEADING]


def _said(held: Outline) -> Sequence[Point]:
    """Return the points that say something: not the title, where it stands as a line of the text."""
    titles = _titles(held)
    return [point for point in held.points if point.at not in titles] if titles else held.points


def _is_said(held: Outline, point: Point) -> bool:
    return point.at not in _titles(held)


def _titles(held: Outline) -> frozenset[int]:
    return held.folded.get(held.version.title.casefold(), frozenset())


def _with_context(held: Outline, points: Sequence[Point]) -> Iterator[Chosen]:
    """Yield `points`, before a list item the sentence that leads in to its list, once."""
    shown: set[int] = set()
    for point in points:
        lead = lead_in(held, point)
        if lead is not None and lead.at not in shown and lead not in points:
            shown.add(lead.at)
            yield Chosen(held.version, lead, context=True)
        shown.add(point.at)
        yield Chosen(held.version, point)
