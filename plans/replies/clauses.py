"""Cut a reply into the clauses that its author wrote about this action.

Quoted mail, greetings and signatures are blanked out, and so are sentences about other actions or about the program
itself ("mark all actions as completed"): they are only text. Offsets are kept, so that a clause is always
``text[start:end]`` of the reply.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from plans.patterns import Pattern
from plans.replies.addressing import Addressee, listed_numbers
from plans.replies.decision_cues import ASKS_TO_DECIDE
from plans.replies.own_words import own_words

_ABBREVIATIONS = Pattern(
    r"\b(?:t\.ex|bl\.a|p\.g\.a|d\.v\.s|o\.s\.v|m\.m|m\.fl|f\.n|t\.o\.m|fr\.o\.m|ca|kl|nr|dr|st|ev|resp|inkl|exkl|"
    r"enl|ang|avd|förh|upph|proj|ack|prel|progn|jfr|s\.k|approx|est|exp|compl|prel|e\.g|i\.e|v|tel)\.$",
    re.IGNORECASE,
)
_PIECES = Pattern(
    r"(?:^|\s|\d)(?:st|v|ack|proj|prel)\.\s[A-ZÅÄÖ]$"
)  # "38 st. Lanseringen …": the full stop ends a sentence too
_SENTENCE_END = Pattern(r"[.!?]+(?=\s|$)|;|\n+")
_CLAUSE_END = Pattern(
    r",\s+|\s[–—-]\s|\s*[()]\s*|:\s*\n|"
    r"\s+(?=för att (?:vi|jag|det|den|de|man|ingen|inget|inga)\b|"
    r"(?<!risk )(?<!risken )(?<!rädd )(?<!rädda )(?<!orolig )(?<!oroliga )(?<!oro )"
    r"för att (?:[\wåäö-]+\s+){1,3}?(?:har|är|inte|ej|ännu|hade|blev|var|saknas?|dröj\w+|drog|slut\w+|"
    r"[a-zåäö]+(?:ats|ades|its|lts|ldes|rts|rdes))\b)|"
    r"\s+(?=då (?:endast|bara|ingen|inga|inget|för få|alltför)\b)|"
    r"\s+(?=då (?!(?:har|är|hade|blev|var|kan|ska|blir|kommer|så|och)\b)(?:[\wåäö-]+\s+){1,5}?"
    r"(?:har|är|inte|ej|ännu|hade|blev|var|saknas?|dröj\w+|drog|slut\w+|[a-zåäö]+(?:ats|ades|its|tts|ts|des))\b)|"
    r"\s+(?=då (?:[\wåäö-]+\s+)?(?:[\wåäö-]{4,}(?:en|et|an|arna|erna|orna)|ingen|de|vi)\s+"
    r"(?:inte |ännu |ej |alla )?[a-zåäö]{2,}(?:at|it|tt|lt|rt|nt|vt|gt|mt|pt|kt)s?\b)|"
    r"\s+(?=för (?:vi|de|den|det) (?:har|väntar|saknar|fick|måste|behöver|inte)\b)|"
    r"\s+(?=(?:och |and )(?:därför|therefore|hence|as a result)\b|varför\b|which is why\b)|"
    r"\s+(?=(?:men|fast(?= (?:vi|det|den|inte|jag)\b)|dock|medan|eftersom|pga|p\.? ?g\.? ?a\b\.?|på grund av|"
    r"till följd av|med anledning av|beroende på|på g a|"
    r"but|however|while|although|though|because|due to|owing to|on account of|as a result of|i och med att)\b)|"
    r"\s+(?:och|and|så|so)\s+(?!att\b|that\b|\d+\s+(?:är|har)\b)(?=(?:vi|jag|de|det|den|därmed|nu|åtgärden|"
    r"projektet|uppdraget|"
    r"målet|we|it|they|i)\b|"
    r"(?:[\w-]+\s+){1,3}(?:har|är|ska|blir|kommer|saknas|pågår|väntar|återstår|have|has|is|are|will)\b)|"
    r"(?<!\d)\s+(?:och|and|o)\s+(?=\d+\s+(?:väntar|är|har|till|pågår|återstår|kvar|saknas)\b)|"
    r"\s+(?:och|and|o)\s+(?=(?:saknar|väntar|inväntar|behöver|planerar|ska|kommer|fortsätter|räknar|hoppas|"
    r"siktar|plan|expect|hope|will|lack|need|waiting)\b)",
    re.IGNORECASE,
)
# A message without any punctuation: where something new is likely to begin.
_RUN_ON = Pattern(
    r"\s+(?=(?:tyvärr|sen (?:e|är|blir|ska|så)|nu (?:kör|ska|väntar)|behöver|saknar|väntar|skriver|skjut\w+|försen\w+|"
    r"(?:blir |beräknas )?klart? (?:i|till|först|senast)|ser (?:bra|dålig\w*|ljus\w*|mörk\w*)|"
    r"går (?:ej|inte|bra|trögt|åt|enligt|framåt|som)|all good|"
    r"(?<!förrän )(?<!innan )(?<!tills )(?<!när )(?<!om )(?:vi|det|den|jag)\s(?:är|e|ligger|har|behöver|väntar|"
    r"saknar|hinner)\b|(?<!vi )ligger efter|"
    r"nästa (?:år|vecka|månad) (?:tar|ska|blir|kommer|börjar|kör|gör)\b|(?:ks|kf|nämnden|styrelsen|chefen|"
    r"ingen|leverantör\w*|entreprenör\w*|konsult\w*)\s"
    r"(?:vill\w*|har|hade|tog|sa|kom|kan|är|e|blev|hann)\b)|(?<=\bän )[a-zåäö]+(?:en|et)\b)",
    re.IGNORECASE,
)
_PUNCTUATION = Pattern(r"[.,;:!?()\n]")
_FEW_WORDS = 4
# "Till följd av att leverantören gått i konkurs har arbetena avstannat": the reason ends where the verb stands first.
_REASON_FIRST = Pattern(
    r"\s*(?P<reason>(?:till följd av|på grund av|p\.?g\.?a\.?|med anledning av|mot bakgrund av|eftersom|due to|"
    r"because of|owing to)\b"
    r"(?:\s+[\wåäö-]+){1,12}?)\s+(?=(?:har|är|blir|kommer|bedöms|beräknas|väntas|förväntas|bedömer|räknar|kan|"
    r"skjuts|flyttas|ligger|föreslås|pausas|måste|hinner|we|"
    r"the|it)\s)",
    re.IGNORECASE,
)
# "Arbetet har på grund av brist på folk legat nere": the reason stands within, and what it led to goes on after it.
_REASON_INSIDE = Pattern(
    r"(?P<before>\s*(?:[\wåäö-]+\s+){1,5}?(?:har|hade|är|blev|kan|kunde|måste|kommer))\s+"
    r"(?P<reason>(?:till följd av|på grund av|p\.?g\.?a\.?|med anledning av|mot bakgrund "
    r"av)\s+(?:[\wåäö-]+\s+){0,7}?[\wåäö-]+)\s+"
    r"(?=(?:inte |ej |tyvärr |ännu |därför |nu |helt |tillfälligt )*(?:[a-zåäö]{2,}(?:ats|its|rts|lts|nts|tts|"
    r"kts|lit|nat|ppat|ltat)|legat|lagts|"
    r"stått|kunnat|fått|pausat\w*|pausad|försenad|försenat|vilande|senarelag\w+|nedlag\w+|inställ\w+|avslut\w+|"
    r"bli|skjuta\w*|startas|"
    r"påbörjas|genomföras|slutföras|avbrytas)(?![\wåäö]))",
    re.IGNORECASE,
)
_PARENTHESIS = Pattern(r"(?P<before>[^,;:()]*)\([^()]*\)\s*$")
_LONGEST_SENTENCE = 1_000  # characters; a longer one is a list without ends, and its clauses stand for themselves
_VERB_FIRST = Pattern(r"(?:är|var|har|blev|blir|ska|kommer|is|are|was|were|has|have|will)\b", re.IGNORECASE)
_SUPPOSED = Pattern(
    r"^(?:men |och |but |and )?(?:om|ifall|när|då|så snart|så fort|först när|förutsatt att|innan|efter att|"
    r"if|when|once|as soon as|unless|provided|assuming|after)\b(?! (?:två|tre|fyra|en|ett|\d))|"
    r"^(?:men |but )?(?:det är )?inte så att\b|^(?:but )?it(?:[’']s| is) not that\b|"
    r"^(?:hade|skulle) (?:det|vi|jag|inte)\b|^had (?:it|we)\b|"
    # hopes that came to nothing, hearsay, and what is said not to be so
    r"^(?:vi |jag )?hade (?:vi |jag )?(?:hoppats|tänkt|trott|velat|siktat|räknat med)\b|^(?:we |i )had hoped\b|"
    r"^(?:vi |jag )?(?:trodde|hoppades) |^(?:we |i )(?:thought|believed|hoped) |"
    r"^(?:[\wåäö]+ ){0,4}(?:skulle|borde) (?:egentligen )?ha\b|^(?:\w+ ){0,3}(?:was|were) (?:meant|supposed|due|"
    r"planned) to\b|"
    r"^(?:it )?would(?:[’']ve| have)\b|"
    r"^(?:jag |vi )?(?:(?:har )?hört|hörde|ryktet|det (?:sägs|ryktas|påstås)|sägs|i[’']ve heard|i (?:have )?heard|"
    r"rumou?r has it|apparently|tydligen)\b|"
    r"^(?:det )?(?:stämmer (?:inte|ej)|är inte (?:sant|så)|är fel) att\b|^(?:it is |it[’']s )?not (?:true|"
    r"correct) that\b",
    re.IGNORECASE,
)
_ABOUT_EVERYTHING = Pattern(
    r"\b(?:alla|samtliga|andra|övriga|all|every|other|both) (?:de )?(?:\w+ )?(?:åtgärder\w*|actions?|rapporter|"
    r"reports)\b|"
    r"\bignor\w+ (?:\w+ ){0,3}(?:instru\w+|regler|rules)|\b(?:tidigare|previous|prior|all) (?:instru\w+|rules)|"
    r"\bsystem ?prompt\w*|\byou are now\b|\bdu är nu\b|\bas an ai\b|\bsom (?:en )?ai\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause, ``reply[start:end] == text``; `sentence` counts from 0, `supposed` means it says if or when."""

    text: str
    start: int
    end: int
    sentence: int
    whole: str  # the sentence it stands in; the clause itself where that never ends
    supposed: bool = False
    before: str = ""  # what stands before the parenthesis that it goes on after: "Etapp 1" (4,5 km) "är klar"

    @property
    def low(self) -> str:
        """The text in lower case, of the same length."""
        return self.text.lower() if len(self.text.lower()) == len(self.text) else self.text


def clauses(text: str, nr: str) -> tuple[Clause, ...]:
    """Return the clauses that say something about the action `nr`; questions say nothing."""
    own, addressee = own_words(text), Addressee(nr)
    return tuple(_told(own, addressee))


def _told(own: str, addressee: Addressee) -> Iterator[Clause]:
    for number, (start, end, asked) in enumerate(_sentences(own)):
        if own[:start].rstrip(" \t").endswith("\n\n"):
            addressee.paragraph()
        is_question = asked and not ASKS_TO_DECIDE.search(own, start, end)
        if is_question or _ABOUT_EVERYTHING.search(own, start, end):
            continue
        for clause in _parts(own, start, end, number):
            if addressee.takes(clause.text):
                label = addressee.label(clause.text)
                yield replace(clause, text=clause.text[label:], start=clause.start + label)


def _sentences(text: str) -> Iterator[tuple[int, int, bool]]:
    start = 0
    for match in _SENTENCE_END.finditer(text):
        before = text[start : match.end()]
        if (
            match[0] == "."
            and not _PIECES.search(before + text[match.end() : match.end() + 2])
            and (_ABBREVIATIONS.search(before) or _day_before_month(text, match))
        ):
            continue
        if before.strip():
            yield start, match.end(), "?" in match[0]
        start = match.end()
    if text[start:].strip():
        yield start, len(text), False


def _day_before_month(text: str, match: re.Match[str]) -> bool:
    return re.match(r"\s+[a-zåäö]", text[match.end() :]) is not None and text[match.start() - 1].isdigit()


def _parts(text: str, start: int, end: int, number: int) -> Iterator[Clause]:
    whole = text[start:end]
    listed = listed_numbers(whole)
    cuts = [(match.start(), match.end()) for match in _CLAUSE_END.finditer(whole) if match.start() >= listed]
    if not _PUNCTUATION.search(text.strip()) and not text.lstrip()[:1].isupper() and len(whole.split()) > _FEW_WORDS:
        cuts = sorted({*cuts, *((match.start(), match.end()) for match in _RUN_ON.finditer(whole))})
        cuts = [cut for cut, before in zip(cuts, [(0, 0), *cuts], strict=False) if cut[0] >= before[1]]
    reason = _REASON_FIRST.match(whole)
    if reason and not any(first < reason.end() for first, _ in cuts):
        cuts.insert(0, (reason.end("reason"), reason.end()))
    inside = _REASON_INSIDE.match(whole)
    if inside:
        kept = [cut for cut in cuts if cut[0] >= inside.end()]
        cuts = [(inside.end("before"), inside.start("reason")), (inside.end("reason"), inside.end()), *kept]
    edges = [0, *(edge for cut in cuts for edge in cut), len(whole)]
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        piece = whole[first:last]
        left = start + first + len(piece) - len(piece.lstrip(" \t\n•*·-–"))
        right = start + first + len(piece.rstrip(" \t\n.!;,:"))
        if left < right:
            words = text[left:right]
            goes_on = inside["before"].strip() if inside and first == inside.end() else ""
            supposed = _SUPPOSED.match(words) is not None
            if len(whole) > _LONGEST_SENTENCE:
                yield Clause(words, left, right, number, words, supposed)
            else:
                yield Clause(
                    words, left, right, number, whole, supposed, goes_on or _before_parenthesis(whole[:first], words)
                )


def _before_parenthesis(before: str, words: str) -> str:
    """Return the subject that a clause goes on with after a parenthesis, "" where it has one of its own."""
    if not before.rstrip().endswith(")") or not _VERB_FIRST.match(words):
        return ""
    match = _PARENTHESIS.search(before)
    return match["before"].strip() if match else ""
