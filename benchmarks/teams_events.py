"""Signed Teams activities at 100 at a time: `serve`, each durable before it is acknowledged, beside a bare Teams app.

    python -m benchmarks.teams_events [EVENTS [ROUNDS]]

The bare app is made with microsoft-teams-apps and verifies tokens, as `serve` does. How it is measured and what is
printed stands in `benchmarks/bursts.py`.
"""

import json
import sys
from collections.abc import Sequence
from typing import Final

from benchmarks.bursts import PEOPLE, QUESTION, Peer, measure, posted
from tests.stand_ins.teams import Person, Teams, stand_in
from tests.stand_ins.teams.activities import message

_BARE: Final = """
import sys
from contextlib import asynccontextmanager
import uvicorn
from fastapi import FastAPI
from microsoft_teams.api.auth.cloud_environment import PUBLIC, with_overrides
from microsoft_teams.apps import App, FastAPIAdapter

port, client, tenant, secret, openid, login, service = sys.argv[1:]

@asynccontextmanager
async def life(_):
    await app.initialize()
    yield

web = FastAPI(lifespan=life)
app = App(
    client_id=client,
    tenant_id=tenant,
    client_secret=secret,
    http_server_adapter=FastAPIAdapter(app=web),
    cloud=with_overrides(PUBLIC, openid_metadata_url=openid, login_endpoint=login),
    service_url=service,
)

@app.on_message
async def nothing(_):
    pass

@web.get("/health")
async def health():
    return "ok"

uvicorn.run(web, port=int(port), log_level="critical", access_log=False)
"""


def main(given: Sequence[str]) -> None:
    """Measure and print."""
    with stand_in() as teams:
        people = [teams.person(f"Person {n}", f"p{n}@region.example") for n in range(PEOPLE)]
        settings = {
            "HANDSLAG_TEAMS_CLIENT_ID": teams.app_id,
            "HANDSLAG_TEAMS_TENANT_ID": teams.tenant,
            "HANDSLAG_TEAMS_CLIENT_SECRET": teams.secret,
            "HANDSLAG_TEAMS_SERVICE_URL": teams.service_url(),
            "HANDSLAG_TEAMS_OPENID_URL": teams.openid_metadata,
            "HANDSLAG_TEAMS_TOKEN_URL": teams.token_address,
        }
        peer = Peer(
            name="bare Teams app",
            program=_BARE,
            arguments=[
                teams.app_id,
                teams.tenant,
                teams.secret,
                teams.openid_metadata,
                teams.login,
                teams.service_url(),
            ],
            settings=settings,
            request=lambda n: _request(teams, people[n % PEOPLE]),
        )
        measure(peer, given)


def _request(teams: Teams, person: Person) -> bytes:
    activity = message(teams, person.user, person.chat, QUESTION)  # type: ignore[no-untyped-call] # tests have no types
    body = json.dumps(activity, ensure_ascii=False).encode()
    token = teams.tokens.inbound(service_url=activity["serviceUrl"])  # type: ignore[no-untyped-call]
    headers = {"content-type": "application/json; charset=utf-8", "authorization": f"Bearer {token}"}
    return posted("/api/messages", headers, body)


if __name__ == "__main__":
    main(sys.argv[1:])
