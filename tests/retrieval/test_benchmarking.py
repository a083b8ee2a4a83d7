"""The benchmark measures what it says, and runs without its peers."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from retrieval.benchmarking import METHODS, bench

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "benchmarks" / "sample"


@pytest.fixture
def questions(tmp_path):
    asked = [
        {"id": "1", "question": "Hur ofta kommer bokbussen?", "gold": ["varannan   VECKA"]},
        {"id": "2", "question": "Har syskon förtur?", "gold": ["står ingenstans"]},
        {"id": "3", "question": "Vem är kung?", "unanswerable": True},
    ]
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(json.dumps(each) for each in asked), encoding="utf-8")
    return path


def test_a_hit_holds_the_gold_string_white_space_and_case_set_aside(questions):
    result = bench(SAMPLE / "corpus", questions, {"ours": METHODS["handslag"]})

    assert result.questions == 2
    assert (result.rows[0].recall_at_1, result.rows[0].mrr, result.rows[0].ndcg) == (0.5, 0.5, 0.5)


def test_ranks_are_scored_by_how_far_down_the_right_passage_stands(questions):
    last_first = {"turned": lambda passages: lambda _: list(range(len(passages)))[::-1]}

    row = bench(SAMPLE / "corpus", questions, last_first).rows[0]

    assert row.recall_at_1 == 0
    assert 0 <= row.mrr < row.ndcg or row.mrr == row.ndcg == 0


def test_a_method_whose_library_is_missing_is_skipped_by_name(questions):
    def absent(_):
        raise ModuleNotFoundError("No module named 'bm25s'", name="bm25s")

    row = bench(SAMPLE / "corpus", questions, {"peer": absent}).rows[0]

    assert row.skipped == "bm25s"


def test_ours_is_not_worse_than_its_peers_on_the_shipped_sample():
    result = bench(SAMPLE / "corpus", SAMPLE / "questions.jsonl")

    ours, *others = result.rows
    assert ours.recall_at_5 >= 0.9
    assert all(ours.mrr >= other.mrr for other in others if not other.skipped)


def test_the_command_prints_a_row_for_each_method():
    arguments = [str(SAMPLE / "corpus"), str(SAMPLE / "questions.jsonl")]

    run = subprocess.run(
        [sys.executable, "-m", "benchmarks", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=240,
    )

    assert "24 questions over 6 documents" in run.stdout
    assert all(name.split()[0] in run.stdout for name in METHODS)


def test_the_command_says_how_it_is_used():
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks", "one"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )

    assert run.returncode == 2
    assert "usage" in run.stderr
