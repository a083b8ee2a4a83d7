"""views.*: modals on a stack of three, and the home tab."""

import json

from tests.stand_ins.slack.blocks import VIEW_BYTES, view_faults, with_ids
from tests.stand_ins.slack.calls import SlackError

TRIGGER_SECONDS = 3.0


def checked(view, kind):
    """Refuse a view that Slack would not show."""
    if len(json.dumps(view).encode()) > VIEW_BYTES:
        raise SlackError("view_too_large")
    faults = view_faults(view, kind)
    if faults:
        raise SlackError("invalid_arguments", response_metadata={"messages": [f"[ERROR] {one}" for one in faults]})


def built(view, slack, app, *, view_id="", root="", previous=""):
    """A view as Slack keeps it."""
    view_id = view_id or slack.new_id("V")
    return {
        "callback_id": "",
        "private_metadata": "",
        "external_id": "",
        "clear_on_close": False,
        "notify_on_close": False,
        "close": None,
        "submit": None,
        **view,
        "blocks": with_ids(view["blocks"], slack.new_id),
        "id": view_id,
        "team_id": app.team,
        "hash": f"{slack.new_id('')}.hash",
        "state": {"values": {}},
        "root_view_id": root or view_id,
        "previous_view_id": previous or None,
        "app_id": app.app_id,
        "app_installed_team_id": app.team,
        "bot_id": app.bot_id,
    }


def _trigger(call):
    """Who pressed: a trigger counts once, for three seconds."""
    (trigger,) = call.needs("trigger_id")
    found = call.slack.triggers.get(trigger)
    if found is None:
        raise SlackError("invalid_trigger_id")
    if found.used:
        raise SlackError("exchanged_trigger_id")
    if call.slack.steady() - found.at > call.slack.trigger_seconds:
        raise SlackError("expired_trigger_id")
    return found


def _unused(call, view):
    wanted = view.get("external_id")
    everything = [one for stack in call.world.modals.values() for one in stack]
    if wanted and any(one["external_id"] == wanted for one in everything):
        raise SlackError("duplicate_external_id")


def view_open(call):
    trigger, view = _trigger(call), call.json("view", default={})
    checked(view, "modal")
    _unused(call, view)
    trigger.used = True
    kept = built(view, call.slack, call.app)
    call.world.modals[trigger.user] = [kept]
    return {"view": kept}


def view_push(call):
    trigger, view = _trigger(call), call.json("view", default={})
    checked(view, "modal")
    stack = call.world.modals.get(trigger.user) or []
    if not stack:
        raise SlackError("not_found")
    if len(stack) > 2:
        raise SlackError("push_limit_reached")
    _unused(call, view)
    trigger.used = True
    stack.append(built(view, call.slack, call.app, root=stack[0]["id"], previous=stack[-1]["id"]))
    return {"view": stack[-1]}


def view_update(call):
    view = call.json("view", default={})
    for stack in call.world.modals.values():
        for at, old in enumerate(stack):
            if old["id"] == call.get("view_id") or (
                old["external_id"] and old["external_id"] == call.get("external_id")
            ):
                checked(view, "modal")
                if call.get("hash") not in {"", old["hash"]}:
                    raise SlackError("hash_conflict")
                stack[at] = replaced(call.slack, call.app, old, view)
                return {"view": stack[at]}
    raise SlackError("not_found")


def replaced(slack, app, old, view):
    """A view in another's place: same id, new hash, and what was filled in where the same fields still stand."""
    kept = built(view, slack, app, view_id=old["id"], root=old["root_view_id"], previous=old["previous_view_id"] or "")
    fields = {one["block_id"] for one in kept["blocks"]}
    kept["state"] = {"values": {name: one for name, one in old["state"]["values"].items() if name in fields}}
    return kept


def publish(call):
    (user_id,) = call.needs("user_id")
    call.user(user_id)
    if "home" not in call.slack.tabs:
        raise SlackError("not_enabled")
    view = call.json("view", default={})
    checked(view, "home")
    old = call.world.homes.get(user_id)
    if old and call.get("hash") not in {"", old["hash"]}:
        raise SlackError("hash_conflict")
    kept = built(view, call.slack, call.app, view_id=old["id"] if old else "")
    call.world.homes[user_id] = kept
    return {"view": kept}
