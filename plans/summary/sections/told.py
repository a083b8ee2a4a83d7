"""What the owners say of an area: their confirmed words, and above them what a model has made of them."""

from collections.abc import Iterable, Iterator

from plans.model import NarratedSentence, Narrative
from plans.summary.accounts import Account
from plans.summary.blocks import Block, Heading, Paragraph, Quote
from plans.summary.condensing import condensed
from plans.summary.sections.material import Material, titled


def area_words(given: Material, told: Iterable[Account]) -> Iterator[Block]:
    """Quote what the owners of an area's actions have confirmed, action by action, and say where nothing came."""
    kept = list(told)
    yield from _narrated(given, kept)
    for account in kept:
        for update in account.updates:
            yield given.quote(condensed(update), update, about=_standing(given, account))
        if account.implementation is None:
            yield Paragraph(given.t("report.area.unheard", nr=account.nr, known=given.known(account)))


def whole_replies(given: Material) -> Iterator[Block]:
    """Quote in full the replies that were shortened."""
    long = [(a, update) for a in given.accounts for update in a.updates if condensed(update) != update.text]
    if long:
        yield Heading(given.t("report.narrative.whole"))
        for account, update in long:
            yield given.quote(update.text, update, about=titled(account))


def use_of_model(given: Material) -> str:
    """Say how a language model was used, if one was."""
    t, made = given.t, _made(given)
    if not made:
        return t("report.limit.model")
    answered = any(one.answered for one in made)  # what no reply can change
    return t("report.limit.model_used" if answered else "report.limit.model_failed", model=made[0].model)


def _narrated(given: Material, told: list[Account]) -> Iterator[Block]:
    """Quote the model, sentence by sentence, each with the one reply it rests on; it never speaks for two actions."""
    here = {account.nr for account in told}
    quotes = [
        quote
        for one in _made(given)
        if one.nr in here
        for sentence in _standing_sentences(given, one)
        for quote in _sentence(given, one, sentence)
    ]
    if quotes:
        yield Paragraph(given.t("report.narrative.by_model"))
        yield from quotes


def _sentence(given: Material, made: Narrative, sentence: NarratedSentence) -> Iterator[Quote]:
    """Yield the model's sentence as its own, and the owner's words that it rests on as the owner's."""
    update = next(update for update in given.of(made.nr).updates if update.id == sentence.update_id)
    said = given.t("report.narrative.attribution", model=made.model, date=given.day(update))
    yield Quote(sentence.text, said, made.nr, given.cite(update))
    if [sentence.text] != list(sentence.passages):
        yield given.quote(" […] ".join(sentence.passages), update)


def _made(given: Material) -> list[Narrative]:
    return [one for one in given.snapshot.narratives if one.language == given.t.language]


def _standing_sentences(given: Material, made: Narrative) -> Iterator[NarratedSentence]:
    """Yield the sentences whose reply still stands: a correction takes what was made of the old words away."""
    account = given.find(made.nr)
    standing = {update.id for update in account.updates} if account else set()
    yield from (sentence for sentence in made.sentences if sentence.update_id in standing)


def _standing(given: Material, account: Account) -> str:
    told = given.t("figures.row.standing", status=given.status(account), forecast=given.forecast(account).lower())
    return given.t("report.narrative.about", nr=account.nr, standing=told)
