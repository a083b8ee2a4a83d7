"""Play the example year: the real program on a home of its own, with a clock that runs from event to event.

Nothing is acted: documents are ingested, the plan imported, messages sent through the outbox to the console platform,
and people talk to the same conversation as everywhere. The script says who says what and when; the rest follows.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel

import plans.formats
from bot.demo.script import (
    ZONE,
    Ask,
    Away,
    Event,
    ImportPlan,
    Ingest,
    OpenCycle,
    Reply,
    Report,
    Say,
    Scene,
    Script,
    ShowGaps,
    Step,
)
from bot.demo.stage import Stage
from bot.platforms.base import Message
from bot.platforms.console import Console
from bot.settings import Settings
from bot.wiring import App, build
from plans.model import Absence, Dispatch
from prompts.texts import Texts, texts
from retrieval.ingesting import Said

_TICK: Final = time(9, 0)  # local; the rules decide whether anything is due
FORMATS: Final = tuple(plans.formats.FORMATS)
_PRESSED: Final = {"confirm": "confirm", "change": "change", "accept": "accept", "decline": "decline"}


@dataclass
class _Clock:
    """What time it is in the example."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Player:
    """One showing of `script` in `home`, the summary written to `out`."""

    script: Script
    home: Path
    out: Path
    stage: Stage
    language: Literal["sv", "en"] = "sv"
    clock: _Clock = field(init=False)
    app: App = field(init=False)

    def __post_init__(self) -> None:
        self.clock = _Clock(self.script.events[0].at.astimezone(UTC))
        self.app = build(Settings(home=self.home, language=self.language), clock=self.clock)

    def play(self) -> None:
        """Play every event in order."""
        self.stage.title(self.say("demo.title.heading"), self.say("demo.title.text"))
        for event in self.script.events:
            self.run_to(event.at)
            _PLAY[type(event)](self, event)
        self.stage.title(self.say("demo.end.heading"), self.say("demo.end.text", folder=str(self.out)))
        self.stage.line(self.say("demo.end.try"))
        last = self.script.events[-1].at.date()
        self.stage.line(f"  handslag --home {self.home} chat --as {self.script.replies[0].who} --now {last}")
        self.stage.line(self.say("demo.end.next"))
        self.stage.line("  handslag ingest … · handslag plan import … · handslag cycle open 2027 --due …")

    @property
    def say(self) -> Texts:
        """The narrator's texts."""
        return texts(self.language)

    def called(self, address: str) -> str:
        """Return the name of somebody in the example."""
        return self.script.names.get(address, address)

    def talk(self, who: str, text: str, heading: str) -> None:
        """Let somebody write to the bot, and show both."""
        self.stage.says(heading, text)
        reply = self.app.conversation.handle(Message(who, text, self.clock.now))
        self.stage.answers(self.say("demo.line.answers"), reply.text, [button.label for button in reply.buttons])
        self._send()

    def note(self, event: Event) -> None:
        """Say what to notice about an event."""
        if event.note:
            self.stage.note(self.say(f"demo.note.{event.note}"))

    def run_to(self, at: datetime) -> None:
        """Let the days pass until `at`; each morning the scheduler looks at what is due."""
        day = self.clock.now.astimezone(ZONE).date()
        while (morning := datetime.combine(day, _TICK, ZONE)) <= at:
            if morning > self.clock.now:
                self.clock.now = morning.astimezone(UTC)
                self._tick()
            day += timedelta(days=1)
        self.clock.now = at.astimezone(UTC)
        self._tick()

    def _tick(self) -> None:
        self.app.post.tick()
        self._send()

    def _send(self) -> None:
        sent = self.app.post.send({"console": Console(lambda _person, _text: None)})
        by_rule: dict[str, list[tuple[Dispatch, str]]] = {}
        for dispatch, reply in sent:
            by_rule.setdefault(dispatch.text_key.split(".")[1], []).append((dispatch, reply.text))
        for kind, found in by_rule.items():
            self._show_sent(kind, found)

    def _show_sent(self, kind: str, found: list[tuple[Dispatch, str]]) -> None:
        """Show how many were sent by a rule, and one of them as it reads."""
        when = self.clock.now.astimezone(ZONE)
        rule = self.say(f"demo.sent.{kind}")
        count = (
            self.say("demo.line.sent_one", rule=rule)
            if len(found) == 1
            else self.say("demo.line.sent", count=len(found), rule=rule)
        )
        self.stage.line(f"{when:%Y-%m-%d %H:%M}  {count}")
        dispatch, text = found[0]
        self.stage.answers(self.say("demo.line.to", name=self.called(dispatch.to)), text)


def _scene(player: Player, event: Scene) -> None:
    key = f"demo.scene.{event.scene}"
    when = f"{event.at.astimezone(ZONE):%Y-%m-%d}"
    player.stage.scene(when, player.say(f"{key}.heading"), player.say(f"{key}.text"))


def _ingest(player: Player, event: Ingest) -> None:  # noqa: ARG001 - every event is played alike
    # The predecessor first: a document can only supersede one that is there.
    for document in reversed(player.script.documents):
        said = Said(
            document.type, document.state, document.valid_from, document.valid_to, document.supersedes, title=None
        )
        player.app.intake.documents([document.path], said)
    for version in player.app.register.latest():
        passages = len(player.app.library.passages({version.document: version}))
        state = player.say(f"terms.document_state.{version.state}")
        player.stage.line(player.say("demo.line.document", title=version.title, passages=passages, state=state))


def _ask(player: Player, event: Ask) -> None:
    player.talk(event.who, event.question, player.say("demo.line.asks", name=player.called(event.who)))
    player.note(event)


def _import_plan(player: Player, event: ImportPlan) -> None:  # noqa: ARG001 - as above
    with player.app.store.transaction() as ledger:
        ledger.people.save(cast.person for cast in player.script.people)
    report = player.app.intake.plan([player.script.plan_path])
    player.stage.line(report.text(player.language))
    actions = player.app.planbook.actions()
    sheets = len({action.source.sheet for action in actions})
    player.stage.line(player.say("demo.line.imported", actions=len(actions), sheets=sheets))


def _open_cycle(player: Player, event: OpenCycle) -> None:
    cycle = player.app.follow_up.open_cycle(player.script.year, event.due, player.clock.now, event.who)
    name = player.called(event.who)
    player.stage.line(player.say("demo.line.opens", name=name, year=cycle.year, due=cycle.due, cut_off=cycle.cut_off))


def _away(player: Player, event: Away) -> None:
    with player.app.store.transaction() as ledger:
        ledger.people.save_absence(
            Absence(address=event.who, first=event.first, last=event.last, substitute=event.substitute)
        )
    names = {"name": player.called(event.who), "substitute": player.called(event.substitute)}
    player.stage.line(player.say("demo.line.away", **names, first=event.first, last=event.last))


def _reply(player: Player, event: Reply) -> None:
    heading = player.say("demo.line.writes", name=player.called(event.who), nr=event.nr)
    player.talk(event.who, f"{event.nr}: {event.text}", heading)
    player.note(event)
    for step in event.then:
        player.run_to(step.at)
        _step(player, event, step)


def _step(player: Player, event: Reply, step: Step) -> None:
    """Play what follows on a reply: a button pressed, or more words."""
    who = step.who or event.who
    name = player.called(who)
    if step.do in _PRESSED:
        label = texts(_language(player, who))(f"chat.button.{_PRESSED[step.do]}")
        player.talk(who, label, player.say("demo.line.presses", name=name, button=label))
    if step.do == "hand_over":
        heading = player.say("demo.line.hands_over", name=name, nr=event.nr, receiver=player.called(step.to or ""))
        player.talk(who, str(step.to), heading)
    if step.text:
        player.talk(who, step.text, player.say("demo.line.writes", name=name, nr=event.nr))


def _language(player: Player, who: str) -> str:
    return next((cast.language for cast in player.script.people if cast.address == who), player.language)


def _say(player: Player, event: Say) -> None:
    player.talk(event.who, event.text, player.say("demo.line.says", name=player.called(event.who)))
    player.note(event)


def _show_gaps(player: Player, event: ShowGaps) -> None:  # noqa: ARG001 - as above
    player.stage.line(player.app.planbook.gaps_text(player.language, brief=True))


def _report(player: Player, event: Report) -> None:  # noqa: ARG001 - as above
    player.stage.line(player.app.planbook.status_text(player.language, player.script.year))
    files = player.app.reports.write(player.script.year, FORMATS, player.out, player.language)
    width = max(len(file.name) for file in files)
    for file, kind in zip(files, (*FORMATS, "manifest"), strict=True):
        player.stage.line(f"{file.name:<{width}}  {player.say(f'demo.file.{kind}')}")


_PLAY: Final[dict[type[BaseModel], Callable[..., None]]] = {
    Scene: _scene,
    Ingest: _ingest,
    Ask: _ask,
    ImportPlan: _import_plan,
    OpenCycle: _open_cycle,
    Away: _away,
    Reply: _reply,
    Say: _say,
    ShowGaps: _show_gaps,
    Report: _report,
}
