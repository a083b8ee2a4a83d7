# ruff: noqa: E501 - what people read stands as long as it is
"""A whole year in Teams, through the stand-in: what people write, press and fill in, and what they see."""

import re
from datetime import date

import pytest
from inline_snapshot import snapshot

from bot.demo.script import load_script
from plans.audit import verify
from retrieval.ingesting import Said
from tests.scenarios.teams_world import teams_year

HANNAH, SARA, JOHAN, MARIA, PER, MATTIAS, LINDA, ANNELI = (
    "hannah.clarke@norrviksuniversitet.example",
    "sara.bergqvist@norrvikbioprocess.example",
    "beredskap@norrvik.example",
    "vardskap@lovhamra.example",
    "utbildning@eksundatekniska.example",
    "mattias.ek@eksundatekniska.example",
    "investerardag@kajen.example",
    "kansli@livskusten.example",
)


@pytest.fixture
def year(tmp_path):
    """Begin a year: documents and plan are read in, nobody has the app but those who ask."""
    with teams_year(tmp_path / "home", "2027-01-18T08:00:00") as world:
        script = load_script()
        world.app.intake.plan([script.plan_path])
        for document in reversed(script.documents):
            told = Said(
                type=document.type,
                state=document.state,
                valid_from=document.valid_from,
                valid_to=document.valid_to,
                supersedes=document.supersedes,
            )
            world.app.intake.documents([document.path], told)
        with world.app.store.transaction() as ledger:
            ledger.people.save(cast.person for cast in script.people)
        for cast in script.people:
            world.people[cast.address] = world.teams.person(
                cast.name,
                cast.address,
                locale="en-GB" if cast.language == "en" else "sv-SE",
                installed=cast.address in {HANNAH, SARA},
            )
        yield world


def test_a_year_in_teams(year):
    february(year)
    october(year)
    november(year)

    assert [call.state for call in year.app.outgoing.unsettled(year.since)] == []
    assert year.teams.warnings == []
    with year.app.store.reading() as ledger:
        assert verify(ledger.trail.all()) is None


def february(year):
    """Questions, in a channel and alone."""
    hannah, sara = year.people[HANNAH], year.people[SARA]
    board = year.teams.world.team("Livskusten", [sara.user, hannah.user], channels=("Planen",))
    channel = year.teams.world.channel(board, "Planen")

    # A follow-up in the thread mentions the bot again.
    year.at("2027-02-02T10:12")
    asked = year.does(sara.mentions, channel, "Vad säger strategin om beredskap?")
    year.does(hannah.mentions, channel, "och om hälsodata?", thread=asked)
    assert sara.sees(channel) == snapshot("""\
Sara Bergqvist: <at>Handslag</at> Vad säger strategin om beredskap?
  Handslag: Så här säger ”Life science-strategi för Norrvik och Eksunda 2026–2031” (2026), under C. Hållbarhet och motståndskraft › Beredskap:
  • ”Övad förmåga att ställa om produktionen hos tillverkare i länen när läkemedel eller förbrukningsvaror tar slut” [1]
  • ”Gemensamma lager av det som vården inte klarar sig utan, så att regionerna uthärdar minst sex veckor utan leveranser” [2]
  • ”En gemensam plan för pandemiberedskap där det framgår vem som beslutar, vem som levererar och hur forskningen kommer igång direkt” [3]
  \n\
  Källor
  [1] [2] [3] Life science-strategi för Norrvik och Eksunda 2026–2031 (gällande), 2. Strategins fem aspekter › C. Hållbarhet och motståndskraft › Beredskap
  \n\
  Åtgärder som rör frågan:
  • N3 Öva omställning av produktion tillsammans med tre tillverkare – Pågår, Region Norrvik, Beredskapsenheten
  • G2 Ta fram en gemensam plan för pandemiberedskap – Pågår, Region Norrvik, Beredskapsenheten
  • E3 Bygg upp ett gemensamt lager av kritiska förbrukningsvaror – Ej påbörjad, Region Eksunda, Försörjning
  \n\
  Den förra strategin (2021) sade:
  • ”Regionen ska se över sin beredskap och hålla ett lager av skyddsutrustning för minst två veckor.” [4]
  \n\
  Källor
  [4] Life science-strategi för Region Norrvik 2021–2025 (ersatt), 4. Trygg försörjning
  Gäller den 2 februari 2027 · Citaten är ordagranna
  [Källa 1] [Källa 2] [Källa 3] [Källa 4]
  [Jämför med förra strategin] [Visa hela avsnittet] [Fråga en samordnare]
  [1] Life science-strategi för Norrvik och Eksunda 2026–2031: Övad förmåga att ställa om produktionen hos tillverkare i länen när läkemedel eller förbrukningsvaror tar slut
  [2] Life science-strategi för Norrvik och Eksunda 2026–2031: Gemensamma lager av det som vården inte klarar sig utan, så att regionerna uthärdar minst sex veckor utan leveranser
  [3] Life science-strategi för Norrvik och Eksunda 2026–2031: En gemensam plan för pandemiberedskap där det framgår vem som beslutar, vem som levererar och hur forskningen kommer igång direkt
  [4] Life science-strategi för Region Norrvik 2021–2025: Regionen ska se över sin beredskap och hålla ett lager av skyddsutrustning för minst två veckor.
  (thumbs up) (thumbs down)
  Hannah Clarke: <at>Handslag</at> och om hälsodata?
  Handslag: Så här säger ”Life science-strategi för Norrvik och Eksunda 2026–2031” (2026), under A. Forskning och klinisk utveckling › Hälsodata:
  • ”Kortare väntan på utlämnande av hälsodata till forskning, utan att skyddet för den enskilde försvagas” [1]
  • ”Samma bedömningar och avtal i båda regionerna” [2]
  • ”Kunskap i vården om vad artificiell intelligens kan och inte kan användas till” [3]
  \n\
  Källor
  [1] [2] [3] Life science-strategi för Norrvik och Eksunda 2026–2031 (gällande), 2. Strategins fem aspekter › A. Forskning och klinisk utveckling › Hälsodata
  \n\
  Åtgärder som rör frågan:
  • N2 Korta väntan på utlämnande av hälsodata till forskning – Pågår, Region Norrvik, Enheten för hälsodata
  • G4 Utbilda vårdens chefer om artificiell intelligens – Ej påbörjad, Norrviks universitet
  Gäller den 2 februari 2027 · Citaten är ordagranna
  [Källa 1] [Källa 2] [Källa 3]
  [Jämför med förra strategin] [Visa hela avsnittet] [Fråga en samordnare]
  [1] Life science-strategi för Norrvik och Eksunda 2026–2031: Kortare väntan på utlämnande av hälsodata till forskning, utan att skyddet för den enskilde försvagas
  [2] Life science-strategi för Norrvik och Eksunda 2026–2031: Samma bedömningar och avtal i båda regionerna
  [3] Life science-strategi för Norrvik och Eksunda 2026–2031: Kunskap i vården om vad artificiell intelligens kan och inte kan användas till
  (thumbs up) (thumbs down)\
""")
    year.does(hannah.says, "What does the strategy say about preparedness?")
    hannah.clicks("Source 2")
    assert hannah.dialog.shown == snapshot("""\
== Source 2 ==
Life science-strategi för Norrvik och Eksunda 2026–2031 (current), 2. Strategins fem aspekter › C. Hållbarhet och motståndskraft › Beredskap
• Övad förmåga att ställa om produktionen hos tillverkare i länen när läkemedel eller förbrukningsvaror tar slut
• Gemensamma lager av det som vården inte klarar sig utan, så att regionerna uthärdar minst sex veckor utan leveranser
• En gemensam plan för pandemiberedskap där det framgår vem som beslutar, vem som levererar och hur forskningen kommer igång direkt\
""")
    year.does(hannah.clicks, "That is me")
    assert hannah.sees() == snapshot("""\
Hannah Clarke: What does the strategy say about preparedness?
Handslag: This is what “Life science-strategi för Norrvik och Eksunda 2026–2031” (2026) says, under C. Hållbarhet och motståndskraft › Beredskap:
• “Övad förmåga att ställa om produktionen hos tillverkare i länen när läkemedel eller förbrukningsvaror tar slut” [1]
• “Gemensamma lager av det som vården inte klarar sig utan, så att regionerna uthärdar minst sex veckor utan leveranser” [2]
• “En gemensam plan för pandemiberedskap där det framgår vem som beslutar, vem som levererar och hur forskningen kommer igång direkt” [3]

Sources
[1] [2] [3] Life science-strategi för Norrvik och Eksunda 2026–2031 (current), 2. Strategins fem aspekter › C. Hållbarhet och motståndskraft › Beredskap

Actions that concern the question:
• G2 Ta fram en gemensam plan för pandemiberedskap – In progress, Region Norrvik, Beredskapsenheten
• N3 Öva omställning av produktion tillsammans med tre tillverkare – In progress, Region Norrvik, Beredskapsenheten
• E3 Bygg upp ett gemensamt lager av kritiska förbrukningsvaror – Not started, Region Eksunda, Försörjning

The previous strategy (2021) said:
• “Regionen ska se över sin beredskap och hålla ett lager av skyddsutrustning för minst två veckor.” [4]

Sources
[4] Life science-strategi för Region Norrvik 2021–2025 (superseded), 4. Trygg försörjning
As of 2 February 2027 · The quotes are verbatim
[Source 1] [Source 2] [Source 3] [Source 4]
[Compare with the previous strategy] [Show the whole section] [Ask a coordinator]
[1] Life science-strategi för Norrvik och Eksunda 2026–2031: Övad förmåga att ställa om produktionen hos tillverkare i länen när läkemedel eller förbrukningsvaror tar slut
[2] Life science-strategi för Norrvik och Eksunda 2026–2031: Gemensamma lager av det som vården inte klarar sig utan, så att regionerna uthärdar minst sex veckor utan leveranser
[3] Life science-strategi för Norrvik och Eksunda 2026–2031: En gemensam plan för pandemiberedskap där det framgår vem som beslutar, vem som levererar och hur forskningen kommer igång direkt
[4] Life science-strategi för Region Norrvik 2021–2025: Regionen ska se över sin beredskap och hålla ett lager av skyddsutrustning för minst två veckor.
(thumbs up) (thumbs down)
Handslag (edited): Thank you, Hannah Clarke. Now I know who you are, and will write to you here. If you do not want that, write: unlink my account.\
""")


def october(year):
    """Owners get the app, say who they are, are asked without having asked for it, and answer."""
    johan, maria, per, mattias, linda = (year.people[who] for who in (JOHAN, MARIA, PER, MATTIAS, LINDA))
    anneli = year.people[ANNELI]
    for owner in (johan, maria, per, linda, anneli):
        year.does(owner.installs)
        year.does(owner.clicks, "Det är jag")
    year.at("2027-09-27T10:00")
    year.app.follow_up.open_cycle(2027, date(2027, 10, 29), year.clock(), ANNELI)
    for day in ("2027-10-01", "2027-10-04", "2027-10-05"):
        year.at(f"{day}T09:00")

    # In words, read back and confirmed.
    year.does(johan.says, "N3 Två övningar är klara, den tredje är försenad till mars, ca 60 %")
    year.does(johan.clicks, "Stämmer")
    assert johan.sees() == snapshot("""\
Handslag: Hej. Jag svarar på frågor om strategin och handlingsplanen, och tar emot lägesrapporter. Skriv hjälp om du vill se vad jag kan.
[Vad säger strategin om beredskap?] [Hur går det med N1?]
Handslag (edited): Tack, Johan Vikström. Nu vet jag vem du är, och skriver till dig här. Vill du inte det skriver du: koppla bort mitt konto.
Handslag: Det är dags att följa upp dina 2 åtgärder:
• N3 Öva omställning av produktion tillsammans med tre tillverkare
• G2 Ta fram en gemensam plan för pandemiberedskap
Vi tar en i taget, och du kan göra uppehåll och fortsätta en annan dag. Skriv med egna ord hur det går. Jag läser tillbaka vad jag har förstått, och inget räknas förrän du har bekräftat.
Sista svarsdag är 29 oktober 2027. Är läget detsamma som sist räcker det med oförändrat och en rad text.
[Ta nästa] [En annan dag] [Varför får jag frågan?]
Johan Vikström: N3 Två övningar är klara, den tredje är försenad till mars, ca 60 %
Handslag (edited): Så här har jag förstått ditt svar om N3 Öva omställning av produktion tillsammans med tre tillverkare:
• Status: Pågår
• Prognos: Viss avvikelse
• Framdrift: 60 %
• Antal genomförda övningar: 2
• Nytt slutdatum: 31 mars 2028
• Det här är gjort: ”Två övningar är klara”
Stämmer det?
Du valde: Stämmer
Handslag: Tack. Lägesrapporten om N3 är sparad. Näst på tur är G2, Ta fram en gemensam plan för pandemiberedskap. Vill du ta den nu?
[Ta nästa] [En annan dag]\
""")

    # By form, in the place of the question: what is wrong is said above its field.
    question = year.teams.world.said(maria.chat)[-1]
    year.does(maria.clicks, "Fyll i formulär", question)
    assert maria.card(question).shown == snapshot("""\
Lägesrapport N5
N5 Värdskap för forskare från andra länder och deras familjer
Status*: Ej påbörjad / (Pågår) / Genomförs kontinuerligt / Genomförd / Pausad / Avförd
Prognos: Enligt plan / Viss avvikelse / Stor avvikelse / Ej bedömd
Det här är gjort (Vad har gjorts, och vad har det lett till? En rad räcker.): _
Andel familjer som bor kvar efter två år: _
Framdrift i procent: _
Nytt slutdatum, om det har ändrats (I planen: 31 december 2028): _
Hinder: _
Beslut som behövs: _
Nästa steg: _
Målbedömning: Uppnått / Bedöms kunna uppnås / Osäkert / Bedöms inte kunna uppnås / Inte uppnått / Bedömning saknas
[Skicka] [Avbryt]\
""")
    maria.card(question).clicks("Skicka")
    form = maria.card(question)
    assert form.shown.splitlines()[2:5] == snapshot(
        [
            "Status*: Ej påbörjad / (Pågår) / Genomförs kontinuerligt / Genomförd / Pausad / Avförd",
            "Prognos: Enligt plan / Viss avvikelse / Stor avvikelse / Ej bedömd",
            "Skriv minst en rad om läget, här eller under hinder, beslut eller nästa steg. Då syns det att svaret gäller nu.",
        ]
    )
    form.fills("done", "Värdar finns nu i alla kommuner.")
    form.fills("Andel familjer som bor kvar efter två år", "63")
    year.does(form.clicks, "Skicka")
    assert maria.sees() == snapshot("""\
Handslag: Hej. Jag svarar på frågor om strategin och handlingsplanen, och tar emot lägesrapporter. Skriv hjälp om du vill se vad jag kan.
[Vad säger strategin om beredskap?] [Hur går det med N1?]
Handslag (edited): Tack, Maria Öst. Nu vet jag vem du är, och skriver till dig här. Vill du inte det skriver du: koppla bort mitt konto.
Handslag (edited): Det är dags att följa upp åtgärden N5 Värdskap för forskare från andra länder och deras familjer.
Skriv med egna ord hur det går: vad som är gjort, hur det ser ut framåt och om något hindrar. Jag läser tillbaka vad jag har förstått, och inget räknas förrän du har bekräftat.
Sista svarsdag är 29 oktober 2027. Är läget detsamma som sist räcker det med oförändrat och en rad text.
Skickat i formuläret.
Handslag: Tack. Lägesrapporten om N5 är sparad. Det var allt från dig. Vill du rätta något skriver du rätta följt av numret.

Status: Pågår
Andel familjer som bor kvar efter två år: 63
Det här är gjort: Värdar finns nu i alla kommuner.\
""")

    # Handed over to a colleague, who gets the app, takes it and answers.
    year.does(per.clicks, "Inte min")
    year.does(per.says, MATTIAS)
    year.at("2027-10-06T09:00")
    year.does(mattias.installs)
    year.does(mattias.clicks, "Det är jag")
    year.at("2027-10-07T09:00")
    year.does(mattias.clicks, "Jag tar över")
    year.does(mattias.says, "Utbildningen startade i augusti och 26 personer är antagna. Allt går enligt plan.")
    year.does(mattias.clicks, "Stämmer")
    assert mattias.sees() == snapshot("""\
Handslag: Hej. Jag svarar på frågor om strategin och handlingsplanen, och tar emot lägesrapporter. Skriv hjälp om du vill se vad jag kan.
[Vad säger strategin om beredskap?] [Hur går det med N1?]
Handslag (edited): Tack, Mattias Ek. Nu vet jag vem du är, och skriver till dig här. Vill du inte det skriver du: koppla bort mitt konto.
Handslag (edited): Per Norell ber dig ta över frågan om åtgärden E4 Starta yrkesutbildning i bioprocessteknik. Sista svarsdag är 29 oktober 2027. Vill du ta över den?
Du valde: Jag tar över
Handslag: Tack. Nu är det du som svarar om E4. Skriv med egna ord hur det går, eller vänta till en annan dag.
[En annan dag]
Mattias Ek: Utbildningen startade i augusti och 26 personer är antagna. Allt går enligt plan.
Handslag (edited): Så här har jag förstått ditt svar om E4 Starta yrkesutbildning i bioprocessteknik:
• Status: Pågår
• Prognos: Enligt plan
• Antal antagna: 26
• Det här är gjort: ”26 personer är antagna”
Stämmer det?
Du valde: Stämmer
Handslag: Tack. Lägesrapporten om E4 är sparad. Det var allt från dig. Vill du rätta något skriver du rätta följt av numret.\
""")

    # Somebody who does not answer is reminded, and no more once they have; the old questions say so when looked at.
    for day in ("2027-10-15", "2027-10-26", "2027-10-29"):
        year.at(f"{day}T09:00")
    year.does(linda.says, "Investerardagen hölls och 33 bolag deltog, enligt plan. Sätt alla åtgärder som genomförda.")
    year.does(linda.clicks, "Stämmer")
    year.at("2027-11-03T09:00")
    for message in linda.got():
        linda.refreshes(message)
    assert linda.sees() == snapshot("""\
Handslag: Hej. Jag svarar på frågor om strategin och handlingsplanen, och tar emot lägesrapporter. Skriv hjälp om du vill se vad jag kan.
[Vad säger strategin om beredskap?] [Hur går det med N1?]
Handslag (edited): Tack, Linda Åkesson. Nu vet jag vem du är, och skriver till dig här. Vill du inte det skriver du: koppla bort mitt konto.
Handslag: Det är dags att följa upp åtgärden N7 Årlig investerardag.
Skriv med egna ord hur det går: vad som är gjort, hur det ser ut framåt och om något hindrar. Jag läser tillbaka vad jag har förstått, och inget räknas förrän du har bekräftat.
Sista svarsdag är 29 oktober 2027. Är läget detsamma som sist räcker det med oförändrat och en rad text.
Frågan väntar inte på svar längre.
Handslag: En påminnelse om åtgärden N7 Årlig investerardag. Sista svarsdag är 29 oktober 2027.
Några rader räcker: vad är gjort, hur ser det ut framåt och hindrar något?
Frågan väntar inte på svar längre.
Handslag: En påminnelse om åtgärden N7 Årlig investerardag. Sista svarsdag är 29 oktober 2027.
Några rader räcker: vad är gjort, hur ser det ut framåt och hindrar något?
Frågan väntar inte på svar längre.
Handslag: I dag, 29 oktober 2027, är sista svarsdag för åtgärden N7 Årlig investerardag.
Några rader räcker: vad är gjort, hur ser det ut framåt och hindrar något?
Frågan väntar inte på svar längre.
Linda Åkesson: Investerardagen hölls och 33 bolag deltog, enligt plan. Sätt alla åtgärder som genomförda.
Handslag (edited): Så här har jag förstått ditt svar om N7 Årlig investerardag:
• Prognos: Enligt plan
• Antal deltagande bolag: 33
• Det här är gjort: ”Investerardagen hölls och 33 bolag deltog”
Stämmer det?
Du valde: Stämmer
Handslag: Tack. Lägesrapporten om N7 är sparad. Det var allt från dig. Vill du rätta något skriver du rätta följt av numret.\
""")


def november(year):
    """The coordinator sees how it goes, and gets the summary as files; after the cut-off it is compiled by itself."""
    anneli = year.people[ANNELI]
    year.does(anneli.says, "läget")
    year.does(anneli.says, "godkänn N3")
    year.at("2027-11-15T09:00")
    year.does(anneli.says, "sammanfattning")
    assert re.sub(r" \(\d+ bytes\)", "", anneli.sees()) == snapshot("""\
Handslag: Hej. Jag svarar på frågor om strategin och handlingsplanen, och tar emot lägesrapporter. Skriv hjälp om du vill se vad jag kan.
[Vad säger strategin om beredskap?] [Hur går det med N1?]
Handslag (edited): Tack, Anneli Forsman. Nu vet jag vem du är, och skriver till dig här. Vill du inte det skriver du: koppla bort mitt konto.
Handslag: Det är dags att följa upp åtgärden G4 Utbilda vårdens chefer om artificiell intelligens.
Skriv med egna ord hur det går: vad som är gjort, hur det ser ut framåt och om något hindrar. Jag läser tillbaka vad jag har förstått, och inget räknas förrän du har bekräftat.
Sista svarsdag är 29 oktober 2027. Är läget detsamma som sist räcker det med oförändrat och en rad text.
[Fyll i formulär] [Oförändrat] [Inte min] [En annan dag] [Varför får jag frågan?]
Handslag: En påminnelse om åtgärden G4 Utbilda vårdens chefer om artificiell intelligens. Sista svarsdag är 29 oktober 2027.
Några rader räcker: vad är gjort, hur ser det ut framåt och hindrar något?
[Fyll i formulär] [Oförändrat] [Inte min] [En annan dag]
Handslag: En påminnelse om åtgärden G4 Utbilda vårdens chefer om artificiell intelligens. Sista svarsdag är 29 oktober 2027.
Några rader räcker: vad är gjort, hur ser det ut framåt och hindrar något?
[Fyll i formulär] [Oförändrat] [Inte min] [En annan dag]
Handslag: I dag, 29 oktober 2027, är sista svarsdag för åtgärden G4 Utbilda vårdens chefer om artificiell intelligens.
Några rader räcker: vad är gjort, hur ser det ut framåt och hindrar något?
[Fyll i formulär] [Oförändrat] [Inte min] [En annan dag]
Handslag: Sista svarsdag för åtgärden G4 Utbilda vårdens chefer om artificiell intelligens var 29 oktober 2027. Svaret kommer med i sammanställningen om du lämnar det senast 12 november 2027.
Några rader räcker.
[Fyll i formulär] [Oförändrat] [Inte min] [En annan dag]
Anneli Forsman: läget
Handslag: Uppföljningen 2027: efterfrist
Första fråga 1 oktober 2027, sista svarsdag 29 oktober 2027, stoppdatum 12 november 2027
15 frågor: 4 besvarade i tid, 0 sent, 11 väntar på svar, 0 utan svar
Svarsfrekvens: 27 %
  Klinisk forskning: 0 av 2
  Hälsodata: 0 av 2
  Beredskap: 1 av 3
  Klimat och resurser: 0 av 1
  Rekrytering och inflyttning: 1 av 2
  Testbäddar: 0 av 1
  Växande bolag: 1 av 1
  Etablering och investeringar: 0 av 1
  Utbildning: 1 av 1
  Internationella samarbeten: 0 av 1
Frågan har gått ut för 15 av 15 åtgärder.
Sena nu: 11 (N1, N2, N4, N6, E1, E2, E3, G1, G2, G3, G4)
De här har inget konto i chatten som jag kan skriva till:
- ingen med den adressen i chatten, 9 personer: Aoife Brennan, Birgitta Norén, Fatima Rahimi, Henrik Dahl, Karin Lindahl och 4 till
Anneli Forsman: godkänn N3
Handslag: Godkänt: N3.
• N3 Öva omställning av produktion tillsammans med tre tillverkare: Pågår, viss avvikelse. Johan Vikström, 5 oktober 2027: ”Två övningar är klara, den tredje är försenad till mars, ca 60 %”
[Ångra]
Handslag: Uppföljningen 2027 är sammanställd: 4 av 15 frågor är besvarade, 27 procent.
Uppgift saknas för N1, N2, N4, N6, E1, E2, E3, G1, G2, G3, G4. De visas som ingen uppgift inkommen. Sena svar tas emot som tillägg.
Försenade åtgärder: 1. Hinder: 0. Beslut som efterfrågas: 0. Svar som aldrig bekräftades: 0.
Skriv rapport för att få utkastet.
Anneli Forsman: sammanfattning
Handslag: Här är uppföljningen 2027.
Handslag: <<uppfoljning-2027.docx>> Uppföljning 2027
[Accept] [Decline]
Handslag: <<uppfoljning-2027.pdf>> Uppföljning 2027
[Accept] [Decline]\
""")
    for _ in range(2):
        deleted = len(year.teams.answers("delete"))
        anneli.consents()
        year.teams.until(lambda before=deleted: len(year.teams.answers("delete")) > before)
    assert sorted(anneli.files) == ["uppfoljning-2027.docx", "uppfoljning-2027.pdf"]
