"""Block Kit validated whole: a message (50 blocks), a modal or a home (100), as strictly as Slack does.

`message_faults` and `view_faults` give Slack's sentences, empty when all is well. Blocks that no part of this project
has use for (video, call, cards, carousels, plans) are refused as unsupported.
"""

import json

from tests.stand_ins.slack.elements import (
    ID,
    IMAGE,
    IN_ACTIONS,
    IN_CONTEXT_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    URL,
)
from tests.stand_ins.slack.rendering import texts
from tests.stand_ins.slack.rules import (
    Reports,
    any_of,
    boolean,
    integer,
    listing,
    one_of,
    shape,
    string,
    text,
    typed,
)

MARKDOWN_IN_ALL = 12_000
MESSAGE_IN_ALL = 13_200  # characters of text, and A_BLOCK for each block: fits every figure in
A_BLOCK = 50  # github.com/slackapi/bolt-js issues 2509 and 2867
TEXT = 40_000
VIEW_BYTES = 250_000

_STYLE = shape({}, dict.fromkeys(("bold", "italic", "strike", "code", "underline", "highlight", "unlink"), boolean))
_LEAF = typed(
    {
        "text": shape({"text": string(13_200)}, {"style": _STYLE}),
        "link": shape({"url": URL}, {"text": string(13_200), "style": _STYLE, "unsafe": boolean}),
        "user": shape({"user_id": ID}, {"style": _STYLE}),
        "channel": shape({"channel_id": ID}, {"style": _STYLE}),
        "usergroup": shape({"usergroup_id": ID}, {"style": _STYLE}),
        "emoji": shape({"name": string(100)}, {"unicode": None, "skin_tone": None, "style": _STYLE}),
        "broadcast": shape({"range": one_of("here", "channel", "everyone")}, {"style": _STYLE}),
        "date": shape({"timestamp": None, "format": string(300)}, {"url": URL, "fallback": None, "style": _STYLE}),
        "color": shape({"value": string(20)}, {"style": _STYLE}),
    }
)
_RUN = shape({"elements": listing(_LEAF, 1000, 0)})
_LIST = shape(
    {"style": one_of("bullet", "ordered"), "elements": listing(typed({"rich_text_section": _RUN}), 1000)},
    {"indent": integer(0, 8), "offset": integer(0, 10_000), "border": integer(0, 1)},
)
_RICH = typed(
    {
        "rich_text_section": _RUN,
        "rich_text_list": _LIST,
        "rich_text_quote": shape({"elements": listing(_LEAF, 1000)}, {"border": integer(0, 1)}),
        "rich_text_preformatted": shape(
            {"elements": listing(_LEAF, 1000)}, {"border": integer(0, 1), "language": string(30)}
        ),
    }
)
_RICH_TEXT = shape({"elements": listing(_RICH, 1000)}, {"block_id": ID})
_CELL = typed({"raw_text": shape({"text": string(3000, 0)}), "rich_text": _RICH_TEXT})
_ID = {"block_id": ID}

_EVERYWHERE = {
    "section": shape(
        {},
        {
            **_ID,
            "text": text(3000),
            "fields": listing(text(2000), 10),
            "accessory": IN_SECTION,
            "expand": boolean,
        },
        any_of("text", "fields"),
    ),
    "header": shape({"text": text(150, "plain_text")}, {**_ID, "level": integer(1, 4)}),
    "divider": shape({}, _ID),
    "context": shape(
        {"elements": listing(typed({"image": IMAGE, "mrkdwn": text(3000), "plain_text": text(3000)}), 10)}, _ID
    ),
    "actions": shape({"elements": listing(IN_ACTIONS, 25)}, _ID),
    "image": shape(
        {"alt_text": string(2000)},
        {**_ID, "image_url": URL, "slack_file": None, "title": text(2000, "plain_text")},
        any_of("image_url", "slack_file"),
    ),
    "rich_text": _RICH_TEXT,
    "input": shape(
        {"label": text(2000, "plain_text"), "element": IN_INPUT},
        {**_ID, "hint": text(2000, "plain_text"), "optional": boolean, "dispatch_action": boolean},
    ),
}
_MESSAGE = {
    **_EVERYWHERE,
    "markdown": shape({"text": string(MARKDOWN_IN_ALL)}, _ID),
    "context_actions": shape({"elements": listing(IN_CONTEXT_ACTIONS, 5)}, _ID),
    "table": shape({"rows": listing(listing(_CELL, 20), 100)}, {**_ID, "column_settings": None}),
}
_MESSAGE_BLOCK, _VIEW_BLOCK = typed(_MESSAGE), typed(_EVERYWHERE)
_METADATA = {"private_metadata": string(3000, 0), "callback_id": string(255, 0), "external_id": string(255, 0)}
_PLAIN_24 = text(24, "plain_text")
_VIEWS = typed(
    {
        "modal": shape(
            {"title": _PLAIN_24, "blocks": listing(_VIEW_BLOCK, 100)},
            {
                **_METADATA,
                "close": _PLAIN_24,
                "submit": _PLAIN_24,
                "clear_on_close": boolean,
                "notify_on_close": boolean,
                "submit_disabled": boolean,
            },
        ),
        "home": shape({"blocks": listing(_VIEW_BLOCK, 100)}, _METADATA),
    }
)


def message_faults(blocks):
    """What is wrong with the blocks of a message, in Slack's words."""
    report = Reports()
    listing(_MESSAGE_BLOCK, 50, 0)(blocks, "/blocks", report)
    if not report:
        _unique(blocks, "/blocks", report)
        if sum(len(one["text"]) for one in blocks if one["type"] == "markdown") > MARKDOWN_IN_ALL:
            report("/blocks", f"markdown blocks must be less than {MARKDOWN_IN_ALL + 1} characters in all")
        if sum(one["type"] == "table" for one in blocks) > 1:
            report("/blocks", "only one table allowed")
    return list(report)


def too_long(blocks):
    """Whether the blocks are more than one message holds: `msg_blocks_too_long`."""
    names = {"type", "block_id", "action_id", "style"}
    written = sum(len(text) for key, text in texts(blocks) if key not in names)
    return written + A_BLOCK * len(blocks) > MESSAGE_IN_ALL


def view_faults(view, kind):
    """What is wrong with a view of this kind (`modal` or `home`), in Slack's words."""
    report = Reports()
    if not isinstance(view, dict) or view.get("type") != kind:
        report("/view/type", f"must be a valid enum value: {kind}")
        return list(report)
    _VIEWS(view, "/view", report)
    if not report:
        _unique(view["blocks"], "/view/blocks", report)
        if kind == "modal" and "submit" not in view and any(one["type"] == "input" for one in view["blocks"]):
            report("/view", "missing required field: submit")
    return list(report)


def _unique(blocks, pointer, report):
    ids = [one["block_id"] for one in blocks if one.get("block_id")]
    if len(ids) != len(set(ids)):
        report(pointer, "block_id already exists")
    for at, one in enumerate(blocks):
        actions = [element["action_id"] for element in elements_of(one) if element.get("action_id")]
        if len(actions) != len(set(actions)):
            report(f"{pointer}/{at}", "action_id already exists")


def elements_of(block):
    """The interactive elements that stand in a block."""
    found = [*(block.get("elements") or ()), block.get("accessory"), block.get("element")]
    static = {"mrkdwn", "plain_text", "image"}
    if block["type"] in {"rich_text", "table"}:
        return []
    return [one for one in found if one and one["type"] not in static]


def with_ids(blocks, new_id):
    """The blocks as Slack keeps them: each with a block_id, each interactive element with an action_id."""
    kept = json.loads(json.dumps(blocks))
    for block in kept:
        block.setdefault("block_id", new_id())
        for element in elements_of(block):
            element.setdefault("action_id", new_id())
    return kept
