"""The shipped glossaries keep their form."""

from itertools import groupby
from pathlib import Path

import pytest

import retrieval
from retrieval.words.glossary import glossary

_FOLDER = Path(retrieval.__file__).parent / "words" / "lexicon"
_LINES = {
    name: (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    for name in ("en-sv.tsv", "everyday.en-sv.tsv", "asked.en-sv.tsv")
}
_ENTRIES = {
    name: [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]
    for name, lines in _LINES.items()
}
each_file = pytest.mark.parametrize("name", list(_LINES))


def test_glossary_has_at_least_800_headwords_of_the_field_and_2500_everyday_ones():
    many = [len(entries) for entries in _ENTRIES.values()]

    assert many[0] >= 800
    assert many[1] >= 2500


@each_file
def test_every_line_is_a_headword_a_tab_and_its_swedish_words(name):
    assert [entry for entry in _ENTRIES[name] if len(entry) != 2 or not all(part.strip() for part in entry)] == []


@each_file
def test_no_headword_stands_twice(name):
    heads = [head for head, *_ in _ENTRIES[name]]

    assert sorted({head for head in heads if heads.count(head) > 1}) == []


@each_file
def test_no_headword_has_the_same_swedish_word_twice(name):
    split = {head: [word.strip() for word in swedish.split(";")] for head, swedish in _ENTRIES[name]}

    assert [head for head, words in split.items() if len(set(words)) != len(words) or not all(words)] == []


@each_file
def test_everything_is_lower_case_without_stray_spaces(name):
    assert [
        line for line in _LINES[name] if not line.startswith("#") and (line != line.lower() or line != line.strip())
    ] == []


@each_file
def test_entries_are_sorted_within_their_section(name):
    sections = [
        list(group) for is_head, group in groupby(_LINES[name], lambda line: line.startswith("#")) if not is_head
    ]

    heads = [[line.split("\t")[0] for line in section if line] for section in sections]

    assert [section for section in heads if section != sorted(section)] == []


def test_how_people_ask_in_english_leads_to_swedish_and_never_back():
    known = glossary()

    assert ("beredskap",) in known.meanings(("if", "war", "comes"), "en")
    assert ("if", "war", "comes") not in known.meanings(("beredskap",), "sv")


@pytest.mark.parametrize("word", ["june", "monday", "seven", "seventh", "hundred", "tomorrow"])
def test_days_months_and_numbers_are_known(word):
    assert glossary().meanings((word,), "en")
