"""Ask some hundreds of questions without a model and with models of every behaviour, and count what nobody should read.

`python -m benchmarks.trust [FOLDER QUESTIONS.jsonl]`: without arguments the pages of ``../shared/bench/migration``
beside a checkout are read where they are there, else the small sample in this folder's parent. The models are a server
on this machine; nothing goes further. It ends with status 1 when anything got past.
"""

import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.trust import models
from benchmarks.trust.changing import Pair, true, untrue
from benchmarks.trust.reading import faults
from bot.settings import read_settings
from bot.wiring import App, build
from retrieval.ingesting import Said
from retrieval.model import Answer, AnswerMode, AnswerStatus, BlockKind, DocumentState, DocumentType, RawBlock, Version
from retrieval.structure import assemble
from retrieval.verifying import Borne, DraftQuote, DraftSentence, Evidence, borne
from tests.stand_ins.openai_server import StandIn, openai_server

HERE = Path(__file__).parents[1]
BESIDE = HERE.parents[1] / "shared" / "bench" / "migration"
PAGES = 150  # documents read in
ASKED = 300  # questions without a model
EACH = 60  # questions of each behaviour; those that obey get as many as there are questions without a model
MUTANTS, PARAPHRASES = 2_000, 1_000
BEGAN = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

BEHAVIOURS: tuple[tuple[str, Callable[[], models.Behaviour], int], ...] = (
    ("quotes honestly", lambda: models.honest, EACH),
    ("rewords honestly", lambda: models.frank, ASKED),
    ("gets one thing wrong", lambda: models.sloppy(1), ASKED),
    ("obeys an attacker", models.obedient, ASKED),
    ("invents keys and quotes", lambda: models.inventive, EACH),
    ("right quote, wrong key", lambda: models.misplaced, EACH),
    ("another language", lambda: models.foreign, EACH),
    ("half the JSON", lambda: models.halved, EACH // 2),
    ("sends a megabyte", lambda: models.endless, EACH // 2),
)


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and return 1 when anything got past."""
    folder = BESIDE if BESIDE.is_dir() else HERE / "sample"
    corpus, asked = (Path(one) for one in arguments) if arguments else (folder / "corpus", folder / "questions.jsonl")
    console, shown = Console(), Table("", "asked", "answered", "by the model", "sentences", "faults")
    with tempfile.TemporaryDirectory() as home, openai_server() as server:
        papers = sorted(corpus.iterdir())[:PAGES]
        questions = list(_questions(asked, {paper.name for paper in papers}))
        plain = _app(Path(home), {})
        plain.intake.documents(papers, Said())
        bad = _asked(shown, "no model", plain, questions[:ASKED])
        for name, behaviour, most in BEHAVIOURS:
            server.write = behaviour()
            bad += _asked(shown, name, _app(Path(home), _model(server)), questions[:most])
        server.write = models.honest
        for name, fault in (("answers 500", {"status": 500}), ("hangs", {"wait": 30.0})):
            vars(server).update(fault)
            bad += _asked(shown, name, _app(Path(home), _model(server, 0.5)), questions[:5])
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


def _asked(shown: Table, name: str, app: App, questions: Sequence[str]) -> list[str]:
    """Ask, add a row and return the faults."""
    versions = {(one.document, one.label): one for one in app.register.latest()}
    began = time.monotonic()
    answers: list[Answer] = []
    for question in questions:
        if app.models.language_model is not None:
            app.models.ledger.note(app.models.language_model.name, None)  # no rest: each question meets the model
        answers.append(app.answers.ask(question))
    found = [f"{name}: {fault}" for answer in answers for fault in faults(answer, versions)]
    modes = Counter(answer.mode for answer in answers)
    told = sum(len(answer.sentences) for answer in answers)
    answered = sum(answer.status is not AnswerStatus.NOT_FOUND for answer in answers)
    figures = (len(questions), answered, modes[AnswerMode.LLM], told, len(found))
    shown.add_row(f"{name} ({time.monotonic() - began:.0f} s)", *map(str, figures))
    sys.stderr.write(f"{name}: {figures}\n")
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
