"""A strategy's own tree is proposed as it was read; a person confirms it or edits it, and nothing happens silently."""

from inline_snapshot import snapshot

from bot.settings import Settings
from bot.wiring import build


def test_the_strategy_is_shown_as_it_was_read_with_where_it_stands(handslag, strategy):
    handslag("ingest", strategy)

    shown = handslag("plan", "strategy")

    assert shown.status == 0
    assert shown.out == snapshot("""\
Strategi för havsbandet 2026
Läst ur strategi-2026.md.

Syfte: Strategin ska göra kusten till en plats där forskning och företag möts. (1. Syfte)
Huvudmål: framgår inte
Gäller: 2026
Beslutad av: framgår inte
Diarienummer: framgår inte

Önskade effekter:
framgår inte

Aspekter, prioriterade områden och utmaningar:
A. Hav och hälsa
  Beredskap
    - Beredskap för oljeutsläpp längs hela kusten
    - Ett gemensamt lager av sanerande utrustning
    - Övningar tillsammans med räddningstjänsten varje år
  Badvatten
    - Rena badplatser i alla kommuner

Ingen har bekräftat detta än.
Stämmer det: handslag plan strategy --confirm
Vill du ändra något: handslag plan strategy --out strategi.toml, ändra i filen, och sedan
handslag plan strategy --from strategi.toml --confirm
""")


def test_gaps_are_found_by_the_tree_that_was_read_until_a_person_has_confirmed_another(
    handslag, strategy, plan, tmp_path
):
    handslag("ingest", strategy)
    handslag("plan", "import", plan)
    before = [gap["subject"] for gap in handslag("plan", "gaps", "--json").json if gap["kind"].startswith("challenge")]
    file = tmp_path / "strategi.toml"
    handslag("plan", "strategy", "--out", file)
    text = file.read_text(encoding="utf-8").replace("Rena badplatser i alla kommuner", "Rymdfart från havsbandet")
    file.write_text(text, encoding="utf-8")

    handslag("plan", "strategy", "--from", file)
    untouched = handslag("plan", "strategy", "--json").json["confirmed"]
    handslag("plan", "strategy", "--from", file, "--confirm")

    after = [gap["subject"] for gap in handslag("plan", "gaps", "--json").json if gap["kind"].startswith("challenge")]
    assert untouched is None
    assert not any("Rymdfart" in subject for subject in before)
    assert any("Rymdfart" in subject for subject in after)


def test_what_a_person_has_confirmed_stays_when_the_document_changes(handslag, home, strategy, tmp_path):
    handslag("ingest", strategy)
    handslag("plan", "strategy", "--confirm")
    text = strategy.read_text(encoding="utf-8").replace("Rena badplatser i alla kommuner", "Badhus vid havet")
    strategy.write_text(text, encoding="utf-8")

    handslag("ingest", strategy)

    shown = handslag("plan", "strategy").out
    assert "Badhus vid havet" in shown.partition("Bekräftat av")[2]
    with build(Settings(home=home)).store.reading() as ledger:
        challenges = [challenge for area in ledger.summaries.areas() for challenge in area.challenges]
        events = [event.event for event in ledger.trail.all()]
    assert "Rena badplatser i alla kommuner" in challenges
    assert "Badhus vid havet" not in challenges
    assert events.count("strategy.confirmed") == 1


def test_a_file_with_faults_confirms_nothing_and_names_them_all(handslag, strategy, tmp_path):
    handslag("ingest", strategy)
    file = tmp_path / "strategi.toml"
    file.write_text('title = ""\nstarts = "snart"\ncolour = "blue"\n[[areas]]\naspect = "A"\n', encoding="utf-8")

    refused = handslag("plan", "strategy", "--from", file, "--confirm")

    assert refused.status == 1
    assert all(name in refused.err for name in ("title", "starts", "colour", "areas 1"))
    assert handslag("plan", "strategy", "--json").json["confirmed"] is None


def test_only_a_coordinator_confirms(handslag, strategy):
    handslag("ingest", strategy)
    handslag("people", "add", "bo@kusten.example")

    refused = handslag("plan", "strategy", "--confirm", "--as", "bo@kusten.example")

    assert refused.status == 1
    assert handslag("plan", "strategy", "--json").json["confirmed"] is None


def test_without_a_strategy_the_way_to_one_is_told(handslag):
    refused = handslag("plan", "strategy")

    assert refused.status == 1
    assert "handslag ingest" in refused.err


def test_an_action_is_edited_from_the_command_line(handslag, plan):
    handslag("plan", "import", plan)

    edited = handslag("plan", "edit", "h1", "--reporter", "ny@kusten.example", "--slut=Q1 2028")

    assert edited.out == snapshot("""\
H1, rapportör: ovning@kusten.example → ny@kusten.example
H1, slut: 2027-12-31 → 2028-03-31
H1, tidplan: 2027-12-31 → Q1 2028
""")
    assert handslag("plan", "list", "--json").json[0]["end"] == "2028-03-31"


def test_an_edit_without_a_field_or_of_what_owners_report_is_refused(handslag, plan):
    handslag("plan", "import", plan)

    assert handslag("plan", "edit", "H1").status == 2
    assert handslag("plan", "edit", "H1", "titel").status == 2
    assert "handslag reply" in handslag("plan", "edit", "H1", "--status", "Klar").err


def test_a_new_reporter_in_mid_cycle_gets_the_question(handslag, plan):
    handslag("plan", "import", plan)
    handslag("cycle", "open", "2027", "--due", "2027-10-15", "--now", "2027-09-20T09:00:00+02:00")

    handslag("plan", "edit", "H1", "--reporter", "ny@kusten.example", "--now", "2027-09-21T09:00:00+02:00")

    sent = handslag("cycle", "remind", "--dry-run", "--json", "--now", "2027-09-21T09:00:00+02:00").json
    assert {"H1"} <= {nr for one in sent if one["to"] == "ny@kusten.example" for nr in one["actions"]}
    assert not any("H1" in one["actions"] for one in sent if one["to"] != "ny@kusten.example")
