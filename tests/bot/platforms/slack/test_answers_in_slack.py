# ruff: noqa: E501 - what people read stands as long as it is
"""An answer as it stands in Slack, and everything that can be done with it, over real HTTP against the stand-in."""

from pathlib import Path

import pytest
from inline_snapshot import snapshot

from bot.platforms.slack.manifest import manifest
from plans.model import Person, Role
from prompts.texts import texts
from retrieval.ingesting import Said
from tests.scenarios.slack_world import slack_year

DEMO = Path(__file__).parents[4] / "bot" / "demo"
BO = Person(address="bo@norrvik.example", name="Bo Ek", role=Role.COORDINATOR, slack="UBO", language="sv")
JOHAN = Person(address="beredskap@norrvik.example", name="Johan Vik", role=Role.OWNER, slack="UJOHAN", language="sv")


@pytest.fixture(scope="module")
def year(tmp_path_factory):
    with slack_year(tmp_path_factory.mktemp("slack"), "2027-02-02T09:00:00") as year:
        year.app.intake.documents([DEMO / "strategi-2026-livskusten.docx", DEMO / "strategi-2021-norrvik.md"], Said())
        year.app.intake.plan([DEMO / "handlingsplan-2027.xlsx"])
        with year.app.store.transaction() as ledger:
            ledger.people.save([BO, JOHAN])
        year.bo = year.slack.person("Bo Ek", "bo@norrvik.example")
        year.johan = year.slack.person("Johan Vik", "beredskap@norrvik.example")
        year.sara = year.slack.person("Sara Lund", "sara@lovhamra.example")
        year.plan = year.slack.world.channel("planen", [year.bo, year.johan, year.sara])
        yield year


@pytest.fixture(scope="module")
def asked(year):
    """The answer that Sara got, in private."""
    year.sara.says("Vad säger strategin om beredskap?")
    return year.sara.waits_for("Så här säger")


def test_an_answer_holds_quotes_sources_actions_and_what_can_be_done_with_it(asked, year):
    assert asked.shown == snapshot("""\
Så här säger ”Life science-strategi för Norrvik och Eksunda 2026–2031” (2026), under C. Hållbarhet och motståndskraft › Beredskap:
- ”Övad förmåga att ställa om produktionen hos tillverkare i länen när läkemedel eller förbrukningsvaror tar slut” [1]
- ”Gemensamma lager av det som vården inte klarar sig utan, så att regionerna uthärdar minst sex veckor utan leveranser” [2]
- ”En gemensam plan för pandemiberedskap där det framgår vem som beslutar, vem som levererar och hur forskningen kommer igång direkt” [3]
Källor
[1] [2] [3] Life science-strategi för Norrvik och Eksunda 2026–2031 (gällande), 2. Strategins fem aspekter › C. Hållbarhet och motståndskraft › Beredskap
Åtgärder som rör frågan:
- N3 Öva omställning av produktion tillsammans med tre tillverkare – Pågår, Region Norrvik, Beredskapsenheten
- G2 Ta fram en gemensam plan för pandemiberedskap – Pågår, Region Norrvik, Beredskapsenheten
- E3 Bygg upp ett gemensamt lager av kritiska förbrukningsvaror – Ej påbörjad, Region Eksunda, Försörjning
Den förra strategin (2021) sade:
- ”Regionen ska se över sin beredskap och hålla ett lager av skyddsutrustning för minst två veckor.” [4]
Källor
[4] Life science-strategi för Region Norrvik 2021–2025 (ersatt), 4. Trygg försörjning
Gäller den 2 februari 2027 · Citaten är ordagranna
[Källa 1] [Källa 2] [Källa 3] [Källa 4]
[Jämför med förra strategin] [Visa hela avsnittet] [Fråga en samordnare]
[Svaret hjälpte] [Svaret hjälpte inte]\
""")
    assert not asked.pings
    assert not asked.links


def test_a_source_opens_at_once_with_the_quote_in_its_section_marked(asked, year):
    year.sara.clicks("Källa 2", asked)
    year.slack.until(lambda: year.slack.world.modals.get(year.sara.id))

    assert year.sara.modal.shown == snapshot("""\
== Källa 2 ==
Life science-strategi för Norrvik och Eksunda 2026–2031 (gällande), 2. Strategins fem aspekter › C. Hållbarhet och motståndskraft › Beredskap
• Övad förmåga att ställa om produktionen hos tillverkare i länen när läkemedel eller förbrukningsvaror tar slut
• Gemensamma lager av det som vården inte klarar sig utan, så att regionerna uthärdar minst sex veckor utan leveranser
• En gemensam plan för pandemiberedskap där det framgår vem som beslutar, vem som levererar och hur forskningen kommer igång direkt
[Stäng]\
""")
    bold = [
        run["text"]
        for block in year.sara.modal.view["blocks"]
        if block["type"] == "rich_text"
        for part in block["elements"]
        for run in part["elements"]
        if run.get("style")
    ]
    assert bold == snapshot(
        [
            "Gemensamma lager av det som vården inte klarar sig utan, så att regionerna uthärdar minst sex veckor utan leveranser"
        ]
    )
    year.sara.modal.close()


def test_the_comparison_and_the_whole_section_come_as_messages(asked, year):
    year.sara.clicks("Jämför med förra strategin", asked)
    compared = year.sara.waits_for("Det här skiljer", after=asked)
    year.sara.clicks("Visa hela avsnittet", asked)
    whole = year.sara.waits_for("Övad förmåga", after=compared)

    assert compared.shown == snapshot("""\
Det här skiljer ”Life science-strategi för Norrvik och Eksunda 2026–2031” (2026, gällande) från ”Life science-strategi för Region Norrvik 2021–2025” (2021, ersatt) när det gäller ”beredskap”.
Nytt:
- ”Beredskap” [1]
- ”Övad förmåga att ställa om produktionen hos tillverkare i länen när läkemedel eller förbrukningsvaror tar slut” [2]
- ”Gemensamma lager av det som vården inte klarar sig utan, så att regionerna uthärdar minst sex veckor utan leveranser” [3]
- ”En gemensam plan för pandemiberedskap där det framgår vem som beslutar, vem som levererar och hur forskningen kommer igång direkt” [4]
Borttaget (står inte kvar):
- ”Regionen ska se över sin beredskap och hålla ett lager av skyddsutrustning för minst två veckor.” [5]
Källor
[1] [2] [3] [4] Life science-strategi för Norrvik och Eksunda 2026–2031 (gällande), 2. Strategins fem aspekter › C. Hållbarhet och motståndskraft › Beredskap
[5] Life science-strategi för Region Norrvik 2021–2025 (ersatt), 4. Trygg försörjning
Gäller den 2 februari 2027 · Citaten är ordagranna
[Källa 1] [Källa 2] [Källa 3] [Källa 4] [Källa 5]
[Visa hela avsnittet] [Fråga en samordnare]
[Svaret hjälpte] [Svaret hjälpte inte]\
""")
    assert whole.shown == snapshot("""\
Beredskap
- Övad förmåga att ställa om produktionen hos tillverkare i länen när läkemedel eller förbrukningsvaror tar slut
- Gemensamma lager av det som vården inte klarar sig utan, så att regionerna uthärdar minst sex veckor utan leveranser
- En gemensam plan för pandemiberedskap där det framgår vem som beslutar, vem som levererar och hur forskningen kommer igång direkt
Källor
[1] Life science-strategi för Norrvik och Eksunda 2026–2031 (gällande), 2. Strategins fem aspekter › C. Hållbarhet och motståndskraft › Beredskap
Gäller den 2 februari 2027 · Citaten är ordagranna
[Källa 1]
[Jämför med förra strategin] [Fråga en samordnare]
[Svaret hjälpte] [Svaret hjälpte inte]\
""")


def test_a_question_goes_to_the_coordinators_in_private_and_the_answer_comes_back(asked, year):
    year.sara.clicks("Fråga en samordnare", asked)
    told = year.sara.waits_for("skickat frågan", after=asked)
    year.at("2027-02-02T10:00")
    got = year.bo.waits_for("Fråga 1")
    year.bo.says("svara 1 Öva gärna tillsammans med oss i mars.")
    year.bo.waits_for("på väg", after=got)
    year.at("2027-02-02T10:05")
    answered = year.sara.waits_for("Öva gärna", after=told)

    assert told.shown == snapshot("Jag har skickat frågan till Bo Ek. Svaret kommer till dig i ett direktmeddelande.")
    assert got.shown == snapshot("""\
Fråga 1 från någon som inte är med i registret: Vad säger strategin om beredskap?
Det här svarade jag:
Så här säger ”Life science-strategi för Norrvik och Eksunda 2026–2031” (2026), under C. Hållbarhet och motståndskraft › Beredskap:
- ”Övad förmåga att ställa om produktionen hos tillverkare i länen när läkemedel eller förbrukningsvaror tar slut” [1]
- ”Gemensamma lager av det som vården inte klarar sig utan, så att regionerna uthärdar minst sex veckor utan leveranser” [2]
- ”En gemensam plan för pandemiberedskap där det framgår vem som beslutar, vem som levererar och hur forskningen kommer igång direkt” [3]
Källor
[1] [2] [3] Life science-strategi för Norrvik och Eksunda 2026–2031 …
Skriv svara 1 och ditt svar, så skickar jag det vidare.\
""")
    assert answered.shown == snapshot("""\
Bo Ek svarar på din fråga ”Vad säger strategin om beredskap?”:
Öva gärna tillsammans med oss i mars.\
""")
    assert not year.slack.world.said(year.plan)


def test_a_thumb_counts_and_its_reason_is_asked_for_in_a_form(asked, year):
    year.sara.gives_feedback(good=False, message=asked)
    year.slack.until(lambda: year.slack.world.modals.get(year.sara.id))
    year.sara.modal.fills("Berätta kort", "Jag ville veta mer om lager <!channel>")
    sent = year.sara.modal.submit()
    year.settle()

    thumb = year.app.feedback.all()[0]
    assert sent.closed
    assert (thumb.helpful, thumb.reason, thumb.question) == (
        False,
        "Jag ville veta mer om lager <!channel>",
        "Vad säger strategin om beredskap?",
    )


def test_somebody_else_cannot_open_what_was_answered_in_private(asked, year):
    source = next(
        element["value"]
        for block in asked.blocks
        if block["type"] == "actions"
        for element in block["elements"]
        if element["text"]["text"] == "Källa 1"
    )
    year.johan.mentions(year.plan, "vad är åtgärd N3?")
    other = year.johan.waits_for("Öva omställning", channel=year.plan)
    with year.slack.world.lock:
        for block in other.blocks:
            for element in block.get("elements", ()):
                if element.get("action_id", "").startswith("source:"):
                    element["value"] = source  # as a forger would have it

    year.johan.clicks("Källa 1", other)
    year.slack.until(lambda: year.slack.world.modals.get(year.johan.id))

    assert "Det svaret har jag inte kvar" in year.johan.modal.shown
    year.johan.modal.close()


def test_anybody_in_the_thread_follows_up_without_a_mention_and_talk_among_people_is_left_alone(year):
    asked = year.johan.mentions(year.plan, "vad säger strategin om beredskap?")
    answer = year.johan.waits_for("Så här säger", channel=year.plan)
    year.sara.says_in(year.plan, "Då ringer jag dig i morgon, Johan.", thread=asked.ts)
    year.sara.says_in(year.plan, "och om hälsodata?", thread=asked.ts)
    followed = year.sara.waits_for("älsodata", after=answer, channel=year.plan)
    year.settle()

    said = [one for one in year.slack.world.said(year.plan) if one.by_app and one.thread_ts == asked.ts]
    assert [one.text for one in said] == snapshot(
        [
            "Så här säger ”Life science-strategi för Norrvik och Eksunda 2026–2031” (2026), under C. Hållbarhet och motståndskraft › Beredskap:",
            "Så här säger ”Life science-strategi för Norrvik och Eksunda 2026–2031” (2026), under A. Forskning och klinisk utveckling › Hälsodata:",
        ]
    )
    assert followed in said


def test_whoever_reads_along_in_a_channel_opens_the_sources_of_what_was_answered_there(year):
    asked = year.johan.mentions(year.plan, "what does the strategy say about preparedness?")
    answer = year.johan.waits_for("Beredskap", channel=year.plan, after=asked)

    year.sara.clicks("Source 1", answer)
    year.slack.until(lambda: year.slack.world.modals.get(year.sara.id))

    assert "(gällande)" in year.sara.modal.shown
    year.sara.modal.close()


def test_an_edited_reply_is_read_again_until_it_is_confirmed(year):
    first = year.johan.says("N3: Två övningar är klara. Vi ligger efter planen.")
    shown = year.johan.waits_for("Stämmer det?")
    year.johan.edits(first, "N3: Tre övningar är klara. Vi ligger enligt plan.")
    again = year.johan.waits_for("läst det igen")
    year.johan.clicks("Stämmer", again)
    thanks = year.johan.waits_for("sparad", after=again)
    year.johan.edits(first, "N3: Fyra övningar är klara.")
    corrected = year.johan.waits_for("redan sparat", after=thanks)

    assert again.ts == shown.ts
    assert again.shown == snapshot("""\
Du har ändrat ditt svar. Jag har läst det igen.
Så här har jag förstått ditt svar om N3 Öva omställning av produktion tillsammans med tre tillverkare:
- Prognos: Enligt plan
- Antal genomförda övningar: 3
- Det här är gjort: ”Tre övningar är klara”
Stämmer det?
Du valde: Stämmer\
""")
    assert corrected.shown == snapshot(
        "Svaret om N3 är redan sparat och ändras inte av att meddelandet ändras. Vill du rätta det skriver du: rätta N3 och det nya svaret."
    )


def test_a_file_is_kept_as_evidence_of_what_is_talked_about_or_refused_in_plain_words(year):
    year.johan.says("N3: En övning till är klar, vi ligger enligt plan.")
    read = year.johan.waits_for("Stämmer det?")
    year.johan.uploads("ovning.pdf", b"%PDF-1.7 protokoll")
    kept = year.johan.waits_for("ovning.pdf", after=read)
    year.johan.uploads("prog.exe", b"MZ")
    refused = year.johan.waits_for("prog.exe", after=kept)

    assert kept.shown == snapshot(
        "Filen ovning.pdf är sparad som underlag till N3. Den följer med när du bekräftar ditt svar."
    )
    assert refused.shown == snapshot(
        "Filen prog.exe är av ett slag som inte tas emot. Dessa går bra: pdf, docx, xlsx, pptx, odt, ods, odp, png, jpg, jpeg, csv, txt, md."
    )


def test_an_answer_to_a_command_in_a_channel_stays_with_the_one_who_asked_when_pressed(year):
    year.johan.command("fråga Vad säger strategin om lager?", channel=year.plan)
    year.settle()
    alone = next(one for one in reversed(year.slack.world.messages) if one.only_for == year.johan.id and one.by_app)
    before = len([one for one in year.slack.world.said(year.plan) if not one.only_for])

    year.johan.clicks("Visa hela avsnittet", alone)
    year.settle()

    assert len([one for one in year.slack.world.said(year.plan) if not one.only_for]) == before


def test_questions_to_begin_with_are_in_the_readers_own_language(year):
    emma = year.slack.person("Emma Reed", "emma@norrvik.example", locale="en-GB")
    year.slack.install(manifest(texts("sv"), url="https://handslag.region.example"))

    for reader in (year.bo, emma):
        year.does(reader.opens_home, "messages")

    assert year.bo.dm.id not in year.slack.prompts  # the manifest's own are in the installation's language
    assert [one["title"] for one in year.slack.prompts[emma.dm.id]] == snapshot(
        ["What does the strategy say?", "What is being done?", "What is mine?", "What can you do?"]
    )
