"""The same bot for everybody: owners report, confirm and hand over; actors ask; coordinators see the whole."""

from datetime import date

import pytest
from inline_snapshot import snapshot

from bot.platforms.base import Message
from bot.settings import Settings
from bot.wiring import build
from plans.model import Person, RequestState, Role

OWNER, OTHER, COORDINATOR = "ovning@kusten.example", "lager@havsbandet.example", "samordnare@havsbandet.example"


@pytest.fixture
def app(home, strategy, plan, clock):
    app = build(Settings(home=home), clock=clock)
    app.intake.plan([plan])
    with app.store.transaction() as ledger:
        ledger.people.save([Person(address=COORDINATOR, name="Karin", role=Role.COORDINATOR)])
    app.follow_up.open_cycle(2027, date(2027, 10, 29), app.now(), COORDINATOR)
    app.post.tick()
    return app


@pytest.fixture
def say(app):
    """Write something to the bot as somebody and return what it says."""

    def write(who, text):
        return app.conversation.handle(Message(who, text, app.now()))

    return write


def updates(app, nr):
    with app.store.reading() as ledger:
        return ledger.updates.about(nr)


def state(app, nr):
    with app.store.reading() as ledger:
        return ledger.cycles.about(nr)[-1].state


def test_reply_is_read_back_with_two_choices_and_counts_once_confirmed(app, say):
    read = say(OWNER, "H1: Två övningar är klara, det går enligt plan.")
    before = updates(app, "H1")

    receipt = say(OWNER, "Stämmer")

    assert read.text == snapshot("""\
Så här har jag förstått ditt svar om H1 Öva sanering av oljeutsläpp:
• Status: Pågår
• Prognos: Enligt plan
• Antal genomförda övningar: 2
• Det här är gjort: ”Två övningar är klara”
Stämmer det?\
""")
    assert [button.label for button in read.buttons] == ["Stämmer", "Ändra"]
    assert before == ()
    assert [update.text for update in updates(app, "H1")] == ["Två övningar är klara, det går enligt plan."]
    assert receipt.text.startswith("Tack. Lägesrapporten om H1 är sparad. Näst på tur är H3")


def test_vague_reply_is_asked_about_once_and_read_together_with_the_answer(app, say):
    asked = say(OTHER, "H2: det rullar på")
    answered = say(OTHER, "Ja det är påbörjat och går enligt plan")

    say(OTHER, "ja")

    assert not asked.buttons
    assert [button.label for button in answered.buttons] == ["Stämmer", "Ändra"]
    assert updates(app, "H2")[0].text == "det rullar på\nJa det är påbörjat och går enligt plan"


def test_yes_to_the_question_back_is_no_confirmation_and_the_second_time_there_are_choices(app, say):
    say(OTHER, "H2: det rullar på")
    again = say(OTHER, "ja")
    chosen = say(OTHER, again.buttons[0].label)

    assert [button.label for button in again.buttons] == [
        "Pågår, enligt plan", "Pågår, viss avvikelse", "Inte påbörjad", "Åtgärden är genomförd",
    ]  # fmt: skip
    assert updates(app, "H2") == ()
    assert [button.label for button in chosen.buttons] == ["Stämmer", "Ändra"]


def test_change_takes_the_first_words_back(app, say):
    say(OTHER, "H2: 300 meter länsa finns nu, pågår enligt plan")
    changed = say(OTHER, "Ändra")
    nothing_yet = say(OTHER, "Stämmer")
    say(OTHER, "350 meter länsa finns nu, pågår enligt plan")
    say(OTHER, "Stämmer")

    [update] = updates(app, "H2")

    assert "H2" in changed.text
    assert "sparad" not in nothing_yet.text
    assert update.text == "350 meter länsa finns nu, pågår enligt plan"


def test_correction_is_a_new_update_that_names_the_old(app, say):
    say(OTHER, "H2: 300 meter länsa finns nu, pågår enligt plan")
    say(OTHER, "Stämmer")
    say(OTHER, "Rättelse: 310 meter länsa finns nu, pågår enligt plan")
    receipt = say(OTHER, "ja")

    first, second = updates(app, "H2")

    assert second.corrects == first.id
    assert "Rättelsen av H2 är sparad" in receipt.text


def test_owner_with_several_actions_is_asked_which_one_and_may_answer_several_at_once(app, say):
    which = say(OWNER, "Pågår enligt plan.")
    both = say(OWNER, "H1: pågår enligt plan, en övning klar\nH3: oförändrat, inga nya prov")

    assert "Vilken åtgärd gäller det?" in which.text
    assert "H1 Öva sanering" in both.text
    assert "H3 Mät badvattnet" in both.text


def test_owner_sees_their_own_actions_and_what_waits(say):
    say(OWNER, "H1: pågår enligt plan")

    assert say(OWNER, "mina åtgärder").text == snapshot("""\
Dina åtgärder (2 åtgärder)

- H1 Öva sanering av oljeutsläpp: Pågår. Ditt svar väntar på att du bekräftar det.
- H3 Mät badvattnet varje vecka: Pågår. Väntar på svar, senast 29 oktober 2027.

Skriv numret på den du vill börja med.\
""")


def test_question_between_replies_is_answered_and_the_reply_still_waits(app, say, strategy):
    from retrieval.ingesting import Said

    app.intake.documents([strategy], Said())
    say(OTHER, "H2: pågår enligt plan")
    answer = say(OTHER, "Vad säger strategin om beredskap?")
    say(OTHER, "ja")

    assert "Beredskap för oljeutsläpp längs hela kusten" in answer.text
    assert "H1" in answer.text
    assert len(updates(app, "H2")) == 1


def test_hand_over_is_accepted_by_the_receiver_before_anything_changes(app, say):
    asked = say(OWNER, f"lämna över H1 till {OTHER}")
    before = state(app, "H1")
    accepted = say(OTHER, "Jag tar över")

    assert "står du kvar" in asked.text
    assert before is not RequestState.REASSIGNED
    assert "Nu är det du som svarar om H1" in accepted.text
    with app.store.reading() as ledger:
        assert ledger.cycles.about("H1")[-1].addressee == OTHER


def test_not_mine_asks_who_should_answer_instead(app, say):
    asked = say(OTHER, "H2: det här är inte min åtgärd")
    handed = say(OTHER, OWNER)

    assert "Vem ska svara om H2 i stället?" in asked.text
    assert "Jag har frågat" in handed.text


def test_somebody_elses_action_is_refused_without_saying_whose_it_is(say):
    refused = say(OTHER, "H1: klart").text

    assert "Du kan inte svara för H1" in refused
    assert OWNER not in refused


def test_unknown_number_is_said_to_be_unknown(say):
    assert "H9" in say(OWNER, "rapportera H9 klart").text


def test_stop_and_go_on_another_day(say):
    paused = say(OWNER, "Vi tar resten en annan dag.")
    resumed = say(OWNER, "fortsätt")

    assert "2 åtgärder väntar på svar, senast 29 oktober 2027" in paused.text
    assert "hur det går med H1" in resumed.text


def test_why_are_you_asking_me_is_answered_from_the_plan(say):
    assert "Du står som rapportör för H2 i handlingsplanen (plan.xlsx)" in say(OTHER, "Varför frågar du mig?").text


def test_only_coordinators_see_the_whole(say):
    refused, shown = say(OTHER, "läget"), say(COORDINATOR, "läget")

    assert "samordnare" in refused.text
    assert "3 frågor: 0 besvarade i tid" in shown.text


def test_person_who_prefers_english_gets_english(say):
    say(OTHER, "english")

    read = say(OTHER, "H2: 300 metres of boom are in store, on track")

    assert [button.label for button in read.buttons] == ["That is right", "Change"]


def test_stranger_may_ask_but_not_report(say):
    assert "H1" in say("ny@annanstans.example", "H1: klart").text
    assert "Hej." in say("ny@annanstans.example", "hej").text


@pytest.mark.parametrize("text", ["", "   ", "?", "…", "👍👍", "\x00", "H1", "a" * 20_000, "💥" * 500])
def test_no_message_is_left_without_a_reply(say, text):
    assert say(OTHER, text).text
