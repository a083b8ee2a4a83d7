"""`plan show` tells an action's whole history, and credit stays with whoever wrote a reply."""

import pytest
from inline_snapshot import snapshot
from openpyxl import Workbook

HEADINGS = ["Nr", "Åtgärd", "Huvudansvarig", "E-post rapportör", "Tidplan", "Indikator", "Utgångsvärde 2026",
            "Mål 2028", "Delaktivitet", "Delaktivitet klar"]  # fmt: skip
ROWS = [
    ["H1", "Öva sanering", "Räddningstjänsten", "anna@kusten.example", "2028-12-31", "Antal genomförda övningar", 0, 3,
     "Skriva övningsplan", "2027-03-01"],
    [None, None, None, None, None, "Andel kommuner som deltar", "20 %", "80 %", "Hålla första övningen", "Q4 2027"],
]  # fmt: skip


@pytest.fixture
def reported(handslag, tmp_path):
    """A year in which Anna answered, a coordinator mended a typo and gave the action to Bo."""
    book = Workbook()
    book.active.title = "Kusten"
    for row in (HEADINGS, *ROWS):
        book.active.append(row)
    book.save(tmp_path / "plan.xlsx")
    handslag("plan", "import", tmp_path / "plan.xlsx", "--now", "2027-01-10T09:00:00+01:00")
    handslag("people", "add", "eva@kusten.example", "--role", "coordinator")
    handslag("cycle", "open", "2027", "--due", "2027-10-15", "--now", "2027-09-20T09:00:00+02:00")
    words = "Två övningar genomförda. Övningsplanen är klar. Hinder: vi saknar personal."
    handslag("reply", "H1", words, "--as", "anna@kusten.example", "--confirm", "--now", "2027-09-21T09:00:00+02:00")
    edited = handslag(
        "plan", "edit", "H1", "--title", "Öva sanering av olja", "--reporter", "bo@kusten.example",
        "--as", "eva@kusten.example", "--now", "2027-10-01T09:00:00+02:00",
    )  # fmt: skip
    assert edited.status == 0
    return handslag


def test_everything_known_of_an_action_is_shown(reported):
    shown = reported("plan", "show", "H1")

    assert shown.out == snapshot("""\
H1  Öva sanering av olja

huvudansvarig: Räddningstjänsten
rapportör: bo@kusten.example
tidplan: 2028-12-31
indikator: Antal genomförda övningar
utgångsvärde: 0
målvärde: 3
status: Pågår

Senast bekräftat 21 september 2027 av anna@kusten.example: ”Två övningar genomförda. Övningsplanen är klar. Hinder: vi saknar personal.”

Källa: plan.xlsx, Kusten, rad 2

Indikatorer:
- Antal genomförda övningar: från 0 (2026) till 3 (2028)
  2027: 2, anna@kusten.example, 21 september 2027
- Andel kommuner som deltar: från 20 % (2026) till 80 % (2028)

Milstolpar:
- Skriva övningsplan (klart 1 mars 2027, genomförd enligt anna@kusten.example, 21 september 2027)
- Hålla första övningen (klart 31 december 2027)

Ansvar:
- Huvudansvarig: Räddningstjänsten
- Rapportör: anna@kusten.example (till och med 30 september 2027)
- Rapportör: bo@kusten.example (från 1 oktober 2027)

Hinder:
- 2027: vi saknar personal

Uppdateringsbegäranden:
- 2027: anna@kusten.example, senast 15 oktober 2027, inlämnad

Lägesrapporter:
1. 2027, anna@kusten.example, 21 september 2027: Två övningar genomförda. Övningsplanen är klar. Hinder: vi saknar personal.
""")  # noqa: E501 - what people read, as they read it


def test_a_reply_stays_its_authors_when_the_plan_is_edited(reported):
    found = reported("plan", "show", "H1", "--json").json

    assert found["reporter"] == "bo@kusten.example"
    assert [(one["author"], one["confirmed_by"]) for one in found["updates"]] == [
        ("anna@kusten.example", "anna@kusten.example")
    ]
    assert {one["author"] for one in found["values"]} == {"anna@kusten.example"}
    assert [(one["who"], one["first"], one["last"]) for one in found["assignments"] if one["role"] == "reporter"] == [
        ("anna@kusten.example", None, "2027-09-30"),
        ("bo@kusten.example", "2027-10-01", None),
    ]


def test_an_edit_gives_no_new_update(reported):
    found = reported("plan", "show", "H1", "--json").json

    assert len(found["updates"]) == 1
    assert found["updates"][0]["confirmed_at"].startswith("2027-09-21")


def test_indicators_milestones_and_what_was_said_of_them_are_in_the_json(reported):
    found = reported("plan", "show", "H1", "--json").json

    assert [(one["name"], one["baseline"], one["target"], one["target_year"]) for one in found["indicators"]] == [
        ("Antal genomförda övningar", 0, 3, 2028),
        ("Andel kommuner som deltar", "20 %", "80 %", 2028),
    ]
    assert [(one["indicator"], one["year"], one["value"]) for one in found["values"]] == [
        ("Antal genomförda övningar", 2027, 2)
    ]
    assert [(one["name"], one["due"]) for one in found["milestones"]] == [
        ("Skriva övningsplan", "2027-03-01"),
        ("Hålla första övningen", "2027-12-31"),
    ]
    assert found["obstacles"]
    assert [one["state"] for one in found["requests"]] == ["submitted"]


def test_the_plan_of_each_scope_is_listed(reported):
    assert reported("plan", "scopes", "--json").json == [
        {"scope": "Kusten", "title": None, "starts": None, "ends": None, "language": "sv", "actions": 1}
    ]
    assert "Kusten" in reported("plan", "scopes").out
