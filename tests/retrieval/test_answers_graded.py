"""Questions as people put them, over documents of other fields: what each answer must quote, and what it must not.

The questions were written before anything was mended for them; `holds` are strings of which each must stand in a quote
(of a list, one of them), `lacks` must stand in none. A question without `holds` is not answered by the documents: a
band above low would claim that it is. Not all are right; the floors keep what has been reached.
"""

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from retrieval.answering import answer
from retrieval.documents.chunking import chunk
from retrieval.ingesting import ingest
from retrieval.model import Band
from retrieval.search import SearchIndex
from retrieval.stores.memory import MemoryRegister

_HERE = Path(__file__).parent / "answers"
_SHARED = Path(__file__).parents[2].parent / "shared" / "documents"
_NOW = datetime(2027, 3, 22, 9, 0, tzinfo=UTC)
_FILES = {
    "care": [_HERE / "aldreomsorgsplan-2026.md"],
    "culture": [_HERE / "kulturstrategi-2027.md"],
    "climate": [_HERE / "klimatplan-viksjo-forslag.md", _HERE / "yttrande-klimatplan.txt"],
    "shared": [
        _SHARED / "remissvar-2026.txt",
        _SHARED / "strategi-2020-stockholm.pdf",
        _SHARED / "strategi-2026-stockholm-uppsala.docx",
        _SHARED / "tjansteutlatande-2026.txt",
    ],
}
_ROWS = [json.loads(line) for line in (_HERE / "questions.jsonl").read_text(encoding="utf-8").splitlines()]


@cache
def _library(name):
    register = MemoryRegister()
    ingest(_FILES[name], register, now=_NOW)
    versions = {version.document: version for version in register.latest()}
    return versions, SearchIndex.build([passage for version in versions.values() for passage in chunk(version)])


@cache
def _answer(name, question):
    versions, index = _library(name)
    return answer(question, index=index, versions=versions, as_of=_NOW.date(), now=_NOW)


def _is_right(row):
    quotes = [" ".join(source.quote.split()).casefold() for source in _answer(row["of"], row["question"]).sources]
    wanted = [one if isinstance(one, list) else [one] for one in row["holds"]]
    holds = all(any(word.casefold() in quote for word in words for quote in quotes) for words in wanted)
    return holds and not any(word.casefold() in quote for word in row.get("lacks", ()) for quote in quotes)


def _rows(name, *, answerable):
    return [row for row in _ROWS if row["of"] == name and ("holds" in row) == answerable]


@pytest.mark.parametrize(("name", "floor"), [("care", 28), ("culture", 37), ("climate", 13), ("shared", 27)])
def test_answers_hold_what_was_asked_for_and_nothing_loose(name, floor):
    if not all(file.is_file() for file in _FILES[name]):
        pytest.skip("the shared documents are not here")

    wrong = [row["question"] for row in _rows(name, answerable=True) if not _is_right(row)]

    assert len(_rows(name, answerable=True)) - len(wrong) >= floor, wrong


@pytest.mark.parametrize(("name", "most"), [("care", 0), ("culture", 0), ("climate", 1), ("shared", 0)])
def test_what_the_documents_do_not_say_is_never_surely_answered(name, most):
    if not all(file.is_file() for file in _FILES[name]):
        pytest.skip("the shared documents are not here")

    unsure = {Band.NONE, Band.LOW}
    sure = [
        row["question"] for row in _rows(name, answerable=False) if _answer(name, row["question"]).band not in unsure
    ]

    assert len(sure) <= most, sure
