"""The fused ranking: what it finds, how sure it is, and that it comes back from disk as it was."""

import json
import mmap
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.benchmarking import METHODS, bench
from retrieval.documents.chunking import chunk
from retrieval.documents.cleaning import clean
from retrieval.documents.structure import assemble
from retrieval.model import Band, DocumentState, DocumentType, Passage, Version
from retrieval.ranking.banding import medium
from retrieval.ranking.storing import IndexOutdated
from retrieval.readers import read
from retrieval.search import SearchIndex, best

SHARED = Path(__file__).parents[2].parent / "shared"
TEXTS = (
    "Pandemiberedskap för snabba och effektiva insatser vid framtida biologiska hot.",
    "Riskkapital till unga bolag ska bli lättare att få i hela regionen.",
    "Fler kliniska prövningar ska starta. Målet är femtio om året.",
    "Hälsodata ska kunna delas säkert mellan vårdgivare och forskare.",
    "Regionen samarbetar med universiteten om kompetensförsörjning och utbildning.",
    "Upphandling av innovationer ska prövas i tre projekt före 2028.",
)


def passage(text, number=0, **changes):
    values = {
        "document": "strategi.md",
        "title": "Strategi",
        "version": "1",
        "type": DocumentType.STRATEGY,
        "state": DocumentState.CURRENT,
        "page": None,
        "section": ("Mål",),
        "start": 1000 * number,
        "end": 1000 * number + len(text),
        "text": text,
    }
    return Passage(**(values | changes))


@pytest.fixture(scope="module")
def index():
    return SearchIndex.build([passage(text, number) for number, text in enumerate(TEXTS)])


def first(index, question, **more):
    return index.search(question, **more).hits[0].passage.text


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("vad säger strategin om beredskap?", 0),
        ("what does the strategy say about preparedness", 0),
        ("Hur många prövningar ska starta?", 2),
        ("clinical trials", 2),
        ("Vem får dela data om hälsa?", 3),
        ("kompetens", 4),
        ("innovationsupphandling", 5),
    ],
)
def test_the_passage_that_answers_comes_first(index, question, number):
    assert first(index, question) == TEXTS[number]


def test_scores_fall_and_stay_between_0_and_1(index):
    scores = [hit.score for hit in index.search("kliniska prövningar i regionen").hits]

    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1.0001 for score in scores)


def test_only_what_the_filter_lets_through_is_ranked():
    old = passage(TEXTS[0], 0, state=DocumentState.SUPERSEDED, document="gammal.md")
    index = SearchIndex.build([old, *(passage(text, number) for number, text in enumerate(TEXTS[1:], 1))])

    hits = index.search("beredskap", where=lambda found: found.state is DocumentState.CURRENT).hits

    assert "gammal.md" not in {hit.passage.document for hit in hits}


@pytest.mark.parametrize("question", ["", "   ", "?!", "zzzzqq", "\x00", "och att det"])
def test_a_question_that_says_nothing_finds_nothing_or_is_not_sure(index, question):
    assert index.search(question).band in (Band.NONE, Band.LOW)


def test_a_sentence_that_stood_in_a_better_passage_comes_later():
    same = "Hälsodata ska kunna delas säkert mellan vårdgivare och forskare."
    near = "Hälsodata ska kunna delas mellan vårdgivare."
    index = SearchIndex.build([passage(text, number) for number, text in enumerate((same, same, near))])

    numbers = [hit.passage.start // 1000 for hit in index.search("Ska hälsodata kunna delas mellan vårdgivare?").hits]

    assert numbers.index(2) < max(numbers.index(0), numbers.index(1))


def test_a_filter_is_asked_once_for_each_version_of_a_document():
    asked = []
    two = [passage(TEXTS[0], 0), passage(TEXTS[1], 1), passage(TEXTS[0], 2, document="annan.md")]

    SearchIndex.build(two).search("beredskap", where=lambda found: asked.append(found.document) or True)

    assert sorted(asked) == ["annan.md", "strategi.md"]


@given(question=st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_may_be_asked(question):
    SMALL.search(question)


SMALL = SearchIndex.build([passage(text, number) for number, text in enumerate(TEXTS)])


def test_an_empty_index_finds_nothing(tmp_path):
    empty = SearchIndex.build([])
    empty.save(tmp_path)

    assert empty.search("beredskap").hits == ()
    assert SearchIndex.open(tmp_path).search("beredskap").band is Band.NONE


def test_an_index_from_disk_answers_as_the_one_that_was_written(index, tmp_path):
    index.save(tmp_path / "index")

    opened = SearchIndex.open(tmp_path / "index")

    for question in ("beredskap", "clinical trials", "Hur lagar man pannkakor?"):
        assert opened.search(question).hits == index.search(question).hits
        assert opened.search(question).band == index.search(question).band


def test_a_passage_comes_back_with_all_it_had(tmp_path):
    whole = passage("Åtgärder för vård – ”citat”.", 3, page=7, section=("1 Å", "1.2 Ö"), version="4")
    SearchIndex.build([whole]).save(tmp_path)

    assert SearchIndex.open(tmp_path).search("åtgärder").hits[0].passage == whole


def test_arrays_are_mapped_and_nothing_on_disk_is_a_pickle(index, tmp_path):
    index.save(tmp_path)

    for path in tmp_path.glob("*.npy"):
        np.load(path, allow_pickle=False)
    array = SearchIndex.open(tmp_path).grams.impacts
    while isinstance(array, np.ndarray):
        array = array.base
    assert isinstance(array, mmap.mmap)


def test_an_index_of_another_version_or_half_an_index_is_refused(index, tmp_path):
    index.save(tmp_path)
    stamp = tmp_path / "stamp.json"
    stamp.write_text(json.dumps({"stamp": "handslag search 0", "languages": ["sv"]}), encoding="utf-8")

    with pytest.raises(IndexOutdated, match="build it anew"):
        SearchIndex.open(tmp_path)

    stamp.unlink()

    with pytest.raises(IndexOutdated, match="no search index"):
        SearchIndex.open(tmp_path)


def test_building_tells_how_far_it_has_come():
    told = []

    SearchIndex.build([passage(text) for text in TEXTS[:2]], progress=lambda *step: told.append(step))

    assert told == [("index", 1, 2), ("index", 2, 2)]


def test_the_best_places_are_found_in_order_and_equals_stay_as_they_were():
    assert list(best(np.array([0.2, 0.9, 0.0, 0.9, 0.5]), 3)) == [1, 3, 4]


def test_more_is_asked_of_a_larger_collection():
    assert medium(10) == medium(100) < medium(1000) < medium(10**9) <= 0.65


def test_importing_search_is_light():
    heavy = {"chromadb", "langchain", "scipy", "sqlalchemy"}
    code = f"import sys, retrieval.search; print(sorted({heavy} & set(sys.modules)))"

    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)

    assert answer.stdout.strip() == "[]"


# The real documents and the Swedish benchmark, where they are.

real = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared documents are not beside this checkout")


@pytest.fixture(scope="module")
def documents():
    names = ("strategi-2026-stockholm-uppsala", "strategi-2020-stockholm", "tjansteutlatande-2026", "remissvar-2026")
    versions = []
    for name in names:
        content = assemble(clean(read(SHARED / "documents" / f"{name}.txt").blocks))
        made = datetime(2026, 11, 22, tzinfo=UTC)
        versions.append(
            Version(name, 1, "", name, DocumentType.OTHER, DocumentState.CURRENT, "", content, ingested_at=made)
        )
    return SearchIndex.build([passage for version in versions for passage in chunk(version)])


@real
@pytest.mark.parametrize(
    ("question", "section"),
    [
        ("vad säger strategin om beredskap?", "Beredskap"),
        ("what does the strategy say about preparedness", "Beredskap"),
        ("Vem ansvarar för genomförandet?", "2. Syfte, genomförande och uppföljning"),
    ],
)
def test_the_right_section_of_the_real_documents_comes_first(documents, question, section):
    ranking = documents.search(question)

    assert ranking.hits[0].passage.section[-1] == section
    assert ranking.band in (Band.HIGH, Band.MEDIUM)


@real
def test_what_only_the_asked_document_could_tell_apart_is_among_the_first_two(documents):
    hits = documents.search("What does the municipality think about the funding?").hits[:2]

    assert "Finansiering, investeringar och lärande" in {hit.passage.section[-1] for hit in hits}


OFF_DOMAIN = (
    "Hur lagar man pannkakor?", "Vem vann fotbolls-VM 1994?", "Vad är Newtons andra lag?", "Hur stickar man en tröja?",
    "Vilken temperatur kokar vatten vid?", "Recept på köttbullar", "Hur spelar man schack?", "Vem skrev Röda rummet?",
    "How do I cook pancakes?", "Who won the football world cup in 1994?", "What is the capital of Australia?",
    "How do you play chess?", "Who painted the Mona Lisa?", "How do I change a flat tyre?", "How old do tortoises get?",
    "Vem är kung i Norge?", "Hur bakar man surdegsbröd?", "Hur långt är det till månen?", "Vad kostar en biobiljett?",
    "When does the train to Gothenburg leave?",
)  # fmt: skip


@real
@pytest.mark.parametrize("question", OFF_DOMAIN)
def test_a_question_of_another_domain_is_refused(documents, question):
    assert documents.search(question).band in (Band.NONE, Band.LOW)


@real
def test_the_swedish_benchmark_is_answered_as_well_as_promised(tmp_path):
    folder = SHARED / "bench" / "migration"
    every_third = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)[::3]
    questions = tmp_path / "questions.jsonl"
    questions.write_text("".join(every_third), encoding="utf-8")

    ours = bench(folder / "corpus", questions, {"handslag": METHODS["handslag"]}).rows[0]

    assert ours.recall_at_1 >= 0.89
    assert ours.recall_at_5 >= 0.97
