"""files.*: the three steps of an upload, and reading what a person sent."""

from tests.stand_ins.slack.calls import SlackError
from tests.stand_ins.slack.chat import content
from tests.stand_ins.slack.payloads import as_json
from tests.stand_ins.slack.world import File, Message


def upload_address(call):
    name, length = call.needs("filename", "length")
    if int(length) < 1:
        raise SlackError("invalid_arguments")
    file = File(call.slack.new_id("F"), name, int(length), ticket=call.slack.new_id("ticket"), by=call.app.bot_user)
    call.world.files[file.id] = file
    return {"upload_url": f"{call.slack.url}upload/v1/{file.ticket}", "file_id": file.id}


def received(slack, ticket, content):
    """Step two: the bytes, once. Returns the status to answer."""
    file = next((one for one in slack.world.files.values() if one.ticket == ticket), None)
    if file is None or file.content is not None:
        return 404
    if len(content) != file.length:
        return 400
    file.content = content
    return 200


def complete(call):
    asked = call.json("files", default=[])
    found = [call.world.files.get(one.get("id")) for one in asked]
    if not found or None in found:
        raise SlackError("file_not_found")
    if any(one.content is None or one.shared_in for one in found):
        raise SlackError("file_update_failed")
    for file, one in zip(found, asked, strict=True):
        file.title = one.get("title") or file.name
    channels = [one for one in (call.get("channel_id"), *str(call.get("channels")).split(",")) if one]
    places = [call.place(one) for one in channels]  # a person's id is no channel here
    if any(one in call.world.users for one in channels):
        raise SlackError("channel_not_found")
    text, blocks = content(call, required=False) if call.get("blocks") else (call.get("initial_comment"), [])
    shown = [described(call.slack, one) for one in found]
    for place in places:
        _share(call, place, text, blocks, shown)
        for file in found:
            file.shared_in.append(place.id)
    return {"files": shown}


def _share(call, place, text, blocks, shown):
    thread = str(call.get("thread_ts"))
    if thread and call.world.message(place.id, thread) is None:
        raise SlackError("thread_not_found")
    call.slack.rate.take(place.id)
    message = Message(
        place.id, call.world.next_ts(), call.app.bot_user, text, blocks, thread_ts=thread, by_app=True, files=shown
    )
    call.world.messages.append(message)
    call.slack.echo(message)
    return as_json(message, call.app)


def described(slack, file):
    """A file as Slack tells of it; the private address wants the token and `files:read`."""
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title or file.name,
        "size": file.length,
        "user": file.by,
        "mode": "hosted",
        "is_external": False,
        "url_private": f"{slack.url}files-pri/{file.id}/{file.name}",
        "url_private_download": f"{slack.url}files-pri/{file.id}/download/{file.name}",
        "permalink": f"{slack.url}files/{file.id}",
    }


def info(call):
    file = call.world.files.get(*call.needs("file"))
    if file is None:
        raise SlackError("file_not_found")
    return {"file": described(call.slack, file)}
