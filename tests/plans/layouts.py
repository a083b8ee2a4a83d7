"""Plans as regions and municipalities might lay them out: each function writes one file into a folder."""

import csv

from docx import Document
from openpyxl import Workbook


def two_row_headings_and_merged_cells(folder):
    b = Workbook()
    s = b.active
    s.title = "Handlingsplan 2027-2029"
    rows = [
        ["Region Västerdal – Handlingsplan för hälsoinnovation 2027–2029"],
        ["Fastställd av regionstyrelsen 2026-10-12"],
        [],
        ["", "", "", "", "Ansvar", "", "Tid", "", "Uppföljning", "", "", "", ""],
        [
            "Målområde",
            "Insatsområde",
            "Å-nr",
            "Insats",
            "Organisation",
            "Namn och e-post",
            "Start",
            "Slut",
            "Indikator",
            "Enhet",
            "Nuläge 2026",
            "Mål 2029",
            "Hur ofta",
        ],
        [
            "Data för hälsa",
            "Delning av data",
            "Å-01",
            "Införa gemensam ansökan om hälsodata",
            "Region Västerdal",
            "Karin Ek, karin.ek@vasterdal.example",
            "2027-01-01",
            "2027-12-31",
            "Median handläggningstid",
            "dagar",
            94,
            45,
            "varje kvartal",
        ],
        [None, None, None, None, None, None, None, None, "Andel ansökningar via ingången", "%", 0, 80, "årligen"],
        [
            None,
            None,
            "Å-02",
            "Utbilda dataförvaltare",
            "Dalens högskola; Region Västerdal",
            "ove@dalens.example",
            "2027-08-15",
            "2028-06-30",
            "Antal utbildade",
            "personer",
            12,
            60,
            "per termin",
        ],
        [
            None,
            "Trygg AI",
            "Å-03",
            "Ta fram vägledning för AI i vården",
            "Västerdals sjukhus",
            "Lisa Berg <lisa@sjukhus.example>",
            "Q2 2027",
            "Q4 2027",
            "Vägledning beslutad",
            "ja/nej",
            "nej",
            "ja",
            None,
        ],
        [
            "Kompetens",
            "Rekrytering",
            "Å-04",
            "Mottagningsservice för forskare",
            "Dals kommun",
            "valkomna@dal.example",
            None,
            "löpande",
            "Andel kvar efter två år",
            "%",
            61.5,
            75,
            "årligen",
        ],
        ["Summa", None, 4, None, None, None, None, None, None, None, None, None, None],
    ]
    for r in rows:
        s.append(r)
    for a in (
        "A1:M1",
        "A6:A9",
        "B6:B8",
        "C6:C7",
        "D6:D7",
        "E6:E7",
        "F6:F7",
        "G6:G7",
        "H6:H7",
        "E4:F4",
        "G4:H4",
        "I4:M4",
    ):
        s.merge_cells(a)
    h = b.create_sheet("Arkiv")
    h.append(["Åtgärd", "Ansvarig", "Status"])
    h.append(["Gammal", "X", "Klar"])
    h.sheet_state = "hidden"
    b.save(folder / "vasterdal.xlsx")
    return folder / "vasterdal.xlsx"


def csv_as_swedish_excel_saves_it(folder):
    rows = [
        ["Handlingsplan klimat och hälsa, Sandvik kommun", "", "", "", "", "", "", ""],
        [
            "Id",
            "Område",
            "Åtgärd",
            "Ansvarig nämnd",
            "Kontaktperson (e-post)",
            "Klart senast",
            "Mätetal",
            "Utgångsläge",
            "Målnivå 2028",
            "Läge",
            "Budget (tkr)",
            "Milstolpar",
        ],
        [
            "1.1",
            "Luft",
            "Sänka hastigheten vid skolor",
            "Tekniska nämnden",
            "trafik@sandvik.example",
            "2027-06-30",
            "Andel skolor med 30 km/h",
            "12,5 %",
            "100 %",
            "Pågår",
            "1 250",
            "Beslut (2027-02-15); Skyltning (maj 2027)",
        ],
        [
            "1.2",
            "Luft",
            "Byta till eldrivna arbetsmaskiner",
            "Tekniska nämnden",
            "trafik@sandvik.example",
            "Q4 2028",
            "Antal eldrivna maskiner",
            "3",
            "25",
            "Ej påbörjad",
            "4 500,5",
            "Upphandling klar mars 2028",
        ],
        [
            "2.1",
            "Vatten",
            "Återskapa våtmark vid Ån",
            "Miljönämnden",
            "miljo@sandvik.example",
            "2026–2029",
            "Hektar våtmark",
            "0,5",
            "7,25",
            "Pågår",
            "",
            "1. Samråd – 2027-03-01\n2. Tillstånd – hösten 2027",
        ],
        [
            "2.2",
            "Vatten",
            "Mäta läkemedelsrester",
            "Miljönämnden",
            "miljo@sandvik.example",
            "löpande",
            "Antal mätpunkter",
            "4",
            "9",
            "Genomförs kontinuerligt",
            "200",
            "",
        ],
        ["", "", "Totalt", "", "", "", "", "", "", "", "5 950,5", ""],
    ]
    with (folder / "sandvik.csv").open("w", encoding="cp1252", newline="") as f:
        csv.writer(f, delimiter=";").writerows(rows)
    return folder / "sandvik.csv"


def one_sheet_per_region(folder):
    b = Workbook()
    b.remove(b.active)
    for name, pre in (("Region Norr", "N"), ("Region Söder", "S")):
        s = b.create_sheet(name)
        s.append([name])
        s.append([])
        s.append(
            [
                "Nr",
                "Strategiskt område",
                "Åtgärd",
                "Förväntat resultat",
                "Huvudansvarig",
                "Samverkanspart",
                "Rapportör",
                "Tidplan",
                "Delaktivitet",
                "Klart",
                "Indikator 1",
                "Målvärde 1",
                "Indikator 2",
                "Målvärde 2",
                "Ersätter",
            ]
        )
        s.append(
            [
                1,
                "Vård nära",
                "Mobila team",
                "Färre besök på akuten",
                f"{name}",
                "Kommunerna",
                f"{pre.lower()}1@x.example",
                "2027-2028",
                "Rekrytera team",
                "2027-04-30",
                "Antal team",
                6,
                "Andel besök i hemmet",
                "40 %",
                None,
            ]
        )
        s.append(
            [None, None, None, None, None, None, None, None, "Utvärdera", "2028-11-30", None, None, None, None, None]
        )
        s.append(
            [
                2,
                "Vård nära",
                "Digital triage",
                "Rätt väg in",
                f"{name}",
                "Kommunerna; 1177",
                f"{pre.lower()}2@x.example",
                "HT 2027",
                "Upphandla",
                "2027-02-28",
                "Andel digitala kontakter",
                "60 %",
                None,
                None,
                "7",
            ]
        )
        s.append(
            [
                3,
                "Prevention",
                "Hälsosamtal vid 50",
                "Tidig upptäckt",
                "Primärvården",
                None,
                f"{pre.lower()}3@x.example",
                "årligen i oktober",
                None,
                None,
                "Antal samtal",
                5000,
                None,
                None,
                None,
            ]
        )
    b.create_sheet("Diagram").append(["Diagram över utfall"])
    b.save(folder / "tva-regioner.xlsx")
    return folder / "tva-regioner.xlsx"


def a_fact_sheet_per_action_in_word(folder):
    d = Document()
    d.add_heading("Handlingsplan för precisionshälsa", 0)
    d.add_heading("Så läser du bladen", 1)
    d.add_paragraph("Varje åtgärd har ett eget blad.")
    for nr, t, rows in (
        (
            "Å-01",
            "Gemensam biobank",
            [
                ("Syfte", "Proverna används mer"),
                ("Ansvarig organisation", "Universitetssjukhuset"),
                ("Kontakt", "biobank@us.example"),
                ("Medverkande", "Region Öst, Lärosätet"),
                ("Tidsperiod", "2027–2029"),
                ("Indikator", "Antal utlämnade prov"),
                ("Utgångsvärde (2025)", "1 200"),
                ("Målvärde (2029)", "5 000"),
                ("Datakälla", "Biobanksregistret"),
                ("Milstolpar", "Avtal klart – 2027-06-30\nDrift – Q1 2028"),
                ("Resurser", "Två tjänster"),
            ],
        ),
        (
            "Å-02",
            "Utbildning i genomik",
            [
                ("Syfte", "Kompetens"),
                ("Ansvarig organisation", "Lärosätet"),
                ("Kontakt", "genomik@larosatet.example"),
                ("Medverkande", ""),
                ("Tidsperiod", "HT 2027"),
                ("Indikator", "Antal examinerade"),
                ("Utgångsvärde (2025)", "0"),
                ("Målvärde (2029)", "40"),
                ("Datakälla", "Ladok"),
                ("Milstolpar", ""),
                ("Resurser", ""),
            ],
        ),
    ):
        d.add_heading(f"{nr} {t}", 2)
        tb = d.add_table(rows=0, cols=2)
        for k, v in rows:
            c = tb.add_row().cells
            c[0].text = k
            c[1].text = v
    d.save(folder / "faktablad.docx")
    return folder / "faktablad.docx"


def word_tables_under_lettered_headings(folder):
    d = Document()
    d.add_heading("Åtgärdsplan 2027", 1)
    for asp, acts in (
        ("A. Trygg vård", [("Införa patientforum", "Regionkansliet", "2027-05-31", "Antal forum (4 per år)")]),
        (
            "B. Framtidens arbete",
            [
                ("Språkstöd för nyanställda", "HR-avdelningen", "våren 2027", "Andel som fått stöd"),
                ("Mentorsprogram", "HR-avdelningen", "2027-12-15", "Antal mentorer"),
            ],
        ),
    ):
        d.add_heading(asp, 2)
        t = d.add_table(rows=1, cols=4)
        for c, h in zip(t.rows[0].cells, ("Aktivitet", "Ansvar", "När", "Hur mäts det?"), strict=True):
            c.text = h
        for a in acts:
            for c, v in zip(t.add_row().cells, a, strict=True):
                c.text = v
    d.save(folder / "utan-nummer.docx")
    return folder / "utan-nummer.docx"


def an_english_workbook(folder):
    b = Workbook()
    s = b.active
    s.title = "Actions"
    s.append(["Action plan for the Coast cluster"])
    s.append(
        [
            "No.",
            "Pillar",
            "Priority area",
            "Action",
            "Objective",
            "Lead organisation",
            "Partners",
            "Contact e-mail",
            "Start date",
            "Due date",
            "Indicator",
            "Unit",
            "Baseline 2025",
            "Target 2027",
            "Target 2030",
            "Data source",
            "Frequency",
            "Milestones",
            "Funding",
            "Builds on",
            "RAG",
            "Implementation status",
        ]
    )
    s.append(
        [
            "A1",
            "Research",
            "Trials",
            "One door for clinical trials",
            "More trials",
            "Coast Hospital",
            "University; Medtech AB",
            "trials@coast.example",
            "2027-01-15",
            "2028-12-31",
            "Number of trials",
            "trials",
            14,
            20,
            40,
            "Trial register",
            "yearly",
            "Contract signed (Q1 2027)\nFirst patient (October 2027)",
            "SEK 2m",
            None,
            "Green",
            "In progress",
        ]
    )
    s.append(
        [
            "A2",
            "Research",
            "Trials",
            "Time for nurses to do research",
            "Wider research",
            "University",
            None,
            "nurses@coast.example",
            "Q3 2027",
            "Q2 2029",
            "Share of nurses with research time",
            "%",
            "2 %",
            "5 %",
            "10 %",
            "HR system",
            "twice a year",
            None,
            None,
            "A1",
            "Amber",
            "Not started",
        ]
    )
    b.save(folder / "coast.xlsx")
    return folder / "coast.xlsx"


def a_step_on_each_row(folder):
    b = Workbook()
    s = b.active
    s.title = "Åtgärder"
    s.append(["Mål", "Åtgärd", "Delaktivitet", "Ansvarig", "Klart senast", "Uppföljningsmått", "Kommentar"])
    s.append(
        [
            "Fler i arbete",
            "Etablera jobbspår",
            "Kartlägga behov",
            "Arbetsmarknadsenheten",
            "2027-02-28",
            "Antal i jobbspår",
            None,
        ]
    )
    s.append([None, None, "Avtal med arbetsgivare", "Näringslivskontoret", "2027-06-30", None, None])
    s.append([None, None, "Starta första gruppen", "Arbetsmarknadsenheten", "2027-09-15", None, "Tolv platser"])
    s.append(
        [
            "Fler i arbete",
            "Sommarjobb för alla",
            "Annonsera",
            "Kultur och fritid",
            "2027-03-31",
            "Andel som fått jobb",
            None,
        ]
    )
    s.append([None, None, "Introduktion", "Kultur och fritid", "2027-06-15", None, None])
    for a in ("A2:A4", "B2:B4", "F2:F4", "A5:A6", "B5:B6"):
        s.merge_cells(a)
    b.save(folder / "steg.xlsx")
    return folder / "steg.xlsx"


def years_under_a_group(folder):
    b = Workbook()
    s = b.active
    s.title = "Plan"
    s.append(["", "", "", "Indikator", "Utgångsvärde", "Målvärde", "", "Läge"])
    s.append(["Nr", "Åtgärd", "Ansvarig", "", "2025", "2027", "2030", ""])
    s.append(["1", "Solceller på tak", "Fastighet", "Installerad effekt", 1.5, 4, 10, "Pågår"])
    s.append(["2", "Byta ventilation", "Fastighet", "Andel bytt", "5 %", "30 %", "90 %", "Ej påbörjad"])
    s.merge_cells("F1:G1")
    b.save(folder / "tva-ar.xlsx")
    return folder / "tva-ar.xlsx"


def questions_as_headings(folder):
    b = Workbook()
    s = b.active
    s.title = "HP"
    s.append(["Handlingsplan – Digital hälsa i Fjälldalen"])
    s.append(["Period:", "2027-2030"])
    s.append([])
    s.append(
        [
            "Område",
            "#",
            "Vad ska göras?",
            "Vem ansvarar?",
            "Vilka deltar?",
            "När ska det vara klart?",
            "Hur följs det upp?",
            "Startläge",
            "Vad vill vi uppnå? (målvärde)",
            "Status okt 2026",
            "Resursbehov",
            "E-post",
        ]
    )
    s.append(
        [
            "1. Vård på distans",
            "1.1",
            "Videobesök på alla vårdcentraler",
            "Primärvården",
            "IT-avdelningen, patientföreningar",
            "december 2027",
            "Andel vårdcentraler med videobesök",
            "35 %",
            "100 %",
            "Pågår enligt plan",
            "1,5 mnkr",
            "video@fjall.example",
        ]
    )
    s.append(
        [
            None,
            "1.2",
            "Egenmonitorering vid hjärtsvikt",
            "Medicinkliniken",
            "Kommunerna i länet",
            "30 juni 2028",
            "Antal patienter",
            "40",
            "400",
            "Försenad",
            "",
            "hjarta@fjall.example",
        ]
    )
    s.append(
        [
            "2. Delad journal",
            "2.1",
            "Samma läkemedelslista för region och kommun",
            "Hälso- och sjukvårdsstaben",
            "Kommunerna",
            "2029",
            "Kommuner anslutna",
            "0",
            "8",
            "Ej startad",
            "Ingår i ordinarie budget",
            "lista@fjall.example",
        ]
    )
    s.merge_cells("A5:A6")
    b.save(folder / "fragor.xlsx")
    return folder / "fragor.xlsx"


def years_and_units_in_columns(folder):
    rows = [
        ["Åtgärdsplan jämlik hälsa"],
        ["Uppdaterad;2026-11-01"],
        [
            "Prioriterat område",
            "Åtgärd",
            "Åtgärdsägare",
            "Aktiviteter",
            "Start",
            "Slut",
            "Nyckeltal",
            "Måttenhet",
            "Basår",
            "Utgångsvärde",
            "Målår",
            "Målvärde",
            "Mätfrekvens",
            "Källa",
        ],
        [
            "Barn och unga",
            "Hälsobesök i förskolan",
            "Barnhälsan",
            "Ta fram material\nProva i två kommuner",
            "2027-03-01",
            "2028-06-30",
            "Andel förskolor",
            "%",
            "2025",
            "4,0",
            "2028",
            "50,0",
            "årsvis",
            "Barnhälsans register",
        ],
        ["", "", "", "", "", "", "Nöjda föräldrar", "%", "2026", "–", "2028", "85", "vartannat år", "Enkät"],
        [
            "Barn och unga",
            "Simkunnighet",
            "Kultur och fritid",
            "",
            "2027",
            "2027",
            "Andel simkunniga i åk 6",
            "%",
            "2025",
            "88,5",
            "2027",
            "95,0",
            "årsvis",
            "Skolverket",
        ],
        [
            "Äldre",
            "Fallprevention",
            "Hemtjänsten",
            "",
            "VT 2027",
            "",
            "Fallskador per 1000",
            "antal",
            "2025",
            "31",
            "2029",
            "25",
            "halvårsvis",
            "Socialstyrelsen",
        ],
    ]
    with (folder / "jamlik.csv").open("w", encoding="cp1252", newline="") as f:
        csv.writer(f, delimiter=";").writerows(rows)
    return folder / "jamlik.csv"


def word_table_with_merged_headings(folder):
    d = Document()
    d.add_heading("Handlingsplan för cirkulär vård", 0)
    t = d.add_table(rows=2, cols=7)
    h1 = ("Nr", "Åtgärd", "Ansvar", "", "Tidplan", "Indikator", "Mål 2030")
    for i, x in enumerate(h1):
        t.rows[0].cells[i].text = x
    for i, x in enumerate(("", "", "Huvudansvarig", "Medverkande", "", "", "")):
        t.rows[1].cells[i].text = x
    t.rows[0].cells[2].merge(t.rows[0].cells[3])
    for r in (
        (
            "C1",
            "Minska engångsplast i operation",
            "Operationskliniken",
            "Inköp; Miljö",
            "2027–2029",
            "Kilo plast per operation",
            "2,5",
        ),
        ("C2", "Återbruka möbler", "Fastighet", "", "löpande", "Antal återbrukade", "500"),
    ):
        cc = t.add_row().cells
        for i, x in enumerate(r):
            cc[i].text = x
    d.save(folder / "cirkular.docx")
    return folder / "cirkular.docx"


def fact_sheets_with_numbered_indicators(folder):
    d = Document()
    d.add_heading("Åtgärdsblad", 1)
    for rows in (
        [
            ("Åtgärd 1", "Gemensam jour för ambulansflyg"),
            ("Aspekt", "Beredskap"),
            ("Huvudansvarig", "Region Fjäll"),
            ("Rapportör", "Mona Sten, mona@fjall.example"),
            ("Tidplan", "2027-01-01 – 2028-12-31"),
            ("Indikator 1", "Antal uppdrag"),
            ("Målvärde 1", "120"),
            ("Indikator 2", "Svarstid, minuter"),
            ("Målvärde 2", "15"),
            ("Delaktiviteter", "1) Avtal (mars 2027)\n2) Övning (oktober 2027)"),
            ("Status", "Pågår, gul"),
        ],
        [
            ("Åtgärd 2", "Lager för kris"),
            ("Aspekt", "Beredskap"),
            ("Huvudansvarig", "Region Berg"),
            ("Rapportör", "lager@berg.example"),
            ("Tidplan", "Q4 2027"),
            ("Indikator 1", "Dagars förbrukning i lager"),
            ("Målvärde 1", "90"),
            ("Indikator 2", ""),
            ("Målvärde 2", ""),
            ("Delaktiviteter", ""),
            ("Status", "Ej påbörjad"),
        ],
    ):
        t = d.add_table(rows=0, cols=2)
        for k, v in rows:
            cc = t.add_row().cells
            cc[0].text = k
            cc[1].text = v
        d.add_paragraph("")
    d.save(folder / "blad.docx")
    return folder / "blad.docx"


def a_table_that_begins_in_column_b(folder):
    b = Workbook()
    b.remove(b.active)
    for n, ra in (
        (
            "Stockholm",
            [
                [
                    "A",
                    "Forskning",
                    "S-1",
                    "Testbädd",
                    "KI",
                    None,
                    "tb@ki.example",
                    "2028-01-31",
                    "Antal bolag",
                    2,
                    12,
                    2028,
                    "Klart",
                    "Avslutad i förtid",
                ],
                [
                    None,
                    None,
                    "S-2",
                    "Stipendier",
                    "KTH",
                    "KI",
                    "st@kth.example",
                    "årligen",
                    "Antal stipendier",
                    5,
                    20,
                    2030,
                    "Pausad",
                    None,
                ],
            ],
        ),
        (
            "Uppsala",
            [
                [
                    "A",
                    "Forskning",
                    "U-1",
                    "Sommarskola",
                    "UU",
                    None,
                    "ss@uu.example",
                    "sommaren 2027",
                    "Antal elever",
                    0,
                    50,
                    2027,
                    "Ej påbörjat",
                    None,
                ]
            ],
        ),
    ):
        s = b.create_sheet(n)
        s["B2"] = "Åtgärder i " + n
        s["B2"].font = None
        hd = [
            "Aspekt",
            "Prioriterat område",
            "Åtgärds-ID",
            "Åtgärd",
            "Huvudansvarig aktör",
            "Övriga aktörer",
            "Kontakt (e-post)",
            "Måldatum",
            "Indikator",
            "Baslinje",
            "Målvärde",
            "Målår",
            "Genomförandestatus",
            "Lägeskommentar",
        ]
        for i, x in enumerate(hd):
            s.cell(4, 2 + i, x)
        for r, row in enumerate(ra):
            for i, x in enumerate(row):
                s.cell(5 + r, 2 + i, x)
        s.cell(5 + len(ra), 2, "Totalt antal åtgärder")
        s.cell(5 + len(ra), 4, len(ra))
    b.save(folder / "kolumnB.xlsx")
    return folder / "kolumnB.xlsx"


def milestones_in_numbered_columns(folder):
    b = Workbook()
    s = b.active
    s.title = "Åtgärder 2027"
    s.append(
        [
            "Åtgärd",
            "Delmål",
            "Mål",
            "Ansvarig förvaltning",
            "Ansvarig person",
            "Startdatum",
            "Slutdatum",
            "Milstolpe 1",
            "Datum milstolpe 1",
            "Milstolpe 2",
            "Datum milstolpe 2",
            "KPI",
            "Enhet",
            "Utfall 2025",
            "Målvärde 2027",
            "Trafikljus",
        ]
    )
    s.append(
        [
            "Grönt sjukhustak",
            "Tak 1 klart 2027; Tak 2 klart 2028",
            "Svalare avdelningar",
            "Fastighetsförvaltningen",
            "Per Lund",
            "2027-02-01",
            "2028-10-31",
            "Projektering",
            "2027-05-01",
            "Byggstart",
            "2027-09-01",
            "Kvadratmeter tak",
            "m2",
            0,
            1200,
            "Grön",
        ]
    )
    s.append(
        [
            "Cykelgarage",
            "Garage byggt 2027",
            "Fler cyklar",
            "Fastighetsförvaltningen",
            "Per Lund",
            "2027-03-01",
            "2027-12-01",
            "Bygglov",
            "2027-04-15",
            None,
            None,
            "Antal platser",
            "st",
            80,
            300,
            "Gul",
        ]
    )
    b.save(folder / "milstolpar.xlsx")
    return folder / "milstolpar.xlsx"


LAYOUTS = (
    two_row_headings_and_merged_cells,
    csv_as_swedish_excel_saves_it,
    one_sheet_per_region,
    a_fact_sheet_per_action_in_word,
    word_tables_under_lettered_headings,
    an_english_workbook,
    a_step_on_each_row,
    years_under_a_group,
    questions_as_headings,
    years_and_units_in_columns,
    word_table_with_merged_headings,
    fact_sheets_with_numbered_indicators,
    a_table_that_begins_in_column_b,
    milestones_in_numbered_columns,
)
