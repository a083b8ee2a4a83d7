"""Goals that a strategy writes as a list under an area ("Mål 1.1 …") are in its tree."""

from retrieval.documents.areas import areas
from retrieval.ingesting import read_clean

STRATEGY = """# Matstrategi 2026–2030

## 1. Syfte

Strategin ska ge bättre mat.

## 2. Prioriterade områden

### Område 1. Klimat och svinn

Påverkan ska minska.

- Mål 1.1 Matsvinnet halveras till 2030
- Mål 1.2 Klimatavtrycket minskar med en tredjedel

### Område 2. Inköp

- Mål 2.1 Minst 40 procent är ekologiskt
"""

FLAT = """# Strategi för äldre 2026–2030

## Mål 1. Äldre bor tryggt

Boendet ska vara tryggt.

- Mål 1.1 Fler trygghetsboenden byggs
- Mål 1.2 Hemtjänsten har samma personal

## Uppföljning

- Uppföljning görs årligen
- Mål 1.1 följs upp först
"""


def test_goals_as_a_list_under_an_area_are_what_it_holds(tmp_path):
    assert read(tmp_path, STRATEGY) == [
        ("Område 1. Klimat och svinn", 2),
        ("Område 2. Inköp", 1),
    ]


def test_goals_under_a_heading_that_is_no_area_are_read_too_and_a_list_of_other_things_is_not(tmp_path):
    assert read(tmp_path, FLAT) == [("Mål 1. Äldre bor tryggt", 2)]


def read(folder, text):
    file = folder / "strategi.md"
    file.write_text(text, encoding="utf-8")
    _, content = read_clean(file)
    return [(one.area, len(one.challenges)) for one in areas(content)]
