"""The stand-in as a whole: the world, the server, the faults, and what people are driven by."""

import itertools
import time
from collections import deque
from contextlib import contextmanager

from tests.stand_ins.faults import Faults
from tests.stand_ins.teams import activities
from tests.stand_ins.teams.delivery import Delivery
from tests.stand_ins.teams.faults import REFUSALS, Refused
from tests.stand_ins.teams.person import Person
from tests.stand_ins.teams.posting import Streams
from tests.stand_ins.teams.server import Server
from tests.stand_ins.teams.tokens import Tokens
from tests.stand_ins.teams.world import World, guid


class Rate:
    """Seven messages in a second and 1,800 in an hour to one conversation: `rate.on = True`."""

    def __init__(self, teams):
        self._teams = teams
        self.on = False
        self.limits = ((1.0, 7), (3600.0, 1800))  # (seconds, messages)
        self._sent: dict[str, deque] = {}

    def take(self, conversation_id):
        if not self.on:
            return
        now, sent = self._teams.steady(), self._sent.setdefault(conversation_id, deque(maxlen=4000))
        for seconds, most in self.limits:
            if sum(1 for at in sent if now - at < seconds) >= most:
                raise Refused("Throttled", **{"Retry-After": str(max(1, int(seconds / most)))})
        sent.append(now)


class Teams:
    """One tenant with the app registered in it, and others. See the package's docstring for the use."""

    def __init__(self, clock=time.time):
        self._ids = itertools.count(1)
        self._passed = 0.0
        self.tenant, self.app_id, self.secret = guid("kommunen"), guid("handslag"), "stand-in-secret"
        self.url = ""
        self.calls: list = []
        self.key_fetches = 0
        self.without_execute = False  # an old client: Action.Execute falls back on Action.Submit
        self.world = World(self.tenant, self.app_id, clock)
        self.tokens, self.faults, self.rate, self.streams = Tokens(self), Faults(REFUSALS), Rate(self), Streams(self)
        self.delivery = Delivery(self)
        self.server = Server(self)

    @property
    def openid_metadata(self):
        """For `with_overrides(PUBLIC, openid_metadata_url=…)`."""
        return f"{self.url}v1/.well-known/openidconfiguration"

    @property
    def login(self):
        """For `with_overrides(PUBLIC, login_endpoint=…)`: else a token of a foreign issuer is looked up outside."""
        return self.url.rstrip("/")

    @property
    def token_address(self):
        """Where the bot gets its own token with its secret."""
        return f"{self.url}{self.tenant}/oauth2/v2.0/token"

    def service_url(self, tenant=""):
        """The address of the connector, as it stands in each activity."""
        return f"{self.url}teams/{tenant or self.tenant}/"

    @staticmethod
    def tenant_called(call):
        return call.args["tenant"]

    def bot_token(self, scope="", tenant=""):
        """Fits `App(token=teams.bot_token)`; through the token endpoint instead: `token_address`."""
        return self.tokens.own(scope or "https://api.botframework.com/.default", tenant)

    def new_id(self, prefix="b"):
        return f"{prefix}{next(self._ids):04d}"

    def steady(self):
        """Seconds that count for streams and rates."""
        return time.monotonic() + self._passed

    def passes(self, seconds):
        """Let time pass for streams and rates."""
        self._passed += seconds

    def person(self, name, email="", *, tenant="", installed=True, **marks):
        """Somebody to be driven. A name in `tenant` makes a tenant of its own; `installed` has the app already."""
        user = self.world.user(name, email, tenant=guid(tenant) if tenant else "", **marks)
        if installed:
            self.world.installed.add(user.id)
            self.world.personal(user).with_bot = True
        return Person(self, user)

    def until(self, met, seconds=60.0, told=str):
        """Wait until `met()` gives something true, and give that; `told()` says what there is instead."""
        over = time.monotonic() + seconds
        while not (found := met()):
            assert time.monotonic() < over, f"waited {seconds} s. {told()}\nlast calls: {self.answers()[-5:]}"
            time.sleep(0.005)
        return found

    def answers(self, method=""):
        """What was called and answered, as (method, "ok" or the code of the refusal or status)."""
        return [(one.method, _outcome(one)) for one in self.calls if method in {"", one.method}]

    def shown(self, place, user=None, thread=""):
        """A conversation as plain text, as `user` sees it."""
        return self.world.shown(place, user.id if user else "", thread)

    @property
    def warnings(self):
        """What Teams took and should not have been sent: cards of more than 28 KB."""
        return [f"{one.id}: {words}" for one in self.world.messages for words in one.warnings]

    # installing in places

    def installs(self, place, by, action="add"):
        """The app comes to a team or a group chat (`add-upgrade` for a new version); (delivered, …)."""
        team = self.world.teams.get(getattr(place, "team", "") or place.id)
        where = self.world.conversations[team.id] if team else place
        self.world.installed.add(where.id)
        self._bot_in(team, where, is_in=True)
        told = [activities.installation(self, by.user, where, action)]
        if action == "add":
            event = "teamMemberAdded" if team else ""
            told.append(activities.members_changed(self, by.user, where, added=[self.world.bot], event=event))
        return [self.delivery.send(one) for one in told]

    def uninstalls(self, place, by):
        """The app is taken out of a team or a group chat."""
        team = self.world.teams.get(getattr(place, "team", "") or place.id)
        where = self.world.conversations[team.id] if team else place
        self.world.installed.discard(where.id)
        self._bot_in(team, where, is_in=False)
        event = "teamMemberRemoved" if team else ""
        told = [activities.members_changed(self, by.user, where, removed=[self.world.bot], event=event)]
        told.append(activities.installation(self, by.user, where, "remove"))
        return [self.delivery.send(one) for one in told]

    def _bot_in(self, team, where, *, is_in):
        if team:
            team.installed = is_in
        for one in team.channels if team else [where.id]:
            self.world.conversations[one].with_bot = is_in


def _outcome(call):
    if call.status < 300:
        return "ok" if call.status else "cut off"
    answer = call.answer if isinstance(call.answer, dict) else {}
    error = answer.get("error")
    return error["code"] if isinstance(error, dict) else error or answer.get("wrong") or f"status {call.status}"


@contextmanager
def stand_in(clock=time.time):
    """A Teams that answers until the block ends."""
    teams = Teams(clock)
    teams.server.start()
    try:
        yield teams
    finally:
        teams.server.stop()
