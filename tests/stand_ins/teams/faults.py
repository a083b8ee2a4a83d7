"""What Teams' connector refuses, in Microsoft's words."""

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


class Refused(Exception):  # noqa: N818 - it is what Teams answers, not a mistake of the test
    """An answer of the connector that is no success."""

    def __init__(self, code, words="", **headers):
        self.status, standard = REFUSALS[code]
        self.code, self.words, self.headers = code, words or standard, headers
        super().__init__(f"{self.status} {code}: {self.words}")

    @property
    def body(self):
        return {"error": {"code": self.code, "message": self.words}}
