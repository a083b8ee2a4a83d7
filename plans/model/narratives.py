"""What a language model has worded of an action's own replies: sentences, and the passages each of them rests on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NarratedSentence:
    """A sentence that a model wrote and that held when it was checked against the reply it rests on."""

    text: str
    update_id: str
    passages: tuple[str, ...]  # words of that reply, verbatim


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrative:
    """Berättelse: what a model made of one action's replies; no sentences where none held, or it gave none."""

    nr: str
    language: str
    model: str
    update_ids: tuple[str, ...]  # the replies that it was given
    sentences: tuple[NarratedSentence, ...] = ()
    answered: bool = True  # False: the model could not be asked, or gave no answer
