"""Find what answers a question: in which documents, for each of its topics, and what speaks against it.

The question's words decide which documents are asked (`retrieval.answers.scope`), the search which passages are near,
`retrieval.answers.selecting` what answers. Superseded strategies only fill a part of their own, unless they are asked
for.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, Protocol

from retrieval.answers import scope
from retrieval.answers.choices import Choice, Chosen
from retrieval.answers.conflicting import differ
from retrieval.answers.ideas import Idea, ideas
from retrieval.answers.narrating import asking_clause
from retrieval.answers.papers import IMPLIED_OF
from retrieval.answers.selecting import MOST_POINTS, Selection
from retrieval.answers.several import topics
from retrieval.answers.stances import asks_for_stance
from retrieval.answers.wanted import ASKED_FOR, IMPLIED, Wanted
from retrieval.model import Band, DocumentState, DocumentType, Passage, Ranking, Version
from retrieval.words.glossary import Glossary

SEARCHED = 20  # passages that are looked into
READ = 12  # documents that are looked into sentence by sentence
NEAREST = 3  # passages shown when nothing answers
_EARLIER_POINTS = 3  # quotes of the previous strategy beside an answer
# The least share of the question that an answer touches, by how sure the search is.
_COVERED: Mapping[Band, float] = {Band.HIGH: 0.42, Band.MEDIUM: 0.42, Band.LOW: 0.42, Band.NONE: 0.45}
_COVERED_FITTING = 0.42  # the same for a date, a name or a number where one is asked for, whatever the search thought
_COVERED_MISSING = 0.55  # the same for a sentence without the date, the name or the number that was asked for
_COVERED_HALF = 0.5  # what says who "the strategy" is must touch half of the question
_COVERED_TOPIC = 0.6  # the same for one topic of several
_WHOLE = 0.8  # an answer that covers so much of a question leaves none of its topics out
_COVERED_EARLIER = 0.6  # the same for what the previous strategy said
_COVERED_BROADLY = 0.75  # the same where no section of it is about the topic
_COVERED_SURELY = 0.9  # the same for a date, a name or a number
_COVERED_ALONE = 0.6  # the same where nothing else answers
_CLAUSE_AHEAD = 0.1  # by which more of the clause that asks is touched than of the whole message
_CLEARLY = 0.15  # by which the previous strategy must touch more of the question than a weak answer of today
_COVERED_AGAINST = 0.7  # the same for what another document says against the answer
_AS_COVERED = 0.7  # of what the answer itself touches
_LIKE_BEST = 0.9  # of the best strategy's score: so near, another one may be meant
_HEAD_START = 0.15  # by which a strategy is preferred to other documents
_NAMED_HEAD_START = 0.4  # the same when the question says "the strategy"


class Searcher(Protocol):
    """What answering asks of an index."""

    def has(self, word: str) -> bool:
        """Tell whether a text has `word`, in lower case, in any inflection."""
        ...

    def search(
        self,
        question: str,
        top: int = 10,
        where: Callable[[Passage], bool] | None = None,
        lexicon: Glossary | None = None,
    ) -> Ranking:
        """Return the best `top` passages that `where` lets through; `lexicon` stands for the shipped glossary."""
        ...


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, before it is put into words.

    `choices` answer, one for each topic found; `against` says otherwise; `missing` are the topics that nothing touches,
    in the question's words. `options` are the strategies of which one is meant; then nothing else is there.
    """

    asked: scope.Asked
    bounds: scope.Scope
    band: Band
    choices: tuple[Choice, ...] = ()
    against: Choice | None = None
    earlier: Choice | None = None
    earlier_band: Band = Band.NONE  # how sure the search was of it
    missing: tuple[str, ...] = ()
    options: tuple[Version, ...] = ()
    nearest: tuple[Chosen, ...] = ()


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a question is put to: everything that stays the same for each of its topics."""

    index: Searcher
    language: Literal["sv", "en"]
    asked: scope.Asked
    bounds: scope.Scope
    lexicon: Glossary | None

    @property
    def live(self) -> tuple[Version, ...]:
        return (*self.bounds.first, *self.bounds.then)

    def ideas(self, question: str) -> tuple[Idea, ...]:
        implied = IMPLIED.get(self.asked.wanted, IMPLIED_OF.get(self.asked.kind, ()))
        found = ideas(question, self.language, self.asked.ignored, implied, self.lexicon)
        asked_for = ASKED_FOR.get(self.asked.wanted, frozenset())
        return tuple(replace(idea, emphasis=1.0) if idea.word in asked_for else idea for idea in found)

    def search(self, question: str, versions: Sequence[Version]) -> Ranking:
        labels = {version.document: version.label for version in versions}
        return self.index.search(
            question, SEARCHED, lambda passage: labels.get(passage.document) == passage.version, self.lexicon
        )

    def selection(self, question: str, versions: Sequence[Version], ranking: Ranking, most: int) -> Selection:
        read = _worth_reading(versions, ranking)
        of_stance = self.asked.kind is DocumentType.CONSULTATION and asks_for_stance(question, self.asked.ignored)
        return Selection(
            self.ideas(question), self.asked.wanted, read, ranking.hits, most,
            question=question, lexicon=self.lexicon, of_stance=of_stance,
        )  # fmt: skip


def find(
    question: str,
    language: Literal["sv", "en"],
    *,
    index: Searcher,
    versions: Mapping[str, Version],
    as_of: date,
    lexicon: Glossary | None = None,
) -> Found:
    """Find what answers `question`, written in `language`, in `versions` as they stand on `as_of`.

    Of a long message the clause that asks is tried alone too: it is what is answered where clearly more of it is found.
    """
    found = _find(question, language, index=index, versions=versions, as_of=as_of, lexicon=lexicon)
    clause = None if found.options else asking_clause(question)
    if clause is None:
        return found
    again = _find(clause, language, index=index, versions=versions, as_of=as_of, lexicon=lexicon)
    if not found.choices:
        return again if again.choices or again.earlier is not None or again.options else found
    return again if _covered(again) > _covered(found) + _CLAUSE_AHEAD else found


def _covered(found: Found) -> float:
    """Return how much of its question what was found touches, 0 where nothing answers."""
    return min((choice.coverage for choice in found.choices), default=0.0)


def _find(
    question: str,
    language: Literal["sv", "en"],
    *,
    index: Searcher,
    versions: Mapping[str, Version],
    as_of: date,
    lexicon: Glossary | None,
) -> Found:
    asked = scope.read(question, versions.values(), lexicon)
    ground = _Ground(index, language, asked, scope.scope(asked, versions, as_of), lexicon)
    ranking = ground.search(question, ground.live)
    selection = ground.selection(question, ground.live, ranking, MOST_POINTS)
    main = _main(ground, selection, ranking.band)
    found = Found(asked, ground.bounds, ranking.band)
    if main is not None and (options := _options(ground, selection, main)):
        return replace(found, options=options)
    several = _one_by_one(ground, topics(question))
    whole = several.missing and main is not None and main.coverage >= _WHOLE
    if several.choices and not whole and (several.missing or len(several.choices) > 1):
        return replace(several, band=_lower(ranking.band, several))
    if main is None or _is_weak(main):
        alone, band = _earlier(ground, question, (), alone=True)
        if main is None or (alone is not None and alone.coverage >= main.coverage + _CLEARLY):
            return replace(found, earlier=alone, earlier_band=band, nearest=selection.nearest(NEAREST))
    # Beside an answer that may be none, the previous strategy would only be one more guess.
    earlier, band = _earlier(ground, question, main.versions) if main.fits else (None, Band.NONE)
    against = _against(ground, selection, main)
    return replace(found, choices=(main,), against=against, earlier=earlier, earlier_band=band)


def _is_weak(main: Choice) -> bool:
    """Tell whether what answers is so little that the previous strategy may say it better."""
    return not main.fits or main.coverage < _COVERED_HALF


def _lower(band: Band, several: Found) -> Band:
    """Return how sure the answer to some topics is: the search looked for all of them at once."""
    return Band.MEDIUM if band is Band.NONE or several.missing else band


def _main(ground: _Ground, selection: Selection, band: Band) -> Choice | None:
    """Return what answers among the documents in force, None where nothing does."""
    first, then = selection.best(ground.bounds.first), selection.best(ground.bounds.then)
    choice = _preferred(first, then, _NAMED_HEAD_START if ground.asked.names_strategy else _HEAD_START)
    if choice is None:
        return None
    is_particular = ground.asked.wanted.is_specific and choice.fits
    misses = ground.asked.wanted.is_specific and not choice.fits
    enough = _COVERED_FITTING if is_particular else _COVERED_MISSING if misses else _COVERED[band]
    answers = choice.coverage >= enough
    return choice if answers and (ground.asked.kind is None or ground.bounds.first) else None


def _worth_reading(versions: Sequence[Version], ranking: Ranking) -> list[Version]:
    """Return the versions to look into, at most `READ`: those with the best passages, then the first strategies."""
    order = dict.fromkeys(hit.passage.document for hit in ranking.hits)
    by_name = {version.document: version for version in versions}
    found = [by_name[name] for name in order if name in by_name]
    strategies = [one for one in versions if one.type is DocumentType.STRATEGY and one.document not in order]
    return [*found, *strategies][:READ]


def _preferred(first: Choice | None, then: Choice | None, head_start: float) -> Choice | None:
    if first is None or then is None:
        return first or then
    if then.fits and not first.fits and then.coverage >= _COVERED_FITTING:
        return then  # "den XX" is no date
    enough = first.coverage >= _COVERED_HALF and (first.fits or not then.fits)
    return first if enough and first.score + head_start >= then.score else max(then, first, key=lambda one: one.score)


# A question about "the strategy" where several are in force.


def _options(ground: _Ground, selection: Selection, main: Choice) -> tuple[Version, ...]:
    """Return the strategies that the question may mean, none where it is clear which."""
    asked = ground.asked
    if not asked.names_strategy or asked.kind is not None or asked.named or ground.bounds.is_earlier:
        return ()
    current = [
        one for one in ground.bounds.first if one.type is DocumentType.STRATEGY and one.state is DocumentState.CURRENT
    ]
    current = list({one.title.casefold(): one for one in reversed(current)}.values())[::-1]
    if len(current) <= 1:
        return ()
    best = {one.document: selection.best([one]) for one in current}
    near = [
        one
        for one in current
        if (choice := best[one.document])
        and choice.fits >= main.fits
        and choice.coverage >= _COVERED_HALF
        and choice.score >= _LIKE_BEST * main.score
    ]
    return tuple(near) if len(near) > 1 else ()


# A question with several topics.


def _one_by_one(ground: _Ground, parts: Sequence[str]) -> Found:
    """Return what answers each of the topics `parts`, and which of them nothing touches."""
    most = max(3, MOST_POINTS // max(1, len(parts)))
    choices: list[Choice] = []
    missing: list[str] = []
    for part in parts:
        ranking = ground.search(part, ground.live)
        selection = ground.selection(part, ground.live, ranking, most)
        choice = _main(ground, selection, ranking.band)
        if choice is None or choice.coverage < _COVERED_TOPIC:
            missing.append(part)
        elif not _is_told(choice, choices):
            choices.append(choice)
    return Found(ground.asked, ground.bounds, Band.NONE, tuple(choices), missing=tuple(missing))


def _is_told(choice: Choice, before: Sequence[Choice]) -> bool:
    """Tell whether all that `choice` quotes is quoted already."""
    told = {(one.version.document, one.point.at) for other in before for one in other.chosen}
    return all((one.version.document, one.point.at) in told for one in choice.told)


# What others say: another document of today, and the previous strategy.


def _against(ground: _Ground, selection: Selection, main: Choice) -> Choice | None:
    """Return what another document in force gives another figure for, None where none does."""
    if not ground.asked.wanted.is_specific or not main.fits or ground.asked.kind is not None:
        return None
    said = main.told[0].point.text
    for version in ground.live:
        if version in main.versions:
            continue
        other = selection.best([version])
        if other is None or not other.fits or other.coverage < max(_COVERED_AGAINST, _AS_COVERED * main.coverage):
            continue
        if differ(ground.asked.wanted, said, other.told[0].point.text):
            return other.only(1)
    return None


def _earlier(
    ground: _Ground, question: str, used: Sequence[Version], *, alone: bool = False
) -> tuple[Choice | None, Band]:
    """Return what the predecessor of the documents `used` said, None where it has nothing on the topic, and how sure.

    Where it would stand `alone`, for want of an answer, less is enough.
    """
    names = {version.document for version in used if version.type is DocumentType.STRATEGY}
    versions = [one for one in ground.bounds.earlier if not names or one.superseded_by in {None, *names}]
    if not versions or ground.asked.kind is not None or ground.bounds.is_earlier:
        return None, Band.NONE
    ranking = ground.search(question, versions)
    if ranking.band is Band.NONE:
        return None, Band.NONE
    choice = ground.selection(question, versions, ranking, _EARLIER_POINTS).best(versions)
    surely = alone and ranking.band is Band.HIGH
    told = choice is not None and (choice.fits or (surely and ground.asked.wanted is Wanted.CAUSE))
    if choice is None or not told or choice.coverage < _enough(choice, ground.asked.wanted, alone=alone, surely=surely):
        return None, Band.NONE
    is_loose = not choice.by_heading and (ground.asked.wanted is Wanted.LISTING or choice.is_common)
    return (None, Band.NONE) if is_loose else (choice, ranking.band)


def _enough(choice: Choice, wanted: Wanted, *, alone: bool, surely: bool) -> float:
    """Return how much of the question what the previous strategy said must touch."""
    if surely:
        return _COVERED_ALONE
    if wanted.is_specific:
        return _COVERED_ALONE if alone else _COVERED_SURELY
    return _COVERED_EARLIER if choice.by_heading else _COVERED_BROADLY
