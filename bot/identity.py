"""Who is talking: an account on a chat platform as a person of the register, linked by somebody's word.

`people add --slack ID` and `--teams ID` are a coordinator's word: an account with that id is linked when it is next
heard. An e-mail address that the platform vouches for is a hint: the account is asked, in private, and links itself.
Whoever is somebody else's guest, a stranger in a shared channel or under another address says who they are, and a
coordinator decides. An account that has a person's place already is never put out of it by anybody else.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.accounts import Account, Accounts, linked, unlinked
from bot.platforms.chat import ChatPlatform, Profile
from bot.platforms.heard import Heard, PlaceKind, Said, Sender, Uninstalled
from plans.cycle.messages import channel_of
from plans.model import Person
from plans.stores.base import Ledger, Store

BY_HAND: Final = "handslag"
REMOVED: Final = "BotNotInConversationRoster"  # Teams' word for somebody who does not have the bot
_DAY: Final = timedelta(hours=20)  # somebody who writes each morning is asked each morning, at most
_QUEUED: Final = 1_000  # messages that wait for one person: more than anybody gets


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Somebody who talks: an address to go by, the language they read, and whom to ask whether they are."""

    address: str
    language: str
    may_be: str = ""  # an address in the register that the platform vouches for, to be asked about in private
    is_due: bool = False  # they have not been asked today


class Linked(StrEnum):
    """What became of somebody's own word that they are who the platform says."""

    DONE = "done"
    LATER = "later"  # the platform cannot be asked just now
    TAKEN = "taken"  # another account has the person's place: a coordinator decides
    NOTHING = "nothing"  # the platform does not say so (any more), or there is no such person


class _TakenError(Exception):
    """Another account has the person's place."""


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
        """Return who an event is from; the account is kept when it is new, and looked at again each day."""
        account = self._looked_at(heard, self._accounts.get(heard.sender))
        private = heard.where.kind is PlaceKind.PRIVATE
        account = self._reached(account, heard) if private else account
        own = account.language or heard.language or self._language
        if account.address:
            with self._store.reading() as ledger:
                person = ledger.people.get(account.address)
            return Who(address=account.address, language=(person.language if person else None) or own)
        due = account.asked_at is None or heard.at - account.asked_at >= _DAY
        return Who(address=heard.sender.address, language=own, may_be=account.offered if private else "", is_due=due)

    def address_of(self, sender: Sender) -> str | None:
        """Return the address of an account that is linked, None for any other."""
        account = self._accounts.get(sender)
        return (account.address or None) if account else None

    def asked(self, sender: Sender, at: datetime) -> None:
        """Note that an account has been asked who it is."""
        if account := self._accounts.get(sender):
            self._accounts.save(replace(account, asked_at=at))

    def offer(self, sender: Sender, address: str) -> bool:
        """Make the person at `address` the one that an account may say it is, where its platform vouches for that."""
        account, profile = self._accounts.get(sender), self._platforms[sender.platform].profile(sender)
        if account is None or profile is None or not _vouches(profile, address) or self.person(address) is None:
            return False
        self._accounts.save(replace(account, offered=address, declined=""))
        return True

    def confirm(self, sender: Sender) -> Linked:
        """Link an account to the person it was asked about, if the platform still says so and the place is free."""
        account = self._accounts.get(sender)
        if account is None or not account.offered:
            return Linked.NOTHING
        profile = self._platforms[sender.platform].profile(sender)
        if profile is None:
            return Linked.LATER
        if not _vouches(profile, account.offered) or self.person(account.offered) is None:
            self._accounts.save(replace(account, offered=""))
            return Linked.NOTHING
        try:
            self.link(sender, account.offered, by=account.offered)
        except _TakenError:
            return Linked.TAKEN
        return Linked.DONE

    def decline(self, sender: Sender) -> None:
        """Note that an account is not the person it was asked about, so that it is not asked again."""
        if account := self._accounts.get(sender):
            self._accounts.save(replace(account, offered="", declined=account.offered))

    def person(self, address: str) -> Person | None:
        """Return the person at an address, None where the register has none."""
        with self._store.reading() as ledger:
            return ledger.people.get(address)

    def others(self, sender: Sender, address: str) -> tuple[Account, ...]:
        """Return the other accounts of a person on the same platform."""
        return tuple(each for each in self._accounts.of(address, sender.platform) if each.sender != sender)

    def link(self, sender: Sender, address: str, by: str) -> Person | None:
        """Link an account to a person by the word of `by`: theirs, a coordinator's, or `BY_HAND`.

        The person is written to there from now on, what is queued included; another account that they had on the
        platform is nobody's any more. None, and nothing is linked, where there is no such person.

        Raises:
            _TakenError: it is the account's own word, and the person has another account on the platform.
        """
        with self._store.transaction() as ledger:
            person = ledger.people.get(address)
            if person is None:
                return None
            said = f"{sender.tenant}:{sender.user}"
            person = replace(person, slack=said) if sender.platform == "slack" else replace(person, teams=said)
            ledger.people.save([person])
            follow_link(ledger, person)
            ledger.trail.append(self._now(), by, "account.linked", address, platform=sender.platform)
            # Looked at last: who writes in the trail does so one at a time, so that two cannot both be first.
            if by == address and self.others(sender, address):
                raise _TakenError
        for other in self.others(sender, address):
            self._accounts.save(unlinked(other))
        account = self._accounts.get(sender) or Account(sender=sender, seen_at=self._now())
        if account.address not in {"", address}:
            self.unlink(account, by)
        self._accounts.save(linked(account, address, by, self._now()))
        return person

    def unlink(self, account: Account, by: str, *, is_own: bool = False) -> None:
        """Make an account nobody's by the word of `by`; by its owner's own, it is not asked about them again."""
        with self._store.transaction() as ledger:
            if person := ledger.people.get(account.address):
                person = without(person, account.sender)
                ledger.people.save([person])
                follow_link(ledger, person)
            ledger.trail.append(self._now(), by, "account.unlinked", account.address, platform=account.sender.platform)
        self._accounts.save(unlinked(account, declined=account.address if is_own else ""))

    def _reached(self, account: Account, heard: Heard) -> Account:
        """Return the account as one that was just heard in private, kept where that is new."""
        is_command = isinstance(heard, Said) and heard.as_command  # may be given in any channel
        conversation = account.conversation if is_command else heard.where.conversation or account.conversation
        service = account.service if is_command else heard.where.service or account.service
        gone = REMOVED if isinstance(heard, Uninstalled) else ""
        now = replace(account, conversation=conversation, service=service, unreachable=gone)
        if now != account:
            self._accounts.save(now)
        return now

    def _looked_at(self, heard: Heard, known: Account | None) -> Account:
        """Return the account as the platform and the register have it today."""
        now = self._now()
        account = known or Account(sender=heard.sender, seen_at=now)
        is_fresh = account.looked_at is not None and now - account.looked_at < _DAY
        profile = None if is_fresh else self._platforms[heard.sender.platform].profile(heard.sender)
        if profile is not None:
            account = replace(account, language=profile.language or account.language, looked_at=now)
        account = replace(account, language=account.language or heard.language)
        if not account.address:
            account = self._offered(account, profile)
        if by_hand := None if account.address else self._by_hand(account, profile):
            self._accounts.save(account)
            self.link(heard.sender, by_hand.address, BY_HAND)
            return self._accounts.get(heard.sender) or account
        # A platform that could not be asked is asked again the next time.
        if account != known and (known is not None or profile is not None):
            self._accounts.save(account)
        return account

    def _offered(self, account: Account, profile: Profile | None) -> Account:
        if profile is None:
            return account
        email = profile.email.strip().lower()
        may = profile.may_link and email != account.declined and self.person(email) is not None
        return replace(account, offered=email if may else "")

    def _by_hand(self, account: Account, profile: Profile | None) -> Person | None:
        """Return the person whom a coordinator has said that the account is.

        Without its team an id is one of the organisation's own: a stranger's may read the same.
        """
        sender = account.sender
        with self._store.reading() as ledger:
            people = ledger.people.all()
        if person := next((each for each in people if is_said(each, sender, f"{sender.tenant}:{sender.user}")), None):
            return person
        found = next((each for each in people if is_said(each, sender, sender.user)), None)
        if found is None:
            return None
        profile = profile or self._platforms[sender.platform].profile(sender)
        is_ours = profile is not None and not (profile.is_stranger or profile.is_bot or profile.is_gone)
        return found if is_ours else None


def follow_link(ledger: Ledger, person: Person) -> None:
    """Send what is queued for a person to where they are written to now."""
    channel = channel_of(person)
    for dispatch in ledger.dispatches.queued(_QUEUED, to=person.address):
        if dispatch.channel != channel:
            ledger.dispatches.save(replace(dispatch, channel=channel))


def without(person: Person, sender: Sender) -> Person:
    """Return a person who is not written to at an account any more."""
    said = (sender.user, f"{sender.tenant}:{sender.user}")
    if sender.platform == "slack":
        return replace(person, slack=None) if any(is_said(person, sender, each) for each in said) else person
    return replace(person, teams=None) if any(is_said(person, sender, each) for each in said) else person


def is_said(person: Person, sender: Sender, account: str) -> bool:
    """Tell whether `account` is what is written down of a person on the platform of `sender`."""
    held = person.slack if sender.platform == "slack" else person.teams
    return bool(held) and str(held).casefold() == account.casefold()


def _vouches(profile: Profile, address: str) -> bool:
    return profile.may_link and profile.email.strip().lower() == address
