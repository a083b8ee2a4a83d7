"""Which language each reply that a summary quotes is in, so that it can be read aloud as what it is."""

from collections.abc import Mapping

from plans.summary.blocks import Summary


def spoken(summary: Summary) -> Mapping[int, str]:
    """Return the languages of the sources that are replies in another language than the summary, by their numbers."""
    before = summary.previous.updates if summary.previous else ()
    languages = {update.id: update.reading.language for update in (*before, *summary.snapshot.updates)}
    told = ((source.n, languages.get(source.id)) for source in summary.sources)
    return {n: language for n, language in told if language and language != summary.language}
