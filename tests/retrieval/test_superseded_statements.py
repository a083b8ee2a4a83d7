"""Pairs of versions (T6): whatever was done to a text, no statement that no longer applies is shown as current.

Each statement has a number of its own, so that the earlier wording is known when it is seen.
"""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.answering import answer
from retrieval.comparing import compare
from retrieval.difference.change_questions import as_answer
from retrieval.documents.chunking import chunk
from retrieval.documents.sections import whole_section
from retrieval.documents.structure import assemble
from retrieval.model import BlockKind, DocumentState, DocumentType, RawBlock, Version
from retrieval.search import SearchIndex

_NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
_DAY = date(2026, 11, 22)
_TOPICS = {  # what a statement says, and questions that it answers, the second one in English
    "Regionen bygger upp lager av läkemedel för {n} dagar.": ("lager av läkemedel", "stocks of medicines"),
    "Universiteten utbildar {n} bioinformatiker varje år.": ("bioinformatiker", "bioinformatics"),
    "Minst {n} kliniska prövningar ska starta under perioden.": ("kliniska prövningar", "clinical trials"),
    "Kommunerna övar evakuering {n} gånger om året.": ("evakuering", "evacuation"),
    "Bolagen får tillgång till testbäddar inom {n} veckor.": ("testbäddar", "test beds"),
    "Utsläppen från transporter minskar med {n} procent.": ("utsläpp från transporter", "emissions from transport"),
    "Forskarskolan antar {n} doktorander i bioteknik.": ("doktorander", "doctoral students"),
    "Handläggningstiden för hälsodata blir högst {n} dagar.": ("hälsodata", "health data"),
}
_HEADINGS = ("Beredskap", "Kompetens", "Klimat och miljö", "Internationellt samarbete")
_FORMS = (
    "Vad säger strategin om {}?",
    "{}",
    "Vad gäller för {} nu?",
    "What does the strategy say about {}?",
    "Hur mycket {}?",
    "Vad är beslutat om {} för dagar, veckor och procent?",
)
_EDITS = ("remove", "change", "add", "move", "renumber", "rename the section")


@st.composite
def _pairs(draw):
    """Draw the sections before and after an edit of each of some statements, and what no longer stands there."""
    order = draw(st.permutations(list(_TOPICS)))
    numbers = draw(st.lists(st.integers(11, 89), min_size=len(order), max_size=len(order), unique=True))
    texts = [text.format(n=number) for text, number in zip(order, numbers, strict=True)]
    before = {heading: texts[at * 2 : at * 2 + 2] for at, heading in enumerate(_HEADINGS)}
    after = {heading: list(held) for heading, held in before.items()}
    first = 1
    for edit in draw(st.lists(st.sampled_from(_EDITS), min_size=1, max_size=3)):
        home, away = draw(st.permutations(list(after)))[:2]
        if edit == "renumber":
            first += 2
        elif edit == "add":
            after[home].append(f"Klustret tecknar avtal med {draw(st.integers(90, 99))} nordiska partner.")
        elif edit == "rename the section":
            after[f"{home} och framtid"] = after.pop(home)
        elif after[home]:
            said = after[home].pop(0)
            if edit == "move":
                after[away].append(said)
            elif edit == "change":
                number = next(word for word in said.split() if word.isdigit())
                after[home].insert(0, said.replace(number, str(int(number) + 100)))
    return before, after, first


def _version(document, sections, first=1, *, number=1, state=DocumentState.CURRENT, year=2026, **more):
    blocks = []
    for at, (heading, held) in enumerate(sections.items(), first):
        blocks.append(RawBlock(BlockKind.HEADING, f"{at}. {heading}", None, 1))
        blocks += [RawBlock(BlockKind.PARAGRAPH, text) for text in held]
    kind = DocumentType.STRATEGY
    content = assemble(blocks)
    return Version(
        document, number, f"{year}-{number}", f"Strategi {year}", kind, state, "", content, _NOW, year=year, **more
    )


def _asked(versions, question):
    index = SearchIndex.build([passage for one in versions.values() for passage in chunk(one)])
    return answer(question, index=index, versions=versions, as_of=_DAY, now=_NOW, new_id=lambda: "a1")


def _shown_as_current(given_answer, now):
    """Return what an answer says as if it applied, and does not stand in the version in force."""
    main = [source for source in given_answer.sources if source.n not in given_answer.earlier]
    wrong = [
        source.quote for source in main if source.state is DocumentState.CURRENT and source.document != now.document
    ]
    wrong += [
        source.quote for source in main if source.document == now.document and source.quote not in now.content.text
    ]
    marked = {source.n for source in given_answer.sources if source.state is DocumentState.SUPERSEDED}
    wrong += [
        one.text for one in given_answer.sentences if set(one.citations) - marked and one.text not in now.content.text
    ]
    if marked - set(given_answer.earlier) and any(source.state is DocumentState.CURRENT for source in main):
        wrong.append("both in one part")
    return wrong


_questions = st.tuples(st.sampled_from(_FORMS), st.sampled_from(list(_TOPICS.values()))).map(
    lambda drawn: drawn[0].format(drawn[1]["What" in drawn[0]])
)


@given(_pairs(), st.lists(_questions, min_size=2, max_size=4, unique=True))
@settings(max_examples=25, deadline=None)
def test_no_superseded_statement_is_answered_as_current(drawn, questions):
    before, after, first = drawn
    old = _version("gammal.md", before, state=DocumentState.SUPERSEDED, year=2020, superseded_by="ny.md")
    new = _version("ny.md", after, first, supersedes="gammal.md")

    for question in questions:
        found = _asked({"ny.md": new, "gammal.md": old}, question)

        assert _shown_as_current(found, new) == []
        for source in (*found.sources, *found.nearest):
            assert (source.state is DocumentState.SUPERSEDED) is (source.document == "gammal.md")


@given(_pairs(), st.lists(_questions, min_size=2, max_size=4, unique=True))
@settings(max_examples=20, deadline=None)
def test_a_silently_changed_document_answers_with_what_stands_there_now(drawn, questions):
    _, after, first = drawn
    now = _version("strategi.md", after, first, number=2)

    for question in questions:
        found = _asked({"strategi.md": now}, question)

        assert all(source.quote in now.content.text for source in (*found.sources, *found.nearest))
        assert all(sentence.text in now.content.text for sentence in found.sentences)


@given(_pairs(), st.sampled_from(["", *(sv for sv, _ in _TOPICS.values())]))
@settings(max_examples=25, deadline=None)
def test_no_superseded_statement_is_compared_as_current(drawn, topic):
    before, after, first = drawn
    old = _version("gammal.md", before, state=DocumentState.SUPERSEDED, year=2020, superseded_by="ny.md")
    new = _version("ny.md", after, first, supersedes="gammal.md")

    compared = compare(topic, old, new)
    found = as_answer(compared, "Vad har ändrats?", as_of=_DAY, now=_NOW, language="sv", answer_id="a1")

    for change in compared.changes:
        assert change.after is None or (change.after.document == "ny.md" and change.after.quote in new.content.text)
        assert change.before is None or (
            change.before.document == "gammal.md" and change.before.state.value == "superseded"
        )
    for source in found.sources:
        assert (source.state is DocumentState.SUPERSEDED) is (source.document == "gammal.md")


@pytest.mark.parametrize("start", [0, 60, 200])
def test_a_whole_section_of_a_superseded_strategy_says_that_it_is_superseded(start):
    sections = {"Beredskap": [text.format(n=at + 11) for at, text in enumerate(_TOPICS)]}
    old = _version("gammal.md", sections, state=DocumentState.SUPERSEDED, year=2020, superseded_by="ny.md")

    found = whole_section(old, start, question="visa hela avsnittet", as_of=_DAY, now=_NOW, language="sv")

    assert all(source.state is DocumentState.SUPERSEDED for source in found.sources)
    assert "ersatt" in found.text
