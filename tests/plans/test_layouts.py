"""Layouts that the importer has no word of beforehand are read without help, whole, and come back unchanged."""

from datetime import UTC, datetime

import pytest
from inline_snapshot import snapshot

from plans.formats.workbook import export_plan
from plans.importing.reading import read_plan
from plans.planning import import_plan
from plans.stores.memory import MemoryStore
from tests.plans import layouts

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def told(path):
    """Return what was read of a plan, a line for each thing."""
    reading = read_plan(path)
    assert reading.errors == ()
    return "\n".join(line for action in reading.actions for line in lines(action))


def lines(action):
    """Yield an action's fields: who, when, what it is measured by, and its steps."""
    places = " > ".join(place for place in (action.scope, action.aspect, action.area) if place)
    yield f"{action.nr} {action.title}" + (f" [{places}]" if places else "")
    who = (action.goal, action.accountable, "; ".join(action.contributors), action.reporter)
    yield "  " + " | ".join(part or "-" for part in who)
    span = f"{action.start or ''}..{action.end or ''}{' continuous' if action.continuous else ''}"
    state = (action.implementation, action.forecast, action.resources, action.predecessor)
    yield f"  {span} " + " | ".join(part or "-" for part in state)
    for one in action.indicators:
        figures = f"{one.baseline} ({one.baseline_year}) -> {one.target} ({one.target_year})"
        yield f"  i {one.name} [{one.unit}] {figures} {one.source} {one.frequency}".replace("None", "-")
    for step in action.milestones:
        yield f"  m {step.name} {step.due or '-'}"


@pytest.mark.parametrize("layout", layouts.LAYOUTS, ids=lambda layout: layout.__name__)
def test_a_plan_in_any_layout_comes_back_unchanged(tmp_path, layout):
    path = layout(tmp_path)
    reports = []

    for suffix in (".xlsx", ".csv"):
        with MemoryStore().transaction() as ledger:
            import_plan([path], ledger, now=NOW, by="handslag")
            target = export_plan(ledger.actions.all(), tmp_path / f"export{suffix}")
            again = import_plan([target], ledger, now=NOW, by="handslag", dry_run=True)
            reports.append((len(again.difference.unchanged) == len(ledger.actions.all()), again.errors))

    assert reports == [(True, ())] * 2


def test_two_row_headings_and_merged_cells(tmp_path):
    assert told(layouts.two_row_headings_and_merged_cells(tmp_path)) == snapshot("""\
Å-01 Införa gemensam ansökan om hälsodata [Data för hälsa > Delning av data]
  - | Region Västerdal | - | karin.ek@vasterdal.example
  2027-01-01..2027-12-31 - | - | - | -
  i Median handläggningstid [dagar] 94 (2026) -> 45 (2029) - varje kvartal
  i Andel ansökningar via ingången [%] 0 (2026) -> 80 (2029) - årligen
Å-02 Utbilda dataförvaltare [Data för hälsa > Delning av data]
  - | Dalens högskola; Region Västerdal | - | ove@dalens.example
  2027-08-15..2028-06-30 - | - | - | -
  i Antal utbildade [personer] 12 (2026) -> 60 (2029) - per termin
Å-03 Ta fram vägledning för AI i vården [Data för hälsa > Trygg AI]
  - | Västerdals sjukhus | - | lisa@sjukhus.example
  2027-04-01..2027-12-31 - | - | - | -
  i Vägledning beslutad [ja/nej] nej (2026) -> ja (2029) - -
Å-04 Mottagningsservice för forskare [Kompetens > Rekrytering]
  - | Dals kommun | - | valkomna@dal.example
  .. continuous - | - | - | -
  i Andel kvar efter två år [%] 61.5 (2026) -> 75 (2029) - årligen\
""")


def test_csv_as_swedish_excel_saves_it(tmp_path):
    assert told(layouts.csv_as_swedish_excel_saves_it(tmp_path)) == snapshot("""\
1.1 Sänka hastigheten vid skolor [Luft]
  - | Tekniska nämnden | - | trafik@sandvik.example
  ..2027-06-30 in_progress | - | 1 250 tkr | -
  i Andel skolor med 30 km/h [-] 12,5 % (-) -> 100 % (2028) - -
  m Beslut 2027-02-15
  m Skyltning 2027-05-31
1.2 Byta till eldrivna arbetsmaskiner [Luft]
  - | Tekniska nämnden | - | trafik@sandvik.example
  ..2028-12-31 not_started | - | 4 500,5 tkr | -
  i Antal eldrivna maskiner [-] 3 (-) -> 25 (2028) - -
  m Upphandling klar mars 2028 2028-03-31
2.1 Återskapa våtmark vid Ån [Vatten]
  - | Miljönämnden | - | miljo@sandvik.example
  2026-01-01..2029-12-31 in_progress | - | - | -
  i Hektar våtmark [-] 0.5 (-) -> 7.25 (2028) - -
  m Samråd 2027-03-01
  m Tillstånd 2027-12-31
2.2 Mäta läkemedelsrester [Vatten]
  - | Miljönämnden | - | miljo@sandvik.example
  .. continuous continuous | - | 200 tkr | -
  i Antal mätpunkter [-] 4 (-) -> 9 (2028) - -\
""")


def test_one_sheet_per_region(tmp_path):
    assert told(layouts.one_sheet_per_region(tmp_path)) == snapshot("""\
N1 Mobila team [Region Norr > Vård nära]
  Färre besök på akuten | Region Norr | Kommunerna | n1@x.example
  2027-01-01..2028-12-31 - | - | - | -
  i Antal team [-] - (-) -> 6 (-) - -
  i Andel besök i hemmet [-] - (-) -> 40 % (-) - -
  m Rekrytera team 2027-04-30
  m Utvärdera 2028-11-30
N2 Digital triage [Region Norr > Vård nära]
  Rätt väg in | Region Norr | Kommunerna; 1177 | n2@x.example
  ..2027-12-31 - | - | - | 7
  i Andel digitala kontakter [-] - (-) -> 60 % (-) - -
  m Upphandla 2027-02-28
N3 Hälsosamtal vid 50 [Region Norr > Prevention]
  Tidig upptäckt | Primärvården | - | n3@x.example
  .. continuous - | - | - | -
  i Antal samtal [-] - (-) -> 5000 (-) - -
S1 Mobila team [Region Söder > Vård nära]
  Färre besök på akuten | Region Söder | Kommunerna | s1@x.example
  2027-01-01..2028-12-31 - | - | - | -
  i Antal team [-] - (-) -> 6 (-) - -
  i Andel besök i hemmet [-] - (-) -> 40 % (-) - -
  m Rekrytera team 2027-04-30
  m Utvärdera 2028-11-30
S2 Digital triage [Region Söder > Vård nära]
  Rätt väg in | Region Söder | Kommunerna; 1177 | s2@x.example
  ..2027-12-31 - | - | - | 7
  i Andel digitala kontakter [-] - (-) -> 60 % (-) - -
  m Upphandla 2027-02-28
S3 Hälsosamtal vid 50 [Region Söder > Prevention]
  Tidig upptäckt | Primärvården | - | s3@x.example
  .. continuous - | - | - | -
  i Antal samtal [-] - (-) -> 5000 (-) - -\
""")


def test_a_fact_sheet_per_action_in_word(tmp_path):
    assert told(layouts.a_fact_sheet_per_action_in_word(tmp_path)) == snapshot("""\
Å-01 Gemensam biobank
  Proverna används mer | Universitetssjukhuset | Region Öst; Lärosätet | biobank@us.example
  2027-01-01..2029-12-31 - | - | Två tjänster | -
  i Antal utlämnade prov [-] 1200 (2025) -> 5000 (2029) Biobanksregistret -
  m Avtal klart 2027-06-30
  m Drift 2028-03-31
Å-02 Utbildning i genomik
  Kompetens | Lärosätet | - | genomik@larosatet.example
  ..2027-12-31 - | - | - | -
  i Antal examinerade [-] 0 (2025) -> 40 (2029) Ladok -\
""")


def test_word_tables_under_lettered_headings(tmp_path):
    assert told(layouts.word_tables_under_lettered_headings(tmp_path)) == snapshot("""\
1 Införa patientforum [A. Trygg vård]
  - | Regionkansliet | - | -
  ..2027-05-31 - | - | - | -
  i Antal forum (4 per år) [-] - (-) -> - (-) - -
2 Språkstöd för nyanställda [B. Framtidens arbete]
  - | HR-avdelningen | - | -
  ..2027-06-30 - | - | - | -
  i Andel som fått stöd [-] - (-) -> - (-) - -
3 Mentorsprogram [B. Framtidens arbete]
  - | HR-avdelningen | - | -
  ..2027-12-15 - | - | - | -
  i Antal mentorer [-] - (-) -> - (-) - -\
""")


def test_an_english_workbook(tmp_path):
    assert told(layouts.an_english_workbook(tmp_path)) == snapshot("""\
A1 One door for clinical trials [Research > Trials]
  More trials | Coast Hospital | University; Medtech AB | trials@coast.example
  2027-01-15..2028-12-31 in_progress | on_track | SEK 2m | -
  i Number of trials [trials] 14 (2025) -> 40 (2030) Trial register yearly
  m Contract signed 2027-03-31
  m First patient 2027-10-31
A2 Time for nurses to do research [Research > Trials]
  Wider research | University | - | nurses@coast.example
  2027-07-01..2029-06-30 not_started | at_risk | - | A1
  i Share of nurses with research time [%] 2 % (2025) -> 10 % (2030) HR system twice a year\
""")


def test_a_step_on_each_row(tmp_path):
    assert told(layouts.a_step_on_each_row(tmp_path)) == snapshot("""\
1 Etablera jobbspår
  Fler i arbete | Arbetsmarknadsenheten | - | -
  ..2027-09-15 - | - | - | -
  i Antal i jobbspår [-] - (-) -> - (-) - -
  m Kartlägga behov 2027-02-28
  m Avtal med arbetsgivare 2027-06-30
  m Starta första gruppen 2027-09-15
2 Sommarjobb för alla
  Fler i arbete | Kultur och fritid | - | -
  ..2027-06-15 - | - | - | -
  i Andel som fått jobb [-] - (-) -> - (-) - -
  m Annonsera 2027-03-31
  m Introduktion 2027-06-15\
""")


def test_years_under_a_group(tmp_path):
    assert told(layouts.years_under_a_group(tmp_path)) == snapshot("""\
1 Solceller på tak
  - | Fastighet | - | -
  .. in_progress | - | - | -
  i Installerad effekt [-] 1.5 (2025) -> 10 (2030) - -
2 Byta ventilation
  - | Fastighet | - | -
  .. not_started | - | - | -
  i Andel bytt [-] 5 % (2025) -> 90 % (2030) - -\
""")


def test_questions_as_headings(tmp_path):
    assert told(layouts.questions_as_headings(tmp_path)) == snapshot("""\
1.1 Videobesök på alla vårdcentraler [1. Vård på distans]
  - | Primärvården | IT-avdelningen; patientföreningar | video@fjall.example
  ..2027-12-31 in_progress | on_track | 1,5 mnkr | -
  i Andel vårdcentraler med videobesök [-] 35 % (-) -> 100 % (-) - -
1.2 Egenmonitorering vid hjärtsvikt [1. Vård på distans]
  - | Medicinkliniken | Kommunerna i länet | hjarta@fjall.example
  ..2028-06-30 in_progress | at_risk | - | -
  i Antal patienter [-] 40 (-) -> 400 (-) - -
2.1 Samma läkemedelslista för region och kommun [2. Delad journal]
  - | Hälso- och sjukvårdsstaben | Kommunerna | lista@fjall.example
  ..2029-12-31 not_started | - | Ingår i ordinarie budget | -
  i Kommuner anslutna [-] 0 (-) -> 8 (-) - -\
""")


def test_years_and_units_in_columns(tmp_path):
    assert told(layouts.years_and_units_in_columns(tmp_path)) == snapshot("""\
1 Hälsobesök i förskolan [Barn och unga]
  - | Barnhälsan | - | -
  2027-03-01..2028-06-30 - | - | - | -
  i Andel förskolor [%] 4.0 (2025) -> 50.0 (2028) Barnhälsans register årsvis
  i Nöjda föräldrar [%] - (2026) -> 85 (2028) Enkät vartannat år
  m Ta fram material -
  m Prova i två kommuner -
2 Simkunnighet [Barn och unga]
  - | Kultur och fritid | - | -
  2027-01-01..2027-12-31 - | - | - | -
  i Andel simkunniga i åk 6 [%] 88.5 (2025) -> 95.0 (2027) Skolverket årsvis
3 Fallprevention [Äldre]
  - | Hemtjänsten | - | -
  2027-01-01.. - | - | - | -
  i Fallskador per 1000 [antal] 31 (2025) -> 25 (2029) Socialstyrelsen halvårsvis\
""")


def test_word_table_with_merged_headings(tmp_path):
    assert told(layouts.word_table_with_merged_headings(tmp_path)) == snapshot("""\
C1 Minska engångsplast i operation
  - | Operationskliniken | Inköp; Miljö | -
  2027-01-01..2029-12-31 - | - | - | -
  i Kilo plast per operation [-] - (-) -> 2.5 (2030) - -
C2 Återbruka möbler
  - | Fastighet | - | -
  .. continuous - | - | - | -
  i Antal återbrukade [-] - (-) -> 500 (2030) - -\
""")


def test_fact_sheets_with_numbered_indicators(tmp_path):
    assert told(layouts.fact_sheets_with_numbered_indicators(tmp_path)) == snapshot("""\
1 Gemensam jour för ambulansflyg [Beredskap]
  - | Region Fjäll | - | mona@fjall.example
  2027-01-01..2028-12-31 in_progress | at_risk | - | -
  i Antal uppdrag [-] - (-) -> 120 (-) - -
  i Svarstid, minuter [-] - (-) -> 15 (-) - -
  m Avtal 2027-03-31
  m Övning 2027-10-31
2 Lager för kris [Beredskap]
  - | Region Berg | - | lager@berg.example
  ..2027-12-31 not_started | - | - | -
  i Dagars förbrukning i lager [-] - (-) -> 90 (-) - -\
""")


def test_a_table_that_begins_in_column_b(tmp_path):
    assert told(layouts.a_table_that_begins_in_column_b(tmp_path)) == snapshot("""\
S-1 Testbädd [Stockholm > A > Forskning]
  - | KI | - | tb@ki.example
  ..2028-01-31 completed | - | - | -
  i Antal bolag [-] 2 (-) -> 12 (2028) - -
S-2 Stipendier [Stockholm > A > Forskning]
  - | KTH | KI | st@kth.example
  .. continuous on_hold | - | - | -
  i Antal stipendier [-] 5 (-) -> 20 (2030) - -
U-1 Sommarskola [Uppsala > A > Forskning]
  - | UU | - | ss@uu.example
  ..2027-08-31 not_started | - | - | -
  i Antal elever [-] 0 (-) -> 50 (2027) - -\
""")


def test_milestones_in_numbered_columns(tmp_path):
    assert told(layouts.milestones_in_numbered_columns(tmp_path)) == snapshot("""\
1 Grönt sjukhustak
  Svalare avdelningar | Fastighetsförvaltningen | - | -
  2027-02-01..2028-10-31 - | on_track | - | -
  i Kvadratmeter tak [m2] - (-) -> 1200 (2027) - -
  m Projektering 2027-05-01
  m Byggstart 2027-09-01
2 Cykelgarage
  Fler cyklar | Fastighetsförvaltningen | - | -
  2027-03-01..2027-12-01 - | at_risk | - | -
  i Antal platser [st] - (-) -> 300 (2027) - -
  m Bygglov 2027-04-15\
""")


def test_the_lines_above_a_table_tell_its_plans_title_and_years(tmp_path):
    found = [
        read_plan(layout(tmp_path)).plans
        for layout in (
            layouts.two_row_headings_and_merged_cells,
            layouts.questions_as_headings,
            layouts.one_sheet_per_region,
        )
    ]

    assert [[(plan.scope, plan.title, plan.starts, plan.ends) for plan in plans] for plans in found] == snapshot(
        [
            [(None, "Region Västerdal – Handlingsplan för hälsoinnovation 2027–2029", 2027, 2029)],
            [(None, "Handlingsplan – Digital hälsa i Fjälldalen", 2027, 2030)],
            [("Region Norr", "Region Norr", None, None), ("Region Söder", "Region Söder", None, None)],
        ]
    )


def test_what_is_known_of_a_plan_stays_where_the_next_file_leaves_it_out(tmp_path):
    with MemoryStore().transaction() as ledger:
        import_plan([layouts.two_row_headings_and_merged_cells(tmp_path)], ledger, now=NOW, by="handslag")
        before = ledger.plans.all()
        target = export_plan(ledger.actions.all(), tmp_path / "export.xlsx")

        import_plan([target], ledger, now=NOW, by="handslag")

        assert before
        assert ledger.plans.all() == before
