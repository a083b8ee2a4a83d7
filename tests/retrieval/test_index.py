"""The vector index: ours to compute, Chroma's to keep, anyone's to throw away."""

import shutil
import socket
import subprocess
import sys

import numpy as np
import pytest

from retrieval.model import DocumentState, DocumentType, Passage
from retrieval.ranking.index import DIMENSIONS, ModelVectors, VectorIndex, vector

TEXTS = (
    "Pandemiberedskap för snabba insatser vid framtida biologiska hot.",
    "Riskkapital till unga bolag ska bli lättare att få.",
    "Fler kliniska prövningar ska starta i regionens sjukhus.",
)


def passage(text, start=0):
    return Passage(
        document="strategi.md",
        title="Strategi",
        version="1",
        type=DocumentType.STRATEGY,
        state=DocumentState.CURRENT,
        page=None,
        section=(),
        start=start,
        end=start + len(text),
        text=text,
    )


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """Refuse every connection: nothing may be fetched, not even by a library that means well."""

    def refuse(*_args, **_kwargs):
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def index(tmp_path):
    built = VectorIndex(tmp_path / "vectors")
    built.rebuild([passage(text) for text in TEXTS])
    return built


def test_a_vector_has_length_one_and_is_the_same_every_time():
    first, second = vector(TEXTS[0]), vector(TEXTS[0])

    assert first.shape == (DIMENSIONS,)
    assert np.linalg.norm(first) == pytest.approx(1, abs=1e-5)
    assert np.array_equal(first, second)


def test_a_text_without_words_still_has_a_direction():
    assert np.linalg.norm(vector("… – !")) == pytest.approx(1)


def test_an_inflected_text_is_most_like_the_passage_with_its_words(index):
    found = index.similar("prövningar på klinik", top=2)

    assert found[0].place == 2
    assert found[0].similarity > found[1].similarity


def test_a_passage_is_wholly_like_itself(index):
    assert index.similar(TEXTS[1], top=1)[0].similarity == pytest.approx(1, abs=1e-4)


def test_nothing_is_like_anything_before_the_index_is_built(tmp_path):
    empty = VectorIndex(tmp_path / "vectors")

    assert empty.similar("beredskap") == ()
    assert not empty.health()


def test_building_anew_leaves_one_collection_that_holds_the_new_passages_only(index):
    index.rebuild([passage("Hälsodata ska kunna delas säkert.")])

    assert [found.place for found in index.similar("kliniska prövningar", top=10)] == [0]
    assert len(index._builds._client.list_collections()) == 1


def test_a_build_that_was_cut_short_is_never_read_and_goes_away(index, tmp_path):
    with pytest.raises(RuntimeError):
        index.rebuild([passage(f"{text} Allt detta före 2030.") for text in TEXTS], progress=_stop)

    assert index.similar(TEXTS[0], top=1)[0].place == 0

    index.rebuild([passage(TEXTS[2])])

    assert len(index._builds._client.list_collections()) == 1


def _stop(step, done, total):
    raise RuntimeError("cut short")


def test_an_index_that_answers_is_healthy(index):
    assert index.health()


def test_another_process_reads_what_was_built(index, tmp_path):
    code = (
        "from pathlib import Path; from retrieval.ranking.index import VectorIndex; import sys;"
        "print(VectorIndex(Path(sys.argv[1])).similar('riskkapital till bolag', 1)[0].place)"
    )

    answer = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "vectors")], capture_output=True, text=True, check=True, timeout=120
    )

    assert answer.stdout.strip() == "1"


def test_a_folder_that_is_gone_is_built_again(tmp_path):
    folder = tmp_path / "vectors"
    VectorIndex(folder).rebuild([passage(TEXTS[0])])
    shutil.rmtree(folder)
    again = VectorIndex(tmp_path / "vectors-again")

    again.rebuild([passage(TEXTS[0])])

    assert again.health()


def test_chroma_may_never_compute_a_vector_itself(index):
    collection = index._builds.current()

    with pytest.raises(RuntimeError, match="vectors are always given"):
        collection.query(query_texts=["beredskap"])
    with pytest.raises(RuntimeError, match="vectors are always given"):
        collection.add(ids=["9"], documents=["beredskap"])


def test_importing_the_index_does_not_import_chroma():
    code = "import sys, retrieval.ranking.index; print('chromadb' in sys.modules)"

    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)

    assert answer.stdout.strip() == "False"


def test_a_small_change_makes_the_vectors_of_the_new_text_only(tmp_path, monkeypatch):
    built = VectorIndex(tmp_path / "vectors")
    texts = [f"Mål nummer {number} handlar om {word}." for number, word in enumerate(TEXTS[0].split() * 2)]
    built.rebuild([passage(text) for text in texts])
    made = []
    monkeypatch.setattr("retrieval.ranking.index.vector", lambda text: made.append(text) or vector(text))

    built.rebuild([passage(text) for text in (TEXTS[1], *texts[1:])])

    assert made == [TEXTS[1]]
    assert built.similar(TEXTS[1], top=1)[0].place == 0
    assert sorted(found.place for found in built.similar(TEXTS[1], top=50)) == list(range(len(texts)))


def test_a_change_that_was_cut_short_shows_nothing_of_itself(tmp_path):
    built = VectorIndex(tmp_path / "vectors")
    texts = [f"Mål nummer {number} handlar om beredskap." for number in range(12)]
    built.rebuild([passage(text) for text in texts])

    with pytest.raises(RuntimeError):
        built.rebuild([passage(text) for text in (*texts, TEXTS[1])], progress=_stop)

    assert sorted(found.place for found in built.similar(TEXTS[1], top=12)) == list(range(12))


def test_a_text_that_stands_twice_is_found_in_both_places(tmp_path):
    built = VectorIndex(tmp_path / "vectors")

    built.rebuild([passage(text) for text in (TEXTS[0], TEXTS[1], TEXTS[0])])

    assert [found.place for found in built.similar(TEXTS[0], top=3)] == [0, 2, 1]


def test_a_models_vectors_change_in_place_and_tell_what_they_are_of(tmp_path):
    kept = ModelVectors(tmp_path / "vectors", "provider:model")
    made = {f"{number:064x}": vector(f"mål {number}") for number in range(12)}
    kept.rebuild(made, "first")
    name = kept._builds.current().name
    last = next(reversed(made))
    changed = {one: found for one, found in made.items() if one != last} | {"f" * 64: vector("beredskap")}

    kept.rebuild(changed, "second")

    build = kept._builds.current()
    assert build.name == name
    assert set(build.get(include=[])["ids"]) == set(changed)
    assert kept.holds("second")
    assert kept.dimensions() == DIMENSIONS


def test_a_models_vectors_of_another_length_are_made_anew(tmp_path):
    kept = ModelVectors(tmp_path / "vectors", "provider:model")
    made = {f"{number:064x}": vector(f"mål {number}") for number in range(12)}
    kept.rebuild(made, "first")

    kept.rebuild({one: found[:8] for one, found in made.items()}, "second")

    assert kept.dimensions() == 8
    assert kept.nearest(np.ones(8, np.float32), 1)
