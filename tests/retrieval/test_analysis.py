"""Words, stems, n-grams and compounds."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.words.analysis import compound_parts, frame_words, grams, stem, stop_words, words

KNOWN = frozenset(stem(word) for word in ("kompetens", "försörjning", "beredskap", "kvinna", "klinik", "data", "hälsa"))


def test_words_are_lower_case_and_hold_letters_and_digits_only():
    assert words("Life science-strategin (2026), §7: e-hälsa!") == [
        "life",
        "science",
        "strategin",
        "2026",
        "7",
        "e",
        "hälsa",
    ]


def test_soft_hyphens_and_ligatures_do_not_split_a_word():
    assert words("bered\xadskap ﬁnansiering") == ["beredskap", "finansiering"]


@given(st.text())
def test_words_can_be_taken_from_any_text(text):
    assert all(word and word == word.lower() for word in words(text))


def test_inflections_of_a_word_have_one_stem():
    assert {stem(word) for word in ("åtgärd", "åtgärder", "åtgärderna")} == {"åtgärd"}
    assert {stem(word, "en") for word in ("trial", "trials")} == {"trial"}


def test_stems_can_be_taken_in_many_threads_at_once():
    found = []
    threads = [
        threading.Thread(target=lambda: found.append({stem("åtgärderna") for _ in range(500)}), daemon=True)
        for _ in range(8)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert found == [{"åtgärd"}] * 8


def test_grams_know_where_a_word_begins_and_ends():
    assert grams("data") == ["#dat", "data", "ata#"]
    assert grams("i") == ["#i#"]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("kompetensförsörjning", ["kompetens", "försörjning"]),
        ("kompetensförsörjningens", ["kompetens", "försörjning"]),
        ("försörjningsberedskap", ["försörjning", "beredskap"]),
        ("kvinnoklinik", ["kvinna", "klinik"]),
        ("hälsodata", ["hälsa", "data"]),
        ("kompetensförsörjningsdata", ["kompetens", "försörjning", "data"]),
    ],
)
def test_a_compound_is_split_into_words_of_the_corpus(word, parts):
    assert compound_parts(word, KNOWN) == tuple(stem(part) for part in parts)


@pytest.mark.parametrize("word", ["beredskap", "regnbåge", "data", "da", ""])
def test_a_word_whose_parts_the_corpus_does_not_have_is_whole(word):
    assert compound_parts(word, KNOWN) == ()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_word_lists_hold_plain_words_and_no_topic(language):
    listed = stop_words(language) | frame_words(language)

    assert all(words(word) == [word] for word in listed)
    assert not listed & {"beredskap", "preparedness", "hälsodata", "forskning", "research", "mål", "goal"}
