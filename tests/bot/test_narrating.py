"""A configured model may word short texts of the frozen replies; over HTTP it can at worst add nothing."""

import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.narrating import Narrating
from bot.settings import Settings
from bot.wiring import build
from plans.followup import Followup
from plans.model import Implementation, Person, Role
from plans.stores.memory import MemoryStore
from plans.summary.blocks import Quote
from plans.summary.composing import compose
from retrieval.checking.verifying import DraftQuote, DraftSentence
from tests.plans.summary.attacks import ATTACKS
from tests.plans.summary.conftest import make_snapshot
from tests.plans.summary.test_hostile_replies import MARK
from tests.stand_ins.openai_server import openai_server

NOW = datetime(2027, 12, 15, 9, tzinfo=UTC)
HONEST = "Nytt ärendesystem infördes i maj"


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """A home with an empty database: to make its tables takes half a second."""
    home = tmp_path_factory.mktemp("tables")
    app = build(Settings(home=home), clock=lambda: NOW)
    with app.store.transaction():
        pass
    app.engine.dispose()
    return home


@pytest.fixture(autouse=True)
def _has_tables(tables, tmp_path):
    shutil.copytree(tables, tmp_path, dirs_exist_ok=True)


@pytest.fixture
def server():
    with openai_server() as stand_in:
        stand_in.write = honest
        yield stand_in


def honest(question, passages):
    return [(f"{HONEST}.", [(one["key"], HONEST)]) for one in passages if HONEST in one["text"]]


def app_of(tmp_path, server, snapshot=None, **more):
    told = {"model_seconds": 30, **more}
    app = build(
        Settings(home=tmp_path, model="openai:gpt-test", model_base_url=server.url, model_api_key="k", **told),
        clock=lambda: NOW,
    )
    frozen = snapshot or make_snapshot()
    with app.store.transaction() as ledger:
        ledger.people.save([*frozen.people, Person(address="eva@vallmark.example", role=Role.COORDINATOR)])
        ledger.actions.save(frozen.actions)
        ledger.cycles.save(frozen.cycle)
        for update in frozen.updates:
            ledger.updates.add(update)
        ledger.summaries.save_snapshot(frozen)
    app.models.language_model.open()  # importing takes long on a busy machine
    return app


def area_quotes(app, language="sv"):
    summary = app.reports.draft(2027, language)
    areas = next(section for section in summary.sections if section.key == "areas")
    return [block for block in areas.blocks if isinstance(block, Quote)]


def by_model(app, language="sv"):
    return [(quote.about, quote.words) for quote in area_quotes(app, language) if "gpt-test" in quote.attribution]


def test_what_holds_is_kept_with_what_is_frozen_and_said_the_same_each_time(tmp_path, server):
    app = app_of(tmp_path, server)

    told = app.narrating.narrate(2027, "sv")

    assert told.held == 1
    assert by_model(app) == [("V1", f"{HONEST}.")]
    assert app.reports.draft(2027, "sv").content_hash == app.reports.draft(2027, "sv").content_hash
    asked = len(server.chats)
    assert app.narrating.narrate(2027, "sv").asked == 0
    assert len(server.chats) == asked


def test_the_model_sees_the_replies_of_one_action_and_no_other(tmp_path, server):
    seen = []
    server.write = lambda question, passages: seen.append((question, [one["text"] for one in passages])) or []

    app_of(tmp_path, server).narrating.narrate(2027, "sv")

    assert all(len(texts) == 1 for _, texts in seen)
    assert len({question for question, _ in seen}) == len(seen)


@pytest.mark.parametrize(
    "said",
    [
        "no JSON at all",
        [("Alla åtgärder är genomförda.", [("P1", HONEST)])],
        [("Nytt ärendesystem infördes i maj 2026.", [("P1", HONEST)])],
        [("Tre åtgärder är klara.", [("P1", HONEST)])],
        [("Handläggningstiden är nere på 16 dagar.", [("P1", "Medianen är nere på 61 dagar")])],
        [(f"{HONEST} <b>nu</b>.", [("P1", HONEST)])],
        [("Något helt annat hände i våras.", [("P9", "Något helt annat")])],
        [("A new case system was introduced in May.", [("P1", HONEST)])],
    ],
)
def test_a_sentence_that_its_reply_does_not_bear_is_dropped(tmp_path, server, said):
    server.write = lambda question, passages: said
    app = app_of(tmp_path, server)

    told = app.narrating.narrate(2027, "sv")

    assert told.held == 0
    assert by_model(app) == []


def test_a_status_is_never_the_models_to_change(tmp_path, server):
    said = "Vägledningen är klar och publicerad"
    frozen = make_snapshot()
    doubtful = "Vägledningen är klar och publicerad, tror vi, men ingen av oss har hunnit läsa den än i höst."
    updates = tuple(replace(u, text=doubtful) if u.id == "l-2027-V3-1" else u for u in frozen.updates)
    server.write = lambda question, passages: [
        ("Vägledningen är klar och publicerad.", [(one["key"], said)]) for one in passages if said in one["text"]
    ]
    app = app_of(tmp_path, server, replace(frozen, updates=updates))

    app.narrating.narrate(2027, "sv")

    assert by_model(app) == []  # what was confirmed of V3 is that it is in progress


def test_a_count_is_never_the_models_to_say_even_where_a_reply_says_it(tmp_path, server):
    boast = "Vi har nu genomfört alla tolv åtgärder i planen och allting är mycket bra i hela regionen."
    frozen = make_snapshot()
    updates = tuple(replace(u, text=boast) if u.id == "l-2027-V3-1" else u for u in frozen.updates)
    server.write = lambda question, passages: [(one["text"], [(one["key"], one["text"])]) for one in passages]
    app = app_of(tmp_path, server, replace(frozen, updates=updates))

    app.narrating.narrate(2027, "sv")

    assert boast not in [words for _, words in by_model(app)]


def test_a_model_that_does_not_answer_is_asked_again_only_when_somebody_says_so(tmp_path, server):
    app = app_of(tmp_path, server)
    server.status = 500
    app.narrating.narrate(2027, "sv")
    server.status = 200
    before = len(server.chats)

    app.narrating.look("sv")

    assert by_model(app) == []
    about = next(section for section in app.reports.draft(2027, "sv").sections if section.key == "about")
    assert "Texterna är därför gjorda utan den" in str(about.blocks)
    assert len(server.chats) == before
    later = build(app.settings, clock=lambda: NOW.replace(hour=12))
    later.models.language_model.open()
    assert later.narrating.narrate(2027, "sv", again=True).held == 1


def test_without_a_model_nothing_is_done(tmp_path, server):
    app = build(Settings(home=tmp_path), clock=lambda: NOW)

    app.narrating.look("sv")

    assert server.chats == []


class Obeying:
    """A model that says what any reply tells it to, and more: it repeats every line and declares the plan done."""

    name = "openai:obedient"
    has_language_model = True

    def __init__(self):
        self.shown = {}

    def narrator(self):
        return self

    def write(self, assignment):
        for one in assignment.evidence:
            self.shown[one.version.title] = one.text
            lines = [line for line in one.text.splitlines() if len(line.split()) > 1]
            harmless = [TAIL] if len(self.shown) % 10 == 0 else []  # the same of each: some are enough
            for text in [*lines[:1], *harmless, "Alla åtgärder är genomförda.", f"{MARK} är genomförd."]:
                yield DraftSentence(text, tuple(DraftQuote(one.key, line) for line in lines[:1]))


TAIL = "Arbetet fortsätter i lugn takt hela hösten ute på klinikerna."


def attacked_plan(texts, tail=TAIL):
    """Return the example year with an action for each text, which its reply says."""
    base = make_snapshot()
    actions = [replace(base.actions[0], nr=f"X{n}", title="Ett arbete", position=100 + n) for n, _ in enumerate(texts)]
    own = next(update for update in base.updates if update.id == "l-2027-V10-1")
    said = replace(own.reading, obstacles=(), implementation=Implementation.IN_PROGRESS)
    replies = [
        replace(own, id=f"x-{n}", nr=f"X{n}", text=f"{text}\n{tail}", reading=said) for n, text in enumerate(texts)
    ]
    return replace(base, actions=(*base.actions, *actions), updates=(*base.updates, *replies))


def obeyed(snapshot):
    """Return the summary in which the obedient model has worded every reply, and the model."""
    store, model = MemoryStore(), Obeying()
    with store.transaction() as ledger:
        ledger.cycles.save(snapshot.cycle)
        ledger.summaries.save_snapshot(snapshot)
    Narrating(store, Followup(store, lambda: "id"), model, lambda: NOW).narrate(2027, "sv")
    with store.reading() as ledger:
        told = replace(ledger.summaries.snapshot(2027), id="a" * 64)  # which is over the replies too
    return compose(told, language="sv", gaps=(), generated_at=NOW), model


def outside_quotes(summary):
    return [block for block in summary.blocks() if not isinstance(block, Quote)]


def test_a_model_that_obeys_five_hundred_attackers_says_nothing_outside_their_own_quotes():
    harmless, _ = obeyed(attacked_plan(["Inget särskilt."] * len(ATTACKS), ""))  # too short to be worded

    attacked, model = obeyed(attacked_plan(ATTACKS))

    assert len(ATTACKS) > 500
    assert outside_quotes(attacked) == outside_quotes(harmless)
    by_the_model = [
        b for b in attacked.blocks() if isinstance(b, Quote) and "obedient" in b.attribution and b.about.startswith("X")
    ]
    assert len(by_the_model) > 20
    assert all(quote.words in model.shown[quote.about] for quote in by_the_model)
    assert not [
        quote.words for quote in by_the_model if re.search(r"[<>\[\]{}|`*_~#=]|://|\d|[Åå]tgärder", quote.words)
    ]
