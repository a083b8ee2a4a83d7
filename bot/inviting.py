"""The way to people who are to be asked and have not written to the bot: found by e-mail, invited once, in private.

What is queued for them waits until they have said who they are: an address alone does not tell whose account it is.
Who cannot be found is for a coordinator to see (`bot.standing_shown`).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.account_searches import Search, Searches
from bot.accounts import Account, Accounts
from bot.platforms.chat import ChatPlatform, NotNow, Profile
from bot.platforms.heard import Sender
from plans.cycle.asking import AskingRules
from plans.cycle.settings import RuleBook
from plans.model import Dispatch
from plans.reminders import INVITE
from plans.stores.base import Store
from prompts.texts import texts

_CONSOLE: Final = "console"  # the channel of whoever has no account
_LOOKED: Final = 1_000  # messages looked through at a time
_AT_ONCE: Final = 20  # people looked for at a time: platforms take so many look-ups a minute
_AGAIN: Final = timedelta(days=1)


class Inviting:
    """Looks for people on `platforms`; `rules` are the installation's."""

    def __init__(
        self,
        store: Store,
        accounts: Accounts,
        searches: Searches,
        platforms: Mapping[str, ChatPlatform],
        now: Callable[[], datetime],
        *,
        rules: AskingRules,
    ) -> None:
        self._store = store
        self._accounts = accounts
        self._searches = searches
        self._platforms = platforms
        self._now = now
        self._rules = rules

    def look(self) -> int:
        """Look for whom messages wait and who has no account, and invite who is found; return how many were."""
        invited = 0
        for address in self._unlinked():
            for name, platform in self._platforms.items():
                if not self._is_due(name, address):
                    continue
                try:
                    found = self._look_for(platform, address)
                except NotNow:
                    return invited
                self._searches.save(found)
                if not found.outcome:
                    self._invite(found)
                    invited += 1
                    break
        return invited

    def _unlinked(self) -> Iterator[str]:
        """Yield whom a message waits for that no chat platform carries, in the order in which it was queued."""
        with self._store.transaction() as ledger:
            waiting = ledger.dispatches.queued(_LOOKED, until=self._now(), channels=frozenset({_CONSOLE}))
        due = [each for each in dict.fromkeys(one.to for one in waiting) if "@" in each]
        yield from [each for each in due if any(self._is_due(name, each) for name in self._platforms)][:_AT_ONCE]

    def _is_due(self, platform: str, address: str) -> bool:
        """Tell whether to look: nobody has been found there, and nobody has looked today."""
        before = self._searches.get(platform, address)
        return before is None or (before.invited_at is None and self._now() - before.looked_at >= _AGAIN)

    def _look_for(self, platform: ChatPlatform, address: str) -> Search:
        """Return what comes of looking for a person on a platform.

        Raises:
            NotNow: the platform cannot be asked at the moment.
        """
        search = Search(platform=platform.name, address=address, looked_at=self._now())
        sender = platform.find(address)
        if sender is None:
            return replace(search, outcome="nobody")
        profile = platform.profile(sender)
        if profile is None:
            raise NotNow
        search = replace(search, tenant=sender.tenant, user=sender.user)
        account = self._accounts.get(sender) or Account(sender=sender, seen_at=self._now())
        if why := _why_not(profile, account, address):
            return replace(search, outcome=why)
        language = profile.language or account.language
        self._accounts.save(replace(account, offered=address, language=language, looked_at=self._now()))
        return replace(search, invited_at=self._now())

    def _invite(self, found: Search) -> None:
        """Queue the one invitation that an account ever gets; what it holds is the address and nothing of the plan."""
        sender, now = Sender(found.platform, found.tenant, found.user), self._now()
        with self._store.transaction() as ledger:
            hours = RuleBook(self._rules, ledger.settings.all()).of_plan.hours
            ledger.trail.append(now, found.platform, "account.invited", found.address)
            ledger.dispatches.add(
                Dispatch(
                    key=f"account/invite/{found.platform}/{found.address}",
                    to=sender.address,
                    text_key="linking.invite",
                    values={"address": found.address},
                    nrs=(),
                    year=None,
                    rule=INVITE,
                    step="0",
                    why=texts(self._rules.language)("linking.why"),
                    at=hours.next_sending(now),
                    channel=found.platform,
                )
            )


def _why_not(profile: Profile, account: Account, address: str) -> str:
    """Return why an account is not invited, empty where it may be."""
    found = {
        "gone": profile.is_gone,
        "bot": profile.is_bot,
        "guest": profile.is_guest,
        "stranger": profile.is_stranger,
        "hidden": profile.email.strip().lower() != address,
        "other": account.address not in {"", address},
        "declined": account.declined == address,
    }
    return next((why for why, is_so in found.items() if is_so), "")
