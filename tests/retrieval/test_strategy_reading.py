"""What a strategy says of itself is read in its own words, with where it stands, and nothing is made up."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from retrieval.documents.strategy_reading import read_strategy
from retrieval.ingesting import ingest
from retrieval.stores.memory import MemoryRegister

DOCUMENTS = Path(__file__).parents[2].parent / "shared" / "documents"
needs_shared = pytest.mark.skipif(not DOCUMENTS.exists(), reason="the shared documents are not here")
ENGLISH = """# Life science strategy for the Coast 2026-2030

Adopted by the regional assembly on 14 May 2026

Reference number: RC 2026/112

## 1. Purpose

The background is long. The strategy aims to bring care and research together.

## 2. Overall goal

The Coast is a leading region by 2030. It takes time.

## 3. Desired outcomes

- More clinical trials
- Shorter waiting times

## 4. Priority areas

### A. Research

The following challenges are prioritised:

#### Data

- Access to health data
"""
PROSE = """# Hållbarhetsplan för Sandvik

Fastställd av kommunfullmäktige 2024-05-13

Dnr KS 2023-00412

## Bakgrund

Kommunen växer.
"""


def read(path):
    register = MemoryRegister()
    ingest([path], register, now=datetime(2026, 11, 22, tzinfo=UTC), language="sv")
    (version,) = register.latest()
    return version, read_strategy(version)


def text_of(found):
    return found.text if found else None


@needs_shared
@pytest.mark.parametrize("suffix", ["docx", "pdf", "txt"])
def test_the_strategy_of_2026_is_read_alike_in_every_format(suffix):
    version, found = read(DOCUMENTS / f"strategi-2026-stockholm-uppsala.{suffix}")

    assert found.purpose.text.startswith("Skapa starka förutsättningarna att utveckla Stockholm-Uppsalaregionen")
    assert found.main_goal.text == (
        "Den gemensamma Stockholm-Uppsalaregionen ska vara internationellt erkänd och ledande som life science-kluster."
    )
    assert [effect.text[:20] for effect in found.desired_effects] == [
        "Life science-företag",
        "Företagsinvesteringa",
        "Nya behandlingsmetod",
        "Ökad akademisk excel",
    ]
    assert (len({area.aspect for area in found.areas}), len(found.areas)) == (5, 13)
    assert sum(len(area.challenges) for area in found.areas) == 34
    assert (found.starts, found.ends, found.adopted_on) == (2026, 2031, None)
    assert (text_of(found.adopted_by), text_of(found.diary_number)) == ("regionfullmäktige", "RS 2025-0671")
    for part in (found.purpose, found.main_goal, found.adopted_by, found.diary_number, *found.desired_effects):
        assert version.content.text[part.start : part.end] == part.text


@needs_shared
def test_the_strategy_of_2020_in_prose_gives_its_areas_and_no_challenges():
    _, found = read(DOCUMENTS / "strategi-2020-stockholm.pdf")

    assert "SYFTAR TILL att identifiera strategiska utvecklingsområden" in found.purpose.text
    assert "en av världens fem främsta life science-regioner" in found.main_goal.text
    assert [area.area[:4] for area in found.areas] == ["4.1 ", "4.2 ", "4.3 ", "4.4 ", "4.5 "]
    assert all(area.place.page and not area.challenges for area in found.areas)
    assert (found.desired_effects, found.adopted_by, found.diary_number) == ((), None, None)


def test_an_english_strategy_is_read(tmp_path):
    path = tmp_path / "strategy.md"
    path.write_text(ENGLISH, encoding="utf-8")

    _, found = read(path)

    assert text_of(found.purpose) == "The strategy aims to bring care and research together."
    assert text_of(found.main_goal) == "The Coast is a leading region by 2030."
    assert [effect.text for effect in found.desired_effects] == ["More clinical trials", "Shorter waiting times"]
    assert text_of(found.adopted_by) == "regional assembly"
    assert (found.adopted_on, text_of(found.diary_number)) == (date(2026, 5, 14), "RC 2026/112")
    assert [(area.aspect, area.area, area.challenges) for area in found.areas] == [
        ("A. Research", "Data", ("Access to health data",))
    ]
    assert (found.starts, found.ends) == (2026, 2030)


def test_what_a_document_does_not_say_is_left_out(tmp_path):
    path = tmp_path / "plan.md"
    path.write_text(PROSE, encoding="utf-8")

    _, found = read(path)

    assert (text_of(found.adopted_by), found.adopted_on) == ("kommunfullmäktige", date(2024, 5, 13))
    assert text_of(found.diary_number) == "KS 2023-00412"
    assert (found.purpose, found.main_goal, found.desired_effects, found.areas) == (None, None, (), ())
