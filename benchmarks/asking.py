"""Ask the real documents what people ask: `python -m benchmarks.asking [SET …] [--show]`.

The sets are the files of `questions/`, written for this project before anything was measured with them: a question, and
the gold strings of which a right passage, or a right quote, holds one; a question without any is not answered by the
documents. The documents are read in place from ``../shared/documents``; without them there is nothing to ask.

Of each set it prints how often search has a right passage first and among five, how often the answer quotes what is
right with a band above low, how often its first two sentences already do, how many answerable questions it refuses,
and how many of the others it answers above low. `--show` prints each answer that falls short, as a reader sees it.
"""

import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Final

from benchmarks.refusing import ABOVE_LOW, DOCUMENTS, READ
from retrieval.answering import answer
from retrieval.benchmarking import plain
from retrieval.documents.chunking import chunk
from retrieval.ingesting import ingest
from retrieval.model import Answer, AnswerStatus, Version
from retrieval.search import SearchIndex
from retrieval.stores.memory import MemoryRegister

QUESTIONS: Final = Path(__file__).parent / "questions"
_WITHIN: Final = 5
_LEADING: Final = 2  # sentences at the beginning of an answer, a lead-in not counted
_SHOWN: Final = 6  # sentences of an answer that falls short
_NOW: Final = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Row:
    """A question of a set; `gold` is empty where the documents do not answer it."""

    question: str
    gold: tuple[str, ...]

    def is_in(self, text: str) -> bool:
        """Tell whether `text` holds one of the gold strings."""
        return any(gold in plain(text) for gold in self.gold)


@dataclass(frozen=True)
class Asked:
    """A question with what came of it. `rank` is where search has the first right passage, 0 where not among five."""

    row: Row
    rank: int
    given: Answer
    milliseconds: float

    @property
    def is_sure(self) -> bool:
        """Tell whether the answer's band is above low."""
        return self.given.band in ABOVE_LOW

    @property
    def is_refused(self) -> bool:
        """Tell whether nothing is answered."""
        return self.given.status is AnswerStatus.NOT_FOUND

    @cached_property
    def is_right(self) -> bool:
        """Tell whether a quote of the answer holds a gold string."""
        return self.row.is_in(" ".join(sentence.text for sentence in self.given.sentences))

    @cached_property
    def begins_rightly(self) -> bool:
        """Tell whether the answer's first sentences hold a gold string."""
        told = [sentence.text for sentence in self.given.sentences]
        lead = next((at for at, text in enumerate(told) if not text.endswith(":")), 0)
        return self.row.is_in(" ".join(told[: lead + _LEADING]))

    @property
    def falls_short(self) -> bool:
        """Tell whether a reader would be let down: no right quote, an unsure one, or a sure answer that is none."""
        return not (self.is_right and self.is_sure) if self.row.gold else self.is_sure


class Documents:
    """The real documents, read and indexed."""

    def __init__(self) -> None:
        register = MemoryRegister()
        ingest([DOCUMENTS / name for name in READ], register, now=_NOW)
        self._versions: Mapping[str, Version] = {version.document: version for version in register.latest()}
        self._index = SearchIndex.build([passage for one in self._versions.values() for passage in chunk(one)])

    def ask(self, row: Row) -> Asked:
        """Return what search and the answer make of a question."""
        found = self._index.search(row.question, _WITHIN).hits
        rank = next((number for number, hit in enumerate(found, 1) if row.is_in(hit.passage.text)), 0)
        began = time.process_time()
        given = answer(row.question, index=self._index, versions=self._versions, as_of=_NOW.date(), now=_NOW)
        return Asked(row, rank, given, (time.process_time() - began) * 1000)


def sets() -> list[str]:
    """Return the names of the sets."""
    return sorted(path.stem for path in QUESTIONS.glob("*.jsonl"))


def rows(name: str) -> Iterator[Row]:
    """Yield the questions of a set."""
    for line in (QUESTIONS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        found = json.loads(line)
        yield Row(found["question"], tuple(plain(gold) for gold in found.get("gold", ())))


def told(asked: Sequence[Asked]) -> str:
    """Return the figures of a set in a line."""
    answerable = [one for one in asked if one.row.gold]
    others = [one for one in asked if not one.row.gold]
    parts = [
        ("R@1", sum(one.rank == 1 for one in answerable)),
        ("R@5", sum(one.rank > 0 for one in answerable)),
        ("right above low", sum(one.is_right and one.is_sure for one in answerable)),
        ("right at once", sum(one.begins_rightly for one in answerable)),
        ("refused", sum(one.is_refused for one in answerable)),
    ]
    many = max(1, len(answerable))
    shares = ", ".join(f"{name} {number / many:.0%}" for name, number in parts)
    times = sorted(one.milliseconds for one in asked)
    middle, slowest = times[len(times) // 2], times[(len(times) * 99) // 100]
    above = sum(one.is_sure for one in others)
    return (
        f"{len(answerable)} answerable: {shares}; {above} of {len(others)} others above low; "
        f"{middle:.1f} ms of processor time, {slowest:.1f} in one of a hundred"
    )


def shown(one: Asked) -> str:
    """Return a question with its answer, as a reader sees it."""
    given = one.given
    lines = [f"[{given.status.value}/{given.band.value}, passage {one.rank}] {one.row.question}"]
    lines += [f"    - {' '.join(sentence.text.split())}" for sentence in given.sentences[:_SHOWN]]
    lines += [f"    ~ {' '.join(near.quote.split())}" for near in given.nearest]
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Ask, print, return the exit status."""
    if not DOCUMENTS.is_dir():
        sys.stderr.write(f"{DOCUMENTS} is not there\n")
        return 2
    documents = Documents()
    for name in [one for one in arguments if not one.startswith("-")] or sets():
        asked = [documents.ask(row) for row in rows(name)]
        if "--show" in arguments:
            sys.stdout.writelines(f"{shown(one)}\n" for one in asked if one.falls_short)
        sys.stdout.write(f"{name}: {told(asked)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
