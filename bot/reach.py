"""Whom a chat platform does not reach: noted when a message fails for that reason, taken back when one arrives.

It is kept with the account and not with the person: somebody whose Slack account was closed may be reached in Teams.
"""

from dataclasses import replace

from bot.accounts import Accounts
from bot.platforms.base import Delivery, Outgoing, Sent


class Reach:
    """Keeps who is reached in `accounts`."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts

    def tried(self, address: str, platform: str, sent: Sent, call: Outgoing | None = None) -> None:
        """Note how a message to a person went; of several accounts it is the one that `call` was for.

        A message that failed for another reason, or whose end is not known, says nothing of whether they are reached.
        """
        if not (sent.unreachable or sent.delivery is Delivery.SENT):
            return
        for account in self._accounts.of(address, platform):
            is_meant = call is None or call.conversation in {account.conversation, account.sender.user}
            if not is_meant or (account.unreachable == "") is (not sent.unreachable):
                continue
            self._accounts.save(replace(account, unreachable=sent.reason if sent.unreachable else ""))
