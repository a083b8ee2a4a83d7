"""Replies as Teams' messages and Adaptive Cards 1.5. Pure: a reply in, JSON out.

The text of a reply is shown whole and as it stands. Without buttons it is a message of text, unless Teams would make
a link, a mention or a picture of something in it: then it is a card, in whose lines nothing is read. What one card does
not hold goes on in the next message.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from bot.platforms.base import Button, Form, Home, HomePart, Page, Reply
from bot.platforms.pieces import parts_of
from bot.platforms.plain import shortened, visible
from bot.platforms.teams import limits
from bot.platforms.teams.buttons import THUMBS, execute, leading, rows
from bot.platforms.teams.carried import packed
from bot.platforms.teams.inputs import inputs_of
from bot.platforms.teams.limits import weight_of
from bot.platforms.teams.reading import FORM, PRESS
from bot.platforms.teams.rich import is_harmless, line, lines_of, marked_lines
from plans.wording import written_date
from prompts.texts import LANGUAGES, texts
from retrieval.model import Answer, AnswerMode, Citation, SentenceKind

VERSION: Final = "1.5"
_SCHEMA: Final = "http://adaptivecards.io/schemas/adaptive-card.json"
_CARD: Final = "application/vnd.microsoft.card.adaptive"

Json = dict[str, Any]


def activities_of(reply: Reply, language: str, nonce: str, chat: str = "") -> list[Json]:
    """Return a reply as messages, to be sent in this order: its text, cited where it answers, then its buttons.

    `nonce` is what the presses of its buttons share, `chat` the address of the chat with the bot alone, for a reply
    that is read elsewhere and leads there.
    """
    if reply.answer is not None:
        return _answer(reply, reply.answer, nonce)
    text = visible(reply.text).strip()
    lines, chooser = lines_of(text) or [line("–")], texts(language)("teams_cards.open_source")
    there = [leading(texts(language)("teams_cards.chat"), chat)] if reply.alone and chat else []
    buttons = rows(buttons_of(reply, language), nonce, chooser, packed(text)) + there
    if not buttons and text and is_harmless(text):
        return [_said(part) for part in parts_of(text, limits.TEXT)]
    messages = _in_cards([*lines, *buttons], text)
    if len(messages) == 1:
        return messages  # else what is settled would be all of them, and nothing is carried
    return _in_cards([*lines, *rows(buttons_of(reply, language), nonce, chooser), *there], text)


def buttons_of(reply: Reply, language: str) -> tuple[Button, ...]:
    """Return the buttons of a reply, with that of its form where it has one."""
    form = (Button("form", texts(language)("teams_cards.form"), reply.form),) if reply.form else ()
    return (*form, *reply.buttons)


def _answer(reply: Reply, answer: Answer, nonce: str) -> list[Json]:
    """Return an answer in its own language, with Teams' own citations and thumbs; what can be done stands in a card."""
    say = texts(answer.answer_language)
    shown = [button for button in reply.buttons if button.key not in THUMBS]
    below = [line(_worth(answer), isSubtle=True, size="Small")]
    below += rows(shown, nonce, say("teams_cards.open_source"))
    text = visible(reply.text).strip()
    if text and is_harmless(text):
        messages = [_said(part) for part in parts_of(text, limits.TEXT)]
        first, *more = _in_cards(below, text)
        messages[-1]["attachments"] = first["attachments"]
        messages += more
    else:
        titles = [source.title for source in (*answer.sources, *answer.nearest)]
        messages = _in_cards([*(lines_of(text, titles) or [line("–")]), *below], text)
    if entity := _citations(answer):
        messages[0]["entities"] = [entity]
    if any(button.key in THUMBS for button in reply.buttons):
        messages[-1]["channelData"] = {"feedbackLoop": {"type": "default"}}
    return messages


def _worth(answer: Answer) -> str:
    """Return on which day an answer holds and who worded it."""
    say = texts(answer.answer_language)
    parts = [say("teams_cards.worth.day", day=written_date(answer.as_of, answer.answer_language))]
    if answer.mode is AnswerMode.LLM:
        parts.append(say("teams_cards.worth.model"))
    elif any(sentence.kind is SentenceKind.COMPUTED for sentence in answer.sentences):
        parts.append(say("teams_cards.worth.computed"))
    elif answer.sentences:
        parts.append(say("teams_cards.worth.quoted"))
    return " · ".join(parts)


def _citations(answer: Answer) -> Json:
    """Return the one entity that a message may have of its kind: its citations, and whether a model wrote it."""
    by_number = {source.n: source for source in reversed(answer.sources) if source.n > 0}
    claims = [_claim(by_number[n]) for n in sorted(by_number)[: limits.CITATIONS]]
    is_models = answer.mode is AnswerMode.LLM
    if not claims and not is_models:
        return {}
    made: Json = {"type": "https://schema.org/Message", "@type": "Message", "@context": "https://schema.org", "@id": ""}
    made |= {"additionalType": ["AIGeneratedContent"]} if is_models else {}
    return made | ({"citation": claims} if claims else {})


def _claim(source: Citation) -> Json:
    name, abstract = (" ".join(visible(text).split()) for text in (source.title or source.document, source.quote))
    shown = {"name": shortened(name, limits.NAME) or "–", "abstract": shortened(abstract, limits.ABSTRACT) or "–"}
    return {"@type": "Claim", "position": source.n, "appearance": {"@type": "DigitalDocument", **shown}}


def _said(text: str) -> Json:
    return {"type": "message", "textFormat": "plain", "text": text}


def _in_cards(elements: Sequence[Json], text: str) -> list[Json]:
    """Return elements as messages, each with one card of no more than Teams shows."""
    held: list[list[Json]] = [[]]
    used = 0
    for element in elements:
        weight = weight_of(element) + 1
        if held[-1] and used + weight > limits.CARD:
            held.append([])
            used = 0
        held[-1].append(element)
        used += weight
    return [{"type": "message", "summary": notice_of(text), "attachments": [attached(card(body))]} for body in held]


def notice_of(text: str) -> str:
    """Return what a notification shows of a message: its first line."""
    return next((shortened(each.strip(), limits.NOTICE) for each in text.splitlines() if each.strip()), "–")


def card(body: Sequence[Json]) -> Json:
    """Return a card."""
    return {"type": "AdaptiveCard", "$schema": _SCHEMA, "version": VERSION, "body": list(body)}


def attached(content: Json) -> Json:
    """Return a card as a message carries it."""
    return {"contentType": _CARD, "content": content}


def text_card(text: str) -> Json:
    """Return a card that only shows a text, as much of it as one card holds."""
    return card(fitting(lines_of(text) or [line("–")]))


def page_card(page: Page) -> Json:
    """Return a source that somebody opened, with the stretch that is meant in bold; as much as one card holds.

    Where that is not all of it, what stands furthest from that stretch is left out.
    """
    head = line(shortened(page.lead, limits.LEAD), isSubtle=True)
    lines = marked_lines(page.text, *page.marked)
    marked = [n for n, each in enumerate(lines) if any(run.get("weight") for run in each["inlines"])] or [0]
    first, last = marked[0], min(marked[-1], len(lines) - 1)
    room = limits.CARD - weight_of(head) - sum(weight_of(each) + 1 for each in lines[first : last + 1])
    while room > 0 and (first > 0 or last < len(lines) - 1):
        is_above = first > 0 and (marked[0] - first <= last - marked[-1] or last == len(lines) - 1)
        at = first - 1 if is_above else last + 1
        room -= weight_of(lines[at]) + 1
        if room > 0:
            first, last = (at, last) if is_above else (first, at)
    above = [line("…")] if first > 0 else []
    below = [line("…")] if last < len(lines) - 1 else []
    return card(fitting([head, *above, *lines[first : last + 1], *below]))


def form_card(
    form: Form,
    faults: Mapping[str, str] | None = None,
    filled: Mapping[str, str] | None = None,
    said: str = "",
) -> Json:
    """Return a form as a card, as it was `filled` in where it was, what is wrong said above its field.

    `said` is what stood in its place, as `packed`: it stands there again afterwards.
    """
    fields = [replace(field, value=filled.get(field.key, "")) if filled else field for field in form.fields]
    body = [line(shortened(form.title, limits.TITLE), weight="Bolder", size="Medium")]
    body += lines_of(shortened(form.lead, limits.LEAD))
    about = {"key": form.key, "value": form.about, "nonce": form.nonce}
    cancel = {"verb": PRESS, **about, "key": "form_cancel", "label": form.cancel}
    actions = [
        execute(form.submit, {"verb": FORM, **about}, said=said) | {"style": "positive"},
        execute(form.cancel, cancel, reads_inputs=False, said=said),
    ]
    below = {"type": "ActionSet", "actions": actions}
    room = limits.CARD - weight_of([*body, below])
    return card([*body, *inputs_of(fields, faults or {}, _missing(form), room), below])


def _missing(form: Form) -> str:
    """Return what is said of a required field that is empty, in the form's language: its way out tells which it is."""
    fits = (language for language in LANGUAGES if texts(language)("form.cancel") == form.cancel)
    return texts(next(fits, LANGUAGES[0]))("teams_cards.missing")


def home_card(home: Home, nonce: str) -> Json:
    """Return somebody's page as a card, for Teams has none of a bot's own; parts that do not fit are left out."""
    body: list[Json] = []
    for part in home.parts:
        more = [*body, *_part(part, nonce)]
        if weight_of(more) > limits.CARD:
            break
        body = more
    return card(body or [line(home.title, weight="Bolder", size="Medium")])


def _part(part: HomePart, nonce: str) -> list[Json]:
    heading = shortened(part.heading, limits.TITLE)
    found = (
        [line(heading, weight="Bolder", size="Medium") | {"separator": True, "spacing": "Medium"}] if heading else []
    )
    return [*found, *lines_of(part.text), *rows([b for b in part.buttons if b.key not in THUMBS], nonce)]


def fitting(elements: Sequence[Json], below: Sequence[Json] = ()) -> list[Json]:
    """Return as many elements as one card holds beside what stands below, with a sign where more is left."""
    kept: list[Json] = []
    room = limits.CARD - weight_of(list(below))
    for element in elements:
        room -= weight_of(element) + 1
        if room < 0:
            return [*kept, line("…")]
        kept.append(element)
    return kept
