"""Which field a heading names."""

import pytest

from plans.importing.claims import normalised
from plans.importing.columns import Ambiguity, field_named, recognise
from plans.importing.headings import FIELD_OF, ONLY_ALONE, SYNONYMS, Field


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Åtgärd", Field.TITLE),
        ("AKTIVITET:", Field.TITLE),
        ("Insats\n(vad ska göras)", Field.TITLE),
        ("Action", Field.TITLE),
        ("Tidplan (klart senast)", Field.SCHEDULE),
        ("Klart senast", Field.SCHEDULE),
        ("Deadline*", Field.SCHEDULE),
        ("Mål", Field.GOAL),
        ("Önskad effekt", Field.GOAL),
        ("Mål 2028", Field.TARGET),
        ("Målvärde 2030", Field.TARGET),
        ("Target (2028)", Field.TARGET),
        ("Nuläge 2026", Field.BASELINE),
        ("Ansvarig organisation", Field.ACCOUNTABLE),
        ("Huvudansvarig aktör", Field.ACCOUNTABLE),
        ("Kontakt/e-post", Field.REPORTER),
        ("Contact (e-mail)", Field.REPORTER),
        ("Rapportör", Field.REPORTER),
        ("Indikator/nyckeltal", Field.INDICATOR),
        ("Prioriterat område", Field.AREA),
        ("Målområde", Field.ASPECT),
        ("Status 2026-11", Field.STATUS),
        ("Läge", Field.STATUS),
        ("No.", Field.NR),
        ("Åtgärds-\nnummer", Field.NR),
        ("Lpnr", Field.NR),
        ("Startar", Field.START),
        ("Planerat startdatum", Field.START),
        ("Slutförd senast", Field.SCHEDULE),
        ("Vem gör det?", Field.ACCOUNTABLE),
        ("Success criteria", Field.INDICATOR),
        ("Goal value", Field.TARGET),
        ("Genomförs av", Field.ACCOUNTABLE),
    ],
)
def test_a_heading_names_its_field(heading, field):
    assert recognise([heading]).fields == {field: 0}


@pytest.mark.parametrize(
    "heading", ["Diarium (SEK)", "Antal åtgärder", "Senast uppdaterad", "Diarienummer", "Utfall 2026", ""]
)
def test_a_heading_that_names_no_field_is_left_aside(heading):
    assert recognise([heading]).fields == {}


def test_two_headings_that_name_the_same_field_equally_well_are_ambiguous():
    columns = recognise(["Åtgärd", "Status", "Läge"])

    assert columns.ambiguities == (Ambiguity(Field.STATUS, 1, 2),)


def test_the_heading_that_names_a_field_best_wins_it_without_ambiguity():
    columns = recognise(["Beskrivning av åtgärd", "Åtgärd", "Ansvarig"])

    assert columns.fields[Field.TITLE] == 1
    assert columns.ambiguities == ()


def test_a_description_is_the_action_only_where_no_other_heading_is():
    alone = recognise(["Nr", "Beskrivning", "Projektledare"])
    beside = recognise(["Nr", "Beskrivning", "Åtgärd", "Projektledare", "Ansvarig"])

    assert alone.fields == {Field.NR: 0, Field.TITLE: 1, Field.ACCOUNTABLE: 2}
    assert beside.fields == {Field.NR: 0, Field.TITLE: 2, Field.ACCOUNTABLE: 4}
    assert not beside.ambiguities


def test_a_due_date_beside_a_start_is_the_end():
    columns = recognise(["Åtgärd", "Startdatum", "Klart senast"])

    assert (columns.fields[Field.START], columns.fields[Field.END]) == (1, 2)


def test_a_schedule_beside_a_due_date_without_a_start_is_ambiguous():
    assert recognise(["Tidplan", "Klart senast"]).ambiguities == (Ambiguity(Field.SCHEDULE, 0, 1),)


def test_an_address_column_is_the_reporter_and_the_name_beside_it_is_not():
    columns = recognise(["Kontaktperson", "E-post"])

    assert columns.fields == {Field.REPORTER: 1, Field.REPORTER_NAME: 0}


def test_a_group_above_a_heading_decides_what_it_means():
    columns = recognise(
        ["Namn", "Start", "Mål", "Organisation"], groups=["Indikator", "Indikator", "Indikator", "Ansvar"]
    )

    assert columns.fields == {Field.INDICATOR: 0, Field.BASELINE: 1, Field.TARGET: 2, Field.ACCOUNTABLE: 3}


def test_start_and_end_under_when_are_two_days_and_a_number_under_what_is_a_number():
    columns = recognise(["Lpnr", "Insats", "Startar", "Slutförd senast"], groups=["Vad", "Vad", "När", "När"])

    assert columns.fields == {Field.NR: 0, Field.TITLE: 1, Field.START: 2, Field.END: 3}
    assert not columns.ambiguities


def test_a_mapping_by_hand_goes_before_everything():
    columns = recognise(["Status", "Läge"], {"status": None, "läge": Field.STATUS})

    assert (columns.fields, columns.ambiguities) == ({Field.STATUS: 1}, ())


def test_a_field_is_named_by_its_code_or_a_heading():
    assert field_named("implementation") is Field.STATUS
    assert field_named("Huvudansvarig") is Field.ACCOUNTABLE
    assert field_named("-") is None
    with pytest.raises(ValueError, match="färg"):
        field_named("färg")


def test_no_heading_is_listed_for_two_fields():
    listed = [word for words in SYNONYMS.values() for word in words.split("|")]

    assert len(listed) == len(FIELD_OF)


def test_every_listed_heading_is_written_as_headings_are_compared():
    assert [word for word in FIELD_OF if normalised(word) not in FIELD_OF] == []
    assert [word for word in ONLY_ALONE if normalised(word) != word] == []


def test_a_heading_that_names_a_field_only_alone_is_not_listed_as_one_that_always_does():
    assert FIELD_OF.keys() & ONLY_ALONE.keys() == set()
