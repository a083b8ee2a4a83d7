"""How the bot's messages come to stand in a conversation, and how streamed ones grow."""

from dataclasses import dataclass

from tests.stand_ins.teams import rules
from tests.stand_ins.teams.faults import Refused
from tests.stand_ins.teams.world import Message

STREAM_SECONDS = 120  # from the first update to the final message
STREAM_PACE = 1.0  # seconds: Microsoft asks for at most one update a second
INFORMATIVE = 1000  # characters


def stream_of(activity):
    """What an activity says of a stream: of its entity, as it counts; empty when it is none."""
    entity = next((one for one in activity.get("entities") or () if one.get("type") == "streaminfo"), None)
    told = activity.get("channelData") or {}
    if entity is None:
        return {name: told[name] for name in ("streamType", "streamId", "streamSequence") if told.get(name)}
    return {name: entity[name] for name in ("streamType", "streamId", "streamSequence") if entity.get(name) is not None}


def post(teams, place, activity, thread, *, only_for=""):
    """A new message of the bot."""
    warnings = rules.checked(activity, teams.world, personal=place.kind == "personal")
    message = Message(place.id, teams.world.next_id(), teams.world.bot, by_app=True, thread=thread, only_for=only_for)
    message.warnings = warnings
    _fill(message, activity)
    teams.world.messages.append(message)
    return message


def edit(teams, place, message, activity):
    """Replace what a message holds; what people saw of the old card is gone."""
    warnings = rules.checked({"type": "message"} | activity, teams.world, personal=place.kind == "personal")
    message.earlier.append((message.text, message.attachments))
    message.warnings += warnings
    message.edited, message.views, message.stream = True, {}, ""
    _fill(message, activity)


def _fill(message, activity):
    message.text = activity.get("text") or ""
    message.attachments = list(activity.get("attachments") or ())
    message.entities = [one for one in activity.get("entities") or () if one.get("type") != "streaminfo"]
    message.channel_data = dict(activity.get("channelData") or {})
    message.summary = activity.get("summary") or ""
    message.text_format = activity.get("textFormat") or "markdown"
    message.suggested = [one["title"] for one in (activity.get("suggestedActions") or {}).get("actions", ())]


@dataclass
class Stream:
    message: Message
    since: float
    sequence: int
    at: float  # of the latest update
    text: str = ""
    over: bool = False
    stopped: bool = False  # the person pressed Stop


class Streams:
    """Every stream by its id. `pace_on` refuses updates that come faster than Microsoft asks for."""

    def __init__(self, teams):
        self._teams = teams
        self.all: dict[str, Stream] = {}
        self.seconds = STREAM_SECONDS
        self.pace_on = False
        self.allowed = True
        self.history: list[tuple] = []  # (stream id, type, text), in order: what a person saw grow

    def stop(self, message):
        """The person presses Stop."""
        self.all[message.id].stopped = True

    def took(self, place, activity):
        """Take an update or the end of a stream: (status, answer)."""
        told = stream_of(activity)
        kind, stream_id = told.get("streamType"), told.get("streamId")
        if place.kind != "personal" or not self.allowed:
            raise Refused("ContentStreamNotAllowed", "Content stream is not allowed")
        if kind not in {"informative", "streaming", "final"} or (kind == "final") != (activity["type"] == "message"):
            raise Refused("BadArgument", f"{kind!r} is no type of a stream for a {activity['type']}")
        if kind != "final" and activity.get("attachments"):
            raise Refused("BadArgument", "attachments come with the final message alone")
        if not stream_id:
            return self._begin(place, activity, told)
        stream = self.all.get(stream_id)
        if stream is None or stream.message.conversation != place.id:
            raise Refused("BadArgument", "no such stream")
        return self._go_on(place, stream, activity, told)

    def _begin(self, place, activity, told):
        if told["streamType"] == "final" or told.get("streamSequence") != 1:
            raise Refused("BadArgument", "a stream begins with an update of sequence 1")
        if not activity.get("text"):
            raise Refused("BadArgument", "Start streaming activities should include text")
        world, now = self._teams.world, self._teams.steady()
        message = Message(place.id, world.next_id(), world.bot, by_app=True, stream=told["streamType"])
        world.messages.append(message)
        stream = self.all[message.id] = Stream(message, now, 0, now - STREAM_PACE)
        self._grow(stream, activity, told, now)
        return 201, {"id": message.id}

    def _go_on(self, place, stream, activity, told):
        now = self._teams.steady()
        if stream.over:
            words = "Content stream is not allowed on an already completed streamed message"
            raise Refused("ContentStreamNotAllowed", words)
        if stream.stopped:
            stream.over, stream.message.stream = True, ""
            raise Refused("ContentStreamNotAllowed", "Content stream was canceled by user")
        if now - stream.since > self.seconds:
            raise Refused("ContentStreamNotAllowed", "Content stream finished due to exceeded streaming time.")
        if told["streamType"] == "final":
            return self._end(place, stream, activity, told)
        if told["streamType"] == "informative" and stream.text:
            raise Refused("BadArgument", "an informative update after the text had begun")
        if told.get("streamSequence", 0) <= stream.sequence:
            return 202, {"error": {"code": "ContentStreamSequenceOrderPreConditionFailed"}}
        self._grow(stream, activity, told, now)
        return 202, {}

    def _grow(self, stream, activity, told, now):
        text = activity.get("text") or ""
        if told["streamType"] == "informative" and len(text) > INFORMATIVE:
            raise Refused("BadArgument", f"an informative update of {len(text)} characters")
        if told["streamType"] == "streaming" and not text.startswith(stream.text):
            raise Refused("BadArgument", "a streamed text goes on where it was")
        if rules.weight(activity) > rules.MESSAGE_BYTES:
            raise Refused("MessageSizeTooBig")
        if self.pace_on and now - stream.at < STREAM_PACE:
            raise Refused("Throttled", **{"Retry-After": "1"})
        stream.sequence, stream.at = told["streamSequence"], now
        if told["streamType"] == "streaming":
            stream.text = text
        stream.message.text, stream.message.stream = text, told["streamType"]
        self.history.append((stream.message.id, told["streamType"], text))

    def _end(self, place, stream, activity, told):
        if told.get("streamSequence") is not None:
            raise Refused("BadArgument", "the final message has no streamSequence")
        warnings = rules.checked(activity, self._teams.world, personal=place.kind == "personal")
        stream.over, stream.message.stream = True, ""
        stream.message.warnings += warnings
        _fill(stream.message, activity)
        self.history.append((stream.message.id, "final", stream.message.text))
        return 202, {}
