"""Tell which clauses of a reply are about the action that it answers, when it names others too.

"S6 klart, S7 försenad" and a line for each action are read action by action: a number at the start of a clause holds
until another number, or an empty line. "S6 och S7 är klara" is about both. A number inside a clause ("vi slår ihop den
med S7") names the other action without being about it, unless a status is stated of it there.
"""

import re

from plans.patterns import Pattern

_NR = r"[A-ZÅÄÖ]{1,3}-?\d{1,3}"
_LIST = Pattern(
    rf"^\W*(?:(?i:och|and|men|but|både|såväl|both|åtgärd(?:erna|en)?|actions?|nr\.?|(?:när det|vad) gäller|angående|"
    rf"beträffande|gällande|avseende|as for|regarding|concerning|för|for)\s+)*"
    rf"(?P<nrs>{_NR}(?:(?:\s*[,/&]\s*|\s+(?:och|and|samt)\s+){_NR})*)(?![\w%-])(?P<colon>\s*[:–-]\s+)?"
)
_ALONE = Pattern(_NR)
_STATED = Pattern(
    r"\b(?P<named>åtgärd(?:en)?|action)\s+(?P<nr>[A-ZÅÄÖ]{0,3}-?\d{1,3})\b|"
    rf"\b(?:om|för|gällande|about|regarding)\s+(?P<about>{_NR})\b|"
    rf"\b(?P<bare>{_NR})\s*(?=:(?![a-zåäö])|\b(?:är|is|har|has|blev|was)\b)",
)
# Quarters, terms, weeks and the like look as numbers of actions do.
_NO_NUMBER = Pattern(r"(?:Q|K|H|T|V|CO|VT|HT|KL|ISO|COVID|COVID-)\d{1,2}$", re.IGNORECASE)


def listed_numbers(sentence: str) -> int:
    """Return where the numbers end that a sentence begins with ("S6, S7 och S9: oförändrat"), 0 where it has none."""
    match = _LIST.match(sentence)
    return match.end("nrs") if match else 0


class Addressee:
    """Follows a reply clause by clause, and tells of each whether it is about the action `nr`."""

    def __init__(self, nr: str) -> None:
        self._nr = nr.upper()
        self._here = True

    def paragraph(self) -> None:
        """Take what follows an empty line to be about the action again."""
        self._here = True

    def takes(self, clause: str) -> bool:
        """Tell whether a clause is about the action; one that begins with numbers decides for those after it."""
        match = _LIST.match(clause)
        named = self._actions(match["nrs"]) if match else ()
        if named:
            self._here = self._nr in named
            return self._here
        return self._here and not any(self._is_other(found) for found in _STATED.finditer(clause))

    def label(self, clause: str) -> int:
        """Return how many characters at the start of a clause only say which action it is about ("S6: ")."""
        match = _LIST.match(clause)
        return match.end() if match and self._actions(match["nrs"]) and match["colon"] else 0

    def _actions(self, words: str) -> tuple[str, ...]:
        found = tuple(nr.upper() for nr in _ALONE.findall(words))
        return tuple(nr for nr in found if nr == self._nr or self._is_number(nr))

    def _is_number(self, nr: str) -> bool:
        """Tell whether what looks like a number is one; "K3" is where the action's own number begins with K."""
        return not _NO_NUMBER.match(nr) or re.sub(r"\d", "", nr) == re.sub(r"\d", "", self._nr)

    def _is_other(self, match: re.Match[str]) -> bool:
        nr = (match["nr"] or match["about"] or match["bare"]).upper()
        return nr != self._nr and self._is_number(nr)
