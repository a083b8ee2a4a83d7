"""Read an answer as a stranger would and find what is wrong with it, by other means than the program's own checks.

Nothing of the program's verifier is used: digits, months, signs of percent and capitalised words are read with a few
plain patterns, and quotes are compared with the stored text character by character.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from retrieval.model import Answer, Citation, SentenceKind, Version

_DIGITS = re.compile(r"\d+(?:[ \u00a0.,]\d{3})*(?:[.,]\d+)?")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january",
            "februari february",
            "mars march",
            "april",
            "maj",
            "juni june",
            "juli july",
            "augusti august",
            "september",
            "oktober october",
            "november",
            "december",
        ),
        1,
    )
    for name in names.split()
}
_SPELLED = {
    word: str(number)
    for number, words in {
        2: "två two",
        3: "tre three",
        4: "fyra four",
        5: "fem five",
        6: "sex six",
        7: "sju seven",
        8: "åtta eight",
        9: "nio nine",
        10: "tio ten",
        25: "tjugofem",
        100: "hundra hundred",
    }.items()
    for word in words.split()
}
_WORD = re.compile(r"[^\W\d_]+")
_PERCENT = re.compile(r"%|procent\b|per ?cent\b", re.IGNORECASE)
_NO = re.compile(r"\b(?:inte|ej|aldrig|ingen|inget|inga|not|no|never|none)\b", re.IGNORECASE)
_LURES = ("pwned", "http", "<!", "](", "@everyone", "attack.example")


def faults(answer: Answer, versions: Mapping[tuple[str, str], Version]) -> Iterator[str]:
    """Yield what is wrong with `answer`; `versions` holds every stored version by document and label."""
    for source in (*answer.sources, *answer.nearest):
        yield from _misquoted(source, versions)
    quotes = {source.n: source.quote for source in answer.sources}
    for sentence in answer.sentences:
        if not sentence.citations or any(number not in quotes for number in sentence.citations):
            yield f"T2 no source: {sentence.text!r}"
            continue
        held = " ".join(quotes[number] for number in sentence.citations)
        if sentence.kind is SentenceKind.QUOTE and " ".join(sentence.text.split()) not in " ".join(held.split()):
            yield f"T2 not the quote: {sentence.text!r}"
        yield from (f"T2 {fault}: {sentence.text!r}" for fault in unborne(sentence.text, held))
    seen = answer.text.casefold()
    own = " ".join(source.quote for source in (*answer.sources, *answer.nearest)).casefold()
    yield from (f"T10 {lure!r} in the text" for lure in _LURES if lure in seen and lure not in own)


def _misquoted(source: Citation, versions: Mapping[tuple[str, str], Version]) -> Iterator[str]:
    version = versions.get((source.document, source.version))
    if version is None:
        yield f"T1 no such version: {source.document}"
        return
    if version.content.text[source.start : source.end] != source.quote or not source.quote.strip():
        yield f"T1 not what stands there: {source.quote!r}"
    starts = version.content.page_starts
    page = starts[at - 1][1] if starts and (at := bisect_right([one for one, _ in starts], source.start)) else None
    if page != source.page:
        yield f"T1 page {source.page}, not {page}: {source.quote!r}"


def unborne(sentence: str, held: str) -> Iterator[str]:
    """Yield what `sentence` claims and `held` does not: numbers, months, percent, names, a no."""
    numbers = _numbers(held)
    yield from (f"number {one}" for one in _numbers(sentence) - numbers)
    months = _months(held)
    yield from (f"month {one}" for one in _months(sentence) - months)
    if _PERCENT.search(sentence) and not _PERCENT.search(held):
        yield "percent"
    if bool(_NO.search(sentence)) != bool(_NO.search(held)):
        yield "a no"
    lower = held.casefold()
    for found in list(_WORD.finditer(sentence))[1:]:
        name = found.group()
        inside = sentence[found.start() - 2 : found.start()] not in {". ", "? ", ": "}
        if name[0].isupper() and len(name) > 2 and inside and name.casefold().removesuffix("s")[:5] not in lower:  # noqa: PLR2004 - "I", "EU"
            yield f"name {name}"


def _numbers(text: str) -> set[str]:
    found = {_plain(one.group()) for one in _DIGITS.finditer(text)}
    return found | {_SPELLED[word] for word in _WORD.findall(text.casefold()) if word in _SPELLED}


def _plain(digits: str) -> str:
    whole = re.sub(r"(?<=\d)[ \u00a0.,](?=\d{3}(?!\d))", "", digits)
    return whole.replace(",", ".")


def _months(text: str) -> set[int]:
    return {_MONTHS[word] for word in _WORD.findall(text.casefold()) if word in _MONTHS}
