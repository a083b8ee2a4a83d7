"""A conversation goes on from the answer before, in any process, for two hours, and never takes an owner's answer."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.base import Message
from bot.settings import Settings
from bot.talk.follow_ups import PlanParts, written_out
from bot.threads_store import LIFETIME, SqlThreads, Thread
from bot.wiring import build
from plans.model import Person, Role
from retrieval.ingesting import Said

OWNER, ACTOR, COORDINATOR = "ovning@kusten.example", "aktor@havet.example", "samordnare@havsbandet.example"
NOW = datetime(2028, 2, 1, 8, 0, tzinfo=UTC)


@pytest.fixture
def app(home, strategy, earlier, plan):
    app = build(Settings(home=home), clock=lambda: NOW)
    app.intake.documents([strategy, earlier], Said(None, None, None, None, None, None))
    app.intake.plan([plan])
    with app.store.transaction() as ledger:
        ledger.people.save([Person(address=COORDINATOR, name="Karin", role=Role.COORDINATOR)])
    return app


@pytest.fixture
def say(app):
    times = iter(NOW + timedelta(minutes=minute) for minute in range(100))

    def write(text, who=ACTOR, after=timedelta(0), place="", at_app=app):
        return at_app.conversation.handle(Message(who, text, next(times) + after, place))

    return write


def _thread(question, **more):
    return Thread(question=question, language="sv", at=NOW, **more)


@pytest.mark.parametrize(
    ("before", "then", "written"),
    [
        ("vad säger strategin om beredskap?", "och badvatten?", "vad säger strategin om badvatten?"),
        ("vad säger strategin om beredskap?", "och i Uppsala?", "vad säger strategin om beredskap i Uppsala?"),
        ("vad säger strategin om AI i Uppsala?", "och i Stockholm?", "vad säger strategin om AI i Stockholm?"),
        ("vad säger strategin om beredskap?", "den förra strategin då?", "vad säger den förra strategin om beredskap?"),
        (
            "vad säger strategin om beredskap?",
            "nej, jag menade 2020 års strategi",
            "vad säger 2020 års strategi om beredskap?",
        ),
        ("vad säger den förra strategin om vård?", "nej, jag menade AI", "vad säger den förra strategin om AI?"),
        (
            "what does the strategy say about talent?",
            "what about health data?",
            "what does the strategy say about health data?",
        ),
        (
            "what does the strategy say about talent?",
            "no, I meant the 2020 strategy",
            "what does the 2020 strategy say about talent?",
        ),
        (
            "vad har ändrats om beredskap sedan förra strategin?",
            "och kompetens?",
            "vad har ändrats om kompetens sedan förra strategin?",
        ),
        ("vad säger strategin om beredskap?", "vem ansvarar?", "vem ansvarar för beredskap?"),
        ("vad säger strategin om beredskap?", "och vad säger strategin om AI?", "vad säger strategin om AI?"),
    ],
)
def test_follow_up_on_documents_is_written_out(before, then, written):
    found = written_out(then, _thread(before), PlanParts())

    assert found is not None
    assert found.question == written


@pytest.mark.parametrize(
    ("before", "then", "written"),
    [
        ("vilka åtgärder i Uppsala är försenade?", "och i Stockholm?", "vilka åtgärder i Stockholm är försenade?"),
        ("vilka åtgärder i Uppsala är försenade?", "och klara?", "vilka åtgärder i Uppsala är klara?"),
        ("hur går det med S6?", "och U1?", "hur går det med U1?"),
        ("hur går det med S6?", "vem ansvarar för den?", "vem ansvarar för S6?"),
        ("hur går det med S6?", "when?", "when is S6 done?"),
    ],
)
def test_follow_up_on_the_plan_is_written_out(before, then, written):
    thread = _thread(before, numbers=("S6",), is_computed=True)
    scope = "Uppsala" if "Uppsala" in before else None

    found = written_out(then, thread, PlanParts(scope, ("Stockholm", "Uppsala"), (), ()))

    assert found is not None
    assert found.question == written


@pytest.mark.parametrize(
    ("before", "parts", "then", "written"),
    [
        ("hur går det med S6?", {}, "och i Uppsala?", "hur går det i Uppsala?"),
        ("vem ansvarar för åtgärd S6?", {}, "och Region Uppsala då?", "vem ansvarar i Region Uppsala?"),
        ("which actions are late?", {}, "och i Uppsala?", "which actions are late in Uppsala?"),
        ("vilka åtgärder är klara?", {}, "och för Region Uppsala?", "vilka åtgärder är klara i Region Uppsala?"),
        (
            "vilka åtgärder har Region Stockholm?",
            {"organisation": ("region", "stockholm")},
            "och i Uppsala?",
            "vilka åtgärder har Region Uppsala?",
        ),
        (
            "vilka åtgärder inom Stockholm är klara?",
            {"scope": "Stockholm"},
            "och i Gävle?",
            "vilka åtgärder inom Gävle är klara?",
        ),
        (
            "vilka åtgärder i Stockholm är klara?",
            {"scope": "Stockholm"},
            "och för Region Uppsala?",
            "vilka åtgärder i Region Uppsala är klara?",
        ),
    ],
)
def test_another_place_takes_the_place_of_what_named_one(before, parts, then, written):
    thread = _thread(before, numbers=("S6",), is_computed=True)

    found = written_out(then, thread, PlanParts(scopes=("Stockholm", "Uppsala"), **parts))

    assert found is not None
    assert found.question == written


@pytest.mark.parametrize("text", ["vad säger strategin om AI?", "vilka åtgärder finns?", "beredskap", "tack"])
def test_what_stands_by_itself_is_no_follow_up(text):
    assert written_out(text, _thread("vad säger strategin om beredskap?"), PlanParts()) is None


@given(st.text(max_size=80), st.text(min_size=1, max_size=80))
def test_any_words_after_any_question_are_written_out_or_left_alone(text, before):
    found = written_out(text, _thread(before, numbers=("S6",), is_computed=True), PlanParts("Uppsala", ("Uppsala",)))

    assert found is None or found.question


def test_follow_ups_carry_the_topic_and_the_actions_over(say):
    first = say("Vad säger strategin om beredskap?")
    who = say("vem ansvarar?")
    former = say("den förra strategin då?")

    assert "oljeutsläpp" in first.text
    assert {action.nr for action in first.answer.actions} == {action.nr for action in who.answer.actions}
    assert "Kustens räddningstjänst ansvarar för H1" in who.text
    assert "den förra strategin" in former.answer.question


def test_whole_section_is_shown_verbatim_with_its_citation(app, say):
    say("Vad säger strategin om badvatten?")

    shown = say("visa hela avsnittet")

    source = shown.answer.sources[0]
    text = app.register.versions(source.document)[-1].content.text
    assert shown.text.startswith(source.quote)
    assert text[source.start : source.end] == source.quote
    assert "Rena badplatser i alla kommuner" in source.quote


def test_answer_is_given_again_in_english(say):
    say("Vad säger strategin om badvatten?")

    again = say("på engelska tack")

    assert again.text.startswith("This is what “Strategi för havsbandet 2026”")


def test_without_an_answer_before_the_language_is_only_switched(say):
    assert say("på engelska tack").answer is None


def test_another_process_takes_the_next_message(home, say):
    say("Vad säger strategin om badvatten?")
    other = build(Settings(home=home), clock=lambda: NOW)

    assert "Rena badplatser" in say("visa hela avsnittet", at_app=other).text


def test_places_and_people_have_threads_of_their_own(say):
    say("Vad säger strategin om badvatten?")

    assert say("visa hela avsnittet", place="kanalen").answer is None
    assert say("visa hela avsnittet", who="annan@havet.example").answer is None


def test_thread_is_forgotten_after_two_hours(app, say):
    say("Vad säger strategin om badvatten?")

    assert say("visa hela avsnittet", after=LIFETIME).answer is None


def test_threads_that_are_too_old_are_deleted(app):
    threads = SqlThreads(app.engine)
    threads.keep("a@b.example", "", _thread("gammal?"))
    threads.keep("c@d.example", "", Thread(question="ny?", language="sv", at=NOW + LIFETIME + timedelta(seconds=1)))

    assert threads.get("a@b.example", "", NOW) is None


def test_owner_who_is_asked_is_answering_and_not_following_up(app, say):
    app.follow_up.open_cycle(2028, date(2028, 2, 20), NOW, COORDINATOR)
    app.post.tick()
    say("Vad säger strategin om badvatten?", who=OWNER)

    reply = say("och två övningar är klara", who=OWNER)

    assert reply.answer is None


def test_misspelt_and_one_word_questions_pass_through(say):
    assert "oljeutsläpp" in say("vad säger strategin om beredskp?").text
    assert "Rena badplatser" in say("badvatten").text


@pytest.mark.parametrize(
    "kind", ["toppen", "vad bra", "perfekt, tack", "tack för hjälpen", "great", "thank you so much"]
)
def test_kind_words_are_answered_kindly(say, kind):
    assert say(kind).text in {"Varsågod.", "You are welcome."}


@pytest.mark.parametrize("leaving", ["tack och hej", "tack, hejdå", "ha en bra dag", "thanks, bye"])
def test_whoever_leaves_is_bidden_farewell(say, leaving):
    assert say(leaving).text in {"Hej så länge.", "Goodbye."}


def test_bare_why_goes_on_from_the_answer_and_is_no_question_about_being_asked(say):
    say("vem ansvarar för H1?")

    assert say("varför?").text.startswith("H1 Öva sanering av oljeutsläpp")
    assert say("varför får jag det här?").text.startswith("Du har inte fått någon fråga")


def test_actor_who_asks_how_it_is_going_means_the_action_just_shown(say):
    say("vem ansvarar för H1?")

    assert say("läget?").text.startswith("H1 Öva sanering av oljeutsläpp")
