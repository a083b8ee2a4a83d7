"""One call of the Web API: who calls, whether they may, and how Slack says no."""

import json
from dataclasses import dataclass, field

from tests.stand_ins.slack.world import Installation, World


class SlackError(Exception):
    """An answer with `ok: false`; `more` are the fields beside the error."""

    def __init__(self, error, **more):
        super().__init__(error)
        self.answer = {"ok": False, "error": error, **more}


class RateLimitedError(Exception):
    """More than a channel takes: 429, and `seconds` to wait."""

    def __init__(self, seconds=1):
        super().__init__(seconds)
        self.seconds = seconds


@dataclass
class Call:
    """A call that came, kept in `slack.calls` with what was answered."""

    method: str
    args: dict
    token: str = ""
    answer: dict = field(default_factory=dict)
    status: int = 200
    world: World | None = None
    app: Installation | None = None
    slack: object = None

    def get(self, name, default=""):
        value = self.args.get(name)
        return default if value is None else value

    def needs(self, *names):
        """Refuse when an argument is missing."""
        for name in names:
            if self.get(name) in ("", None):
                raise SlackError(
                    "invalid_arguments", response_metadata={"messages": [f"[ERROR] missing required field: {name}"]}
                )
        return [self.get(name) for name in names]

    def json(self, name, error="invalid_arguments", default=None):
        """An argument that may have been sent as JSON in a string."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return default if value is None else value
        try:
            return json.loads(value)
        except ValueError:
            raise SlackError(error) from None

    def flag(self, name):
        value = self.args.get(name)
        return None if value is None else str(value).casefold() in {"1", "true"}

    def scope(self, *any_of):
        """Refuse unless the token has one of these scopes."""
        if not self.app.scopes & set(any_of):
            raise SlackError("missing_scope", needed=",".join(any_of), provided=",".join(sorted(self.app.scopes)))

    def channel(self, channel_id, *, kind_scope=""):
        """The channel as the app sees it: private ones it is not in, and other teams', do not exist for it."""
        found = self.world.channels.get(channel_id)
        if found is None or (found.team != self.app.team and not found.shared):
            raise SlackError("channel_not_found")
        if found.kind != "public" and self.app.bot_user not in found.members:
            raise SlackError("channel_not_found")
        if kind_scope:
            prefix = {"public": "channels", "private": "groups", "im": "im"}[found.kind]
            self.scope(f"{prefix}:{kind_scope}")
        return found

    def place(self, channel_id):
        """Where to post: a channel, or a person, whose direct conversation is then opened."""
        if channel_id in self.world.users:
            user = self.world.users[channel_id]
            if user.is_bot or user.deleted or user.id == self.app.bot_user:
                raise SlackError("channel_not_found")
            return self.world.dm(channel_id, self.app.team)
        found = self.channel(channel_id)
        if found.archived:
            raise SlackError("is_archived")
        if self.app.bot_user not in found.members:
            raise SlackError("not_in_channel")
        return found

    def user(self, user_id):
        found = self.world.users.get(user_id)
        if found is None:
            raise SlackError("user_not_found")
        return found
