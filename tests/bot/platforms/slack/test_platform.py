"""Where a reply goes in Slack, what takes whose place, and what is never said where others read."""

import json
from datetime import UTC, datetime

import pytest

from bot.platforms.base import FileOut, Press, Reply
from bot.platforms.heard import PlaceKind, Pressed, Said, Sender, Submitted, Where, as_json, from_json
from bot.platforms.slack.platform import Slack
from bot.platforms.slack.pressing import message_of
from bot.platforms.slack.sending import Sending

NOW = datetime(2027, 10, 1, 7, 0, tzinfo=UTC)
ANNA = Sender("slack", "T1", "UANNA")
BUTTONS = {"type": "actions", "elements": []}
ASKED = {"type": "section", "text": {"type": "plain_text", "text": "Hur går det med S1?"}}


@pytest.fixture
def slack():
    return Slack(Sending("xoxb-1", "http://127.0.0.1:9/api/"), "sv")


def where(conversation="DANNA", thread="", kind=PlaceKind.PRIVATE, service=""):
    return Where(platform="slack", tenant="T1", conversation=conversation, thread=thread, kind=kind, service=service)


def said(place, text="läget"):
    return Said(key="k", sender=ANNA, where=place, at=NOW, text=text, ref="9.000009")


def pressed(key="unchanged", place=None, blocks=(ASKED, BUTTONS), ref="5.000005"):
    message = {"ts": ref, "text": "Hur går det med S1?", "blocks": list(blocks)}
    return Pressed(
        key="k",
        sender=ANNA,
        where=place or where(),
        at=NOW,
        ref=ref,
        press=Press(key, "S1"),
        label="Oförändrat",
        shown=message_of({"message": message}),
    )


def written(slack, reply, heard):
    """What is called and where, as the outgoing table keeps it."""
    calls = slack.write(reply, heard, "sv")
    return [(call.operation, json.loads(json.dumps(call.payload))) for call in calls]


def places(slack, reply, heard):
    return [
        (operation, payload.get("channel", ""), payload.get("thread_ts", ""), payload.get("ts", ""))
        for operation, payload in written(slack, reply, heard)
    ]


def test_an_answer_goes_where_it_was_asked(slack):
    reply = Reply("Svar")

    assert places(slack, reply, said(where())) == [("chat.postMessage", "DANNA", "", "")]
    assert places(slack, reply, said(where(thread="1.000001"))) == [("chat.postMessage", "DANNA", "1.000001", "")]
    assert places(slack, reply, said(where("CPLAN", "2.000002", PlaceKind.CHANNEL))) == [
        ("chat.postMessage", "CPLAN", "2.000002", "")
    ]


def test_a_press_on_the_home_page_is_answered_in_the_persons_own_conversation(slack):
    assert places(slack, Reply("Svar"), pressed(place=where(""), blocks=(), ref=""))[0][1] == "UANNA"


def test_after_a_choice_the_message_says_what_was_chosen_in_place_of_its_buttons(slack):
    (answer, edit) = written(slack, Reply("Så läste jag det."), pressed())

    assert answer[0] == "chat.postMessage"
    operation, payload = edit
    assert (operation, payload["channel"], payload["ts"]) == ("chat.update", "DANNA", "5.000005")
    assert payload["text"] == "Hur går det med S1?"
    assert payload["blocks"][0] == ASKED
    assert payload["blocks"][1]["elements"][0]["text"] == "Du valde: Oförändrat"
    assert [block["type"] for block in payload["blocks"]] == ["section", "context"]


def test_an_edit_waits_for_no_message_in_the_same_conversation(slack):
    answer, edit = slack.write(Reply("Så läste jag det."), pressed(), "sv")

    assert answer.conversation == "DANNA"
    assert edit.conversation != answer.conversation


def test_a_receipt_takes_the_place_of_the_message_that_was_pressed(slack):
    receipt = Reply("Tack. Lägesrapporten är sparad.", in_place=True)

    assert places(slack, receipt, pressed("confirm")) == [("chat.update", "DANNA", "", "5.000005")]


def test_a_receipt_of_a_form_takes_the_place_of_the_message_it_was_opened_from(slack):
    form = Submitted(key="k", sender=ANNA, where=where(), at=NOW, ref="5.000005", form="report", about="S1", nonce="n")

    assert places(slack, Reply("Tack.", in_place=True), form) == [("chat.update", "DANNA", "", "5.000005")]
    assert places(slack, Reply("Tack."), form) == [("chat.postMessage", "DANNA", "", "")]


@pytest.mark.parametrize("key", ["why", "source", "compare", "say"])
def test_what_explains_or_opens_something_may_be_pressed_again(slack, key):
    assert [operation for operation, _ in written(slack, Reply("Därför."), pressed(key))] == ["chat.postMessage"]


def test_a_button_in_a_channel_stays_for_the_others(slack):
    in_channel = pressed("confirm", where("CPLAN", "2.000002", PlaceKind.CHANNEL))

    assert [operation for operation, _ in written(slack, Reply("Nej."), in_channel)] == ["chat.postMessage"]


def test_a_command_is_answered_for_its_giver_alone_and_its_files_go_to_them(slack):
    place = where("CPLAN", service="https://hooks.slack.com/commands/1")
    reply = Reply("Här är den.", files=(FileOut(name="a.docx", title="A", path="/tmp/a.docx"),))

    (response, upload) = written(slack, reply, said(place))

    assert (response[0], response[1]["url"], response[1]["response_type"]) == (
        "response_url",
        "https://hooks.slack.com/commands/1",
        "ephemeral",
    )
    assert (upload[0], upload[1]["channel"]) == ("files.upload", "UANNA")
    assert "CPLAN" not in json.dumps([response, upload])


def test_nothing_unfurls(slack):
    calls = written(slack, Reply("Se https://exempel.se"), said(where()))

    assert all((payload["unfurl_links"], payload["unfurl_media"]) == (False, False) for _, payload in calls)


def test_what_stood_in_a_pressed_message_survives_the_inbox(slack):
    kept = from_json(json.loads(json.dumps(as_json(pressed()))))

    assert written(slack, Reply("Svar"), kept) == written(slack, Reply("Svar"), pressed())
