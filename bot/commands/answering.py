"""`ask` and `search`: questions to the documents."""

import gc
import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.terminal import AsJson, Now, terminal
from retrieval.model import AnswerStatus, Audience, Band, Hit, Ranking


def add_to(cli: typer.Typer) -> None:
    """Add the commands of this module."""
    cli.command("ask")(ask)
    cli.command("search")(search)


def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="The question, in Swedish or English.")],
    as_json: AsJson = False,
    as_of: Annotated[str | None, typer.Option("--as-of", help="Answer as of this date, as 2026-11-22.")] = None,
    now: Now = None,
) -> None:
    """Answer a question from the documents, every sentence with its source."""
    from retrieval.answering import to_json

    here = terminal(context)
    answer = here.app(now).answers.ask(question, as_of=here.day(as_of), audience=Audience.INTERNAL)
    if as_json:
        here.print_json(to_json(answer))
    else:
        here.say(answer.text)
    if answer.status is AnswerStatus.NOT_FOUND:
        raise typer.Exit(1)


def search(
    context: typer.Context,
    question: Annotated[str | None, typer.Argument(help="What to look for.")] = None,
    as_json: AsJson = False,
    top: Annotated[int, typer.Option("--top", min=1, max=100, help="How many passages.")] = 10,
    batch: Annotated[
        Path | None, typer.Option("--batch", help='Read {"id", "question"} lines from a file; print a JSON line each.')
    ] = None,
) -> None:
    """Rank the passages that bear on a question."""
    here = terminal(context)
    if (question is None) == (batch is None):
        raise typer.BadParameter(here.texts("cli.search.one_of"))
    app = here.app()
    searcher = app.answers.searcher(Audience.INTERNAL, is_asked_much=batch is not None)
    if batch is not None:
        from bot.batches import QuestionRow, rows

        gc.freeze()  # what is loaded stays; looking through it again and again made the slowest questions
        for row in rows(batch, QuestionRow):
            found = ranking_json(row.id, row.question, searcher(row.question, top))
            sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
        return
    ranking = searcher(question or "", top)
    if as_json:
        here.print_json(ranking_json(None, question or "", ranking))
    elif ranking.band is Band.NONE or not ranking.hits:
        here.say(here.texts("cli.search.nothing" if app.register.latest() else "cli.documents.none"))
    else:
        here.say("\n\n".join(_shown(number, hit) for number, hit in enumerate(ranking.hits, 1)))


def ranking_json(row_id: object, question: str, ranking: Ranking) -> dict[str, object]:
    """Return a ranking in the contract's shape; `id` is null for a single question."""
    hits = [hit_json(hit) for hit in ranking.hits]
    return {
        "id": row_id,
        "question": question,
        "hits": hits,
        "band": ranking.band,
        "ms": round(ranking.milliseconds, 3),
    }


def hit_json(hit: Hit) -> dict[str, object]:
    """Return one hit in the contract's shape."""
    passage = hit.passage
    return {
        "document": passage.document,
        "title": passage.title,
        "version": passage.version,
        "state": passage.state,
        "page": passage.page,
        "section": list(passage.section),
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "score": round(hit.score, 4),
    }


def _shown(number: int, hit: Hit) -> str:
    passage = hit.passage
    where = " › ".join(passage.section)
    page = f", s. {passage.page}" if passage.page else ""
    return f"{number}. {passage.title}{page} ({hit.score:.2f})\n   {where}\n   {' '.join(passage.text.split())[:300]}"
