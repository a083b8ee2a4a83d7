"""Dates and numbers in a reader's language. The only file of `plans` that imports babel, and only when it is used."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from functools import cache

from prompts.texts import Texts


@cache
def written_date(day: date, language: str) -> str:
    """Return a date in words: "31 mars 2028" in Swedish, "31 March 2028" in English."""
    from babel.dates import format_date  # noqa: PLC0415 - babel's locale data is slow to load and seldom needed

    return format_date(day, "d MMMM y", locale=_locale(language))


def with_written_days(values: Mapping[str, str], names: Collection[str], language: str) -> dict[str, str]:
    """Return a text's variables as they are read: those of `names`, which are kept as ISO dates, in words."""
    return {
        name: written_date(date.fromisoformat(value), language) if name in names else value
        for name, value in values.items()
    }


def written_number(value: Decimal | int, language: str) -> str:
    """Return a number with the language's decimal sign and thousands: "4 870,5" in Swedish, "4,870.5" in English."""
    from babel.numbers import format_decimal  # noqa: PLC0415 - as above

    return format_decimal(value, format="#,##0.######", locale=_locale(language))


def _locale(language: str) -> str:
    return "en_GB" if language == "en" else language


def place_in_words(file: str, sheet: str | None, row: int | None, t: Texts) -> str:
    """Return where something stands in a plan's file: "plan.xlsx, Kusten, rad 2"."""
    return ", ".join(part for part in (file, sheet, t("lookup.source.row", row=row) if row else "") if part)
