"""Change one thing in a true sentence so that it is false, and say true things in other words.

Every pair is a quote and a sentence about it. The untrue ones must all be dropped; how many of the true ones are kept
says what that costs.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Pair:
    """What a document says and what a sentence makes of it; `sort` is what was changed."""

    sort: str
    quote: str
    sentence: str


_WORDS = "noll ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton"
_TENS = "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio"
_MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
_FRAMES = (
    "Regionen ska bygga {} i länet.",
    "Enligt strategin ska {} vara på plats.",
    "Under perioden ska regionen ha {} för forskning.",
    "Målet är {} för hela regionen.",
)
_THINGS = ("lager", "kommuner", "vårdcentraler", "forskare", "företag", "prövningar")


def spelled(number: int) -> str:
    """Return a number from 0 to 99 in Swedish words."""
    if number < 20:  # noqa: PLR2004 - one word each
        return _WORDS.split()[number]
    tens, ones = divmod(number, 10)
    return _TENS.split()[tens - 2] + ("" if ones == 0 else _WORDS.split()[ones])


def grouped(number: int, mark: str) -> str:
    """Return a number with its thousands set apart by `mark`."""
    return f"{number:,}".replace(",", mark)


def _thousands(draw: random.Random) -> tuple[str, str, str]:
    number = draw.randrange(1_000, 900_000)
    marks = [" ", "\u00a0", ".", ""]
    thing = draw.choice(_THINGS)
    forms = [f"{grouped(one, draw.choice(marks))} {thing}" for one in (number, number, _other(draw, number))]
    return forms[0], forms[1], forms[2]


def _other(draw: random.Random, number: int) -> int:
    """Return a number with one digit changed, added or lost."""
    digits = str(number)
    at = draw.randrange(len(digits))
    kinds: list[Callable[[], str]] = [
        lambda: digits[:at] + str((int(digits[at]) + draw.randrange(1, 9)) % 10) + digits[at + 1 :],
        lambda: digits + "0",
        lambda: digits[:-1] or "7",
    ]
    other = int(draw.choice(kinds)())
    return other if other != number and other > 0 else number + 1


def _millions(draw: random.Random) -> tuple[str, str, str]:
    tenths = draw.randrange(11, 99)
    value, other = (f"{Decimal(one) / 10}".replace(".", ",") for one in (tenths, tenths + draw.choice([-1, 1, 10])))
    scale, wrong = draw.choice([("miljoner", "miljarder"), ("miljarder", "miljoner")])
    false = draw.choice([f"{other} {scale} kronor", f"{value} {wrong} kronor", f"{value} {scale} euro"])
    return f"{value} {scale} kronor", f"{value.replace(',', '.')} {scale} kr", false


def _percent(draw: random.Random) -> tuple[str, str, str]:
    value = draw.randrange(2, 99)
    other = value + draw.choice([-1, 1]) if value < 98 else 50  # noqa: PLR2004 - stays a share
    forms: list[Callable[[int], str]] = [
        lambda one: f"{one} %",
        lambda one: f"{one} procent",
        lambda one: f"{spelled(one)} procent",
    ]
    first, second, third = (draw.choice(forms) for _ in range(3))
    thing = draw.choice(_THINGS)
    false = draw.choice([third(other), f"{value}", f"{value} procentenheter"])
    return f"{first(value)} av alla {thing}", f"{second(value)} av alla {thing}", f"{false} av alla {thing}"


def _spelled(draw: random.Random) -> tuple[str, str, str]:
    value = draw.randrange(2, 98)
    thing, other = draw.choice(_THINGS), draw.choice([value + 1, value + 2, max(2, value - 1) if value > 2 else 9])  # noqa: PLR2004 - two stays several
    forms = draw.choice([(spelled(value), str(value)), (str(value), spelled(value))])
    return f"{forms[0]} {thing}", f"{forms[1]} {thing}", f"{draw.choice([spelled(other), str(other)])} {thing}"


def _share(draw: random.Random) -> tuple[str, str, str]:
    thing = draw.choice(_THINGS)
    whole = draw.randrange(3, 10)
    part = draw.randrange(2, whole)
    ratio = f"{spelled(part)} av {spelled(whole)} {thing}", f"{part} av {whole} {thing}"
    false = draw.choice([f"{part} av {whole + 1} {thing}", f"{spelled(whole)} av {spelled(part)} {thing}"])
    half = f"hälften av alla {thing}"
    wrong = draw.choice(["en tredjedel", "en fjärdedel", "två tredjedelar", "en femtedel"])
    return draw.choice([(*ratio, false), (half, half, f"{wrong} av alla {thing}")])


def _halves(draw: random.Random) -> tuple[str, str, str]:
    value = draw.randrange(1, 9)
    true = f"{spelled(value)} och ett halvt års stöd"
    return true, true, draw.choice([f"{spelled(value + 1)} och ett halvt års stöd", f"{spelled(value)} års stöd"])


def _day(draw: random.Random) -> tuple[str, str, str]:
    day, month, year = draw.randrange(1, 28), draw.randrange(12), draw.randrange(2020, 2040)
    true = f"{day} {_MONTHS[month]} {year}"
    false = draw.choice(
        [
            f"{day + 1} {_MONTHS[month]} {year}",
            f"{day} {_MONTHS[(month + draw.randrange(1, 11)) % 12]} {year}",
            f"{day} {_MONTHS[month]} {year + 1}",
        ]
    )
    iso = f"{year}-{month + 1:02}-{day:02}"
    return (
        f"ett beslut den {true}",
        draw.choice([f"ett beslut {iso}", f"ett beslut den {true}"]),
        f"ett beslut den {false}",
    )


def _month(draw: random.Random) -> tuple[str, str, str]:
    month = draw.randrange(12)
    wrong = _MONTHS[(month + draw.randrange(1, 11)) % 12]
    return f"ett beslut i {_MONTHS[month]}", f"ett beslut i {_MONTHS[month]}", f"ett beslut i {wrong}"


def _period(draw: random.Random) -> tuple[str, str, str]:
    year, quarter = draw.randrange(2019, 2039), draw.randrange(1, 4)
    return draw.choice(
        [
            (
                f"en plan för {year}/{year % 100 + 1}",
                f"en plan för {year}/{year % 100 + 1}",
                f"en plan för {year + 1}/{year % 100 + 2}",
            ),
            (f"en plan för Q{quarter} {year}", f"en plan för Q{quarter} {year}", f"en plan för Q{quarter + 1} {year}"),
            (f"en plan för {year}–{year + 4}", f"en plan för {year} till {year + 4}", f"en plan för {year}–{year + 5}"),
        ]
    )


FIGURES: tuple[tuple[str, Callable[[random.Random], tuple[str, str, str]]], ...] = (
    ("1 500", _thousands),
    ("1,5 miljoner", _millions),
    ("25 %", _percent),
    ("tjugofem", _spelled),
    ("två av tre, hälften", _share),
    ("ett och ett halvt", _halves),
    ("12 mars 2026", _day),
    ("i maj", _month),
    ("2024/25, Q3, 2024–2028", _period),
)
_TURNED: tuple[tuple[str, str, str], ...] = (
    ("a no", "Regionen ska {} i länet.", "Regionen ska inte {} i länet."),
    ("a no", "Regionen ska inte {} i länet.", "Regionen ska {} i länet."),
    ("may and must", "Regionen bör {} i länet.", "Regionen ska {} i länet."),
    ("may and must", "Regionen kan {} i länet.", "Regionen måste {} i länet."),
    ("may and must", "Regionen vill {} i länet.", "Regionen får {} i länet."),
    ("before and after", "Regionen ska {} före 2030.", "Regionen ska {} efter 2030."),
    ("before and after", "Regionen ska {} senast 2030.", "Regionen ska {} tidigast 2030."),
    ("least and most", "Regionen ska {} i minst tio år.", "Regionen ska {} i högst tio år."),
    ("all", "Regionen ska {} i länet.", "Regionen ska alltid {} i länet."),
    ("name", "Regionen ska {} i Uppsala.", "Regionen ska {} i Malmö."),
    ("name", "Region Norr ska {} i länet.", "Region Söder ska {} i länet."),
    ("unit", "Regionen ska {} inom 30 dagar.", "Regionen ska {} inom 30 veckor."),
)
_DEEDS = (
    "bygga lager",
    "utveckla forskning",
    "samordna prövningar",
    "öka beredskapen",
    "stödja företag",
    "dela hälsodata",
    "utbilda personal",
    "mäta resultaten",
)


def untrue(count: int, seed: int) -> Iterator[Pair]:
    """Yield `count` pairs whose sentence says something else than the quote."""
    draw = random.Random(seed)  # noqa: S311 - the same figures every time
    for at in range(count):
        if at % 4 == 0:
            sort, quote, sentence = draw.choice(_TURNED)
            deed = draw.choice(_DEEDS)
            yield Pair(sort, quote.format(deed), sentence.format(deed))
        else:
            sort, make = FIGURES[at % len(FIGURES)]
            true, _, false = make(draw)
            frame = draw.choice(_FRAMES)
            yield Pair(sort, frame.format(true), frame.format(false))


def true(count: int, seed: int) -> Iterator[Pair]:
    """Yield `count` pairs whose sentence says what the quote does, the words in another order or form."""
    draw = random.Random(seed)  # noqa: S311 - as above
    for at in range(count):
        if at % 4 == 0:
            deed = draw.choice(_DEEDS)
            year = draw.randrange(2026, 2040)
            yield draw.choice(
                [
                    Pair("order", f"Regionen ska {deed} före {year}.", f"Före {year} ska regionen {deed}."),
                    Pair("order", f"Regionen ska inte {deed} i länet.", f"I länet ska regionen inte {deed}."),
                    Pair("verb", f"Regionen ska arbeta för att {deed} i länet.", f"Regionen ska {deed} i länet."),
                    Pair("verb", f"Regionen bör {deed} i länet.", f"Enligt strategin bör regionen {deed} i länet."),
                ]
            )
        else:
            sort, make = FIGURES[at % len(FIGURES)]
            quoted, said, _ = make(draw)
            frame = draw.choice(_FRAMES)
            yield Pair(sort, frame.format(quoted), frame.format(said))
