"""Split Swedish and English prose into sentences, each with its exact place in the text.

Rules, no model: a full stop ends a sentence unless it belongs to an abbreviation, an initial, an ordinal at the
start, or is followed by a small letter. Lists and headings are not this module's business: blocks are.
"""

import re
from collections.abc import Iterator

Span = tuple[int, int]

# Word lists are strings with each word between spaces: read as data, looked up as they stand.
# A possible end: its marks, a footnote number stuck to them, closing quotes and brackets, and then a space or the end.
# A converter may have lost the space: "slut.Nästa mening" has two words with small letters around the stop.
_END = re.compile(
    r"(?P<mark>[.!?…]+)(?P<note>\d{0,2})(?P<close>[\"'”’»)\]]*)"
    r"(?=\s|$|(?<=[a-zåäö]{3}[.!?])[A-ZÅÄÖ][a-zåäö]*[\s,])"
)
_GAP = re.compile(r"\s*\n\s*\n\s*")
_LAST_TOKEN = re.compile(r"[^\s(\[\"”'’«»/]+$")
_ORDINAL = re.compile(r"(\d{1,2}(\.\d{1,2}){0,3}|[A-ZÅÄÖ]|[a-z]|[ivxIVX]{1,4})")
_INITIAL = re.compile(r"(?:[A-ZÅÄÖ]\.-?)*[A-ZÅÄÖ]")
_MONTHS = (
    " jan feb febr mar apr maj jun juni jul juli aug sep sept okt oct nov dec januari februari mars april augusti"
    " september oktober november december january february march may june july august october december"
)

# Always followed by what they belong to, so never the end of a sentence.
_NEVER_LAST = (
    " t.ex tex bl.a dvs d.v.s kl nr nrs s sid ca c:a cirka dr prof doc fr.o.m t.o.m f.d s.k st jfr resp inkl exkl"
    " ang avs enl f.n fig tab kap vol eds pp mr mrs ms e.g i.e vs approx cf incl excl dept"
    " tel adr p.g.a pga m.a.o d.å n.b forts ev evtl "
)
# May be followed by more or by the next sentence: a capital letter decides.
_MAYBE_LAST = " max min st m.m mm m.fl mfl osv o.s.v o.d o.dyl e.d f.kr e.kr etc et.al al inc ltd co jr sr a.m p.m "
# After a single letter these begin a new sentence rather than a surname ("hepatit B. Den …").
_OPENERS = (
    " den det de detta denna dessa en ett i på för vi som när om efter under med från genom samt the this these it"
    " they we in on for a an when if after with from by "
)


def spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the sentences of ``text[start:end]`` as half-open spans into `text`, outer white space left out.

    Blank lines separate sentences too. The spans rise, never overlap, and hold everything but white space.
    """
    end = len(text) if end is None else end
    found: list[Span] = []
    for first, last in _stretches(text, start, end):
        found.extend(_sentences(text, first, last))
    return found


def split(text: str) -> list[str]:
    """Return the sentences of `text` themselves."""
    return [text[start:end] for start, end in spans(text)]


def _stretches(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the stretches between blank lines."""
    at = start
    for gap in _GAP.finditer(text, start, end):
        yield at, gap.start()
        at = gap.end()
    yield at, end


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    for mark in _END.finditer(text, start, end):
        if _ends(text, at, mark, end):
            if trimmed := _trimmed(text, at, mark.end()):
                yield trimmed
            at = mark.end()
    if trimmed := _trimmed(text, at, end):
        yield trimmed


def _trimmed(text: str, start: int, end: int) -> Span | None:
    inner = text[start:end]
    if not inner.strip():
        return None
    return start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())


def _ends(text: str, start: int, mark: re.Match[str], end: int) -> bool:
    """Tell whether the marks end the sentence that began at `start`."""
    rest = text[mark.end() : min(end, mark.end() + 60)].lstrip()
    if not rest:
        return True
    if mark["note"] and not text[mark.start() - 1].isalpha():
        return False  # "3.5 " is a number, "uppföljning.1 " a footnote
    if rest.lstrip("\"'”’»«(“[–- ")[:1].islower():
        return False
    return mark["mark"] != "." or bool(mark["note"]) or _stop_ends(text[start : mark.start()], rest)


def _stop_ends(before: str, rest: str) -> bool:
    """Tell whether a single full stop after `before` ends a sentence, when a capital or figure follows."""
    token = (_LAST_TOKEN.search(before) or re.match("", before))[0]  # type: ignore[index]  # "" always matches
    folded = token.casefold()
    if f" {folded} " in _NEVER_LAST:
        return False
    if f" {folded} " in _MAYBE_LAST:
        return rest[:1].isupper()
    if before.strip() == token and _ORDINAL.fullmatch(token):
        return False  # "1. Inledning", "A. Forskning och innovation"
    if _INITIAL.fullmatch(token):
        return f" {_first_word(rest)} " in _OPENERS
    return not (token.isdigit() and len(token) <= 2 and f" {_first_word(rest)} " in _MONTHS)  # noqa: PLR2004 - "9. Juni"


def _first_word(rest: str) -> str:
    found = re.match(r"[^\W\d_]+", rest)
    return found[0].casefold() if found else ""
