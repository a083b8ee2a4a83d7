"""Each way a call to Slack can go, and what is made of it: sent once, shown as unknown, later, or not at all."""

import json

import pytest

from bot.platforms.base import Delivery, FileOut, Outgoing, Reply
from bot.platforms.heard import Said, Sender, Where
from bot.platforms.slack.direct_posts import DirectPosts
from bot.platforms.slack.platform import Slack
from bot.platforms.slack.sending import Sending
from plans.model import Person
from tests.stand_ins.slack import stand_in

SAID = {"text": "Hej", "blocks": [], "unfurl_links": False, "unfurl_media": False}


@pytest.fixture
def slack():
    with stand_in() as workspace:
        yield workspace


@pytest.fixture
def anna(slack):
    return slack.person("Anna Berg", "anna@kommun.se")


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def sending(slack, clock):
    return Sending(slack.token, slack.api, clock=clock)


@pytest.fixture
def senders(slack, sending, clock):
    """One that waits for a busy machine, and one that gives up soon, for a Slack that hangs."""
    return sending, Sending(slack.token, slack.api, seconds=0.3, clock=clock)


def post(channel, **more):
    payload = {"channel": channel, **SAID, **more}
    return Outgoing(operation="chat.postMessage", tenant="T1", conversation=channel, payload=payload)


def outcome(sent):
    return sent.delivery, sent.reason


def test_a_message_arrives_and_its_id_is_known(slack, anna, sending):
    sent = sending.make(post(anna.id))

    (message,) = slack.world.said()
    assert (sent.delivery, sent.ref) == (Delivery.SENT, message.ts)
    assert (message.unfurl_links, message.unfurl_media) == (False, False)


def test_a_rate_limit_is_waited_out_as_long_as_slack_says(slack, anna, sending):
    slack.faults("chat.postMessage", "ratelimited", retry_after=7)

    sent = sending.make(post(anna.id))

    assert (sent.delivery, sent.wait, slack.world.said()) == (Delivery.LATER, 7.0, [])


@pytest.mark.parametrize("way", ["5xx", "drop", "hang"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_message_that_may_have_arrived_is_unknown_and_was_sent_once_at_the_most(slack, anna, senders, way, when):
    slack.faults("chat.postMessage", f"{way}_{when}")

    sent = senders[way == "hang"].make(post(anna.id))
    slack.until(lambda: slack.calls and len(slack.world.said()) >= (when == "after"))  # given up, it may come still

    assert outcome(sent) == (Delivery.UNKNOWN, "http_503" if way == "5xx" else "no_answer")
    assert len(slack.answers("chat.postMessage")) == 1
    assert len(slack.world.said()) == (when == "after")


def test_where_nobody_answers_nothing_was_taken():
    sent = Sending("xoxb-1", "http://127.0.0.1:9/api/").make(post("D1"))

    assert outcome(sent) == (Delivery.LATER, "unreachable")


@pytest.mark.parametrize("how", ["internal_error", "fatal_error"])
def test_a_breakdown_in_the_middle_is_unknown(slack, anna, sending, how):
    slack.faults("chat.postMessage", how)

    assert outcome(sending.make(post(anna.id))) == (Delivery.UNKNOWN, how)


@pytest.mark.parametrize(
    ("reason", "unreachable"),
    [
        ("not_in_channel", False),
        ("is_archived", False),
        ("restricted_action", False),
        ("user_not_found", True),
        ("cannot_dm_bot", True),
        ("user_disabled", True),
    ],
)
def test_a_refusal_is_final_and_tells_whether_the_person_is_out_of_reach(slack, anna, sending, reason, unreachable):
    slack.faults("chat.postMessage", reason)

    sent = sending.make(post(anna.id))

    assert (sent.delivery, sent.reason, sent.unreachable) == (Delivery.FAILED, reason, unreachable)


@pytest.mark.parametrize(("place", "unreachable"), [("DGONE", True), ("CGONE", False)])
def test_a_conversation_that_is_gone_is_a_person_out_of_reach_but_a_channel_is_none(sending, place, unreachable):
    sent = sending.make(post(place))

    assert (sent.delivery, sent.reason, sent.unreachable) == (Delivery.FAILED, "channel_not_found", unreachable)


@pytest.mark.parametrize("reason", ["token_revoked", "account_inactive", "invalid_auth", "missing_scope"])
def test_while_slack_lets_us_do_nothing_it_is_asked_once_a_minute_and_nothing_is_lost(
    slack, anna, sending, clock, reason
):
    with slack.faults.on("*", reason):
        first = sending.make(post(anna.id))
        calls = len(slack.calls)
        held = [sending.make(post(anna.id)) for _ in range(5)]
        assert len(slack.calls) == calls
        clock.now = 61
        with slack.faults.on("auth.test", "account_inactive"):
            again = sending.make(post(anna.id))
        assert [call.method for call in slack.calls[calls:]] == ["auth.test"]

    assert {sent.delivery for sent in (first, *held, again)} == {Delivery.LATER}
    assert sending.fault
    clock.now = 122
    assert sending.make(post(anna.id)).delivery is Delivery.SENT
    assert sending.fault == ""


def test_an_app_that_was_said_to_be_taken_out_is_asked_for_before_anything_is_sent(slack, anna, sending):
    sending.doubt("app_uninstalled")

    sent = sending.make(post(anna.id))

    assert [call.method for call in slack.calls] == ["auth.test", "chat.postMessage"]
    assert (sent.delivery, sending.fault) == (Delivery.SENT, "")


def test_that_the_app_is_back_is_found_out_though_nothing_waits_to_be_sent(slack, anna, sending, clock):
    with slack.faults.on("*", "account_inactive"):
        sending.make(post(anna.id))
    found = sending.fault
    clock.now = 61  # From here it may be asked for at any moment, by a thread of its own.

    assert found == "account_inactive"
    slack.until(lambda: not sending.fault)
    assert slack.answers() == [("chat.postMessage", "account_inactive"), ("auth.test", "ok")]


def test_an_edit_whose_end_is_unknown_is_made_again_for_it_does_the_same_once_more(slack, anna, sending):
    ref = sending.make(post(anna.id)).ref
    slack.faults("chat.update", "5xx_after")
    (message,) = slack.world.said()
    edit = Outgoing(
        operation="chat.update",
        tenant="T1",
        conversation=message.channel,
        payload={**SAID, "channel": message.channel, "ts": ref, "text": "Nytt"},
    )

    assert sending.make(edit).delivery is Delivery.LATER
    assert sending.make(edit).delivery is Delivery.SENT
    assert [one.text for one in slack.world.said()] == ["Nytt"]


def test_what_was_to_be_edited_and_is_gone_is_said_anew(slack, anna, sending):
    edit = Outgoing(
        operation="chat.update",
        tenant="T1",
        conversation=anna.dm.id,
        payload={**SAID, "channel": anna.dm.id, "ts": "1.000001", "text": "Kvitto"},
    )

    assert sending.make(edit).delivery is Delivery.SENT
    assert [one.text for one in slack.world.said()] == ["Kvitto"]


def test_a_home_view_takes_the_place_of_another_that_came_between(slack, anna, sending):
    view = {"type": "home", "blocks": [{"type": "divider"}]}
    payload = {"user_id": anna.id, "view": view}
    sending.call("views.publish", payload)

    sent = sending.make(
        Outgoing(operation="views.publish", tenant="T1", conversation="home", payload={**payload, "hash": "old"})
    )

    assert sent.delivery is Delivery.SENT


def test_an_answer_to_a_command_is_seen_by_its_giver_alone(slack, anna, sending):
    plan = slack.world.channel("planen", [anna])
    url = slack.hooks.new(plan.id, anna.id)

    sent = sending.make(response(url, anna))

    (message,) = slack.world.said(plan)
    assert (sent.delivery, message.only_for) == (Delivery.SENT, anna.id)


def test_an_answer_that_comes_too_late_for_its_command_goes_to_its_giver_and_not_to_the_channel(slack, anna, sending):
    plan = slack.world.channel("planen", [anna])
    url = slack.hooks.new(plan.id, anna.id)
    slack.passes(1_900)

    sent = sending.make(response(url, anna))

    assert sent.delivery is Delivery.SENT
    assert slack.world.said(plan) == []
    assert [one.channel for one in slack.world.said()] == [anna.dm.id]


@pytest.mark.parametrize("way", ["5xx_before", "5xx_after", "drop_after", "hang_after"])
def test_an_answer_to_a_command_whose_end_is_unknown_is_not_given_twice(slack, anna, senders, way):
    plan = slack.world.channel("planen", [anna])
    slack.faults("response_url", way)

    sent = senders["hang" in way].make(response(slack.hooks.new(plan.id, anna.id), anna))
    slack.until(lambda: slack.calls and len(slack.world.said()) >= ("after" in way))

    assert sent.delivery is Delivery.UNKNOWN
    assert len(slack.world.said()) == ("after" in way)


@pytest.mark.parametrize(
    "url",
    [
        "https://hooks.slack.com.evil.example/commands/1",
        "http://hooks.slack.com/commands/1",
        "https://hooks.slack.com@evil.example/",
        "https://hooks.slack.com:8443/x",
        "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "https://slack.com/api/",
        "",
    ],
)
def test_no_address_but_slacks_own_is_called(url):
    posts = DirectPosts("https://slack.com/api/", 1)

    assert outcome(posts.post(url, b"{}", "application/json", ("hooks.slack.com",))) == (
        Delivery.FAILED,
        "refused_address",
    )


def test_a_stand_in_is_called_on_its_own_host_alone(slack):
    posts = DirectPosts(slack.api, 1)

    sent = posts.post("http://127.0.0.1:1/hooks/1", b"{}", "application/json", ("hooks.slack.com",))

    assert sent.reason == "refused_address"


def response(url, anna):
    payload = {"url": url, "user": anna.id, "response_type": "ephemeral", "text": "Svar", "blocks": []}
    return Outgoing(operation="response_url", tenant="T1", conversation=f"alone:{anna.id}", payload=payload)


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "outgoing" / "2027"
    folder.mkdir(parents=True)
    found = []
    for name in ("sammanfattning.docx", "sammanfattning.md"):
        (folder / name).write_text(f"innehåll i {name}", encoding="utf-8")
        found.append(FileOut(name=name, title=f"Sammanfattning {name}", path=str(folder / name)))
    return tuple(found)


def upload(slack, sending, anna, files):
    platform = Slack(sending, "sv")
    where = Where(platform="slack", tenant="T1", conversation=anna.dm.id)
    heard = Said(key="k", sender=Sender("slack", "T1", anna.id), where=where, at=None, text="sammanfattning")
    (_, call) = platform.write(Reply("Här är den.", files=files), heard, "sv")
    return platform.send(Outgoing(**json.loads(json.dumps(vars_of(call)))))


def vars_of(call):
    return {name: getattr(call, name) for name in ("operation", "tenant", "conversation", "payload")}


def test_files_are_handed_over_in_one_message_and_not_kept(slack, sending, anna, files, tmp_path):
    sent = upload(slack, sending, anna, files)

    (message,) = slack.world.said()
    assert sent.delivery is Delivery.SENT
    assert [file["title"] for file in message.files] == [file.title for file in files]
    assert {file.content.decode() for file in slack.world.files.values()} == {f"innehåll i {one.name}" for one in files}
    assert not (tmp_path / "outgoing" / "2027").exists()


@pytest.mark.parametrize("where", ["files.getUploadURLExternal", "upload"])
def test_files_that_nobody_has_seen_yet_are_handed_over_later(slack, sending, anna, files, where):
    slack.faults(where, "5xx_after")

    assert upload(slack, sending, anna, files).delivery is Delivery.LATER
    assert upload(slack, sending, anna, files).delivery is Delivery.SENT
    assert len(slack.world.said()) == 1


def test_files_that_may_have_been_shown_are_not_handed_over_again(slack, sending, anna, files):
    slack.faults("files.completeUploadExternal", "5xx_after")

    assert upload(slack, sending, anna, files).delivery is Delivery.UNKNOWN
    assert len(slack.world.said()) == 1


def test_a_file_that_is_gone_is_said_to_be(slack, sending, anna, files, tmp_path):
    (tmp_path / "outgoing" / "2027" / "sammanfattning.md").unlink()

    assert outcome(upload(slack, sending, anna, files)) == (Delivery.FAILED, "file_gone")


def test_somebody_is_written_to_first_in_a_conversation_that_is_opened_for_it(slack, sending, anna):
    sent = Slack(sending, "sv").deliver(Person(address="anna@kommun.se", slack=f"T1:{anna.id}"), Reply("Hej Anna"))

    assert sent.delivery is Delivery.SENT
    assert "Hej Anna" in anna.sees()


@pytest.mark.parametrize(
    ("marks", "reason"),
    [({"deleted": True}, "user_disabled"), ({"is_bot": True}, "cannot_dm_bot")],
)
def test_somebody_who_cannot_be_written_to_is_out_of_reach(slack, sending, marks, reason):
    gone = slack.person("Gun Ek", "gun@kommun.se", **marks)

    sent = Slack(sending, "sv").deliver(Person(address="gun@kommun.se", slack=gone.id), Reply("Hej"))

    assert (sent.delivery, sent.reason, sent.unreachable) == (Delivery.FAILED, reason, True)


@pytest.mark.parametrize("way", ["5xx_before", "5xx_after", "hang_before", "drop_after"])
def test_nobody_was_written_to_when_their_conversation_was_not_opened(slack, senders, anna, way):
    slack.faults("conversations.open", way)
    person = Person(address="anna@kommun.se", slack=anna.id)

    sent = Slack(senders["hang" in way], "sv").deliver(person, Reply("Hej"))

    assert sent.delivery is Delivery.LATER
    assert slack.world.said() == []


def test_a_profile_tells_the_language_and_who_may_not_link_themselves(slack, sending, anna):
    platform = Slack(sending, "sv")
    guest = slack.person("Gäst Ek", "gast@annan.se", is_restricted=True, locale="en-GB")

    own, other = (platform.profile(Sender("slack", "T1", one.id)) for one in (anna, guest))

    assert (own.email, own.language, own.may_link) == ("anna@kommun.se", "sv", True)
    assert (other.language, other.may_link) == ("en", False)
    assert platform.profile(Sender("slack", "T1", "UNOBODY")).is_gone
    slack.faults("users.info", "missing_scope")
    assert platform.profile(Sender("slack", "T1", anna.id)) is None


def test_a_file_that_somebody_sent_is_fetched_when_it_is_not_too_large(slack, sending, anna):
    anna.uploads("bevis.txt", b"tre ovningar", "här")
    (file_id,) = slack.world.files

    assert sending.fetch(file_id, 100) == b"tre ovningar"
    assert sending.fetch(file_id, 5) is None
    assert sending.fetch("FNONE", 100) is None


def test_the_page_to_log_in_on_is_not_taken_for_a_file(slack, sending, anna):
    anna.uploads("bevis.txt", b"tre ovningar", "här")
    (file_id,) = slack.world.files
    url = f"{slack.url}files-pri/{file_id}/bevis.txt"

    assert DirectPosts(slack.api, 1).get(url, "xoxb-wrong", 12, ()) is None


def test_a_token_goes_to_slacks_own_host_alone():
    posts = DirectPosts("https://slack.com/api/", 1)

    assert posts.get("https://files.slack.com.evil.example/1", "xoxb-1", 12, ("files.slack.com",)) is None
