"""Who an account is: vouched for by the platform and confirmed, or decided by a coordinator; never a name."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from bot.account_claims import ClaimState
from bot.keeping import Keeping
from bot.platforms.heard import Sender
from plans.model import Dispatch, DispatchState, Person, Role
from prompts.texts import texts
from tests.scenarios.slack_world import slack_year

KARIN = "karin@havsbandet.example"
MORNING = datetime(2027, 10, 29, 8, 30, tzinfo=UTC)


class Cast:
    """The workspace that all tests share, with people of this test's own."""

    def __init__(self, year, karin, number):
        self.app, self.slack, self.clock, self.settle = year.app, year.slack, year.clock, year.settle
        self.karin, self.number = karin, number
        self.ANNA, self.BO = f"anna{number}@kusten.example", f"bo{number}@sandviken.example"

    def person(self, name, email, **marks):
        first, last = name.split()
        return self.slack.person(f"{first}{self.number} {last}", email, **marks)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """A workspace on a working morning; Karin coordinates and is linked."""
    with slack_year(tmp_path_factory.mktemp("linking") / "home", MORNING.replace(tzinfo=None).isoformat()) as year:
        with year.app.store.transaction() as ledger:
            ledger.people.save([Person(address=KARIN, name="Karin", role=Role.COORDINATOR, slack="UKARIN")])
        karin = year.slack.person("Karin Alm", KARIN)
        karin.says("hej")
        year.settle()
        yield year, karin


@pytest.fixture
def year(workspace, request):
    """The same workspace for each test: Anna and Bo, who are this test's own, are in the register and not linked."""
    year, karin = workspace
    year.clock.now = MORNING
    cast = Cast(year, karin, len(year.slack.world.users))
    with year.app.store.transaction() as ledger:
        for each in ledger.dispatches.queued(100):
            ledger.dispatches.save(replace(each, state=DispatchState.CANCELLED))
        ledger.people.save(
            [
                Person(address=cast.ANNA, name="Anna Ek", role=Role.OWNER),
                Person(address=cast.BO, name="Bo Dahl", role=Role.OWNER),
            ]
        )
    return cast


def linked(year, user, team="T1"):
    return year.app.identities.address_of(Sender("slack", team, user))


def seen(year, person):
    year.settle()
    return person.sees()


def trail(year, event):
    with year.app.store.reading() as ledger:
        return [each for each in ledger.trail.all() if each.event == event]


def queue(year, to, rule="asked_for"):
    with year.app.store.transaction() as ledger:
        ledger.dispatches.add(
            Dispatch(
                key=f"q/{to}", to=to, text_key="asking.told.asked_for", values={"text": "Frågan om H1"}, nrs=(),
                year=None,
                rule=rule, step="0", why="-", at=year.clock(),
            )
        )  # fmt: skip


def look(year):
    year.app.inviting.look()
    year.app.post.send(year.app.platforms)
    year.settle()


# By the platform's word and one's own.


def test_somebody_whose_address_is_in_the_register_confirms_by_a_button(year):
    anna = year.person("Anna Ek", year.ANNA)
    anna.says("hej")
    anna.waits_for(f"Är det du som är {year.ANNA}")

    anna.clicks("Det är jag")

    anna.waits_for("Tack, Anna Ek")
    assert linked(year, anna.id) == year.ANNA
    assert trail(year, "account.linked")


def test_somebody_is_asked_once_a_day_and_not_under_every_reply(year):
    anna = year.person("Anna Ek", year.ANNA)
    anna.says("hej")
    anna.says("hjälp")
    asked = [seen(year, anna).count("Är det du som är")]

    year.clock.now = datetime(2027, 10, 30, 8, 30, tzinfo=UTC)
    anna.says("hjälp")

    assert [*asked, seen(year, anna).count("Är det du som är")] == [1, 2]


def test_whoever_says_no_is_not_asked_again(year):
    anna = year.person("Anna Ek", year.ANNA)
    anna.says("hej")
    anna.waits_for("Är det du som är")
    anna.clicks("Nej, det är inte jag")
    anna.waits_for("Då kopplar jag inte kontot")

    year.clock.now = datetime(2027, 11, 1, 8, 30, tzinfo=UTC)
    anna.says("hjälp")

    assert seen(year, anna).count("Är det du som är") == 0  # the question itself was replaced
    assert linked(year, anna.id) is None


@pytest.mark.parametrize(
    "marks",
    [{"is_restricted": True}, {"is_ultra_restricted": True}, {"team": "T2"}, {"deleted": True}, {"is_bot": True}],
)
def test_guests_strangers_bots_and_closed_accounts_are_never_asked_and_never_link(year, marks):
    app = year.app
    user = year.slack.world.user(f"Anna{year.number} Ek", year.ANNA, **marks)
    sender = Sender("slack", user.team, user.id)

    assert not app.identities.offer(sender, year.ANNA)
    assert not app.platforms["slack"].profile(sender).may_link
    assert app.identities.address_of(sender) is None


def test_a_guest_who_writes_is_answered_but_not_asked(year):
    guest = year.person("Anna Ek", year.ANNA, is_restricted=True)
    guest.says("hjälp")

    assert "Är det du som är" not in seen(year, guest)
    assert linked(year, guest.id) is None


def test_a_display_name_is_no_reason(year):
    thief = year.person("Anna Ek", "nagon@annan.example")
    thief.says("hej")

    assert "Är det du som är" not in seen(year, thief)
    assert linked(year, thief.id) is None


def test_an_account_that_became_a_guest_before_it_pressed_is_not_linked(year):
    anna = year.person("Anna Ek", year.ANNA)
    anna.says("hej")
    anna.waits_for("Är det du som är")
    year.slack.world.users[anna.id].is_restricted = True

    anna.clicks("Det är jag")

    anna.waits_for("Det finns inget konto att koppla")
    assert linked(year, anna.id) is None


def test_a_second_account_with_the_same_address_takes_nobodys_place(year):
    anna = year.person("Anna Ek", year.ANNA)
    anna.says("hej")
    anna.waits_for("Är det du som är")
    anna.clicks("Det är jag")
    anna.waits_for("Tack, Anna")
    other = year.person("Asta Ek", year.ANNA)
    other.says("hej")
    other.waits_for("Är det du som är")

    other.clicks("Det är jag")

    other.waits_for("Jag har frågat samordnarna")
    assert (linked(year, anna.id), linked(year, other.id)) == (year.ANNA, None)


def test_an_account_written_down_by_a_coordinator_is_linked_when_it_is_heard(year):
    with year.app.store.transaction() as ledger:
        ledger.people.save([Person(address=year.BO, name="Bo Dahl", role=Role.OWNER, slack=f"UBO{year.number}")])
    bo = year.person("Bo Dahl", "privat@annan.example")

    bo.says("hjälp")
    year.settle()

    assert linked(year, bo.id) == year.BO


def test_a_stranger_with_the_id_of_one_of_the_organisations_own_is_not_taken_for_them(year):
    with year.app.store.transaction() as ledger:
        ledger.people.save([Person(address=year.BO, name="Bo Dahl", role=Role.OWNER, slack=f"UBO{year.number}")])
    stranger = year.person("Bo Dahl", year.BO, team="T2")
    shared = year.slack.world.channel(f"delad{year.number}", [stranger], shared=True)

    stranger.mentions(shared, "hjälp")
    year.settle()

    assert stranger.id == f"UBO{year.number}"
    assert linked(year, stranger.id) is None
    assert linked(year, stranger.id, "T2") is None


def test_the_answer_stays_when_the_question_under_it_is_answered(year):
    anna = year.person("Anna Ek", year.ANNA)
    anna.says("hjälp")
    anna.waits_for("Är det du som är")
    anna.clicks("Det är jag")

    anna.waits_for("Tack, Anna")
    assert "Vad säger strategin om beredskap?" in anna.sees()
    assert "Är det du som är" not in anna.sees()


def test_who_says_an_address_that_the_platform_vouches_for_is_asked_once(year):
    anna = year.person("Anna Ek", year.ANNA)

    anna.says(f"jag är {year.ANNA}")

    anna.waits_for("Är det du som är")
    assert seen(year, anna).count("Är det du som är") == 1


# By a coordinator's.


def claimed(year):
    guest = year.person("Gäst Gren", "gast@annan.example", is_restricted=True)
    guest.says(f"jag är {year.ANNA}")
    guest.waits_for("Jag har frågat samordnarna")
    year.app.post.send(year.app.platforms)
    year.settle()
    return guest


def test_a_coordinator_approves_and_both_are_told(year):
    guest = claimed(year)
    notice = year.karin.waits_for(f"säger sig vara {year.ANNA}")

    year.karin.clicks("Godkänn", notice)

    year.karin.waits_for(f"är nu kopplat till {year.ANNA}")
    year.app.post.send(year.app.platforms)
    guest.waits_for(f"En samordnare har kopplat det här kontot till {year.ANNA}")
    assert linked(year, guest.id) == year.ANNA
    assert trail(year, "account.claimed")


def test_a_coordinator_refuses_and_the_one_who_asked_is_told(year):
    guest = claimed(year)

    year.karin.clicks("Avslå", year.karin.waits_for(f"säger sig vara {year.ANNA}"))

    year.karin.waits_for(f"är inte kopplat till {year.ANNA}")
    year.app.post.send(year.app.platforms)
    guest.waits_for("En samordnare har svarat att det här kontot inte är")
    guest.says(f"jag är {year.ANNA}")
    guest.waits_for("Samordnarna har redan sagt nej")
    assert linked(year, guest.id) is None


def test_coordinators_get_one_notice_for_each_pair(year):
    guest = claimed(year)
    guest.says(f"I am {year.ANNA}")
    guest.says(f"jag är {year.ANNA}")
    year.settle()
    year.app.post.send(year.app.platforms)

    assert seen(year, year.karin).count(f"säger sig vara {year.ANNA}") == 1


def test_whether_an_address_is_in_the_register_cannot_be_found_out(year):
    known, unknown = claimed(year), year.person("Gunnar Gäst", "g@annan.example", is_restricted=True)
    unknown.says("jag är ingen@kusten.example")
    unknown.waits_for("Jag har frågat samordnarna")

    shown = [person.sees().replace(year.ANNA, "X").replace("ingen@kusten.example", "X") for person in (known, unknown)]

    assert shown[0].split("Jag har frågat")[1] == shown[1].split("Jag har frågat")[1]


def test_nobody_but_coordinators_decides(year):
    guest = claimed(year)
    (claim,) = [each for each in year.app.claims.waiting() if each.address == year.ANNA]

    guest.says(f"godkänn konto {claim.id}")

    guest.waits_for("Det där kan bara samordnare göra")
    assert year.app.claims.get(claim.id).state is ClaimState.WAITING
    assert linked(year, guest.id) is None


def test_a_claim_is_decided_by_writing_too_and_taken_back_again(year):
    guest = claimed(year)
    (claim,) = [each for each in year.app.claims.waiting() if each.address == year.ANNA]
    year.karin.says(f"godkänn konto {claim.id}")
    year.karin.waits_for(f"är nu kopplat till {year.ANNA}")

    year.karin.clicks("Ta tillbaka")

    year.karin.waits_for(f"Inget konto är längre kopplat till {year.ANNA}")
    year.app.post.send(year.app.platforms)
    guest.waits_for("En samordnare har kopplat bort det här kontot")
    assert linked(year, guest.id) is None
    assert year.app.identities.person(year.ANNA).slack is None


def test_a_coordinator_puts_somebody_out_by_address(year):
    anna = year.person("Anna Ek", year.ANNA)
    anna.says("hej")
    anna.waits_for("Är det du som är")
    anna.clicks("Det är jag")
    anna.waits_for("Tack, Anna")

    year.karin.says(f"koppla bort {year.ANNA}")

    year.karin.waits_for(f"Inget konto är längre kopplat till {year.ANNA}")
    assert linked(year, anna.id) is None


def test_approving_another_account_puts_the_first_out_and_tells_it(year):
    anna = year.person("Anna Ek", year.ANNA)
    anna.says("hej")
    anna.waits_for("Är det du som är")
    anna.clicks("Det är jag")
    anna.waits_for("Tack, Anna")
    guest = claimed(year)

    year.karin.clicks("Godkänn", year.karin.waits_for(f"säger sig vara {year.ANNA}"))

    year.karin.waits_for(f"är nu kopplat till {year.ANNA}")
    year.app.post.send(year.app.platforms)
    anna.waits_for("till ett annat konto")
    assert (linked(year, anna.id), linked(year, guest.id)) == (None, year.ANNA)


def test_somebody_unlinks_their_own_account_and_links_it_again(year):
    anna = year.person("Anna Ek", year.ANNA)
    anna.says("hej")
    anna.waits_for("Är det du som är")
    anna.clicks("Det är jag")
    anna.waits_for("Tack, Anna")
    anna.says("koppla bort mitt konto")
    anna.waits_for("inte längre kopplat")
    gone = linked(year, anna.id)

    anna.says(f"jag är {year.ANNA}")
    asked = anna.waits_for("Är det du som är")
    anna.clicks("Det är jag", asked)
    year.settle()

    assert (gone, linked(year, anna.id)) == (None, year.ANNA)


def test_who_one_is_is_not_settled_in_a_channel(year):
    anna = year.person("Anna Ek", year.ANNA)
    plan = year.slack.world.channel("planen", [anna])

    anna.mentions(plan, f"jag är {year.ANNA}")
    year.settle()

    assert linked(year, anna.id) is None
    assert not [each for each in year.app.claims.waiting() if each.address == year.ANNA]


# Owners who have not written.


def test_what_is_queued_waits_until_its_reader_has_said_who_they_are(year):
    anna = year.person("Anna Ek", year.ANNA)
    queue(year, year.ANNA)

    look(year)
    invited = anna.waits_for("Är det du som är")
    before = "Frågan om H1" in anna.sees()
    anna.clicks("Det är jag", invited)
    anna.waits_for("Tack, Anna")
    look(year)

    assert (before, "Frågan om H1" in anna.sees()) == (False, True)


def test_an_account_is_invited_once(year):
    anna = year.person("Anna Ek", year.ANNA)
    queue(year, year.ANNA)
    for day in (date(2027, 10, 29), date(2027, 11, 1), date(2027, 11, 2)):
        year.clock.now = datetime.combine(day, year.clock.now.timetz())
        look(year)

    assert anna.sees().count("Är det du som är") == 1


def test_nobody_is_invited_at_night(year):
    anna = year.person("Anna Ek", year.ANNA)
    year.clock.now = datetime(2027, 10, 29, 21, 30, tzinfo=UTC)
    queue(year, year.ANNA)
    look(year)
    at_night = anna.sees()

    year.clock.now = datetime(2027, 11, 1, 9, 0, tzinfo=UTC)
    look(year)

    assert ("Är det du som är" in at_night, "Är det du som är" in anna.sees()) == (False, True)


@pytest.mark.parametrize(
    ("marks", "why"), [({"is_restricted": True}, "gästkonto"), ({"deleted": True}, "ingen med den adressen")]
)
def test_who_cannot_be_found_is_told_to_coordinators_with_why(year, marks, why):
    year.person("Anna Ek", year.ANNA, **marks)
    queue(year, year.ANNA)
    look(year)
    (line,) = year.app.reach.troubles(texts("sv"))

    assert re.search(rf"- {why}.*: .*Anna Ek", line)
    with year.app.store.reading() as ledger:
        assert [each.state for each in ledger.dispatches.all() if each.key == f"q/{year.ANNA}"] == [
            DispatchState.QUEUED
        ]


def test_a_platform_that_cannot_be_asked_is_asked_again(year):
    anna = year.person("Anna Ek", year.ANNA)
    queue(year, year.ANNA)
    year.slack.faults("users.lookupByEmail", "ratelimited", times=1)
    look(year)
    assert year.app.searches.get("slack", year.ANNA) is None

    look(year)

    anna.waits_for("Är det du som är")


# Language, and what goes when somebody goes.


def test_an_account_that_nobody_knows_is_answered_in_its_own_language(year):
    anna = year.person("Anna Ek", year.ANNA, locale="en-GB")
    anna.says("hello")

    anna.waits_for("I do not know this account yet")


def test_messages_are_worded_as_the_register_says_else_as_the_platform_does(year):
    for name, address, locale, own in (("Anna Ek", year.ANNA, "en-GB", None), ("Bo Dahl", year.BO, "en-GB", "sv")):
        person = year.person(name, address, locale=locale)
        with year.app.store.transaction() as ledger:
            ledger.people.save([Person(address=address, name=name, role=Role.OWNER, language=own)])
        person.says("hej")
        year.settle()
        year.app.identities.link(Sender("slack", "T1", person.id), address, by=KARIN)
    guest = year.person("Gren Gäst", "gast@annan.example", is_restricted=True)

    languages = [year.app.post._as_read(Person(address=address)).language for address in (year.ANNA, year.BO)]

    assert languages == ["en", "en"]
    assert year.app.post._as_read(year.app.identities.person(year.BO)).language == "sv"
    assert year.app.post._as_read(Person(address=f"slack:t1:{guest.id.lower()}")).language is None


def test_accounts_go_when_a_person_is_erased_and_the_report_says_so(year):
    anna = year.person("Anna Ek", year.ANNA)
    anna.says("hej")
    anna.waits_for("Är det du som är")
    anna.clicks("Det är jag")
    anna.waits_for("Tack, Anna")
    year.settle()
    done = Keeping(year.app).erase(year.ANNA, "sv", by=KARIN, dry_run=False)

    assert done.body["removed"]["accounts"] == 1
    assert year.ANNA not in {each.address for each in year.app.accounts.all()}
    with year.app.engine.connect() as connection:
        rows = (
            connection.execute(text("SELECT * FROM outgoing")).all()
            + connection.execute(text("SELECT * FROM trail")).all()
        )
    assert not re.search(rf"slack:t1:{anna.id.lower()}\b", str(rows))


def test_the_log_holds_no_addresses(year, capsys, caplog):
    claimed(year)
    queue(year, year.ANNA)
    look(year)

    assert "@" not in capsys.readouterr().err + caplog.text
