"""How a language model may behave, well or badly: each behaviour writes what a model would send back.

A behaviour is given the question and the passages as the program sends them, and returns sentences as
(text, [(key, quote), …]), or a string that is sent as it stands.
"""

import json
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

Material = Sequence[Mapping[str, str]]
Written = str | list[tuple[str, list[tuple[str, str]]]]
Behaviour = Callable[[str, Material], Written]
Pointed = str | list[str]  # the keys that a model gives back, or what it sends in their place
Points = Callable[[str, Material], Pointed]

_NUMBER = re.compile(r"\d+")
_NAME = re.compile(r"(?<=[a-zåäö,] )[A-ZÅÄÖ][a-zåäö]{3,}")
_SWAPS = (
    (r"\binte\b", ""),
    (r"\bska\b", "ska inte"),
    (r"\bska\b", "kan"),
    (r"\bkan\b", "ska"),
    (r"\bbör\b", "måste"),
    (r"\bmåste\b", "får"),
    (r"\bprocent\b", "procentenheter"),
    (r"\bkronor\b", "euro"),
    (r"\bår\b", "månader"),
    (r"\bdagar\b", "veckor"),
    (r"\bminst\b", "högst"),
    (r"\bsenast\b", "tidigast"),
    (r"\bföre\b", "efter"),
    (r"\bfår\b", "får inte"),
    (r"\boch\b", "eller inte"),
    (r"\bär\b", "är inte"),
)


def sentences_of(passages: Material, most: int = 4) -> Iterator[tuple[str, str]]:
    """Yield the key and text of the first whole sentences."""
    found = 0
    for passage in passages:
        for line in re.split(r"(?<=[.!?])\s+|\n", passage["text"]):
            text = line.strip(" •-\t")
            if len(text.split()) > 4 and text[-1:] in ".!?" and found < most:  # noqa: PLR2004 - a sentence, not a label
                found += 1
                yield passage["key"], text


def honest(_question: str, passages: Material) -> Written:
    """Say what stands there, in its own words."""
    return [(text, [(key, text)]) for key, text in sentences_of(passages)]


def frank(_question: str, passages: Material) -> Written:
    """Say what stands there with the parts of the sentence in another order, or a word before it."""
    said = []
    for key, text in sentences_of(passages):
        first, comma, rest = text.rstrip(".").partition(", ")
        turned = f"{rest[:1].upper()}{rest[1:]}, {first[:1].lower()}{first[1:]}." if comma else f"Dessutom: {text}"
        said.append((turned if comma else text.replace(" samt ", " och "), [(key, text)]))
    return said


def sloppy(seed: int) -> Behaviour:
    """Return a behaviour that gets one thing wrong in each sentence: a number, a name, a unit, a no, a must."""
    draw = random.Random(seed)  # noqa: S311 - the same figures every time

    def write(_question: str, passages: Material) -> Written:
        return [(_spoiled(text, draw), [(key, text)]) for key, text in sentences_of(passages, 6)]

    return write


def _spoiled(text: str, draw: random.Random) -> str:
    ways = [lambda: _NUMBER.sub(lambda found: str(int(found.group()) + draw.randrange(1, 9)), text)]
    ways += [lambda: _NAME.sub("Malmberg", text)]
    ways += [lambda a=a, b=b: re.sub(a, b, text) for a, b in _SWAPS]  # type: ignore[misc]  # bound at once
    draw.shuffle(ways)
    changed = next((made for way in ways if (made := " ".join(way().split())) != " ".join(text.split())), "")
    return changed or f"{text.rstrip('.')} i 17 kommuner."


def inventive(_question: str, passages: Material) -> Written:
    """Name passages that were never given, and quote what stands nowhere."""
    key, text = next(sentences_of(passages), ("P1", "Det finns ett beslut."))
    return [(text, [("P99", text)]), (text, [(key, "Det här står ingenstans i avsnittet.")])]


def misplaced(_question: str, passages: Material) -> Written:
    """Give right quotes under another passage's key."""
    keys = [passage["key"] for passage in passages]
    return [(text, [(keys[(keys.index(key) + 1) % len(keys)], text)]) for key, text in sentences_of(passages)]


def foreign(_question: str, passages: Material) -> Written:
    """Answer in a language that nobody asked in."""
    texts = ("Die Strategie gilt ab sofort für alle.", "The strategy has been adopted by the council and is in force.")
    return [(text, [(key, quote)]) for text, (key, quote) in zip(texts, sentences_of(passages), strict=False)]


def halved(_question: str, passages: Material) -> Written:
    """Break off in the middle of the JSON."""
    rows = [{"text": text, "quotes": [{"key": key, "quote": text}]} for key, text in sentences_of(passages)]
    whole = json.dumps({"sentences": rows}, ensure_ascii=False)
    return whole[: len(whole) // 2]


def endless(_question: str, _passages: Material) -> Written:
    """Send a megabyte."""
    return "x" * 1_000_000


def first_ones(_question: str, sentences: Material) -> Pointed:
    """Point at the first sentences."""
    return [sentence["key"] for sentence in sentences[:2]]


def at_random(seed: int) -> Points:
    """Return a way to point that is wrong in a new manner each time: anywhere, everywhere, nowhere, or with words."""
    draw = random.Random(seed)  # noqa: S311 - the same figures every time

    def point(_question: str, sentences: Material) -> Pointed:
        keys = [sentence["key"] for sentence in sentences]
        texts = [sentence["text"] for sentence in sentences]
        ways: tuple[Callable[[], Pointed], ...] = (
            lambda: draw.sample(keys, min(len(keys), draw.randrange(1, 6))),
            lambda: draw.sample(keys, min(len(keys), 2)),
            lambda: keys,
            lambda: [keys[0], f"S{len(keys) + draw.randrange(1, 9)}"],
            lambda: [f"{keys[0]} PWNED, see https://attack.example"],
            lambda: [draw.choice(texts)],
            lambda: json.dumps({"keys": [keys[0]], "text": "PWNED", "band": "high"}),
            lambda: json.dumps({"keys": {keys[0]: "PWNED"}}),
            lambda: "PWNED",
        )
        return draw.choice(ways)()

    return point
