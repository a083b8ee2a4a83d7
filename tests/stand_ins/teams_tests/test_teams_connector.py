"""What the connector takes and refuses, asked by Microsoft's own SDK."""

import httpx
import pytest
from httpx import HTTPStatusError, ReadTimeout
from microsoft_teams.api import Account, CitationAppearance, MessageActivityInput
from microsoft_teams.api.clients.conversation.params import CreateConversationParams
from microsoft_teams.apps.utils.thread import to_threaded_conversation_id

from tests.stand_ins.teams import guid
from tests.stand_ins.teams_app import attached, words_card


def refused(bare, work):
    """(status, code) of a call that is refused."""
    with pytest.raises(HTTPStatusError) as caught:
        bare.run(work)
    response = caught.value.response
    return response.status_code, response.json()["error"]["code"]


def test_a_message_is_sent_edited_and_taken_away_without_having_been_asked(bare, anna):
    sent = bare.run(bare.app.send(anna.chat.id, "Hej"))
    edit = MessageActivityInput(text="Hej igen").with_id(sent.id)
    bare.run(bare.app.send(anna.chat.id, edit))

    assert anna.sees() == "Handslag (edited): Hej igen"
    assert anna.got()[0].earlier == [("Hej", [])]
    bare.run(bare.app.api.conversations.delete_activity(anna.chat.id, sent.id))
    assert anna.sees() == ""


def test_a_personal_chat_is_made_for_whom_the_app_is_installed_alone(bare, teams, anna):
    bo = teams.person("Bo Ek", installed=False)

    def create(user, tenant=""):
        params = CreateConversationParams(members=[Account(id=user.id)], tenant_id=tenant or teams.tenant)
        return bare.app.api.conversations.create(params)

    assert bare.run(create(anna)).id == bare.run(create(anna)).id == anna.chat.id
    assert refused(bare, create(bo)) == (403, "NotEnoughPermissions")
    assert refused(bare, create(anna, tenant=guid("annan"))) == (400, "BadArgument")


def test_a_thread_is_begun_and_answered_in_a_channel(bare, teams, anna, plan):
    begun = bare.run(bare.app.send(plan.id, "Läget"))
    bare.run(bare.app.send(to_threaded_conversation_id(plan.id, begun.id), "Mer"))

    assert anna.sees(plan) == "Handslag: Läget\n  Handslag: Mer"
    lost = to_threaded_conversation_id(plan.id, "17")
    assert refused(bare, bare.app.send(lost, "x")) == (404, "ActivityNotFoundInConversation")


def test_members_are_told_of_with_their_marks(bare, teams, anna, plan):
    guest = teams.person("Gun Ek", "gun@annat.se", is_guest=True)
    guest.user.email = ""
    guest.joins(plan)

    members = {one.id: one for one in bare.run(bare.app.api.conversations.get_members(plan.id))}
    paged = bare.run(bare.app.api.conversations.get_paged_members(plan.id, 50))
    by_aad = bare.run(bare.app.api.conversations.get_member_by_id(anna.chat.id, anna.user.aad))

    assert members[anna.id].email == by_aad.email == "anna@kommun.se"
    assert (members[guest.id].user_role, members[guest.id].email) == ("guest", None)
    assert "#EXT#" in members[guest.id].user_principal_name
    assert {one.id for one in paged.members} == set(members)
    anna.leaves_organisation()
    work = bare.app.api.conversations.get_member_by_id(plan.id, anna.id)
    assert refused(bare, work) == (404, "MemberNotFoundInConversation")


def test_a_team_tells_of_itself_and_its_channels(bare, teams, anna, plan):
    team = bare.run(bare.app.api.teams.get_by_id(plan.team))
    channels = bare.run(bare.app.api.teams.get_conversations(plan.team))

    assert (team.name, team.member_count, team.channel_count) == ("Styrgruppen", 1, 2)
    assert [one.id for one in channels] == [plan.team, plan.id]


def test_where_the_app_is_not_it_cannot_write(bare, teams, anna, plan):
    bo = teams.person("Bo Ek", "bo@kommun.se")
    away = teams.person("Eva Alm", tenant="annan")
    bo.blocks()
    teams.uninstalls(plan, anna)
    anna.uninstalls()

    assert refused(bare, bare.app.send(anna.chat.id, "x")) == (403, "BotNotInConversationRoster")
    assert refused(bare, bare.app.send(plan.id, "x")) == (403, "BotNotInConversationRoster")
    assert refused(bare, bare.app.send(bo.chat.id, "x")) == (403, "ConversationBlockedByUser")
    assert refused(bare, bare.app.send("a:ingen", "x")) == (404, "ConversationNotFound")
    assert refused(bare, bare.app.send(away.chat.id, "x")) == (404, "ConversationNotFound")
    there = bare.app.send(away.chat.id, "x", service_url=teams.service_url(away.user.tenant))
    assert refused(bare, there) == (403, "NotEnoughPermissions")


def test_a_wrong_or_missing_token_is_denied(http, teams, anna):
    address = f"{teams.service_url()}v3/conversations/{anna.chat.id}/activities"
    tokens = ["x y", "junk", teams.tokens.inbound(), teams.bot_token("https://graph.microsoft.com/.default")]
    tokens.append(teams.tokens.own(tenant=guid("annan")))

    statuses = [
        http.post(
            address, json={"type": "message", "text": "x"}, headers={"Authorization": f"Bearer {one}"}
        ).status_code
        for one in tokens
    ]

    assert statuses == [401] * 5
    assert teams.world.messages == []


def test_the_token_endpoint_knows_the_secret_and_the_tenant(http, teams):
    form = {"grant_type": "client_credentials", "client_id": teams.app_id, "client_secret": teams.secret}
    form["scope"] = "https://api.botframework.com/.default"

    right = http.post(teams.token_address, data=form).json()
    wrong = http.post(teams.token_address, data=form | {"client_secret": "x"})
    foreign = http.post(teams.token_address.replace(teams.tenant, guid("annan")), data=form)

    assert teams.tokens.wrong(f"Bearer {right['access_token']}") == ""
    assert (wrong.status_code, wrong.json()["error"]) == (401, "invalid_client")
    assert (foreign.status_code, foreign.json()["error"]) == (400, "unauthorized_client")


def test_what_teams_would_not_show_is_refused_and_a_heavy_card_remembered(bare, teams, anna):
    wrong = MessageActivityInput(
        attachments=attached({"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "X"}]})
    )
    cited = MessageActivityInput(text="x").add_citation(1, CitationAppearance(name="P", abstract="S"))
    bare.run(bare.app.send(anna.chat.id, MessageActivityInput(attachments=attached(words_card("å" * 15_000)))))

    assert refused(bare, bare.app.send(anna.chat.id, wrong)) == (400, "BadArgument")
    assert refused(bare, bare.app.send(anna.chat.id, cited.add_ai_generated())) == (400, "BadArgument")
    assert refused(bare, bare.app.send(anna.chat.id, "x" * 60_000)) == (413, "MessageSizeTooBig")
    assert [one.partition(": ")[2] for one in teams.warnings] == ["a card of 30091 bytes, more than 28672"]


def test_seven_messages_a_second_and_1800_an_hour_go_to_one_conversation(bare, teams, anna):
    teams.rate.on = True
    for _ in range(7):
        bare.run(bare.app.send(anna.chat.id, "x"))
    bo = teams.person("Bo Ek", "bo@kommun.se")

    with pytest.raises(HTTPStatusError) as caught:
        bare.run(bare.app.send(anna.chat.id, "x"))
    assert (caught.value.response.status_code, caught.value.response.headers["Retry-After"]) == (429, "1")
    bare.run(bare.app.send(bo.chat.id, "x"))
    teams.passes(1)
    bare.run(bare.app.send(anna.chat.id, "x"))
    teams.rate.limits = ((3600.0, 8),)
    assert refused(bare, bare.app.send(anna.chat.id, "x")) == (429, "Throttled")


def test_faults_come_before_or_after_the_message_was_taken(bare, teams, anna):
    taken = []
    for how in (
        "5xx_before",
        "5xx_after",
        "drop_before",
        "drop_after",
        "hang_after",
        "Throttled",
        "PreconditionFailed",
    ):
        teams.faults("send", how, seconds=0.3)
        with pytest.raises((HTTPStatusError, httpx.TransportError)):
            bare.run(bare.app.send(anna.chat.id, how))
        taken.append(how in anna.sees())

    assert taken == [False, True, False, True, True, False, False]
    outcomes = [outcome for _, outcome in teams.answers("send")]
    assert outcomes[0] == outcomes[1] == "status 503"
    assert outcomes[-2:] == ["Throttled", "PreconditionFailed"]


def test_a_fault_lasts_as_long_as_it_is_told_to_and_hits_whom_it_is_told_to(bare, teams, anna):
    bo = teams.person("Bo Ek", "bo@kommun.se")
    with teams.faults.on("*", "BotNotInConversationRoster", place=anna.chat.id):
        assert refused(bare, bare.app.send(anna.chat.id, "x")) == (403, "BotNotInConversationRoster")
        bare.run(bare.app.send(bo.chat.id, "x"))

    bare.run(bare.app.send(anna.chat.id, "x"))
    bare.app.http_client.http.timeout = httpx.Timeout(60, read=0.3)
    with teams.faults.on("send", "hang_before"), pytest.raises(ReadTimeout):
        bare.run(bare.app.send(anna.chat.id, "x"))


@pytest.mark.parametrize(
    ("activities", "last"),
    [
        ([("typing", "streaming", 2, "a")], 400),
        ([("typing", "streaming", 1, "")], 400),
        ([("typing", "informative", 1, "a"), ("typing", "streaming", 2, "b")], 202),
        ([("typing", "streaming", 1, "ab"), ("typing", "streaming", 2, "ac")], 400),
        ([("typing", "streaming", 1, "a"), ("typing", "informative", 2, "b")], 400),
        ([("typing", "streaming", 1, "a"), ("message", "final", 2, "a")], 400),
        ([("typing", "streaming", 1, "a"), ("message", "final", None, "a"), ("typing", "streaming", 3, "ab")], 403),
        ([("typing", "streaming", 1, "a"), ("message", "final", None, "a")], 202),
    ],
)
def test_a_stream_keeps_its_rules(http, teams, anna, activities, last):
    address = f"{teams.service_url()}v3/conversations/{anna.chat.id}/activities"
    headers, stream_id, status = {"Authorization": f"Bearer {teams.bot_token()}"}, None, 0
    for kind, stream_type, sequence, text in activities:
        entity = {"type": "streaminfo", "streamType": stream_type, "streamId": stream_id, "streamSequence": sequence}
        body = {"type": kind, "text": text, "entities": [{k: v for k, v in entity.items() if v is not None}]}
        answer = http.post(address, json=body, headers=headers)
        status, stream_id = answer.status_code, stream_id or answer.json().get("id")

    assert status == last


def test_a_stream_is_stopped_by_the_person_or_by_time(teams, anna, app):
    teams.streams.seconds = 0.01
    anna.says("ström")

    assert anna.last.acked
    assert ("send", "ContentStreamNotAllowed") in teams.answers("send")
    assert anna.got()[-1].text == "Planen säger så."
