"""`handslag bench`: the figures, and a plain word where there is nothing to measure."""

import json
from pathlib import Path

import pytest

from bot.cli import main

SAMPLE = Path(__file__).parents[2] / "benchmarks" / "sample"


@pytest.fixture
def bench(tmp_path, capsys):
    def run(corpus, questions, *more):
        status = main(["--home", str(tmp_path / "home"), "bench", str(corpus), str(questions), *more])
        return status, capsys.readouterr()

    return run


def test_bench_prints_ours_beside_the_others(bench):
    status, printed = bench(SAMPLE / "corpus", SAMPLE / "questions.jsonl", "--json")

    found = json.loads(printed.out)
    assert status == 0
    assert (found["questions"], found["documents"]) == (24, 6)
    assert [row["method"] for row in found["rows"]] == ["handslag", "bm25s", "LangChain BM25Retriever", "vectors"]
    assert found["rows"][0]["recall_at_5"] >= 0.9


@pytest.mark.parametrize("what", ["folder", "questions", "documents"])
def test_bench_says_what_is_missing(bench, tmp_path, what):
    empty, unanswered = tmp_path / "empty", tmp_path / "questions.jsonl"
    empty.mkdir()
    unanswered.write_text('{"question": "Vem är kung?"}\n', encoding="utf-8")
    corpus, questions = {
        "folder": (tmp_path / "nowhere", SAMPLE / "questions.jsonl"),
        "questions": (SAMPLE / "corpus", unanswered),
        "documents": (empty, SAMPLE / "questions.jsonl"),
    }[what]

    status, printed = bench(corpus, questions)

    assert status == 1
    assert printed.err.strip()
    assert printed.out == ""
