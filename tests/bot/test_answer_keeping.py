"""What is kept of answers that were shown, what people think of them, and questions that were handed on."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from inline_snapshot import snapshot

from bot.cli import main
from bot.coordinator_questions import CoordinatorQuestions
from bot.feedback import Feedback, Thumb, counted
from bot.settings import Settings
from bot.shown import AnswersShown, Shown, ShownSource
from bot.wiring import build

AT = datetime(2027, 2, 2, 9, tzinfo=UTC)
SOURCE = ShownSource(n=1, document="strategi.docx", version="1", section=("2. Aspekter", "Beredskap"), start=10, end=40)
PRIVATE = Shown(
    id="a1",
    person="anna@x.se",
    place="",
    question="Vad gäller?",
    language="sv",
    text="Det här.",
    sources=(SOURCE,),
    is_computed=False,
    at=AT,
)


@pytest.fixture
def app(tmp_path):
    return build(Settings(home=tmp_path), clock=lambda: AT + timedelta(days=31))


def test_an_answer_is_found_again_by_its_id_and_as_the_latest_of_a_person_in_a_place(app):
    kept = AnswersShown(app.engine)

    kept.keep(PRIVATE)
    kept.keep(PRIVATE)

    assert kept.get("a1") == PRIVATE
    assert kept.latest("anna@x.se", "") == PRIVATE
    assert kept.latest("anna@x.se", "slack:t1:c1:1.0") is None
    assert kept.get("a2") is None


@pytest.mark.parametrize(
    ("shown_in", "person", "place", "may"),
    [
        ("", "anna@x.se", "", True),
        ("", "anna@x.se", "slack:t1:c1:1.0", True),
        ("", "bo@x.se", "", False),
        ("", "bo@x.se", "slack:t1:c1:1.0", False),
        ("slack:t1:c1:1.0", "bo@x.se", "slack:t1:c1:1.0", True),
        ("slack:t1:c1:1.0", "bo@x.se", "slack:t1:c2:1.0", False),
        ("slack:t1:c1:1.0", "bo@x.se", "", False),
    ],
)
def test_an_answer_is_for_its_asker_and_for_those_who_read_along_where_it_was_asked(shown_in, person, place, may):
    shown = Shown(
        id="a1",
        person="anna@x.se",
        place=shown_in,
        question="",
        language="sv",
        text="",
        sources=(),
        is_computed=False,
        at=AT,
    )

    assert shown.is_for(person, place) is may


def thumb(*, helpful, reason="", at=AT, person="anna@x.se"):
    return Thumb(answer="a1", person=person, helpful=helpful, reason=reason, question="Vad gäller?", at=at)


def test_the_latest_thumb_of_a_person_counts_and_a_reason_stays_until_they_change_their_mind(app):
    feedback = Feedback(app.engine)

    feedback.give(thumb(helpful=False, reason="För kort"))
    feedback.give(thumb(helpful=False))
    first = feedback.all()
    feedback.give(thumb(helpful=True))

    assert first == (thumb(helpful=False, reason="För kort"),)
    assert feedback.all() == (thumb(helpful=True),)


def test_the_years_thumbs_are_counted():
    thumbs = [thumb(helpful=True), thumb(helpful=False), thumb(helpful=True, at=datetime(2026, 12, 1, tzinfo=UTC))]

    assert counted(thumbs, 2027) == (1, 1)


def test_the_command_lists_thumbs_without_saying_whose(app, tmp_path, capsys):
    Feedback(app.engine).give(thumb(helpful=False, reason="För kort"))
    Feedback(app.engine).give(thumb(helpful=True, person="bo@x.se"))

    main(["--home", str(tmp_path), "feedback", "--now", "2027-03-01T09:00"])
    told = capsys.readouterr().out
    main(["--home", str(tmp_path), "feedback", "--json", "--now", "2027-03-01T09:00"])
    listed = json.loads(capsys.readouterr().out)

    assert told == snapshot("""\
2027: 1 svar hjälpte, 1 hjälpte inte.
2027-02-02  hjälpte: Vad gäller?
2027-02-02  hjälpte inte: Vad gäller?
            För kort
""")
    assert (listed["helpful"], listed["unhelpful"], len(listed["feedback"])) == (1, 1, 2)
    assert "@" not in told + json.dumps(listed)


def test_the_same_question_is_handed_on_once_until_it_has_been_answered(app):
    questions = CoordinatorQuestions(app.engine)

    first, is_new = questions.hand_on("anna@x.se", "Vad gäller?", "a1", "sv", AT)
    again, is_new_again = questions.hand_on("anna@x.se", "Vad gäller?", "a2", "sv", AT)
    questions.settle(first.id, "bo@x.se", AT)
    later, is_new_later = questions.hand_on("anna@x.se", "Vad gäller?", "a3", "sv", AT)

    assert (is_new, is_new_again, is_new_later) == (True, False, True)
    assert again.id == first.id != later.id
    assert questions.get(first.id).settled_by == "bo@x.se"


def test_answers_shown_go_after_a_month_and_thumbs_and_questions_later(app):
    from bot.keeping import Keeping

    AnswersShown(app.engine).keep(PRIVATE)
    Feedback(app.engine).give(thumb(helpful=False, reason="För kort"))
    CoordinatorQuestions(app.engine).hand_on("anna@x.se", "Vad gäller?", "a1", "sv", AT)

    assert Keeping(app).due() == {"shown": 1}
