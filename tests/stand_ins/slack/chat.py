"""chat.*: posting, changing, taking away, and streaming messages."""

import re

from tests.stand_ins.slack.blocks import MARKDOWN_IN_ALL, TEXT, message_faults, too_long, with_ids
from tests.stand_ins.slack.calls import SlackError
from tests.stand_ins.slack.payloads import as_json
from tests.stand_ins.slack.world import Message

STREAM_SECONDS = 306


def content(call, *, required=True):
    """The text and the blocks of a message, validated whole."""
    text, blocks = call.get("text"), call.json("blocks", "invalid_blocks_format")
    markdown = call.get("markdown_text")
    if markdown:
        if text or blocks:
            raise SlackError("markdown_text_conflict")
        if len(markdown) > MARKDOWN_IN_ALL:
            raise SlackError("msg_too_long")
        blocks = [{"type": "markdown", "text": markdown}]
    if len(text) > TEXT:
        raise SlackError("msg_too_long")
    checked(blocks or [])
    if required and not text and not blocks:
        raise SlackError("no_text")
    return text, blocks


def checked(blocks):
    faults = message_faults(blocks)
    if faults:
        raise SlackError(
            "invalid_blocks", errors=faults, response_metadata={"messages": [f"[ERROR] {one}" for one in faults]}
        )
    if too_long(blocks):
        raise SlackError("msg_blocks_too_long")


def _thread(call, channel):
    """The thread to answer in; a reply is no thread of its own (Slack would leave the message hanging)."""
    ts = str(call.get("thread_ts"))
    if not ts:
        return ""
    if not re.fullmatch(r"\d+\.\d{6}", ts):
        raise SlackError("invalid_thread_ts")
    root = call.world.message(channel.id, ts)
    if root is None:
        raise SlackError("thread_not_found")
    if root.thread_ts and root.thread_ts != ts:
        raise SlackError("cannot_reply_to_message")
    return ts


def _new(call, channel, text, blocks, **more):
    message = Message(
        channel.id,
        call.world.next_ts(),
        call.app.bot_user,
        text,
        with_ids(blocks or [], call.slack.new_id),
        by_app=True,
        unfurl_links=call.flag("unfurl_links"),
        unfurl_media=call.flag("unfurl_media"),
        metadata=call.json("metadata", "invalid_metadata_format"),
        **more,
    )
    call.world.messages.append(message)
    call.world.statuses.pop((channel.id, message.root), None)
    return message


def post_message(call):
    channel = call.place(*call.needs("channel"))
    text, blocks = content(call)
    thread = _thread(call, channel)
    call.slack.rate.take(channel.id)
    message = _new(call, channel, text, blocks, thread_ts=thread)
    call.slack.echo(message)
    return {"channel": channel.id, "ts": message.ts, "message": as_json(message, call.app)}


def post_ephemeral(call):
    channel_id, user_id = call.needs("channel", "user")
    channel = call.channel(channel_id)
    if channel.archived:
        raise SlackError("is_archived")
    call.user(user_id)
    if call.app.bot_user not in channel.members:
        raise SlackError("not_in_channel")
    if user_id not in channel.members:
        raise SlackError("user_not_in_channel")
    text, blocks = content(call)
    thread = _thread(call, channel)
    call.slack.rate.take(channel.id)
    return {"message_ts": _new(call, channel, text, blocks, thread_ts=thread, only_for=user_id).ts}


def own(call, refusal):
    """The app's own message that the call is about."""
    channel_id, ts = call.needs("channel", "ts")
    message = call.world.message(call.channel(channel_id).id, ts)
    if message is None or message.only_for:
        raise SlackError("message_not_found")
    if message.user != call.app.bot_user:
        raise SlackError(refusal)
    return message


def update(call):
    message = own(call, "cant_update_message")
    if message.streaming_since is not None:
        raise SlackError("streaming_state_conflict")
    text, blocks = content(call)
    previous = as_json(message, call.app)
    change(message, text, blocks, call.slack.new_id)
    call.slack.echo_change(message, previous)
    return {"channel": message.channel, "ts": message.ts, "text": message.text, "message": as_json(message, call.app)}


def change(message, text, blocks, new_id):
    """A message reads differently; blocks that are not given stay as they were, as Slack has it."""
    message.earlier.append((message.text, message.blocks))
    message.text = text
    message.blocks = message.blocks if blocks is None else with_ids(blocks, new_id)
    message.edited = True


def delete(call):
    message = own(call, "cant_delete_message")
    call.world.messages.remove(message)
    return {"channel": message.channel, "ts": message.ts}


def permalink(call):
    channel_id, ts = call.needs("channel", "message_ts")
    message = call.world.message(call.channel(channel_id).id, ts)
    if message is None:
        raise SlackError("message_not_found")
    thread = f"?thread_ts={message.thread_ts}&cid={channel_id}" if message.thread_ts else ""
    address = (
        f"https://{call.world.teams[call.app.team]}.slack.com/archives/{channel_id}/p{ts.replace('.', '')}{thread}"
    )
    return {"channel": channel_id, "permalink": address}


# Streams


def _added(call):
    """What a call adds to a stream: markdown, and the blocks of blocks chunks."""
    text = call.get("markdown_text")
    chunks = call.json("chunks", default=[])
    text += "".join(one["text"] for one in chunks if one.get("type") == "markdown_text")
    if len(text) > MARKDOWN_IN_ALL:
        raise SlackError("msg_too_long")
    unknown = [
        one.get("type") for one in chunks if one.get("type") not in {"markdown_text", "task_update", "plan_update"}
    ]
    if unknown:
        raise SlackError("invalid_chunks")
    return text


def start_stream(call):
    channel = call.place(*call.needs("channel"))
    thread = _thread(call, channel)
    if channel.kind == "im" and not thread:
        raise SlackError("invalid_thread_ts")
    if channel.kind != "im":
        for name in ("recipient_team_id", "recipient_user_id"):
            if not call.get(name):
                raise SlackError(f"missing_{name}")
        call.user(call.get("recipient_user_id"))
    text = _added(call)
    call.slack.rate.take(channel.id)
    message = _new(call, channel, "", [], thread_ts=thread, streaming_since=call.slack.steady())
    _grow(message, text)
    return {"channel": channel.id, "ts": message.ts}


def _grow(message, text):
    """What was streamed stands as one markdown block before the blocks of the end."""
    message.text += text
    message.blocks = [{"type": "markdown", "text": message.text, "block_id": "streamed"}] if message.text else []


def _streaming(call):
    message = own(call, "message_not_owned_by_app")
    started = message.streaming_since
    if started is None or call.slack.steady() - started > STREAM_SECONDS:
        raise SlackError("message_not_in_streaming_state")
    return message


def append_stream(call):
    message = _streaming(call)
    added = _added(call)
    if not added and not call.get("chunks"):
        raise SlackError("no_text")
    _grow(message, added)
    return {"channel": message.channel, "ts": message.ts}


def stop_stream(call):
    message = _streaming(call)
    blocks = call.json("blocks", "invalid_blocks_format", [])
    checked(blocks)
    _grow(message, _added(call))
    message.blocks += with_ids(blocks, call.slack.new_id)
    message.streaming_since = None
    call.slack.echo(message)
    return {"channel": message.channel, "ts": message.ts, "message": as_json(message, call.app)}
