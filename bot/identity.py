"""Who is talking: an account on a chat platform as a person of the register, linked by somebody's word.

`people add --slack ID` and `--teams ID` are a coordinator's word: an account with that id is linked when it is first
seen. An e-mail address that the platform vouches for is a hint: the account is asked, in private, and links itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.accounts import Account, Accounts, linked
from bot.platforms.chat import ChatPlatform
from bot.platforms.heard import Heard, PlaceKind, Sender
from plans.model import Person
from plans.stores.base import Store

_BY_HAND: Final = "handslag"


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Somebody who talks: an address to go by, the language they read, and whom to ask whether they are."""

    address: str
    language: str
    may_be: str = ""  # an address in the register that the platform vouches for, to be asked about in private


class Identities:
    """Knows accounts by the register in `store`; `platforms` tell what they know of an account.

    `language` is that of whoever has set none.
    """

    def __init__(
        self,
        store: Store,
        accounts: Accounts,
        platforms: Mapping[str, ChatPlatform],
        now: Callable[[], datetime],
        language: str,
    ) -> None:
        self._store = store
        self._accounts = accounts
        self._platforms = platforms
        self._now = now
        self._language = language

    def who(self, heard: Heard) -> Who:
        """Return who an event is from; the account is kept when it is new."""
        account = self._accounts.get(heard.sender) or self._first_seen(heard)
        private = heard.where.kind is PlaceKind.PRIVATE
        is_found = private and heard.where.conversation and account.conversation != heard.where.conversation
        if is_found or (private and account.unreachable):
            account = replace(
                account, conversation=heard.where.conversation, service=heard.where.service, unreachable=""
            )
            self._accounts.save(account)
        own = account.language or heard.language or self._language
        if account.address:
            with self._store.reading() as ledger:
                person = ledger.people.get(account.address)
            return Who(address=account.address, language=(person.language if person else None) or own)
        return Who(address=heard.sender.address, language=own, may_be=account.offered if private else "")

    def address_of(self, sender: Sender) -> str | None:
        """Return the address of an account that is linked, None for any other."""
        account = self._accounts.get(sender)
        return (account.address or None) if account else None

    def link(self, sender: Sender, address: str, by: str) -> Person | None:
        """Link an account to a person by the word of `by`, an address.

        The person is written to there from now on. None, and nothing is linked, where there is no such person.
        """
        with self._store.transaction() as ledger:
            person = ledger.people.get(address)
            if person is None:
                return None
            said = f"{sender.tenant}:{sender.user}"
            person = replace(person, slack=said) if sender.platform == "slack" else replace(person, teams=said)
            ledger.people.save([person])
            ledger.trail.append(self._now(), by, "account.linked", address, platform=sender.platform)
        account = self._accounts.get(sender) or Account(sender=sender, seen_at=self._now())
        self._accounts.save(linked(account, address, by, self._now()))
        return person

    def decline(self, sender: Sender) -> None:
        """Note that an account is not the person it was asked about, so that it is not asked again."""
        if account := self._accounts.get(sender):
            self._accounts.save(replace(account, offered=""))

    def _first_seen(self, heard: Heard) -> Account:
        now = self._now()
        profile = self._platforms[heard.sender.platform].profile(heard.sender)
        account = Account(
            sender=heard.sender, seen_at=now, language=(profile.language if profile else "") or heard.language
        )
        with self._store.reading() as ledger:
            people = ledger.people.all()
        by_hand = next((person for person in people if _is_said_to_be(person, heard.sender)), None)
        if by_hand:
            account = linked(account, by_hand.address, _BY_HAND, now)
        elif profile and profile.may_link:
            email = profile.email.strip().lower()
            offered = next((person.address for person in people if person.address == email), "")
            account = replace(account, offered=offered)
        if profile is not None or account.address:  # else it is looked at again the next time
            self._accounts.save(account)
        return account


def _is_said_to_be(person: Person, sender: Sender) -> bool:
    """Tell whether a coordinator has written down that the account is the person's."""
    said = person.slack if sender.platform == "slack" else person.teams
    return bool(said) and str(said).casefold() in {
        sender.user.casefold(),
        f"{sender.tenant}:{sender.user}".casefold(),
    }
