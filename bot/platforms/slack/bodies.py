"""What can be said of a request's body before it is read: whether it can be, whose it is and what kind. Pure."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs


def is_readable(body: bytes, content_type: str) -> bool:
    """Tell whether a body is a JSON object, or a form whose `payload`, where it has one, is."""
    if content_type.startswith("application/json") or body.lstrip()[:1] == b"{":
        return _is_object(body)
    try:
        payload = parse_qs(body.decode(), max_num_fields=100).get("payload")
    except ValueError:
        return False
    return payload is None or _is_object(payload[0].encode())


def event_in(body: bytes) -> Mapping[str, Any] | None:
    """Return the event that a body holds, None where it holds something else or cannot be read."""
    found = _object(body) if body[:1] == b"{" else None
    return found if found and found.get("type") == "event_callback" else None


def team_of(body: Mapping[str, Any]) -> str:
    """Return the workspace that a body is for, empty where it names none."""
    team = body.get("team")
    return str(body.get("team_id") or (team.get("id") if isinstance(team, dict) else "") or "")


def kind_of(body: Mapping[str, Any]) -> str:
    """Return Slack's word for what came, for a log."""
    event = body.get("event")
    if isinstance(event, dict):
        return str(event.get("type", ""))
    return "command" if "command" in body else str(body.get("type", ""))


def _is_object(text: bytes) -> bool:
    return _object(text) is not None


def _object(text: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
