"""Who may read what: an answer holds nothing but what everybody who will see it may read."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.platforms.base import Message
from bot.settings import Settings
from bot.wiring import build
from plans.model import Person, Role
from retrieval.answering import to_json
from retrieval.ingesting import Said
from retrieval.model import AnswerStatus, Audience
from retrieval.refusals import DocumentRefusal
from tests.bot.conftest import EARLIER, STRATEGY

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
KNOWN, UNLINKED = "anna@kusten.example", "slack:t1:u1"
INTERNAL = {
    "pm-sarbarhet.md": "# PM om sårbarhet i hamnen\n\n## Brister\n\nKajens pumpar saknar reservkraft vid utsläpp.\n",
    "utkast-2032.md": "# Strategi för havsbandet 2032\n\n## Prioriteringar\n\nVindkraftsparken ska få egna bärgare.\n",
}
OPEN = {"strategi-2026.md": STRATEGY, "strategi-2020.md": EARLIER}
MARKS = ("reservkraft", "pumpar", "sårbarhet", "2032", "Vindkraft", "bärgare", *INTERNAL)
QUESTIONS = (
    "Vad saknar pumparna?",
    "vad säger PM om sårbarhet i hamnen?",
    "Vad säger strategin om oljeutsläpp?",
    "vad gäller för bärgare?",
    "Vad säger strategin för 2032?",
    "vilka prioriteringar har strategin?",
    "vad har ändrats om beredskap?",
    "vad har ändrats om vindkraft?",
    "Which documents are there?",
    "vad säger strategin?",
    "what does the strategy say about wind power?",
    "hur många dokument finns det?",
    "reservkraft",
)


def read(home, documents, audience, app=None, **said):
    home.mkdir(exist_ok=True)
    app = app or build(Settings(home=home / "home", language="sv"), clock=lambda: NOW)
    for name, text in documents.items():
        paper = home / name
        paper.write_text(text, encoding="utf-8")
        app.intake.documents([paper], Said(audience=audience, **said))
    return app


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """An installation with documents for everyone and for those within."""
    app = read(tmp_path_factory.mktemp("both"), OPEN, None)
    read(tmp_path_factory.mktemp("inner"), INTERNAL, Audience.INTERNAL, app, supersedes=None)
    with app.store.transaction() as ledger:
        ledger.people.save([Person(address=KNOWN, name="Anna", role=Role.OWNER)])
    return app


@pytest.fixture(scope="module")
def without(tmp_path_factory):
    """The same installation as if nothing internal had ever been read."""
    return read(tmp_path_factory.mktemp("open"), OPEN, None)


def told(answer):
    return {name: value for name, value in to_json(answer).items() if name not in {"answer_id", "created_at"}}


def said(app, author, place, text):
    reply = app.conversation.handle(Message(author, text, NOW, place))
    return f"{reply.text} {to_json(reply.answer) if reply.answer else ''}"


@pytest.mark.parametrize("question", QUESTIONS)
def test_everyone_is_answered_as_if_what_is_internal_did_not_exist(app, without, question):
    assert told(app.answers.ask(question)) == told(without.answers.ask(question))


@settings(max_examples=25, deadline=None)
@given(
    reader=st.sampled_from([(KNOWN, "slack:t1:c1:1"), (UNLINKED, ""), (UNLINKED, "slack:t1:c1:1")]),
    name=st.sampled_from(sorted(INTERNAL)),
    words=st.lists(st.sampled_from(sorted({w for t in INTERNAL.values() for w in t.split()})), min_size=1, max_size=4),
)
def test_neither_a_channel_nor_somebody_unknown_is_told_a_word_of_an_internal_document(app, reader, name, words):
    title = INTERNAL[name].splitlines()[0].removeprefix("# ")
    question = f"vad står det om {' '.join(words).strip('#. ')} i dokumentet?"

    shown = said(app, *reader, question)

    repeated = shown.replace(question, "").casefold()
    assert title.casefold() not in repeated
    assert not [mark for mark in MARKS if mark.casefold() in repeated and mark.casefold() not in question.casefold()]


def test_a_person_of_the_register_is_told_in_private(app):
    assert "reservkraft" in said(app, KNOWN, "", "Vad saknar kajens pumpar?")


def test_what_was_answered_in_private_is_not_gone_on_from_in_a_channel(app):
    said(app, KNOWN, "", "Vad saknar kajens pumpar?")

    openly = said(app, KNOWN, "slack:t1:c1:2", "visa hela avsnittet")

    assert "reservkraft" not in openly


def test_a_section_and_a_comparison_of_what_is_internal_are_not_there_for_everyone(app):
    at = INTERNAL["pm-sarbarhet.md"].index("Kajens")
    quoted = app.answers.section("?", "pm-sarbarhet.md", "1", at, "sv", audience=Audience.INTERNAL)

    assert quoted is not None
    assert app.answers.section("?", "pm-sarbarhet.md", "1", at, "sv") is None
    with pytest.raises(DocumentRefusal) as refused:
        app.answers.compare("", "pm-sarbarhet.md", "strategi-2026.md")
    assert "pm-sarbarhet" not in refused.value.text("sv").removeprefix("Det finns inget dokument pm-sarbarhet.md")[60:]


def test_search_ranks_only_what_may_be_read(app):
    found = app.answers.searcher()("reservkraft till pumpar", 10)

    assert not {hit.passage.document for hit in found.hits} & set(INTERNAL)


def test_a_document_made_internal_takes_its_earlier_versions_with_it(tmp_path):
    name, first = "pm.md", "# PM om lager\n\n## Lager\n\nLagret med länsor finns i Sandviken.\n"
    app = read(tmp_path, {name: first}, None)
    read(tmp_path, {name: first.replace("Sandviken", "Norrhamn")}, Audience.INTERNAL, app)

    asked = app.answers.ask("Var finns lagret med länsor?")

    assert asked.status is AnswerStatus.NOT_FOUND
    assert app.answers.section("?", name, "1", first.index("Lagret"), "sv") is None


def test_a_document_stays_internal_when_its_text_changes(tmp_path):
    name, first = "pm.md", "# PM om lager\n\n## Lager\n\nLagret med länsor finns i Sandviken.\n"
    app = read(tmp_path, {name: first}, Audience.INTERNAL)

    read(tmp_path, {name: first.replace("Sandviken", "Norrhamn")}, None, app)

    assert [one.audience for one in app.register.versions(name)] == [Audience.INTERNAL] * 2


def test_opening_a_document_opens_no_earlier_version_of_it(tmp_path):
    name, first = "pm.md", "# PM om lager\n\n## Lager\n\nLagret med länsor finns i Sandviken.\n"
    app = read(tmp_path, {name: first}, Audience.INTERNAL)

    read(tmp_path, {name: first.replace("Sandviken", "Norrhamn")}, Audience.EVERYONE, app)

    assert app.answers.section("?", name, "1", first.index("Lagret"), "sv") is None
    assert "Norrhamn" in app.answers.ask("Var finns lagret med länsor?").text
    assert "Sandviken" not in app.answers.ask("vad har ändrats om lager?").text


def test_who_reports_is_told_in_private_to_people_of_the_register_alone(tmp_path, plan):
    app = build(Settings(home=tmp_path / "home", language="sv"), clock=lambda: NOW)
    app.intake.plan([plan])
    with app.store.transaction() as ledger:
        ledger.people.save([Person(address=KNOWN, name="Anna", role=Role.OWNER)])
    question = "vem rapporterar på H1?"

    shown = [said(app, *reader, question) for reader in ((KNOWN, ""), (KNOWN, "slack:t1:c1:1"), (UNLINKED, ""))]

    assert [("ovning@kusten.example" in text) for text in shown] == [True, False, False]
    assert "@" not in said(app, UNLINKED, "", "vilka åtgärder finns?")
    assert "@" not in said(app, KNOWN, "slack:t1:c1:1", "hur går det med H1?")
    assert "@" not in said(app, KNOWN, "slack:t1:c1:1", "visa mer")


def test_documents_and_ingest_tell_who_may_read(handslag, tmp_path):
    paper = tmp_path / "pm.md"
    paper.write_text("# PM om lager\n\n## Lager\n\nLagret finns i Sandviken.\n", encoding="utf-8")

    handslag("ingest", str(paper), "--audience", "internal")

    assert handslag("documents", "--json").json[0]["audience"] == "internal"
    assert "internt" in handslag("documents").out
    assert "Läses av: internt" in handslag("documents", "show", "pm.md").out
    assert "Sandviken" in handslag("ask", "Var finns lagret?").out
