"""What answers by its form: a definition, a list that a sentence announces, headings that are the list, the main goal.

Each returns a whole choice, or nothing where the documents have no such form that touches the question.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from retrieval.answers import defining
from retrieval.answers.choices import Choice, Chosen
from retrieval.answers.ideas import Idea
from retrieval.answers.topic import Topic, terms
from retrieval.documents.listing import announced, enumerates
from retrieval.documents.outline import Outline, Point

_ANNOUNCES = 0.8  # from this on a sentence is taken to announce the list that was asked for
_LONGEST_LIST = 12  # entries of a list that is shown whole
_MOST_HEADINGS = 16  # the same of a list of headings
_DEFINED = 0.1  # what a definition is worth beyond its form


def by_definition(outlines: Sequence[Outline], topic: Topic, most: int) -> Choice | None:
    """Return the sentence that defines what is asked about, with the list it announces."""
    rated = [(worth, held, point) for held in outlines for worth, point in defining.definitions(held, topic)]
    if not rated:
        return None
    worth, held, point = max(rated, key=lambda entry: entry[0])
    run = [Chosen(held.version, one) for one in (point, *announced(held, point)[:most])]
    return Choice(tuple(run), min(1.0, worth + _DEFINED), by_heading=True, fits=True)


def by_listed_headings(outlines: Sequence[Outline], topic: Topic, question: str) -> Choice | None:
    """Return headings that are the list asked for."""
    for held in outlines:
        if headings := defining.listed_headings(held, topic, question)[:_MOST_HEADINGS]:
            return Choice(tuple(Chosen(held.version, one) for one in headings), 1.0, by_heading=True, fits=True)
    return None


def by_announcement(outlines: Sequence[Outline], topic: Topic) -> Choice | None:
    """Return the list that a sentence announces in the question's own words ("följande fem aspekter:")."""
    leads = [(held, point) for held in outlines for point in held.points if point.leads_in]
    said = Counter(point.text.rstrip(":").casefold() for _, point in leads)
    rated = [(topic.coverage(topic.touch(point.terms)), held, point) for held, point in leads]
    for coverage, held, point in sorted(rated, key=lambda entry: (-entry[0], entry[2].at)):
        # What stands before every list of the document says nothing about which of them is meant.
        if coverage < _ANNOUNCES or said[point.text.rstrip(":").casefold()] > 1:
            continue
        if listed := announced(held, point)[:_LONGEST_LIST]:
            chosen = (Chosen(held.version, point, context=True), *(Chosen(held.version, one) for one in listed))
            return Choice(chosen, coverage, by_heading=True, fits=True)
    return None


def enumerating(outlines: Sequence[Outline], topic: Topic) -> Iterator[tuple[Outline, Point]]:
    """Yield the sentences that name the things asked for one by one: "infrastrukturer som genomik, proteomik och …"."""
    for held in outlines:

        def is_asked(words: str, held: Outline = held) -> bool:
            return topic.coverage(topic.touch(terms(words, held.language))) >= _ANNOUNCES

        yield from ((held, point) for point in held.points if enumerates(point.text, is_asked))


def with_goals(choice: Choice, outlines: Sequence[Outline], ideas: Sequence[Idea], most: int) -> Choice:
    """Put the document's main goal before what else answers a question about the goals."""
    if not defining.asks_for_goals(ideas):
        return choice
    own = [held for held in outlines if any(held.version is version for version in choice.versions)]
    found = [(held, goals) for held in (*own, *outlines) if (goals := defining.main_goals(held))]
    if not found:
        return choice
    held, goals = found[0]
    first = [Chosen(held.version, point) for point in goals]
    rest = [one for one in choice.chosen if one.version is held.version and one.point not in goals]
    listed = rest if any(one.point.leads_in for one in rest) else []
    return replace(choice, chosen=(*first, *listed)[:most], coverage=1.0, by_heading=True, more=0)
