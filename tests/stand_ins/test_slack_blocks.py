"""The validator of blocks and views: what Slack refuses is refused, in its words."""

import json

import pytest
from slack_sdk.models import blocks as sdk

from tests.stand_ins.slack import message_faults, too_long, view_faults


def section(text="Hej", **more):
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def plain(text):
    return {"type": "plain_text", "text": text}


def button(text="Ja", **more):
    return {"type": "button", "text": plain(text), **more}


def actions(*elements, **more):
    return {"type": "actions", "elements": list(elements), **more}


def option(text, value=None):
    return {"text": plain(text), "value": value or text}


def field(element, label="Läge", **more):
    return {"type": "input", "label": plain(label), "element": element, **more}


def modal(*blocks, **more):
    return {"type": "modal", "title": plain("Läget"), "submit": plain("Spara"), "blocks": list(blocks), **more}


SELECT = {"type": "static_select", "options": [option("Klar"), option("Pågår")]}

GOOD = [
    [section("a" * 3000)],
    [{"type": "header", "text": plain("a" * 150)}, {"type": "divider"}],
    [{"type": "section", "fields": [{"type": "mrkdwn", "text": "a" * 1000}] * 10}],
    [{"type": "markdown", "text": "a" * 12_000}],
    [actions(*(button(action_id=f"a{nr}", value="v" * 100) for nr in range(25)))],
    [{"type": "context", "elements": [{"type": "mrkdwn", "text": "a"}] * 10}],
    [section(block_id="b" * 255)] * 1,
    [section(accessory=SELECT)],
    [
        {
            "type": "context_actions",
            "elements": [
                {
                    "type": "feedback_buttons",
                    "positive_button": {"text": plain("Bra"), "value": "1"},
                    "negative_button": {"text": plain("Dåligt"), "value": "0"},
                }
            ],
        }
    ],
    [
        {
            "type": "rich_text",
            "elements": [
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "a", "style": {"bold": True}}]},
                {
                    "type": "rich_text_list",
                    "style": "bullet",
                    "elements": [{"type": "rich_text_section", "elements": [{"type": "user", "user_id": "U1"}]}],
                },
            ],
        }
    ],
]
BAD = {
    "a section of 3,001": (
        [section("a" * 3001)],
        "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
    ),
    "an empty section": ([section("")], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    "a section of nothing": ([{"type": "section"}], "missing required field: text [json-pointer:/blocks/0]"),
    "a header of 151": ([{"type": "header", "text": plain("a" * 151)}], "must be less than 151 characters"),
    "a header in mrkdwn": ([{"type": "header", "text": {"type": "mrkdwn", "text": "a"}}], "unsupported type: mrkdwn"),
    "51 blocks": ([section()] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
    "26 buttons": ([actions(*[button()] * 26)], "no more than 25 items allowed"),
    "no buttons": ([actions()], "no fewer than 1 items allowed"),
    "a button of 76": ([actions(button("a" * 76))], "must be less than 76 characters"),
    "a value of 2,001": ([actions(button(value="v" * 2001))], "must be less than 2001 characters"),
    "an address of 3,001": ([actions(button(url="u" * 3001))], "must be less than 3001 characters"),
    "an action_id of 256": ([actions(button(action_id="i" * 256))], "must be less than 256 characters"),
    "a style": ([actions(button(style="green"))], "must be a valid enum value: primary, danger"),
    "two of one action_id": ([actions(button(action_id="a"), button(action_id="a"))], "action_id already exists"),
    "two of one block_id": ([section(block_id="b"), section(block_id="b")], "block_id already exists"),
    "11 fields": ([{"type": "section", "fields": [plain("a")] * 11}], "no more than 10 items allowed"),
    "a field of 2,001": ([{"type": "section", "fields": [plain("a" * 2001)]}], "must be less than 2001 characters"),
    "11 in a context": ([{"type": "context", "elements": [plain("a")] * 11}], "no more than 10 items allowed"),
    "a button in a context": ([{"type": "context", "elements": [button()]}], "unsupported type: button"),
    "markdown of 12,001": ([{"type": "markdown", "text": "a" * 12_001}], "must be less than 12001 characters"),
    "two of 6,001": ([{"type": "markdown", "text": "a" * 6001}] * 2, "markdown blocks must be less than 12001"),
    "emoji in mrkdwn": (
        [{"type": "section", "text": {"type": "mrkdwn", "text": "a", "emoji": True}}],
        "invalid additional property: emoji",
    ),
    "an unknown block": ([{"type": "sektion"}], "unsupported type: sektion [json-pointer:/blocks/0/type]"),
    "an unknown field": ([section(colour="red")], "invalid additional property: colour [json-pointer:/blocks/0]"),
    "an image without words": (
        [{"type": "image", "image_url": "https://a.se/b.png"}],
        "missing required field: alt_text",
    ),
    "101 options": (
        [section(accessory={"type": "static_select", "options": [option(str(nr)) for nr in range(101)]})],
        "no more than 100 items allowed",
    ),
    "an option of 76": ([actions({"type": "static_select", "options": [option("a" * 76, "v")]})], "less than 76"),
    "11 radio buttons": (
        [actions({"type": "radio_buttons", "options": [option(str(nr)) for nr in range(11)]})],
        "no more than 10 items allowed",
    ),
    "an initial option that is not offered": (
        [actions({**SELECT, "initial_option": option("Vilande")})],
        "initial_option must match an option exactly",
    ),
    "two options of one value": (
        [actions({"type": "static_select", "options": [option("Ja", "1"), option("Nej", "1")]})],
        "option values must be unique",
    ),
    "feedback of one side": (
        [
            {
                "type": "context_actions",
                "elements": [
                    {"type": "feedback_buttons", "positive_button": {"text": plain("Bra"), "value": "1"}},
                ],
            }
        ],
        "missing required field: negative_button",
    ),
}
BAD_VIEWS = {
    "a title of 25": (modal(section(), title=plain("a" * 25)), "must be less than 25 characters"),
    "a submit of 25": (modal(section(), submit=plain("a" * 25)), "must be less than 25 characters"),
    "no title": ({"type": "modal", "blocks": [section()]}, "missing required field: title [json-pointer:/view]"),
    "no blocks": (modal(), "no fewer than 1 items allowed"),
    "101 blocks": (modal(*[section()] * 101), "no more than 100 items allowed [json-pointer:/view/blocks]"),
    "metadata of 3,001": (modal(section(), private_metadata="a" * 3001), "must be less than 3001 characters"),
    "fields and no submit": (
        {"type": "modal", "title": plain("Läget"), "blocks": [field(SELECT)]},
        "missing required field: submit",
    ),
    "feedback in a modal": (modal({"type": "context_actions", "elements": []}), "unsupported type: context_actions"),
    "markdown in a modal": (modal({"type": "markdown", "text": "a"}), "unsupported type: markdown"),
    "too much filled in": (
        modal(field({"type": "plain_text_input", "max_length": 3, "initial_value": "abcd"})),
        "must be less than 4 characters",
    ),
    "a max_length of 3,001": (modal(field({"type": "plain_text_input", "max_length": 3001})), "from 1 to 3000"),
    "a number without decimals": (
        modal(field({"type": "number_input", "is_decimal_allowed": False, "initial_value": "1.5"})),
        "decimals are not allowed",
    ),
    "no such date": (modal(field({"type": "datepicker", "initial_date": "2027-02-30"})), "must be a date"),
    "a label of 2,001": (modal(field(SELECT, "a" * 2001)), "must be less than 2001 characters"),
    "a button as a field": (modal(field(button())), "unsupported type: button"),
}


@pytest.mark.parametrize("blocks", GOOD, ids=lambda blocks: blocks[0]["type"])
def test_what_slack_takes_is_taken(blocks):
    assert message_faults(blocks) == []


@pytest.mark.parametrize(("blocks", "sentence"), BAD.values(), ids=BAD.keys())
def test_what_slack_refuses_is_refused_in_its_words(blocks, sentence):
    assert any(sentence in one for one in message_faults(blocks)), message_faults(blocks)


@pytest.mark.parametrize(("view", "sentence"), BAD_VIEWS.values(), ids=BAD_VIEWS.keys())
def test_views_that_slack_refuses_are_refused(view, sentence):
    assert any(sentence in one for one in view_faults(view, "modal")), view_faults(view, "modal")


def test_a_whole_form_passes():
    view = modal(
        section("Åtgärd *12*"),
        field({**SELECT, "initial_option": option("Klar")}, block_id="state"),
        field({"type": "plain_text_input", "multiline": True, "max_length": 3000}, "Vad har gjorts?", optional=True),
        field({"type": "number_input", "is_decimal_allowed": True, "initial_value": "3.5", "min_value": "0"}, "Utfall"),
        field({"type": "datepicker", "initial_date": "2027-02-28"}, "Klart"),
        field({"type": "checkboxes", "options": [option("A"), option("B")]}, "Etapper", optional=True),
        close=plain("Avbryt"),
        private_metadata="x" * 3000,
        notify_on_close=True,
    )

    assert view_faults(view, "modal") == []


def test_a_home_is_no_modal():
    home = {"type": "home", "blocks": [section()]}

    assert view_faults(home, "home") == []
    assert view_faults(home, "modal") == ["must be a valid enum value: modal [json-pointer:/view/type]"]


def test_blocks_that_the_sdk_builds_are_understood():
    built = [
        sdk.SectionBlock(text="Hej", accessory=sdk.ButtonElement(text="Ja", action_id="a", value="1")),
        sdk.ActionsBlock(elements=[sdk.DatePickerElement(action_id="d", initial_date="2027-01-01")]),
        sdk.ContextBlock(elements=[sdk.PlainTextObject(text="Källa 1")]),
        sdk.MarkdownBlock(text="**Hej**"),
    ]

    assert message_faults(json.loads(json.dumps([one.to_dict() for one in built]))) == []


@pytest.mark.parametrize(("texts", "refused"), [([4649, 28], False), ([9597, 50], False), ([11_341, 45], True)])
def test_messages_are_too_long_where_people_measured_it(texts, refused):
    written, count = texts
    blocks = [section("a" * (written // count))] * count

    assert too_long(blocks) is refused
