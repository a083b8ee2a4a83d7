"""auth.*, users.*, conversations.*, team.*, bots.*, and the signs of life."""

from tests.stand_ins.slack.calls import SlackError
from tests.stand_ins.slack.payloads import as_json


def auth_test(call):
    team = call.world.teams[call.app.team]
    return {
        "url": f"https://{team}.slack.com/",
        "team": team,
        "user": "handslag",
        "team_id": call.app.team,
        "user_id": call.app.bot_user,
        "bot_id": call.app.bot_id,
        "is_enterprise_install": False,
    }


def _user(call, user):
    profile = {"real_name": user.name, "display_name": user.name.split()[0], "team": user.team}
    if "users:read.email" in call.app.scopes and user.email and user.team == call.app.team:
        profile["email"] = user.email
    shown = {
        "id": user.id,
        "team_id": user.team,
        "name": user.name.casefold().replace(" ", "."),
        "real_name": user.name,
        "deleted": user.deleted,
        "profile": profile,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": 1,
    }
    if user.deleted:
        return shown
    return shown | {
        "tz": "Europe/Stockholm",
        "is_admin": False,
        "is_owner": False,
        "is_restricted": user.is_restricted,
        "is_ultra_restricted": user.is_ultra_restricted,
        "is_stranger": user.team != call.app.team,
    }


def users_info(call):
    user = call.user(*call.needs("user"))
    locale = {"locale": user.locale} if call.flag("include_locale") else {}
    return {"user": _user(call, user) | locale}


def users_by_email(call):
    (email,) = call.needs("email")
    for user in call.world.users.values():
        if user.email.casefold() == email.casefold() and user.team == call.app.team and not user.deleted:
            return {"user": _user(call, user)}
    raise SlackError("users_not_found")


def conversations_open(call):
    if call.get("channel"):
        return {"channel": {"id": call.channel(call.get("channel")).id}}
    ids = [one for one in str(call.get("users")).split(",") if one]
    if not ids:
        raise SlackError("users_list_not_supplied")
    if len(ids) > 1:
        raise SlackError("method_not_supported_for_channel_type")
    user = call.user(ids[0])
    if user.is_bot:
        raise SlackError("cannot_dm_bot")
    if user.deleted:
        raise SlackError("user_disabled")
    known = f"D{user.id}" in call.world.channels
    return {"channel": {"id": call.world.dm(user.id, call.app.team).id}, "no_op": known, "already_open": known}


def conversations_info(call):
    found = call.channel(*call.needs("channel"), kind_scope="read")
    shown = {
        "id": found.id,
        "is_channel": found.kind == "public",
        "is_group": found.kind == "private",
        "is_im": found.kind == "im",
        "is_mpim": False,
        "is_private": found.kind != "public",
        "is_archived": found.archived,
        "is_ext_shared": found.shared,
        "is_shared": found.shared,
        "is_org_shared": False,
        "context_team_id": call.app.team,
    }
    if found.kind == "im":
        shown["user"] = next(iter(found.members - {call.app.bot_user}))
        return {"channel": shown}
    return {"channel": shown | {"name": found.name, "is_member": call.app.bot_user in found.members}}


def _page(call, rows, name, at_most=200):
    """One page of `rows`, with the cursor of the next."""
    start = int(call.get("cursor") or 0)
    size = min(int(call.get("limit") or 100), at_most)
    after = str(start + size) if start + size < len(rows) else ""
    return {name: rows[start : start + size], "has_more": bool(after), "response_metadata": {"next_cursor": after}}


def conversations_members(call):
    return _page(call, sorted(call.channel(*call.needs("channel"), kind_scope="read").members), "members", 1000)


def _read(call):
    found = call.channel(*call.needs("channel"), kind_scope="history")
    if call.app.bot_user not in found.members:
        raise SlackError("not_in_channel")
    return [one for one in call.world.messages if one.channel == found.id and not one.only_for]


def conversations_history(call):
    rows = [as_json(one, call.app) for one in reversed(_read(call)) if not one.thread_ts]
    oldest, latest = float(call.get("oldest") or 0), float(call.get("latest") or 1e12)
    inclusive = call.flag("inclusive")
    kept = [
        one
        for one in rows
        if oldest < float(one["ts"]) < latest or (inclusive and float(one["ts"]) in {oldest, latest})
    ]
    return _page(call, kept, "messages")


def conversations_replies(call):
    ts = call.needs("channel", "ts")[1]
    rows = [as_json(one, call.app) for one in _read(call) if ts in {one.ts, one.thread_ts}]
    if not rows:
        raise SlackError("thread_not_found")
    return _page(call, rows, "messages")


def team_info(call):
    team = call.world.teams[call.app.team]
    return {"team": {"id": call.app.team, "name": team, "domain": team, "email_domain": ""}}


def bots_info(call):
    if call.get("bot") != call.app.bot_id:
        raise SlackError("bot_not_found")
    bot = {"id": call.app.bot_id, "name": "Handslag", "app_id": call.app.app_id, "user_id": call.app.bot_user}
    return {"bot": bot | {"deleted": False, "updated": 1}}


def thread_status(call):
    channel_id, thread_ts = call.needs("channel_id", "thread_ts")
    channel = call.channel(channel_id)
    call.world.statuses[channel.id, thread_ts] = call.get("status")
    return {}


def session_status(call):
    channel = call.channel(*call.needs("channel_id"))
    (status,) = call.needs("status")
    if status not in {"active", "processing", "suspended", "closed"} or not call.get("thread_ts"):
        raise SlackError("invalid_arguments")
    if len(call.get("title")) > 200:
        raise SlackError("invalid_arguments")
    call.world.sessions[channel.id, call.get("thread_ts")] = status
    return {"status": status, "agent_status": status, "title": call.get("title")}


def prompts(call):
    channel_id, asked = call.channel(*call.needs("channel_id")).id, call.json("prompts", default=[])
    if not 1 <= len(asked) <= 4 or any(not one.get("title") or not one.get("message") for one in asked):
        raise SlackError("invalid_arguments")
    call.slack.prompts[channel_id] = asked
    return {}
