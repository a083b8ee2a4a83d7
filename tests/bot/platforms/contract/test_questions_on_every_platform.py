"""What whoever asks is promised, on every platform."""

import pytest

from plans.model import Role
from tests.bot.platforms.contract.promises import promise
from tests.bot.platforms.contract.stage import CannotDo

QUESTION = "Vad säger strategin om beredskap?"
HOSTILE = (
    "<!channel> <@UANNA> <https://ont.example|beredskap>",
    "<at>Handslag</at> [beredskap](https://ont.example)",
    "beredskap \x1b[31mrött\x1b[0m \u202eutsläpp",
    "https://ont.example/beredskap www.ont.example",
)


@promise("ask")
def test_a_question_is_answered_with_numbered_sources(stage):
    told = stage.somebody().says(QUESTION)

    assert "”Beredskap för oljeutsläpp längs hela kusten” [1]" in told
    assert "[1] [2] [3] Strategi för havsbandet 2026 (gällande)" in told
    assert "Kommunerna ska ha en beredskap" in told
    assert "(ersatt)" in told


@promise("ask")
def test_what_the_documents_do_not_say_is_said_not_to_stand_there(stage):
    told = stage.somebody().says("Vad säger strategin om rymdraketer?")

    assert told.startswith("Jag hittar inget svar på frågan")
    assert "Strategi för havsbandet 2026" in told
    assert "[1]" not in told


@promise("open_source")
def test_a_source_is_opened_where_it_stands_with_its_whole_section(stage):
    figure = stage.somebody()
    figure.says(QUESTION)

    page = figure.opens_source(2)

    assert "Strategi för havsbandet 2026 (gällande)" in page
    assert "Ett gemensamt lager av sanerande utrustning" in page
    assert "Övningar tillsammans med räddningstjänsten varje år" in page


@promise("ask")
def test_a_follow_up_goes_on_from_the_question_before(stage):
    figure = stage.somebody()
    figure.says(QUESTION)

    assert "Rena badplatser i alla kommuner" in figure.says("och om badvatten?")


@promise("answer_buttons")
def test_an_answer_is_compared_with_the_earlier_strategy_by_a_button(stage):
    figure = stage.somebody()
    figure.says(QUESTION)

    told = figure.presses("Jämför med förra strategin")

    assert "”Kommunerna ska ha en beredskap för utsläpp till sjöss och dela på kostnaden.”" in told


@promise("ask")
def test_the_whole_section_is_shown_when_asked_for_in_words(stage):
    figure = stage.somebody()
    figure.says(QUESTION)

    told = figure.says("visa hela avsnittet")

    assert "Övningar tillsammans med räddningstjänsten varje år" in told


@promise("answer_buttons")
def test_a_question_goes_to_the_coordinators_and_the_answer_comes_back(stage):
    figure, karin = stage.somebody(), stage.coordinator()
    figure.says(QUESTION)

    figure.presses("Fråga en samordnare")
    number = karin.reads.rpartition("Skriv svara ")[2].split()[0]
    karin.says(f"svara {number} Öva med oss i mars.")

    assert "Öva med oss i mars." in figure.reads


@promise("judge")
def test_an_answer_is_judged_with_a_reason(stage):
    figure = stage.somebody()
    figure.says(QUESTION)

    figure.judges(good=False, reason="Fel avsnitt")

    assert [given.reason for given in stage.app.feedback.all()] == ["Fel avsnitt"]


@promise("ask")
def test_whoever_is_not_in_the_register_may_ask_and_report_nothing(stage):
    owner = stage.owner()
    stranger = stage.somebody()

    told = stranger.says(f"{owner.nr}: 300 meter länsa är köpta, pågår enligt plan")
    stranger.says("ja")

    assert "300 meter" not in told
    assert stage.updates(owner.nr) == ()


@promise("ask")
def test_everybody_is_answered_in_their_own_language(stage):
    lisa = stage.registered("lisa@havsbandet.example", Role.ACTOR, language="en")

    told = lisa.says("What does the strategy say about preparedness?")

    assert "This is what" in told
    assert "”Beredskap för" not in told
    assert "Beredskap för oljeutsläpp längs hela kusten" in told


@promise("language")
def test_the_language_of_the_platform_counts_for_whoever_has_set_none(stage):
    told = stage.somebody(locale="en-GB").says("hjälp")

    assert "strategy" in told


@promise("link")
def test_whoever_the_platform_vouches_for_says_who_they_are_and_is_known_from_then_on(stage):
    figure = stage.registered("actor@havsbandet.example", Role.ACTOR, linked=False)

    asked = figure.says(QUESTION)
    told = figure.presses("Det är jag")

    assert "actor@havsbandet.example" in asked
    assert f"Tack, {figure.name}" in told
    assert stage.app.accounts.of("actor@havsbandet.example", stage.name)


@promise("link")
def test_a_guest_is_not_taken_for_whom_they_say_they_are(stage):
    guest = stage.registered("gast@havsbandet.example", Role.ACTOR, linked=False, guest=True)

    asked = guest.says(QUESTION)

    assert "gast@havsbandet.example" not in asked
    with pytest.raises(CannotDo):
        guest.presses("Det är jag")


@promise("channel")
def test_a_question_where_others_read_along_is_answered_there(stage):
    figure = stage.somebody()
    place = stage.place(figure)

    told = figure.mentions(place, "Vad säger strategin om badvatten?")

    assert "Rena badplatser i alla kommuner" in told
    assert "badplatser" not in figure.reads


@promise("thread")
def test_a_follow_up_in_the_thread_needs_no_mention(stage):
    figure = stage.somebody()
    place = stage.place(figure)
    figure.mentions(place, QUESTION)

    assert "Rena badplatser i alla kommuner" in figure.goes_on(place, "och om badvatten?")


@promise("channel")
def test_nothing_of_a_report_is_shown_where_others_read_along(stage):
    owner, other = stage.owner(), stage.somebody()
    place = stage.place(owner, other)

    openly = owner.mentions(place, f"{owner.nr}: 300 meter länsa är köpta, pågår enligt plan")

    assert "300" not in openly
    assert "Antal meter länsa: 300" in owner.reads
    assert "är sparad" in owner.presses("Stämmer")


@promise("channel")
def test_who_has_not_answered_is_told_to_the_coordinator_alone(stage):
    karin = stage.coordinator()
    place = stage.place(karin)

    openly = karin.mentions(place, "vem har inte svarat?")
    karin.presses("Skicka till mig")

    assert "@havsbandet.example" not in openly
    assert "ansvarig29@havsbandet.example" in karin.reads


@promise("harmless")
def test_no_answer_makes_a_mention_or_a_link_of_what_somebody_wrote(stage):
    figure = stage.somebody()

    for words in HOSTILE:
        figure.says(f"Vad säger strategin om {words}?")

    assert figure.trouble == []
