"""Accounts, claims and searches: the same on both databases."""

from datetime import UTC, datetime

import pytest

from bot.account_claims import Claim, Claims, ClaimState
from bot.account_searches import Search, Searches
from bot.accounts import Account, Accounts, linked, unlinked
from bot.platforms.heard import Sender

NOW = datetime(2027, 10, 29, 8, 30, tzinfo=UTC)
ANNA = "anna@kusten.example"
HERS = Account(
    sender=Sender("slack", "T1", "UANNA"), language="en", conversation="D1", seen_at=NOW, looked_at=NOW, asked_at=NOW
)


@pytest.fixture
def accounts(engine):
    return Accounts(engine)


@pytest.fixture
def claims(engine):
    return Claims(engine)


@pytest.fixture
def searches(engine):
    return Searches(engine)


def test_an_account_is_kept_whole_and_replaced_by_itself(accounts):
    accounts.save(HERS)
    accounts.save(linked(HERS, ANNA, "karin@havsbandet.example", NOW))

    assert accounts.get(HERS.sender) == linked(HERS, ANNA, "karin@havsbandet.example", NOW)
    assert accounts.all() == accounts.of(ANNA, "slack") == (accounts.get(HERS.sender),)


def test_an_account_that_was_unlinked_is_nobodys_and_remembers_whom_it_said_not_to_be(accounts):
    accounts.save(unlinked(linked(HERS, ANNA, ANNA, NOW), declined=ANNA))

    assert accounts.all() == ()
    assert accounts.get(HERS.sender).declined == ANNA


def test_language_is_found_by_the_address_of_the_person_or_of_the_account(accounts):
    accounts.save(HERS)
    before = accounts.language_of(ANNA), accounts.language_of(HERS.sender.address)

    accounts.save(linked(HERS, ANNA, ANNA, NOW))

    assert (*before, accounts.language_of(ANNA)) == ("", "en", "en")


def test_a_claim_is_kept_until_it_is_settled(claims):
    claim = Claim(sender=HERS.sender, address=ANNA, asked_at=NOW)
    claims.save(claim)
    waiting = claims.waiting()

    settled = Claim(
        sender=HERS.sender,
        address=ANNA,
        asked_at=NOW,
        state=ClaimState.REFUSED,
        settled_at=NOW,
        settled_by="karin@x.se",
    )
    claims.save(settled)

    assert (waiting, claims.waiting(), claims.get(claim.id)) == ((claim,), (), settled)


def test_who_was_looked_for_and_not_found_is_told_until_somebody_is(accounts, searches):
    searches.save(Search(platform="slack", address=ANNA, looked_at=NOW, outcome="guest"))
    searches.save(Search(platform="slack", address="bo@sandviken.example", looked_at=NOW, invited_at=NOW))
    lost = searches.unfound()

    accounts.save(linked(HERS, ANNA, ANNA, NOW))

    assert (lost, searches.unfound()) == ({ANNA: "guest"}, {})
    assert searches.get("slack", "bo@sandviken.example").invited_at == NOW
