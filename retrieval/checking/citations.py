"""Make citations from spans, and check what others claim to have cited.

A citation is a span of one version: ``text[start:end] == quote``, always. Page and section are read off the span, so
neither a model nor a caller can get them wrong. What a sentence claims beyond its quotes is
`retrieval.checking.claims`' work.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from retrieval.checking.claims import Claim, unborne
from retrieval.model import BlockKind, Citation, CleanText, Version


def cite(version: Version, start: int, end: int, n: int = 0) -> Citation:
    """Return the citation of ``text[start:end]`` of `version`, numbered `n`, without white space at its edges.

    Raises:
        ValueError: the span is outside the text, or holds nothing but white space.
    """
    text = version.content.text
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise ValueError(
            f"no quote at {start}:{end} of {version.document!r} ({len(text)} characters): give a real span"
        )
    quote = text[start:end].strip()
    first = start + text[start:end].index(quote)
    return Citation(
        n=n,
        document=version.document,
        title=version.title,
        version=version.label,
        state=version.state,
        page=version.content.page_at(first),
        section=section_at(version.content, first),
        start=first,
        end=first + len(quote),
        quote=quote,
    )


def find(version: Version, quote: str, n: int = 0) -> Citation | None:
    """Return the citation of the first place where `quote` stands verbatim in `version`, None where it stands nowhere.

    Line breaks and runs of spaces in `quote` may differ from the text; nothing else may.
    """
    words = quote.split()
    if not words:
        return None
    text = version.content.text
    at = text.find(quote.strip())
    if at >= 0:
        return cite(version, at, at + len(quote.strip()), n)
    return _find_across_spaces(version, words, n)


def _find_across_spaces(version: Version, words: Sequence[str], n: int) -> Citation | None:
    text = version.content.text
    at = text.find(words[0])
    while at >= 0:
        end = _walk(text, at, words)
        if end is not None:
            return cite(version, at, end, n)
        at = text.find(words[0], at + 1)
    return None


def _walk(text: str, at: int, words: Sequence[str]) -> int | None:
    """Return where `words` end when they stand at `at` with any white space between them, None when they do not."""
    for word in words:
        while at < len(text) and text[at].isspace():
            at += 1
        if not text.startswith(word, at):
            return None
        at += len(word)
    return at


def section_at(content: CleanText, offset: int) -> tuple[str, ...]:
    """Return the headings above the character at `offset`; a heading's own path ends with itself."""
    path: tuple[str, ...] = ()
    for block in content.blocks:
        if block.start > offset:
            break
        path = block.path
    return path


def faults(citation: Citation, versions: Mapping[str, Version]) -> tuple[str, ...]:
    """Return what is wrong with `citation`, as names of its fields; empty when it holds.

    `versions` holds the versions by document name. "document" means that the document or its version is not there.
    """
    version = versions.get(citation.document)
    if version is None or version.label != citation.version:
        return ("document",)
    if not 0 <= citation.start < citation.end or version.content.text[citation.start : citation.end] != citation.quote:
        return ("quote",)
    true = cite(version, citation.start, citation.end, citation.n)
    named = ("title", "state", "page", "section")
    wrong = [name for name in named if getattr(true, name) != getattr(citation, name)]
    return (*wrong, *(["evidence"] if is_pull_quote(version.content, citation.start) else []))


def is_pull_quote(content: CleanText, offset: int) -> bool:
    """Tell whether the character at `offset` stands in a pull quote, which is never evidence."""
    return any(block.kind is BlockKind.PULL_QUOTE and block.start <= offset < block.end for block in content.blocks)


def renumbered(citations: Sequence[Citation]) -> tuple[tuple[Citation, ...], Mapping[tuple[str, int, int], int]]:
    """Number `citations` 1, 2, 3 … in order of appearance, the same span once.

    Returns the numbered sources and, by (document, start, end), the number of each.
    """
    numbers: dict[tuple[str, int, int], int] = {}
    sources: list[Citation] = []
    for citation in citations:
        key = (citation.document, citation.start, citation.end)
        if key not in numbers:
            numbers[key] = len(sources) + 1
            sources.append(replace(citation, n=numbers[key]))
    return tuple(sources), numbers


def verify_sentence(sentence: str, quotes: Sequence[str]) -> tuple[Claim, ...]:
    """Return what `sentence` claims and none of its `quotes` bears: numbers with units, dates, codes and names."""
    return unborne(sentence, quotes)
