"""What an open question gets: more than one sentence, what is done about it; of a story, its question is answered."""

import pytest

from retrieval.answering import answer
from retrieval.answers.doing import asks_what_is_done, says_what_is_done
from retrieval.answers.narrating import asking_clause
from retrieval.documents.chunking import chunk
from retrieval.model import Band, BlockKind
from retrieval.search import SearchIndex
from tests.retrieval.model_world import NOW, version

_H, _P = BlockKind.HEADING, BlockKind.PARAGRAPH
_BLOCKS = (
    (_H, "1. Bakgrund", 1),
    (_P, "Regionen antog sin första skogsplan 2019.", 0),
    (_H, "2. Från råvara till marknad", 1),
    (
        _P,
        "Små sågverk möter långa väntetider. En ingång ska guida dem genom alla tillstånd. Priserna var höga 2024.",
        0,
    ),
    (_H, "3. Kompetens", 1),
    (_P, "Skogsvårdare utbildas i hela länet.", 0),
    (_P, "Länet saknar 300 skogsvårdare och maskinförare.", 0),
    (_P, "Lärlingar får lön under utbildningen till maskinförare.", 0),
    (_H, "4. Uppföljning", 1),
    (_P, "Resultatet redovisas för regionstyrelsen i maj varje år.", 0),
)


@pytest.fixture(scope="module")
def told():
    plan = version("plan.docx", _BLOCKS, "Skogsstrategi för Norra länet")
    index = SearchIndex.build(list(chunk(plan)))

    def ask(question):
        return answer(question, index=index, versions={"plan.docx": plan}, as_of=NOW.date(), now=NOW)

    return ask


def test_how_something_will_be_helped_is_not_answered_by_what_troubles_it_alone(told):
    given = told("Hur ska små sågverk få hjälp?")

    assert [sentence.text for sentence in given.sentences] == [
        "Små sågverk möter långa väntetider.",
        "En ingång ska guida dem genom alla tillstånd.",
    ]


def test_open_question_gets_the_next_best_sentences_too(told):
    given = told("Vad säger strategin om skogsvårdare och maskinförare i länet?")

    assert 1 < len(given.sentences) <= 4


@pytest.mark.parametrize(
    "question", ["Jag är journalist. Hur ofta redovisas resultatet?", "Hur ofta redovisas resultatet?"]
)
def test_who_asks_and_why_does_not_stand_in_the_way_of_the_answer(told, question):
    given = told(question)

    assert given.band is not Band.LOW
    assert given.sentences[0].text == "Resultatet redovisas för regionstyrelsen i maj varje år."


@pytest.mark.parametrize(
    ("message", "clause"),
    [
        ("Journalist här. Hur ofta redovisas det?", "Hur ofta redovisas det?"),
        ("My mother is 84. Did you think of old people at all?", "Did you think of old people at all?"),
        ("Vad betyder det för barnen? Jag arbetar i en kommun.", "Vad betyder det för barnen?"),
        ("Hur ofta redovisas det?", None),
        ("Vad säger strategin om beredskap?", None),
    ],
)
def test_of_a_message_in_several_sentences_the_one_that_asks_is_the_question(message, clause):
    assert asking_clause(message) == clause


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Hur ska små företag få hjälp?", True),
        ("How will you help small producers?", True),
        ("Vad gör ni för barnen?", True),
        ("What is being done about waste?", True),
        ("Vad betyder hälsodata?", False),
        ("Hur många arbetar i sektorn?", False),
        ("When was it adopted?", False),
    ],
)
def test_question_asks_what_is_done(question, asks):
    assert asks_what_is_done(question) is asks


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Avfallet ska halveras.", True),
        ("A single point of entry shall guide companies.", True),
        ("Small producers meet long waiting times.", False),
        ("Väntetiderna är långa.", False),
    ],
)
def test_sentence_says_what_is_done(text, says):
    assert says_what_is_done(text) is says
