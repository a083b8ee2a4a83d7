"""A year's report is commented on, approved by its content hash, presented and archived, by commands and in chat."""

import pytest
from inline_snapshot import snapshot

from bot.platforms.console import as_text
from plans.model import Person, Role
from plans.refusals import PlanRefusal

OWNER, LEAD, COORDINATOR = "ovning@kusten.example", "lead@havsbandet.example", "samordnare@havsbandet.example"


@pytest.fixture
def app(followed):
    app = followed(
        Person(address=COORDINATOR, name="Karin", role=Role.COORDINATOR),
        Person(address=LEAD, name="Lotta", role=Role.AREA_LEAD, areas=("Beredskap",)),
    )
    app.planbook.confirm("H1", "Arbetet pågår enligt plan. 2 övningar är genomförda.", OWNER, app.now())
    app.follow_up.close(2027, app.now(), COORDINATOR)
    return app


def draft_hash(app, language="sv"):
    return app.reports.draft(2027, language).content_hash


def press(app, say, reply):
    return say(COORDINATOR, reply.buttons[0])


def test_what_is_approved_is_what_was_read(app):
    version = app.reports.approve(2027, draft_hash(app)[:12], COORDINATOR)

    approved = app.reports.summary(2027, "sv")
    assert (version.number, version.language, version.reason) == (1, "sv", None)
    assert approved.content_hash == version.content_hash
    assert approved.front.notice.startswith("Uppföljningen är godkänd")


def test_the_report_can_be_approved_by_its_english_hash(app):
    assert app.reports.approve(2027, draft_hash(app, "en"), COORDINATOR).language == "en"


@pytest.mark.parametrize("said", ["", "abc", "0123456789abcdef"])
def test_another_hash_approves_nothing(app, said):
    with pytest.raises(PlanRefusal, match="checksum"):
        app.reports.approve(2027, said, COORDINATOR)

    assert app.reports.review(2027, "sv").versions == ()


def test_an_answer_that_comes_after_the_reading_stops_the_approval(app):
    read = draft_hash(app)
    app.planbook.confirm("H3", "Vi mäter varje vecka, arbetet pågår.", OWNER, app.now())

    with pytest.raises(PlanRefusal, match="checksum"):
        app.reports.approve(2027, read, COORDINATOR)


def test_comments_wait_for_an_answer_before_the_approval(app):
    made, section = app.reports.comment(2027, "gapanalys", "Nämn länsorna", LEAD, "sv")

    with pytest.raises(PlanRefusal, match="comments 1"):
        app.reports.approve(2027, draft_hash(app), COORDINATOR)
    app.reports.settle(2027, made.number, "Står nu i avsnitt 7", COORDINATOR)

    assert section.key == "gaps"
    assert app.reports.draft(2027, "sv").front.notice.startswith("Uppföljningen är granskad")
    assert app.reports.approve(2027, draft_hash(app), COORDINATOR).number == 1


@pytest.mark.parametrize(
    ("section", "text", "by", "refused"),
    [
        ("bananer", "Nej", LEAD, "no section bananer"),
        ("4", "  ", LEAD, "comment is empty"),
        ("4", "x" * 4_001, LEAD, "4001 characters"),
        ("4", "Stämmer inte", OWNER, "coordinator"),
    ],
)
def test_a_comment_that_cannot_be_taken_says_why(app, section, text, by, refused):
    with pytest.raises(PlanRefusal, match=refused):
        app.reports.comment(2027, section, text, by, "sv")


def test_a_later_change_is_a_new_version_with_a_reason_and_what_differs(app):
    app.reports.approve(2027, draft_hash(app), COORDINATOR)
    app.follow_up.review(2027, app.now(), COORDINATOR, "En siffra var fel")
    app.planbook.confirm("H2", "Åtgärden är genomförd. 900 meter länsa finns.", "lager@havsbandet.example", app.now())
    app.follow_up.close(2027, app.now(), COORDINATOR)

    with pytest.raises(PlanRefusal, match="needs a reason"):
        app.reports.approve(2027, draft_hash(app), COORDINATOR)
    second = app.reports.approve(2027, draft_hash(app), COORDINATOR, "En siffra var fel")

    found = app.reports.difference(2027, "sv", 1, 2)
    changed = {
        change.name: (change.before.value, change.after and change.after.value)
        for change in found.figures
        if change.is_in_value and change.before
    }
    assert second.number == 2
    assert changed["by_implementation.completed"] == (0, 1)
    assert "areas" in {section.key for section in found.sections}
    told = [line for section in app.reports.summary(2027, "sv").sections for line in map(str, section.blocks)]
    assert any("ersätter version 1" in line for line in told)


def test_an_approved_version_says_the_same_whatever_comes_after(app):
    first = app.reports.approve(2027, draft_hash(app), COORDINATOR)
    app.follow_up.present(2027, app.now(), COORDINATOR)
    app.follow_up.review(2027, app.now(), COORDINATOR, "Ett svar saknades")
    app.planbook.confirm("H3", "Mätningarna är klara.", OWNER, app.now())
    app.follow_up.close(2027, app.now(), COORDINATOR)

    assert app.reports.summary(2027, "sv", 1).content_hash == first.content_hash
    assert app.reports.summary(2027, "sv").content_hash != first.content_hash  # the draft of the next
    with pytest.raises(PlanRefusal, match="no version 7"):
        app.reports.summary(2027, "sv", 7)


def test_the_review_goes_on_in_chat(app, say):
    said = [say(LEAD, "kommentera avsnitt 7: Nämn länsorna")]
    said.append(say(COORDINATOR, "godkänn rapporten"))
    said.append(say(COORDINATOR, "besvara synpunkt 1: Står nu i avsnittet."))
    said.append(say(COORDINATOR, "godkänn rapporten"))
    said.append(press(app, say, said[-1]))
    said.append(say(COORDINATOR, "rapporten är överlämnad till Högnivågruppen"))
    said.append(press(app, say, said[-1]))
    said.append(say(COORDINATOR, "arkivera rapporten 2027"))
    said.append(press(app, say, said[-1]))
    hash_ = app.reports.review(2027, "sv").versions[0].content_hash

    assert [
        line for reply in said for line in as_text(reply).replace(hash_[:12], "HASH").splitlines() if line
    ] == snapshot(
        [
            "Tack. Synpunkt 1 på avsnitt 7, Gapanalys, är sparad.",
            "Svara på synpunkterna 1 först. Skriv till exempel: besvara synpunkt 1: vad som gjordes.",
            "Synpunkt 1 är besvarad.",
            "Du godkänner version 1 av uppföljningen 2027. Kontrollsumman på första sidan ska börja med HASH.",
            "Stämmer den med det du har läst? Svaren fryses när du godkänner.",
            "[Godkänn]  [Avbryt]",
            "Version 1 av uppföljningen 2027 är godkänd. Kontrollsumman börjar med HASH.",
            "Jag antecknar att version 1 av uppföljningen 2027 är överlämnad.",
            "[Ja, anteckna det]  [Avbryt]",
            "Version 1 av uppföljningen 2027 är antecknad som överlämnad.",
            "Jag antecknar att version 1 av uppföljningen 2027 är arkiverad. Efter det ändras uppföljningen inte mer.",
            "[Ja, anteckna det]  [Avbryt]",
            "Version 1 av uppföljningen 2027 är antecknad som arkiverad.",
        ]
    )
    assert app.reports.review(2027, "sv").versions[0].archived_at


def test_an_owner_can_neither_comment_nor_approve(app, say):
    assert "samordnare" in say(OWNER, "godkänn rapporten").text
    assert app.reports.review(2027, "sv").versions == ()


def test_a_draft_that_changed_since_it_was_shown_is_shown_again(app, say):
    shown = say(COORDINATOR, "godkänn rapporten")
    app.planbook.confirm("H3", "Vi mäter varje vecka, arbetet pågår.", OWNER, app.now())

    again = press(app, say, shown)

    assert "har ändrats" in again.text
    assert app.reports.review(2027, "sv").versions == ()


def test_the_commands_show_the_review_as_json(app, handslag):
    app.engine.dispose()
    now = ("--now", "2027-12-15T10:00")
    handslag("report", "comment", "2027", "1", "Bra", "--as", COORDINATOR, *now)
    handslag("report", "settle", "2027", "1", "--outcome", "Tack", *now)
    draft = handslag("report", "review", "2027", "--json", *now).json["draft"]

    approved = handslag("report", "approve", "2027", draft["content_hash"], "--json", *now)
    written = handslag("report", "2027", "--format", "md", "--out", app.settings.home / "ut", "--json", *now)
    unchanged = handslag("report", "diff", "2027", *now)

    assert (approved.json["version"], approved.json["content_hash"]) == (1, draft["content_hash"])
    assert written.json["files"][0].endswith("uppfoljning-2027.md")
    assert unchanged.out.strip() == "Det finns inga skillnader."
