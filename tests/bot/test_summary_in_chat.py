"""Those who run the follow-up get the year's summary in chat as files, for themselves alone."""

from pathlib import Path

import pytest

from bot.platforms.base import Message
from bot.platforms.console import as_text
from plans.model import Person, Role

OWNER, COORDINATOR = "ovning@kusten.example", "samordnare@havsbandet.example"


@pytest.fixture
def app(followed):
    return followed(
        Person(address=COORDINATOR, name="Karin", role=Role.COORDINATOR),
    )


@pytest.mark.parametrize(
    ("words", "endings"),
    [
        ("sammanfattning", [".docx", ".pdf"]),
        ("Skicka sammanfattningen för 2027 som markdown, tack", [".md"]),
        ("send the summary for 2027 as a presentation and excel", [".pptx", ".xlsx"]),
    ],
)
def test_coordinator_gets_the_summary_as_the_files_they_ask_for(app, say, words, endings):
    reply = say(COORDINATOR, words)

    assert [Path(file.path).suffix for file in reply.files] == endings
    assert as_text(reply).endswith(reply.files[-1].path)


def test_the_summary_in_chat_holds_the_actions(app, say):
    reply = say(COORDINATOR, "rapporten 2027 som md")

    assert "H1" in Path(reply.files[0].path).read_text(encoding="utf-8")


def test_a_channel_gets_no_files(app):
    reply = app.conversation.handle(Message(COORDINATOR, "sammanfattning", app.now(), place="slack:t1:c1:1"))

    assert not reply.files
    assert "direktmeddelande" in reply.text


def test_an_owner_is_told_whom_to_ask(app, say):
    assert "samordnare" in say(OWNER, "sammanfattning").text


def test_a_year_without_a_follow_up_is_said_to_have_none(app, say):
    reply = say(COORDINATOR, "sammanfattning 2019")

    assert not reply.files
    assert "2019" in reply.text
