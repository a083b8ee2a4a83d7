"""What whoever reports is promised, on every platform."""

from datetime import date

import pytest

from bot.platforms.base import Button, Delivery, Reply
from plans.model import RequestState
from tests.bot.platforms.contract.promises import promise

REPORT = "300 meter länsa är köpta, pågår enligt plan"


@promise("write_first")
def test_whoever_reports_is_asked_without_having_written(stage):
    owner = stage.owner()

    assert f"Det är dags att följa upp åtgärden {owner.nr}" in owner.reads
    assert "29 oktober 2027" in owner.reads


@promise("report")
def test_own_words_are_read_back_and_count_once_they_are_confirmed(stage):
    owner = stage.owner()

    read = owner.says(f"{owner.nr}: {REPORT}")
    before = stage.updates(owner.nr)
    receipt = owner.presses("Stämmer")

    assert "Antal meter länsa: 300" in read
    assert "Prognos: Enligt plan" in read
    assert before == ()
    assert f"Lägesrapporten om {owner.nr} är sparad." in receipt
    assert [update.text for update in stage.updates(owner.nr)] == [REPORT]


@promise("report")
def test_every_button_can_be_written_instead(stage):
    owner = stage.owner()
    owner.says(f"{owner.nr}: {REPORT}")

    owner.says("Stämmer")

    assert len(stage.updates(owner.nr)) == 1


@promise("report")
def test_what_is_confirmed_twice_counts_once(stage):
    owner = stage.owner()
    owner.says(f"{owner.nr}: {REPORT}")
    owner.presses("Stämmer")

    owner.says("Stämmer")

    assert len(stage.updates(owner.nr)) == 1


@promise("again")
def test_what_is_brought_again_changes_nothing_and_is_not_answered_again(stage):
    owner = stage.owner()
    owner.says(f"{owner.nr}: {REPORT}")
    said = owner.is_brought_again()
    owner.presses("Stämmer")
    pressed = owner.is_brought_again()

    assert (said, pressed) == ("", "")
    assert len(stage.updates(owner.nr)) == 1


@promise("form")
def test_a_form_holds_the_last_values_says_what_is_wrong_and_is_taken_once(stage):
    owner = stage.owner()
    owner.says(f"{owner.nr}: {REPORT}")
    owner.presses("Stämmer")

    form = owner.reports_by_form(owner.nr)
    held = form.value("Status").strip(), form.value("Prognos").strip()
    wrong = form.fills("Antal meter länsa", "många").fills("Det här är gjort", "Mer länsa.").sends()
    right = form.fills("Antal meter länsa", "350,5").sends()

    assert held == ("Pågår", "Enligt plan")
    assert any("Antal meter länsa" in label + told for label, told in wrong.items())
    assert right == {}
    assert f"Lägesrapporten om {owner.nr} är sparad." in owner.reads
    assert [value.value for value in stage.updates(owner.nr)[-1].reading.values][-1:] == [350.5]
    assert len(stage.updates(owner.nr)) == 2


@promise("edit")
def test_a_report_that_is_edited_is_read_again_until_it_is_confirmed(stage):
    owner = stage.owner()
    owner.says(f"{owner.nr}: {REPORT}")

    read = owner.edits(f"{owner.nr}: 400 meter länsa är köpta, pågår enligt plan")
    owner.presses("Stämmer")
    late = owner.edits(f"{owner.nr}: 500 meter länsa är köpta, pågår enligt plan")

    assert "Antal meter länsa: 400" in read
    assert "rätta" in late
    assert [update.text for update in stage.updates(owner.nr)] == ["400 meter länsa är köpta, pågår enligt plan"]


@promise("edit")
def test_a_question_that_is_edited_changes_no_report(stage):
    owner = stage.owner()
    owner.says(f"{owner.nr}: {REPORT}")
    owner.says("Vad säger strategin om beredskap?")

    owner.edits("Vad säger strategin om badvatten?")
    owner.presses("Stämmer")

    assert [update.text for update in stage.updates(owner.nr)] == [REPORT]


@promise("in_place")
def test_a_button_that_was_pressed_is_gone(stage):
    owner = stage.owner()
    owner.says(f"{owner.nr}: {REPORT}")
    before = owner.offers("Stämmer")

    owner.presses("Stämmer")

    assert before
    assert not owner.offers("Stämmer")


@promise("report")
def test_what_was_misread_is_changed_in_words_before_it_is_confirmed(stage):
    owner = stage.owner()
    owner.says(f"{owner.nr}: {REPORT}")

    assert "Antal meter länsa: 350" in owner.says("nej, 350 meter")


@promise("report")
def test_a_confirmed_report_is_corrected_by_a_new_one_that_names_it(stage):
    owner = stage.owner()
    owner.says(f"{owner.nr}: {REPORT}")
    owner.presses("Stämmer")

    owner.says(f"rätta {owner.nr}")
    owner.says("antalet är 350")
    receipt = owner.presses("Stämmer")

    first, second = stage.updates(owner.nr)
    assert f"Rättelsen av {owner.nr} är sparad" in receipt
    assert second.corrects == first.id


@promise("report")
def test_several_actions_are_taken_one_after_another_and_left_for_another_day(stage):
    owner = stage.owner(actions=3)

    asked = owner.presses("Ta nästa")
    owner.says(REPORT)
    receipt = owner.presses("Stämmer")
    left = owner.presses("En annan dag")
    resumed = owner.says("fortsätt")

    assert owner.nrs[0] in asked
    assert f"Lägesrapporten om {owner.nrs[0]} är sparad. Näst på tur är {owner.nrs[1]}" in receipt
    assert owner.nrs[1] in resumed
    assert left


@promise("report")
def test_two_actions_are_reported_in_one_message(stage):
    owner = stage.owner(actions=3)
    one, two, _ = owner.nrs

    owner.says(f"{one} 300 meter klara, pågår, {two} försenad till mars")
    receipt = owner.presses("Allt stämmer")

    assert f"Lägesrapporterna om {one} och {two} är sparade." in receipt


@promise("report")
def test_a_question_is_handed_over_once_the_other_has_said_yes(stage):
    owner, other = stage.owner(), stage.owner()

    owner.presses("Inte min")
    owner.says(other.address)
    before = stage.request(owner.nr).addressee
    other.presses("Jag tar över")

    assert before == owner.address
    assert stage.request(owner.nr).addressee == other.address


@promise("report")
def test_a_question_is_put_off_to_a_day(stage):
    owner = stage.owner()

    told = owner.says("påminn mig den 14 oktober")

    assert "14 oktober 2027" in told
    assert stage.request(owner.nr).snoozed_until == date(2027, 10, 14)


@promise("report")
def test_absence_is_noted(stage):
    owner = stage.owner()

    owner.says("jag är borta 11–14 oktober")

    with stage.app.store.reading() as ledger:
        (noted,) = [one for one in ledger.people.absences() if one.address == owner.address]
    assert (noted.first, noted.last) == (date(2027, 10, 11), date(2027, 10, 14))


@promise("report")
def test_whoever_asks_why_they_are_asked_is_told(stage):
    owner = stage.owner()

    told = owner.presses("Varför får jag frågan?")

    assert owner.nr in told


@promise("report")
def test_a_report_on_somebody_elses_action_is_not_taken(stage):
    owner, other = stage.owner(), stage.owner()

    other.says(f"{owner.nr}: {REPORT}")
    other.says("ja")

    assert stage.updates(owner.nr) == ()
    assert stage.request(owner.nr).state is not RequestState.SUBMITTED


@promise("report")
def test_whoever_asks_for_their_actions_sees_them(stage):
    owner = stage.owner()

    assert owner.nr in owner.says("mina åtgärder")


@promise("send_file")
def test_a_file_that_comes_with_a_report_is_kept_as_evidence(stage):
    owner = stage.owner()

    told = owner.sends_file("kvitto.pdf", b"%PDF-1.4 kvitto", f"{owner.nr}: {REPORT}")

    assert "kvitto.pdf" in told


@promise("harmless")
def test_what_an_owner_writes_reaches_the_coordinator_as_it_stands_and_as_nothing_else(stage):
    owner, karin = stage.owner(), stage.coordinator()
    hostile = "<!channel> <at>Handslag</at> [nu](https://ont.example) www.ont.example *nu* \x1b[31m\u202e"

    owner.says(f"{owner.nr}: {REPORT}. Hinder: vi saknar {hostile}")
    owner.presses("Stämmer")
    karin.says(f"godkänn {owner.nr}")

    assert "ont.example" in karin.reads
    assert (owner.trouble, karin.trouble) == ([], [])


@promise("long")
@pytest.mark.parametrize("length", [5_000, 30_000])
def test_a_long_text_arrives_whole_in_order_and_within_the_limits(stage, length):
    figure = stage.owner()
    words = [f"bit{n}" for n in range(length // 7)]

    sent = stage.sent_to(figure, Reply(" ".join(words), (Button("why", "Varför får jag frågan?", figure.nr),)))

    assert sent.delivery is Delivery.SENT
    assert [word for word in figure.reads.split() if word.startswith("bit")] == words
