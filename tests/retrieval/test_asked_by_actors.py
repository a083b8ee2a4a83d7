"""What actors ask of a strategy: who signed it, when it is voted on, and what only the previous strategy says."""

from datetime import UTC, date, datetime

import pytest

from retrieval.answering import answer
from retrieval.answers.signing import asks_who_signed
from retrieval.answers.wanted import ASKED_FOR, Wanted, wanted
from retrieval.documents.chunking import chunk
from retrieval.ingesting import ingest
from retrieval.model import AnswerStatus, Band, DocumentState, DocumentType
from retrieval.search import SearchIndex
from retrieval.stores.memory import MemoryRegister

_NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
_STRATEGY = """# Energistrategi för Norrlandet

Beslutad av regionfullmäktige, den XX

## Förord

Förordet skrivs senare.

## Solenergi

Fler tak ska få solceller.

Regionen äger fyra tak.
"""
_FORMER = """# Energistrategi 2019

## Förord

Vi vill leda omställningen.

Anna Berg
ordförande i energinämnden

## Vindkraft

Vindkraften gav 12 gigawattimmar el. Vindkraftverken flyttar utomlands när marken är för dyr.
"""
_RESPONSE = """# Remissvar på energistrategi

## Ärendet

Vreta kommun är i huvudsak positiv till förslaget.

Bo Ek
Kommundirektör
"""
_PROPOSAL = """# Tjänsteutlåtande om energistrategin

Regionfullmäktige fastställer strategin vid sitt sammanträde den 9 juni 2027.

Budgeten beslutas den 3 maj 2027.
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("papers")
    register = MemoryRegister()
    for name, text, kind, state in (
        ("energi-2026.md", _STRATEGY, DocumentType.STRATEGY, DocumentState.CURRENT),
        ("energi-2019.md", _FORMER, DocumentType.STRATEGY, DocumentState.SUPERSEDED),
        ("remissvar.md", _RESPONSE, DocumentType.CONSULTATION, DocumentState.CURRENT),
        ("forslag.md", _PROPOSAL, DocumentType.DECISION, DocumentState.CURRENT),
    ):
        (folder / name).write_text(text, encoding="utf-8")
        ingest([folder / name], register, type=kind, state=state, now=_NOW)
    versions = {version.document: version for version in register.latest()}
    index = SearchIndex.build([passage for version in versions.values() for passage in chunk(version)])

    def ask(question):
        return answer(question, index=index, versions=versions, as_of=date(2026, 11, 22), now=_NOW)

    return ask


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Vem har undertecknat remissvaret?", "Bo Ek"),
        ("Who signed the consultation response?", "Bo Ek"),
        ("Vem skrev förordet i strategin från 2019?", "Anna Berg"),
    ],
)
def test_who_signed_is_answered_with_the_names_below_the_text(asked, question, name):
    given = asked(question)

    assert name in given.sentences[0].text


def test_a_strategy_that_nobody_signed_is_not_answered_with_the_names_below_another_paper(asked):
    given = asked("Vem har skrivit strategin?")

    assert not any("Bo Ek" in sentence.text for sentence in given.sentences)


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Vem har skrivit under remissvaret?", True),
        ("Who are the undersigned of the response?", True),
        ("Vem har skrivit under avsiktsförklaringen?", False),
        ("Vem ansvarar för strategin?", False),
    ],
)
def test_only_a_paper_or_its_foreword_is_signed_below_the_text(question, asks):
    assert asks_who_signed(question) is asks


@pytest.mark.parametrize(
    "question",
    [
        "När beslutar fullmäktige om strategin?",
        "När ska fullmäktige klubba strategin?",
        "När klubbades strategin?",
        "When will the council vote on the strategy?",
    ],
)
def test_a_date_left_open_is_no_answer_where_the_proposal_has_one(asked, question):
    given = asked(question)

    assert "9 juni 2027" in given.sentences[0].text


def test_when_something_else_is_decided_is_not_answered_with_the_strategys_date(asked):
    given = asked("När beslutas budgeten?")

    assert "3 maj 2027" in given.sentences[0].text


def test_what_the_previous_strategy_alone_says_is_answered_as_its_and_never_as_high(asked):
    given = asked("Hur mycket el gav vindkraften?")

    assert given.band is Band.MEDIUM
    assert given.status is AnswerStatus.PARTIAL
    assert given.earlier == (1,)
    assert "12 gigawattimmar" in given.sentences[0].text


def test_a_cause_that_the_previous_strategy_alone_speaks_of_is_quoted_though_no_word_says_because(asked):
    given = asked("Varför flyttar vindkraftverken utomlands?")

    assert given.earlier == (1,)


@pytest.mark.parametrize(
    ("question", "sort"),
    [
        ("Where will the money come from?", Wanted.SUBJECT),
        ("Where are the solar panels?", Wanted.PLACE),
    ],
)
def test_where_something_comes_from_is_no_place(question, sort):
    assert wanted(question) is sort


@pytest.mark.parametrize("question", ["Does the municipality support the proposal?", "Vad ser kommunen för brister?"])
def test_what_a_municipality_supports_or_sees_is_asked_of_its_response(asked, question):
    given = asked(question)

    assert {source.document for source in given.sources} == {"remissvar.md"}


@pytest.mark.parametrize(
    ("question", "sort"),
    [
        ("Vad betyder strategin för oss i vården?", Wanted.SUBJECT),
        ("Vad betyder resiliens?", Wanted.MEANING),
        ("What is said about solar power?", Wanted.SUBJECT),
        ("What is the council doing about solar power?", Wanted.SUBJECT),
        ("What is resilience?", Wanted.MEANING),
        ("Will the strategy cost us anything?", Wanted.COST),
        ("Kommer det att kosta något?", Wanted.COST),
    ],
)
def test_what_something_brings_says_or_costs_is_no_definition(question, sort):
    assert wanted(question) is sort


def test_what_became_of_the_old_strategy_is_not_asked_of_the_old_strategy(asked):
    given = asked("Vad hände med den gamla strategin?")

    assert not any(source.document == "energi-2019.md" for source in given.sources)


def test_who_decides_is_answered_with_who_decides_on_the_strategy(asked):
    given = asked("Vem beslutar om strategin?")

    assert "egionfullmäktige" in given.sentences[0].text


def test_a_cause_without_a_word_for_it_is_not_low_where_the_sentence_speaks_of_all_that_is_asked(asked):
    given = asked("Varför ska fler tak få solceller?")

    assert given.band is Band.MEDIUM


def test_the_cost_is_what_a_question_about_it_speaks_of():
    (cost,) = ASKED_FOR

    assert cost is Wanted.COST
    assert "kostar" in ASKED_FOR[cost]
