"""What the stand-in is told to do wrong, by method, for the next calls or until it is told to stop."""

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatch

# Microsoft's own table of what its conversation calls answer: code -> (status, words).
REFUSALS = {
    "BadArgument": (400, "Invalid request payload."),
    "BadSyntax": (400, "Bad format of conversation ID."),
    "BotNotRegistered": (401, "No registration found for this bot."),
    "BotDisabledByAdmin": (403, "The tenant admin disabled this bot."),
    "BotNotInConversationRoster": (403, "The bot is not part of the conversation roster."),
    "ConversationBlockedByUser": (403, "User blocked the conversation with the bot."),
    "ContentStreamNotAllowed": (403, "Content stream is not allowed."),
    "NotEnoughPermissions": (403, "Bot does not have the required permissions to perform the requested action."),
    "ActivityNotFoundInConversation": (404, "The message ID provided couldn't be found in the conversation."),
    "ConversationNotFound": (404, "The conversation was not found."),
    "MemberNotFoundInConversation": (404, "The member could not be found in the conversation."),
    "TeamNotFound": (404, "The team was not found."),
    "PreconditionFailed": (412, "Precondition failed, please try again."),
    "MessageSizeTooBig": (413, "Message size too large."),
    "Throttled": (429, "Too many requests."),
    "ServiceError": (500, "Internal error."),
}
ON_THE_WAY = ("5xx_before", "5xx_after", "drop_before", "drop_after", "hang_before", "hang_after")


class Refused(Exception):  # noqa: N818 - it is what Teams answers, not a mistake of the test
    """An answer of the connector that is no success."""

    def __init__(self, code, words="", **headers):
        self.status, standard = REFUSALS[code]
        self.code, self.words, self.headers = code, words or standard, headers
        super().__init__(f"{self.status} {code}: {self.words}")

    @property
    def body(self):
        return {"error": {"code": self.code, "message": self.words}}


@dataclass
class Fault:
    method: str  # "send", "update", "delete", "create", "members", "token", "upload", "keys", …; may hold *
    how: str
    left: int | None = 1  # None: until it is taken away
    retry_after: int = 1  # seconds, for Throttled
    seconds: float = 30.0  # how long it hangs
    conversation: str = ""  # only calls about this conversation
    words: str = ""


class Faults:
    """`faults("send", "5xx_after", times=2)`; `with faults.on("*", "BotNotInConversationRoster"): …`.

    `how` is one of `ON_THE_WAY` (before or after the message was taken) or one of `REFUSALS`; `Throttled` has a
    Retry-After.
    """

    def __init__(self):
        self._all: list[Fault] = []
        self._lock = threading.Lock()

    def __call__(self, method, how, *, times=1, **more):
        assert how in REFUSALS or how in ON_THE_WAY, how
        fault = Fault(method, how, times, **more)
        with self._lock:
            self._all.append(fault)
        return fault

    @contextmanager
    def on(self, method, how, **more):
        fault = self(method, how, times=None, **more)
        try:
            yield fault
        finally:
            self.off(fault)

    def off(self, fault=None):
        """Take one fault away, or all of them."""
        with self._lock:
            self._all = [one for one in self._all if fault is not None and one is not fault]

    def next(self, method, conversation=""):
        """The fault that this call meets, counted down; None when all is well."""
        with self._lock:
            for fault in self._all:
                if fnmatch(method, fault.method) and fault.conversation in {"", conversation}:
                    if fault.left is not None:
                        fault.left -= 1
                        self._all = [one for one in self._all if one.left is None or one.left > 0]
                    return fault
        return None
