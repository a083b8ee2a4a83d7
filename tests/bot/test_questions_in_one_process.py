"""A long-running process answers the same question the same way each time."""

from datetime import UTC, datetime

from bot.demo.script import Ask, load_script
from bot.settings import Settings
from bot.wiring import build
from retrieval.ingesting import Said


def test_questions_are_answered_alike_the_first_and_the_second_time(tmp_path):
    script = load_script()
    app = build(Settings(home=tmp_path, language="sv"), clock=lambda: datetime(2027, 2, 3, tzinfo=UTC))
    for document in reversed(script.documents):
        app.intake.documents(
            [document.path],
            Said(
                document.type, document.state, document.valid_from, document.valid_to, document.supersedes, title=None
            ),
        )
    questions = [event.question for event in script.events if isinstance(event, Ask)]

    rounds = [[app.answers.ask(question).status for question in questions] for _ in range(2)]

    assert rounds == [["answered", "answered", "not_found"]] * 2


def test_endless_words_are_passed_over_and_the_rest_of_the_question_is_answered(tmp_path):
    app = build(Settings(home=tmp_path, language="sv"), clock=lambda: datetime(2027, 2, 3, tzinfo=UTC))
    app.intake.documents([document.path for document in load_script().documents], Said())
    question = f"Vad säger {'x' * 5_000} strategin om beredskap?"

    answer = app.answers.ask(question)

    assert (answer.status, answer.question) == ("answered", question)
