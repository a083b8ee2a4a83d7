"""What is refused of cards and activities before Teams would show them."""

import pytest

from tests.stand_ins.teams import Refused, activity_faults, card_faults, weight
from tests.stand_ins.teams.rules import checked
from tests.stand_ins.teams.world import Message, World
from tests.stand_ins.teams_app import CARD, FORM, attached

TEXT = {"type": "TextBlock", "text": "Hej"}


def card(*body, actions=(), **more):
    return {"type": "AdaptiveCard", "version": "1.5", "body": list(body), "actions": list(actions), **more}


def test_a_form_as_it_should_be_has_no_fault():
    assert card_faults(FORM) == []


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (card(), "card: is empty"),
        ({"type": "AdaptiveCard", "body": [TEXT]}, "card: 'version' is missing"),
        (card(TEXT) | {"version": "1.6"}, "card.version: '1.6' is none of 1.0|1.1|1.2|1.3|1.4|1.5"),
        (card({"type": "TextBlok", "text": "x"}), "card.body[0]: 'TextBlok' is not known"),
        (card({"type": "TextBlock"}), "card.body[0]: 'text' is missing"),
        (card(TEXT | {"colour": "Good"}), "card.body[0]: 'colour' is not known in version 1.5"),
        (card(TEXT | {"color": "Green"}), "card.body[0].color: 'Green' is none of"),
        (card(TEXT | {"wrap": "yes"}), "card.body[0].wrap: 'yes' is no bool"),
        (card({"type": "Input.Text", "label": "x"}), "card.body[0]: 'id' is missing"),
        (card({"type": "Input.Text", "id": "a", "isRequired": True}), "required, and no errorMessage says so"),
        (card({"type": "Input.Date", "id": "a", "value": "1 maj"}), "card.body[0].value: '1 maj' is no date"),
        (card({"type": "Input.Number", "id": "a", "value": "3"}), "card.body[0].value: '3' is no num"),
        (card({"type": "Input.ChoiceSet", "id": "a"}), "card.body[0]: no choices"),
        (
            card({"type": "Input.ChoiceSet", "id": "a", "value": "x", "choices": [{"title": "A", "value": "a"}]}),
            "value 'x' is none of its choices",
        ),
        (
            card(
                {"type": "Input.Text", "id": "a"}, {"type": "Container", "items": [{"type": "Input.Text", "id": "a"}]}
            ),
            "card: the id 'a' twice",
        ),
        (card(TEXT, actions=[{"type": "Action.Http"}]), "card.actions[0]: 'Action.Http' is not known"),
        (card(TEXT, actions=[{"type": "Action.Submit"}]), "card.actions[0]: an action without a title"),
        (card(TEXT, actions=[{"type": "Action.OpenUrl", "title": "x", "url": "javascript:1"}]), "is no url"),
        (
            card(TEXT, actions=[{"type": "Action.Execute", "title": "x", "data": "12"}]),
            "card.actions[0].data: Action.Execute sends an object alone",
        ),
        (card(TEXT, actions=[{"type": "Action.Submit", "title": "x"}] * 7), "7 actions, Teams shows 6"),
        (card(TEXT, refresh={"action": {"type": "Action.Submit"}}), "only Action.Execute refreshes"),
        (
            card(TEXT, refresh={"action": {"type": "Action.Execute", "verb": "r"}, "userIds": ["u"] * 61}),
            "card.refresh.userIds: more than 60",
        ),
        (
            card(TEXT, actions=[{"type": "Action.ShowCard", "title": "x", "card": {"type": "AdaptiveCard", "x": 1}}]),
            "card.actions[0].card: 'x' is not known",
        ),
    ],
)
def test_a_card_with_a_fault_is_told_of_it(wrong, words):
    faults = card_faults(wrong)

    assert any(words in one for one in faults), faults


def citing(*claims, **root):
    held = {"type": "https://schema.org/Message", "@type": "Message", "@context": "https://schema.org", **root}
    return {"type": "message", "text": "Hej [1]", "entities": [held | {"citation": list(claims)}]}


def claim(position=1, **shown):
    appearance = {"@type": "DigitalDocument", "name": "Plan", "abstract": "Så", **shown}
    return {"@type": "Claim", "position": position, "appearance": appearance}


def test_citations_within_the_limits_have_no_fault():
    assert activity_faults(citing(claim(1, name="n" * 80, abstract="a" * 160), claim(2, url="https://x.se/a"))) == []


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (citing(claim(name="n" * 81)), "name of a citation with 81 characters, at most 80"),
        (citing(claim(abstract="a" * 161)), "abstract of a citation with 161 characters, at most 160"),
        (citing(claim(), claim()), "the same position twice"),
        (citing(*(claim(nr) for nr in range(1, 22))), "21 citations, at most 20"),
        (citing(claim(url="file:///etc/passwd")), "url 'file:///etc/passwd' of a citation"),
        (citing(claim(), **{"@type": "Claim"}), "a root entity needs @type Message"),
        ({"type": "message", "text": ""}, "an empty message"),
        ({"type": "message", "text": "x", "channelData": {"feedbackLoop": {"type": "own"}}}, "feedbackLoop"),
        ({"type": "message", "attachments": [{"contentType": "x"}]}, "attachments[0]: 'x' is not known"),
    ],
)
def test_an_activity_with_a_fault_is_told_of_it(wrong, words):
    assert any(words in one for one in activity_faults(wrong)), activity_faults(wrong)


def test_two_root_entities_are_one_too_many():
    twice = citing(claim())
    twice["entities"] *= 2

    assert activity_faults(twice) == ["more than one root Message entity"]


def test_every_address_that_would_be_a_link_and_everybody_who_would_be_notified_is_found():
    shown = card(
        TEXT | {"text": "[här](https://a.se/1) och https://b.se/2"},
        {"type": "Image", "url": "https://a.se/2"},
        {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": "[inte](https://a.se/3)"}]},
        actions=[{"type": "Action.OpenUrl", "title": "x", "url": "https://a.se/4"}],
        msteams={"entities": [{"type": "mention", "text": "<at>A</at>", "mentioned": {"id": "29:1anna"}}]},
    )
    message = Message("a:1", "1", "28:b", 'Se https://a.se/5. ![x](https://a.se/6) <a href="https://a.se/7">x</a>')
    message.attachments = attached(shown)

    assert sorted(message.links) == [f"https://a.se/{nr}" for nr in (1, 2, 4)] + [
        "https://a.se/5.",
        "https://a.se/6",
        "https://a.se/7",
    ]
    assert message.pings == ["29:1anna"]


def test_a_consent_card_is_for_personal_chats_alone():
    asked = {"type": "message", "attachments": [{"contentType": "application/vnd.microsoft.teams.card.file.consent"}]}
    asked["attachments"][0] |= {"name": "a.csv", "content": {"sizeInBytes": 3}}

    assert activity_faults(asked, personal=True) == []
    assert activity_faults(asked, personal=False) == ["attachments[0]: a consent card outside a personal chat"]


def test_a_heavy_card_is_warned_of_and_a_heavier_message_refused():
    world = World("t", "a")
    of = {"type": "message", "attachments": attached(card(TEXT | {"text": "å" * 15_000}), CARD)}

    assert checked(of, world, personal=True) == ["a card of 30092 bytes, more than 28672"]
    of["attachments"] *= 4
    assert weight(of) > 100 * 1024
    with pytest.raises(Refused, match="413 MessageSizeTooBig"):
        checked(of, world, personal=True)


def test_a_mention_must_stand_in_the_text_and_name_somebody():
    world = World("t", "a")
    mention = {"type": "mention", "text": "<at>Bo</at>", "mentioned": {"id": "29:1bo", "name": "Bo"}}

    with pytest.raises(Refused, match="does not stand in the text; a mention of nobody"):
        checked({"type": "message", "text": "Hej", "entities": [mention]}, world, personal=True)
