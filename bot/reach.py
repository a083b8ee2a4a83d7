"""Whom chat platforms do not reach: noted when a message fails for that reason, taken back when one arrives.

It is kept with the account and not with the person: somebody whose Slack account was closed may be reached in Teams.
Those who run the follow-up read it where they read how things stand, with what was sent and may not have arrived.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.account_searches import Searches
from bot.accounts import Accounts
from bot.platforms.base import Delivery, Outgoing, Sent
from bot.platforms.chat import ChatPlatform
from bot.traffic.outgoing import OutgoingCalls, Unsettled
from prompts.texts import Texts

_LOOKED_BACK: Final = timedelta(days=14)
_ON_ITS_WAY: Final = timedelta(minutes=1)  # so long a call that is being made is not told of as unknown
_LISTED: Final = 5  # so many names of a kind are told; one more than that is told instead of being counted
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
    """Keeps who is reached in `accounts`, and tells of that and of what became of `outgoing` calls.

    `called` gives the name of the person with an address.
    """

    def __init__(
        self,
        accounts: Accounts,
        searches: Searches,
        outgoing: OutgoingCalls,
        platforms: Mapping[str, ChatPlatform],
        now: Callable[[], datetime],
        *,
        called: Callable[[str], str] = str,
    ) -> None:
        self._accounts = accounts
        self._searches = searches
        self._outgoing = outgoing
        self._platforms = platforms
        self._now = now
        self._called = called

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
        unreachable = {each.address: self._why(each.unreachable, say) for each in self._accounts.unreachable()}
        unfound = {person: say(f"linking.unreached.{why}") for person, why in self._searches.unfound().items()}
        lost = Counter(one.person for one in self._lost() if addresses is None or one.person in addresses)
        lines = [
            say("reach.closed", platform=name.capitalize(), reason=platform.fault)
            for name, platform in self._platforms.items()
            if platform.fault
        ]
        for heading, why in (("reach.unreachable", unreachable), ("linking.unreached.people", unfound)):
            told = {person: why[person] for person in why if addresses is None or person in addresses}
            lines += ["\n".join([say(heading), *self._by_reason(told, say)])] if told else []
        if lost:
            counted = (f"{self._named(person, say)} ({count})" for person, count in lost.items())
            lines.append(say("reach.unknown", people=_listed(counted, say)))
        return tuple(lines)

    def _by_reason(self, told: Mapping[str, str], say: Texts) -> Iterable[str]:
        """Yield a line for each reason with those that it holds for, the one that most share first."""
        for why, count in Counter(told.values()).most_common():
            people = _listed((self._called(person) for person, reason in told.items() if reason == why), say)
            yield (
                say("reach.row.one", why=why, people=people)
                if count == 1
                else say("reach.row.many", why=why, people=people, count=count)
            )

    def _lost(self) -> Iterable[Unsettled]:
        now = self._now()
        for one in self._outgoing.unsettled(now - _LOOKED_BACK):
            if one.reason not in _REASONS and (one.reason or now - one.at > _ON_ITS_WAY):
                yield one

    def _named(self, person: str, say: Texts) -> str:
        """Return whose an address is; an account that nobody is linked to is nobody's."""
        return self._called(person) if "@" in person else say("reach.unlinked")

    @staticmethod
    def _why(reason: str, say: Texts) -> str:
        return say(f"reach.reason.{_REASONS[reason]}") if reason in _REASONS else reason


def _listed(people: Iterable[str], say: Texts) -> str:
    found = sorted(people)
    if len(found) <= _LISTED + 1:
        return ", ".join(found)
    return f"{', '.join(found[:_LISTED])} {say('reach.more', count=len(found) - _LISTED)}"
