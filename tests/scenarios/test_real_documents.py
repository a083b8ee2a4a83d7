"""The main job on the real documents, which are read in place and never copied into the project."""

import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.settings import Settings
from bot.wiring import build
from retrieval.ingesting import Said
from retrieval.model import AnswerStatus, DocumentState

SHARED = Path(__file__).parents[2].parent / "shared"
NAMES = (
    "strategi-2026-stockholm-uppsala.docx",
    "strategi-2020-stockholm.pdf",
    "tjansteutlatande-2026.txt",
    "remissvar-2026.txt",
)
PRIORITIES = [
    "Pandemiberedskap för snabba och effektiva insatser vid framtida biologiska hot och pandemier",
    (
        "Beredskap för att snabbt och lätt kunna ställa om produktion och utveckling. Planera för kris och krig "
        "utifrån den teknik och utveckling som finns här och nu såväl som för framtida teknikutveckling."
    ),
    "Flexibla och robusta värdekedjor och partnerskap för ökad självförsörjning vid kris och krig.",
]
QUESTIONS = [
    "vad säger strategin om beredskap?",
    "what does the strategy say about preparedness",
    "Vilket är strategins huvudmål?",
    "Vem följer upp resultaten?",
    "What are the priorities for education?",
    "vad säger strategin om hälsodata",
    "Vad tycker kommunen om finansiering?",
    "vad sa förra strategin om äldrevård?",
    "Hur många deltog i workshopparna?",
    "forskningsinfrastruktur",
    "vilka sjukhus bör nämnas enligt remissvaret?",
    "vad är life science?",
]

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared documents are not beside the project")


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    app = build(Settings(home=tmp_path_factory.mktemp("home")), clock=lambda: datetime(2026, 11, 22, 12, 0, tzinfo=UTC))
    app.intake.documents([SHARED / "documents" / name for name in NAMES], Said())
    app.intake.plan([SHARED / "plans" / "handlingsplan-2027.xlsx"])
    return app


@pytest.fixture(scope="module")
def answers(app):
    return [app.answers.ask(question) for question in QUESTIONS]


@pytest.mark.parametrize(
    ("question", "language"),
    [("what does the strategy say about preparedness", "en"), ("Vad säger strategin om beredskap?", "sv")],
)
def test_preparedness_is_answered_with_the_three_priorities_and_the_pandemics_only_as_the_earlier(
    app, question, language
):
    answer = app.answers.ask(question)

    current = [source for source in answer.sources if source.n not in answer.earlier]
    earlier = [source for source in answer.sources if source.n in answer.earlier]
    assert (answer.status, answer.answer_language) == (AnswerStatus.ANSWERED, language)
    assert [source.quote for source in current] == PRIORITIES
    assert {source.section[-2:] for source in current} == {
        ("C. Hållbar utveckling och resiliens inom life science", "Beredskap")
    }
    assert {source.document for source in current} == {NAMES[0]}
    assert {(source.document, source.state) for source in earlier} == {(NAMES[1], DocumentState.SUPERSEDED)}
    assert any("pandemi" in source.quote for source in earlier)
    assert {action.nr for action in answer.actions} >= {"S6", "U5", "G3"}


def test_every_quote_of_every_answer_is_its_span(app, answers):
    versions = app.library.versions()

    for answer in answers:
        for source in (*answer.sources, *answer.nearest):
            assert versions[source.document].content.text[source.start : source.end] == source.quote


def test_superseded_text_is_shown_only_as_the_earlier_unless_it_was_asked_for(answers):
    for answer in answers:
        if "förra" not in answer.question:
            superseded = {source.n for source in answer.sources if source.state is DocumentState.SUPERSEDED}
            assert superseded <= set(answer.earlier)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler-utils) is not installed")
def test_page_of_a_quote_is_the_page_on_which_pdftotext_finds_it(app, answers):
    versions = app.library.versions()
    quotes = [source for answer in answers for source in answer.sources if source.document.endswith(".pdf")]

    assert quotes
    for source in quotes:
        words = _bare(versions[source.document].content.text[source.start : source.end])
        file = SHARED / "documents" / source.document
        page = str(source.page)
        shown = subprocess.run(
            ["pdftotext", "-f", page, "-l", page, file, "-"], capture_output=True, check=True, text=True
        )
        assert words in _bare(shown.stdout), source


@pytest.mark.parametrize(
    "question", ["Hur lagar man pannkakor?", "Who won the football match?", "Vilken är Frankrikes huvudstad?"]
)
def test_question_of_another_domain_is_refused_with_what_was_searched(app, question):
    answer = app.answers.ask(question)

    assert (answer.status, answer.sentences) == (AnswerStatus.NOT_FOUND, ())
    assert "Life science-strategi för Stockholm-Uppsalaregionen" in answer.text


def test_plan_of_twenty_actions_goes_out_and_in_again_without_a_difference(app, tmp_path):
    from plans.formats.workbook import export_plan

    export_plan(app.planbook.actions(), tmp_path / "ut.xlsx")
    difference = app.intake.plan([tmp_path / "ut.xlsx"], dry_run=True).difference

    assert len(difference.unchanged) == 20
    assert (difference.created, difference.changed, difference.missing) == ((), (), ())


def _bare(text):
    """Return the letters and digits alone: line ends, hyphens and ligatures are the extractors' own.

    The figures of footnotes, which stick to words and stops where typesetting is lost, are no part of a quote.
    """
    return re.sub(r"[\W_]+", "", re.sub(r"(?<=[a-zåäö]{3})(?:[.)]?)\d{1,2}(?![\d\w])", "", text)).lower()
