"""Signed Slack events at 100 at a time: `serve`, each durable before it is acknowledged, beside a bare Bolt app.

    python -m benchmarks.slack_events [EVENTS [ROUNDS]]

How it is measured and what is printed stands in `benchmarks/bursts.py`.
"""

import json
import sys
import time
from collections.abc import Sequence
from typing import Final

from slack_sdk.signature import SignatureVerifier

from benchmarks.bursts import PEOPLE, QUESTION, Peer, measure, posted
from tests.stand_ins.slack import Slack, stand_in

_BARE: Final = """
import sys
import uvicorn
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

async def authorize(**_):
    return AuthorizeResult(enterprise_id=None, team_id=None, bot_token="xoxb")

bolt = AsyncApp(signing_secret=sys.argv[2], authorize=authorize)

@bolt.event("message")
async def nothing():
    pass

handler = AsyncSlackRequestHandler(bolt)

async def events(request):
    return await handler.handle(request)

async def health(_):
    return PlainTextResponse("ok")

app = Starlette(routes=[Route("/slack/events", events, methods=["POST"]), Route("/health", health)])
uvicorn.run(app, port=int(sys.argv[1]), log_level="critical", access_log=False)
"""


def main(given: Sequence[str]) -> None:
    """Measure and print."""
    with stand_in() as slack:
        for n in range(PEOPLE):
            slack.world.dm(slack.person(f"Person {n}", f"p{n}@region.example").id)
        settings = {
            "HANDSLAG_SLACK_BOT_TOKEN": slack.token,
            "HANDSLAG_SLACK_SIGNING_SECRET": slack.signing_secret,
            "HANDSLAG_SLACK_API_URL": slack.api,
        }
        peer = Peer(
            name="bare Bolt app",
            program=_BARE,
            arguments=[slack.signing_secret],
            settings=settings,
            request=lambda n: _request(slack, n),
        )
        measure(peer, given)


def _request(slack: Slack, n: int) -> bytes:
    now = int(time.time())
    body = json.dumps(
        {
            "type": "event_callback",
            "team_id": "T1",
            "event_id": f"Ev{n:08d}",
            "event_time": now,
            "authorizations": [{"team_id": "T1", "user_id": "U0BOT", "is_bot": True}],
            "event": {
                "type": "message",
                "channel_type": "im",
                "channel": f"DUPERSON{n % PEOPLE}",
                "user": f"UPERSON{n % PEOPLE}",
                "text": QUESTION,
                "ts": f"{now}.{n % 1_000_000:06d}",
            },
        }
    ).encode()
    signature = SignatureVerifier(slack.signing_secret).generate_signature(timestamp=str(now), body=body) or ""
    headers = {
        "content-type": "application/json",
        "x-slack-request-timestamp": str(now),
        "x-slack-signature": signature,
    }
    return posted("/slack/events", headers, body)


if __name__ == "__main__":
    main(sys.argv[1:])
