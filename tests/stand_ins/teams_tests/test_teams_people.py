"""People in the stand-in talk with an app that is made with Microsoft's own SDK."""

import pytest
from inline_snapshot import snapshot

from tests.stand_ins.teams import CannotDo, actions_of, inputs_of
from tests.stand_ins.teams_app import FORM


def test_a_question_in_the_personal_chat_is_answered_with_citations(app, teams, anna):
    anna.says("Vad gäller?")

    reply = anna.got()[-1]
    assert anna.last.acked
    assert (reply.is_ai, reply.feedback) == (True, "default")
    assert reply.links == ["https://kommun.se/plan.pdf#p3"]
    assert anna.sees() == snapshot("""\
Anna Berg: Vad gäller?
Handslag: Planen säger: Vad gäller? [1]
[1] Plan, s. 3: Så här står det <https://kommun.se/plan.pdf#p3>
(AI generated)
(thumbs up) (thumbs down)\
""")


def test_in_a_channel_the_app_hears_only_what_mentions_it_and_answers_in_the_thread(app, teams, anna, plan, heard):
    bo = teams.person("Bo Ek", "bo@kommun.se")
    unheard = anna.says_in(plan, "Hej alla")
    sent = anna.mentions(plan, "läget")
    anna.says_in(plan, "@Handslag mer", thread=sent)
    with pytest.raises(CannotDo):
        bo.mentions(plan, "läget")

    assert heard == [("message", "läget"), ("message", "mer")]
    assert [one.thread for one in teams.world.said(plan)] == [sent.id, sent.id]
    assert teams.shown(plan, thread=unheard.id) == "Anna Berg: Hej alla"
    assert teams.shown(plan, thread=sent.id).split("\n")[:2] == [
        "Anna Berg: <at>Handslag</at> läget",
        "  Handslag: Planen säger: läget [1]",
    ]


def test_a_group_chat_works_as_a_channel_without_threads(app, teams, anna, heard):
    group = teams.world.group("Trion", [anna.user])

    anna.mentions(group, "läget")

    assert heard == [("message", "läget")]
    assert "Planen säger: läget" in anna.sees(group)


def test_a_form_is_checked_sent_and_edited_in_place(app, teams, anna, heard):
    anna.says("form")
    card = anna.card("Åtgärd 12")
    assert card.shown == snapshot("""\
# Åtgärd 12
Läge: (Pågår) / Klar
Vad har gjorts?*: _
Utfall: _
[Skicka] [Hjälp] [Mer]\
""")

    empty = card.clicks("Skicka")
    refused = card.fills("Vad har gjorts?", "Allt?").clicks("Skicka")
    high = card.fills("Utfall", "101").clicks("Skicka")
    done = card.fills("Vad har gjorts?", "Allt").fills("Läge", "Klar").fills("Utfall", 99).clicks("Skicka")

    assert (empty.errors, empty.sent) == ({"Vad har gjorts?": "Skriv något"}, False)
    assert refused.errors == {"": "Utan frågetecken"}
    assert high.errors == {"Utfall": "Högst 100"}
    assert (done.said, done.errors) == ("Sparat", {})
    filled = {"action": "12", "nonce": "n1", "state": "done", "done": "Allt", "number": "99"}
    assert heard[-1] == ("execute", filled)
    assert anna.got()[-1].edited
    assert anna.sees().endswith("Handslag (edited): Tack, sparat.")


def test_a_person_cannot_do_what_the_card_does_not_offer(app, anna):
    anna.says("form")
    card = anna.card("Åtgärd 12")

    for attempt in (
        lambda: card.fills("Ansvarig", "x"),
        lambda: card.fills("Läge", "Kanske"),
        lambda: card.fills("Vad har gjorts?", "x" * 21),
        lambda: card.clicks("Ta bort"),
        lambda: anna.clicks("Ta bort"),
        lambda: anna.chooses("Ja"),
        lambda: anna.gives_feedback(good=True),
        anna.consents,
    ):
        with pytest.raises(CannotDo):
            attempt()


def test_submit_sends_a_message_with_the_value_and_an_old_client_falls_back_on_it(app, teams, anna, heard):
    anna.says("form")
    helped = anna.clicks("Hjälp")
    teams.without_execute = True
    anna.card("Åtgärd 12").fills("Vad har gjorts?", "Allt").clicks("Skicka")

    assert helped.acked
    assert anna.got()[-2].text == "Du tryckte {'key': 'help'}"
    assert "'nonce': 'n1', 'state': 'ongoing', 'done': 'Allt'" in anna.got()[-1].text


def test_a_dialog_is_opened_filled_in_and_closed(app, anna, heard):
    anna.says("form")

    anna.clicks("Mer")
    title, labels = anna.dialog.title, anna.dialog.labels
    done = anna.dialog.fills("Vad har gjorts?", "Allt").clicks("Skicka")

    assert (title, labels) == ("Mer", ["Läge", "Vad har gjorts?", "Utfall"])
    assert heard.kinds()[-2:] == ["dialog", "submitted"]
    assert (done.said, anna.dialog) == ("Tack", None)


def test_thumbs_are_given_with_a_reason_or_in_the_apps_own_dialog(app, anna, heard):
    anna.says("Vad gäller?")
    anna.gives_feedback(good=False, reason="Fel sida")
    anna.says("eget")
    anna.gives_feedback(good=True)
    anna.dialog.fills("Vad har gjorts?", "Bra").clicks("Skicka")

    given = [what for kind, what in heard if kind == "feedback"]
    assert given[0] == ("dislike", '{"feedbackText": "Fel sida"}')
    assert given[1][0] == "like"
    assert '"done": "Bra"' in given[1][1]


def test_a_file_is_put_into_the_drive_when_the_person_consents(app, teams, anna, heard):
    anna.says("fil")
    anna.consents(accept=False)
    nothing = dict(anna.files)
    anna.consents()

    assert nothing == {}
    assert anna.files == {"lista.csv": b"a;b"}
    assert [str(what) for kind, what in heard if kind == "consent"] == ["Action.DECLINE", "Action.ACCEPT"]
    assert teams.answers("upload") == [("upload", "ok")]


def test_an_answer_is_streamed_update_by_update(app, teams, anna):
    anna.says("ström")

    grown = [(kind, text) for _, kind, text in teams.streams.history]
    assert grown[0] == ("informative", "Letar …")
    assert grown[-2:] == [("streaming", "Planen säger så."), ("final", "Planen säger så.")]
    assert anna.waits_for("Planen säger så.").stream == ""
    assert len(anna.got()) == 1


def test_what_was_written_can_be_edited_and_taken_back(app, anna, heard):
    sent = anna.says("Vad gäler?")
    anna.edits(sent, "Vad gäller?")
    anna.deletes(sent)

    assert heard[1:] == [("update", "Vad gäller?"), ("delete", sent.id)]
    assert "Vad gäller?" not in anna.sees().split("\n")[0]


def test_people_and_teams_come_and_go(app, teams, anna, plan, heard):
    board = teams.world.teams[plan.team]
    bo = teams.person("Bo Ek", installed=False)
    with pytest.raises(CannotDo):
        bo.says("Hej")

    bo.installs()
    bo.joins(plan)
    bo.leaves(plan)
    bo.uninstalls()
    teams.uninstalls(board, anna)
    teams.installs(board, anna)

    bot, general = [teams.world.bot], board.id
    assert heard == [
        ("installation", ("add", bo.chat.id)),
        ("members", (bot, [])),
        ("members", ([bo.id], [])),
        ("members", ([], [bo.id])),
        ("installation", ("remove", bo.chat.id)),
        ("members", ([], bot)),
        ("installation", ("remove", general)),
        ("installation", ("add", general)),
        ("members", (bot, [])),
    ]


def test_a_card_asks_for_the_newest_when_somebody_whom_it_names_sees_it(app, teams, anna, heard):
    bo = teams.person("Bo Ek", "bo@kommun.se")
    group = teams.world.group("Trion", [anna.user, bo.user])
    anna.mentions(group, "form")
    message = teams.world.said(group)[-1]
    refresh = {"type": "Action.Execute", "verb": "refresh", "data": {"done": ""}}
    message.attachments[0]["content"] |= {"refresh": {"action": refresh, "userIds": [anna.id]}}

    mine, others = anna.refreshes(message), bo.refreshes(message)

    assert mine.delivered.activity["value"]["trigger"] == "automatic"
    assert not others.sent
    assert mine.delivered.status == 500  # the library, 2.1.1, takes "manual" alone: the app must meet this before it


def test_parts_of_a_card_can_be_found():
    assert [one["id"] for one in inputs_of(FORM)] == ["state", "done", "number"]
    assert [one["title"] for one in actions_of(FORM)] == ["Skicka", "Hjälp", "Mer"]
