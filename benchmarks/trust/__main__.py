"""Ask some hundreds of questions without a model and with models of every behaviour, and count what nobody should read.

`python -m benchmarks.trust [FOLDER QUESTIONS.jsonl]`: without arguments the pages of ``../shared/bench/migration`` and
the strategies of ``../shared/documents`` beside a checkout are read where they are there, else the small sample in this
folder's parent. Of the strategies each heading is asked about, in Swedish and in English. Pairs of versions and files
with hidden text are made on the way. The models are a server on this machine; nothing goes further. Every processor has
its share of the work. It ends with status 1 when anything got past.
"""

import json
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from itertools import cycle, zip_longest
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from benchmarks.trust import bearing
from benchmarks.trust.asking import ROWS, Asked, ask, stand_on
from benchmarks.trust.pairs import pairs
from benchmarks.trust.tally import TESTS, Tally, total
from benchmarks.trust.unseen import unseen
from bot.settings import read_settings
from bot.wiring import App, build
from retrieval.ingesting import Said
from retrieval.model import BlockKind

HERE = Path(__file__).parents[1]
BESIDE = HERE.parents[1] / "shared" / "bench" / "migration"
STRATEGIES = BESIDE.parents[1] / "documents"
READ = ("strategi-2020-stockholm.pdf", "strategi-2026-stockholm-uppsala.docx")
PAGES = 300  # documents read in besides
QUESTIONS = (
    ("Vad säger strategin om {}?", "What does the strategy say about {}?"),
    ("Vem ansvarar för {}?", "Who is responsible for {}?"),
    ("{}", "{}: what has been decided?"),
)
SHARES: Final = 2  # of what is counted without questions
COLUMNS: Final = ("asked", "answered", "met the model", "in its words", "pointed out", "sentences")


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and return 1 when anything got past."""
    folder = BESIDE if BESIDE.is_dir() else HERE / "sample"
    corpus, asked = (Path(one) for one in arguments) if arguments else (folder / "corpus", folder / "questions.jsonl")
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        app = build(read_settings(home))
        papers = sorted(corpus.iterdir())[:PAGES]
        strategies = [STRATEGIES / name for name in READ if (STRATEGIES / name).is_file() and not arguments]
        app.intake.documents([*papers, *strategies], Said())
        own = _about(app, {paper.name for paper in strategies or papers})
        pages = _questions(asked, {paper.name for paper in papers})
        questions = [one for pair in zip_longest(own, pages) for one in pair if one]
        sys.stderr.write(f"{len(papers) + len(strategies)} documents read, {len(questions)} questions\n")
        rows, counted, kept = _counted(home, app, questions, began)
    return _told(Console(width=130), rows, counted, kept, began)


def _counted(
    home: Path, app: App, questions: Sequence[str], began: float
) -> tuple[Mapping[str, Counter[str]], Tally, int]:
    """Do everything in as many processes as there are processors, and return what came of it."""
    versions = app.register.latest()
    app.engine.dispose()
    ground = (home, versions, questions)
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn"), stand_on, ground) as workers:
        waiting: dict[Future[Asked] | Future[Tally] | Future[int], str] = {}
        for at, row in enumerate(ROWS):
            for share in range(row.shares):
                waiting[workers.submit(ask, at, share)] = row.name
        for name, count in (("pairs of versions", pairs), ("hidden text", unseen), ("changed", bearing.changed)):
            for share in range(SHARES):
                waiting[workers.submit(count, share, SHARES)] = name
        true = workers.submit(bearing.kept)
        waiting[true] = "true sentences"
        rows: dict[str, Counter[str]] = {row.name: Counter() for row in ROWS}
        tallies: list[Tally] = []
        for done, future in enumerate(as_completed(waiting), 1):
            found = future.result()
            if isinstance(found, Asked):
                rows[waiting[future]] += found.figures
                tallies.append(found.tally)
            elif isinstance(found, Tally):
                tallies.append(found)
            sys.stderr.write(f"{time.monotonic() - began:4.0f} s  {done} of {len(waiting)}  {waiting[future]}\n")
        return rows, total(tallies), true.result()


def _told(console: Console, rows: Mapping[str, Counter[str]], counted: Tally, kept: int, began: float) -> int:
    models = Table("", *COLUMNS)
    for name, figures in rows.items():
        models.add_row(name, *(str(figures[column]) for column in COLUMNS))
    tests = Table("", "what was looked at", "N", "failures", "supports")
    for test, what in TESTS.items():
        count, failed = counted.looked_at[test], counted.failed(test)
        tests.add_row(
            test, what, f"{count:,}", str(failed), "" if failed or not count else f"under 1 in {count // 3:,}"
        )
    console.print(models)
    for fault in counted.faults[:20]:
        console.print(fault, markup=False)
    used = sum(resource.getrusage(who).ru_utime for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    console.print(f"{kept} of {bearing.PARAPHRASES} true sentences in other words were kept.")
    console.print(f"{time.monotonic() - began:.0f} s by the clock, {used:.0f} s of processor time.")
    console.print(tests)
    return 1 if counted.faults else 0


def _questions(path: Path, documents: set[str]) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row.get("document") is None or row["document"] in documents:
            yield row["question"]


def _about(app: App, documents: set[str]) -> Iterator[str]:
    """Yield a question about each heading of `documents` in either language, in the form whose turn it is."""
    forms = cycle(QUESTIONS)
    stored = (version for version in app.register.latest() if version.document in documents)
    headings = (
        version.content.text[block.start : block.end]
        for version in stored
        for block in version.content.blocks
        if block.kind is BlockKind.HEADING
    )
    for heading in dict.fromkeys(heading.strip(" .:0123456789") for heading in headings):
        if heading:
            yield from (form.format(heading) for form in next(forms))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
