"""A year in Teams, through the stand-in: what people write, press and fill in, and what they see."""

from datetime import date

import pytest

from bot.demo.script import load_script
from plans.audit import verify
from retrieval.ingesting import Said
from tests.scenarios.teams_world import teams_year

HANNAH, SARA, JOHAN, MARIA, PER, MATTIAS, ANNELI = (
    "hannah.clarke@norrviksuniversitet.example",
    "sara.bergqvist@norrvikbioprocess.example",
    "beredskap@norrvik.example",
    "vardskap@lovhamra.example",
    "utbildning@eksundatekniska.example",
    "mattias.ek@eksundatekniska.example",
    "kansli@livskusten.example",
)


@pytest.fixture
def year(tmp_path):
    """Begin a year: documents and plan are read in, everybody has the app, nobody has written to it."""
    with teams_year(tmp_path / "home", "2027-01-18T08:00:00") as world:
        script = load_script()
        world.app.intake.plan([script.plan_path])
        for document in reversed(script.documents):
            told = Said(
                type=document.type,
                state=document.state,
                valid_from=document.valid_from,
                valid_to=document.valid_to,
                supersedes=document.supersedes,
            )
            world.app.intake.documents([document.path], told)
        with world.app.store.transaction() as ledger:
            ledger.people.save(cast.person for cast in script.people)
        for cast in script.people:
            world.people[cast.address] = world.teams.person(
                cast.name, cast.address, locale="en-GB" if cast.language == "en" else "sv-SE"
            )
        yield world


def test_a_year_in_teams(year):
    hannah, sara, johan, maria, per, mattias, anneli = (
        year.people[who] for who in (HANNAH, SARA, JOHAN, MARIA, PER, MATTIAS, ANNELI)
    )
    board = year.teams.world.team("Livskusten", [sara.user, hannah.user, johan.user], channels=("Planen",))
    channel = year.teams.world.channel(board, "Planen")

    # February: questions, in a channel and alone.
    year.at("2027-02-02T10:12")
    asked = year.does(sara.mentions, channel, "Vad säger strategin om beredskap?")
    assert "beredskap" in sara.sees(channel, thread=asked).split("Handslag", 1)[1]
    year.does(hannah.says, "What does the strategy say about preparedness?")
    assert any(message.citations for message in hannah.got())
    year.does(hannah.clicks, "That is me")

    # October: owners who have said who they are, are asked without having asked for it.
    for owner in (johan, maria, per, mattias, anneli):
        year.does(owner.says, "Hej")
        year.does(owner.clicks, "Det är jag")
    year.at("2027-09-27T10:00")
    year.app.follow_up.open_cycle(2027, date(2027, 10, 29), year.clock(), ANNELI)
    for day in ("2027-10-01", "2027-10-04", "2027-10-05"):
        year.at(f"{day}T09:00")

    # In words, read back and confirmed.
    year.does(johan.says, "N3 Två övningar är klara, den tredje är försenad till mars, ca 60 %")
    year.does(johan.clicks, "Stämmer")
    assert "Lägesrapporten om N3 är sparad." in johan.sees()

    # By form, in the place of the question.
    year.does(maria.clicks, "Fyll i formulär")
    form = maria.card("Det här är gjort")
    form.fills("done", "Värdar finns nu i alla kommuner.")
    year.does(form.clicks, "Skicka")
    assert "är sparad" in maria.sees()

    # Handed over to a colleague, who takes it and answers.
    year.does(per.clicks, "Inte min")
    year.does(per.says, MATTIAS)
    year.at("2027-10-06T09:00")
    year.does(mattias.clicks, "Jag tar över")
    year.does(mattias.says, "Utbildningen startade i augusti och 26 personer är antagna. Allt går enligt plan.")
    year.does(mattias.clicks, "Stämmer")
    assert "är sparad" in mattias.sees()

    # The coordinator approves and sees how it goes.
    year.does(anneli.says, "godkänn N3")
    year.does(anneli.says, "läget")
    assert "Uppföljningen 2027" in anneli.sees()

    assert year.app.outgoing.unsettled(year.since) == ()
    assert year.teams.warnings == []
    with year.app.store.reading() as ledger:
        assert verify(ledger.trail.all()) is None
