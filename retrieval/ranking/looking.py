"""Look closer at the best passages: what of the question stands in their sentences, their headings and side by side.

The passages are some thousands of words, of which a few hundred have anything in common with the question: those alone
are looked at. What is asked in numpy costs some microseconds however little it does, so sentences, headings and
passages are counted together wherever they can be, and what is less than some hundred numbers is counted without it.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise, product
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from retrieval.ranking.candidates import FEATURES, Averages, Candidates
from retrieval.ranking.layout import ASKED, RARITY, TELLING, TOPIC, Layout
from retrieval.ranking.question import Question, Role
from retrieval.ranking.scoring import Field, Floats, Tuning, gathered
from retrieval.ranking.terms import Take
from retrieval.ranking.vocabulary import Vocabulary

SENTENCE: Final = Tuning(k1=0.6, b=0.3)
BIGRAM: Final = Tuning(k1=0.6, b=0.3)
_COUNTED: Final = 7  # numbers that are counted of each sentence by itself
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Beside:
    """The stems of a question, numbered from 1, and the pairs of numbers that stand side by side in it."""

    stems: dict[int, int]
    follows: frozenset[tuple[int, int]]

    @classmethod
    def of(cls, question: Question, take: Take) -> Self:
        """Return what stands side by side in `question`; stop words count as neighbours, and are stepped over too."""
        numbers: dict[int, int] = {}
        full: list[tuple[int, ...]] = []
        topic: list[tuple[int, ...]] = []
        rows = [full, topic]
        for concept in question.concepts:
            every = [[take(word, variant.language).stems for word in variant.words] for variant in concept.variants]
            flat = every[0][0] if len(every) == 1 and len(every[0]) == 1 else chain.from_iterable(chain(*every))
            full.append(tuple([numbers.setdefault(stem, len(numbers) + 1) for stem in flat]))
            rows.extend(
                [tuple([numbers[stem] for stem in stems]) for stems in phrase] for phrase in every if len(phrase) > 1
            )
            if concept.role is not Role.STOP:
                topic.append(full[-1])
        return cls(
            numbers, frozenset([pair for row in rows for left, right in pairwise(row) for pair in product(left, right)])
        )


@dataclass(frozen=True, slots=True)
class _Kin:
    """The words of some passages that have anything in common with a question."""

    at: Places  # which of the tokens they are
    row: Places  # the sentence or the headings that each stands in
    place: Places  # which of `words` each is
    words: Places  # the different ones
    holder: Places  # which of `words` has something of a column of the question
    column: Places  # beside it, the column

    @classmethod
    def of(cls, near: Candidates, layout: Layout, stems: Sequence[int], vocabulary: Vocabulary) -> Self:
        """Return the words of `near` that have something of the question, or one of the other `stems`."""
        holder, column = layout.holders()
        flags = np.zeros((2, len(vocabulary.words)), np.bool_)
        there, is_kin = flags
        there[near.tokens] = True
        shared = there[holder].nonzero()[0]
        holder, column = holder[shared], column[shared]
        is_kin[holder] = True
        for stem in stems:
            is_kin[vocabulary.words_of[stem]] = True
        words = is_kin.nonzero()[0]
        place_of = np.empty(len(is_kin), np.int64)
        place_of[words] = np.arange(len(words))
        at = is_kin[near.tokens].nonzero()[0]
        return cls(at, near.row_of_token[at], place_of[near.tokens[at]], words, place_of[holder], column)


class Looked:
    """What of one question stands in some passages.

    Each different word that has anything in common with the question is compared with it once; sentences, headings and
    passages then fold the rows of their words.
    """

    def __init__(
        self,
        near: Candidates,
        layout: Layout,
        beside: Beside,
        vocabulary: Vocabulary,
        grams: Field,
        *,
        averages: Averages,
    ) -> None:
        self._near = near
        self._layout = layout
        self._beside = beside
        self._vocabulary = vocabulary
        self._grams = grams
        self._averages = averages
        known = {stem for term in layout.terms for stem in term.stems}
        self._kin = kin = _Kin.of(near, layout, [stem for stem in beside.stems if stem not in known], vocabulary)
        wide = layout.columns
        held = np.bincount(kin.holder * wide + kin.column, minlength=len(kin.words) * wide)
        self._likeness = layout.alike((held > 0).reshape(-1, wide).astype(np.float32))
        self._counts, touches = self._by_row()
        self._touched, self._above = touches[: near.sentences], touches[near.sentences :]
        self._each = self._by_sentence()
        self._best = near.best(self._each)

    def _by_row(self) -> tuple[Floats, Floats]:
        """Return how often each column stands in each sentence, and how much each row touches each concept.

        The rows are the sentences, those of what is touched also the headings of each passage.
        """
        near, layout, kin = self._near, self._layout, self._kin
        order = kin.place.argsort(kind="stable")
        starts = np.zeros(len(kin.words) + 1, np.int64)
        np.bincount(kin.place, minlength=len(kin.words)).cumsum(out=starts[1:])
        word, slot = self._likeness.nonzero()
        like = self._likeness[word, slot]
        rising = like.argsort()  # written one over the other, the highest stays
        owner, place = gathered(starts, np.concatenate([kin.holder, word[rising]]))
        row, many = kin.row[order[place]], int(owner.searchsorted(len(kin.holder)))
        wide, rows = layout.columns, near.sentences + near.passages
        counts = np.bincount(row[:many] * wide + kin.column[owner[:many]], minlength=rows * wide)
        touches = np.zeros((rows, layout.slots), np.float32)
        which = rising[owner[many:] - len(kin.holder)]
        touches[row[many:], slot[which]] = like[which]
        said = counts[: near.sentences * wide].reshape(near.sentences, wide)
        return said.astype(np.float32), layout.by_concept(touches)

    def _by_sentence(self) -> Floats:
        """Return what is counted of each sentence (rows) by itself, then how much it touches each concept."""
        near, layout, touched = self._near, self._layout, self._touched
        # By itself; with the one after it in the same passage; with the headings above it; what it holds for certain.
        four = np.empty((4, *touched.shape), np.float32)
        four[0] = touched
        np.maximum(touched[:-1], touched[1:], out=four[1, :-1])
        lasts = np.array(near.bounds[1:], np.int64) - 1
        four[1, lasts] = touched[lasts]
        np.maximum(touched, self._above[near.passage_of_sentence], out=four[2])
        np.greater_equal(touched, layout.same, out=four[3], casting="unsafe")
        one, two, under, sure = (four.reshape(-1, touched.shape[1]) @ layout.worth).reshape(4, len(touched), 4)
        said = SENTENCE.worth(self._counts, near.grams_in[:, None], self._averages.sentence_grams)
        each = np.empty((len(touched), _COUNTED + touched.shape[1]), np.float32)
        each[:, 0], each[:, 1], each[:, 2:4] = one[:, TOPIC], sure[:, RARITY], two[:, TOPIC : TELLING + 1]
        each[:, 4], each[:, 5], each[:, 6] = under[:, TOPIC], layout.summed(said), one[:, ASKED]
        each[:, _COUNTED:] = touched
        return each

    def features(self, words: Floats, grams: Floats) -> Floats:
        """Return the rows of `FEATURES` for the passages, of which the first two are given."""
        best, worth = self._best, self._layout.worth
        anywhere = np.ascontiguousarray(best[:, _COUNTED:])
        whole, headed = anywhere @ worth, (np.maximum(anywhere, self._above) @ worth)[:, TOPIC]
        rows = np.empty((len(FEATURES), self._near.passages), np.float32)
        rows[0], rows[1], rows[2] = words, grams, best[:, 5]
        rows[4], rows[6:9], rows[12] = best[:, 0], best[:, 1:4].T, best[:, 4]
        np.square(rows[4], out=rows[5])
        rows[9], rows[10], rows[11] = whole[:, TOPIC], whole[:, ASKED], headed
        rows[3], rows[13] = self._neighbours(), self._in_a_row()
        return rows

    def passage_grams(self) -> Floats:
        """Return for each passage its 4-gram score."""
        near = self._near
        return self._layout.summed(self._worth(near.total(self._counts), near.total(near.grams_in)))

    def gram_worth(self, places: Sequence[int]) -> Floats:
        """Return what each column is worth in the candidates at `places` (rows)."""
        spans = [self._near.bounds[at : at + 2] for at in places]
        counts = [np.add.reduce(self._counts[first:last], axis=0) for first, last in spans]
        lengths = [np.add.reduce(self._near.grams_in[first:last]) for first, last in spans]
        stacked = np.array(counts, np.float32).reshape(len(spans), self._layout.columns)
        return self._worth(stacked, np.array(lengths, np.float32)) * self._layout.idf

    def _worth(self, counts: Floats, lengths: Floats) -> Floats:
        return self._grams.tuning.worth(counts, lengths[:, None], self._averages.passage_grams)

    def said(self, places: Sequence[int]) -> list[bytes]:
        """Return for each of the candidates at `places` the words of the sentence that touches most."""
        near, touched, highest = self._near, self._each[:, 6].tolist(), self._best[:, 6].tolist()
        most = [touched.index(highest[at], near.bounds[at]) for at in places]
        ends = near.row_of_token.searchsorted([*most, *(row + 1 for row in most)]).tolist()
        return [near.tokens[a:b].tobytes() for a, b in zip(ends[: len(most)], ends[len(most) :], strict=True)]

    def _in_a_row(self) -> list[int]:
        """Return the longest run of the question's words in their order in each passage, in pairs of neighbours."""
        near, kin, named = self._near, self._kin, self._likeness >= self._layout.same
        number_of = np.zeros(len(self._vocabulary.words), np.int64)  # 0: none of the question's
        # Of several concepts the first.
        number_of[kin.words] = (self._layout.concept_of[named.argmax(axis=1)] + 1) * named.any(axis=1)
        number = number_of[near.tokens[: near.spoken]]
        following = ((number[1:] == number[:-1] + 1) & (number[:-1] > 0)).nonzero()[0]
        rows, after = near.row_of_token[following], near.row_of_token[following + 1]
        passages = near.passage_of_sentence[rows].tolist()
        longest, before, length = [0] * near.passages, -2, 0
        for place, passage, row, row_after in zip(
            following.tolist(), passages, rows.tolist(), after.tolist(), strict=True
        ):
            if row == row_after:
                length = length + 1 if place == before + 1 else 1
                longest[passage], before = max(longest[passage], length), place
        return longest

    def _neighbours(self) -> list[float]:
        """Return for each passage what the question's neighbouring words are worth as neighbours there.

        The passages are written with one byte for each word, in which pairs are found at once. Words with only stop
        words between them, or none, stand side by side once more.
        """
        near, vocabulary, stems = self._near, self._vocabulary, self._beside.stems
        words = self._kin.words
        letter_of = vocabulary.is_stop.astype(np.uint8)
        numbers = [stems.get(stem, 0) for stem in vocabulary.stem_of[words].tolist()]
        letter_of[words] += np.array([2 * number if number <= _NUMBERS else 0 for number in numbers], np.uint8)
        letters = letter_of[near.tokens[: near.spoken]].tobytes()
        ends = list(accumulate(near.lengths, initial=0))
        text = _BETWEEN.join([letters[first:last] for first, last in pairwise(ends)])
        pairs = [bytes(pair) for pair in self._beside.follows if max(pair) <= _NUMBERS]
        found = [0.0] * near.passages
        damping = [float(BIGRAM.damping(length, self._averages.passage_words)) for length in near.lengths]
        for written in (text.translate(_NUMBER), text.translate(_NUMBER, _STOPS)):
            for times in in_pairs(written, pairs):
                texts, holding = self._grams.texts, len(times) - times.count(0)
                telling = math.log1p((texts - holding + 0.5) / (holding + 0.5)) * (BIGRAM.k1 + 1)
                for passage, many in enumerate(times):
                    if many:
                        found[passage] += telling * many / (many + damping[passage])
        return found


# A word is twice its number in the question, 0 where it has none, and 1 more where it is a stop word.
_NUMBERS: Final = 120  # of a question with more different stems, the others have no neighbours
_BETWEEN: Final = b"\xff"
_NUMBER: Final = bytes(letter // 2 if letter < 255 else letter for letter in range(256))  # noqa: PLR2004 - `_BETWEEN`
_STOPS: Final = bytes(range(1, 2 * _NUMBERS + 2, 2))


def in_pairs(written: bytes, pairs: Sequence[bytes]) -> Iterator[list[int]]:
    """Yield for each of `pairs` that stands somewhere how often it does in each part of what is written."""
    parts = written.split(_BETWEEN)
    for pair in pairs:
        if pair in written:
            yield [part.count(pair) for part in parts]
