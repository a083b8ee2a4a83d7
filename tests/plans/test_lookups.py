"""Questions about the plan: which are the plan's, what they ask, and which actions answer."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.lookup_words import Sought
from plans.lookups import look_up, measured
from plans.model import Action, Forecast, Implementation, Indicator, IndicatorValue, Reading, Source, StatusUpdate
from plans.plan_text import plan_text
from plans.standing import lacking, standing

TODAY = date(2027, 10, 15)
AT = datetime(2027, 10, 1, 8, 0, tzinfo=UTC)


def _action(nr, title, scope, end=None, **more):
    return Action(nr=nr, title=title, source=Source("plan.xlsx", scope, 5), scope=scope, end=end, **more)


ACTIONS = (
    _action(
        "N1", "Öva sanering av olja", "Norr", date(2027, 6, 30), area="Beredskap",
        accountable="Kustens räddningstjänst",
        indicator="Antal genomförda övningar", baseline=Decimal(0), target=Decimal(3), reporter="ovning@x.example",
        implementation=Implementation.IN_PROGRESS,
    ),
    _action(
        "N2", "Korta väntan på hälsodata", "Norr", date(2028, 12, 31), area="Data", accountable="Region Norr, Centrum",
        indicator="Handläggningstid i dagar", implementation=Implementation.NOT_STARTED, forecast=Forecast.AT_RISK,
        reporter="data@x.example",
    ),
    _action(
        "O1", "En väg in för kliniska prövningar", "Öster", date(2027, 12, 31), area="Processer",
        accountable="Almby universitet", contributors=("Region Norr", "KTH"), indicator="Antal startade prövningar",
        baseline=Decimal(10), target=Decimal(20), implementation=Implementation.COMPLETED, reporter="p@x.example",
    ),
    _action(
        "O2", "Bygg lager av länsor", "Öster", date(2027, 9, 1), area="Beredskap", accountable="Region Öster",
        implementation=Implementation.IN_PROGRESS, reporter="lager@x.example",
    ),
    _action("G1", "Gemensam webbplats", "Gemensamma", date(2027, 2, 1), area="Kommunikation"),
)  # fmt: skip
ENGLISH = {"preparedness": ("beredskap",), "health data": ("hälsodata",), "clinical trials": ("klinisk prövning",)}
STANDINGS = tuple(standing(action, ()) for action in ACTIONS)


def _found(question):
    return look_up(question, STANDINGS, TODAY, lambda words: ENGLISH.get(words, ()))


def _numbers(question):
    found = _found(question)
    return None if found is None else [one.action.nr for one in found.standings]


def test_those_whom_nobody_is_responsible_for_are_found_in_everyday_words():
    asked = ("vilka åtgärder har ingen ansvarig?", "vilka saknar ägare?", "vilka åtgärder har ingen kontaktperson")

    found = [_numbers(question) for question in asked]

    assert found == [["G1"], ["G1"], ["G1"]]


def test_the_contact_person_of_an_action_is_its_reporter():
    found = _found("vem är kontaktperson för N2?")

    assert found.query.sought is Sought.REPORTER


def test_a_goal_that_is_named_by_number_is_no_action_with_that_number():
    plan = [
        standing(_action("1.1", "Mät svinnet", "Norr", goal="1.2"), ()),
        standing(_action("1.2", "Mat åt alla", "Norr", goal="Mål 1.1 Mindre svinn"), ()),
    ]

    of_the_strategy = look_up("mål 1.1", plan, TODAY)
    standing_of_it = look_up("hur går det med mål 1.1?", plan, TODAY)
    belonging = look_up("vilka åtgärder hör till mål 1.1?", plan, TODAY)
    the_action = look_up("hur går det med 1.1?", plan, TODAY)

    assert of_the_strategy is None
    assert [one.action.nr for one in standing_of_it.standings] == ["1.2"]
    assert [one.action.nr for one in belonging.standings] == ["1.2"]
    assert [one.action.nr for one in the_action.standings] == ["1.1"]


def test_an_organisation_is_found_also_where_several_share_one_cell():
    plan = [
        standing(_action("1", "Bygg", "Norr", accountable="Högskolan i Ekvik"), ()),
        standing(_action("2", "Sälj", "Norr", accountable="Bönderna i Norr, Högskolan i Ekvik och Region Norr"), ()),
        standing(_action("3", "Mät", "Norr", accountable="Region Norr, Enheten för mat"), ()),
    ]

    found = look_up("vad gör Högskolan i Ekvik?", plan, TODAY)

    assert [one.action.nr for one in found.standings] == ["1", "2"]


@pytest.mark.parametrize(
    ("question", "sought", "numbers"),
    [
        ("vem ansvarar för hälsodata?", Sought.ACCOUNTABLE, ["N2"]),
        ("who is responsible for health data?", Sought.ACCOUNTABLE, ["N2"]),
        ("who is responsible for clinical trials?", Sought.ACCOUNTABLE, ["O1"]),
        ("Vem ansvarar för N1 och O2?", Sought.ACCOUNTABLE, ["N1", "O2"]),
        ("vem är rapportör för n2?", Sought.REPORTER, ["N2"]),
        ("vilka åtgärder är försenade?", Sought.LISTING, ["N1", "O2", "G1"]),
        ("vilka åtgärder i Öster är försenade?", Sought.LISTING, ["O2"]),
        ("which actions are late?", Sought.LISTING, ["N1", "O2", "G1"]),
        ("vad är försenat i Norr?", Sought.LISTING, ["N1"]),
        ("vilka åtgärder är klara?", Sought.LISTING, ["O1"]),
        ("vilka är inte klara?", Sought.LISTING, ["N1", "N2", "O2", "G1"]),
        ("vilka åtgärder har inte startat?", Sought.LISTING, ["N2"]),
        ("which actions are at risk?", Sought.LISTING, ["N2"]),
        ("vilka åtgärder rör beredskap?", Sought.LISTING, ["N1", "O2"]),
        ("which actions concern preparedness?", Sought.LISTING, ["N1", "O2"]),
        ("vilka åtgärder om beredskap finns i Öster?", Sought.LISTING, ["O2"]),
        ("vilka åtgärder har Kustens räddningstjänst?", Sought.LISTING, ["N1"]),
        ("Which actions does KTH take part in?", Sought.LISTING, ["O1"]),
        ("vilka åtgärder har Almby University?", Sought.LISTING, ["O1"]),
        ("vilka åtgärder medverkar Region Norr i?", Sought.LISTING, ["O1"]),
        ("vad ansvarar Region Öster för?", Sought.LISTING, ["O2"]),
        ("vilka åtgärder saknar ansvarig?", Sought.LISTING, ["G1"]),
        ("vilka åtgärder saknar rapportör?", Sought.LISTING, ["G1"]),
        ("vilka åtgärder ska vara klara 2027?", Sought.LISTING, ["N1", "O1", "O2", "G1"]),
        ("vilka åtgärder ska vara klara senast 2028 i Norr?", Sought.LISTING, ["N1", "N2"]),
        ("hur många åtgärder finns det?", Sought.COUNT, ["N1", "N2", "O1", "O2", "G1"]),
        ("how many actions are completed?", Sought.COUNT, ["O1"]),
        ("hur många prövningar har startats?", Sought.COUNT, ["O1"]),
        ("hur många övningar har genomförts?", Sought.COUNT, ["N1"]),
        ("när ska N1 vara klar?", Sought.DUE, ["N1"]),
        ("när ska webbplatsen vara klar?", Sought.DUE, ["G1"]),
        ("what is the status of O2?", Sought.STATUS, ["O2"]),
        ("hur går det med beredskapen?", Sought.STATUS, ["N1", "O2"]),
        ("vad är målvärdet för O1?", Sought.TARGET, ["O1"]),
        ("vilken indikator har N2?", Sought.INDICATOR, ["N2"]),
    ],
)
def test_question_about_the_plan_finds_its_actions(question, sought, numbers):
    found = _found(question)

    assert found is not None
    assert (found.query.sought, [one.action.nr for one in found.standings]) == (sought, numbers)


@pytest.mark.parametrize(
    "question",
    [
        "vad säger strategin om beredskap?",
        "vilka åtgärder behövs för att stärka beredskapen?",
        "vilka åtgärder föreslår kommunen i remissvaret?",
        "Vem ansvarar för uppföljningen av strategin?",
        "Vem ansvarar för genomförandet?",
        "hur många invånare har regionen?",
        "vad pågår i EU?",
        "When was Almby universitet founded?",
        "hur går det för svensk läkemedelsexport?",
        "vad kostar N1?",
        "vilka åtgärder rör kvantdatorer?",
        "när infördes hälsodata?",
        "hur många olyckor med olja har skett?",
        "vad är Region Norr?",
    ],
)
def test_question_about_something_else_is_left_to_the_documents(question):
    assert _found(question) is None


def test_shared_and_wavering_actions_are_told_apart_from_the_answer():
    found = _found("vilka åtgärder i Norr är försenade?")

    assert [one.action.nr for one in found.standings] == ["N1"]
    assert [one.action.nr for one in found.beside] == ["G1"]
    assert [one.action.nr for one in found.wavering] == ["N2"]


def test_known_filter_without_a_match_is_answered_with_none():
    assert _numbers("vilka åtgärder är röda?") == []
    assert _numbers("vilka åtgärder i Öster är inte påbörjade?") == []


def test_bare_figure_is_a_number_only_after_a_word_for_it():
    numbered = tuple(
        standing(Action(nr=str(n), title=f"Åtgärden {n}", source=Source("plan.xlsx")), ()) for n in range(1, 4)
    )

    assert [one.action.nr for one in look_up("hur går det med åtgärd 2?", numbered, TODAY).standings] == ["2"]
    assert look_up("hur går det med 2 av dem?", numbered, TODAY) is None


def test_nothing_is_answered_from_an_empty_plan():
    assert look_up("hur många åtgärder finns det?", (), TODAY) is None


@given(st.text(max_size=120))
def test_any_words_are_understood_or_left_alone(question):
    found = look_up(question, STANDINGS, TODAY)

    assert found is None or set(found.standings) <= set(STANDINGS)


def test_plan_text_holds_each_action_at_its_span_with_what_was_last_reported():
    reading = Reading(
        language="sv",
        implementation=Implementation.COMPLETED,
        values=(IndicatorValue("Antal genomförda övningar", Decimal(3)),),
    )
    update = StatusUpdate(
        id="u1", year=2027, nr="N1", text="Hemligt", reading=reading, author="a", received_at=AT, confirmed_by="a",
        confirmed_at=AT + timedelta(hours=1), parser="1",
    )  # fmt: skip

    held = plan_text("plan.xlsx", [standing(action, [update]) for action in ACTIONS])

    start, end = held.spans["N1"]
    assert held.text[start:end] == (
        "N1 | Öva sanering av olja | Beredskap | Kustens räddningstjänst | ovning@x.example | 2027-06-30"
        " | Antal genomförda övningar | 0 | 3\n"
        "Lägesrapport 2027-10-01 | Genomförd | Antal genomförda övningar: 3"
    )
    assert all(held.text[start:end].startswith(f"{nr} |") for nr, (start, end) in held.spans.items())
    assert "Hemligt" not in held.text


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("vad gör Region Norr?", ["N2"]),
        ("what does Almby University do?", ["O1"]),
        ("vad gör KTH?", ["O1"]),
        ("vilka åtgärder ansvarar AU för?", ["O1"]),
        ("vilka åtgärder ska vara klara i höst?", ["O1", "O2"]),
        ("vilka åtgärder ska vara klara före sommaren?", ["N1", "O1", "O2", "G1"]),
        ("vilka åtgärder slutar efter mars 2028?", ["N2"]),
        ("which actions in Öster end in 2027?", ["O1", "O2"]),
        ("vilka åtgärder görs tillsammans med KTH?", ["O1"]),
        ("vilka åtgärder saknar medverkande?", ["N1", "N2", "O2", "G1"]),
        ("vad är målet för prövningarna?", ["O1"]),
        ("hur många prövningar startar varje år?", ["O1"]),
        ("finns det någon åtgärd om cybersäkerhet?", []),
        ("is there any action about fishing?", []),
        ("which actions is AU responsible for?", ["O1"]),
        ("när ska åtgärd 2 vara klar?", ["N2", "O2"]),
        ("vem ansvarar för åtgärd 1?", ["N1", "O1", "G1"]),
        ("hur många prövningar har påbörjats?", ["O1"]),
        ("hur går det med webbplatserna?", ["G1"]),
    ],
)
def test_question_names_actions_by_who_does_them_or_by_a_bare_figure(question, numbers):
    assert _numbers(question) == numbers


TWO = _action(
    "S6", "Samordna övningar", "Norr", date(2027, 12, 31), indicator="Antal genomförda övningar", target=Decimal(8),
    more_indicators=(Indicator(name="Antal startade prövningar", target=Decimal(40)),),
)  # fmt: skip


def _with_values(*values):
    reading = Reading(language="sv", values=tuple(IndicatorValue(name, Decimal(value)) for name, value in values))
    update = StatusUpdate(
        id="1", year=2027, nr="S6", text="…", reading=reading, author="a@x.example", received_at=AT,
        confirmed_by="a@x.example", confirmed_at=AT, parser="1",
    )  # fmt: skip
    return standing(TWO, [update])


def test_each_indicator_keeps_its_own_last_value():
    one = _with_values(("Antal startade prövningar", 25))

    assert [(found.indicator.name, found.value.value) for found in one.values] == [("Antal startade prövningar", 25)]
    assert [indicator.name for indicator in lacking(one)] == ["Antal genomförda övningar"]
    assert [indicator.name for indicator in measured(one, ("prövningar",))] == ["Antal startade prövningar"]


@pytest.mark.parametrize(
    "question",
    ["vilka indikatorer saknar värde?", "Vilka indikatorer saknar värde i år?", "which indicators lack a value?",
     "which indicators have no values this year?", "vilka åtgärder saknar utfall?"],
)  # fmt: skip
def test_indicators_without_a_value_are_asked_for(question):
    found = look_up(question, [_with_values(("Antal startade prövningar", 25)), STANDINGS[4]], TODAY)

    assert found is not None
    assert found.query.missing == "value"
    assert [one.action.nr for one in found.standings] == ["S6"]


def test_last_years_value_is_none_of_this_year():
    one = _with_values(("Antal startade prövningar", 25), ("Antal genomförda övningar", 3))

    assert lacking(one) == ()
    assert len(lacking(one, 2028)) == 2
