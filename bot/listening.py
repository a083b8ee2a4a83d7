"""What somebody did on a chat platform, and what goes out because of it: between the inbox and the conversation.

What is written while an event is heard becomes true together with the event's being done (`bot.joining`). Who it is
from is found out first and by itself: the platform may be asked, and nobody waits for that.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.conversation import Conversation
from bot.evidence_files import MOST_BYTES
from bot.identity import Identities, Who
from bot.platforms.base import READING, Form, Message, Outgoing, Page, Press, Reply
from bot.platforms.chat import ChatPlatform
from bot.platforms.heard import Edited, Heard, Installed, Opened, Pressed, Said, Submitted, from_json
from bot.talk import answer_buttons, forms
from bot.talk.attached import with_files
from bot.talk.courtesies import welcome
from bot.talk.edited import read_again
from bot.talk.follow_ups import is_correction
from bot.talk.home import home_of
from bot.talk.linking import KEYS as OF_ACCOUNTS
from bot.talk.linking import Linking
from bot.talk.turn import Turn
from bot.talk.words import is_question
from bot.traffic.inbox import Taken
from bot.traffic.outgoing import Waiting
from prompts.refusal import Refusal
from prompts.texts import texts

_MENTION: Final = re.compile(r"<@([A-Za-z0-9_-]+)>")

Shows = Callable[[str, str, str], str]  # platform, conversation and reading -> the message that shows it, if any


class Listener:
    """Hears events and answers by `conversation`."""

    def __init__(
        self,
        conversation: Conversation,
        identities: Identities,
        platforms: Mapping[str, ChatPlatform],
        now: Callable[[], datetime],
        *,
        linking: Linking,
        apart: Callable[[], AbstractContextManager[None]] = nullcontext,
        shows: Shows = lambda *_: "",
    ) -> None:
        self._shows = shows
        self._apart = apart
        self._conversation = conversation
        self._identities = identities
        self._linking = linking
        self._platforms = platforms
        self._now = now

    def hear(self, taken: Taken) -> Sequence[Waiting]:
        """Act on an event and return what goes out, in order."""
        heard = from_json(taken.body)
        with self._apart():
            who = self._identities.who(heard)
        return self._waiting(taken, who, self._calls(heard, who))

    def excuse(self, taken: Taken) -> Sequence[Waiting]:
        """Return what is said when an event could not be acted on: that it is kept, and whom to tell."""
        heard = from_json(taken.body)
        who = self._identities.who(heard)
        reply = Reply(texts(who.language)("chat.refused.failed"))
        return self._waiting(taken, who, self._platforms[taken.platform].write(reply, heard, who.language))

    def _calls(self, heard: Heard, who: Who) -> Sequence[Outgoing]:
        platform = self._platforms[heard.sender.platform]
        if isinstance(heard, Opened):
            if heard.is_home:
                return platform.write_home(home_of(self._turn(heard, who)), heard)
            return platform.write_prompts(heard, who.language)
        reply = self._reply_to(heard, who)
        if reply is None:
            return ()
        question = self._linking.ask(reply, heard.sender, who, heard.at)
        asked = platform.write(question, heard, who.language) if question else ()
        return (*self._written(reply, heard, who), *asked)

    def _written(self, reply: Reply, heard: Heard, who: Who) -> Sequence[Outgoing]:
        """Return the calls that say `reply`; of a reading it is kept which message shows it, and that is edited."""
        platform, where = self._platforms[heard.sender.platform], heard.where
        if reply.instead_of and (ref := self._shows(where.platform, where.conversation, reply.instead_of)):
            reply, heard = replace(reply, in_place=True), replace(heard, ref=ref)
        calls = platform.write(reply, heard, who.language)
        reading = next((button.value.partition("#")[2] for button in reply.buttons if button.key == "confirm"), "")
        if not reading or len(calls) != 1:
            return calls
        return [replace(calls[0], payload={**calls[0].payload, READING: reading})]

    def _reply_to(self, heard: Heard, who: Who) -> Reply | None:
        """Return what is said to an event, None where nothing is."""
        match heard:
            case Said():
                return self._answer(heard, who)
            case Edited():
                return self._edited(heard, who)
            case Pressed():
                return self._pressed(heard, who)
            case Submitted():
                return self._taken(heard, who)
            case Installed() if heard.is_new and not heard.where.key:
                return welcome(self._turn(heard, who))
        return None

    def _pressed(self, heard: Pressed, who: Who) -> Reply | None:
        if heard.press.key in OF_ACCOUNTS:
            return self._linking.press(heard, who)
        if heard.press.key in {answer_buttons.HELPFUL, answer_buttons.UNHELPFUL}:
            answer_buttons.judge(self._turn(heard, who), heard.press)
            return None  # the platform shows the thumb
        return self._reply(heard, who, heard.label, heard.press)

    def _answer(self, heard: Said, who: Who) -> Reply | None:
        if not _is_meant_for_us(heard):
            return None
        if of_accounts := self._linking.hear(heard, who):
            return of_accounts
        return self._sent(heard, who) if heard.files else self._reply(heard, who, self._with_people(heard), None)

    def form(self, pressed: Pressed, nonce: str) -> Form | Page | Reply | None:
        """Return what a button opens beside the conversation, or why it opens nothing. Changes nothing."""
        turn = self._turn(pressed, self._identities.who(pressed))
        try:
            if pressed.press.key == "form":
                return forms.form_for(turn, pressed.press.value, nonce)
            found = answer_buttons.look(turn, pressed.press)
        except Refusal as refusal:
            return Reply(refusal.text(turn.language))
        return replace(found, nonce=nonce) if isinstance(found, Form) else found

    def is_open(self, heard: Heard, nr: str) -> bool:
        """Tell whether somebody is still asked about an action. Changes nothing."""
        return self._turn(heard, self._identities.who(heard)).mine.request(nr) is not None

    def faults(self, submitted: Submitted) -> Mapping[str, str]:
        """Return what is wrong with a form, in its sender's words, by the key of each field. Changes nothing."""
        if submitted.form == answer_buttons.FEEDBACK:
            return {}
        turn = self._turn(submitted, self._identities.who(submitted))
        return forms.faults_in(turn, submitted.about, submitted.values)

    def _taken(self, submitted: Submitted, who: Who) -> Reply | None:
        turn = self._turn(submitted, who)
        if submitted.form == answer_buttons.FEEDBACK:
            answer_buttons.take_reason(turn, submitted.about, submitted.values)
            return None  # the form closes, and a channel need not know
        try:
            return forms.take_form(turn, submitted.about, submitted.values)
        except Refusal as refusal:
            return Reply(refusal.text(turn.language))

    def _edited(self, heard: Edited, who: Who) -> Reply | None:
        """Read an edited reply again while it waits to be confirmed."""
        turn = self._conversation.turn(
            Message(who.address, heard.text, heard.at, heard.where.key, language=who.language)
        )
        try:
            return read_again(turn, heard.before)
        except Refusal as refusal:
            return Reply(refusal.text(turn.language))

    def _sent(self, heard: Said, who: Who) -> Reply:
        """Answer what was written, and keep the files that came with it as evidence of what is talked about."""
        platform = self._platforms[heard.sender.platform]
        turn = self._turn(heard, who)
        written = self._with_people(heard)
        if heard.where.key or not turn.known:
            told = turn.reply("files.alone" if turn.known else "files.unknown")
            reply = self._reply(heard, who, written, None) if written else None
            told = replace(told, alone=turn.known)
            return replace(reply, text=f"{told.text}\n\n{reply.text}", alone=told.alone) if reply else told
        with self._apart():
            fetched = [(file, platform.fetch(file, MOST_BYTES)) for file in heard.files]
        reply = self._reply(heard, who, written, None) if written else None

        def attach(nr: str, name: str, content: bytes) -> object:
            return turn.services.attachments.attach(nr, name, content, turn.person.address, turn.message.at)

        return with_files(turn, reply, fetched, attach)

    def _turn(self, heard: Heard, who: Who) -> Turn:
        return self._conversation.turn(Message(who.address, "", heard.at, heard.where.key, language=who.language))

    def _reply(self, heard: Heard, who: Who, text: str, press: Press | None) -> Reply:
        place = heard.where.key
        message = Message(who.address, text, heard.at, place, pressed=press, language=who.language)
        reply = self._conversation.handle(message)
        return answer_buttons.with_buttons(self._conversation.turn(message), reply) if reply.answer else reply

    def _with_people(self, heard: Said) -> str:
        """Return what was said with a mention of somebody as the address they are known by, where they are."""

        def address(match: re.Match[str]) -> str:
            mentioned = replace(heard.sender, user=match[1])
            return self._identities.address_of(mentioned) or f"@{match[1]}"

        return _MENTION.sub(address, heard.text)

    def _waiting(self, taken: Taken, who: Who, calls: Sequence[Outgoing]) -> Sequence[Waiting]:
        return [
            Waiting(key=f"{taken.key}/{n}", platform=taken.platform, call=call, person=who.address, at=self._now())
            for n, call in enumerate(calls)
        ]


def _is_meant_for_us(heard: Said) -> bool:
    """Tell whether to answer: in a thread that we are in, people talk with each other, too."""
    if not heard.where.key or heard.mentioned or heard.as_command:
        return True
    return not _MENTION.match(heard.text) and (is_question(heard.text) or is_correction(heard.text) or _goes_on(heard))


def _goes_on(heard: Said) -> bool:
    return heard.text.casefold().startswith(("och ", "and "))
