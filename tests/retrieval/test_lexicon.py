"""The shipped glossary keeps its form."""

from itertools import groupby
from pathlib import Path

import retrieval

_LINES = (Path(retrieval.__file__).parent / "lexicon" / "en-sv.tsv").read_text(encoding="utf-8").splitlines()
_ENTRIES = [tuple(line.split("\t")) for line in _LINES if line and not line.startswith("#")]


def test_glossary_has_at_least_800_headwords():
    assert len(_ENTRIES) >= 800


def test_every_line_is_a_headword_a_tab_and_its_swedish_words():
    assert [entry for entry in _ENTRIES if len(entry) != 2 or not all(part.strip() for part in entry)] == []


def test_no_headword_stands_twice():
    heads = [head for head, *_ in _ENTRIES]

    assert sorted({head for head in heads if heads.count(head) > 1}) == []


def test_no_headword_has_the_same_swedish_word_twice():
    split = {head: [word.strip() for word in swedish.split(";")] for head, swedish in _ENTRIES}

    assert [head for head, words in split.items() if len(set(words)) != len(words) or not all(words)] == []


def test_everything_is_lower_case_without_stray_spaces():
    assert [
        line for line in _LINES if not line.startswith("#") and (line != line.lower() or line != line.strip())
    ] == []


def test_entries_are_sorted_within_their_section():
    sections = [list(group) for is_head, group in groupby(_LINES, lambda line: line.startswith("#")) if not is_head]

    heads = [[line.split("\t")[0] for line in section if line] for section in sections]

    assert [section for section in heads if section != sorted(section)] == []
