"""Whether a statement is about the action as a whole, or about a part of it.

"Klart", "vi är klara" and "åtgärden är avslutad" speak of the whole action, and so does "vägledningen är klar" when the
action is "Ta fram vägledning …"; "mallarna är klara" speaks of a part.
"""

import re

from plans.model import Action
from plans.patterns import Pattern
from plans.stems import are_kin, words_of
from plans.translations import TRANSLATIONS

_FILLERS = (
    r"ja|jo|job|jobbet|japp|jepp|jupp|yup|yepp|jodå|jadå|ok|okej|sådär|tack|jajamän|nu|så|då|hej|yes|yep|äntligen|allt|"
    r"allting|alltså|status|statusen|läge|läget|nuläge|vi|jag|det|"
    r"den|detta|dessa|"
    r"den här|det här|denna|är|har|blev|blivit|var|känner oss|helt|redan|formellt|numera|sedan|officiellt|därmed|ju|"
    r"väl|nog|"
    r"faktiskt|i princip allt|har vi|ligger|står|lagt|lagd|lagda|läggs|"
    r"lägger|satt|sätts|tyvärr|just nu|för närvarande|tills "
    r"vidare|"
    r"tillfälligt|målet är nått|mål nått|målet nått|åtgärden|saken|insatsen|projektet|uppdraget|aktiviteten|arbetet|"
    r"ärendet|e|ä|utbyggnaden|bygget|byggandet|utrullningen|rollouten|rollout|"
    r"arbetena|insatserna|aktiviteterna|därför|"
    r"punkten|programmet|satsningen|hela|"
    r"kan|ni|stänga|betrakta som|anse som|kan betraktas som|markera som|markeras som|räknas som|ses som|på|i|s|som|"
    r"on|nah|nope|no|we've|we have|i've|it|it's|its|this|that|we|we're|i|i'm|is|are|was|were|has|have|had|been|being|"
    r"be put|put|that's us|us|until then|till dess|tills dess|all|everything|now|"
    r"fully|finally|"
    r"already|the|action|project|work|task|currently|formally|officially|entire|whole|activity|initiative|"
    r"rättelse:? det ska (?:vara|stå)|correction:? it should (?:be|say)|"
    r"(?:jag|vi) (?:vill|kan) (?:härmed |därför )?(?:meddela|informera om|bekräfta) att|härmed meddelas att|"
    r"(?:jag|vi) (?:meddelar|bekräftar) (?:härmed )?att|(?:i|we) (?:am|are) pleased to (?:say|report|announce) that|"
    r"(?:i|we) can (?:confirm|report) that|både|båda|both|"
    r"men|och|but|and|also|också|även|own|vår|consider|regard|anser|betraktar|betraktas|räknar|ser|our|del|beslutat|"
    r"att|decided|to|temporarily|unfortunately|sadly|for now"
)
_OF_A_DECISION = Pattern(r"antag|beslut|fastställ|godkän|adopted|approved|decided", re.IGNORECASE)
_LEADING_VERB = Pattern(
    r"^(?:ta fram|tag fram|inrätta|införa|införande av|genomföra|genomförande av|öva|korta|minska|öka|skapa|etablera|"
    r"starta|"
    r"utveckla|utreda|bygga|bygga upp|upprätta|utforma|lansera|publicera|arrangera|anordna|stärka|samordna|"
    r"develop|create|establish|introduce|launch|produce|publish|set up|build|carry out|implement|organise|reduce|"
    r"increase)\s+",
    re.IGNORECASE,
)
# Verbs that end what they do: to develop or to strengthen something may go on for ever.
_INFINITIVE = Pattern(
    r"(?P<stem>(?P<regular>inrätt|upprätt|etabler|lanser|publicer|renover|revider|utarbet|installer)|"
    r"inför|bygg)a\b",
    re.IGNORECASE,
)
_YES_NO = Pattern(r"ja\s*/\s*nej|yes\s*/\s*no", re.IGNORECASE)
_VERB = Pattern(r"(?P<stem>[A-ZÅÄÖ][a-zåäö]{3,})a\s")  # "Kartlägga ensamhet": an infinitive first
_HEAD_END = Pattern(
    r"\s+(?:av|för|till|med|i|på|inom|mellan|om|hos|från|som|vid|of|for|to|in|on|with|between|within|at|from)\s+|"
    r"[:(,–]",
    re.IGNORECASE,
)
# An inquiry is over when its report is there.
_INQUIRY = Pattern(
    r"(?:utredning|genomlysning|kartläggning|studie|analys|översyn|utvärdering|granskning|inventering|study|"
    r"review|survey|"
    r"evaluation|analysis|mapping|inquiry)$",
    re.IGNORECASE,
)
_REPORTS = frozenset(("rapport", "slutrapport", "report"))
_DEFINITE = Pattern(r"(?:en|et|n|t)$")
_PLURAL = Pattern(r"(?:na|arna|erna|orna)$")


class Subject:
    """What counts as the whole of one action."""

    def __init__(self, action: Action) -> None:
        """Take the names of the whole from the action's title and, for a yes/no indicator, from the indicator.

        What comes back (a yearly event) is never over because one of them is: a continuous action has no such names.
        """
        heads = set() if action.continuous else _heads(action.title)
        if heads and not _is_measured(action) and any(_INQUIRY.search(head) for head in heads):
            heads = heads | _REPORTS
        self._decided: set[str] = set()  # "riktlinjer", where the indicator is whether they are adopted
        if action.indicator and _YES_NO.search(action.indicator):
            self._decided = set(words_of(action.indicator)[:1])
        self._is_decided = bool(self._decided) and _OF_A_DECISION.search(action.indicator or "") is not None
        self._heads = heads | self._decided
        self._doing = _doing(action)
        self._counted = words_of(re.sub(r"\s+(?:per|som|i|på|av)\s.*", "", action.indicator or ""))[-1:]
        self._deed = None if action.continuous else _deed(action.title)
        self._fillers = Pattern(
            rf"(?:(?:{_FILLERS}|{re.escape(action.nr)}|[A-ZÅÄÖ]{{1,3}}-?\d{{1,3}})(?![\wåäö'])[\s:!,–-]*)*",
            re.IGNORECASE,
        )

    @property
    def has_name(self) -> bool:
        """Tell whether the action is about one thing, so that "publicerad" alone says that it is done."""
        return bool(self._heads)

    @property
    def is_decided(self) -> bool:
        """Tell whether the action is over when something is decided: its indicator is "Plan antagen (ja/nej)"."""
        return self._is_decided

    def deed_in(self, text: str) -> re.Match[str] | None:
        """Return where a text says that what the title tells to do is done: "inrättad" of "Inrätta en mötesplats"."""
        return self._deed.search(text) if self._deed else None

    def is_whole(self, before: str) -> bool:
        """Tell whether the words `before` a statement leave it about the action as a whole."""
        rest = before.strip()
        if self._fillers.fullmatch(rest + " ") or self._fillers.fullmatch(rest):
            return True
        kept = " ".join(word for word in rest.split() if not self.names_whole(word))
        return self._fillers.fullmatch(kept) is not None

    def is_all(self, before: str) -> bool:
        """Tell whether the words `before` are about the whole, or all that the indicator counts ("träffarna")."""
        kept = " ".join(word for word in before.split() if not self._names_all(word))
        return self.is_whole(kept)

    def _names_all(self, word: str) -> bool:
        plain = word.strip(".,:;!()\"'").lower()
        return _PLURAL.search(plain) is not None and any(are_kin(plain, counted) for counted in self._counted)

    def names_whole(self, word: str) -> bool:
        """Tell whether a word is the action's own thing in the definite singular ("kartläggningen")."""
        plain = word.strip(".,:;!()\"'").lower().rsplit("-", 1)[-1]
        if any(are_kin(head, plain) for head in self._decided) or any(
            plain in (f"{noun}en", noun) for noun in self._doing
        ):
            return True
        if _PLURAL.search(plain) or not any(are_kin(head, plain) or are_kin(plain, head) for head in self._heads):
            return False
        return _DEFINITE.search(plain) is not None or plain in self._heads or plain in TRANSLATIONS


def _deed(title: str) -> Pattern | None:
    """Return the forms that say that the verb a title begins with has been carried through, None where it has none."""
    match = _INFINITIVE.match(title.strip())
    if match is None:
        return None
    stem = match["stem"].lower()
    forms = rf"{stem}a(?:d|t|ts|des)" if match["regular"] else rf"{stem}(?:d|t|ts|des)"
    return Pattern(rf"(?<![\wåäö])(?:{forms})(?![\wåäö])", re.IGNORECASE)


def _is_measured(action: Action) -> bool:
    return action.indicator is not None and not _YES_NO.search(action.indicator)


def _doing(action: Action) -> set[str]:
    """Return the title's verb as a noun: "kartläggning" of "Kartlägga …", where nothing is counted or measured."""
    match = None if _is_measured(action) or action.continuous else _VERB.match(action.title.strip())
    if match is None:
        return set()
    stem = match["stem"].lower()
    return {f"{stem}ing" if stem.endswith("er") else f"{stem}ning"}


def _heads(title: str) -> set[str]:
    rest = _LEADING_VERB.sub("", title.strip())
    head = _HEAD_END.split(rest, maxsplit=1)[0]
    words = words_of(head)
    if not words or re.search(r"\b(?:och|and|samt)\b", head, re.IGNORECASE):
        return set()
    last = words[-1]
    is_plural = re.search(r"(?:ar|or|er|[^ts]s)$", last) is not None
    return set() if is_plural else {last}
