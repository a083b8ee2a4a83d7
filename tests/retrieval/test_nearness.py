"""An embedding model over HTTP beside the words: what it adds, and that nothing is lost when it fails."""

import time
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from bot.database import open_database
from retrieval.model import DocumentState, DocumentType, Passage
from retrieval.models.allowance import Limits
from retrieval.models.embedding import EmbeddingModel, NoVectors
from retrieval.models.llm import Endpoint
from retrieval.models.nearness import Nearness
from retrieval.ranking.index import ModelVectors
from retrieval.search import SearchIndex
from retrieval.stores.model_use import MemoryUse
from retrieval.stores.text_vectors import MemoryVectors, SqlVectors
from tests.stand_ins.openai_server import openai_server

_NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
_TEXTS = (
    "Regionen håller lager av läkemedel för kriser.",
    "Hälsodata delas för forskning och innovation.",
    "Övningar för beredskap hålls varje år.",
    "Kompetens ska finnas i hela landet.",
)
_QUESTION = "beredskap"
_MEANS = {"beredskap": 0, "lager": 0, "övningar": 0, "hälsodata": 1, "kompetens": 2}


def _passage(number, text):
    return Passage(
        f"d{number}.txt", "Strategi", "1", DocumentType.STRATEGY, DocumentState.CURRENT, None, (), 0, len(text), text
    )


_PASSAGES = [_passage(number, text) for number, text in enumerate(_TEXTS)]
_INDEX = SearchIndex.build(_PASSAGES)


def _by_meaning(text):
    """A model that knows that stocks and preparedness are near each other."""
    vector = [0.01] * 4
    for word, place in _MEANS.items():
        vector[place] += 1.0 * (word in text.casefold())
    return vector


@pytest.fixture(scope="module", autouse=True)
def _imported():
    with openai_server() as stand_in:
        EmbeddingModel(Endpoint("openai:e", stand_in.url)).texts(["värm upp"])


@pytest.fixture
def server():
    with openai_server() as stand_in:
        stand_in.vector = _by_meaning
        yield stand_in


class World:
    """A nearness on a folder of its own, with a clock that a test may set."""

    def __init__(self, folder, url, *, cache=None, name="openai:e", seconds=30.0):
        self.now = _NOW
        self.ledger = MemoryUse()
        self.cache = cache or MemoryVectors()
        model = EmbeddingModel(Endpoint(name, url, None, seconds))
        self.vectors = ModelVectors(folder, model.name)
        self.near = Nearness(model, self.vectors, self.cache, ledger=self.ledger, now=lambda: self.now, limits=Limits())

    def texts(self, question=_QUESTION, top=4, where=None, seconds=30.0):
        search = self.near.searcher(_INDEX, lambda: seconds)
        return [hit.passage.text for hit in search.search(question, top, where).hits]


@pytest.fixture
def world(tmp_path, server):
    return World(tmp_path, server.url)


_BY_WORDS = [hit.passage.text for hit in _INDEX.search(_QUESTION, 4).hits]


@pytest.mark.parametrize("is_service", [True, False], ids=["through langchain", "directly"])
def test_a_passage_that_has_none_of_the_words_is_found_by_its_meaning(world, is_service):
    world.near.bring_up_to_date(_PASSAGES)
    if is_service:
        world.near.warm()

    found = world.texts()

    assert found[0] == _TEXTS[2]
    assert found[1] == _TEXTS[0]
    assert _TEXTS[0] not in _BY_WORDS


def test_the_question_is_sent_once_however_often_it_is_searched(world, server):
    world.near.bring_up_to_date(_PASSAGES)
    server.requests.clear()

    world.texts()
    world.texts(where=lambda passage: passage.document != "d0.txt")

    assert server.embedded == [_QUESTION]


def test_who_may_not_be_read_is_not_found_by_meaning_either(world):
    world.near.bring_up_to_date(_PASSAGES)

    assert _TEXTS[0] not in world.texts(where=lambda passage: passage.document != "d0.txt")


def test_texts_are_sent_as_text_and_each_is_paid_for_once(world, server, tmp_path):
    world.near.bring_up_to_date(_PASSAGES)
    again = World(tmp_path / "elsewhere", server.url, cache=world.cache)
    server.requests.clear()

    again.near.bring_up_to_date([*_PASSAGES, _passage(9, "Ny text om hälsodata.")])

    assert server.embedded[-1:] == ["Ny text om hälsodata."]
    assert not set(_TEXTS) & set(server.embedded)


def test_nothing_is_sent_when_nothing_changed(world, server):
    world.near.bring_up_to_date(_PASSAGES)
    server.requests.clear()

    assert world.near.bring_up_to_date(_PASSAGES)
    assert server.requests == []


def test_another_model_gets_a_collection_of_its_own_and_the_old_one_goes_away(world, server, tmp_path):
    world.near.bring_up_to_date(_PASSAGES)
    other = World(tmp_path, server.url, name="openai:other")

    before = other.vectors.dimensions()
    other.near.bring_up_to_date(_PASSAGES)

    assert before is None
    assert other.vectors.dimensions() == 4
    assert world.vectors.dimensions() is None


@pytest.mark.parametrize("is_service", [True, False], ids=["through langchain", "directly"])
@pytest.mark.parametrize(
    "fault",
    [
        {"status": 500},
        {"status": 429},
        {"wait": 60.0},
        {"vector": lambda _text: [1.0, 2.0]},
        {"vector": lambda _text: [0.0] * 4},
        {"vector": lambda _text: [float("nan")] * 4},
        {"size": 40_000_000},
    ],
    ids=["error", "too many", "slow", "wrong length", "no direction", "no number", "40 megabytes"],
)
def test_an_endpoint_that_fails_leaves_the_ranking_by_words_and_a_note(world, server, fault, is_service):
    world.near.bring_up_to_date(_PASSAGES)
    if is_service:
        world.near.warm()
    for name, value in fault.items():
        setattr(server, name, value)
    began = time.monotonic()

    found = world.texts(seconds=0.4 if "wait" in fault else 30.0)

    assert found == _BY_WORDS
    assert time.monotonic() - began < 25  # the time it has, and a busy machine
    assert world.ledger.trouble("openai:e " + server.url) is not None


def test_a_dead_endpoint_is_left_alone_for_a_minute(world, server):
    world.near.bring_up_to_date(_PASSAGES)
    server.status = 500
    world.texts()
    server.status = 200
    server.requests.clear()

    soon, world.now = world.texts(), _NOW + timedelta(seconds=61)
    later = world.texts()

    assert soon == _BY_WORDS
    assert later[1] == _TEXTS[0]
    assert len(server.requests) == 1


def test_documents_are_read_in_though_the_endpoint_is_dead(world, server):
    server.status = 500

    assert not world.near.bring_up_to_date(_PASSAGES)
    assert world.texts() == _BY_WORDS
    assert not world.near.holds(_PASSAGES)


def test_a_model_that_changed_its_length_under_the_same_name_is_built_anew(world, server):
    world.near.bring_up_to_date(_PASSAGES)
    server.vector = lambda text: [*_by_meaning(text), 0.5]
    fault = world.near.fault(2.0)
    world.texts()

    world.near.bring_up_to_date(_PASSAGES)

    assert fault == "5 ≠ 4"
    assert world.vectors.dimensions() == 5
    assert world.near.fault(2.0) is None


def test_vectors_are_kept_in_the_database_by_text_and_model(tmp_path):
    engine = open_database(f"sqlite:///{tmp_path / 'v.db'}")
    cache, made = SqlVectors(engine), np.asarray([0.25, -1.5], np.float32)
    cache.put("a", {"h1": made, "h2": made})
    cache.put("a", {"h1": made})

    found = cache.get("a", ["h1", "h3"])
    cache.forget("a")
    forgotten = cache.get("a", ["h1"])
    engine.dispose()

    assert {key: list(vector) for key, vector in found.items()} == {"h1": [0.25, -1.5]}
    assert forgotten == {}


def test_a_package_that_is_not_installed_is_a_reason():
    with pytest.raises(NoVectors) as raised:
        EmbeddingModel(Endpoint("cohere:e", None, "key")).question("?", 5.0)

    assert raised.value.reason in {"ImportError", "ValueError"}
