"""Whom chat platforms do not reach: noted when a message fails for that reason, taken back when one arrives.

It is kept with the account and not with the person: somebody whose Slack account was closed may be reached in Teams.
Those who run the follow-up read it where they read how things stand, with what was sent and may not have arrived.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.accounts import Accounts
from bot.platforms.base import Delivery, Outgoing, Sent
from bot.platforms.chat import ChatPlatform
from bot.traffic.outgoing import OutgoingCalls, Unsettled
from prompts.texts import Texts

_LOOKED_BACK: Final = timedelta(days=14)
_ON_ITS_WAY: Final = timedelta(minutes=1)  # so long a call that is being made is not told of as unknown
_LISTED: Final = 10
_REASONS: Final = {  # the platforms' words for why, with ours
    "user_not_found": "user_not_found",
    "user_disabled": "user_disabled",
    "cannot_dm_bot": "cannot_dm_bot",
    "channel_not_found": "channel_not_found",
    "ConversationNotFound": "channel_not_found",
    "BotNotInConversationRoster": "removed",
    "ConversationBlockedByUser": "blocked",
    "NotEnoughPermissions": "not_installed",
    "not_installed": "not_installed",
}


class Reach:
    """Keeps who is reached in `accounts`, and tells of that and of what became of `outgoing` calls."""

    def __init__(
        self,
        accounts: Accounts,
        outgoing: OutgoingCalls,
        platforms: Mapping[str, ChatPlatform],
        now: Callable[[], datetime],
    ) -> None:
        self._accounts = accounts
        self._outgoing = outgoing
        self._platforms = platforms
        self._now = now

    def tried(self, address: str, platform: str, sent: Sent, call: Outgoing | None = None) -> None:
        """Note how a message to a person went; of several accounts it is the one that `call` was for.

        A message that failed for another reason, or whose end is not known, says nothing of whether they are reached.
        """
        if not (sent.unreachable or sent.delivery is Delivery.SENT):
            return
        for account in self._accounts.of(address, platform):
            is_meant = call is None or call.conversation in {account.conversation, account.sender.user}
            if is_meant and bool(account.unreachable) is not sent.unreachable:
                self._accounts.save(replace(account, unreachable=sent.reason if sent.unreachable else ""))

    def troubles(self, say: Texts, addresses: Collection[str] | None = None) -> tuple[str, ...]:
        """Return a line for each kind of trouble; of those people alone where `addresses` are given."""
        unreachable = {
            account.address: f"{account.address} ({self._why(account.unreachable, say)})"
            for account in self._accounts.unreachable()
            if addresses is None or account.address in addresses
        }
        lost = Counter(one.person for one in self._lost() if addresses is None or one.person in addresses)
        lines = [
            say("reach.closed", platform=name.capitalize(), reason=platform.fault)
            for name, platform in self._platforms.items()
            if platform.fault
        ]
        if unreachable:
            lines.append(say("reach.unreachable", people=_listed(unreachable.values(), say)))
        if unfound := self._unfound(say, addresses):
            lines.append(say("linking.unreached.people", people=_listed(unfound, say)))
        if lost:
            counted = (f"{_named(person, say)} ({count})" for person, count in lost.items())
            lines.append(say("reach.unknown", people=_listed(counted, say)))
        return tuple(lines)

    def _unfound(self, say: Texts, addresses: Collection[str] | None) -> Sequence[str]:
        """Return who was looked for on the platforms and has no account that may be written to, with why."""
        found = self._accounts.unfound().items()
        return [
            f"{address} ({say(f'linking.unreached.{why}')})"
            for address, why in found
            if addresses is None or address in addresses
        ]

    def _lost(self) -> Iterable[Unsettled]:
        now = self._now()
        for one in self._outgoing.unsettled(now - _LOOKED_BACK):
            if one.reason not in _REASONS and (one.reason or now - one.at > _ON_ITS_WAY):
                yield one

    @staticmethod
    def _why(reason: str, say: Texts) -> str:
        return say(f"reach.reason.{_REASONS[reason]}") if reason in _REASONS else reason


def _named(person: str, say: Texts) -> str:
    """Return an address as it is read; an account that nobody is linked to has none."""
    return person if "@" in person else say("reach.unlinked")


def _listed(people: Iterable[str], say: Texts) -> str:
    found = sorted(people)
    more = [say("reach.more", count=len(found) - _LISTED)] if len(found) > _LISTED else []
    return ", ".join([*found[:_LISTED], *more])
