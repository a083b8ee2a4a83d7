"""The Web API as the real slack_sdk meets it, synchronous and asynchronous."""

from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from tests.stand_ins.refusals import refused

MODAL = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Läget"},
    "blocks": [{"type": "divider"}],
}
BUTTONS = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "Klart?"}},
    {
        "type": "actions",
        "elements": [{"type": "button", "text": {"type": "plain_text", "text": "Ja"}, "action_id": "y"}],
    },
]


def test_scopes_are_told_in_a_header(client, slack):
    answer = client.auth_test()

    assert answer["bot_id"] == "B0BOT"
    assert set(answer.headers["x-oauth-scopes"].split(",")) == slack.app.scopes


def test_a_missing_scope_is_named(client, slack, anna):
    slack.app.scopes -= {"chat:write"}

    answer = refused(client.chat_postMessage, channel=anna.id, text="Hej")

    assert answer["error"] == "missing_scope"
    assert answer["needed"] == "chat:write"
    assert "users:read" in answer["provided"]


def test_tokens_are_told_apart(slack):
    def error(token, method="auth_test", **arguments):
        return refused(getattr(WebClient(token=token, base_url=slack.api), method), **arguments)["error"]

    assert error(None) == "not_authed"
    assert error("xoxb-other") == "invalid_auth"
    assert error(slack.app_token) == "not_allowed_token_type"
    slack.app.wrong = "token_revoked"
    assert error(slack.token) == "token_revoked"


def test_places_are_kept_apart(client, slack, anna, plan):
    closed = slack.world.channel("stängd", [anna], kind="private", with_app=False)
    open_ = slack.world.channel("öppen", [anna], with_app=False)
    old = slack.world.channel("gammal", [anna], archived=True)
    bert = slack.person("Bert Ek", "bert@kommun.se", deleted=True)
    other = slack.person("Robot", is_bot=True)

    errors = {
        name: refused(client.chat_postMessage, channel=name, text="Hej")["error"]
        for name in (closed.id, open_.id, old.id, "CNOWHERE", bert.id)
    }

    assert list(errors.values()) == [
        "channel_not_found",
        "not_in_channel",
        "is_archived",
        "channel_not_found",
        "channel_not_found",
    ]
    assert refused(client.conversations_open, users=bert.id)["error"] == "user_disabled"
    assert refused(client.conversations_open, users=other.id)["error"] == "cannot_dm_bot"
    assert refused(client.conversations_open, users="UNOBODY")["error"] == "user_not_found"
    assert refused(client.chat_postEphemeral, channel=plan.id, user=bert.id, text="x")["error"] == "user_not_in_channel"
    assert slack.world.said() == []


def test_messages_are_posted_changed_answered_and_taken_away(client, slack, anna, plan):
    first = client.chat_postMessage(channel=plan.id, text="Klart?", blocks=BUTTONS, unfurl_links=False)
    client.chat_postMessage(channel=plan.id, text="Svar <@UANNA> &amp; mer", thread_ts=first["ts"])
    client.chat_postEphemeral(channel=plan.id, user=anna.id, text="Bara du")
    gone = client.chat_postMessage(channel=plan.id, text="Fel")
    client.chat_update(channel=plan.id, ts=first["ts"], text="Tack", blocks=BUTTONS[:1])
    client.chat_delete(channel=plan.id, ts=gone["ts"])

    assert slack.world.shown(plan, anna) == (
        "Handslag (edited): Klart?\n    Handslag: Svar @Anna Berg & mer\nHandslag (only for Anna Berg): Bara du"
    )
    assert slack.world.shown(plan).count("\n") == 1
    message = slack.world.said(plan)[0]
    assert (message.unfurl_links, message.unfurl_media) == (False, None)
    assert message.earlier[0][0] == "Klart?"
    assert slack.world.said(plan)[1].pings == ["UANNA"]
    assert (
        "p" + first["ts"].replace(".", "")
        in client.chat_getPermalink(channel=plan.id, message_ts=first["ts"])["permalink"]
    )
    assert [one["text"] for one in client.conversations_replies(channel=plan.id, ts=first["ts"])["messages"]] == [
        "Tack",
        "Svar <@UANNA> &amp; mer",
    ]
    assert [one["text"] for one in client.conversations_history(channel=plan.id)["messages"]] == ["Tack"]


def test_only_what_is_there_and_own_can_be_changed(client, anna, plan):
    hers = anna.says_in(plan, "Hej")
    reply = client.chat_postMessage(channel=plan.id, text="Svar", thread_ts=hers.ts)

    assert refused(client.chat_update, channel=plan.id, ts=hers.ts, text="x")["error"] == "cant_update_message"
    assert refused(client.chat_delete, channel=plan.id, ts=hers.ts)["error"] == "cant_delete_message"
    assert refused(client.chat_update, channel=plan.id, ts="1.000000", text="x")["error"] == "message_not_found"
    assert refused(client.api_call, api_method="chat.postMessage", json={"channel": plan.id})["error"] == "no_text"
    nowhere = refused(client.chat_postMessage, channel=plan.id, text="x", thread_ts="1.000000")
    assert nowhere["error"] == "thread_not_found"
    deeper = refused(client.chat_postMessage, channel=plan.id, text="x", thread_ts=reply["ts"])
    assert deeper["error"] == "cannot_reply_to_message"


def test_blocks_are_refused_with_the_place(client, slack, plan):
    answer = refused(client.chat_postMessage, channel=plan.id, text="x", blocks=[{"type": "section"}])
    long = [{"type": "section", "text": {"type": "mrkdwn", "text": "a" * 2990}} for _ in range(5)]

    assert answer["error"] == "invalid_blocks"
    assert answer["response_metadata"]["messages"] == ["[ERROR] missing required field: text [json-pointer:/blocks/0]"]
    assert refused(client.chat_postMessage, channel=plan.id, text="x", blocks=long)["error"] == "msg_blocks_too_long"
    assert refused(client.chat_postMessage, channel=plan.id, text="x" * 40_001)["error"] == "msg_too_long"
    assert slack.world.said(plan) == []


def test_people_are_shown_with_what_the_scopes_allow(client, slack, anna):
    slack.person("Gäst Ek", "gast@annan.se", is_ultra_restricted=True)
    far = slack.person("Far Away", "far@away.se", team="T2")

    assert client.users_info(user=anna.id, include_locale=True)["user"]["locale"] == "sv-SE"
    assert client.users_info(user=anna.id)["user"]["profile"]["email"] == "anna@kommun.se"
    assert client.users_info(user="UGAST")["user"]["is_ultra_restricted"] is True
    stranger = client.users_info(user=far.id)["user"]
    assert (stranger["team_id"], stranger["is_stranger"], "email" in stranger["profile"]) == ("T2", True, False)
    assert client.users_lookupByEmail(email="ANNA@kommun.se")["user"]["id"] == anna.id
    assert refused(client.users_lookupByEmail, email="far@away.se")["error"] == "users_not_found"
    slack.app.scopes -= {"users:read.email"}
    assert "email" not in client.users_info(user=anna.id)["user"]["profile"]


def test_members_come_in_pages(client, slack, anna, plan):
    plan.members |= {slack.person(f"Person{nr}").id for nr in range(4)}

    sizes = [len(page["members"]) for page in client.conversations_members(channel=plan.id, limit=4)]

    assert sizes == [4, 2]
    assert client.conversations_info(channel=anna.dm.id)["channel"]["user"] == anna.id


def test_files_go_up_in_three_steps(client, slack, anna):
    place = client.conversations_open(users=anna.id)["channel"]["id"]

    client.files_upload_v2(channel=place, filename="lage.docx", content=b"PK" * 500, initial_comment="Här är den")

    assert anna.sees() == "Handslag:\n  Här är den\n  [file: lage.docx]"
    (file,) = slack.world.files.values()
    assert (len(file.content), file.shared_in) == (1000, [place])
    again = refused(client.files_completeUploadExternal, files=[{"id": file.id, "title": "x"}], channel_id=place)
    assert again["error"] == "file_update_failed"


def test_answers_can_be_streamed(client, slack, anna, plan):
    asked = anna.says("Vad gäller?")

    stream = client.chat_stream(channel=anna.dm.id, thread_ts=asked.ts, buffer_size=1)
    stream.append(markdown_text="Det **gäller** ")
    stream.append(markdown_text="detta.")
    busy = refused(client.chat_update, channel=anna.dm.id, ts=stream.ts, text="x")
    stream.stop(blocks=BUTTONS[1:])

    assert busy["error"] == "streaming_state_conflict"
    assert slack.world.said(anna.dm)[0].shown == "Det **gäller** detta.\n[Ja]"
    over = refused(client.chat_appendStream, channel=anna.dm.id, ts=stream.ts, markdown_text="mer")
    assert over["error"] == "message_not_in_streaming_state"
    in_channel = refused(client.chat_startStream, channel=plan.id, thread_ts=anna.says_in(plan, "Hej").ts)
    assert in_channel["error"] == "missing_recipient_team_id"


def test_a_sign_of_life_goes_when_the_answer_comes(client, slack, anna):
    asked = anna.says("Vad gäller?")

    client.assistant_threads_setStatus(channel_id=anna.dm.id, thread_ts=asked.ts, status="läser …")
    client.agents_sessions_setStatus(channel_id=anna.dm.id, thread_ts=asked.ts, status="processing")
    seen = dict(slack.world.statuses)
    client.chat_postMessage(channel=anna.dm.id, thread_ts=asked.ts, text="Detta.")

    assert seen == {(anna.dm.id, asked.ts): "läser …"}
    assert slack.world.statuses == {}
    assert slack.world.sessions == {(anna.dm.id, asked.ts): "processing"}


def test_a_trigger_counts_once_and_for_three_seconds(client, slack, anna):
    trigger, old = slack.trigger(anna.id), slack.trigger(anna.id)

    client.views_open(trigger_id=trigger, view=MODAL)
    slack.passes(3.1)

    assert refused(client.views_open, trigger_id=trigger, view=MODAL)["error"] == "exchanged_trigger_id"
    assert refused(client.views_open, trigger_id=old, view=MODAL)["error"] == "expired_trigger_id"
    assert refused(client.views_open, trigger_id="x", view=MODAL)["error"] == "invalid_trigger_id"


def test_views_are_stacked_and_changed_by_who_knows_their_hash(client, slack, anna):
    first = client.views_open(trigger_id=slack.trigger(anna.id), view=MODAL)["view"]
    second = client.views_push(trigger_id=slack.trigger(anna.id), view=MODAL)["view"]
    client.views_push(trigger_id=slack.trigger(anna.id), view=MODAL)
    deep = refused(client.views_push, trigger_id=slack.trigger(anna.id), view=MODAL)
    newer = client.views_update(view_id=first["id"], hash=first["hash"], view=MODAL)["view"]

    stale = refused(client.views_update, view_id=first["id"], hash=first["hash"], view=MODAL)

    assert deep["error"] == "push_limit_reached"
    assert (second["root_view_id"], second["previous_view_id"]) == (first["id"], first["id"])
    assert newer["hash"] != first["hash"]
    assert stale["error"] == "hash_conflict"
    wrong = refused(client.views_update, view_id=first["id"], view={**MODAL, "blocks": []})
    assert wrong["error"] == "invalid_arguments"
    assert "json-pointer:/view/blocks" in wrong["response_metadata"]["messages"][0]


def test_a_home_is_published_for_one_person(client, anna):
    home = {"type": "home", "blocks": BUTTONS}

    view = client.views_publish(user_id=anna.id, view=home)["view"]
    client.views_publish(user_id=anna.id, view=home, hash=view["hash"])

    assert anna.home == "Klart?\n[Ja]"
    assert refused(client.views_publish, user_id=anna.id, view=home, hash=view["hash"])["error"] == "hash_conflict"


def test_a_response_url_takes_five_posts_in_half_an_hour(slack, anna, plan):
    address, old = slack.hooks.new(plan.id, anna.id), slack.hooks.new(plan.id, anna.id)
    hook = WebhookClient(address)

    statuses = [hook.send(text=f"nr {nr}").status_code for nr in range(6)]
    slack.passes(1801)
    late = WebhookClient(old).send(text="sent")

    assert statuses == [200] * 5 + [404]
    assert "expired_url" in late.body
    assert [one.only_for for one in slack.world.said(plan)] == [anna.id] * 5


def test_links_and_pings_of_a_message_are_found(client, slack, plan):
    client.chat_postMessage(
        channel=plan.id,
        text="<!channel> <@UANNA>",
        blocks=[
            {"type": "section", "text": {"type": "mrkdwn", "text": "<https://a.se|A> &lt;@U2&gt; http://b.se/x"}},
            {"type": "markdown", "text": "[C](https://c.se) `<!here>`"},
            {"type": "section", "text": {"type": "plain_text", "text": "https://not.a.link <!everyone>"}},
        ],
    )

    message = slack.world.said(plan)[0]

    assert sorted(message.links) == ["http://b.se/x", "https://a.se", "https://c.se"]
    assert message.pings == ["channel", "UANNA", "here"]
