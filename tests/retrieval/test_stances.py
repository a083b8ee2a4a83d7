"""What a municipality thinks of a proposal as a whole is answered with its points, not with its decision."""

from datetime import UTC, date, datetime

import pytest

from retrieval.answering import answer
from retrieval.answers.papers import kind_asked
from retrieval.answers.stances import asks_for_stance
from retrieval.documents.chunking import chunk
from retrieval.ingesting import ingest
from retrieval.model import Band, DocumentState, DocumentType
from retrieval.search import SearchIndex
from retrieval.stores.memory import MemoryRegister

_NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
_STRATEGY = """# Havsstrategi för Sundlandet

## Mål

Sundlandet ska ha ett friskt hav senast 2035.

## Hamnar

- Landström i alla hamnar
- Bussar till färjorna körs av Sundtrafiken vid Norra sjukhuset
"""
_RESPONSE = """# Remissvar på havsstrategi för Sundlandet

## Ärendet

Vreta kommun är i huvudsak positiv till förslaget.

## Förslag till beslut

Kommunstyrelsen antar yttrandet som svar på remissen.

## Hamnarna

Det finns fem hamnar i kommunen. Kommunen anser att landström bör byggas ut före 2030.

## Fisket

Avsnittet om fiske kan med fördel preciseras.

## Ekonomiska konsekvenser

Kommunen bör inte få några kostnader.
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("papers")
    (folder / "havsstrategi.md").write_text(_STRATEGY, encoding="utf-8")
    (folder / "remissvar.md").write_text(_RESPONSE, encoding="utf-8")
    register = MemoryRegister()
    ingest([folder / "havsstrategi.md"], register, type=DocumentType.STRATEGY, now=_NOW)
    ingest(
        [folder / "remissvar.md"],
        register,
        type=DocumentType.CONSULTATION,
        state=DocumentState.CURRENT,
        now=_NOW,
    )
    versions = {version.document: version for version in register.latest()}
    index = SearchIndex.build([passage for version in versions.values() for passage in chunk(version)])
    return versions, lambda question: answer(
        question, index=index, versions=versions, as_of=date(2026, 11, 22), now=_NOW
    )


@pytest.mark.parametrize(
    "question",
    [
        "Vad tycker kommunen om förslaget?",
        "Är kommunen för eller emot?",
        "Vilka synpunkter har kommunen på strategin?",
        "What does the municipality think of the proposal?",
    ],
)
def test_what_the_municipality_thinks_of_it_all_is_its_stance_and_a_point_of_each_section(asked, question):
    _, ask = asked

    found = ask(question)

    assert [sentence.text for sentence in found.sentences] == [
        "Vreta kommun är i huvudsak positiv till förslaget.",
        "Kommunen anser att landström bör byggas ut före 2030.",
        "Avsnittet om fiske kan med fördel preciseras.",
    ]


def test_a_question_with_a_topic_of_its_own_is_not_about_the_whole():
    assert asks_for_stance("Vad tycker kommunen om förslaget?", {"tycker", "kommunen"})
    assert not asks_for_stance("Vad tycker kommunen om hamnarna?", {"tycker", "kommunen"})


def test_according_to_the_municipality_means_its_response_only_where_there_is_one(asked):
    versions, _ = asked
    strategy = [one for one in versions.values() if one.type is DocumentType.STRATEGY]

    assert kind_asked("Vilka hamnar är viktiga enligt kommunen?", list(versions.values()))[0] is (
        DocumentType.CONSULTATION
    )
    assert kind_asked("Vilka hamnar är viktiga enligt kommunen?", strategy)[0] is None


@pytest.mark.parametrize(
    "question", ["Vilken spårvagn går till Norra sjukhuset?", "Vem är rektor för Norra sjukhuset?"]
)
def test_what_does_not_speak_of_the_thing_asked_for_is_never_sure(asked, question):
    _, ask = asked

    assert ask(question).band in {Band.LOW, Band.NONE}
