"""How sure an answer is: the search's band, corrected by what was found inside the passages."""

from retrieval.answers.choices import Choice
from retrieval.answers.finding import Found
from retrieval.answers.wanted import Wanted
from retrieval.model import Band

_HALF = 0.5  # what touches less of the question than this is seldom a sure answer
_NEARLY_HALF = 0.44  # from here an open question is answered surely where the search is sure and its main word is said
_SURELY_COVERED = 0.55  # from here what was found inside the passages lifts the search's band a step
_WHOLLY_COVERED = 0.7  # from here a sentence with the sort of content asked for is sure whatever the search thought
_SURE = frozenset({Band.MEDIUM, Band.HIGH})  # bands above low


def sureness(found: Found) -> Band:
    """Return how sure the answer is that quotes what was `found`."""
    wanted = found.asked.wanted
    choice = min(found.choices, key=lambda one: one.coverage, default=None)
    if choice is None:
        return Band.LOW if found.earlier is None else _of_earlier(found.earlier, wanted, found.earlier_band)
    if _is_unmarked_cause(choice, wanted, found.band):
        return Band.MEDIUM
    if not choice.names_asked or (wanted.is_specific and not choice.fits):
        return Band.LOW
    if choice.coverage < _HALF:
        return Band.MEDIUM if _is_half_said_surely(choice, wanted, found.band) else Band.LOW
    if found.band in _SURE:
        return found.band
    return _where_search_is_unsure(choice, wanted, found.band)


def _where_search_is_unsure(choice: Choice, wanted: Wanted, band: Band) -> Band:
    """Return how sure the answer is where the search's band is low or none."""
    if band is Band.LOW:
        return Band.MEDIUM if choice.coverage >= _SURELY_COVERED else Band.LOW
    is_sure = (wanted.is_specific or choice.by_heading) and choice.coverage >= _WHOLLY_COVERED
    return Band.MEDIUM if is_sure else Band.LOW


def _is_half_said_surely(choice: Choice, wanted: Wanted, band: Band) -> bool:
    """Tell whether what touches less than half of a question is sure all the same: the search is, and it fits.

    An open question has words of its own ("där det saknas folk", "the trait that …") that no answer repeats.
    """
    if wanted.is_specific:
        return band is Band.HIGH and choice.fits
    return band in _SURE and choice.coverage >= _NEARLY_HALF and choice.says_telling


def _is_unmarked_cause(choice: Choice, wanted: Wanted, band: Band) -> bool:
    """Tell whether what speaks of all that a "why" asks of says the cause, as it often does without "because"."""
    is_said = choice.names_asked and not choice.fits and choice.coverage >= _WHOLLY_COVERED
    return wanted is Wanted.CAUSE and is_said and band is Band.HIGH


def _of_earlier(choice: Choice, wanted: Wanted, band: Band) -> Band:
    """Return how sure an answer of the previous strategy alone is, never more than medium.

    Where the search is sure, less of the question has to be found in one place, as with the strategy in force.
    """
    enough = _SURELY_COVERED if band is Band.HIGH else _WHOLLY_COVERED
    says_it = choice.fits and choice.names_asked and choice.coverage >= enough
    is_sure = says_it or _is_unmarked_cause(choice, wanted, band)
    return Band.MEDIUM if is_sure and band in _SURE else Band.LOW
