"""What Slack sends: events, commands and interactions, as JSON in the shapes of docs.slack.dev."""

import uuid


def as_json(message, app, **more):
    """A message as the Web API and the events show it."""
    shown = {"type": "message", "user": message.user, "ts": message.ts, "text": message.text, "team": app.team}
    if message.by_app:
        shown |= {"bot_id": app.bot_id, "app_id": app.app_id, "bot_profile": {"id": app.bot_id, "app_id": app.app_id}}
    else:
        shown["client_msg_id"] = str(uuid.uuid5(uuid.NAMESPACE_URL, message.channel + message.ts))
    if message.blocks:
        shown["blocks"] = message.blocks
    if message.thread_ts:
        shown["thread_ts"] = message.thread_ts
    if message.edited:
        shown["edited"] = {"user": message.user, "ts": message.ts}
    if message.files:
        shown |= {"files": message.files, "subtype": "file_share", "upload": False}
    if message.metadata:
        shown["metadata"] = message.metadata
    return shown | more


def envelope(event, app, event_id, at, team="", *, shared=False):
    """An event as it is posted."""
    team = team or app.team
    authorization = {"enterprise_id": None, "team_id": team, "user_id": app.bot_user}
    return {
        "token": "verification-token-not-to-be-used",
        "team_id": team,
        "context_team_id": team,
        "context_enterprise_id": None,
        "api_app_id": app.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": int(at),
        "authorizations": [authorization | {"is_bot": True, "is_enterprise_install": False}],
        "is_ext_shared_channel": shared,
        "event_context": f"4-{event_id}",
    }


def message_event(message, channel, app, team, **more):
    kind = {"public": "channel", "private": "group", "im": "im"}[channel.kind]
    return as_json(message, app, channel=channel.id, event_ts=message.ts, channel_type=kind, **({"team": team} | more))


def changed_event(message, previous, channel, app, at):
    kind = {"public": "channel", "private": "group", "im": "im"}[channel.kind]
    return {
        "type": "message",
        "subtype": "message_changed",
        "message": as_json(message, app, source_team=app.team, user_team=app.team),
        "previous_message": previous,
        "channel": channel.id,
        "hidden": True,
        "ts": at,
        "event_ts": at,
        "channel_type": kind,
    }


def deleted_event(previous, channel, at):
    return {
        "type": "message",
        "subtype": "message_deleted",
        "previous_message": previous,
        "deleted_ts": previous["ts"],
        "channel": channel.id,
        "hidden": True,
        "ts": at,
        "event_ts": at,
        "channel_type": {"public": "channel", "private": "group", "im": "im"}[channel.kind],
    }


def mention_event(message, channel, app, team):
    shown = as_json(message, app, channel=channel.id, event_ts=message.ts, team=team) | {"type": "app_mention"}
    shown.pop("subtype", None)
    return shown


def _who(user):
    name = user.name.casefold().replace(" ", ".")
    return {"id": user.id, "username": name, "name": name, "team_id": user.team}


def interaction(kind, user, app, domain, **more):
    return {
        "type": kind,
        "user": _who(user),
        "api_app_id": app.app_id,
        "token": "verification-token-not-to-be-used",
        "team": {"id": app.team, "domain": domain},
        "enterprise": None,
        "is_enterprise_install": False,
        **more,
    }


def command(user, app, domain, channel, /, **fields):
    """A slash command's form."""
    return {
        "token": "verification-token-not-to-be-used",
        "team_id": app.team,
        "team_domain": domain,
        "channel_id": channel.id,
        "channel_name": channel.name,
        "user_id": user.id,
        "user_name": user.name.casefold().replace(" ", "."),
        "api_app_id": app.app_id,
        "is_enterprise_install": "false",
        **fields,
    }
