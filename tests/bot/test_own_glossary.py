"""A coordinator's own words let a question find what the shipped glossary does not know."""

import json
from datetime import UTC, datetime

import pytest

from bot.cli import main
from bot.settings import Settings
from bot.wiring import build
from retrieval.ingesting import Said
from retrieval.model import Band

_STRATEGY = """\
# Strategi för vattenrening

## Prioriteringar

### Läkemedelsrester

Skumfraktionering ska prövas vid två reningsverk.

### Samverkan

Kommunerna delar laboratorium.
"""


@pytest.fixture
def home(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    strategy = tmp_path / "strategi.md"
    strategy.write_text(_STRATEGY, encoding="utf-8")
    _app(home).intake.documents([strategy], Said())
    return home


def _app(home):
    return build(Settings(home=home), clock=lambda: datetime(2027, 2, 3, tzinfo=UTC))


def test_word_that_nobody_knows_finds_nothing(home):
    assert _app(home).answers.ask("what does the strategy say about bubble stripping?").status == "not_found"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_word_of_the_coordinators_own_file_finds_its_sentence(home, encoding):
    (home / "glossary.tsv").write_text("# våra ord\nbubble stripping\tskumfraktionering\n", encoding=encoding)

    given = _app(home).answers.ask("what does the strategy say about bubble stripping?")

    assert [source.quote for source in given.sources][:1] == ["Skumfraktionering ska prövas vid två reningsverk."]


def test_search_and_batches_use_the_coordinators_words_too(home, tmp_path, capsys):
    (home / "glossary.tsv").write_text("bubble stripping\tskumfraktionering\n", encoding="utf-8")
    batch = tmp_path / "questions.jsonl"
    batch.write_text('{"id": "1", "question": "bubble stripping"}\n', encoding="utf-8")

    searched = _app(home).answers.searcher()("bubble stripping", 3)
    main(["--home", str(home), "search", "--batch", str(batch)])
    row = json.loads(capsys.readouterr().out)

    assert "Skumfraktionering" in searched.hits[0].passage.text
    assert "Skumfraktionering" in row["hits"][0]["text"]
    assert (searched.band, row["band"]) == (Band.HIGH, "high")


def test_without_the_file_search_finds_nothing_of_the_kind(home):
    assert _app(home).answers.searcher()("bubble stripping", 3).band is Band.NONE
