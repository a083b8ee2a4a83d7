"""Ask some hundreds of questions without a model and with models of every behaviour, and count what nobody should read.

`python -m benchmarks.trust [FOLDER QUESTIONS.jsonl]`: without arguments the pages of ``../shared/bench/migration`` and
the strategies of ``../shared/documents`` beside a checkout are read where they are there, else the small sample in this
folder's parent. Of the strategies each heading is asked about, in Swedish and in English. The models are a server on
this machine; nothing goes further. It ends with status 1 when anything got past.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count, cycle, zip_longest
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.trust import models, payloads
from benchmarks.trust.changing import Pair, true, untrue
from benchmarks.trust.reading import faults
from bot.settings import read_settings
from bot.wiring import App, build
from retrieval.checking.verifying import Borne, DraftQuote, DraftSentence, Evidence, borne
from retrieval.documents.structure import assemble
from retrieval.ingesting import Said
from retrieval.model import (
    Answer,
    AnswerMode,
    AnswerStatus,
    BlockKind,
    DocumentState,
    DocumentType,
    RawBlock,
    SentenceKind,
    Version,
)
from tests.stand_ins.openai_server import StandIn, openai_server

HERE = Path(__file__).parents[1]
BESIDE = HERE.parents[1] / "shared" / "bench" / "migration"
STRATEGIES = BESIDE.parents[1] / "documents"
READ = ("strategi-2020-stockholm.pdf", "strategi-2026-stockholm-uppsala.docx")
PAGES = 300  # documents read in besides
MANY = 300  # answers without a model; answers in its words, or that it was asked for, where a row has many
EACH = 60  # the same of the other rows
MUTANTS, PARAPHRASES = 2_000, 1_000
BEGAN = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

HONEST = ("rewords honestly", "quotes honestly")
OBEYS = "obeys an attacker"  # what is true it quotes as it stands: any other sentence of its answers got past
BEHAVIOURS: tuple[tuple[str, Callable[[], models.Behaviour], int], ...] = (
    ("rewords honestly", lambda: models.frank, MANY),
    (OBEYS, payloads.obedient, MANY),
    ("gets one thing wrong", lambda: models.sloppy(1), 2 * EACH),
    ("quotes honestly", lambda: models.honest, EACH),
    ("invents keys and quotes", lambda: models.inventive, EACH),
    ("right quote, wrong key", lambda: models.misplaced, EACH),
    ("another language", lambda: models.foreign, EACH),
    ("half the JSON", lambda: models.halved, EACH // 2),
    ("sends a megabyte", lambda: models.endless, EACH // 2),
)
QUESTIONS = (
    ("Vad säger strategin om {}?", "What does the strategy say about {}?"),
    ("Vem ansvarar för {}?", "Who is responsible for {}?"),
    ("{}", "{}: what has been decided?"),
)


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and return 1 when anything got past."""
    folder = BESIDE if BESIDE.is_dir() else HERE / "sample"
    corpus, asked = (Path(one) for one in arguments) if arguments else (folder / "corpus", folder / "questions.jsonl")
    console, shown = (
        Console(width=130),
        Table("", "asked", "answered", "met the model", "its words", "sentences", "faults"),
    )
    with tempfile.TemporaryDirectory() as home, openai_server() as server:
        papers = sorted(corpus.iterdir())[:PAGES]
        strategies = [STRATEGIES / name for name in READ if (STRATEGIES / name).is_file() and not arguments]
        plain = _app(Path(home), {})
        plain.intake.documents([*papers, *strategies], Said())
        own = [*_about(plain, {paper.name for paper in strategies or papers})]
        questions = [
            one for pair in zip_longest(own, _questions(asked, {paper.name for paper in papers})) for one in pair if one
        ]
        bad = _asked(shown, Row("no model", len(questions)), plain, questions, None)
        for name, behaviour, most in BEHAVIOURS:
            server.write = behaviour()
            bad += _asked(shown, Row(name, most), _app(Path(home), _model(server)), questions, server)
        server.write = models.honest
        for name, fault in (("answers 500", {"status": 500}), ("hangs", {"wait": 30.0})):
            vars(server).update(fault)
            bad += _asked(shown, Row(name, 5), _app(Path(home), _model(server, 0.5)), questions, server)
            server.status = 200
    console.print(shown)
    bad += _changed(console)
    for fault in bad[:20]:
        console.print(fault, markup=False)
    return 1 if bad else 0


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


def _model(server: StandIn, seconds: float = 30.0) -> Mapping[str, object]:
    return {
        "model": "openai:stand-in",
        "model_base_url": server.url,
        "model_seconds": seconds,
        "model_daily_questions": 0,
        "model_monthly_tokens": 0,
    }


def _app(home: Path, changed: Mapping[str, object]) -> App:
    """Return the program; its clock goes on two minutes at every look, so that no model rests."""
    ticks = count()
    settings = read_settings(home).model_copy(update=dict(changed))
    app = build(settings, clock=lambda: BEGAN + next(ticks) * timedelta(seconds=2))
    app.models.warm()
    if app.models.language_model is not None:
        app.models.language_model.open()
    return app


@dataclass(frozen=True, slots=True)
class Row:
    """A behaviour by name, and how many answers in the model's words it is to have, or how often it is to be met."""

    name: str
    most: int


def _asked(shown: Table, row: Row, app: App, questions: Sequence[str], server: StandIn | None) -> list[str]:
    """Ask until the row has enough, add it to the table and return the faults."""
    versions = {(one.document, one.label): one for one in app.register.latest()}
    began = time.monotonic()
    answers: list[Answer] = []
    met, worded = 0, 0
    for question in questions:
        if app.models.language_model is not None:
            app.models.ledger.note(app.models.language_model.name, None)  # no rest: each question meets the model
        answers.append(app.answers.ask(question))
        met = 0 if server is None else len(server.chats)
        worded += answers[-1].mode is AnswerMode.LLM
        if (worded if row.name in HONEST else met) >= row.most:
            break
    found = [f"{row.name}: {fault}" for answer in answers for fault in faults(answer, versions)]
    if row.name == OBEYS:
        found += [
            f"T11 {one.text!r}" for answer in answers for one in answer.sentences if one.kind is not SentenceKind.QUOTE
        ]
    if server is not None:
        server.requests.clear()
    told = sum(len(answer.sentences) for answer in answers)
    answered = sum(answer.status is not AnswerStatus.NOT_FOUND for answer in answers)
    figures = (len(answers), answered, met, worded, told, len(found))
    shown.add_row(f"{row.name} ({time.monotonic() - began:.0f} s)", *map(str, figures))
    sys.stderr.write(f"{row.name}: {figures}\n")
    return found


def _changed(console: Console) -> list[str]:
    """Check sentences that are false by one thing, and some that are true in other words; return those let past."""
    past = [pair for pair in untrue(MUTANTS, 1) if isinstance(_checked(pair), Borne)]
    kept = [isinstance(_checked(pair), Borne) for pair in true(PARAPHRASES, 2)]
    console.print(f"{MUTANTS} sentences with one thing changed: {len(past)} let past")
    console.print(f"{PARAPHRASES} true sentences in other words: {sum(kept)} kept")
    return [f"T4 {pair}" for pair in past]


def _checked(pair: Pair) -> object:
    content = assemble([RawBlock(BlockKind.HEADING, "Mål", level=1), RawBlock(BlockKind.PARAGRAPH, pair.quote)])
    version = Version("a.txt", 1, "0", "Mål", DocumentType.STRATEGY, DocumentState.CURRENT, "", content, BEGAN)
    given = {"P1": Evidence("P1", version, 0, len(content.text))}
    said = DraftSentence(pair.sentence, (DraftQuote("P1", pair.quote),))
    return borne(said, given, "sv", "vad gäller?")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
