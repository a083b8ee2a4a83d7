"""Write numbers as a language writes them: thousands apart, a decimal sign, per cent, and no needless zeros."""

from decimal import Decimal

NONE = "–"


def in_figures(value: float | Decimal | None, language: str) -> str:
    """Return a number as `language` writes it; a dash for None."""
    if value is None:
        return NONE
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    plain = f"{exact:,f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    if language == "en":
        return plain
    return plain.replace(",", "\u00a0").replace(".", ",")


def in_per_cent(fraction: float, language: str) -> str:
    """Return a fraction in whole per cent, as `language` writes it."""
    space = "\u00a0" if language == "sv" else ""
    return f"{round(fraction * 100)}{space}%"
