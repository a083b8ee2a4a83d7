"""Measure a large index: `python -m benchmarks.large [PASSAGES] [CORPUS QUESTIONS.jsonl]`, 100,000 passages by default.

Seconds by the clock, those marked cpu of the processor: what others do on the machine shows in the first alone.

The text is made: sentences of the corpus drawn at random, always the same, until a passage is as long as those of real
documents. Words and n-grams are then as frequent as in the corpus, so that the time of a question is what it would be.
The vocabulary is the corpus' own, so an index of as much real text has more words.
"""

import gc
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from benchmarks.__main__ import BESIDE
from retrieval.benchmarking import questions_of, versions_of
from retrieval.documents.chunking import chunk
from retrieval.model import Passage
from retrieval.ranking.building import sentences
from retrieval.search import SearchIndex

LENGTH: Final = 700  # characters in a made passage, about what real ones have
PER_DOCUMENT: Final = 40


def made(corpus: Path, many: int) -> Iterator[Passage]:
    """Yield `many` passages made of the sentences of `corpus`."""
    passages = [passage for version in versions_of(corpus) for passage in chunk(version)]
    lines = [line for passage in passages for line in sentences(passage.text)]
    drawn = random.Random(20261122)  # noqa: S311 - the same text each time, nothing to guess
    for number in range(many):
        text = drawn.choice(lines)
        while len(text) < LENGTH:
            text += "\n" + drawn.choice(lines)
        name = f"made-{number // PER_DOCUMENT:05}.txt"
        yield replace(passages[0], document=name, title=name, start=0, end=len(text), text=text)


def main(arguments: list[str]) -> int:
    """Build, save, open, ask; print the figures as JSON; return the exit status."""
    many = int(arguments[0]) if arguments else 100_000
    corpus, questions = map(Path, arguments[1:3]) if arguments[1:] else (BESIDE / "corpus", BESIDE / "questions.jsonl")
    passages = list(made(corpus, many))
    asked = [each.question for each in questions_of(questions)]
    with tempfile.TemporaryDirectory() as folder:
        began, working = time.perf_counter(), time.process_time()
        index = SearchIndex.build(passages, _progress)
        built, worked = time.perf_counter(), time.process_time()
        index.save(Path(folder))
        saved = time.perf_counter()
        opened = SearchIndex.open(Path(folder))
        opening = time.perf_counter()
        opened.search(asked[0])
        first = time.perf_counter()
        size = sum(path.stat().st_size for path in Path(folder).iterdir())
        opened.prepare()
        gc.freeze()
        times, costs = (sorted(each) for each in zip(*(_asked(opened, question) for question in asked), strict=True))
    figures = {
        "passages": many,
        "build s": built - began,
        "build cpu s": worked - working,
        "save s": saved - built,
        "open s": opening - saved,
        "first question s": first - opening,
        "p50 ms": times[len(times) // 2],
        "p99 ms": times[int(len(times) * 0.99)],
        "p50 cpu ms": costs[len(costs) // 2],
        "p99 cpu ms": costs[int(len(costs) * 0.99)],
        "on disk MB": size / 1e6,
        "peak memory MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3,
    }
    sys.stdout.write(json.dumps({name: round(value, 2) for name, value in figures.items()}, indent=1) + "\n")
    return 0


def _asked(index: SearchIndex, question: str) -> tuple[float, float]:
    """Return how long a question takes by the clock, and of the processor's time, in milliseconds."""
    began = time.thread_time()
    return index.search(question).milliseconds, (time.thread_time() - began) * 1000


def _progress(_: str, done: int, of: int) -> None:
    if done % 1000 == 0:
        sys.stderr.write(f"\r{done} of {of} passages read")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
