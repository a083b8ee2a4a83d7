"""`bench`: how well search does on a folder of documents and a file of questions, beside what others use."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import BaseModel, ConfigDict

from bot.batches import rows
from bot.commands.terminal import AsJson, terminal
from prompts.refusal import Refusal

if TYPE_CHECKING:
    from prompts.texts import Texts
    from retrieval.benchmarking import Row


class BenchRefusal(Refusal):
    """There is nothing to measure on."""


class GoldRow(BaseModel):
    """A question with strings one of which a right passage holds; other fields are the asker's own."""

    model_config = ConfigDict(extra="ignore")
    question: str
    gold: tuple[str, ...] = ()


def add_to(cli: typer.Typer) -> None:
    """Add the commands of this module."""
    cli.command("bench")(bench)


def bench(
    context: typer.Context,
    corpus: Annotated[Path, typer.Argument(help="A folder of documents.")],
    questions: Annotated[Path, typer.Argument(help='A file of {"question", "gold": […]} lines.')],
    as_json: AsJson = False,
) -> None:
    """Measure search on documents and questions of one's own, beside what others use."""
    from retrieval.benchmarking import Asked, measure, plain

    here = terminal(context)
    if not corpus.is_dir():
        raise BenchRefusal("bench.no_folder", folder=str(corpus))
    asked = [
        Asked(row.question, tuple(plain(each) for each in row.gold)) for row in rows(questions, GoldRow) if row.gold
    ]
    if not asked:
        raise BenchRefusal("bench.no_questions", file=str(questions))
    with here.progress() as step:
        found = measure(corpus, asked, progress=step)
    if not found.passages:
        raise BenchRefusal("bench.no_documents", folder=str(corpus))
    if as_json:
        here.print_json(asdict(found))
        return
    counts = {"questions": found.questions, "documents": found.documents, "passages": found.passages}
    here.say(here.texts("cli.bench.measured", **counts) + "\n")
    headings = [here.texts(f"cli.bench.{name}") for name in ("method", "r1", "r5", "mrr", "ndcg", "median", "p99")]
    here.table(headings, _cells(found.rows, here.texts))
    here.say("\n" + here.texts("cli.bench.how"))


def _cells(found: "Sequence[Row]", words: "Texts") -> list[list[str]]:
    shown = []
    for row in found:
        if row.skipped:
            shown.append([row.method, words("cli.bench.skipped", library=row.skipped), *[""] * 5])
        else:
            shares = (row.recall_at_1, row.recall_at_5, row.mrr, row.ndcg)
            shown.append(
                [row.method, *(f"{100 * share:.1f}" for share in shares), f"{row.median_ms:.1f}", f"{row.p99_ms:.1f}"]
            )
    return shown
