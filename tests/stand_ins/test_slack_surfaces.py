"""Modals that change under the person's hands, menus, files that people send, strangers in shared channels."""

import urllib.request

import pytest

from tests.stand_ins.bare_app import bare_app, over_http
from tests.stand_ins.slack import CannotDo, SlackError
from tests.stand_ins.talking_app import FORM, option, plain


def answering(slack, answer):
    """An app that opens the form on a command and answers its submission with `answer`."""
    app, seen = bare_app(slack), []

    @app.command("/handslag")
    async def command(ack, body, client):
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)
        await ack()

    @app.view({"type": "view_submission", "callback_id": "form"})
    async def submitted(ack, body):
        seen.append(body["view"]["state"]["values"])
        await ack(**answer)

    @app.action("menu")
    async def menu(ack, body):
        seen.append(body["actions"][0]["selected_option"]["value"])
        await ack()

    @app.event("message")
    async def message(event):
        seen.append(event)

    return app, seen


def filled(anna):
    anna.command()
    return anna.modal.fills("Vad har gjorts?", "Allt")


def test_a_submission_carries_what_was_there_and_what_was_filled_in(slack, anna):
    app, seen = answering(slack, {})
    with over_http(app, slack):
        done = filled(anna).submit()

    assert done.closed
    assert seen == [
        {
            "state": {"v": {"type": "static_select", "selected_option": option("Pågår")}},
            "done": {"v": {"type": "plain_text_input", "value": "Allt"}},
            "number": {"v": {"type": "number_input", "value": None}},
        }
    ]


def test_a_form_can_be_changed_in_place_and_keeps_what_was_written(slack, anna):
    app, _ = answering(slack, {"response_action": "update", "view": {**FORM, "title": plain("Steg 2")}})
    with over_http(app, slack):
        form = filled(anna)
        before = form.view["hash"]
        form.submit()

    assert form.title == "Steg 2"
    assert form.value("Vad har gjorts?") == "Allt"
    assert form.view["hash"] != before


def test_forms_are_laid_on_one_another_and_cleared(slack, anna):
    app, _ = answering(slack, {"response_action": "push", "view": {**FORM, "callback_id": "other"}})
    with over_http(app, slack):
        form = filled(anna)
        form.submit()
        depth = len(slack.world.modals[anna.id])
        form.close()

    assert (depth, len(slack.world.modals[anna.id])) == (2, 1)


def test_errors_for_a_field_that_is_not_there_are_no_answer(slack, anna):
    app, _ = answering(slack, {"response_action": "errors", "errors": {"nowhere": "Fel"}})
    with over_http(app, slack), pytest.raises(CannotDo, match="nowhere"):
        filled(anna).submit()


def test_a_bad_view_in_an_answer_is_refused(slack, anna):
    app, _ = answering(slack, {"response_action": "update", "view": {**FORM, "blocks": []}})
    with over_http(app, slack), pytest.raises(SlackError, match="invalid_arguments"):
        filled(anna).submit()


def test_a_number_is_checked_before_it_is_sent(slack, anna):
    app, seen = answering(slack, {})
    with over_http(app, slack):
        form = filled(anna).fills("Utfall", "101")
        errors = form.submit().errors

    assert errors == {"Utfall": "Please enter a number within the limits"}
    assert seen == []


def test_an_option_of_a_menu_is_chosen(slack, anna, client):
    app, seen = answering(slack, {})
    select = {"type": "static_select", "action_id": "menu", "options": [option("Klar"), option("Pågår")]}
    client.chat_postMessage(channel=anna.id, text="Välj", blocks=[{"type": "actions", "elements": [select]}])
    with over_http(app, slack):
        anna.chooses("Klar")
        with pytest.raises(CannotDo):
            anna.chooses("Vilande")

    assert seen == ["klar"]


def test_a_sent_file_is_read_with_the_token(slack, anna):
    app, seen = answering(slack, {})
    with over_http(app, slack):
        anna.uploads("bevis.txt", b"allt klart", "Här")
        slack.until(lambda: seen)

    event = seen[0]
    address = urllib.request.Request(event["files"][0]["url_private_download"])
    without = urllib.request.urlopen(address).read()
    address.add_header("Authorization", f"Bearer {slack.token}")

    assert (event["subtype"], event["text"]) == ("file_share", "Här")
    assert without.startswith(b"<!DOCTYPE html>")
    assert urllib.request.urlopen(address).read() == b"allt klart"


def test_strangers_and_robots_are_told_apart(slack, anna):
    app, seen = answering(slack, {})
    far, robot = slack.person("Far Away", team="T2"), slack.person("Robot", is_bot=True)
    shared = slack.world.channel("delad", [anna, far, robot], shared=True)
    with over_http(app, slack):
        far.says_in(shared, "Hello")
        robot.says_in(shared, "Bygget är klart")
        slack.until(lambda: len(seen) == 2)

    assert (seen[0]["user_team"], slack.delivery.all[0].payload["is_ext_shared_channel"]) == ("T2", True)
    assert (seen[1]["subtype"], seen[1]["bot_id"]) == ("bot_message", "BUROBOT")


def test_the_app_is_told_of_its_own_messages_and_changes(slack, anna, client):
    app, seen = answering(slack, {})
    with over_http(app, slack):
        sent = client.chat_postMessage(channel=anna.id, text="Hej")
        client.chat_update(channel=sent["channel"], ts=sent["ts"], text="Hej då")
        slack.until(lambda: len(slack.delivery.all) == 2 and all(one.acked for one in slack.delivery.all))

    first, second = (one.payload["event"] for one in slack.delivery.all)
    assert (first["bot_id"], first["user"]) == ("B0BOT", "U0BOT")
    assert (second["subtype"], second["message"]["text"]) == ("message_changed", "Hej då")
    assert seen == []  # Bolt drops both as its own
