"""What Teams writes to the app: the JSON of each kind of activity."""

import html
import re


def base(teams, kind, user, place, **more):
    """What every activity holds; `thread` names the first message of a thread in a channel."""
    thread = more.pop("thread", "")
    told = {
        "type": kind,
        "id": more.pop("id", "") or teams.world.next_id(),
        "timestamp": teams.world.stamp(),
        "localTimestamp": teams.world.stamp(),
        "localTimezone": "Europe/Stockholm",
        "channelId": "msteams",
        "serviceUrl": teams.service_url(place.tenant),
        "from": user.account,
        "recipient": {"id": teams.world.bot, "name": teams.world.bot_name},
        "conversation": conversation(place, thread),
        "locale": user.locale,
        "channelData": channel_data(teams, place),
    }
    country = user.locale.partition("-")[2]
    told["entities"] = [{"type": "clientInfo", "locale": user.locale, "country": country, "platform": "Web"}]
    return told | more


def conversation(place, thread=""):
    told = {"id": f"{place.id};messageid={thread}" if thread else place.id, "tenantId": place.tenant}
    told["conversationType"] = place.kind
    if place.kind != "personal":
        told["isGroup"] = True
    if place.kind == "groupChat":
        told["name"] = place.name
    return told


def channel_data(teams, place, **more):
    told = {"tenant": {"id": place.tenant}}
    if place.team:
        team = teams.world.teams[place.team]
        told |= {"teamsChannelId": place.id, "teamsTeamId": team.id}
        told |= {"channel": {"id": place.id}, "team": {"id": team.id, "name": team.name, "aadGroupId": team.aad_group}}
    return told | more


def message(teams, user, place, text, **more):
    """What somebody wrote. `<at>Handslag</at>` becomes a mention, with its entity and the HTML that Teams adds."""
    told = base(teams, "message", user, place, **more)
    told |= {"text": text, "textFormat": "plain"}
    told["entities"] = told["entities"] + mentions(teams, text)
    written = {"contentType": "text/html", "content": f"<p>{_as_html(text)}</p>"}
    told["attachments"] = [*more.get("attachments", ()), written]
    return told


def mentions(teams, text):
    named = {one.name: one.id for one in teams.world.users.values()} | {teams.world.bot_name: teams.world.bot}
    return [
        {"type": "mention", "text": f"<at>{name}</at>", "mentioned": {"id": named[name], "name": name}}
        for name in re.findall("<at>(.*?)</at>", text)
        if name in named
    ]


def _as_html(text):
    plain = html.escape(text, quote=False)
    return re.sub(r"&lt;at&gt;(.*?)&lt;/at&gt;", r"<at>\1</at>", plain).replace("\n", "<br>")


def submitted(teams, user, place, value, about, **more):
    """Action.Submit: a message without words and with the inputs as its value."""
    return base(teams, "message", user, place, value=value, replyToId=about.id, **more)


def invoke(teams, user, place, name, value, **more):
    """An activity whose answer is the body of the response; `f:` begins its id."""
    event = f"f:{teams.new_id('')}"
    return base(teams, "invoke", user, place, id=event, name=name, value=value, **more)


def executed(action, inputs, trigger="manual"):
    """The value of `adaptiveCard/action`."""
    given = {name: action[name] for name in ("id", "verb") if name in action}
    data = (action.get("data") or {}) | inputs
    return {"action": {"type": "Action.Execute", **given, "data": data}, "trigger": trigger}


def members_changed(teams, by, place, *, added=(), removed=(), event=""):
    """conversationUpdate: `added` and `removed` are ids."""
    told = base(teams, "conversationUpdate", by, place)
    if event:
        told["channelData"] |= {"eventType": event}
    if added:
        told["membersAdded"] = [_account(teams, one) for one in added]
    if removed:
        told["membersRemoved"] = [_account(teams, one) for one in removed]
    return told


def _account(teams, who):
    if who == teams.world.bot:
        return {"id": who}
    user = teams.world.users[who]
    return {"id": who, "aadObjectId": user.aad}


def installation(teams, by, place, action):
    """installationUpdate: `add`, `add-upgrade` or `remove`."""
    told = base(teams, "installationUpdate", by, place, action=action)
    del told["localTimestamp"]
    return told


def changed(teams, user, place, one, kind):
    """messageUpdate or messageDelete: somebody edited, took away or brought back their message."""
    event = {"messageUpdate": "editMessage", "messageDelete": "softDeleteMessage"}[kind]
    told = base(teams, kind, user, place, id=one.id, thread=one.root if place.kind == "channel" else "")
    told["channelData"] |= {"eventType": event}
    if kind == "messageUpdate":
        told |= {"text": one.text, "textFormat": "plain"}
        told["entities"] = told["entities"] + mentions(teams, one.text)
    return told
