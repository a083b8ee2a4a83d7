"""Whole dialogues with owners: in a hurry, several actions at once, field by field, another day, away, leaving, back
after two days; in Swedish and English.
"""

from datetime import UTC, date, datetime, timedelta

import pytest
from inline_snapshot import snapshot

from bot.platforms.base import Message, Press
from bot.settings import Settings
from bot.talk import words
from bot.talk.turn import MOST_BUTTONS
from bot.wiring import build
from plans.model import Person, RequestState, Role
from prompts.texts import texts

OWNER, OTHER, COORDINATOR = "ovning@kusten.example", "lager@havsbandet.example", "samordnare@havsbandet.example"


@pytest.fixture
def app(followed):
    app = followed(
        Person(address=COORDINATOR, name="Karin", role=Role.COORDINATOR),
        Person(address=OWNER, name="Olle Ek", role=Role.OWNER),
        Person(address=OTHER, name="Lisa Alm", role=Role.OWNER),
    )
    app.post.tick()
    return app


def updates(app, nr):
    with app.store.reading() as ledger:
        return ledger.updates.about(nr)


def request(app, nr):
    with app.store.reading() as ledger:
        return ledger.cycles.about(nr)[-1]


def labels(reply):
    return [button.label for button in reply.buttons]


def test_owner_in_a_hurry_answers_two_actions_in_one_message_and_confirms_both(app, say):
    read = say(OWNER, "H1 två övningar klara, pågår, H3 försenad till mars")
    receipt = say(OWNER, read.buttons[0])

    assert read.text == snapshot("""\
Så här har jag förstått ditt svar om H1 Öva sanering av oljeutsläpp:
• Status: Pågår
• Antal genomförda övningar: 2
• Det här är gjort: ”två övningar klara”

Så här har jag förstått ditt svar om H3 Mät badvattnet varje vecka:
• Prognos: Viss avvikelse

Stämmer allt?\
""")
    assert labels(read) == ["Allt stämmer", "Ändra"]
    assert "Lägesrapporterna om H1 och H3 är sparade." in receipt.text
    assert [updates(app, nr)[0].text for nr in ("H1", "H3")] == ["två övningar klara, pågår", "försenad till mars"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("H1 och H3 är klara", ["H1", "H3"]),
        ("H1: pågår\nH3: oförändrat, inga nya prov", ["H1", "H3"]),
        ("H1 pågår enligt plan. H3 är försenad.", ["H1", "H3"]),
        ("H1 on track and H3 delayed to March", ["H1", "H3"]),
        ("H1: pågår, vi samordnar med H3", ["H1"]),
        ("H1: pågår tillsammans med H2 och H3", ["H1"]),
        ("H1: pågår, 3 övningar återstår", ["H1"]),
    ],
)
def test_message_is_divided_where_another_action_begins_and_nowhere_else(app, say, text, numbers):
    say(OWNER, text)

    with app.store.reading() as ledger:
        assert sorted(draft.nr for draft in ledger.updates.drafts(OWNER)) == numbers


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ("nej, tre övningar", "Antal genomförda övningar: 3"),
        ("det ska vara 3", "Antal genomförda övningar: 3"),
        ("det var 3 övningar", "Antal genomförda övningar: 3"),
        ("H1: det var 3", "Antal genomförda övningar: 3"),
        ("it was actually 3", "Antal genomförda övningar: 3"),
        ("datumet är fel, det ska vara maj", "Nytt slutdatum: 31 maj 2028"),
        ("inte mars utan april", "Nytt slutdatum: 30 april 2028"),
        ("ändra: status pausad", "Status: Pausad"),
        ("Statusen stämmer inte, den är pausad", "Status: Pausad"),
        ("prognosen är röd", "Prognos: Stor avvikelse"),
        ("framdrift 60 %", "Framdrift: 60 %"),
        ("hinder: vi saknar lokal", "Hinder: ”vi saknar lokal”"),
        ("no, three exercises", "Antal genomförda övningar: 3"),
        ("the date is wrong, it should be May", "Nytt slutdatum: 31 maj 2028"),
    ],
)
def test_one_field_is_changed_and_the_others_stay(say, change, shown):
    say(OWNER, "H1: Två övningar klara, pågår, försenat till mars. Nästa steg är att boka fartyg.")

    changed = say(OWNER, change)

    assert shown in changed.text
    assert "Nästa steg: ”Nästa steg är att boka fartyg”" in changed.text
    assert labels(changed) == ["Stämmer", "Ändra"]


def test_field_is_taken_away_and_every_word_is_kept_with_the_update(app, say):
    say(OWNER, "H1: Pågår. Vi saknar pengar till fartyg.")
    changed = say(OWNER, "ta bort hinder")
    say(OWNER, "ja")

    [update] = updates(app, "H1")

    assert "Hinder" not in changed.text
    assert update.reading.obstacles == ()
    assert update.text == "Pågår. Vi saknar pengar till fartyg.\nta bort hinder"


def test_words_that_change_nothing_are_said_not_to_be_understood_and_the_reading_stays(say):
    say(OWNER, "H1: Två övningar klara, pågår.")

    unclear = say(OWNER, "nja, hallå där")

    assert "Jag förstod inte vad som ska ändras" in unclear.text
    assert "Antal genomförda övningar: 2" in unclear.text


def test_last_answer_is_shown_and_unchanged_wants_one_line(app, say, clock):
    say(OTHER, "H2: 300 meter länsa finns, pågår enligt plan")
    say(OTHER, "ja")
    clock.now = datetime(2028, 10, 2, 8, 0, tzinfo=UTC)
    app.follow_up.open_cycle(2028, date(2028, 10, 27), app.now(), COORDINATOR)
    app.post.tick()

    shown = say(OTHER, "H2")
    bare = say(OTHER, shown.buttons[0])
    line = say(OTHER, "vi väntar på leverans")

    assert shown.text == snapshot("""\
H2 Bygg upp ett lager av länsor
Förra gången, 4 oktober 2027, svarade du: ”300 meter länsa finns, pågår enligt plan”
Hur är det nu? Är läget detsamma skriver du oförändrat och en rad om vad som pågår.\
""")
    assert labels(shown) == ["Oförändrat", "Inte min", "En annan dag"]
    assert "Skriv också en rad om läget" in bare.text
    assert labels(line) == ["Stämmer", "Ändra"]
    assert "ändrat sedan sist" in line.text


def test_words_without_a_number_wait_for_it(app, say):
    which = say(OWNER, "Pågår enligt plan.")
    read = say(OWNER, which.buttons[1])

    assert labels(which) == ["H1", "H3"]
    assert "H3 Mät badvattnet" in read.text
    assert "Enligt plan" in read.text


def test_yes_after_a_receipt_leads_to_the_next_and_the_words_are_of_that_one(app, say):
    say(OWNER, "H1: pågår, en övning klar")
    receipt = say(OWNER, "stämmer bra")
    asked = say(OWNER, "ja")
    say(OWNER, "oförändrat, samma prov som förra året")
    say(OWNER, "bra")

    assert "Vill du ta den nu?" in receipt.text
    assert "H3" in asked.text
    assert updates(app, "H3")[0].text == "oförändrat, samma prov som förra året"


def test_no_after_a_receipt_leaves_the_rest_for_another_day_and_it_goes_on_two_days_later(app, say, clock):
    say(OWNER, "H1: pågår, en övning klar")
    say(OWNER, "ja")
    paused = say(OWNER, "nej tack")
    clock.now += timedelta(days=2)

    greeting, resumed = say(OWNER, "Hej igen!"), say(OWNER, "fortsätt")

    assert "Vi tar resten en annan dag" in paused.text
    assert "H3 väntar på ditt svar, senast 29 oktober 2027" in greeting.text
    assert "H3" in resumed.text


def test_reply_that_was_left_unconfirmed_is_shown_again_when_the_owner_comes_back(say, clock):
    say(OWNER, "H1: pågår, en övning klar")
    clock.now += timedelta(days=2)

    greeting, resumed = say(OWNER, "hej"), say(OWNER, "fortsätt")

    assert "Du har ett svar om H1 som inte är bekräftat" in greeting.text
    assert labels(resumed) == ["Stämmer", "Ändra"]


def test_old_button_confirms_nothing_but_what_it_stood_under(app, say):
    first = say(OWNER, "H1: pågår, en övning klar")
    say(OWNER, "nej, två övningar")

    pressed = say(OWNER, first.buttons[0])

    assert "har ändrats sedan dess" in pressed.text
    assert updates(app, "H1") == ()


def test_button_works_when_its_label_reads_differently_today(app, say):
    shown = say(OWNER, "H1: pågår, en övning klar").buttons[0]

    app.conversation.handle(Message(OWNER, "Så är det", app.now(), "", Press(shown.key, shown.value)))

    assert len(updates(app, "H1")) == 1


def test_every_button_has_a_label_in_both_languages_and_fits_a_platform():
    swedish, english = (
        sorted(filter(lambda key: key.startswith("chat.button."), texts(language).keys())) for language in ("sv", "en")
    )

    assert swedish == english
    assert all(len(texts("sv")(key)) <= 25 for key in swedish)
    assert MOST_BUTTONS == 5


def test_question_is_put_off_to_a_day_and_never_past_the_last(app, say, sent):
    sent(app)
    done = say(OTHER, "Hej, kan du påminna mig på torsdag?")
    past = say(OTHER, "påminn mig den 3 november")

    assert done.text == "Då hör jag av mig igen 7 oktober 2027 om H2."
    assert request(app, "H2").snoozed_until == date(2027, 10, 7)
    assert "sista svarsdag är 29 oktober 2027" in past.text


@pytest.mark.parametrize(
    ("words", "days", "substitute"),
    [
        ("jag är borta 11–14 oktober, Lisa svarar", (date(2027, 10, 11), date(2027, 10, 14)), OTHER),
        ("Jag är ledig till den 5 november.", (date(2027, 10, 4), date(2027, 11, 5)), None),
        (f"jag är på semester nästa vecka, ersättare är {OTHER}", (date(2027, 10, 11), date(2027, 10, 17)), OTHER),
        ("I am away 11–14 October, Lisa answers", (date(2027, 10, 11), date(2027, 10, 14)), OTHER),
        ("I'm on leave from 1 November to 31 March", (date(2027, 11, 1), date(2028, 3, 31)), None),
    ],
)
def test_absence_is_noted_with_its_substitute_and_without_its_reason(app, say, words, days, substitute):
    say(OWNER, words)

    with app.store.reading() as ledger:
        [absence] = ledger.people.absences()
        trail = str(ledger.trail.all()[-1])
    assert (absence.first, absence.last, absence.substitute) == (*days, substitute)
    assert "semester" not in trail
    assert "leave" not in trail


def test_substitute_nobody_knows_is_asked_for_by_address(app, say):
    asked = say(OWNER, "jag är borta 11–14 oktober, Bosse svarar")

    with app.store.reading() as ledger:
        assert ledger.people.absences() == ()
    assert "Jag vet inte vem Bosse är" in asked.text


def test_owner_who_leaves_hands_over_everything_once_the_other_has_said_yes(app, say):
    asked = say(OWNER, "Jag slutar på fredag, Lisa tar över")
    before = request(app, "H1").addressee
    accepted = say(OTHER, "jag tar över")

    assert "Jag har frågat Lisa Alm om att ta över H1 och H3" in asked.text
    assert "Säg också till Karin" in asked.text
    assert before == OWNER
    assert "Nu är det du som svarar om H1 och H3" in accepted.text
    assert [request(app, nr).addressee for nr in ("H1", "H3")] == [OTHER, OTHER]


def test_button_under_one_offer_takes_that_one_alone(app, say):
    say(OWNER, "lämna över allt till Lisa")

    app.conversation.handle(Message(OTHER, "Jag tar över", app.now(), "", Press("accept", "H3")))

    assert [request(app, nr).addressee for nr in ("H1", "H3")] == [OWNER, OTHER]


def test_owner_who_does_not_know_is_helped_and_may_choose(say):
    helped = say(OTHER, "jag vet inte")

    chosen = say(OTHER, helped.buttons[1])

    assert labels(helped)[-2:] == ["Inte min", "En annan dag"]
    assert "Prognos: Viss avvikelse" in chosen.text


def test_regret_shows_what_was_confirmed_and_one_field_can_be_corrected(app, say):
    say(OTHER, "H2: 300 meter länsa, pågår enligt plan")
    say(OTHER, "ja")
    shown = say(OTHER, "Oj, det blev fel")
    changed = say(OTHER, "antalet är 350")
    receipt = say(OTHER, "ja")

    first, second = updates(app, "H2")

    assert "”300 meter länsa, pågår enligt plan”" in shown.text
    assert "Antal meter länsa: 350" in changed.text
    assert "Prognos: Enligt plan" in changed.text
    assert "Rättelsen av H2 är sparad" in receipt.text
    assert second.corrects == first.id


@pytest.mark.parametrize("words", ["det var 350 meter", "H2: det var 350"])
def test_a_number_put_right_after_a_change_was_asked_for_leaves_the_rest_as_it_was(app, say, words):
    say(OTHER, "H2: 300 meter länsa, pågår enligt plan")
    say(OTHER, "ja")
    say(OTHER, "ändra H2")
    changed = say(OTHER, words)
    say(OTHER, "ja")

    first, second = updates(app, "H2")

    assert "Antal meter länsa: 350" in changed.text
    assert "Prognos: Enligt plan" in changed.text
    assert second.corrects == first.id


@pytest.mark.parametrize("nr", ["1.2", "A-01", "I:1", "HP-2027-01", "2a", "S6"])
def test_a_report_names_an_action_by_whatever_number_the_plan_gave_it(nr):
    named = [words.REPORT.fullmatch(f"rapportera {nr}{end}") for end in ("", ": allt klart", ", klart", " allt klart")]

    assert {match["nr"] for match in named} == {nr}


def test_english_owner_goes_through_the_same(app, say):
    with app.store.transaction() as ledger:
        ledger.people.save([Person(address=OTHER, name="Lisa Alm", role=Role.OWNER, language="en")])

    asked = say(OTHER, "what do you want?")
    read = say(OTHER, "300 metres of boom are in store, on track")
    changed = say(OTHER, "the date should be March 2028")
    receipt = say(OTHER, "that's right")

    assert "Waiting for an answer, by 29 October 2027" in asked.text
    assert "Forecast: On track" in read.text
    assert "31 March 2028" in changed.text
    assert "The status update on H2 is saved. That was everything from you." in receipt.text
    assert request(app, "H2").state is RequestState.SUBMITTED


def test_a_correction_of_another_action_leaves_alone_the_one_that_was_just_shown(app, say):
    say(OWNER, say(OWNER, "H1 pågår, enligt plan, två övningar klara").buttons[0])
    say(OWNER, "H3 pågår, enligt plan")

    shown = say(OWNER, "rätta H1: det ska vara tre övningar")
    say(OWNER, shown.buttons[0])

    assert shown.text.startswith("Så här har jag förstått ditt svar om H1")
    assert len(updates(app, "H1")) == 2
    assert updates(app, "H3") == ()


def test_a_yes_is_no_answer_to_a_question_of_ours_and_no_word_of_the_reply(app, say):
    say(OWNER, "H1 oförändrat")

    say(OWNER, "ja")
    shown = say(OWNER, "vi väntar på besked från länsstyrelsen")
    say(OWNER, shown.buttons[0])

    assert [update.text for update in updates(app, "H1")] == ["oförändrat\nvi väntar på besked från länsstyrelsen"]


def test_a_figure_put_right_leaves_our_question_standing_and_the_rest_as_it_was(home, clock, tmp_path, say_to):
    rows = f"Nr;Åtgärd;E-post;Klart;Indikator;Målvärde\nA1;Öppna marknad;{OWNER};2028-06-30;Antal producenter;60\n"
    (tmp_path / "plan.csv").write_text(rows, "utf-8")
    app = build(Settings(home=home), clock=clock)
    app.intake.plan([tmp_path / "plan.csv"])
    app.follow_up.open_cycle(2027, date(2027, 10, 29), app.now(), COORDINATOR)

    asked = say_to(app, OWNER, "A1: Vi har 22 producenter med. Upphandlingen överklagades så vi är sena.")
    shown = say_to(app, OWNER, "fel, det är 24 producenter")
    done = say_to(app, OWNER, "det pågår")

    assert "Antal producenter: 22" in asked.text
    assert "Antal producenter: 24" in shown.text
    assert shown.text.endswith("Hur långt har arbetet kommit: är det inte påbörjat, pågår det eller är det klart?")
    assert {"• Antal producenter: 24", "• Status: Pågår"} <= set(done.text.splitlines())


def test_who_runs_the_follow_up_is_told_when_words_are_neither_an_order_nor_a_reply(app, say):
    for words_ in ("H1 inte min", "fortsätt", "ok"):
        say(OWNER, words_)
    app.post.tick()

    mistyped = say(COORDINATOR, "pminn alla")
    reply = say(COORDINATOR, "H1 pågår, enligt plan")

    assert mistyped.text == snapshot(
        "Det där läste jag varken som ett kommando eller som ett svar om H1. Skriv hjälp för att se kommandona. "
        "Vill du svara om H1, skriv numret först, till exempel: H1 pågår, enligt plan."
    )
    assert reply.text.startswith("Så här har jag förstått ditt svar om H1")


def test_an_answered_owner_who_asks_for_the_last_day_hears_that_nothing_waits(app, say):
    say(OWNER, say(OWNER, "H1 två övningar klara, pågår, H2 pågår enligt plan, H3 pågår enligt plan").buttons[0])

    reply = say(OWNER, "när är sista dagen?")

    assert reply.text == texts("sv")("chat.mine.nothing_to_answer")


def test_receiver_nobody_knows_is_asked_for_and_the_address_that_follows_is_the_answer(app, say):
    unknown = say(OWNER, "lämna över H1 till Lotta")
    asked = say(OWNER, OTHER)

    assert "Jag vet inte vem Lotta är" in unknown.text
    assert "Jag har frågat Lisa Alm om att ta över H1" in asked.text
    assert updates(app, "H1") == ()


@pytest.mark.parametrize("text", ["Det är inte min åtgärd, fråga Lisa Alm", "det är Lisa som har hand om det här"])
def test_who_should_answer_instead_may_be_named_at_once(say, text):
    say(OWNER, "H1")

    assert "Jag har frågat Lisa Alm om att ta över H1" in say(OWNER, text).text


def test_owner_asks_about_being_asked(app, say):
    say(OWNER, "H1: pågår, en övning klar")
    say(OWNER, "ja")

    assert say(OWNER, "när är sista dag?").text == "Sista svarsdag för H3 är 29 oktober 2027."
    assert "ingen uppgift inkommen" in say(OWNER, "vad händer om jag inte svarar?").text
    assert "H1, 4 oktober 2027: ”pågår, en övning klar”" in say(OWNER, "jag har redan svarat").text
    assert "Från och med när" in say(OWNER, "jag är sjuk").text
    assert len(updates(app, "H3")) == 0


def test_how_far_it_has_come_is_asked_where_neither_the_plan_nor_the_reply_says_it(home, clock, tmp_path, say_to):
    plan = tmp_path / "plan.csv"
    plan.write_text(f"Nr;Åtgärd;Ansvarig;E-post;Klart\nA1;Utbilda personal;Per Ask;{OWNER};2028-06-30\n", "utf-8")
    app = build(Settings(home=home), clock=clock)
    app.intake.plan([plan])
    app.follow_up.open_cycle(2027, date(2027, 10, 29), app.now(), COORDINATOR)

    asked = say_to(app, OWNER, "A1: Vi ligger efter, två lärare har slutat. Klart först i september 2028.")
    said = say_to(app, OWNER, "det pågår")
    say_to(app, OWNER, "ja")
    later = say_to(app, OWNER, "rapportera A1: nu enligt plan")

    assert asked.text.endswith("Hur långt har arbetet kommit: är det inte påbörjat, pågår det eller är det klart?")
    assert "Status: Pågår" in said.text
    assert "Prognos: Viss avvikelse" in said.text
    assert labels(later) == ["Stämmer", "Ändra"]
