"""The service in Teams: who gets in, what is answered where, and what comes of a form and of words."""

import json

import httpx
import pytest
from inline_snapshot import snapshot

from bot.platforms.base import Delivery, FileOut, Reply
from bot.platforms.teams.files import Offers
from plans.model import Person, Role
from tests.stand_ins.teams import FORGED


def arrived(world):
    return sum(world.app.inbox.counts().values())


def activity_of(world, person):
    """What somebody wrote, as Teams brought it; it has been worked on."""
    world.does(person.says, "Hej")
    return person.last.activity


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        ({"key": FORGED}, 401),
        ({"key": FORGED, "kid": "stand-in-key"}, 401),
        ({"audience": "another-app"}, 401),
        ({"issuer": "https://sts.windows.net/another/"}, 401),
        ({"expires_in": -900}, 401),
        ({"service_url": "https://smba.trafficmanager.net/other/"}, 401),
        ({"service_url": None}, 401),
    ],
)
def test_token_that_is_not_microsofts_for_us_is_refused_and_nothing_is_written_down(world, anna, claims, status):
    said = activity_of(world, anna) | {"id": "new", "text": "Hej igen", "timestamp": "2027-01-01T00:00:00Z"}
    before = arrived(world)

    answered = world.teams.delivery.forged(said, **claims)

    assert (answered[0], arrived(world)) == (status, before)


@pytest.mark.parametrize(
    "changed",
    [
        {"channelData": {"tenant": {"id": "another"}}},
        {"channelData": {"tenant": {}}},
        {"channelData": {"tenant": "another"}},
        {"conversation": {"id": "a:1x", "conversationType": "personal"}, "channelData": {}},
        {"conversation": {"id": "a:1x", "tenantId": "another", "conversationType": "personal"}},
        {"channelId": "webchat"},
        {"serviceUrl": "https://evil.example/"},
        {"serviceUrl": ""},
    ],
)
def test_valid_token_of_another_tenant_channel_or_service_is_refused(world, anna, changed):
    said = activity_of(world, anna) | {"id": "new", "timestamp": "2027-01-01T00:00:00Z"} | changed
    before = arrived(world)

    status, _ = world.teams.delivery.forged(said, service_url=changed.get("serviceUrl", ""))

    assert (status, arrived(world)) == (403, before)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b"null", 400),
        (b'{"type": "message"}', 400),
        (b'{"type": "message", "id": "1", "from": "x", "conversation": {"id": "1"}}', 400),
        (b'{"text": "\\ud800"}', 400),
        (b"[" * 100_000, 400),
        (b" " * 10_000_000, 413),
    ],
)
def test_body_that_is_no_activity_is_refused(world, body, status):
    before = arrived(world)

    answered, _ = world.teams.delivery.raw(body)

    assert (answered, arrived(world)) == (status, before)


def test_request_without_a_token_is_refused(world, anna):
    said = activity_of(world, anna) | {"id": "new", "timestamp": "2027-01-01T00:00:00Z"}

    assert world.teams.delivery.raw(json.dumps(said), token="")[0] == 401


def test_flood_of_junk_tokens_fetches_no_keys_and_changes_nothing(world, anna):
    said = activity_of(world, anna) | {"id": "new", "timestamp": "2027-01-01T00:00:00Z"}
    before, fetched = arrived(world), world.teams.key_fetches

    statuses = world.teams.delivery.flood(said, 200)

    assert set(statuses) <= {401, 503}
    assert arrived(world) == before
    assert world.teams.key_fetches - fetched <= 1  # the library looks once a half minute for a key it does not know
    assert httpx.get(f"{world.url}/health").status_code == 200


def test_same_message_again_also_under_a_new_id_is_answered_once(world, anna):
    world.does(anna.says, "Vad säger strategin om beredskap?")
    before = anna.sees()

    world.does(world.teams.delivery.again, anna.last, copies=2)
    world.does(world.teams.delivery.again, anna.last, copies=2, new_id=True)

    assert anna.sees() == before


def test_question_in_private_is_answered_with_citations(world, anna):
    world.does(anna.says, "Vad säger strategin om beredskap?")

    answer = next(message for message in anna.got() if message.citations)
    assert "oljeutsläpp" in answer.text
    assert not answer.is_ai
    assert world.teams.warnings == []


def test_question_by_mention_in_a_channel_is_answered_in_its_thread(world, anna):
    board = world.teams.world.team(f"Grupp {anna.user.name}", [anna.user], channels=("Planen",))
    plan = world.teams.world.channel(board, "Planen")

    asked = world.does(anna.mentions, plan, "Vad säger strategin om badvatten?")

    assert "badplatser" in anna.sees(plan, thread=asked)
    assert anna.got() == []


def test_invoke_that_means_nothing_to_us_is_answered_without_an_error(world, anna):
    said = activity_of(world, anna) | {"type": "invoke", "timestamp": "2027-01-01T00:00:00Z"}
    before = arrived(world)

    for name in ("composeExtension/query", "task/fetch", "no/such"):
        status, _ = world.teams.delivery.raw(json.dumps(said | {"id": name, "name": name, "value": {}}))
        assert status == 200

    assert arrived(world) == before


def test_refresh_of_a_card_and_a_new_version_are_answered_and_press_nothing(world, anna):
    said = activity_of(world, anna)
    data = {"verb": "press", "key": "confirm", "value": "H2#1", "nonce": "n"}
    asked = {"action": {"type": "Action.Execute", "verb": "press", "data": data}, "trigger": "automatic"}
    refresh = said | {"type": "invoke", "name": "adaptiveCard/action", "id": "r", "value": asked}
    before = arrived(world)

    status, answer = world.teams.delivery.raw(json.dumps(refresh))

    assert (status, json.loads(answer)["statusCode"]) == (200, 200)
    assert arrived(world) == before
    assert anna.installs("add-upgrade").acked
    world.settle()


def test_owner_is_asked_without_having_asked_once_it_is_known_who_they_are(lisa):
    assert "H2" in lisa.sees()
    assert "Fyll i formulär" in lisa.sees()


def test_free_text_is_read_back_and_confirmed_in_place(world, lisa):
    world.does(lisa.says, "H2: 300 meter länsa är köpta, det går enligt plan")
    read_back = lisa.card("300")

    done = world.does(read_back.clicks, "Stämmer")

    assert "Du valde: Stämmer" in json.dumps(done.card, ensure_ascii=False)
    assert "Tack. Lägesrapporten om H2 är sparad." in lisa.sees()
    with world.app.store.reading() as ledger:
        assert ledger.people.get("lager@havsbandet.example").teams == f"{world.teams.tenant}:{lisa.user.aad}"


def test_reading_of_an_edited_reply_stands_where_the_first_stood(world, lisa):
    said = world.does(lisa.says, "H2: 110 meter länsa är köpta, pågår enligt plan")
    first = lisa.waits_for("Stämmer det?")

    world.does(lisa.edits, said, "H2: 120 meter länsa är köpta, pågår enligt plan")

    again = lisa.waits_for("läst det igen")
    assert (again.id, "120" in again.shown) == (first.id, True)
    world.does(lisa.clicks, "Stämmer", again)


def test_form_opens_in_place_says_what_is_wrong_beside_the_field_and_is_sent_once(world, lisa):
    world.does(lisa.says, "rapportera H2")
    world.does(lisa.clicks, "Fyll i formulär")
    form = lisa.card("Antal meter länsa")
    before = arrived(world)
    label = next(one for one in form.labels if one.startswith("Antal meter länsa"))
    wrong = form.fills(label, "många").clicks("Skicka")

    assert arrived(world) == before
    assert "många" in json.dumps(wrong.card, ensure_ascii=False)

    form = lisa.card("Antal meter länsa")
    label = next(one for one in form.labels if one.startswith("Antal meter länsa"))
    world.does(form.fills(label, "350").clicks, "Skicka")
    world.does(world.teams.delivery.again, lisa.last, new_id=True)

    assert arrived(world) == before + 1
    assert "H2 är sparad" in lisa.sees()


def test_form_that_is_not_wanted_changes_nothing(world, lisa):
    world.does(lisa.says, "rapportera H2")
    world.does(lisa.clicks, "Fyll i formulär")
    before = arrived(world)

    done = lisa.clicks("Avbryt")

    assert "Inget är sparat." in json.dumps(done.card, ensure_ascii=False)
    assert arrived(world) == before


def test_old_client_gets_its_form_in_the_place_of_the_message(world, lisa):
    world.does(lisa.says, "rapportera H2")
    world.teams.without_execute = True
    try:
        world.does(lisa.clicks, "Fyll i formulär")
        assert "Antal meter länsa" in lisa.sees()
        world.does(lisa.clicks, "Avbryt")
        assert "Inget är sparat." in lisa.sees()
    finally:
        world.teams.without_execute = False


def test_somebody_whose_app_is_taken_out_is_not_reached_and_is_again_when_it_is_back(world):
    karin = world.teams.person("Karin", "samordnare@havsbandet.example")
    world.does(karin.says, "Hej")
    world.does(karin.clicks, "Det är jag")
    reached = world.app.accounts.of("samordnare@havsbandet.example", "teams")

    karin.uninstalls()
    world.settle()
    with world.app.store.reading() as ledger:
        person = ledger.people.get("samordnare@havsbandet.example")
    failed = world.app.platforms["teams"].deliver(person, Reply("Hej"))
    karin.installs()
    world.settle()
    sent = world.app.platforms["teams"].deliver(person, Reply("Välkommen tillbaka"))

    assert reached
    assert (failed.delivery, failed.unreachable) == (Delivery.FAILED, True)
    assert (sent.delivery, karin.got()[-1].text) == (Delivery.SENT, "Välkommen tillbaka")


def test_thumb_under_an_answer_counts_with_its_reason(world, anna):
    world.does(anna.says, "Vad säger strategin om beredskap?")

    world.does(anna.gives_feedback, good=True)
    world.does(anna.gives_feedback, good=False, reason="Fel avsnitt")

    (given,) = [one for one in world.app.feedback.all() if one.question == "Vad säger strategin om beredskap?"]
    assert (given.helpful, given.reason) == (False, "Fel avsnitt")


def test_reason_for_a_thumb_up_is_kept_too(world, anna):
    world.does(anna.says, "Vad säger strategin om badvatten?")

    world.does(anna.gives_feedback, good=True, reason="Precis det jag sökte")

    (given,) = [one for one in world.app.feedback.all() if one.person == f"teams:{world.teams.tenant}:{anna.user.aad}"]
    assert (given.helpful, given.reason) == (True, "Precis det jag sökte")


def test_summary_is_put_in_the_readers_own_drive_once_they_allow_it(world):
    anneli = world.teams.person("Anneli", "anneli@havsbandet.example")
    with world.app.store.transaction() as ledger:
        ledger.people.save([Person(address="anneli@havsbandet.example", name="Anneli", role=Role.COORDINATOR)])
    world.does(anneli.says, "Hej")
    world.does(anneli.clicks, "Det är jag")

    world.does(anneli.says, "sammanfattning")
    anneli.consents(accept=False)
    world.teams.until(lambda: len(world.teams.answers("delete")) == 1)
    nothing = dict(anneli.files)
    anneli.consents()
    world.teams.until(lambda: len(world.teams.answers("delete")) == 2)

    ((name, content),) = anneli.files.items()
    assert nothing == {}
    assert name.endswith((".docx", ".pdf"))
    assert content
    world.teams.until(lambda: not list((world.app.settings.home / "outgoing").rglob("*.docx")))


def test_summary_asked_for_where_others_read_along_leads_to_the_chat_and_hands_over_nothing_there(world, anna):
    group = world.teams.world.group(f"Trion {anna.user.name}", [anna.user])
    with world.app.store.transaction() as ledger:
        ledger.people.save([Person(address=anna.user.email, name=anna.user.name, role=Role.COORDINATOR)])
    world.does(anna.says, "Hej")
    world.does(anna.clicks, "Det är jag")

    world.does(anna.mentions, group, "sammanfattning")

    (told,) = anna.got(group)
    assert told.shown.splitlines()[0] == snapshot(
        "Sammanfattningen skickar jag bara i direktmeddelande. Skriv sammanfattning till mig där."
    )
    assert told.links == [f"https://teams.microsoft.com/l/chat/0/0?users=28:{world.teams.app_id}"]


def test_file_goes_only_to_whom_it_was_offered(world, tmp_path):
    (tmp_path / "a.md").write_text("Hej", encoding="utf-8")
    offers = Offers(tmp_path, "secret")
    asked = offers.asking(FileOut(name="a.md", title="A", path=str(tmp_path / "a.md")), "anna")
    context = asked["attachments"][0]["content"]["acceptContext"]
    answer = {"value": {"action": "accept", "context": context, "uploadInfo": {"uploadUrl": "u"}}}
    elsewhere = {"value": {"action": "accept", "context": context | {"file": "../a.md"}}}

    assert offers.answered(answer, "anna").upload == "u"
    assert offers.answered(answer, "bo") is None
    assert offers.answered(elsewhere, "anna") is None


def test_file_that_an_owner_sends_is_kept_as_evidence(world, lisa):
    world.does(lisa.says, "rapportera H2")

    world.does(lisa.uploads, "kvitto.pdf", b"%PDF-1.4 kvitto", "H2: 350 meter länsa, pågår enligt plan")

    assert "kvitto.pdf" in lisa.sees().split("Lisa Alm:")[-1]


def test_log_of_a_refused_request_holds_nothing_that_it_said(world, anna, capfd):
    said = activity_of(world, anna) | {"id": "new", "text": "hemligheten", "timestamp": "2027-01-01T00:00:00Z"}

    world.teams.delivery.forged(said, key=FORGED)

    out, err = capfd.readouterr()
    assert "hemligheten" not in out + err
    assert "Traceback" not in out + err
