"""People in the stand-in and a bare, real Bolt app: what is said, pressed and filled in arrives, and comes back."""

import pytest
from inline_snapshot import snapshot

from tests.stand_ins.bare_app import over_http, over_socket
from tests.stand_ins.slack import CannotDo
from tests.stand_ins.talking_app import Heard, talking_app


@pytest.fixture(params=[over_http, over_socket], ids=["http", "socket"])
def heard(request, slack):
    found = Heard()
    slack.trigger_seconds = 60.0  # a slow machine tells no other story
    with request.param(talking_app(slack, found), slack):
        yield found


def test_a_conversation_is_held_by_buttons_and_a_form(slack, anna, heard):
    anna.says("Hej, läs https://a.se & <svara>")
    asked = anna.waits_for("Vill du svara?")
    anna.clicks("Svara", asked)
    form = anna.modal
    empty = form.submit()
    form.fills("Vad har gjorts?", "Allt?").fills("Läge", "Klar").fills("Utfall", 7)
    wrong = form.submit()
    right = form.fills("Vad har gjorts?", "Allt").submit()
    anna.waits_for("sparat")
    anna.gives_feedback(good=True)
    slack.until(lambda: "thumbs" in heard.kinds())

    assert (empty.errors, empty.sent) == ({"Vad har gjorts?": "Please complete this required field"}, False)
    assert wrong.errors == {"Vad har gjorts?": "Skriv utan frågetecken"}
    assert right.closed
    assert not anna.has_modal
    assert [one for one in heard if one[0] != "message"] == [("press", "12"), ("form", "klar"), ("thumbs", "up")]
    assert heard[0][1]["text"] == "Hej, läs <https://a.se> &amp; &lt;svara&gt;"
    slack.until(lambda: "only for" in anna.sees())
    assert anna.sees() == snapshot("""\
Anna Berg: Hej, läs https://a.se & <svara>
Handslag:
  Vill du svara?
  [Svara]
  [Bra] [Dåligt]
Handslag: Tack, det är sparat.
Handslag (only for Anna Berg): Tack\
""")


def test_the_form_reads_as_a_person_sees_it(anna, heard):
    anna.says("Hej")
    anna.waits_for("Vill du svara?")
    anna.clicks("Svara")

    assert anna.modal.shown == snapshot("""\
== Åtgärd 12 ==
Läge *: {( ) Klar, (x) Pågår}
Vad har gjorts? *: {}
Utfall: {}
[Avbryt] [Spara]\
""")
    assert anna.modal.value("Läge") == "Pågår"
    with pytest.raises(CannotDo):
        anna.modal.fills("Läge", "Vilande")
    with pytest.raises(CannotDo):
        anna.modal.fills("Färg", "Röd")
    with pytest.raises(CannotDo):
        anna.modal.fills("Vad har gjorts?", "x" * 21)
    anna.modal.close()
    assert heard.kinds()[-1] == "closed"


def test_a_mention_comes_as_two_events(slack, anna, plan, heard):
    anna.mentions(plan, "läget?")
    anna.says_in(plan, "bara prat")
    slack.until(lambda: len(heard) == 3)

    assert sorted(heard.kinds()) == ["app_mention", "message", "message"]
    assert {event["text"] for _, event in heard[:2]} == {"<@U0BOT> läget?"}
    assert heard[0][1]["ts"] == heard[1][1]["ts"]
    assert slack.delivery.all[0].event_id != slack.delivery.all[1].event_id


def test_edits_and_deletions_are_told(slack, anna, heard):
    slack.echoes = False
    sent = anna.says("Hej")
    anna.edits(sent, "Hej då")
    anna.deletes(sent)

    slack.until(lambda: len(heard) == 3)

    assert heard.kinds() == ["message", "message_changed", "message_deleted"]
    assert (heard[1][1]["message"]["text"], heard[1][1]["previous_message"]["text"]) == ("Hej då", "Hej")


def test_a_command_is_answered_to_the_one_alone(anna, plan, heard):
    done = anna.command("läget", channel=plan)

    assert done.acked
    assert anna.sees(plan) == "Handslag (only for Anna Berg): Du skrev läget"
    assert heard == [("command", "läget")]


def test_the_home_is_opened_and_pressed(slack, anna, heard):
    anna.opens_home()
    slack.until(lambda: anna.home)
    anna.clicks_at_home("Svara")

    assert anna.modal.title == "Åtgärd 12"
    assert heard == [("home", "home"), ("press", "12")]


def test_only_what_stands_there_can_be_pressed(slack, anna, heard):
    anna.says("Hej")
    asked = anna.waits_for("Vill du svara?")

    with pytest.raises(CannotDo, match="no button 'Nej'"):
        anna.clicks("Nej")
    slack.world.messages.remove(asked)
    with pytest.raises(CannotDo):
        anna.clicks("Svara", asked)
    assert "press" not in heard.kinds()


def test_duplicates_keep_their_event_id(slack, anna, heard):
    anna.says("Hej")

    again = slack.delivery.again(anna.last, copies=4, at_once=True)

    assert {one.event_id for one in again} == {anna.last.event_id}
    slack.until(lambda: [one[0] for one in heard if "bot_id" not in one[1]] == ["message"] * 5)


def test_events_can_come_out_of_order(slack, anna, plan, heard):
    with slack.delivery.holding() as held:
        anna.says_in(plan, "ett")
        anna.says_in(plan, "två")
        held.reverse()

    slack.until(lambda: len(heard) == 2)

    assert [event["text"] for _, event in heard] == ["två", "ett"]


def test_an_app_is_told_that_its_token_is_gone(slack, anna, heard):
    slack.revoke("account_inactive")

    slack.until(lambda: len(heard) == 2)
    assert heard == [("gone", "tokens_revoked"), ("gone", "app_uninstalled")]
    assert anna.slack.app.wrong == "account_inactive"


def test_a_missing_scope_or_subscription_keeps_events_away(slack, anna, plan, heard):
    slack.app.scopes -= {"im:history"}
    slack.app.events -= {"app_mention"}
    slack.app.events -= {"message.channels"}

    anna.says("Hej")
    anna.mentions(plan, "Hej")

    assert slack.delivery.all == []


def test_waiting_in_vain_tells_what_is_to_be_seen(slack, anna, client):
    first = client.chat_postMessage(channel=anna.id, text="Hej")

    with pytest.raises(AssertionError, match="this is to be seen:\nHandslag: Hej"):
        anna.waits_for("Hej", seconds=0.02, after=slack.world.message(first["channel"], first["ts"]))
