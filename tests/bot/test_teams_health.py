# ruff: noqa: E501 - what people read stands as long as it is
"""`handslag check` tells what Teams lacks, why it matters and what to do about it, in both languages."""

from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from inline_snapshot import snapshot

from bot.settings import Settings
from bot.teams_health import teams_findings
from bot.traffic.inbox import Arrival
from bot.wiring import build
from prompts.texts import texts

NOW = datetime(2027, 10, 1, 7, 0, tzinfo=UTC)
CLIENT, TENANT = "6f1c1b1e-7a30-4c3e-9a59-0d4f5a1c6e01", "0a3b5c7d-1111-4222-8333-9d8e7f6a5b4c"


@pytest.fixture
def login():
    """A login that answers as it is told to."""

    class Login(BaseHTTPRequestHandler):
        answer = (200, b'{"access_token": "a.b.c", "expires_in": 3600}')

        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(self.answer[0])
            self.end_headers()
            self.wfile.write(self.answer[1])

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Login)
    Thread(target=server.serve_forever, daemon=True).start()
    Login.url = f"http://127.0.0.1:{server.server_port}/token"
    yield Login
    server.shutdown()
    server.server_close()


@pytest.fixture
def found(login, tmp_path):
    """Look with these settings in place of good ones, and return what is not well, as it is read."""

    def look(language="sv", arrived=True, **changed):  # noqa: FBT002 - a test's own
        good = {"teams_client_id": CLIENT, "teams_tenant_id": TENANT, "teams_client_secret": "Abc8Q~secret"}
        chosen = {name: value for name, value in (good | {"teams_token_url": login.url} | changed).items() if value}
        settings = Settings(home=tmp_path / str(arrived), environment="test", language=language, **chosen)
        app = build(settings, clock=lambda: NOW)
        if arrived:
            app.inbox.record([Arrival(key="teams:1", platform="teams", lane="1", body={}, received_at=NOW)])
        return {one.name: one.line(texts(language)) for one in teams_findings(settings, app.inbox) if not one.ok}

    return look


def test_a_good_installation_lacks_nothing(found):
    assert found() == {}


def test_without_teams_it_says_where_to_begin(tmp_path):
    settings = Settings(home=tmp_path)

    (only,) = teams_findings(settings, build(settings).inbox)

    assert only.line(texts("sv")) == snapshot("✓ Teams är inte inställt. docs/teams.sv.md visar hur det går till.")


def test_a_setting_that_is_missing_is_named(found):
    assert found(language="en", teams_tenant_id="") == snapshot(
        {
            "teams_settings": "✗ Teams needs three settings. Missing: HANDSLAG_TEAMS_TENANT_ID. Take them from the bot's pages in Azure, steps 2 and 3 in docs/teams.md."
        }
    )


def test_what_is_easily_taken_for_one_another_is_told_apart_before_anybody_is_asked(found):
    told = found(teams_client_id="my-bot", teams_tenant_id="my-bot", teams_client_secret=CLIENT)

    assert list(told) == ["teams_client_form", "teams_tenant_form", "teams_secret_form"]
    assert told["teams_secret_form"] == snapshot(
        "✗ HANDSLAG_TEAMS_CLIENT_SECRET är hemlighetens id, inte hemligheten. Hemligheten står i kolumnen Value på sidan Certificates & secrets, och bara när den nyss skapades. Skapa en ny med New client secret."
    )


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (b'{"error": "invalid_client", "error_codes": [7000215]}', "teams_login_secret"),
        (b'{"error": "invalid_client", "error_codes": [7000222]}', "teams_login_expired"),
        (b'{"error": "unauthorized_client", "error_codes": [700016]}', "teams_login_client"),
        (b'{"error": "invalid_request", "error_codes": [90002]}', "teams_login_tenant"),
        (b'{"error": "invalid_request", "error_codes": [1]}', "teams_login_other"),
        (b'{"error_codes": "many"}', "teams_login_other"),
        (b"[]", "teams_login_other"),
        (b"<html>", "teams_unreached"),
    ],
)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_the_login_says_is_told_in_words(login, found, body, name, language):
    login.answer = (400, body)

    assert list(found(language)) == [name]


def test_a_secret_that_has_expired_is_told_with_what_to_do(login, found):
    login.answer = (401, b'{"error_codes": [7000222]}')

    assert found()["teams_login_expired"] == snapshot(
        "✗ Appens hemlighet har gått ut (AADSTS7000222). Inget kan skickas i Teams. Skapa en ny på sidan Certificates & secrets, lägg in den i HANDSLAG_TEAMS_CLIENT_SECRET och starta om. Det som väntar går då i väg av sig självt."
    )


def test_a_login_that_cannot_be_reached_is_told(found):
    assert list(found(teams_token_url="http://127.0.0.1:9/token")) == ["teams_unreached"]


def test_that_nothing_has_come_is_told_with_where_to_look(found):
    assert found(arrived=False) == snapshot(
        {
            "teams_events": "– Inget har kommit från Teams än. Starta handslag serve och skriv hej till appen i Teams. Kommer inget svar: se att Messaging endpoint på botens sida Configuration slutar på /api/messages och nås från internet, och att kanalen Microsoft Teams är på."
        }
    )
