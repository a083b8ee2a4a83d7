"""Look closer at the best passages: what of the question stands in their sentences, their headings and side by side.

The passages are some thousands of words, of which a few hundred have anything in common with the question: those alone
are looked at. What is asked in numpy costs some microseconds however little it does, so sentences, headings and
passages are counted together wherever they can be, and what is less than some hundred numbers is counted without it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
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

    stems: dict[int, int]  # in the order of their numbers
    follows: frozenset[tuple[int, int]]

    def table(self, times: int) -> NDArray[np.int64]:
        """Return which pair, from 1, a number (rows) and the next (columns) are: so many times over, all going on."""
        many, pairs = len(self.stems), len(self.follows)
        table = np.zeros((times * many + 1, times * many + 1), np.int64)
        if pairs:
            left, right = np.array(list(self.follows), np.int64).T
            for turn in range(times):
                table[left + turn * many, right + turn * many] = np.arange(1 + turn * pairs, 1 + (turn + 1) * pairs)
        return table

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
            phrases = [phrase for phrase in every if len(phrase) > 1]
            rows.extend([[tuple([numbers[stem] for stem in stems]) for stems in phrase] for phrase in phrases])
            if concept.role is not Role.STOP:
                topic.append(full[-1])
        beside = [pair for row in rows for pair in pairwise(row)]
        return cls(
            numbers, frozenset([(left, right) for lefts, rights in beside for left in lefts for right in rights])
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
        held = np.zeros((len(kin.words), wide), np.float32)
        held[kin.holder, kin.column] = 1
        self._likeness = layout.alike(held)
        self._counts, touches = self._by_row()
        self._touched, self._above = touches[: near.sentences], touches[near.sentences :]
        self._each = self._by_sentence()
        self._best = near.best(self._each)

    def _by_row(self) -> tuple[Floats, Floats]:
        """Return how often each column stands in each sentence, and how much each row touches each concept.

        The rows are the sentences, those of what is touched also the headings of each passage.
        """
        near, layout, kin = self._near, self._layout, self._kin
        order = kin.place.astype(_narrowest(len(kin.words))).argsort(kind="stable")  # of 16 bits sorted by counting
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
        of = np.zeros((len(places), self._near.sentences), np.float32)
        for row, place in enumerate(places):
            first, last = self._near.bounds[place : place + 2]
            of[row, first:last] = 1
        return self._worth(of @ self._counts, of @ self._near.grams_in) * self._layout.idf

    def _worth(self, counts: Floats, lengths: Floats) -> Floats:
        return self._grams.tuning.worth(counts, lengths[:, None], self._averages.passage_grams)

    def said(self, places: Sequence[int]) -> list[bytes]:
        """Return for each of the candidates at `places` the words of the sentence that touches most."""
        near, touched, highest = self._near, self._each[:, 6].tolist(), self._best[:, 6].tolist()
        most = [touched.index(highest[at], near.bounds[at]) for at in places]
        ends = near.row_of_token.searchsorted([*most, *(row + 1 for row in most)]).tolist()
        return [near.tokens[a:b].tobytes() for a, b in zip(ends[: len(most)], ends[len(most) :], strict=True)]

    def _in_a_row(self) -> Floats:
        """Return the longest run of the question's words in their order in each passage, in pairs of neighbours."""
        near, kin = self._near, self._kin
        word, slot = (self._likeness >= self._layout.same).nonzero()
        number_of = np.zeros(len(kin.words), np.int64)  # 0: none of the question's
        number_of[word[::-1]] = self._layout.concept_of[slot[::-1]] + 1  # of several concepts the first
        number = number_of[kin.place]
        asked = number.nonzero()[0]
        number, at, row = number[asked], kin.at[asked], kin.row[asked]
        follows = (number[1:] == number[:-1] + 1) & (at[1:] == at[:-1] + 1) & (row[1:] == row[:-1])
        pairs = follows.nonzero()[0]
        pairs = pairs[: at[pairs].searchsorted(near.spoken)]
        places, passage = at[pairs], near.passage_of_sentence[row[pairs]]
        first = np.ones(len(places), np.bool_)  # of its run
        np.not_equal(places[1:], places[:-1] + 1, out=first[1:])
        runs = first.nonzero()[0]
        lengths = np.diff(runs, append=len(places))
        rising = lengths.argsort()  # written one over the other, the longest stays
        longest = np.zeros(near.passages, np.float32)
        longest[passage[runs[rising]]] = lengths[rising]
        return longest

    def _neighbours(self) -> Floats:
        """Return for each passage what the question's neighbouring words are worth as neighbours there.

        Words with only stop words between them, or none, stand side by side once more.
        """
        near, texts = self._near, self._grams.texts
        pair, passage = in_pairs(*self._stems_said(), self._beside.table(2))
        many = 2 * len(self._beside.follows) + 1
        times = np.bincount(pair * near.passages + passage, minlength=many * near.passages).reshape(many, -1)
        times = times[times.any(axis=1)]
        holding = np.count_nonzero(times, axis=1)
        telling = np.log1p((texts - holding + 0.5) / (holding + 0.5))
        lengths = np.array(near.lengths, np.float32)
        worth: Floats = telling.astype(np.float32) @ BIGRAM.worth(
            times.astype(np.float32), lengths, self._averages.passage_words
        )
        return worth

    def _stems_said(self) -> tuple[Places, Places, Places]:
        """Return each word of the sentences that has a stem of the question: the stem's number, place and passage.

        Then once more those that are no stop words, with the numbers of `Beside.table`, in places that count no others.
        """
        near, kin, vocabulary = self._near, self._kin, self._vocabulary
        number_of = np.zeros(len(vocabulary.stems), np.int64)
        number_of[list(self._beside.stems)] = np.arange(1, len(self._beside.stems) + 1)
        number = number_of[vocabulary.stem_of[kin.words]][kin.place[: kin.at.searchsorted(near.spoken)]]
        asked = number.nonzero()[0]
        number, at, passage = number[asked], kin.at[asked], near.passage_of_sentence[kin.row[asked]]
        is_stop = vocabulary.is_stop[near.tokens[: near.spoken]]
        free = (~is_stop[at]).nonzero()[0]
        stepped = at[free]
        return (
            np.concatenate([number, number[free] + len(self._beside.stems)]),
            np.concatenate([at, stepped - is_stop.cumsum()[stepped]]),
            np.concatenate([passage, passage[free]]),
        )


def in_pairs(numbers: Places, places: Places, passages: Places, table: NDArray[np.int64]) -> tuple[Places, Places]:
    """Return which pair of `table` each two of `numbers` side by side are that are one, and in which of `passages`.

    `places` rise from word to word of a passage. Of three equal words in a row no word is in two pairs.
    """
    pair = table[numbers[:-1], numbers[1:]]
    together = ((places[1:] - places[:-1] == 1) & (passages[1:] == passages[:-1]) & (pair > 0)).nonzero()[0]
    if table.diagonal().any():
        together = np.array([*_apart(together.tolist(), numbers.tolist())], np.int64)
    return pair[together], passages[together]


def _apart(together: Sequence[int], numbers: Sequence[int]) -> Iterator[int]:
    """Yield the places of pairs without those of two equal words whose first word another such pair has."""
    before = -2
    for at in together:
        if numbers[at] != numbers[at + 1]:
            yield at
        elif at != before + 1:
            before = at
            yield at


def _narrowest(many: int) -> type[np.int16 | np.int64]:
    return np.int16 if many < _SHORT else np.int64


_SHORT: Final = 1 << 15
