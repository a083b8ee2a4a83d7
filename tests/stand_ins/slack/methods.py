"""The methods of the Web API: what each needs and who answers it."""

from tests.stand_ins.slack import chat, files, people, views
from tests.stand_ins.slack.calls import SlackError


def connections_open(call):
    return {"url": call.slack.sockets.address()}


def _nothing(_call):
    return {}


# Any one of the scopes is enough; methods about a channel ask for their own scope by its kind.
METHODS = {
    "auth.test": ((), people.auth_test),
    "api.test": ((), _nothing),
    "apps.connections.open": (("connections:write",), connections_open),
    "agents.sessions.setStatus": (("chat:write",), people.session_status),
    "assistant.threads.setStatus": (("chat:write", "assistant:write"), people.thread_status),
    "assistant.threads.setSuggestedPrompts": (("assistant:write",), people.prompts),
    "bots.info": (("users:read",), people.bots_info),
    "chat.appendStream": (("chat:write",), chat.append_stream),
    "chat.delete": (("chat:write",), chat.delete),
    "chat.getPermalink": ((), chat.permalink),
    "chat.postEphemeral": (("chat:write",), chat.post_ephemeral),
    "chat.postMessage": (("chat:write",), chat.post_message),
    "chat.startStream": (("chat:write",), chat.start_stream),
    "chat.stopStream": (("chat:write",), chat.stop_stream),
    "chat.update": (("chat:write",), chat.update),
    "conversations.history": ((), people.conversations_history),
    "conversations.info": ((), people.conversations_info),
    "conversations.members": ((), people.conversations_members),
    "conversations.open": (("im:write", "mpim:write"), people.conversations_open),
    "conversations.replies": ((), people.conversations_replies),
    "files.completeUploadExternal": (("files:write",), files.complete),
    "files.getUploadURLExternal": (("files:write",), files.upload_address),
    "files.info": (("files:read",), files.info),
    "team.info": (("team:read",), people.team_info),
    "users.info": (("users:read",), people.users_info),
    "users.lookupByEmail": (("users:read.email",), people.users_by_email),
    "views.open": ((), views.view_open),
    "views.publish": ((), views.publish),
    "views.push": ((), views.view_push),
    "views.update": ((), views.view_update),
}


def perform(call):
    """Answer a call, changing the world; always an object with `ok`."""
    try:
        with call.world.lock:
            return {"ok": True, **_answered(call)}
    except SlackError as refusal:
        return refusal.answer


def _answered(call):
    _identify(call)
    if call.get("malformed"):
        raise SlackError("invalid_json")
    if call.method not in METHODS:
        raise SlackError("unknown_method", req_method=call.method)
    scopes, answer = METHODS[call.method]
    if scopes:
        call.scope(*scopes)
    return answer(call)


def _identify(call):
    """Whose token it is."""
    if not call.token:
        raise SlackError("not_authed")
    wants_app = call.method == "apps.connections.open"
    if call.token.startswith("xapp-") != wants_app:
        raise SlackError("not_allowed_token_type")
    known = [call.slack.app_level] if wants_app else call.world.installations.values()
    call.app = next((one for one in known if one.token == call.token), None)
    if call.app is None:
        raise SlackError("invalid_auth")
    if call.app.wrong:
        raise SlackError(call.app.wrong)
