"""A call to the connector as it came in, and what each method of the connector does: one function a method."""

import re
from dataclasses import dataclass, field

from tests.stand_ins.teams import posting
from tests.stand_ins.teams.faults import Refused

PAGE = (50, 500)  # the smallest and the largest page of members


@dataclass
class Call:
    """`method` is the stand-in's word for it: send, update, delete, create, members, member, team, channels, …"""

    method: str
    args: dict = field(default_factory=dict)  # ids of the path
    body: dict = field(default_factory=dict)
    query: dict = field(default_factory=dict)
    status: int = 200
    answer: dict | list | None = None
    at: float = 0.0  # steady seconds

    @property
    def conversation(self):
        return self.args.get("conversation", "").partition(";")[0]


# (HTTP method, pattern after the service address, the stand-in's word)
ROUTES = tuple(
    (verb, re.compile(pattern + "$"), word)
    for verb, pattern, word in (
        ("POST", r"/v3/conversations/?", "create"),
        ("POST", r"/v3/conversations/(?P<conversation>[^/]+)/activities/?", "send"),
        ("POST", r"/v3/conversations/(?P<conversation>[^/]+)/activities/(?P<activity>[^/]+)", "reply"),
        ("PUT", r"/v3/conversations/(?P<conversation>[^/]+)/activities/(?P<activity>[^/]+)", "update"),
        ("DELETE", r"/v3/conversations/(?P<conversation>[^/]+)/activities/(?P<activity>[^/]+)", "delete"),
        ("GET", r"/v3/conversations/(?P<conversation>[^/]+)/members", "members"),
        ("GET", r"/v3/conversations/(?P<conversation>[^/]+)/activities/[^/]+/members", "members"),
        ("GET", r"/v3/conversations/(?P<conversation>[^/]+)/pagedmembers", "pagedmembers"),
        ("GET", r"/v3/conversations/(?P<conversation>[^/]+)/members/(?P<member>[^/]+)", "member"),
        ("GET", r"/v3/teams/(?P<team>[^/]+)", "team"),
        ("GET", r"/v3/teams/(?P<team>[^/]+)/conversations", "channels"),
    )
)


def found(verb, path):
    """(method, ids of the path) of a call; Refused when there is no such method."""
    for known, pattern, word in ROUTES:
        match = pattern.match(path)
        if verb == known and match:
            return word, match.groupdict()
        lower = pattern.match(re.sub("/pagedMembers$", "/pagedmembers", path))
        if verb == known and lower:
            return word, lower.groupdict()
    raise Refused("BadArgument", f"no such call: {verb} {path}")


def perform(teams, call):
    """Do it: (status, answer)."""
    with teams.world.lock:
        return METHODS[call.method](teams, call)


def _conversation(teams, call):
    """The conversation that a call is about, and the message of the thread in it; the bot must be in it."""
    base, _, thread = call.args["conversation"].partition(";messageid=")
    place = teams.world.conversations.get(base)
    if place is None or place.tenant != teams.tenant_called(call):
        raise Refused("ConversationNotFound")
    if place.tenant != teams.tenant:  # the app is registered for one tenant
        raise Refused("NotEnoughPermissions", "Tenant not allowed")
    if not place.with_bot:
        raise Refused("BotNotInConversationRoster")
    if place.blocked:
        raise Refused("ConversationBlockedByUser")
    if thread and not teams.world.message(base, thread):
        raise Refused("ActivityNotFoundInConversation")
    return place, thread


def _create(teams, call):
    """A personal chat with one person, or a new thread in a channel."""
    body, world = call.body, teams.world
    channel = ((body.get("channelData") or {}).get("channel") or {}).get("id", "")
    if channel:
        call.args["conversation"] = channel
        place, _ = _conversation(teams, call)
        if not body.get("activity"):
            raise Refused("BadArgument", "Incorrect conversation creation parameters")
        teams.rate.take(place.id)
        message = posting.post(teams, place, body["activity"], "")
        return 201, {"id": f"{place.id};messageid={message.id}", "activityId": message.id}
    members = [one.get("id") for one in body.get("members") or ()]
    tenant = body.get("tenantId") or ((body.get("channelData") or {}).get("tenant") or {}).get("id")
    if len(members) != 1 or not tenant:
        raise Refused("BadArgument", "Incorrect conversation creation parameters")
    user = world.users.get(members[0]) or next((u for u in world.users.values() if u.aad == members[0]), None)
    if user is None or user.gone or tenant != user.tenant:
        raise Refused("BadArgument", "Failed to decrypt pairwise id")
    if user.id not in world.installed:
        raise Refused("NotEnoughPermissions", "Bot is not installed in user's personal scope")
    place = world.personal(user)
    call.args["conversation"] = place.id
    _conversation(teams, call)
    answer = {"id": place.id}
    if body.get("activity"):
        answer["activityId"] = posting.post(teams, place, body["activity"], "").id
    return 201, answer


def _send(teams, call):
    place, thread = _conversation(teams, call)
    teams.rate.take(place.id)
    to = call.body.get("replyToId") or call.args.get("activity", "")
    if place.kind == "channel" and not thread and to:
        known = teams.world.message(place.id, to)
        thread = known.root if known else ""
    if posting.stream_of(call.body):
        return teams.streams.took(place, call.body)
    if call.body.get("type") == "typing":
        teams.world.typing.append(place.id)
        return 201, None
    only_for = _targeted(teams, call)
    return 201, {"id": posting.post(teams, place, call.body, thread, only_for=only_for).id}


def _targeted(teams, call):
    """Whom a message is for alone: a targeted message, in preview at Microsoft."""
    if call.query.get("isTargetedActivity") != "true":
        return ""
    who = (call.body.get("recipient") or {}).get("id", "")
    if who not in teams.world.users:
        raise Refused("BadArgument", "a targeted message without a recipient")
    return who


def _own(teams, call):
    """The bot's own message that a call is about."""
    place, _ = _conversation(teams, call)
    message = teams.world.message(place.id, call.args["activity"])
    if message is None or message.deleted:
        raise Refused("ActivityNotFoundInConversation")
    if not message.by_app:
        raise Refused("NotEnoughPermissions")
    return place, message


def _update(teams, call):
    place, message = _own(teams, call)
    teams.rate.take(place.id)
    posting.edit(teams, place, message, call.body)
    return 200, {"id": message.id}


def _delete(teams, call):
    _, message = _own(teams, call)
    message.deleted = True
    return 200, None


def _of(teams, place):
    return [one for one in (teams.world.users[who] for who in sorted(place.members)) if not one.gone]


def _members(teams, call):
    place, _ = _conversation(teams, call)
    return 200, [one.as_member for one in _of(teams, place)]


def _paged(teams, call):
    place, _ = _conversation(teams, call)
    size = min(max(int(call.query.get("pageSize", 200)), PAGE[0]), PAGE[1])
    since = int(call.query.get("continuationToken") or 0)
    everyone = _of(teams, place)
    answer = {"members": [one.as_member for one in everyone[since : since + size]]}
    return 200, answer | ({"continuationToken": str(since + size)} if since + size < len(everyone) else {})


def _member(teams, call):
    place, _ = _conversation(teams, call)
    wanted = call.args["member"].casefold()
    for one in _of(teams, place):
        if wanted in {one.id.casefold(), one.aad, one.upn.casefold()}:
            return 200, one.as_member
    raise Refused("MemberNotFoundInConversation")


def _team(teams, call):
    team = teams.world.teams.get(call.args["team"])
    if team is None:
        raise Refused("TeamNotFound")
    if not team.installed:
        raise Refused("BotNotInConversationRoster")
    told = {"id": team.id, "name": team.name, "aadGroupId": team.aad_group, "tenantId": team.tenant}
    return 200, told | {"type": "standard", "memberCount": len(team.members), "channelCount": len(team.channels)}


def _channels(teams, call):
    _team(teams, call)
    team = teams.world.teams[call.args["team"]]
    rest = [{"id": one, "name": teams.world.conversations[one].name} for one in team.channels[1:]]
    return 200, {"conversations": [{"id": team.id, "name": None}, *rest]}


METHODS = {
    "create": _create,
    "send": _send,
    "reply": _send,
    "update": _update,
    "delete": _delete,
    "members": _members,
    "pagedmembers": _paged,
    "member": _member,
    "team": _team,
    "channels": _channels,
}
