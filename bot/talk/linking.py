"""Which person an account is: asked, said, decided by a coordinator, and taken back again.

Only in private. Whether an address is in the register is nobody's to find out here: whoever says to have one gets the
same answer either way.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.account_claims import Claim, Claims, ClaimState
from bot.accounts import Accounts
from bot.identity import Identities, Linked, Who
from bot.platforms.base import Button, Reply
from bot.platforms.heard import PlaceKind, Pressed, Said, Sender
from plans.cycle.asking import AskingRules
from plans.cycle.messages import channel_of
from plans.cycle.settings import RuleBook
from plans.model import Dispatch, Person, Role
from plans.stores.base import Ledger, Store
from prompts.texts import Texts, texts, variables

LINK, LINK_NOT = "link", "link_not"
APPROVE, REFUSE, UNDO = "claim_approve", "claim_refuse", "claim_undo"
KEYS: Final = frozenset({LINK, LINK_NOT, APPROVE, REFUSE, UNDO})
_DECIDES: Final = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
_ADDRESS: Final = r"(?P<address>[^\s@<>|:]{1,64}@[^\s@<>|:]{1,200}\.[^\s@<>|:.]{2,24})"
_I_AM: Final = re.compile(rf"\W*(?:hej\W+|hello\W+|hi\W+)?(?:jag är|i am|i['’]m)\s+{_ADDRESS}\W*", re.IGNORECASE)
_UNLINK_MINE: Final = re.compile(
    r"\W*(?:koppla (?:bort|från|loss) mitt konto|(?:unlink|disconnect) my account)(?:,? (?:tack|please))?\W*",
    re.IGNORECASE,
)
_UNLINK: Final = re.compile(rf"\W*(?:koppla (?:bort|från|loss)|unlink|disconnect) {_ADDRESS}\W*", re.IGNORECASE)
_DECIDE: Final = re.compile(
    r"\W*(?:(?P<yes>godkänn|approve)|avslå|refuse|reject) (?:konto|kontot|account) (?P<id>[0-9a-f]{8})\W*",
    re.IGNORECASE,
)


class Linking:
    """Says and does what concerns accounts; `rules` are the installation's."""

    def __init__(
        self,
        store: Store,
        accounts: Accounts,
        claims: Claims,
        identities: Identities,
        now: Callable[[], datetime],
        *,
        rules: AskingRules,
    ) -> None:
        self._store = store
        self._accounts = accounts
        self._claims = claims
        self._identities = identities
        self._now = now
        self._rules = rules

    def hear(self, said: Said, who: Who) -> Reply | None:
        """Return what is said to words about accounts, None to all others."""
        say, text = texts(who.language), said.text.strip()
        acts = (_I_AM, self._claim), (_UNLINK_MINE, self._leave), (_UNLINK, self._put_out), (_DECIDE, self._decide)
        for pattern, act in acts:
            if match := pattern.fullmatch(text):
                if said.where.kind is not PlaceKind.PRIVATE:
                    return Reply(say("chat.channel.alone"))
                return act(said.sender, who, match)
        return None

    def press(self, pressed: Pressed, who: Who) -> Reply:
        """Return what is said to one of the buttons of `KEYS`."""
        match pressed.press.key:
            case "link":
                return replace(self._confirm(pressed.sender, who), in_place=True)
            case "link_not":
                self._identities.decline(pressed.sender)
                return Reply(texts(who.language)("linking.not"), in_place=True)
            case "claim_undo":
                return self._undo(who, pressed.press.value)
            case key:
                return self._settle(who, pressed.press.value, approve=key == APPROVE)

    def ask(self, reply: Reply, sender: Sender, who: Who, at: datetime) -> Reply | None:
        """Return the question who the writer is, at most once a day, where the platform has a hint, else None.

        It goes after `reply` as a message of its own, which its answer takes the place of.
        """
        is_about_it = reply.in_place or any(button.key == LINK for button in reply.buttons)
        if not who.may_be or not who.is_due or is_about_it:
            return None
        self._identities.asked(sender, at)
        return _question(who.may_be, texts(who.language))

    # Somebody's own account.

    def _confirm(self, sender: Sender, who: Who) -> Reply:
        say = texts(who.language)
        if "@" in who.address:
            return Reply(say("linking.already"))
        match self._identities.confirm(sender):
            case Linked.DONE:
                return self._welcome(who.may_be, say)
            case Linked.TAKEN:
                return self._claimed(sender, who.may_be, say)
            case Linked.LATER:
                return Reply(say("linking.later"))
            case Linked.NOTHING:
                return Reply(say("linking.nothing"))

    def _welcome(self, address: str, say: Texts) -> Reply:
        person = self._identities.person(address) or Person(address=address)
        return Reply(say("linking.done", name=person.called))

    def _claim(self, sender: Sender, who: Who, match: re.Match[str]) -> Reply:
        """Ask whoever the platform vouches for themselves, and a coordinator about everybody else."""
        say, address = texts(who.language), match["address"].lower().rstrip(".")
        if "@" in who.address:
            return Reply(say("linking.already" if who.address == address else "linking.other", address=who.address))
        if not self._identities.others(sender, address) and self._identities.offer(sender, address):
            self._identities.asked(sender, self._now())
            return _question(address, say)
        return self._claimed(sender, address, say)

    def _claimed(self, sender: Sender, address: str, say: Texts) -> Reply:
        claim = Claim(sender=sender, address=address, asked_at=self._now())
        waiting = [each for each in self._claims.waiting() if each.sender == sender]
        known = self._claims.get(claim.id)
        if known and known.state is ClaimState.REFUSED:
            return Reply(say("linking.no_already"))
        if known is None and not waiting:
            self._claims.save(claim)
            self._tell_coordinators(claim)
        is_another = any(each.id != claim.id for each in waiting)
        return Reply(say("linking.one_at_a_time" if is_another else "linking.claimed"))

    def _leave(self, sender: Sender, who: Who, _: re.Match[str]) -> Reply:
        say, account = texts(who.language), self._accounts.get(sender)
        if account is None or not account.address:
            return Reply(say("linking.not_linked"))
        self._identities.unlink(account, by=account.address, is_own=True)
        return Reply(say("linking.left", address=account.address))

    # What coordinators decide.

    def _decide(self, _: Sender, who: Who, match: re.Match[str]) -> Reply:
        return self._settle(who, match["id"].lower(), approve=bool(match["yes"]))

    def _settle(self, who: Who, claim_id: str, *, approve: bool) -> Reply:
        say, claim = texts(who.language), self._claims.get(claim_id)
        if not self._may_decide(who):
            return Reply(say("linking.coordinators_only"))
        if claim is None:
            return Reply(say("linking.no_claim", id=claim_id))
        if claim.state is not ClaimState.WAITING:
            return Reply(_said(say, f"was_{claim.state}", claim, by=claim.settled_by))
        return self._approve(claim, who, say) if approve else self._refuse(claim, who, say)

    def _approve(self, claim: Claim, who: Who, say: Texts) -> Reply:
        before = self._identities.others(claim.sender, claim.address)
        person = self._identities.link(claim.sender, claim.address, by=who.address)
        if person is None:
            return Reply(_said(say, "unknown_person", claim))
        self._settled(claim, ClaimState.APPROVED, who)
        with self._store.transaction() as ledger:
            self._tell(ledger, "approved", claim, to=claim.address, channel=channel_of(person))
            for other in before:
                self._tell(ledger, "replaced", claim, to=other.sender.address, channel=other.sender.platform)
        return Reply(_said(say, "approve_done", claim), (_button(say, UNDO, claim.id),), in_place=True)

    def _refuse(self, claim: Claim, who: Who, say: Texts) -> Reply:
        self._settled(claim, ClaimState.REFUSED, who)
        with self._store.transaction() as ledger:
            ledger.trail.append(self._now(), who.address, "account.refused", claim.address, claim=claim.id)
            self._tell(ledger, "refused", claim, to=claim.sender.address, channel=claim.sender.platform)
        return Reply(_said(say, "refuse_done", claim), in_place=True)

    def _undo(self, who: Who, claim_id: str) -> Reply:
        say, claim = texts(who.language), self._claims.get(claim_id)
        if not self._may_decide(who):
            return Reply(say("linking.coordinators_only"))
        account = self._accounts.get(claim.sender) if claim else None
        if claim is None or account is None or account.address != claim.address:
            return Reply(say("linking.undone_already"))
        self._identities.unlink(account, by=who.address)
        self._settled(claim, ClaimState.REFUSED, who)
        with self._store.transaction() as ledger:
            self._tell(ledger, "taken_back", claim, to=claim.sender.address, channel=claim.sender.platform)
        return Reply(say("linking.put_out", address=claim.address), in_place=True)

    def _put_out(self, _: Sender, who: Who, match: re.Match[str]) -> Reply:
        """Unlink every account of a person, as a coordinator."""
        say, address = texts(who.language), match["address"].lower()
        if address == who.address:
            return Reply(say("linking.mine_how"))
        if not self._may_decide(who):
            return Reply(say("linking.coordinators_only"))
        accounts = [each for each in self._accounts.all() if each.address == address]
        for account in accounts:
            self._identities.unlink(account, by=who.address)
            claim = Claim(sender=account.sender, address=address, asked_at=self._now())
            with self._store.transaction() as ledger:
                self._tell(ledger, "taken_back", claim, to=account.sender.address, channel=account.sender.platform)
        return Reply(say("linking.put_out" if accounts else "linking.none_there", address=address))

    def _may_decide(self, who: Who) -> bool:
        person = self._identities.person(who.address)
        return person is not None and person.role in _DECIDES

    def _settled(self, claim: Claim, state: ClaimState, who: Who) -> None:
        self._claims.save(replace(claim, state=state, settled_at=self._now(), settled_by=who.address))

    # Messages.

    def _tell_coordinators(self, claim: Claim) -> None:
        with self._store.transaction() as ledger:
            ledger.trail.append(self._now(), claim.sender.platform, "account.claimed", claim.address, claim=claim.id)
            is_known = ledger.people.get(claim.address) is not None
            for person in ledger.people.in_charge():
                if person.role in _DECIDES:
                    text = "notice" if is_known else "notice_unknown"
                    self._tell(ledger, text, claim, to=person.address, channel=channel_of(person), rule="claim")

    def _tell(self, ledger: Ledger, text: str, claim: Claim, *, to: str, channel: str, rule: str = "account") -> None:
        """Queue a message, once, for when messages may go out."""
        now = self._now()
        hours = RuleBook(self._rules, ledger.settings.all()).of_plan.hours
        person = ledger.people.get(to) or Person(address=to)
        words = texts(person.language or self._rules.language)
        stamp = "" if rule == "claim" else f"/{now.isoformat()}"
        ledger.dispatches.add(
            Dispatch(
                key=f"account/{text}/{claim.id}{stamp}/{to}",
                to=to,
                text_key=f"linking.{text}",
                values=_values(words, f"linking.{text}", claim),
                nrs=(),
                year=None,
                rule=rule,
                step="0",
                why=words("linking.why"),
                at=now if hours.is_open(now) or rule != "claim" else hours.next_sending(now),
                channel=channel,
            )
        )


def _question(address: str, say: Texts) -> Reply:
    return Reply(say("linking.ask", address=address), (_button(say, LINK), _button(say, LINK_NOT)))


def _button(say: Texts, key: str, value: str = "") -> Button:
    return Button(key, say(f"chat.button.{key}"), value)


def _said(say: Texts, key: str, claim: Claim, **more: str) -> str:
    return say(f"linking.{key}", **_values(say, f"linking.{key}", claim, **more))


def _values(say: Texts, key: str, claim: Claim, **more: str) -> dict[str, str]:
    """Return what a text tells of a claim."""
    sender = claim.sender
    told = {"id": claim.id, "address": claim.address, "platform": sender.platform.title(), "user": sender.user}
    return {name: value for name, value in (told | more).items() if name in variables(say.template(key))}
