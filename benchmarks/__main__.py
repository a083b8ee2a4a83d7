"""Run the retrieval benchmark and print it: `python -m benchmarks [CORPUS QUESTIONS.jsonl]`.

Without arguments it measures on the Swedish pages that stand beside a checkout as ``../shared/bench/migration`` where
they are there, and on the small sample in this folder where they are not.
"""

import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from retrieval.benchmarking import Bench, Row, bench

HERE = Path(__file__).parent
BESIDE = HERE.parents[1] / "shared" / "bench" / "migration"
USAGE = "usage: python -m benchmarks [CORPUS QUESTIONS.jsonl]"


def main(arguments: list[str]) -> int:
    """Measure, print a table, return the exit status."""
    match arguments:
        case []:
            folder = BESIDE if BESIDE.is_dir() else HERE / "sample"
            corpus, questions = folder / "corpus", folder / "questions.jsonl"
        case [first, second]:
            corpus, questions = Path(first), Path(second)
        case _:
            sys.stderr.write(USAGE + "\n")
            return 2
    result = bench(corpus, questions)
    console = Console()
    console.print(f"{result.questions} questions over {result.documents} documents, {result.passages} passages")
    console.print(table(result))
    console.print(
        "× is ours as a multiple. bm25s on Swedish stems without stop words; LangChain's BM25Retriever as it comes."
    )
    return 0


def table(result: Bench) -> Table:
    """Return the rows as a table; beside each figure of a peer stands ours as a multiple of it."""
    shown = Table("", "R@1 %", "R@5 %", "MRR %", "nDCG %", "ms, p99")
    ours = result.rows[0]
    for row in result.rows:
        if row.skipped:
            shown.add_row(row.method, f"skipped: {row.skipped} is not installed")
        else:
            shown.add_row(row.method, *_shares(row, ours), f"{row.median_ms:.1f}, {row.p99_ms:.1f}")
    return shown


def _shares(row: Row, ours: Row) -> list[str]:
    pairs = zip(
        (row.recall_at_1, row.recall_at_5, row.mrr, row.ndcg),
        (ours.recall_at_1, ours.recall_at_5, ours.mrr, ours.ndcg),
        strict=True,
    )
    return [f"{value:.1%}".rstrip("%") + _ratio(mine, value, own=row is ours) for value, mine in pairs]


def _ratio(mine: float, value: float, *, own: bool) -> str:
    return "" if own or not value else f" ×{mine / value:.2f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
