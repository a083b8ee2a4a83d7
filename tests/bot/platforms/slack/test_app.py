"""What Slack sends is checked, written down and only then acknowledged, over HTTP and over a socket alike."""

import json
from datetime import UTC, datetime

import pytest
from slack_sdk.web.async_client import AsyncWebClient
from structlog.testing import capture_logs

from bot.platforms.base import Reply
from bot.platforms.heard import Opened, Pressed, Said, Uninstalled
from bot.platforms.slack.app import SlackApp
from bot.platforms.slack.manifest import manifest
from bot.platforms.slack.reading import heard_in
from bot.platforms.slack.socket import Socket
from prompts.texts import texts
from tests.stand_ins.bare_app import Life
from tests.stand_ins.slack import stand_in

NOW = datetime(2027, 10, 1, 7, 0, tzinfo=UTC)
SECRET_WORDS = "förtroliga ord"
JSON = {"content-type": "application/json"}


class Keeper:
    """Keeps what is recorded, and opens nothing."""

    def __init__(self):
        self.heard, self.lost, self.fault = [], [], None

    async def record(self, heard):
        if self.fault:
            raise self.fault
        self.heard.append(heard)

    def form(self, _pressed, _nonce):
        return Reply("Formuläret finns inte längre.")

    def faults(self, _submitted):
        return {}


@pytest.fixture
def slack():
    with stand_in() as workspace:
        workspace.install(manifest(texts("sv")))
        yield workspace


@pytest.fixture
def anna(slack):
    return slack.person("Anna Berg", "anna@kommun.se")


@pytest.fixture
def life():
    running = Life()
    yield running
    running.end()


@pytest.fixture
def keeper():
    return Keeper()


@pytest.fixture
def app(slack, keeper, life):
    async def made():
        return SlackApp(
            slack.token,
            slack.signing_secret,
            slack.api,
            read=lambda body: heard_in(body, NOW, lambda _: False),
            record=keeper.record,
            opens=keeper,
            lost=keeper.lost.append,
        )

    return life.run(made())


@pytest.fixture
def receive(app, slack, life):
    def received(body, *, secret="", at=None, headers=JSON):
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        return life.run(app.receive(body, {**headers, **signature(slack, body, secret, at)}))

    return received


def signature(slack, body, secret="", at=None):
    return {name.lower(): value for name, value in slack.delivery.signature(body, secret, at).items()}


def said(slack, anna, text="hej", **more):
    event = {"type": "message", "user": anna.id, "text": text, "ts": "1.000001", "channel": anna.dm.id}
    return slack.envelope(event | {"channel_type": "im"} | more)


def test_a_message_is_written_down_before_it_is_acknowledged(slack, anna, receive, keeper):
    status, _, _ = receive(said(slack, anna, "Vad gäller?"))

    (heard,) = keeper.heard
    assert (status, type(heard), heard.text) == (200, Said, "Vad gäller?")


def test_what_could_not_be_written_down_is_not_acknowledged(slack, anna, receive, keeper):
    keeper.fault = RuntimeError(f"database is locked: {SECRET_WORDS}")

    with capture_logs() as logs:
        status, _, body = receive(said(slack, anna, SECRET_WORDS))

    assert (status, body) == (500, "")
    assert SECRET_WORDS not in str(logs)


@pytest.mark.parametrize(
    "how", [{"secret": "wrong"}, {"at": 0}, {"at": 4_102_444_800}], ids=["bad", "replayed later", "from the future"]
)
def test_a_signature_that_is_bad_or_old_is_refused_before_anything_is_read(slack, anna, receive, keeper, how):
    with capture_logs() as logs:
        status, _, body = receive(said(slack, anna, SECRET_WORDS), **how)

    assert (status, body, keeper.heard) == (401, "", [])
    assert SECRET_WORDS not in str(logs)
    assert [entry["event"] for entry in logs] == ["request.unsigned"]
    assert slack.calls == []


def test_a_request_without_a_signature_is_refused(app, slack, anna, life, keeper):
    body = json.dumps(said(slack, anna)).encode()

    assert life.run(app.receive(body, JSON))[0] == 401
    assert keeper.heard == []


@pytest.mark.parametrize("headers", [{}, {"x-slack-request-timestamp": "i dag"}, {"x-slack-signature": "v0=\xff"}])
@pytest.mark.parametrize("body", [b"{}", b"\xff\xfe=1", b""])
def test_nonsense_is_refused_as_unsigned(app, slack, life, headers, body):
    signed = signature(slack, b"{}")

    assert life.run(app.receive(b"x" + body, {**JSON, **signed, **headers}))[0] == 401


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b'"x"', "application/json"),
        (b"[" * 100_000, "application/json"),
        (b"{nonsense", "text/plain"),
        (b"payload=%7B", "application/x-www-form-urlencoded"),
        (b"payload=[]", "application/x-www-form-urlencoded"),
    ],
)
def test_a_signed_body_that_cannot_be_read_is_a_bad_request(receive, keeper, body, kind):
    assert receive(body, headers={"content-type": kind})[0] == 400
    assert keeper.heard == []


@pytest.mark.parametrize(
    "event", [{"type": "message"}, {"type": "app_mention", "user": "U1"}, {"type": "message", "channel": None}]
)
def test_an_event_that_lacks_what_slack_always_sends_is_not_sent_for_ever(slack, receive, keeper, event):
    assert receive(slack.envelope(event))[0] == 200
    assert keeper.heard == []


def test_the_address_is_confirmed_when_the_app_is_set_up(receive):
    status, _, body = receive({"type": "url_verification", "challenge": "abc", "token": "x"})

    assert (status, json.loads(body)) == (200, {"challenge": "abc"})


def test_an_event_of_another_workspace_is_refused(slack, receive, keeper):
    event = {"type": "message", "user": "U9", "text": "x", "ts": "1.1", "channel": "D9", "channel_type": "im"}

    assert receive(slack.envelope(event, team="T9"))[0] == 403
    assert keeper.heard == []


def test_a_command_of_another_workspace_is_refused(receive, keeper):
    body = b"command=%2Fhandslag&text=hej&team_id=T9&user_id=U9&channel_id=C9&trigger_id=1"

    assert receive(body, headers={"content-type": "application/x-www-form-urlencoded"})[0] == 403
    assert keeper.heard == []


def test_while_it_is_not_known_where_we_are_slack_has_to_send_again(slack, anna, receive, keeper):
    with slack.faults.on("auth.test", "5xx_before"):
        status, _, _ = receive(said(slack, anna))

    assert (status, keeper.heard) == (503, [])


@pytest.mark.parametrize("kind", ["app_uninstalled", "tokens_revoked"])
def test_that_the_app_was_taken_out_is_known_at_once(slack, receive, keeper, kind):
    receive(slack.envelope({"type": kind}))

    assert keeper.lost == [kind]
    assert isinstance(keeper.heard[0], Uninstalled)


@pytest.fixture
def line(app, slack, life):
    async def made():
        socket = Socket(app.bolt, slack.app_token, seconds=1.0)  # no answer to four pings is a line that broke
        await socket.connect_async()
        return socket

    socket = life.run(made())
    slack.delivery.by_socket = True
    slack.until(lambda: slack.sockets.open)
    yield socket
    life.run(socket.close_async())


def test_over_a_socket_all_that_the_app_subscribes_to_is_acknowledged_at_once(slack, anna, line, keeper):
    plan = slack.world.channel("planen", [anna])

    anna.says("hej")
    anna.mentions(plan, "läget")
    anna.opens_home()
    anna.command("läget")
    slack.revoke()
    slack.delivery.event(slack.envelope({"type": "something_new_from_slack"}))

    assert all(one.acked and len(one.attempts) == 1 for one in slack.delivery.all)
    assert {type(heard) for heard in keeper.heard} == {Said, Opened, Uninstalled}
    assert line.fault == ""


def test_a_socket_that_breaks_off_is_opened_again_and_what_came_meanwhile_comes(slack, anna, line, keeper):
    slack.delivery.retry_after = (0.5, 1.0, 2.0, 4.0)  # a busy machine opens it late
    before = slack.sockets.connected
    slack.server.run(slack.sockets.break_off())

    anna.says("hej")

    assert slack.sockets.connected > before
    assert "hej" in [heard.text for heard in keeper.heard]


def test_a_socket_that_cannot_be_opened_keeps_nobody_waiting_and_says_so(app, slack, life):
    async def tried():
        socket = Socket(app.bolt, "xapp-wrong", seconds=0.05)
        await socket.connect_async()
        fault = socket.fault
        await socket.close_async()
        return fault

    assert life.run(tried()) == "no_connection"


def test_a_press_brings_the_message_it_stood_in_without_its_buttons(slack, anna, line, keeper):
    slack.world.dm(anna.id)
    button = {"type": "button", "action_id": "unchanged:0", "value": "S1"}
    button |= {"text": {"type": "plain_text", "text": "Oförändrat"}}
    blocks = [
        {"type": "section", "text": {"type": "plain_text", "text": "Hur går det?"}},
        {"type": "actions", "elements": [button]},
    ]
    slack.server.run(_posted(slack, anna, blocks))

    anna.clicks("Oförändrat")

    pressed = next(heard for heard in keeper.heard if isinstance(heard, Pressed))
    assert [block["type"] for block in pressed.shown["blocks"]] == ["section"]
    assert (pressed.press.key, pressed.press.value, pressed.label) == ("unchanged", "S1", "Oförändrat")


async def _posted(slack, anna, blocks):
    client = AsyncWebClient(token=slack.token, base_url=slack.api)
    await client.chat_postMessage(channel=anna.id, text="Hur går det?", blocks=blocks)
