"""Learn what each feature of a passage should weigh: `python -m benchmarks.learning [CORPUS QUESTIONS.jsonl]`.

Maximises a smooth mean reciprocal rank: a question counts 1 over 1 plus the number of wrong passages before its best
right one, each counted by a sigmoid of how far it is before (a step would have no slope; the pairwise logistic loss
spends itself on questions that nothing can put right). The weights are held near the earlier recipe's (`PRIOR`), by
`HOLD` times the square of the distance. What is learned is printed, to be written into `retrieval.search` by a person,
with the figures on the questions it was learned on and, cross-validated by document, on those it was not.
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.__main__ import BESIDE
from retrieval.benchmarking import plain, questions_of, versions_of
from retrieval.documents.chunking import chunk
from retrieval.ranking.candidates import FEATURES
from retrieval.ranking.layout import Layout
from retrieval.search import AGAIN, CANDIDATES, WEIGHTS, SearchIndex, best, peaks

PRIOR: Final = {"words": 0.7, "grams": 1.0, "sentence": 1.2, "neighbours": 0.6}
HOLD: Final = 0.001
WIDTH: Final = 0.08  # of the sigmoid, in the scores of the earlier recipe
STEPS: Final = 150
FOLDS: Final = 4
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Sample:
    """Questions with the features of their candidates: (question, candidate, feature), padded with zeros.

    `right` marks the passages that answer, `there` those that exist; `said` numbers their best sentences.
    """

    features: Floats
    right: NDArray[np.bool_]
    there: NDArray[np.bool_]
    said: NDArray[np.int64]
    documents: list[str]


def sample(corpus: Path, questions: Path) -> Sample:
    """Read a benchmark and count the features of every question's candidates."""
    passages = [passage for version in versions_of(corpus) for passage in chunk(version)]
    index, texts = SearchIndex.build(passages), [plain(passage.text) for passage in passages]
    asked = list(questions_of(questions))
    features = np.zeros((len(asked), CANDIDATES, len(FEATURES)))
    right, there = np.zeros((2, len(asked), CANDIDATES), np.bool_)
    said = np.zeros((len(asked), CANDIDATES), np.int64)
    numbers: dict[bytes, int] = {}
    for row, each in enumerate(asked):
        taken = index.bridge.take(each.question)
        order, scores, looked = index.features(taken, Layout.of(taken.spoken, index.terms.of), CANDIDATES)
        many = len(order)
        features[row, :many] = (scores / peaks(scores)).T
        there[row, :many] = True
        right[row, :many] = [any(gold in texts[number] for gold in each.gold) for number in order]
        said[row, :many] = [numbers.setdefault(words, len(numbers)) for words in looked.said(range(many))]
    return Sample(features, right, there, said, [each.document for each in asked])


def learn(sample: Sample, chosen: NDArray[np.bool_]) -> Floats:
    """Return the weights learned from the `chosen` questions."""
    prior = np.array([PRIOR.get(name, 0.0) for name in FEATURES])
    usable = chosen & sample.right.any(axis=1) & (sample.there & ~sample.right).any(axis=1)
    features, right = sample.features[usable], sample.right[usable]
    wrong, rows = sample.there[usable] & ~right, np.arange(int(usable.sum()))
    weights, mean, square = prior.copy(), np.zeros_like(prior), np.zeros_like(prior)
    width = WIDTH * prior.sum() / 3.5
    for step in range(1, STEPS + 1):
        scores = features @ weights
        at = np.where(right, scores, -np.inf).argmax(axis=1)
        ahead = np.clip((scores - scores[rows, at][:, None]) / width, -40, 40)
        before = np.where(wrong, 1 / (1 + np.exp(-ahead)), 0)
        slope = -before * (1 - before) / width / (1 + before.sum(axis=1))[:, None] ** 2
        gain = np.einsum("qc,qcf->f", slope, features) - slope.sum(axis=1) @ features[rows, at]
        down = -gain / len(rows) + HOLD * (weights - prior)
        mean, square = 0.9 * mean + 0.1 * down, 0.999 * square + 0.001 * down**2  # Adam
        weights = weights - 0.03 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def ranks(sample: Sample, weights: Floats, chosen: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the rank of the first right passage of each chosen question, 0 where it is not among the first ten."""
    found = []
    for question in np.flatnonzero(chosen):
        scores = np.where(sample.there[question], sample.features[question] @ weights / weights.sum(), 0)
        seen: set[int] = set()
        order = best(scores, 20)
        highest = scores[order[0]] if len(order) else 0
        for place in order:
            if sample.said[question, place] in seen:
                scores[place] -= AGAIN * highest
            seen.add(int(sample.said[question, place]))
        hits = np.flatnonzero(sample.right[question][best(scores, 10)])
        found.append(int(hits[0]) + 1 if len(hits) else 0)
    return np.array(found)


def figures(ranks: NDArray[np.int64]) -> str:
    """Return R@1, R@5 and MRR@10 in percent."""
    reciprocal = np.where(ranks > 0, 1 / np.maximum(ranks, 1), 0)
    return " / ".join(
        f"{100 * value:.1f}"
        for value in ((ranks == 1).mean(), ((ranks > 0) & (ranks <= 5)).mean(), reciprocal.mean())  # noqa: PLR2004 - the name of the measure
    )


def main(arguments: list[str]) -> int:
    """Learn, print, return the exit status."""
    corpus, questions = map(Path, arguments) if arguments else (BESIDE / "corpus", BESIDE / "questions.jsonl")
    found = sample(corpus, questions)
    every = np.ones(len(found.documents), np.bool_)
    fold = np.array([sorted(set(found.documents)).index(name) % FOLDS for name in found.documents])
    prior = np.array([PRIOR.get(name, 0.0) for name in FEATURES])
    weights = learn(found, every)
    apart = np.zeros(len(every), np.int64)
    for number in range(FOLDS):
        apart[fold == number] = ranks(found, learn(found, fold != number), fold == number)
    half = fold % 2 == 0
    lines = [
        "R@1 / R@5 / MRR",
        f"{figures(ranks(found, prior, every))}  the earlier recipe",
        f"{figures(ranks(found, WEIGHTS.astype(np.float64), every))}  the weights in retrieval.search",
        f"{figures(ranks(found, weights, every))}  learned and measured on all {len(every)} questions",
        f"{figures(apart)}  learned on three quarters of the documents, measured on the fourth, in turn",
        *(
            f"{figures(ranks(found, learn(found, side), ~side))}  learned on one half of the documents, measured on"
            f" the other, where the earlier recipe has {figures(ranks(found, prior, ~side))}"
            for side in (half, ~half)
        ),
        "",
        *(f"{weight:6.2f}  {name}" for name, weight in zip(FEATURES, weights, strict=True)),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
