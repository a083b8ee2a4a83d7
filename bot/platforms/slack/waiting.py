"""How Slack shows that an answer is on its way, and how the answer takes that back. Pure.

In a thread it is the status of the app's session there (https://docs.slack.dev/ai/agent-sessions: since June 2026, and
only for an app that its manifest calls an agent). Elsewhere, and where Slack refuses that, it is a message, which the
answer takes the place of.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.platforms.base import Outgoing
from bot.platforms.chat import Sign
from bot.platforms.heard import Heard, PlaceKind, Pressed, Said
from prompts.texts import texts

_STATUS = "agents.sessions.setStatus"


def signs_of(heard: Heard, language: str) -> tuple[Sign, Sequence[Outgoing]]:
    """Return the sign for an event, and the calls to try until one is taken; none where nobody waits for an answer."""
    where, sign = heard.where, Sign(heard=heard)
    if not isinstance(heard, Said | Pressed) or not where.conversation:
        return sign, ()
    text = texts(language)("slack.looking")
    if where.service and where.kind is PlaceKind.PRIVATE:
        response = {"url": where.service, "response_type": "ephemeral", "replace_original": False, "text": text}
        return sign, (_call(heard, "response_url", response),)
    thread = {"thread_ts": where.thread} if where.thread else {}
    message = _call(heard, "chat.postMessage", {"channel": where.conversation, "text": text, **thread})
    return sign, (_status(heard, "processing"), message) if thread else (message,)


def relieved(sign: Sign, calls: Sequence[Outgoing]) -> Sequence[Outgoing]:
    """Return the calls of an answer so that the first takes the place of what was shown, or ends it."""
    where = sign.heard.where
    if where.service and where.kind is PlaceKind.PRIVATE:
        return calls
    if not sign.ref:
        return [*calls, _status(sign.heard, "active")]
    first = next((n for n, call in enumerate(calls) if _stands_there(call, sign)), None)
    if first is None:
        return [*calls, _call(sign.heard, "chat.delete", {"channel": where.conversation, "ts": sign.ref})]
    edited = replace(calls[first], operation="chat.update", payload={**calls[first].payload, "ts": sign.ref})
    return [*calls[:first], edited, *calls[first + 1 :]]


def _stands_there(call: Outgoing, sign: Sign) -> bool:
    where = sign.heard.where
    is_here = call.payload.get("channel") == where.conversation and call.payload.get("thread_ts", "") == where.thread
    return call.operation == "chat.postMessage" and is_here


def _status(heard: Heard, status: str) -> Outgoing:
    where = heard.where
    payload = {"channel_id": where.conversation, "thread_ts": where.thread, "status": status}
    lane = f"status:{where.conversation}:{where.thread}"
    return Outgoing(operation=_STATUS, tenant=where.tenant, conversation=lane, payload=payload)


def _call(heard: Heard, operation: str, payload: dict[str, object]) -> Outgoing:
    where = heard.where
    return Outgoing(operation=operation, tenant=where.tenant, conversation=where.conversation, payload=payload)
