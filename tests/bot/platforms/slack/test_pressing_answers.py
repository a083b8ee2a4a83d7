"""What is pressed under an answer, as Slack tells it: thumbs, a source of many, a button that one alone sees."""

from datetime import UTC, datetime

import pytest

from bot.platforms.base import Button, Press, Reply
from bot.platforms.heard import PlaceKind
from bot.platforms.slack.blocks import messages_of
from bot.platforms.slack.reading import heard_in

NOW = datetime(2027, 2, 2, 9, tzinfo=UTC)


def pressed(action, channel="C1", **container):
    body = {
        "type": "block_actions",
        "team": {"id": "T1"},
        "user": {"id": "UANNA", "team_id": "T1"},
        "channel": {"id": channel},
        "trigger_id": "t1",
        "response_url": "https://hooks.slack.com/actions/1",
        "container": {"type": "message", "message_ts": "2.0", "channel_id": channel, **container},
        "actions": [{"action_ts": "3.0", **action}],
    }
    return heard_in(body, NOW, lambda _: False)


@pytest.mark.parametrize("key", ["helpful", "unhelpful"])
def test_both_thumbs_are_one_element_and_each_says_which_it_was(key):
    action = {"type": "feedback_buttons", "action_id": "thumbs:0", "value": f"{key}:a1"}

    assert pressed(action, thread_ts="1.0").press == Press(key, "a1")


def test_many_sources_are_a_list_to_choose_from_and_a_choice_reads_as_a_press():
    buttons = tuple(Button("source", f"Källa {n}", f"a1#{n}") for n in range(1, 8))
    chooser = messages_of(Reply("Ja.", buttons), "sv")[0].blocks[-1]["elements"][0]

    heard = pressed(
        {"type": "static_select", "action_id": chooser["action_id"], "selected_option": chooser["options"][6]}
    )

    assert (heard.press, heard.label) == (Press("source", "a1#7"), "Källa 7")


def test_five_sources_are_buttons():
    buttons = tuple(Button("source", f"Källa {n}", f"a1#{n}") for n in range(1, 6))

    row = messages_of(Reply("Ja.", buttons), "sv")[0].blocks[-1]

    assert [element["type"] for element in row["elements"]] == ["button"] * 5


def test_a_button_that_one_alone_sees_is_pressed_in_private_wherever_it_is_shown():
    alone = pressed({"type": "button", "action_id": "section:0", "value": "a1"}, is_ephemeral=True)
    openly = pressed({"type": "button", "action_id": "section:0", "value": "a1"}, thread_ts="1.0")

    assert (alone.where.kind, alone.where.key, alone.where.service) == (
        PlaceKind.PRIVATE,
        "",
        "https://hooks.slack.com/actions/1",
    )
    assert openly.where.key == "slack:t1:c1:1.0"


def test_a_button_whose_value_is_more_than_slack_carries_is_left_out():
    reply = Reply(
        "Det skickar jag.", (Button("send_privately", "Skicka till mig", "x" * 2_001), Button("why", "Varför?"))
    )

    blocks = messages_of(reply, "sv")[0].blocks

    assert [element["text"]["text"] for element in blocks[-1]["elements"]] == ["Varför?"]
