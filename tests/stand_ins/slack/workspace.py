"""The stand-in as a whole: the world, the server, the faults, and what people are driven by."""

import itertools
import time
from contextlib import contextmanager
from dataclasses import dataclass

from tests.stand_ins.faults import Faults
from tests.stand_ins.slack.blocks import with_ids
from tests.stand_ins.slack.calls import RateLimitedError, SlackError
from tests.stand_ins.slack.chat import change, checked
from tests.stand_ins.slack.delivery import Delivery
from tests.stand_ins.slack.manifest import SCOPE_OF, read
from tests.stand_ins.slack.payloads import as_json, changed_event, envelope, message_event
from tests.stand_ins.slack.person import Person
from tests.stand_ins.slack.server import Server
from tests.stand_ins.slack.sockets import Sockets
from tests.stand_ins.slack.views import TRIGGER_SECONDS
from tests.stand_ins.slack.world import Installation, Message, World

HOOK_SECONDS, HOOK_USES = 1800, 5


@dataclass
class Trigger:
    user: str
    at: float
    used: bool = False


@dataclass
class Hook:
    channel: str
    user: str
    at: float
    ts: str = ""  # the message that it replaces
    uses: int = 0


class Rate:
    """About one message a second in a channel: `rate.on = True`; `burst` more may come at once."""

    def __init__(self, slack):
        self._slack = slack
        self.on = False
        self.per_second = 1.0
        self.burst = 1
        self._left: dict[str, tuple[float, float]] = {}

    def take(self, channel_id):
        if not self.on:
            return
        now = self._slack.steady()
        left, at = self._left.get(channel_id, (float(self.burst), now))
        left = min(float(self.burst), left + (now - at) * self.per_second)
        if left < 1:
            raise RateLimitedError(1)
        self._left[channel_id] = (left - 1, now)


class Hooks:
    """The response_urls: five uses within half an hour each."""

    def __init__(self, slack):
        self._slack = slack
        self._all: dict[str, Hook] = {}

    def new(self, channel_id, user_id, ts=""):
        hook_id = self._slack.new_id("hook")
        self._all[hook_id] = Hook(channel_id, user_id, self._slack.steady(), ts)
        return f"{self._slack.url}hooks/{hook_id}"

    def used(self, hook_id, body):
        """Do what a response_url was posted; (status, refusal or None)."""
        hook = self._all.get(hook_id)
        if hook is None or self._slack.steady() - hook.at > HOOK_SECONDS:
            return 404, {"ok": False, "error": "expired_url"}
        if hook.uses >= HOOK_USES:
            return 404, {"ok": False, "error": "used_url"}
        try:
            checked(body.get("blocks") or [])
        except SlackError as refusal:
            return 400, refusal.answer
        hook.uses += 1
        with self._slack.world.lock:
            self._write(hook, body)
        return 200, None

    def _write(self, hook, body):
        old = self._slack.world.message(hook.channel, hook.ts)
        if body.get("delete_original") and old:
            self._slack.world.messages.remove(old)
        elif body.get("replace_original") and old:
            change(old, body.get("text", ""), body.get("blocks") or [], self._slack.new_id)
        elif body.get("text") or body.get("blocks"):
            self._slack.answered(hook.channel, hook.user, body)


class Slack:
    """A workspace with the app in it. See the package's docstring for the use."""

    def __init__(self, clock=time.time):
        self._ids = itertools.count(1)
        self._passed = 0.0
        self.world = World(clock)
        self.app_level = Installation("", "xapp-1-stand-in", "", "", "A0APP", {"connections:write"}, set())
        self.app_token, self.signing_secret = self.app_level.token, "stand-in-signing-secret"
        self.url = ""
        self.calls: list = []
        self.triggers: dict[str, Trigger] = {}
        self.prompts: dict[str, list] = {}
        self.trigger_seconds = TRIGGER_SECONDS
        self.commands = {"/handslag"}
        self.tabs = {"home", "messages"}
        self.echoes = True  # the app is also told of its own messages, as Slack does
        self.faults, self.rate, self.hooks = Faults(), Rate(self), Hooks(self)
        self.delivery, self.sockets = Delivery(self), Sockets(self)
        self.app = self.world.install()
        self.server = Server(self)

    @property
    def token(self):
        return self.app.token

    @property
    def api(self):
        """The base_url for slack_sdk."""
        return f"{self.url}api/"

    def new_id(self, prefix="b"):
        return f"{prefix}{next(self._ids):04d}"

    def steady(self):
        """Seconds that count for triggers, streams, response_urls and rates."""
        return time.monotonic() + self._passed

    def passes(self, seconds):
        """Let time pass for triggers, streams, response_urls and rates."""
        self._passed += seconds

    def person(self, name, email="", **marks):
        """Somebody in the workspace, to be driven; `name` may also be a User that is there."""
        user = name if not isinstance(name, str) else self.world.user(name, email, **marks)
        return Person(self, user)

    def until(self, met, seconds=60.0, told=str):
        """Wait until `met()` gives something true, and give that; `told()` says what there is instead."""
        over = time.monotonic() + seconds
        while not (found := met()):
            assert time.monotonic() < over, f"waited {seconds} s. {told()}\nlast calls: {self.answers()[-5:]}"
            time.sleep(0.005)
        return found

    def answers(self, method=""):
        """What was called and answered, as (method, error or "ok")."""
        return [
            (one.method, (one.answer or {}).get("error") or ("ok" if one.status == 200 else f"status {one.status}"))
            for one in self.calls
            if method in {"", one.method}
        ]

    def trigger(self, user_id):
        trigger_id = self.new_id("1337.42.")
        self.triggers[trigger_id] = Trigger(user_id, self.steady())
        return trigger_id

    def install(self, manifest):
        """The app as its manifest describes it: scopes, events, commands and tabs; refuses what Slack would refuse."""
        found = read(manifest)
        assert not found.wrong, found.wrong
        self.app.scopes, self.app.events = set(found.scopes), set(found.events)
        self.commands, self.tabs = set(found.commands), set(found.tabs)

    # events

    def envelope(self, event, team="", *, shared=False):
        """An event with a new id, of the app's own team or another."""
        return envelope(event, self.app, self.new_id("Ev"), self.world.clock(), team, shared=shared)

    def sends(self, name):
        """Whether the app is sent such events: it subscribes and has the scope."""
        return self.delivery.ready and name in self.app.events and SCOPE_OF.get(name, "") in {"", *self.app.scopes}

    def revoke(self, error="token_revoked"):
        """The token loses its force, and the app is told (`account_inactive`: the app was taken out)."""
        self.app.wrong = error
        event = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [self.app.bot_user]}}
        done = [self.delivery.event(self.envelope(event))] if self.sends("tokens_revoked") else []
        if error == "account_inactive" and self.sends("app_uninstalled"):
            done.append(self.delivery.event(self.envelope({"type": "app_uninstalled"})))
        return done

    def restore(self):
        self.app.wrong = ""

    def echo(self, message):
        channel = self.world.channels[message.channel]
        if self.echoes and self.sends(_name(channel)):
            self.delivery.later(self.envelope(message_event(message, channel, self.app, self.app.team)))

    def echo_change(self, message, previous):
        channel = self.world.channels[message.channel]
        if self.echoes and self.sends(_name(channel)):
            self.delivery.later(
                self.envelope(changed_event(message, previous, channel, self.app, self.world.next_ts()))
            )

    def answered(self, channel_id, user_id, body):
        """What the app answers a command or a response_url: for the person alone, or in the channel."""
        checked(body.get("blocks") or [])
        only_for = "" if body.get("response_type") == "in_channel" else user_id
        message = Message(
            channel_id,
            self.world.next_ts(),
            self.app.bot_user,
            body.get("text", ""),
            with_ids(body.get("blocks") or [], self.new_id),
            thread_ts=body.get("thread_ts", ""),
            by_app=True,
            only_for=only_for,
        )
        self.world.messages.append(message)
        return message

    def shown_as_json(self, message):
        return as_json(message, self.app)


def _name(channel):
    return {"public": "message.channels", "private": "message.groups", "im": "message.im"}[channel.kind]


@contextmanager
def stand_in(clock=time.time):
    """A Slack that answers until the block ends."""
    slack = Slack(clock)
    slack.server.start()
    try:
        yield slack
    finally:
        slack.server.stop()
