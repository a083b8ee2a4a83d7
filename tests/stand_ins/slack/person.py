"""A person in Slack: writes, edits, presses what really stands there, and reads what comes."""

import html
import re

from tests.stand_ins.slack import payloads, rendering
from tests.stand_ins.slack.blocks import elements_of
from tests.stand_ins.slack.files import described
from tests.stand_ins.slack.modals import CannotDo, Modal, option_named
from tests.stand_ins.slack.world import File, Message

_ADDRESS = re.compile(r"https?://[^\s<>|]+|[\w.+-]+@[\w-]+\.[\w.-]*\w")


class Person:
    """`last` is how the latest thing this person did was delivered."""

    def __init__(self, slack, user):
        self.slack, self.user = slack, user
        self.last = None

    @property
    def id(self):
        return self.user.id

    @property
    def dm(self):
        return self.slack.world.dm(self.id)

    # writing

    def says(self, text, *, thread="", files=()):
        """In the direct conversation with the app."""
        return self._write(self.dm, text, thread, files)

    def says_in(self, channel, text, *, thread="", files=()):
        """In a channel; `@Handslag` is a mention, and then both `app_mention` and `message` are sent."""
        if self.id not in channel.members:
            raise CannotDo(f"{self.user.name} is not in #{channel.name}")
        return self._write(channel, text, thread, files)

    def mentions(self, channel, text, *, thread=""):
        return self.says_in(channel, f"@{self.slack.world.users[self.slack.app.bot_user].name} {text}", thread=thread)

    def uploads(self, name, content, text="", *, channel=None, thread=""):
        """A file with a comment."""
        file = File(self.slack.new_id("F"), name, len(content), content=content, by=self.id)
        self.slack.world.files[file.id] = file
        return self._write(channel or self.dm, text, thread, [described(self.slack, file)])

    def edits(self, message, text):
        channel = self.slack.world.channels[message.channel]
        with self.slack.world.lock:
            previous = self.slack.shown_as_json(message)
            message.earlier.append((message.text, message.blocks))
            message.text, message.edited = self._typed(text), True
            event = payloads.changed_event(message, previous, channel, self.slack.app, self.slack.world.next_ts())
        self._tell(channel, event)

    def deletes(self, message):
        channel = self.slack.world.channels[message.channel]
        with self.slack.world.lock:
            self.slack.world.messages.remove(message)
            previous = self.slack.shown_as_json(message)
        self._tell(channel, payloads.deleted_event(previous, channel, self.slack.world.next_ts()))

    def command(self, text="", *, channel=None, name="/handslag"):
        """A slash command; what is answered at once is shown to the person alone, unless it says in_channel."""
        channel = channel or self.dm
        if name not in self.slack.commands or "commands" not in self.slack.app.scopes:
            raise CannotDo(f"{name} is not a valid command")
        fields = payloads.command(
            self.user,
            self.slack.app,
            self.slack.world.teams[self.slack.app.team],
            channel,
            command=name,
            text=text,
            trigger_id=self.slack.trigger(self.id),
            response_url=self.slack.hooks.new(channel.id, self.id),
        )
        self.last = self.slack.delivery.command(fields)
        if not self.last.acked:
            why = (
                "operation_timeout"
                if self.last.attempts[-1].wrong in {"http_timeout", "timeout"}
                else "dispatch_failed"
            )
            words = f'{name} failed with the error "{why}"'
            self.slack.world.messages.append(
                Message(channel.id, self.slack.world.next_ts(), "Slackbot", words, only_for=self.id)
            )
            return self.last
        answer = self.last.answer
        body = {"text": answer} if isinstance(answer, str) else answer
        if body and (body.get("text") or body.get("blocks")):
            self.slack.answered(channel.id, self.id, body)
        return self.last

    def opens_home(self, tab="home"):
        """Opens the app: its `home` tab, or `messages`."""
        if tab not in self.slack.tabs:
            raise CannotDo(f"the app has no tab {tab!r}")
        event = {"type": "app_home_opened", "user": self.id, "channel": self.dm.id, "tab": tab}
        event["event_ts"] = self.slack.world.next_ts()
        if tab == "home" and self.id in self.slack.world.homes:
            event["view"] = self.slack.world.homes[self.id]
        if self.slack.sends("app_home_opened"):
            self.last = self.slack.delivery.event(self.slack.envelope(event))
        return self.last

    # reading

    def sees(self, channel=None):
        """The text of a conversation, the direct one if none is named."""
        return self.slack.world.shown(channel or self.dm, self.id)

    @property
    def home(self):
        return self.slack.world.shown_home(self.id)

    def got(self, channel=None):
        """The app's messages that this person can see there, oldest first."""
        place = channel or self.dm
        return [one for one in self.slack.world.in_view(place.id, self.id) if one.by_app]

    def waits_for(self, words, channel=None, seconds=60.0, after=None):
        """Wait for a message of the app that holds these words (posted after another, if given); the latest one."""
        since = after.ts if after else ""

        def found():
            with self.slack.world.lock:
                names = self.slack.world.names
                return [one for one in self.got(channel) if one.ts > since and words in rendering.message(one, names)]

        waited = self.slack.until(found, seconds, lambda: f"no {words!r}; this is to be seen:\n{self.sees(channel)}")
        return max(waited, key=lambda one: one.ts)

    # pressing

    def clicks(self, label, message=None):
        """A button by its text or action_id: in the open modal, in `message`, or else in the newest that has it."""
        if message is None and self.slack.world.modals.get(self.id):
            return self.modal.clicks(label)
        message, block, element = self._found(label, message)
        return self._press(message, block, element, payloads_of(element, label))

    def chooses(self, option, message=None):
        """An option of a menu in a message, by its text."""
        for one in self._visible(message):
            for block in one.blocks:
                for element in elements_of(block):
                    chosen = option_named(element, option)
                    if chosen:
                        return self._press(one, block, element, {"selected_option": chosen})
        raise CannotDo(f"no menu offers {option!r}")

    def gives_feedback(self, *, good, message=None):
        """Thumb up or down under an answer."""
        for one in self._visible(message):
            for block in one.blocks:
                for element in elements_of(block):
                    if element["type"] == "feedback_buttons":
                        side = element["positive_button" if good else "negative_button"]
                        return self._press(one, block, element, {"value": side["value"], "text": side["text"]})
        raise CannotDo("no message asks for feedback")

    def clicks_at_home(self, label):
        view = self.slack.world.homes.get(self.id) or {"blocks": []}
        for block in view["blocks"]:
            for element in elements_of(block):
                if element["type"] == "button" and label in {element["text"]["text"], element["action_id"]}:
                    return self._press(None, block, element, payloads_of(element, label), view=view)
        raise CannotDo(f"no button {label!r} at home, which reads:\n{self.home}")

    @property
    def modal(self):
        """The modal on top, waited for; everything in it is done through this."""
        self.slack.until(lambda: self.slack.world.modals.get(self.id))
        return Modal(self)

    @property
    def has_modal(self):
        return bool(self.slack.world.modals.get(self.id))

    # how

    def _typed(self, text):
        """What Slack makes of what was typed: entities, mentions, and addresses made into links."""
        text = _ADDRESS.sub(_link, html.escape(text, quote=False))
        for user_id, name in sorted(self.slack.world.names.items(), key=lambda one: -len(one[1])):
            text = text.replace(f"@{name}", f"<@{user_id}>") if user_id[0] == "U" else text
        return re.sub(r"(?<![\w<])@(channel|here|everyone)\b", r"<!\1>", text)

    def _write(self, channel, text, thread, files):
        world, thread_ts = self.slack.world, getattr(thread, "root", thread)
        if channel.archived or self.user.deleted:
            raise CannotDo(f"#{channel.name} is archived, or {self.user.name} has left")
        with world.lock:
            message = Message(
                channel.id, world.next_ts(), self.id, self._typed(text), thread_ts=thread_ts, files=list(files)
            )
            world.messages.append(message)
        app, team = self.slack.app, self.user.team
        if f"<@{app.bot_user}>" in message.text and channel.kind != "im" and app.bot_user in channel.members:
            mention = payloads.mention_event(message, channel, app, team)
            if self.slack.sends("app_mention"):
                self.last = self.slack.delivery.event(self.slack.envelope(mention, shared=channel.shared))
        robot = {"subtype": "bot_message", "bot_id": f"B{self.id}"} if self.user.is_bot else {}
        abroad = {"user_team": team, "source_team": team} if team != app.team else {}
        self._tell(channel, payloads.message_event(message, channel, app, team, **robot, **abroad))
        return message

    def _tell(self, channel, event):
        name = {"public": "message.channels", "private": "message.groups", "im": "message.im"}[channel.kind]
        if self.slack.app.bot_user in channel.members and self.slack.sends(name):
            self.last = self.slack.delivery.event(self.slack.envelope(event, shared=channel.shared))

    def _visible(self, message=None):
        """What can be pressed, newest first."""
        if message is not None:
            if message not in self.slack.world.messages or message.only_for not in {"", self.id}:
                raise CannotDo("that message is not there any more")
            return [message]
        with self.slack.world.lock:
            mine = {one.id for one in self.slack.world.channels.values() if self.id in one.members}
            return [
                one
                for one in reversed(self.slack.world.messages)
                if one.by_app and one.only_for in {"", self.id} and one.channel in mine
            ]

    def _found(self, label, message):
        for one in self._visible(message):
            for block in one.blocks:
                for element in elements_of(block):
                    if element["type"] == "button" and label in {element["text"]["text"], element["action_id"]}:
                        return one, block, element
        raise CannotDo(f"no button {label!r}; this is to be seen:\n{self.sees()}")

    def _press(self, message, block, element, chosen, view=None):
        shared = {name: element[name] for name in ("type", "action_id")} | {"block_id": block["block_id"]}
        action = {**shared, **chosen, "action_ts": self.slack.world.next_ts()}
        app, more = self.slack.app, {"actions": [action], "trigger_id": self.slack.trigger(self.id)}
        if view is not None:
            more |= {"container": {"type": "view", "view_id": view["id"]}, "view": view}
        else:
            more |= self._where(message)
        domain = self.slack.world.teams[app.team]
        self.last = self.slack.delivery.interactive(
            payloads.interaction("block_actions", self.user, app, domain, **more)
        )
        return self.last

    def _where(self, message):
        channel = self.slack.world.channels[message.channel]
        container = {"type": "message", "message_ts": message.ts, "channel_id": channel.id}
        container["is_ephemeral"] = bool(message.only_for)
        if message.thread_ts:
            container["thread_ts"] = message.thread_ts
        name = {"public": channel.name, "private": "privategroup", "im": "directmessage"}[channel.kind]
        where = {"container": container, "channel": {"id": channel.id, "name": name}, "state": {"values": {}}}
        where["response_url"] = self.slack.hooks.new(channel.id, self.id, message.ts)
        return where if message.only_for else where | {"message": self.slack.shown_as_json(message)}


def payloads_of(element, label):
    """What an action says of a pressed button."""
    if element["type"] != "button":
        raise CannotDo(f"{label!r} is no button")
    return {name: element[name] for name in ("text", "value", "style") if name in element}


def _link(found):
    address = found[0]
    return f"<{address}>" if "://" in address else f"<mailto:{address}|{address}>"
