"""Answers computed from the plan: worded in both languages, each with a row that can be checked."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from inline_snapshot import snapshot

from bot.plan_sentences import ActionSentences
from bot.settings import Settings
from bot.wiring import build
from plans.standing import standing
from prompts.texts import texts
from retrieval.model import AnswerStatus, Audience, Band, SentenceKind

NOW = datetime(2028, 2, 1, 8, 0, tzinfo=UTC)


@pytest.fixture
def app(home, plan):
    app = build(Settings(home=home), clock=lambda: NOW)
    app.intake.plan([plan])
    return app


@pytest.fixture
def reported(app):
    app.planbook.confirm("H1", "Pågår enligt plan, två övningar är genomförda.", None, NOW)
    return app


def test_list_of_late_actions_reads_well_in_swedish(app):
    assert app.answers.ask("vilka åtgärder är försenade?").text == snapshot("""\
2 av 3 åtgärder i handlingsplanen (slutdatumet har passerat):
• H1 Öva sanering av oljeutsläpp – Pågår. Ansvarig: Kustens räddningstjänst. Skulle ha varit klar 31 december 2027. [1]
• H2 Bygg upp ett lager av länsor – Ej påbörjad. Ansvarig: Region Havsbandet. Skulle ha varit klar 31 december 2027. [2]

Källor
[1] plan.xlsx, Kusten, rad 4, H1
[2] plan.xlsx, Kusten, rad 5, H2\
""")


@pytest.mark.parametrize(
    ("end", "schedule", "told"),
    [
        (None, "tills vidare", "Tid: tills vidare."),
        (date(2028, 12, 31), "Q4 2028", "Klar senast: 31 december 2028."),
        (None, None, "Klar senast: inget datum angivet."),
    ],
)
def test_words_about_time_are_not_told_as_a_last_day(app, end, schedule, told):
    action = replace(app.planbook.actions()[0], end=end, schedule_text=schedule)

    row = ActionSentences(texts("sv"), NOW.date(), app.settings.zone).row(standing(action, ()))

    assert row.endswith(told)


def test_status_with_a_reply_reads_well_in_english(reported):
    answer, _, sources = reported.answers.ask("what is the status of H1?").text.partition("\n\n")

    assert answer.replace(". ", ".\n") == snapshot("""\
H1 Öva sanering av oljeutsläpp: In progress, on track.
Antal genomförda övningar: 2 (target 3).
So said the status update of 1 February 2028.
The action should have been done by 31 December 2027.
[1]\
""")
    assert sources == "Sources\n[1] plan.xlsx, Kusten, row 4, H1, status update 1 February 2028"


def test_reported_value_is_the_answer_to_how_many(reported):
    asked = reported.answers.ask("hur många övningar har genomförts?")

    assert asked.text.startswith("Antal genomförda övningar: 2, enligt den senaste lägesrapporten om H1")


def test_replies_after_the_day_asked_of_do_not_count(reported):
    asked = reported.answers.ask("hur går det med H1?", as_of=date(2027, 12, 1))

    assert "Ingen lägesrapport har kommit än" in asked.text
    assert "skulle ha varit klar" not in asked.text


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("vem ansvarar för badvattnet?", "Sandvikens hamn ansvarar för H3"),
        ("who is responsible for H2?", "Region Havsbandet is responsible for H2"),
        ("när ska H2 vara klar?", "vara klar senast 31 december 2027. Den är inte rapporterad som klar."),
        ("när ska H3 vara klar?", "H3 Mät badvattnet varje vecka pågår utan slutdatum (löpande)."),
        ("vad är målvärdet för H3?", "Målvärdet för H3 Mät badvattnet varje vecka är 95 %"),
        ("vad är utgångsvärdet för H2?", "är 200 (Antal meter länsa)"),
        ("hur många åtgärder finns det?", "Handlingsplanen har 3 åtgärder."),
        ("how many actions are there?", "They stand like this: not started 1, in progress 2."),
        ("vilka åtgärder är klara?", "Ingen av handlingsplanens 3 åtgärder passar in på frågan (genomförd)."),
        ("hur många meter länsa finns?", "Utgångsvärdet i planen är 200 och målvärdet 900."),
        ("vad är målet med H1?", "Planen anger inget mål för H1"),
        ("vilka medverkar i H1?", "Planen anger inga medverkande i H1"),
    ],
)
def test_question_about_the_plan_is_answered_from_it(app, question, says):
    answer = app.answers.ask(question)

    assert says in answer.text
    assert (answer.status, answer.band) == (AnswerStatus.ANSWERED, Band.HIGH)
    assert {sentence.kind for sentence in answer.sentences} == {SentenceKind.COMPUTED}


def test_every_source_is_the_row_where_it_says(reported):
    asked = reported.answers.ask("vilka åtgärder finns?", audience=Audience.INTERNAL)

    text = reported.answers.plan_text("plan.xlsx")
    assert [action.nr for action in asked.actions] == ["H1", "H2", "H3"]
    assert [source.section for source in asked.sources] == [("Kusten", nr) for nr in ("H1", "H2", "H3")]
    assert all(text[source.start : source.end] == source.quote for source in asked.sources)
    cited = {n for sentence in asked.sentences for n in sentence.citations}
    assert cited == {source.n for source in asked.sources}


def test_plan_is_printed_as_computed_answers_quote_it(handslag, plan):
    handslag("plan", "import", plan)

    asked = handslag("ask", "vem ansvarar för H2?", "--json").json
    shown = handslag("documents", "show", "plan.xlsx", "--text").out

    source = asked["sources"][0]
    assert shown[source["start"] : source["end"]] == source["quote"]
    assert asked["sentences"][0]["kind"] == "computed"


def test_question_about_the_strategy_is_left_to_the_documents(handslag, plan, strategy):
    handslag("ingest", strategy)
    handslag("plan", "import", plan)

    asked = handslag("ask", "vad säger strategin om beredskap?", "--json").json

    assert {sentence["kind"] for sentence in asked["sentences"]} == {"quote"}
    assert {action["nr"] for action in asked["actions"]} == {"H1", "H2"}


def test_strategies_are_compared_on_the_command_line(handslag, strategy, earlier):
    handslag("ingest", strategy, earlier)

    compared = handslag("compare", "beredskap", "--json").json
    asked = handslag("ask", "vad har ändrats om beredskap sedan förra strategin?", "--json").json
    nothing = handslag("compare", "fjärrvärme")

    assert (compared["from"]["document"], compared["to"]["document"]) == ("strategi-2020.md", "strategi-2026.md")
    assert {change["kind"] for change in compared["changes"]} == {"added", "removed"}
    assert asked["text"] == compared["text"]
    assert nothing.status == 1
