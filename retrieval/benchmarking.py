"""Measure search on a folder of documents and a file of questions, beside what others use, in one run.

A question is ``{"id", "question", "gold": ["…"]}``, one JSON line each. A passage is right when it holds one of the
gold strings, white space and case set aside. Every method ranks the same passages, so that the figures compare
rankings and nothing else. A method whose library is not installed is skipped.
"""

import json
import math
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from retrieval.documents.chunking import chunk
from retrieval.documents.cleaning import clean
from retrieval.documents.structure import assemble
from retrieval.model import DocumentState, DocumentType, Passage, Version
from retrieval.readers import READERS, read
from retrieval.search import SearchIndex
from retrieval.words.analysis import stem, stop_words, words

TOP: Final = 10
_LONG_AGO: Final = datetime(2000, 1, 1, tzinfo=UTC)  # a benchmark's documents have no history

Search = Callable[[str], Sequence[int]]  # a question to the numbers of passages, best first
Method = Callable[[Sequence[Passage]], Search]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the strings one of which a right passage holds."""

    question: str
    gold: tuple[str, ...]
    document: str = ""  # that it was asked of, where the file says so


@dataclass(frozen=True, slots=True)
class Row:
    """How one method did: shares from 0 to 1, times in milliseconds; `skipped` is the library that is missing."""

    method: str
    recall_at_1: float = 0.0
    recall_at_5: float = 0.0
    mrr: float = 0.0
    ndcg: float = 0.0
    median_ms: float = 0.0
    p99_ms: float = 0.0
    build_seconds: float = 0.0
    skipped: str = ""


@dataclass(frozen=True, slots=True)
class Bench:
    """A run: what it was measured on, and a row for each method, ours first."""

    documents: int
    passages: int
    questions: int
    rows: tuple[Row, ...]


def bench(corpus: Path, questions: Path, methods: Mapping[str, Method] | None = None) -> Bench:
    """Return how each method answers the questions of the file `questions` over the documents in the folder `corpus`.

    Raises:
        DocumentRefusal: a document cannot be read.
        OSError, ValueError: the question file cannot be read.
    """
    return measure(corpus, list(questions_of(questions)), methods)


def measure(
    corpus: Path,
    asked: Sequence[Asked],
    methods: Mapping[str, Method] | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> Bench:
    """Return how each method answers the questions `asked`, one at least, over the documents in the folder `corpus`.

    Where there is no passage to rank there are no rows either. `progress` is told which method is measured.

    Raises:
        DocumentRefusal: a document cannot be read.
    """
    versions = versions_of(corpus)
    passages = [passage for version in versions for passage in chunk(version)]
    texts = [plain(passage.text) for passage in passages]
    right = [_right(each, texts) for each in asked]
    chosen = methods or METHODS
    rows = []
    for number, (name, method) in enumerate(chosen.items() if passages else ()):
        if progress is not None:
            progress(name, number, len(chosen))
        rows.append(_row(name, method, passages, asked, right))
    return Bench(len(versions), len(passages), len(asked), tuple(rows))


def plain(text: str) -> str:
    """Return `text` as the comparison sees it: white space made single, no soft hyphens, case set aside."""
    return " ".join(text.replace("\xad", "").split()).casefold()


def versions_of(corpus: Path) -> list[Version]:
    """Return the documents in the folder `corpus`, by name.

    Raises:
        DocumentRefusal: a document cannot be read.
    """
    return [_version(path) for path in sorted(corpus.rglob("*")) if path.suffix.lower() in READERS]


def _version(path: Path) -> Version:
    content = assemble(clean(read(path).blocks))
    title = next((content.text[block.start : block.end] for block in content.blocks), path.stem)
    return Version(
        path.name, 1, "", title, DocumentType.OTHER, DocumentState.CURRENT, "", content, ingested_at=_LONG_AGO
    )


def questions_of(path: Path) -> Iterator[Asked]:
    """Yield the questions of a file that have a gold string."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and (gold := (found := json.loads(line)).get("gold")):
            yield Asked(found["question"], tuple(plain(each) for each in gold), found.get("document", ""))


def _right(asked: Asked, texts: Sequence[str]) -> frozenset[int]:
    return frozenset(number for number, text in enumerate(texts) if any(gold in text for gold in asked.gold))


def _row(
    name: str, method: Method, passages: Sequence[Passage], asked: Sequence[Asked], right: Sequence[frozenset[int]]
) -> Row:
    began = time.perf_counter()
    try:
        search = method(passages)
    except ImportError as missing:
        return Row(name, skipped=str(missing.name))
    built = time.perf_counter() - began
    search(asked[0].question)  # the first question warms up
    ranks, times = [], []
    for each, numbers in zip(asked, right, strict=True):
        began = time.perf_counter()
        found = search(each.question)
        times.append((time.perf_counter() - began) * 1000)
        ranks.append(next((rank for rank, number in enumerate(found[:TOP], 1) if number in numbers), 0))
    times.sort()
    return Row(
        name,
        recall_at_1=_mean(rank == 1 for rank in ranks),
        recall_at_5=_mean(0 < rank <= 5 for rank in ranks),  # noqa: PLR2004 - the name of the measure
        mrr=_mean(1 / rank if rank else 0 for rank in ranks),
        ndcg=_mean(1 / math.log2(rank + 1) if rank else 0 for rank in ranks),
        median_ms=times[len(times) // 2],
        p99_ms=times[min(len(times) - 1, math.ceil(len(times) * 0.99) - 1)],
        build_seconds=built,
    )


def _mean(values: Iterator[float]) -> float:
    found = list(values)
    return sum(found) / len(found)


def _ours(passages: Sequence[Passage]) -> Search:
    index = SearchIndex.build(passages)
    numbers = {(passage.document, passage.start): number for number, passage in enumerate(passages)}

    def search(question: str) -> Sequence[int]:
        hits = index.search(question, TOP).hits
        return [numbers[hit.passage.document, hit.passage.start] for hit in hits]

    return search


def _langchain(passages: Sequence[Passage]) -> Search:
    """LangChain's BM25Retriever as it comes: words split at white space."""
    from langchain_community.retrievers import BM25Retriever  # noqa: PLC0415 - a peer, perhaps not installed

    texts = [passage.text for passage in passages]
    retriever = BM25Retriever.from_texts(texts, metadatas=[{"number": at} for at in range(len(texts))], k=TOP)
    return lambda question: [document.metadata["number"] for document in retriever.invoke(question)]


def _bm25s(passages: Sequence[Passage]) -> Search:
    """bm25s at its own constants, on Swedish stems without Swedish stop words."""
    import bm25s  # noqa: PLC0415 - a peer, perhaps not installed

    retriever = bm25s.BM25()
    retriever.index([_swedish(passage.text) for passage in passages], show_progress=False)
    top = min(TOP, len(passages))

    def search(question: str) -> Sequence[int]:
        found, _ = retriever.retrieve([_swedish(question)], k=top, show_progress=False)
        return [int(number) for number in found[0]]

    return search


def _swedish(text: str) -> list[str]:
    return [stem(word) for word in words(text) if word not in stop_words("sv")]


def _vectors(passages: Sequence[Passage]) -> Search:
    """The index of n-gram vectors alone, as Chroma finds what is like the question."""
    from retrieval.ranking.index import VectorIndex  # noqa: PLC0415 - imports what no answer needs

    folder = tempfile.TemporaryDirectory()
    index = VectorIndex(Path(folder.name))
    index.rebuild(passages)

    def search(question: str, _held: object = folder) -> Sequence[int]:
        return [one.place for one in index.similar(question, TOP)]

    return search


METHODS: Final[Mapping[str, Method]] = {
    "handslag": _ours,
    "bm25s": _bm25s,
    "LangChain BM25Retriever": _langchain,
    "vectors": _vectors,
}
