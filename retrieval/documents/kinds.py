"""What kind of document it is, by what it says of itself before what others call it. Rules as data."""

import re

from retrieval.documents.front import SHORT, TYPE_LABELS, Source, folded
from retrieval.model import BlockKind, DocumentType

_PLANS = (
    r"handlingsplan|genomforandeplan|atgardsplan|aktivitetsplan|verksamhetsplan|handlingsprogram|atgardsprogram|"
    r"(?:action|implementation|delivery|work)[- ]plan|(?:action|delivery) programme"
)
# "Plan för …", "Klimatplan för …", "Regional utvecklingsplan": any plan, on a line that says no more than its name.
_ANY_PLAN = (
    r"^(?:\w+ ){0,3}\w*plan(?:en)?\s+(?:for|till|mot|om|inom|avseende|20\d\d)\b|^(?:\w+ ){0,3}\w{3,}plan(?:en)?$|"
    r"^(?:\w+ ){0,3}program(?:met)?\s+(?:for|mot|20\d\d)\b|^(?:\w+ ){0,3}plan (?:for|on|to|20\d\d)\b"
)
# A plan for a strategy is a plan, and a response to it a response: the order matters.
_TYPES: tuple[tuple[re.Pattern[str], DocumentType], ...] = tuple(
    (re.compile(words, re.IGNORECASE | re.MULTILINE), kind)
    for words, kind in (
        (
            r"remissvar|remissyttrande|yttrande|samradssvar|consultation response|response to (?:the )?consultation",
            DocumentType.CONSULTATION,
        ),
        (
            r"tjansteutlatande|tjansteskrivelse|besluts(?:underlag|forslag)|\bbeslut\b|protokoll|missiv|\bdecision\b|\bminutes\b",
            DocumentType.DECISION,
        ),
        (
            _PLANS,
            DocumentType.PLAN,
        ),
        (
            r"strategi|strategy|fardplan|roadmap|\bdigitala? agenda|\w{3,}program\w*\b.*20\d\d|\bpolicy (?:for|on)\b",
            DocumentType.STRATEGY,
        ),
        (
            _ANY_PLAN,
            DocumentType.PLAN,
        ),
    )
)


PAPERS = frozenset([DocumentType.CONSULTATION, DocumentType.DECISION])
# A line that says what the paper is and no more than its day, number or page: "TJÄNSTEUTLÅTANDE 2026-04-14 1 (4)".
SELF = re.compile(
    r"^((?:tjansteutlatande|tjansteskrivelse|remissvar|remissyttrande|yttrande|samradssvar|protokoll|protokollsutdrag|"
    r"sammantradesprotokoll|missiv|beslutsunderlag|consultation response|minutes|official report|decision memo))"
    r"(?:\s+(?:sida|sid|page|dnr|diarienummer|nr|rs|ks|\w{0,3}[\d()/.:–-]+)\.?)*$"
)
# What only papers about a decision, or answers to a consultation, say at their beginning.
_PAPER_HEADINGS = re.compile(
    r"^(?:\d+\.?\s+)?(?:forslag till beslut|foreslaget beslut|arendebeskrivning|arendet|beslutsunderlag|"
    r"sammanfattning av arendet|proposal for decision|proposed decision)$"
)
_PROPOSES = re.compile(r"\bforeslar\b[^.]{0,40}\b\w*(?:styrelsen|fullmaktige|namnden)\b")
_ANSWERS = re.compile(
    r"\b(?:beretts|getts|fatt)\s+(?:mojlighet|tillfalle)(?:en)?\s+att\s+(?:yttra|lamna|svara|inkomma)|"
    r"\btackar for mojligheten|\bavger?\s+(?:foljande\s+)?(?:yttrande|remissvar)|opportunity to (?:comment|respond)"
)
_BEGINNING = 12  # parts


def type_of(source: Source, title: str) -> DocumentType:
    """Return the document's type.

    By what it says that it is, on a line of its own; by a file's name that calls it a paper; by what only papers say;
    then by the file's name, the title and the first lines.
    """
    said = next((source.said[label] for label in TYPE_LABELS if label in source.said), "")
    own, name = own_word(source) or "", kind_in(source.stem)
    papers = (kind for kind in (name, kind_in(title)) if kind in PAPERS)
    for found in (kind_in(said), kind_in(own), next(papers, None), _paper(source)):
        if found is not None:
            return found
    others = (kind_in(text) for text in (title, "\n".join(source.front)))
    return name or next((kind for kind in others if kind is not None), DocumentType.OTHER)


def kind_in(text: str) -> DocumentType | None:
    """Return the kind that a text names, None where it names none."""
    plain = folded(text)
    return next((kind for word, kind in _TYPES if word.search(plain)), None)


def own_word(source: Source) -> str | None:
    """Return the word by which a paper says what it is, on a line of its own or in the head of its pages."""
    blocks = source.content.blocks[:_BEGINNING]
    lines = (source.content.text[block.start : block.end] for block in blocks if block.kind is not BlockKind.ITEM)
    marked = (line for line in (source.title or "", *source.heads, *lines) if len(line) <= SHORT)
    own = next((found[1] for line in marked if (found := SELF.match(folded(line).rstrip(" :")))), None)
    if own is None:
        return None
    # Folding takes accents away and no letters: the word as written is as long.
    line = next(line for line in (source.title or "", *source.heads, *source.texts()) if folded(line).startswith(own))
    return line[: len(own)].capitalize()


def _paper(source: Source) -> DocumentType | None:
    blocks = source.content.blocks
    headings = [block for block in blocks if block.kind is BlockKind.HEADING][:_BEGINNING]
    if any(_PAPER_HEADINGS.match(folded(source.content.text[one.start : one.end])) for one in headings):
        return DocumentType.DECISION
    start = folded(source.content.text[: blocks[min(len(blocks), _BEGINNING) - 1].end]) if blocks else ""
    if _ANSWERS.search(start):
        return DocumentType.CONSULTATION
    return DocumentType.DECISION if _PROPOSES.search(start) else None
