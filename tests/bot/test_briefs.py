"""Summaries that are asked for during the year: of a place or an organisation, since a day, for a meeting."""

from datetime import date
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from bot.platforms.base import Message
from plans.model import Person, Role
from plans.refusals import PlanRefusal

OWNER, STORE_KEEPER = "ovning@kusten.example", "lager@havsbandet.example"
LEAD, COORDINATOR = "lead@havsbandet.example", "samordnare@havsbandet.example"


@pytest.fixture
def app(followed):
    app = followed(
        Person(address=COORDINATOR, name="Karin", role=Role.COORDINATOR),
        Person(address=LEAD, name="Lotta", role=Role.AREA_LEAD, areas=("Badvatten",)),
    )
    app.planbook.confirm("H1", "Åtgärden är genomförd. 3 övningar är klara.", OWNER, app.now())
    app.planbook.confirm("H2", "Arbetet pågår men är försenat. <script>alert(1)</script>", STORE_KEEPER, app.now())
    return app


def test_a_place_is_summed_up_with_its_actions_and_deviations(app, say):
    reply = say(COORDINATOR, "sammanfatta Beredskap")

    assert reply.text.splitlines()[:4] == snapshot(
        ["Läget: Beredskap", "", "Läget i korthet", "Av 2 åtgärder är 1 genomförd och 1 pågående."]
    )
    assert "H3" not in reply.text
    assert [Path(file.path).suffix for file in reply.files] == [".docx"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("vad har hänt sedan i somras?", "2 åtgärder av 3"),
        ("vad har hänt under de senaste två veckorna", "2 åtgärder av 3"),
        ("what has happened since last year", "2 åtgärder av 3"),
        ("vad är nytt i Badvatten sedan i våras", "Ingen av 1 åtgärder"),
        ("vad har hänt sedan 2027-10-05", "Ingen av 3 åtgärder"),
    ],
)
def test_what_has_happened_is_told_from_the_day_that_is_named(app, say, words, told):
    reply = say(COORDINATOR, words)

    assert told in reply.text


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("i våras", date(2027, 3, 1)),
        ("i somras", date(2027, 6, 1)),
        ("i höstas", date(2027, 9, 1)),
        ("i vintras", date(2026, 12, 1)),
        ("våren 2026", date(2026, 3, 1)),
        ("last spring", date(2027, 3, 1)),
        ("the summer of 2026", date(2026, 6, 1)),
        ("förra veckan", date(2027, 9, 27)),
    ],
)
def test_a_season_goes_back_to_the_day_it_began(app, words, day):
    assert app.briefs.day(words) == day


def test_the_day_that_a_season_was_taken_as_is_told(app, say):
    reply = say(COORDINATOR, "vad har hänt sedan i våras?")

    assert reply.text.splitlines()[0] == "Vad har hänt sedan 1\u00a0mars\u00a02027"


def test_a_changed_status_is_told_as_it_was_and_as_it_is(app, say):
    reply = say(COORDINATOR, "vad har hänt sedan i våras?")

    assert reply.text.splitlines()[3:8] == snapshot(
        [
            "2 åtgärder av 3 har rapporterats sedan 1\u00a0mars\u00a02027.",
            "",
            "Ny status",
            "• H1 Öva sanering av oljeutsläpp: Förut: Pågår. Nu: Genomförd.",
            "• H2 Bygg upp ett lager av länsor: Förut: Ej påbörjad. Nu: Pågår.",
        ]
    )


@pytest.mark.parametrize("words", ["history H1", "history of H1", "history for action H1"])
def test_a_history_is_asked_for_in_english_with_or_without_a_preposition(say, words):
    reply = say(COORDINATOR, words)

    assert reply.text.startswith(("Historik för åtgärd H1", "History of action H1"))


def test_a_history_quotes_every_reply(app, say):
    reply = say(COORDINATOR, "historik för h1")

    assert reply.text == snapshot("""\
Historik för åtgärd H1
• Huvudansvarig: Kustens räddningstjänst
• Tid: 31\u00a0december\u00a02027
• Indikator: Antal genomförda övningar
• Målvärde: 3
4\u00a0oktober\u00a02027: Genomförd. Antal genomförda övningar: 3
  ”Åtgärden är genomförd. 3 övningar är klara.” (enligt rapportören, 4\u00a0oktober\u00a02027)\
""")


def test_an_organisation_sees_what_it_has_taken_on(app):
    made = app.briefs.asked("organisation", "kustens räddningstjänsts", "sv")

    assert [account.nr for account in made.figures.accounts] == ["H1"]
    assert made.front.title == "Åtaganden: Kustens räddningstjänst"


def test_a_brief_for_a_meeting_and_a_pulse_are_written_as_files(app, say):
    replies = [say(COORDINATOR, "underlag till mötet om beredskap"), say(COORDINATOR, "halvårspuls")]

    assert [Path(file.path).name for reply in replies for file in reply.files] == snapshot(
        ["underlag-beredskap-2027-10-04.docx", "puls-2027-04-04-2027-10-04.docx"]
    )


@pytest.mark.parametrize(
    ("kind", "about", "refused"),
    [
        ("place", "Bananer", "no part of the plan called Bananer"),
        ("organisation", "Bananbolaget", "No organisation in the plan is called Bananbolaget"),
        ("action", "H99", "H99"),
    ],
)
def test_what_nobody_knows_is_refused_with_what_there_is(app, kind, about, refused):
    with pytest.raises(PlanRefusal, match=refused):
        app.briefs.asked(kind, about, "sv")


def test_an_area_lead_gets_only_what_they_lead(app, say):
    told = say(LEAD, "vad har hänt sedan i våras")

    assert "av 1 åtgärder" in told.text
    with pytest.raises(PlanRefusal):
        app.briefs.asked("action", "H1", "sv", within=app.planbook.actions()[2:])


def test_an_owner_is_told_whom_to_ask(app, say):
    assert "samordnare" in say(OWNER, "halvårspuls").text


def test_a_channel_gets_no_quotes(app):
    reply = app.conversation.handle(Message(COORDINATOR, "historik för H1", app.now(), place="slack:t1:c1:1"))

    assert not reply.files
    assert "direktmeddelande" in reply.text


def test_words_of_a_reply_stand_only_in_its_quote(app):
    made = app.briefs.asked("pulse", "", "sv")
    quotes = [block.words for block in made.blocks() if type(block).__name__ == "Quote"]
    others = [str(block) for block in made.blocks() if type(block).__name__ != "Quote"]

    assert any("<script>" in words for words in quotes)
    assert not any("<script>" in words for words in others)


def test_a_post_is_shared_only_when_its_words_are_approved(app, say):
    draft = say(COORDINATOR, "inlägg om vad vi har uppnått")
    channel = "slack:t1:c1:1"

    def write(text):
        return app.conversation.handle(Message(COORDINATOR, text, app.now(), place=channel))

    too_early = write("dela inlägget")
    approved = say(COORDINATOR, draft.buttons[0])
    shared = write("dela inlägget")
    again = write("dela inlägget")

    assert draft.text == snapshot("""\
Det här har vi uppnått i arbetet med handlingsplanen:
• Genomfört: Öva sanering av oljeutsläpp.

Godkänn orden, eller skriv: ändra inlägget till: din text. Gå sedan till kanalen och skriv till mig där: dela inlägget.\
""")
    assert "inget godkänt" in too_early.text
    assert "godkända" in approved.text
    assert shared.text == draft.text.partition("\n\n")[0]
    assert "inget godkänt" in again.text


def test_a_post_that_was_written_anew_is_approved_as_it_then_is(app, say):
    old = say(COORDINATOR, "inlägg")
    new = say(COORDINATOR, "ändra inlägget till: Vi har övat tre gånger!")

    refused = say(COORDINATOR, old.buttons[0])
    say(COORDINATOR, new.buttons[0])
    shared = app.conversation.handle(Message(COORDINATOR, "dela inlägget", app.now(), place="slack:t1:c1:1"))

    assert "inget är gjort" in refused.text
    assert shared.text == "Vi har övat tre gånger!"


def test_the_command_line_writes_a_brief(app, handslag):
    app.engine.dispose()
    now = ("--now", "2027-10-20T10:00")

    shown = handslag("brief", "since", "i våras", *now)
    written = handslag("brief", "meeting", "--format", "md,docx", "--out", app.settings.home / "ut", "--json", *now)
    wrong = handslag("brief", "banan", *now)
    no_slides = handslag("brief", "pulse", "--format", "pptx", "--out", app.settings.home / "ut", *now)
    no_day = handslag("brief", "since", "nånstans", *now)

    assert "2 åtgärder av 3" in shown.out
    assert [Path(file).suffix for file in written.json["files"]] == [".md", ".docx", ".json"]
    assert (wrong.status, no_day.status) == (1, 1)
    assert "place, organisation" in wrong.err
    assert (no_slides.status, "docx, pdf, html, md" in no_slides.err) == (1, True)
