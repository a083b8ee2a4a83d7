"""Coordinators and area leads in chat: see, remind, move, approve, ask for more, close; shown first, and undone where
it can be. Whoever may not learns nothing from how the bot says no.
"""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inline_snapshot import snapshot

from bot.talk.rights import MAY, Command, Reach, may_order
from plans.model import Action, Person, RequestState, Role, Source

OWNER, OTHER, COORDINATOR = "ovning@kusten.example", "lager@havsbandet.example", "samordnare@havsbandet.example"
LEAD, ACTOR = "omrade@havsbandet.example", "nyfiken@annanstans.example"


@pytest.fixture
def app(followed):
    app = followed(
        Person(address=COORDINATOR, name="Karin", role=Role.COORDINATOR),
        Person(address=LEAD, name="Lea", role=Role.AREA_LEAD, areas=("Badvatten",)),
        Person(address=ACTOR, name="Nils", role=Role.ACTOR),
        Person(address=OWNER, name="Olle Ek", role=Role.OWNER),
        Person(address=OTHER, name="Lisa Alm", role=Role.OWNER),
    )
    app.post.tick()
    return app


def request(app, nr):
    with app.store.reading() as ledger:
        return ledger.cycles.about(nr)[-1]


def queued(app, rule):
    with app.store.reading() as ledger:
        return [each for each in ledger.dispatches.all() if each.rule == rule]


def answer(say, who, text):
    say(who, text)
    say(who, "ja")


def test_standing_counts_and_says_whom_the_question_has_not_reached(app, say):
    with app.store.transaction() as ledger:
        ledger.people.save([Person(address=COORDINATOR, name="Karin", role=Role.COORDINATOR)])
    answer(say, OTHER, "H2: 300 meter länsa, pågår enligt plan")

    assert say(COORDINATOR, "läget").text == snapshot("""\
Uppföljningen 2027: öppen
Första fråga 1 oktober 2027, sista svarsdag 29 oktober 2027, stoppdatum 12 november 2027
3 frågor: 1 besvarade i tid, 0 sent, 2 väntar på svar, 0 utan svar
Svarsfrekvens: 33 %
  Beredskap: 1 av 2
  Badvatten: 0 av 1
Frågan har gått ut för 3 av 3 åtgärder.\
""")


def test_standing_of_a_place_counts_that_place_alone(say):
    assert "1 fråga:" in say(COORDINATOR, "läget i Badvatten").text
    assert "2 frågor:" in say(COORDINATOR, "läget för Beredskap").text


def test_who_has_not_answered_is_told_by_person_and_to_a_channel_only_in_counts(say):
    answer(say, OTHER, "H2: 300 meter länsa, pågår enligt plan")

    alone, in_channel = say(COORDINATOR, "vem har inte svarat?"), say(COORDINATOR, "vem har inte svarat?", "C1")

    assert alone.text == snapshot("""\
2 frågor saknar svar:
- Olle Ek (ovning@kusten.example): H1, H3\
""")
    assert OWNER not in in_channel.text
    assert "2 av 3" in in_channel.text


def test_reminder_is_shown_first_and_sent_once_it_is_confirmed(app, say, clock):
    clock.now += timedelta(days=2)
    shown = say(COORDINATOR, "påminn alla")
    before = queued(app, "remind")

    done = say(COORDINATOR, "Skicka")

    assert shown.text == snapshot("""\
Jag skickar en påminnelse till 2 personer:
- Lisa Alm: H2
- Olle Ek: H1, H3
Den går ut nu.\
""")
    assert before == []
    assert [(each.to, each.nrs) for each in queued(app, "remind")] == [(OTHER, ("H2",)), (OWNER, ("H1", "H3"))]
    assert "Lisa Alm (H2), Olle Ek (H1, H3)" in done.text


def test_nobody_is_reminded_who_has_been_written_to_today_has_answered_or_is_away(app, say, clock, sent):
    sent(app)
    today = say(COORDINATOR, "påminn alla")
    clock.now += timedelta(days=1)
    answer(say, OTHER, "H2: 300 meter länsa, pågår enligt plan")
    say(OWNER, "jag är borta till den 15 oktober")

    later = say(COORDINATOR, "påminn alla")

    assert not today.buttons
    assert "Har redan fått ett meddelande den dagen: H1, H2, H3" in today.text
    assert not later.buttons
    assert "Den som frågas är borta: H1, H3" in later.text


def test_order_that_is_left_is_not_done(app, say, clock):
    clock.now += timedelta(days=1)
    say(COORDINATOR, "påminn H1")
    left = say(COORDINATOR, "nej")
    say(COORDINATOR, "påminn H1")
    say(COORDINATOR, "läget")

    after = say(COORDINATOR, "ja")

    assert left.text == "Då gör jag inget."
    assert "på väg" not in after.text
    assert queued(app, "remind") == []


def test_order_is_not_done_when_things_have_changed_since_it_was_shown(app, say, clock):
    clock.now += timedelta(days=1)
    shown = say(COORDINATOR, "påminn alla")
    answer(say, OTHER, "H2: 300 meter länsa, pågår enligt plan")

    again = say(COORDINATOR, shown.buttons[0])
    stale = say(COORDINATOR, shown.buttons[0])

    assert "Läget har ändrats" in again.text
    assert OTHER not in again.text
    assert "gäller inte längre" in stale.text
    assert queued(app, "remind") == []


def test_reporter_is_changed_in_the_plan_and_the_question_moves_and_it_can_be_undone(app, say):
    shown = say(COORDINATOR, f"byt ansvarig H1 till {OTHER}")
    done = say(COORDINATOR, shown.buttons[0])
    moved = app.planbook.action("H1").reporter, request(app, "H1").addressee

    undone = say(COORDINATOR, done.buttons[0])

    assert "Lisa Alm blir rapportör för H1 Öva sanering av oljeutsläpp i stället för Olle Ek" in shown.text
    assert moved == (OTHER, OTHER)
    assert (app.planbook.action("H1").reporter, request(app, "H1").addressee) == (OWNER, OWNER)
    assert "Ångrat" in undone.text


def test_approval_shows_the_owners_words_and_can_be_undone(app, say):
    answer(say, OTHER, "H2: 300 meter länsa, pågår enligt plan")

    approved = say(COORDINATOR, "godkänn H2")
    state = request(app, "H2").state
    say(COORDINATOR, "ångra")

    assert approved.text == snapshot("""\
Godkänt: H2.
- H2 Bygg upp ett lager av länsor: Pågår, enligt plan. Lisa Alm, 4 oktober 2027: ”300 meter länsa, pågår enligt plan”\
""")
    assert state is RequestState.ACCEPTED
    assert request(app, "H2").state is RequestState.SUBMITTED


def test_several_are_approved_after_they_have_been_shown(app, say):
    answer(say, OTHER, "H2: 300 meter länsa, pågår enligt plan")
    answer(say, OWNER, "H1: två övningar klara, enligt plan")
    answer(say, OWNER, "H3: 90 % av proven är bra, enligt plan")

    shown = say(COORDINATOR, "godkänn alla i Beredskap")
    say(COORDINATOR, "godkänn")

    assert "2 svar godkänns" in shown.text
    assert [request(app, nr).state.value for nr in ("H1", "H2", "H3")] == ["accepted", "accepted", "submitted"]


def test_more_is_asked_for_in_the_coordinators_words_and_what_comes_is_laid_over_the_first_answer(app, say):
    answer(say, OTHER, "H2: pågår enligt plan")
    shown = say(COORDINATOR, 'Begär komplettering H2: "Hur många meter?"')
    say(COORDINATOR, "skicka")
    mine = say(OTHER, "mina åtgärder")

    completed = say(OTHER, "300 meter")

    assert shown.text == "Lisa Alm får frågan om H2 tillbaka, med texten: ”Hur många meter?”"
    assert "En komplettering behövs" in mine.text
    assert "Prognos: Enligt plan" in completed.text
    assert "Antal meter länsa: 300" in completed.text


def test_closing_says_what_is_missing_and_waits_for_a_yes(app, say):
    shown = say(COORDINATOR, "stäng omgången")
    open_still = app.follow_up.status(2027, app.now()).state

    done = say(COORDINATOR, "Stäng omgången")

    assert shown.text == snapshot("""\
Uppföljningen 2027 stängs och sammanställs.
3 av 3 frågor saknar svar: H1, H2, H3. De visas som ingen uppgift inkommen.
Stoppdatum är först 12 november 2027.
Inga fler påminnelser går ut, och det går inte att ångra. Sena svar tas emot som tillägg.\
""")
    assert open_still == "open"
    assert done.text == snapshot("Uppföljningen 2027 är stängd och sammanställd, med svar på 0 av 3 frågor.")
    assert app.follow_up.status(2027, app.now()).state == "compiled"


def test_everything_is_handed_over_when_somebody_leaves(app, say):
    shown = say(COORDINATOR, "Olle slutar, Lisa tar över")
    say(COORDINATOR, "ja")

    assert "Lisa Alm tar över allt från Olle Ek: H1, H3" in shown.text
    assert app.planbook.action("H3").reporter == OTHER


def test_decisions_that_wait_are_listed_and_the_outcome_is_told_to_the_one_who_asked(app, say):
    answer(say, OTHER, "H2: pågår, men vi behöver ett beslut från nämnden om finansieringen")
    listed = say(COORDINATOR, "vilka beslut väntar?")
    with app.store.reading() as ledger:
        [need] = ledger.decisions.all()
    app.follow_up.settle(need.id, "Nämnden betalar", COORDINATOR, app.now())

    told, then = say(OTHER, "hej"), say(OTHER, "hej")

    assert "H2" in listed.text
    assert "Besked: Nämnden betalar" in told.text
    assert "Besked" not in then.text


def test_area_lead_sees_and_approves_their_own_area_only(app, say):
    answer(say, OTHER, "H2: 300 meter länsa, pågår enligt plan")
    answer(say, OWNER, "H3: 90 % av proven är bra, enligt plan")

    standing, others = say(LEAD, "läget"), say(LEAD, "läget i Beredskap")
    refused, approved = say(LEAD, "godkänn H2"), say(LEAD, "godkänn H3")

    assert "1 fråga: 1 besvarad i tid" in standing.text
    assert "Beredskap" not in standing.text
    assert "utanför ditt område: Badvatten" in others.text
    assert "H2 ligger utanför" in refused.text
    assert "Godkänt: H3." in approved.text


def test_area_lead_may_not_move_a_question_or_close(app, say):
    assert "samordnare" in say(LEAD, "stäng omgången").text
    assert "samordnare" in say(LEAD, f"byt ansvarig H3 till {OTHER}").text


def test_right_that_was_lost_between_the_preview_and_the_yes_is_lost(app, say):
    shown = say(COORDINATOR, "stäng omgången")
    with app.store.transaction() as ledger:
        ledger.people.save([Person(address=COORDINATOR, name="Karin", role=Role.AREA_LEAD, areas=("Badvatten",))])

    say(COORDINATOR, shown.buttons[0])

    assert app.follow_up.status(2027, app.now()).state == "open"


def test_table_of_rights_has_every_role_and_command():
    assert {role: set(commands) for role, commands in MAY.items()} == {role: set(Command) for role in Role}


@given(st.sampled_from(Role), st.sampled_from(Command), st.sampled_from(["Badvatten", "Beredskap", None]))
def test_nobody_below_area_lead_may_order_anything_and_no_lead_outside_their_areas(role, command, area):
    person = Person(address="a@b.se", role=role, areas=("Badvatten",))
    action = Action(nr="H1", title="Öva", source=Source("plan.xlsx"), area=area)

    allowed = may_order(person, command, action)

    assert not (allowed and role in {Role.ACTOR, Role.OWNER})
    assert not (allowed and MAY[role][command] is Reach.OWN_AREAS and area != "Badvatten")


ORDERS = (
    "läget", "läget i {place}", "hur många har svarat?", "vem har inte svarat?",
    "vilka har inte svarat i {place}", "gap", "gap i {place}", "gap {nr}", "beslut", "vilka beslut väntar?",
    "påminn {nr}", "påminn alla", "påminn {name}", "påminn {address}", "godkänn {nr}", "godkänn alla",
    "godkänn alla i {place}", "begär komplettering {nr}: hur många?", "byt ansvarig {nr} till {address}",
    "byt ansvarig {nr} till {name}", "stäng omgången", "{name} slutar, {name} tar över", "ångra", "ja",
    "status in {place}", "who has not answered?", "approve all", "remind {nr}", "how many have answered?",
)  # fmt: skip


@pytest.mark.parametrize(
    "named", [("Beredskap", "H1", "Olle", OWNER), ("Ingenstans", "H9", "Ingen Alls", "x@y.example")]
)
def test_no_order_tells_an_actor_what_only_coordinators_may_see(say, named):
    """An actor reads the same before anybody has answered and after: no count, no name and no answer leaks."""
    place, nr, name, address = named
    orders = [order.format(place=place, nr=nr, name=name, address=address) for order in ORDERS]

    before = [say(ACTOR, order).text for order in orders]
    for who, reply in ((OWNER, "H1: pausad"), (OTHER, "H2: pågår, vi behöver ett beslut från nämnden om pengar")):
        answer(say, who, reply)
    after = [say(ACTOR, order).text for order in orders]

    assert [text for text in after if OTHER in text or "Lisa Alm" in text or "nämnden" in text] == []
    assert [text for text in before if "besvarade" in text or "saknar svar" in text or "Svarsfrekvens" in text] == []
    assert after == before


@pytest.mark.parametrize("known", ["Olle", "Ingen"])
def test_refusal_does_not_show_whether_somebody_exists(say, known):
    assert say(ACTOR, f"byt ansvarig H1 till {known}").text == say(ACTOR, "byt ansvarig H1 till Xerxes").text


def test_area_lead_sees_the_gaps_of_the_area_itself_and_none_of_another(app, say):
    book = app.planbook.gap_book
    book.add("Ingen mäter på vintern", COORDINATOR, place="Badvatten")
    book.add("Ingen övar på natten", COORDINATOR, place="Beredskap")

    told, elsewhere = say(LEAD, "gap"), say(LEAD, "gap i Beredskap")

    assert "Ingen mäter på vintern" in say(LEAD, "gap alla").text
    assert "natten" not in told.text + say(LEAD, "gap alla").text
    assert elsewhere.text == snapshot("De gapen ligger utanför ditt område: Badvatten. Skriv gap för att se dina.")


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("stäng", "Uppföljningen 2027 stängs och sammanställs"),
        ("är det någon mer som inte har svarat?", "saknar svar"),
        ("finns det några som inte svarat", "saknar svar"),
    ],
)
def test_short_and_everyday_words_are_the_same_orders(app, say, order, expected):
    reply = say(COORDINATOR, order)

    assert expected in reply.text
