"""The headings that plans use for each field, Swedish and English: data, which `columns` matches against."""

from collections.abc import Mapping
from enum import StrEnum


class Field(StrEnum):
    """What a column can hold."""

    NR = "nr"
    SCOPE = "scope"
    ASPECT = "aspect"
    AREA = "area"
    TITLE = "title"
    GOAL = "goal"
    ACCOUNTABLE = "accountable"
    CONTRIBUTORS = "contributors"
    REPORTER = "reporter"
    REPORTER_NAME = "reporter_name"
    SCHEDULE = "schedule"
    START = "start"
    END = "end"
    INDICATOR = "indicator"
    BASELINE = "baseline"
    TARGET = "target"
    STATUS = "status"
    FORECAST = "forecast"
    COMMENT = "comment"
    UNIT = "unit"
    BASELINE_YEAR = "baseline_year"
    TARGET_YEAR = "target_year"
    INDICATOR_SOURCE = "indicator_source"
    FREQUENCY = "frequency"
    MILESTONE = "milestone"
    MILESTONE_DUE = "milestone_due"
    MILESTONE_DONE = "milestone_done"
    RESOURCES = "resources"
    PREDECESSOR = "predecessor"


# Which of an action's fields each column holds, in the order of the headings where the plan had none of its own.
HOLDS: Mapping[Field, tuple[str, ...]] = {
    Field.NR: ("nr",),
    Field.SCOPE: ("scope",),
    Field.ASPECT: ("aspect",),
    Field.AREA: ("area",),
    Field.TITLE: ("title",),
    Field.GOAL: ("goal",),
    Field.ACCOUNTABLE: ("accountable",),
    Field.CONTRIBUTORS: ("contributors", "contributors_text"),
    Field.REPORTER: ("reporter",),
    Field.SCHEDULE: ("start", "end", "continuous", "schedule_text"),
    Field.START: ("start", "end", "continuous", "schedule_text"),
    Field.END: ("start", "end", "continuous", "schedule_text"),
    Field.INDICATOR: ("indicator", "more_indicators"),
    Field.BASELINE: ("baseline",),
    Field.TARGET: ("target",),
    Field.STATUS: ("implementation", "forecast", "status_text"),
    Field.FORECAST: ("implementation", "forecast", "status_text"),
    Field.COMMENT: ("comment",),
    Field.UNIT: ("unit",),
    Field.BASELINE_YEAR: ("baseline_year",),
    Field.TARGET_YEAR: ("target_year",),
    Field.INDICATOR_SOURCE: ("indicator_source",),
    Field.FREQUENCY: ("frequency",),
    Field.MILESTONE: ("milestones",),
    Field.RESOURCES: ("resources",),
    Field.PREDECESSOR: ("predecessor",),
}


def _split(words: str) -> tuple[str, ...]:
    return tuple(" ".join(word.split()) for word in words.split("|"))


SYNONYMS: Mapping[Field, str] = {
    Field.NR: """
        nr | nummer | åtgärdsnummer | åtgärdsnr | åtgärd nr | åtgärds-id | id | åtgärds id | åtgärdsid |
        å-nr | å nr | åtg nr | åtg-nr | åtg.nr | insatsnr | insats nr | aktivitetsnr | aktivitet nr | aktivitetsnummer |
        löpnummer | löpnr | ref | referens | no | no. | number | action no | action number | action id | #
    """,
    Field.SCOPE: """
        omfattning | gäller för | gäller | län | region | scope | applies to | county
    """,
    Field.ASPECT: """
        aspekt | målområde | strategisk aspekt | perspektiv | strategiskt område | huvudområde | tema |
        aspect | theme | pillar | strategic area | dimension
    """,
    Field.AREA: """
        prioriterat område | område | insatsområde | fokusområde | delområde | utvecklingsområde |
        åtgärdsområde | verksamhetsområde | prioritering | area | priority area | focus area | area of
        action | field of action
    """,
    Field.TITLE: """
        åtgärd | åtgärder | aktivitet | aktiviteter | insats | insatser | åtgärdens namn | åtgärdsnamn |
        namn på åtgärd | åtgärd/aktivitet | aktivitet/åtgärd | vad ska göras | vad | benämning | rubrik |
        uppdrag | action | actions | activity | activities | measure | initiative | action title | action
        name | task | title
        | what | vad gör vi | vad ska vi göra | what will we do | what will be done
    """,
    Field.GOAL: """
        mål | önskad effekt | delmål | syfte | förväntad effekt | förväntat resultat | effektmål | avsedd
        effekt | målsättning | mål/effekt | goal | goals | objective | objectives | intended effect |
        desired effect | purpose | expected result | expected outcome
    """,
    Field.ACCOUNTABLE: """
        huvudansvarig | ansvarig | ansvar | åtgärdsägare | ägare | ansvariga | huvudansvar | ansvarig part |
        ansvarig aktör | ansvarig organisation | huvudansvarig organisation | ansvarig nämnd | ansvarig
        förvaltning | ansvarig verksamhet | huvudaktör | utförare | vem ansvarar | ansvarig för genomförande
        | owner | action owner | responsible | accountable | lead | lead organisation | lead organization |
        lead partner | responsible organisation | responsible organization | responsible party |
        responsibility | lead actor
        | ansv | vem är ansvarig | åtgärdsansvarig | insatsansvarig | aktivitetsansvarig | who is responsible |
        lead agency
    """,
    Field.CONTRIBUTORS: """
        medverkande | samverkan | samverkanspart | samverkansparter | samverkanspartner | samarbetspart |
        samarbetsparter | samarbetspartner | samarbetspartners | samverkan med | i samverkan med | deltagare
        | deltar | berörda aktörer | övriga aktörer | medverkande aktörer | medaktörer | involverade |
        involverade aktörer | aktörer | partner | partners | contributors | contributing | contributing
        organisations | participants | involved | supporting | collaborators | other actors | supporting
        organisations
    """,
    Field.REPORTER: """
        e-post rapportör | e-post till rapportör | rapportörens e-post | e-postadress | e-post | epost |
        mejl | mail | mejladress | mailadress | e-mail | email | reporter e-mail | reporter email | e-mail
        address | email address | contact e-mail | contact email
    """,
    Field.REPORTER_NAME: """
        rapportör | kontakt | kontaktperson | kontaktpersoner | rapporteras av | ansvarig person | ansvarig
        namn | ansvarig handläggare | handläggare | uppgiftslämnare | kontaktuppgift | kontaktuppgifter |
        rapportörens namn | reporter | contact | contact person | reported by | responsible person |
        reporter name
    """,
    Field.SCHEDULE: """
        tidplan | tidsplan | klart | klar | tid | klart senast | klar senast | slutdatum | slut | sluttid | tidsperiod |
        period | tidsram | när | genomförs | genomförande tid | tidpunkt | deadline | måldatum | färdigt |
        färdig senast | ska vara klart | datum | due | due date | schedule | timeline | timeframe | time
        frame | timing | end date | end | finish | finish date | target date | completion date | complete by
        | when
        | slutförs | slutförs senast | slutförd senast | slutfört senast | genomförs senast | genomförd senast |
        genomfört senast | klardatum | klart till | klar till | planerat slut | planerat slutdatum |
        beräknat slutdatum | avslutas senast | completed by | to be completed by |
        target completion date | estimated completion date | planned end | planned end date | by when | due by
    """,
    Field.START: """
        start | startdatum | påbörjas | börjar | starttid | från | start date | begins | starts | from
        | startar | startas | startar senast | startas senast | påbörjas senast | börjar senast | inleds |
        inleds senast | planerad start | planerat startdatum | fr.o.m | från och med | starting date |
        commences | begin | planned start | planned start date
    """,
    Field.INDICATOR: """
        indikator | indikatorer | nyckeltal | mått | mätetal | mätvärde | uppföljningsmått | mäts genom |
        hur mäts det | hur följs det upp | indicator | indicators | kpi | measured by | metric | key figure
        | performance indicator
        | kpis | key performance indicator | key performance indicators | hur mäter vi | så mäter vi
    """,
    Field.BASELINE: """
        utgångsvärde | utgångsläge | startläge | ingångsvärde | ingångsläge | utgångsnivå | basnivå |
        nulägesnivå | nuläge | startvärde | basvärde | baslinje | baseline | baseline value | starting
        value | current value | start value | nulägesvärde | värde idag | värde i dag | värde nu |
        dagsläge | dagens värde | value today | starting point | utgångspunkt
    """,
    Field.TARGET: """
        målvärde | målnivå | målvärden | måltal | mål för indikator | mål för indikatorn | målsatt värde |
        target | target value | target level | targets
        | målsiffra | goal value | goal level | mål (antal) | mål (andel) | target figure
    """,
    Field.STATUS: """
        status | läge | genomförandestatus | lägesstatus | nuvarande status | aktuell status | genomförande
        | genomförandegrad | statusläge | läget | implementation | implementation status | progress | state
        | current status
    """,
    Field.FORECAST: """
        prognos | trafikljus | bedömning | statusfärg | forecast | outlook | rag | rag status | traffic
        light | assessment
    """,
    Field.COMMENT: """
        kommentar | kommentarer | anmärkning | anmärkningar | notering | noteringar | anteckning |
        anteckningar | övrigt | lägeskommentar | comment | comments | note | notes | remarks | remark
    """,
    Field.UNIT: """
        enhet | måttenhet | mätenhet | sort | enhet för indikator | indikatorns enhet | mäts i | unit | units |
        unit of measure | unit of measurement | measured in
    """,
    Field.BASELINE_YEAR: """
        basår | utgångsår | baslinjeår | nulägesår | referensår | år för utgångsvärde | utgångsvärdets år |
        utgångsvärde år | år utgångsvärde | år nuläge | nuläge år | baseline year | base year | year of baseline |
        reference year
    """,
    Field.TARGET_YEAR: """
        målår | år för målvärde | målvärdets år | målvärde år | år målvärde | mål år | år för mål | uppnås år |
        ska nås år | target year | year of target | goal year
    """,
    Field.INDICATOR_SOURCE: """
        källa | datakälla | uppgiftskälla | källa för indikator | källa till indikator | indikatorkälla | mätkälla |
        källa för data | mätmetod | source | data source | source of data | indicator source | measured from
    """,
    Field.FREQUENCY: """
        frekvens | mätfrekvens | mätintervall | intervall | periodicitet | uppföljningsfrekvens |
        uppföljningsintervall | hur ofta | mäts hur ofta | hur ofta mäts det | mättillfälle | mättillfällen |
        frequency | periodicity | how often | measured how often | measurement frequency | interval
    """,
    Field.MILESTONE: """
        delaktivitet | delaktiviteter | milstolpe | milstolpar | etappmål | delmål med datum | delmål (datum) |
        delmål och datum | delmål med tidplan | milestone | milestones | milestones with dates | interim milestones
    """,
    Field.MILESTONE_DUE: """
        delaktivitet klar | delaktivitet klart | delaktivitet klart senast | delaktivitetens slutdatum |
        delaktivitet slutdatum | delaktivitet tidplan | tidplan delaktivitet | datum för delaktivitet |
        datum delaktivitet | milstolpe klar | milstolpe datum | milstolpens datum | datum milstolpe |
        datum för milstolpe | milstolpe tidplan | delmål datum | datum delmål | delmål klart | milestone date |
        milestone due | milestone due date | date of milestone | milestone deadline
    """,
    Field.MILESTONE_DONE: """
        delaktivitet genomförd | delaktivitet avslutad | milstolpe genomförd | milstolpe uppnådd | delmål uppnått |
        milstolpe nådd | milestone completed | milestone done | milestone reached
    """,
    Field.RESOURCES: """
        resurser | resurs | resursbehov | resursåtgång | budget | finansiering | kostnad | kostnader | medel |
        beräknad kostnad | uppskattad kostnad | resurser/finansiering | resources | resource | budget and resources |
        funding | financing | cost | costs | estimated cost
    """,
    Field.PREDECESSOR: """
        föregångare | ersätter | ersätter åtgärd | bygger på | bygger på åtgärd | fortsättning av | fortsättning på |
        fortsätter från | tidigare åtgärd | tidigare nr | tidigare nummer | föregående åtgärd | beroende av |
        predecessor | replaces | builds on | continues from | continuation of | previous no | previous action |
        previous number
    """,
}

# Headings that name a field only where no other heading does: beside "Åtgärd", "Beskrivning" is a column of its own.
_ALONE: Mapping[Field, str] = {
    Field.NR: """
        kod | punkt | code | id-nr | idnr | aktivitets-id | insats-id | ref.nr | refnr | ref nr |
        referensnummer | lpnr | lnr | löp-nr | löp nr | projektnr | projekt-id | åtgärdskod | action # | ref no |
        s.no | action ref | action code
    """,
    Field.TITLE: """
        beskrivning | åtgärdsbeskrivning | aktivitetsbeskrivning | insatsbeskrivning | insatsens namn |
        aktivitetens namn | åtagande | åtaganden | åtgärdsförslag | förslag till åtgärd | projekt | projektnamn |
        arbetsuppgift | handling | description | project | deliverable | commitment | commitments |
        intervention | interventions
    """,
    Field.GOAL: """
        effekt | effekter | varför | önskat läge | önskat resultat | nytta | förväntad nytta | mål med åtgärden |
        effekt av åtgärd | effekt av åtgärden | aim | aims | why | effect | outcome | expected effect |
        desired outcome | intended outcome | expected benefit
    """,
    Field.ACCOUNTABLE: """
        vem | vem gör | vem gör det | vem gör vad | huvudman | projektledare | projektägare | processägare |
        genomförs av | utförs av | drivs av | samordnare | samordningsansvar | samordningsansvarig | who |
        who does it | coordinator | coordinated by | project manager | project lead | delivered by
    """,
    Field.CONTRIBUTORS: """
        inblandade | övriga inblandade | med vem | tillsammans med | samråd med | i samråd med | delaktiga |
        medansvarig | medansvariga | övriga deltagare | stödjande aktörer | with whom | together with |
        co-responsible | other parties | stakeholders | in cooperation with | supported by | key partners
    """,
    Field.SCHEDULE: """
        år | year | tidsåtgång | tidsplanering | tidsatt | slutförd | slutfört | slutår | slutmånad | senast |
        senast klart | senast klar | t.o.m | till och med | avslut | avslutas | leverans | leveransdatum |
        leveranstid | förväntat klart | beräknas klar | beräknas klart | sista datum | completion |
        to be completed | estimated completion | expected completion | timescale | time line | delivery date
    """,
    Field.START: """
        påbörjad | startmånad | startår | start month | start year | starting | commencement
    """,
    Field.INDICATOR: """
        mätning | measurement | uppföljningsindikator | uppföljningsindikatorer | resultatindikator |
        resultatindikatorer | effektindikator | effektmått | resultatmått | processmått | framgångsmått |
        så mäts det | så följs det upp | hur mäts målet | hur vet vi att vi lyckats | mått på framgång |
        success measure | success measures | success criteria | success criterion | measure of success |
        measures of success | how measured | how is it measured
    """,
    Field.BASELINE: """
        nuvarande värde | nuvarande nivå | värde nuläge | aktuellt värde | current level | present value |
        present level | existing value
    """,
    Field.ASPECT: """
        strategisk inriktning | inriktning | inriktningsområde | inriktningsmål | strategiområde |
        strategic direction | objective area
    """,
    Field.AREA: """
        utmaning | utmaningar | fokus | kategori | prio-område | prioområde | delstrategi | arbetsområde |
        programområde | challenge | challenges | focus | category | workstream | work stream | work package |
        sub-area
    """,
    Field.SCOPE: """
        geografi | geografiskt område | geografisk omfattning | geografisk avgränsning | geography |
        geographic area | geographic scope | geographical scope
    """,
    Field.COMMENT: """
        fritext
    """,
    Field.STATUS: """
        statusrapport | nulägesstatus | åtgärdsstatus | statusuppdatering | status update
    """,
    Field.RESOURCES: """
        kostnad tkr | kostnad i tkr | budget tkr | funding source
    """,
}

ONLY_ALONE: Mapping[str, Field] = {word: field for field, words in _ALONE.items() for word in _split(words)}
# Of those, the ones that say what they describe only together with the heading of the group that they stand under.
ASK_THEIR_GROUP = frozenset(_split("beskrivning | description | år | year | kod | code | punkt"))
FIELD_OF: Mapping[str, Field] = {word: field for field, words in SYNONYMS.items() for word in _split(words)}

# What an indicator has: these fields repeat in numbered columns ("Indikator 2"), on lines and on further rows.
MEASURES = (
    Field.INDICATOR,
    Field.UNIT,
    Field.BASELINE,
    Field.BASELINE_YEAR,
    Field.TARGET,
    Field.TARGET_YEAR,
    Field.INDICATOR_SOURCE,
    Field.FREQUENCY,
)
STEPS = (Field.MILESTONE, Field.MILESTONE_DUE, Field.MILESTONE_DONE)
# Headings so common in other senses that only the whole heading proves them.
ONLY_WHOLE = frozenset({Field.UNIT, Field.INDICATOR_SOURCE, Field.BASELINE_YEAR, Field.TARGET_YEAR, Field.PREDECESSOR})
# Without an indicator beside them these mean something else.
BESIDE_AN_INDICATOR = (Field.UNIT, Field.INDICATOR_SOURCE, Field.FREQUENCY, Field.BASELINE_YEAR, Field.TARGET_YEAR)
# A plan may have several such columns: the first is taken, the rest are kept as they are.
FIRST_OF_SEVERAL = frozenset({*BESIDE_AN_INDICATOR, *STEPS, Field.RESOURCES, Field.PREDECESSOR})
# Beside "Åtgärd" these are its steps; alone they are the actions.
SMALLER_ACTIONS = frozenset(
    _split("aktivitet | aktiviteter | activity | activities | uppgift | uppgifter | task | tasks")
)
# A goal on the way, which is a milestone where its cells give days.
SUB_GOALS = frozenset(_split("delmål | sub-goal | sub-goals | subgoals | interim goal | interim goals"))

# Words that mean the end when there is a start column beside them, and one and the same schedule when there is not.
END_WORDS = frozenset(
    _split(
        """
        klart | klar | klart senast | klar senast | slutdatum | slut | sluttid | deadline | måldatum | färdigt | färdig
        senast | till | ska vara klart | due | due date | end date | end | finish | finish date | target
        date | completion date | complete by | to | slutar | avslutas | ends
        | slutförs | slutförs senast | slutförd senast | slutfört senast | genomförs senast | genomförd senast |
        genomfört senast | klardatum | klart till | klar till | planerat slut | planerat slutdatum |
        beräknat slutdatum | avslutas senast | completed by | to be completed by | target completion date |
        estimated completion date | planned end | planned end date | by when | due by | slutförd | slutfört |
        slutår | slutmånad | senast | senast klart | senast klar | t.o.m | till och med | avslut | leverans |
        leveransdatum | leveranstid | förväntat klart | beräknas klar | beräknas klart | sista datum |
        completion | to be completed | estimated completion | expected completion | delivery date
        """
    )
)
# Headings on two rows: what a word means under a group's heading, where it means something else alone.
_INDICATOR_WORDS = {
    **dict.fromkeys(("namn", "benämning", "name", "beskrivning", "description"), Field.INDICATOR),
    **dict.fromkeys(("start", "nu", "idag", "i dag", "bas", "now", "today"), Field.BASELINE),
    **dict.fromkeys(("mål", "goal", "värde", "value"), Field.TARGET),
    **dict.fromkeys(("enhet", "unit"), Field.UNIT),
    **dict.fromkeys(("källa", "source"), Field.INDICATOR_SOURCE),
    **dict.fromkeys(("hur ofta", "how often"), Field.FREQUENCY),
    **dict.fromkeys(("startår", "basår", "base year"), Field.BASELINE_YEAR),
    **dict.fromkeys(("målår", "target year"), Field.TARGET_YEAR),
}
_STEP_WORDS = {
    **dict.fromkeys(("namn", "benämning", "vad", "beskrivning", "name", "what", "description"), Field.MILESTONE),
    **dict.fromkeys(("klart", "klar", "klart senast", "klar senast", "datum", "tid"), Field.MILESTONE_DUE),
    **dict.fromkeys(("tidplan", "när", "slut", "senast", "date", "due", "due date", "when"), Field.MILESTONE_DUE),
    **dict.fromkeys(("genomförd", "avslutad", "uppnådd", "done", "completed", "reached"), Field.MILESTONE_DONE),
}
_RESPONSIBLE_WORDS = {
    **dict.fromkeys(("organisation", "aktör", "förvaltning", "part", "organization"), Field.ACCOUNTABLE),
    **dict.fromkeys(("namn", "person", "name"), Field.REPORTER_NAME),
}
GROUPED: Mapping[Field, Mapping[str, Field]] = {
    Field.INDICATOR: _INDICATOR_WORDS,
    Field.TARGET: {"start": Field.BASELINE},
    Field.MILESTONE: _STEP_WORDS,
    Field.ACCOUNTABLE: _RESPONSIBLE_WORDS,
    Field.REPORTER_NAME: _RESPONSIBLE_WORDS,
    Field.SCHEDULE: {
        **dict.fromkeys(("från", "fr o m", "from"), Field.START),
        **dict.fromkeys(("till", "t o m", "to", "until"), Field.END),
    },
}
FOLLOW_UP_GROUPS = frozenset({"uppföljning", "mätning", "follow-up", "monitoring", "measurement"})
# Headings that ask whether it is done ("Klar?"), answered by yes and no.
DONE_WORDS = frozenset(_split("klar | klart | genomförd | genomfört | färdig | avslutad | done | completed | finished"))
# Headings that mean a goal in words, or beside an indicator the number it should reach: the cells tell.
GOAL_OR_TARGET = frozenset(_split("mål | goal | goals | objective | målsättning"))
# Headings of the action in a plan that is written in English.
ENGLISH_TITLES = frozenset(
    _split(
        "action | actions | activity | activities | measure | initiative | action title | action name | task | title"
    )
)
# Sweden's regions, as columns that are ticked name them: which of them an action concerns.
REGIONS = frozenset(
    _split(
        """
        blekinge | dalarna | gotland | gävleborg | halland | jämtland | härjedalen | jönköping | jönköpings | kalmar |
        kronoberg | norrbotten | skåne | stockholm | stockholms | sörmland | södermanland | uppsala | värmland |
        västerbotten | västernorrland | västmanland | västra götaland | örebro | östergötland
        """
    )
)
# Columns that hold an action's steps, one a row.
STEP_WORDS = frozenset(
    _split(
        """
        delaktivitet | delaktiviteter | delmoment | deluppgift | milstolpe | milstolpar | steg | delsteg | etapp |
        hållpunkt | milestone | milestones | step | steps | sub-task | subtask | sub-activity
        """
    )
)
