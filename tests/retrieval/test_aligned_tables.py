"""Tables in plain text that are set with spaces or tabs: rows, and no headings."""

import pytest

from retrieval.ingesting import read_clean
from retrieval.model import BlockKind

_TABLE = """Strategi för Norrland

Mål och mått

Indikatorerna följs upp varje år av regionens kansli tillsammans med kommunerna i länet.

Indikator            Utgångsvärde   Målvärde 2030
Kliniska prövningar            12              40
Patent per år                   3               9
Utbildade forskare            110             200

Måtten redovisas för styrelsen i den årliga rapporten, med en bedömning av vad som återstår.
"""


def _read(tmp_path, text):
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    _, content = read_clean(tmp_path / "a.txt")
    return [(block.kind, content.text[block.start : block.end]) for block in content.blocks]


def _rows(found):
    return [text for kind, text in found if kind is BlockKind.ROW]


def test_a_table_set_with_spaces_is_read_row_by_row(tmp_path):
    found = _read(tmp_path, _TABLE)

    assert _rows(found) == [
        "Indikator | Utgångsvärde | Målvärde 2030",
        "Kliniska prövningar | 12 | 40",
        "Patent per år | 3 | 9",
        "Utbildade forskare | 110 | 200",
    ]
    assert [text for kind, text in found if kind is BlockKind.HEADING] == ["Strategi för Norrland", "Mål och mått"]


def test_a_table_set_with_tabs_is_read_row_by_row(tmp_path):
    found = _read(tmp_path, "Mått\n\nOmråde\tMål\tÅr\nVård\t12\t2030\nSkola\t9\t2031\n\nSlut på texten här.\n")

    assert _rows(found) == ["Område | Mål | År", "Vård | 12 | 2030", "Skola | 9 | 2031"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Inledning ........  3", "Mål ..............  4", "Uppföljning ......  5"],
        ["Länet ska växa.  Vi börjar nu.", "Alla ska med.  Också de unga.", "Det går bra.  Vi fortsätter så."],
        [
            "Regionen ska bygga lager av läkemedel    Kommunerna ska öva evakuering två gånger",
            "och samverka med näringslivet om det.    om året, och länsstyrelsen samordnar det",
            "Universiteten utbildar forskare i det    tillsammans med regionens egen ledning.",
        ],
    ],
    ids=["contents", "two spaces after a stop", "two columns"],
)
def test_what_only_looks_aligned_is_no_table(tmp_path, lines):
    assert _rows(_read(tmp_path, "Mål\n\n" + "\n".join(lines) + "\n")) == []
