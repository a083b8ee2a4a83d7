"""An index that takes what was read from the one before it is the index that is built whole."""

import string
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.library import Indexes
from retrieval.model import DocumentState, DocumentType, Passage
from retrieval.ranking.vocabulary import Vocabulary
from retrieval.search import SearchIndex
from retrieval.words.analysis import compound_parts, stem

TEXTS = (
    "Pandemiberedskap för snabba insatser. Beredskap är allas ansvar.",
    "Riskkapital till unga bolag.\nKapital ska bli lättare att få.",
    "Preparedness is the responsibility of the board. The board decides in May.",
    "Hälsodata ska kunna delas. Data om hälsa är känsliga. Pandemi.",
    "",
    "Smittskyddsläkaren ansvarar för smittskydd. Läkaren beslutar.",
    "En risk är en risk. Skydd mot smitta kostar 300 kronor.",
)
WORDS = (
    "hälsa",
    "data",
    "hälsodata",
    "kvinna",
    "kvinnoklinik",
    "klinik",
    "klinikdata",
    "risk",
    "gata",
    "gatukök",
    "kök",
)


def passages_of(texts):
    return [
        Passage(
            document=f"{text[:4]}.md",
            title=text[:9],
            version="1",
            type=DocumentType.STRATEGY,
            state=DocumentState.CURRENT,
            page=None,
            section=("Mål", text[:5]),
            start=0,
            end=len(text),
            text=text,
        )
        for text in texts
    ]


def kept(index, folder):
    """Return every file of an index by name."""
    index.save(folder)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@given(
    steps=st.lists(st.lists(st.sampled_from(TEXTS), max_size=8), min_size=2, max_size=4),
)
@settings(max_examples=40, deadline=None)
def test_an_index_built_from_the_one_before_is_the_index_built_whole(tmp_path_factory, steps):
    before = None
    for texts in steps:
        before = SearchIndex.build(passages_of(texts), before=before)
    folder = tmp_path_factory.mktemp("indexes")

    assert kept(before, folder / "in steps") == kept(SearchIndex.build(passages_of(steps[-1])), folder / "whole")


def test_an_opened_index_serves_as_the_one_before_too(tmp_path):
    SearchIndex.build(passages_of(TEXTS[:4])).save(tmp_path / "first")

    grown = SearchIndex.build(passages_of(TEXTS), before=SearchIndex.open(tmp_path / "first"))

    assert kept(grown, tmp_path / "grown") == kept(SearchIndex.build(passages_of(TEXTS)), tmp_path / "whole")


def test_a_text_that_the_index_before_holds_is_not_read_again(monkeypatch):
    read = []
    monkeypatch.setattr("retrieval.ranking.building.words", lambda text: read.append(text) or text.lower().split())
    before = SearchIndex.build(passages_of(TEXTS[:2]))
    read.clear()

    SearchIndex.build(passages_of(TEXTS[:3]), before=before)

    assert [line for line in read if line.startswith(("Pandemiberedskap", "Kapital"))] == []
    assert any(line.startswith("Preparedness") for line in read)


@given(st.text(alphabet=string.ascii_lowercase + "åäöé", min_size=1, max_size=14))
def test_the_swedish_stem_of_a_word_is_its_beginning(word):
    assert word.startswith(stem(word))


@given(st.lists(st.lists(st.sampled_from(WORDS), unique=True, min_size=1), min_size=2, max_size=4))
def test_compounds_are_split_anew_where_their_parts_come_and_go(steps):
    vocabulary = None
    for words in steps:
        vocabulary = Vocabulary.of(words, ["sv"] * len(words), vocabulary)
    whole = {stem(word) for word in steps[-1]}

    found = {
        word: tuple(vocabulary.stems[part] for part in vocabulary.parts[number])
        for number, word in enumerate(vocabulary.words)
    }

    assert found == {word: compound_parts(word, whole) for word in steps[-1]}


def test_words_are_numbered_as_they_come_and_passages_keep_their_order():
    index = SearchIndex.build(passages_of(TEXTS))

    firsts = [index.vocabulary.words.index(word) for word in ("pandemiberedskap", "riskkapital", "preparedness")]

    assert firsts == sorted(firsts)
    assert all(later >= earlier for earlier, later in pairwise(index.tokens.sentences))
    assert np.array_equal(index.tokens.by_sentence.values[:2], [0, 1])


# What a process and its folder keep.


def test_a_process_opens_an_index_once_and_swaps_it_whole(tmp_path):
    indexes = Indexes(tmp_path)

    first = indexes.of("documents", "a", lambda: passages_of(TEXTS[:2]))
    again = indexes.of("documents", "a", lambda: pytest.fail("it is there"))
    second = indexes.of("documents", "b", lambda: passages_of(TEXTS[:3]))

    assert again is first
    assert (len(first), len(second)) == (2, 3)
    assert first.search("kapital").hits  # whoever still holds the earlier one can go on searching it
    assert [path.name for path in tmp_path.iterdir()] == ["documents-b"]


def test_another_process_starts_from_the_index_that_is_kept(tmp_path, monkeypatch):
    Indexes(tmp_path).of("documents", "a", lambda: passages_of(TEXTS))
    read = []
    monkeypatch.setattr("retrieval.ranking.building.sentences", lambda text: read.append(text) or iter(()))

    Indexes(tmp_path).of("documents", "b", lambda: passages_of((*TEXTS, "Något nytt.")))

    assert read == ["Något nytt."]
