"""A second client, Microsoft's own: asked, asking, pressed and filled in as in Teams. `make playground` fetches it."""

import json
import shutil
from datetime import date

import pytest

from bot.service import Service
from bot.settings import Settings
from bot.wiring import build
from plans.model import Person, Role
from retrieval.ingesting import Said
from tests.bot.conftest import STRATEGY
from tests.scenarios.running_world import StoryClock, Year, running
from tests.scenarios.teams_world import settings_of
from tests.stand_ins.playground import HERE, WHY, playground
from tests.stand_ins.teams import stand_in
from tests.stand_ins.teams.cards import parts_of

pytestmark = pytest.mark.skipif(not HERE.exists() or shutil.which("node") is None, reason=WHY)
OWNER = "lager@havsbandet.example"


@pytest.fixture(scope="module")
def year(tmp_path_factory, empty_home, written_plan):
    """The service with the Playground before it, and its guard as in production; the owner of H2 sits at the screen."""
    folder = tmp_path_factory.mktemp("playground")
    shutil.copytree(empty_home, folder / "home")
    (folder / "strategi-2026.md").write_text(STRATEGY, encoding="utf-8")
    with stand_in() as teams, playground(teams, folder) as (client, relay):
        clock = StoryClock("2027-09-20T08:00:00")
        first = build(Settings(home=folder / "home"), clock=clock)  # while the Playground starts
        first.intake.documents([folder / "strategi-2026.md"], Said())
        first.intake.plan([written_plan])
        first.follow_up.open_cycle(2027, date(2027, 10, 29), clock(), OWNER)
        client.begin()
        changed = {"teams_tenant_id": client.config["tenantId"], "teams_service_url": client.service}
        app = build(settings_of(teams, folder / "home").model_copy(update=changed), clock=clock)
        account = f"{client.config['tenantId']}:{client.me['aadObjectId']}"
        with app.store.transaction() as ledger:
            ledger.people.save([Person(address=OWNER, name="Lisa Alm", role=Role.OWNER, language="sv", teams=account)])
        year = Year(app, clock)
        with running(Service(app, lambda: None, sign_after=600)) as port:
            relay.to = f"http://127.0.0.1:{port}/api/messages"
            yield year, client


def filled_in(card, **values):
    """What the inputs of a card hold, and what was written in some of them."""
    inputs = [part for part in parts_of(card["body"]) if str(part.get("type")).startswith("Input.")]
    return {one["id"]: one["value"] for one in inputs if one.get("value")} | values


def test_a_question_is_answered_with_citations_and_judged(year):
    world, lisa = year

    world.does(lisa.says, "Vad säger strategin om beredskap?")
    answer = lisa.waits_for("Så här säger")
    world.does(lisa.judges, answer)

    cited = [claim["appearance"]["abstract"] for claim in answer["aiEntity"]["citation"]]
    assert cited[0] == "Beredskap för oljeutsläpp längs hela kusten"
    assert [given.helpful for given in world.app.feedback.all()] == [True]


def test_a_mention_in_a_channel_is_answered_there(year):
    world, lisa = year

    place = world.does(lisa.mentions, "Vad säger strategin om badvatten?")

    assert lisa.waits_for("Rena badplatser i alla kommuner", place)


def test_the_owner_is_asked_and_reports_by_form_and_in_words(year):
    world, lisa = year
    world.does(lisa.installs)
    world.at("2027-10-01T09:00")

    asked = lisa.waits_for("Det är dags att följa upp åtgärden H2")
    form = world.does(lisa.presses, "Fyll i formulär", asked)
    wrong = world.does(lisa.presses, "Skicka", asked, card=form, inputs=filled_in(form, done=""))
    world.does(lisa.presses, "Skicka", asked, card=form, inputs=filled_in(form, done="Mer länsa är köpt."))
    receipt = lisa.waits_for("Lägesrapporten om H2 är sparad.")
    world.does(lisa.says, "rätta H2: 400 meter länsa är köpta, pågår enligt plan")
    read = lisa.waits_for("400")
    world.does(lisa.presses, "Stämmer", read)

    assert "Skriv minst en rad om läget" in json.dumps(wrong, ensure_ascii=False)
    assert receipt
    assert lisa.waits_for("Rättelsen av H2 är sparad")
    with world.app.store.reading() as ledger:
        assert [update.author for update in ledger.updates.about("H2")] == [OWNER, OWNER]
    assert [call.state for call in world.app.outgoing.unsettled(world.since)] == []
