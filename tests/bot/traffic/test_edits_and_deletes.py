"""Messages that are edited and deleted while platforms deliver as they do: what was confirmed stands as it was (T12).

Two workers hear what Slack sends through everything between the inbox and the plan. Each event may come several times,
late, in any order and with a new id; a worker may die in the middle. A report holds the words of the reading that was
confirmed, once, and no edit or deletion changes it.
"""

import shutil
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.accounts import Account
from bot.demo.script import load_script
from bot.platforms.heard import Sender, as_json
from bot.platforms.slack.reading import heard_in
from bot.settings import Settings
from bot.traffic.inbox import HOLD, Arrival, Overtaken
from bot.traffic.worker import Worker
from bot.wiring import build
from plans.audit import verify
from tests.bot.traffic.test_delivering_once import Killed

NOW = datetime(2027, 10, 4, 8, 0, tzinfo=UTC)
MARIA, NR = "vardskap@lovhamra.example", "N5"
SENDER = Sender("slack", "T1", "UMARIA")
WORKERS = st.sampled_from(["one", "two"])


def installation(home, clock):
    """An installation that calls nobody: what is to go out stays where it is written down."""
    tokens = {"slack_bot_token": "xoxb-none", "slack_signing_secret": "none"}
    return build(Settings(home=home, environment="test", slack_api_url="http://127.0.0.1:9/", **tokens), clock=clock)


@cache
def template():
    """A home in which Maria has been asked about her one action, and is known by her account."""
    home = Path(mkdtemp()) / "home"
    app = installation(home, lambda: NOW)
    script = load_script()
    app.intake.plan([script.plan_path])
    with app.store.transaction() as ledger:
        ledger.people.save(cast.person for cast in script.people)
    app.follow_up.open_cycle(2027, date(2027, 10, 29), NOW - timedelta(days=30), "kansli@livskusten.example")
    known = {"linked_at": NOW, "linked_by": MARIA, "looked_at": NOW, "asked_at": NOW}
    app.accounts.save(Account(sender=SENDER, address=MARIA, conversation="DMARIA", seen_at=NOW, **known))
    app.engine.dispose()
    return home


def envelope(nr, event):
    told = {"channel": "DMARIA", "channel_type": "im", **event}
    authorizations = [{"team_id": "T1", "user_id": "U0BOT", "is_bot": True}]
    return {"type": "event_callback", "team_id": "T1", "event_id": f"Ev{nr}", "authorizations": authorizations} | {
        "event": {"type": "message", **told}
    }


def press(nr, action, value):
    button = {"type": "button", "action_id": f"{action}:0", "action_ts": f"{nr}.0", "value": value}
    return {
        "type": "block_actions",
        "team": {"id": "T1"},
        "user": {"id": "UMARIA", "team_id": "T1"},
        "channel": {"id": "DMARIA"},
        "container": {"message_ts": "2.0", "channel_id": "DMARIA"},
        "trigger_id": f"trigger{nr}",
        "actions": [button | {"text": {"text": "Stämmer"}}],
    }


class EditsAndDeletes(RuleBasedStateMachine):
    """Maria writes, edits, deletes and confirms."""

    def __init__(self):
        super().__init__()
        self.home = Path(mkdtemp()) / "home"
        self.count = 0
        self.said = {}  # ts -> what stands there now
        self.bodies = []  # everything Slack has told of
        self.pressed = {}  # id of a reading whose button was pressed -> its words
        self.stands = {}
        self.hands = {"one": [], "two": []}
        self.at = NOW

    @initialize()
    def begins(self):
        shutil.copytree(template(), self.home)
        self.app = installation(self.home, lambda: self.at)
        self.says(1)
        self.works("one", dies=False)
        self.confirms(2)

    def deliver(self, body, copies=1):
        self.bodies.append(body)
        heard = heard_in(body, self.at, lambda _: False)
        if heard is None:
            return
        lane = heard.sender.address
        one = Arrival(
            key=heard.key,
            about=heard.subject or None,
            platform="slack",
            lane=lane,
            body=as_json(heard),
            received_at=self.at,
        )
        self.app.inbox.record([one] * copies)

    def number(self):
        self.count += 1
        return self.count

    def reading(self):
        with self.app.store.reading() as ledger:
            return next((one for one in ledger.updates.drafts(MARIA) if one.nr == NR), None)

    @rule(copies=st.integers(1, 2))
    def says(self, copies):
        nr = self.number()
        ts, text = f"1.{nr:06}", f"{NR} Vi har hållit möte nummer {nr}, allt går enligt plan."
        self.said[ts] = text
        self.deliver(envelope(nr, {"user": "UMARIA", "text": text, "ts": ts}), copies)

    @precondition(lambda self: self.said)
    @rule(which=st.integers(0, 9), copies=st.integers(1, 2))
    def edits(self, which, copies):
        nr, ts = self.number(), list(self.said)[which % len(self.said)]
        before = {"user": "UMARIA", "text": self.said[ts], "ts": ts}
        self.said[ts] = f"{NR} Det blev {nr} möten, vi ligger enligt plan."
        after = before | {"text": self.said[ts]}
        changed = {"subtype": "message_changed", "message": after, "previous_message": before, "ts": f"3.{nr:06}"}
        self.deliver(envelope(nr, changed), copies)

    @precondition(lambda self: self.said)
    @rule(which=st.integers(0, 9))
    def deletes(self, which):
        nr, ts = self.number(), list(self.said)[which % len(self.said)]
        before = {"user": "UMARIA", "text": self.said.pop(ts), "ts": ts}
        gone = {"subtype": "message_deleted", "previous_message": before, "deleted_ts": ts, "ts": f"3.{nr:06}"}
        self.deliver(envelope(nr, gone))

    @precondition(lambda self: self.reading())
    @rule(copies=st.integers(1, 3))
    def confirms(self, copies):
        shown = self.reading()
        self.pressed[shown.id] = shown.text
        self.deliver(press(self.number(), "confirm", f"{NR}#{shown.id}"), copies)

    @precondition(lambda self: self.bodies)
    @rule(which=st.integers(0, 100), new_id=st.booleans())
    def comes_again(self, which, new_id):
        body = self.bodies[which % len(self.bodies)]
        self.deliver(body | {"event_id": f"Ev{self.number()}"} if new_id and "event" in body else body)

    @rule(worker=WORKERS, most=st.integers(1, 2))
    def takes_and_is_slow(self, worker, most):
        self.hands[worker] += self.app.inbox.take(most, self.at, f"{worker}{self.number()}")

    @rule(worker=WORKERS, dies=st.sampled_from([False, False, False, True]))
    def works(self, worker, dies):
        self.takes_and_is_slow(worker, 2)
        held, self.hands[worker] = self.hands[worker], []
        for taken in held:
            self.hear(taken, dies=dies)

    def hear(self, taken, *, dies=False):
        try:
            with self.app.inbox.together():
                waiting = self.app.listener.hear(taken)
                if dies:
                    raise Killed  # noqa: TRY301 - the process dies here, within what is written together
                self.app.inbox.finish(taken, waiting, self.at)
        except (Killed, Overtaken):
            pass

    @rule(seconds=st.sampled_from([1, 61]))
    def passes(self, seconds):
        self.at += timedelta(seconds=seconds)

    @invariant()
    def what_was_confirmed_stands_as_it_was_shown(self):
        if not hasattr(self, "app"):
            return
        with self.app.store.reading() as ledger:
            updates = {one.id: one.text for one in ledger.updates.about(NR)}
        confirmed = list(updates.values())
        assert self.stands.items() <= updates.items()
        assert len(confirmed) <= len(self.pressed)
        assert set(confirmed) <= {text.removeprefix(f"{NR} ") for text in self.pressed.values()}
        self.stands = updates

    def teardown(self):
        if hasattr(self, "app"):
            self.at += HOLD * 2
            worker = Worker(self.app.inbox, lambda: self.at, self.app.listener.hear, lambda _: (), lambda: None)
            while worker.work():
                self.at += HOLD
            self.what_was_confirmed_stands_as_it_was_shown()
            assert set(self.app.inbox.counts()) <= {"done", "failed"}
            with self.app.store.reading() as ledger:
                assert verify(ledger.trail.all()) is None
            self.app.engine.dispose()
        shutil.rmtree(self.home, ignore_errors=True)


TestEditsAndDeletes = EditsAndDeletes.TestCase
TestEditsAndDeletes.settings = settings(
    max_examples=6, stateful_step_count=20, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate]
)
