"""Measure knowing when not to answer, and questions across languages: `python -m benchmarks.refusing`.

For two collections, the strategies in ``../shared/documents`` and the pages in ``../shared/bench/migration``: how many
of the questions they answer get a band above low, and how many of `languages/off-domain.txt`, which neither answers.
AUROC is the share of pairs of an answerable and another question that the measure orders rightly. What is called
cross-validated sets the limit where 95 % of four fifths of the answerable pass, and counts on the fifth left over.
Then how often English questions over the Swedish strategies, mixed ones, and Swedish questions over an English strategy
have a right passage first, and among five. The questions were written before anything was measured with them.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.__main__ import BESIDE
from retrieval.benchmarking import Asked, Row, measure, plain, questions_of, versions_of
from retrieval.documents.chunking import chunk
from retrieval.model import Band
from retrieval.ranking.banding import LOOKED_AT, sureness
from retrieval.ranking.candidates import FEATURES
from retrieval.ranking.layout import Layout
from retrieval.search import CANDIDATES, SearchIndex, first_of, fuse, repeated_later

LANGUAGES: Final = Path(__file__).parent / "languages"
DOCUMENTS: Final = BESIDE.parents[1] / "documents"
# One file of each document; the others are the same text in another format.
READ: Final = (
    "strategi-2026-stockholm-uppsala.docx",
    "strategi-2020-stockholm.pdf",
    "remissvar-2026.txt",
    "tjansteutlatande-2026.txt",
)
ABOVE_LOW: Final = frozenset({Band.MEDIUM, Band.HIGH})
FOLDS: Final = 5
PASSING: Final = 0.95
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Refusals:
    """Shares from 0 to 1: of the answerable and of the others above low, and the same with cross-validated limits."""

    answered: float
    others: float
    auroc: float
    answered_beyond: float
    others_beyond: float


def strategies() -> SearchIndex:
    """Return the index of the real strategies."""
    versions = [version for version in versions_of(DOCUMENTS) if version.document in READ]
    return SearchIndex.build([passage for version in versions for passage in chunk(version)])


def off_domain(language: str) -> list[str]:
    """Return the questions that neither collection answers, "Swedish" or "English" ones."""
    found: dict[str, list[str]] = {"Swedish": [], "English": []}
    current = ""
    for line in (LANGUAGES / "off-domain.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            current = line.removeprefix("#").split(":")[0].strip()
        elif line and current in found:
            found[current].append(line)
    return found[language]


def asked(name: str) -> list[Asked]:
    """Return the questions of a file in `LANGUAGES`."""
    return list(questions_of(LANGUAGES / f"{name}.jsonl"))


def hits(index: SearchIndex, questions: Sequence[Asked], within: int) -> int:
    """Return how many of `questions` have a right passage among the first `within`."""
    return sum(
        any(gold in plain(hit.passage.text) for hit in index.search(one.question, within).hits for gold in one.gold)
        for one in questions
    )


def above_low(index: SearchIndex, questions: Sequence[str]) -> list[str]:
    """Return the questions whose band is above low."""
    return [question for question in questions if index.search(question).band in ABOVE_LOW]


def sure(index: SearchIndex, question: str) -> float:
    """Return what decides the band of a question, 0 to 1."""
    taken = index.bridge.take(question)
    layout = Layout.of(taken.spoken, index.terms.of)
    if not layout.slots:
        return 0.0
    _, scores, looked = index.features(taken, layout, CANDIDATES)
    first = first_of(repeated_later(fuse(scores), looked.said), LOOKED_AT)
    if not first:
        return 0.0
    touched = scores[FEATURES.index("passage touched"), first]
    return sureness(layout, looked.gram_worth(first), touched, index.grams.ceiling)


def refusals(index: SearchIndex, answerable: Sequence[str], others: Sequence[str]) -> Refusals:
    """Return how well `index` tells what it answers from what it does not."""
    right, wrong = (np.array([sure(index, one) for one in questions]) for questions in (answerable, others))
    beyond = np.array(list(_cross_validated(right, wrong))).mean(axis=0)
    ties = (right[:, None] == wrong).mean() / 2
    return Refusals(
        len(above_low(index, answerable)) / len(answerable),
        len(above_low(index, others)) / len(others),
        float((right[:, None] > wrong).mean() + ties),
        *(float(share) for share in beyond),
    )


def _cross_validated(right: Floats, wrong: Floats) -> Iterator[tuple[float, float]]:
    order = list(range(len(right)))
    random.Random(1).shuffle(order)  # noqa: S311 - to deal questions out, always alike
    fold = np.array(order) % FOLDS
    for number in range(FOLDS):
        limit = np.quantile(right[fold != number], 1 - PASSING)
        yield float((right[fold == number] >= limit).mean()), float((wrong >= limit).mean())


def main() -> int:
    """Measure, print, return the exit status."""
    if not DOCUMENTS.is_dir():
        sys.stderr.write(f"{DOCUMENTS} is not there\n")
        return 2
    pages = SearchIndex.build([passage for version in versions_of(BESIDE / "corpus") for passage in chunk(version)])
    real = strategies()
    abroad, mixed = asked("real-en"), asked("real-mixed")
    of_pages = [one.question for one in questions_of(BESIDE / "questions.jsonl")]
    of_real = [one.question for one in (*abroad, *mixed)]
    for language in ("Swedish", "English"):
        others = off_domain(language)
        _print(f"authority's pages, {language} of other domains", refusals(pages, of_pages, others))
        _print(f"strategies, {language} of other domains", refusals(real, of_real, others))
    _print("strategies, questions to the authority", refusals(real, of_real, of_pages))
    for name, questions in (("English over Swedish", abroad), ("mixed over Swedish", mixed)):
        first, five = hits(real, questions, 1), hits(real, questions, 5)
        sys.stdout.write(f"{name}: first {first}, within five {five} of {len(questions)}\n")
    row: Row = measure(LANGUAGES / "english", asked("english-sv")).rows[0]
    sys.stdout.write(f"Swedish over English: first {row.recall_at_1:.0%}, within five {row.recall_at_5:.0%}\n")
    return 0


def _print(name: str, found: Refusals) -> None:
    sys.stdout.write(
        f"{name}: answered {found.answered:.1%}, others above low {found.others:.1%}, AUROC {found.auroc:.3f}; "
        f"cross-validated {found.answered_beyond:.1%} and {found.others_beyond:.1%}\n"
    )


if __name__ == "__main__":
    sys.exit(main())
