"""A document that changed since it was quoted: what a thread asks for next is shown as what it is now."""

from datetime import UTC, datetime

from bot.settings import Settings
from bot.wiring import build
from retrieval.ingesting import Said

_BEFORE = """# Strategi för vården 2026

## Beredskap

Regionen bygger upp lager av läkemedel för 60 dagar.

## Kompetens

Universiteten utbildar 20 bioinformatiker.
"""


def test_a_section_of_a_silently_changed_document_is_shown_as_superseded(tmp_path):
    paper = tmp_path / "strategi.md"
    app = build(Settings(home=tmp_path, language="sv"), clock=lambda: datetime(2026, 11, 22, 9, tzinfo=UTC))
    shown = []
    for text in (_BEFORE, _BEFORE.replace("60 dagar", "90 dagar")):
        paper.write_text(text, encoding="utf-8")
        app.intake.documents([paper], Said())
        shown.append(app.answers.ask("Vad säger strategin om lager av läkemedel?").sources[0])

    before, now = (
        app.answers.section("visa hela avsnittet", one.document, one.version, one.start, "sv") for one in shown
    )

    assert ("60 dagar" in before.text, "(ersatt)" in before.text) == (True, True)
    assert ("90 dagar" in now.text, "(gällande)" in now.text) == (True, True)
