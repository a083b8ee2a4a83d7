"""Sentences as people write them: each is taken for what it means, and what only looks like a command is left alone."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.platforms.base import Message
from bot.settings import Settings
from bot.talk import coordinator_words as heard
from bot.talk import hand_over_words, owner_words, time_off_words, words
from bot.wiring import build
from plans.model import Person, Role

INTENTIONS = {
    "DEADLINE": (
        owner_words.DEADLINE,
        """
        när är sista dag? | När är sista svarsdag | när är deadline? | till när ska jag svara?
        när måste jag svara senast?
        hur lång tid har jag på mig? | hur länge har jag på mig att svara | sista svarsdagen | deadline?
        när ska svaret vara inne?
        när är sista dagen att svara? | vilken dag är sista svarsdag | when is it due? | when is the deadline?
        how long do I have?
        by when must I answer?
    """,
    ),
    "DUTY": (
        owner_words.DUTY,
        """
        vad händer om jag inte svarar? | Vad händer om jag inte hinner? | vad händer om jag inte svarar i tid
        måste jag svara?
        måste jag göra det här | är det obligatoriskt? | är det här obligatoriskt? | är det frivilligt
        är det ett krav? | Hej, måste jag svara på det här?
        vad händer om jag inte hinner svara i tid? | what happens if I don't answer? | is this mandatory?
        do I have to reply? | must I answer this?
    """,
    ),
    "ANSWERED": (
        owner_words.ANSWERED,
        """
        visa mitt svar | visa mina svar | Hej, kan du visa mitt senaste svar? | har ni fått mitt svar?
        fick du mitt svar | jag har redan svarat
        Men jag har ju redan svarat | jag svarade förra veckan | vad svarade jag förra året?
        vad svarade jag sist | vad skrev jag förra gången?
        vad har jag svarat? | jag har svarat på det här | show my reply | did you get my answer?
        I have already answered | what did I answer last year?
    """,
    ),
    "ILL": (
        time_off_words.ILL,
        """
        jag är sjuk | Jag är sjuk idag | jag är borta just nu | Hej, jag är sjuk | jag är ledig den här veckan
        jag är på semester | jag är bortrest
        jag är sjukskriven | jag är föräldraledig nu | jag är inte på plats i dag | I'm ill | I am sick today
        I'm away this week | I'm on leave
        I am on holiday right now
    """,
    ),
    "SOMEBODY_ELSE": (
        hand_over_words.SOMEBODY_ELSE,
        """
        det är Bo som har hand om det här | Det är Bo Ek som ansvarar för åtgärden
        nej, det är Bo som ska svara | det är Anna som sköter det
        fråga Bo i stället | Fråga Bo Ek om det här | kontakta anna@x istället | hör med Bo om det
        prata med Bo i stället | det är Bo som svarar för den nu
        det är Bo som ska svara på frågan | it is Bo who handles this | it's Bo who should answer
        ask Bo instead | contact Bo about this
        ask Bo Ek about it instead
    """,
    ),
    "MINE": (owner_words.MINE, """
        mina åtgärder | Mina åtgärder! | visa mina åtgärder | Hej, visa mina frågor tack | mina | min lista
        vad väntar?
        vad ska jag göra? | Vad ska jag svara på? | vad har jag kvar? | vad är kvar att göra | Hej! Vad vill du mig?
        vilka åtgärder har jag | my actions | show my actions please | what do you want from me?
        what is left for me?
        what should I report on? | Hi, list my questions | which actions are mine?
    """),
    "WHY": (owner_words.WHY, """
        varför | Varför? | varför frågar du mig? | varför får jag den här frågan | Varför just jag?
        varför ska jag svara på det här
        varför måste jag göra det här nu | Hej, varför skriver du till mig? | varför hör du av dig
        vem har sagt att jag ska svara?
        Hur kommer det sig att jag får frågan? | varför är det jag som ska svara | why | Why me?
        why are you asking me?
        why do I get this? | Why should I answer? | who said I should answer?
    """),
    "PAUSE": (owner_words.PAUSE, """
        En annan dag | Vi tar resten en annan dag. | inte nu | inte idag | senare | jag hinner inte nu
        hinner inte just nu
        Jag har inte tid idag | har ingen tid | kan inte just nu | paus | sluta | vi fortsätter i morgon
        jag tar det senare
        påminn mig senare | Hej, jag hinner inte i dag | another day | not now | I don't have time right now | later
        let's continue tomorrow | I can't answer right now | remind me later
    """),
    "RESUME": (owner_words.RESUME, """
        fortsätt | Fortsätt! | vidare | nästa | nästa åtgärd | vi kör igen | var var vi? | då går vi vidare
        börja | ta nästa
        Hej igen, vi fortsätter | jag är redo | Ja, vi kör | continue | go on | next one please | resume
        where were we?
        let's start | carry on
    """),
    "UNSURE": (owner_words.UNSURE, """
        jag vet inte | Vet ej | vet inte riktigt | ingen aning | det vet jag inte än | osäker | Jag är osäker
        svårt att säga
        vad ska jag skriva? | hur menar du? | vad menar du | jag förstår inte frågan | I don't know | no idea
        not sure
        hard to say | what should I write? | I don't understand
    """),
    "CONFIRM": (words.CONFIRM, """
        ja | Ja! | ja tack | ja, det stämmer | stämmer | Det stämmer bra | stämmer fint | japp | jajamän | ok
        okej | rätt | rätt uppfattat
        bekräftar | Precis så | det är rätt | det ser bra ut | yes | yep | that's right | it is correct
        looks right | confirm | 👍
    """),
    "CHANGE": (words.CHANGE, """
        ändra | Ändra svaret | ändra mitt svar | nej | nä | fel | det stämmer inte | Nej, det stämmer inte
        nej det är fel | inte rätt
        det blev fel | change | change it | edit | no | nope | wrong | that's wrong | not right | that is incorrect
    """),
    "CONFIRM_ALL": (words.CONFIRM_ALL, """
        allt stämmer | Alla stämmer | båda stämmer | stämmer för alla | stämmer, båda | ja, alla | ja till båda
        bekräfta alla
        Ja, allt | bekräfta båda | Hej, allt stämmer! | all of them are right | both are correct | confirm all
        yes to all
        everything is correct
    """),
    "SNOOZE": (time_off_words.SNOOZE, """
        påminn mig på torsdag | Påminn mig igen om en vecka | påminn mig om S6 på fredag | hör av dig på måndag
        fråga mig nästa vecka
        återkom till mig den 12 oktober | Hej, jag återkommer på fredag | jag svarar i morgon
        jag tar det på måndag | kan jag svara nästa vecka?
        får jag vänta till fredag | skjut upp till torsdag | skjut upp S6 till den 20 oktober
        vänta till måndag | återkommer om två veckor
        remind me on Thursday | I'll answer next week | can I answer on Friday? | ask me again on Monday
        snooze until Thursday
    """),
    "AWAY": (time_off_words.AWAY, """
        jag är borta 1–14 oktober, Bo svarar | Jag är borta nästa vecka | Hej, jag är ledig till den 5 november
        jag är på semester v. 44
        jag kommer att vara borta hela oktober | jag är föräldraledig från 1 november till 31 mars
        jag blir tjänstledig från januari
        jag är inte på plats 3-7 november, ersättare är bo@x.se | jag är bortrest 10–12 oktober
        jag har semester 20 oktober till 1 november
        jag ska vara ledig i morgon | frånvaro: 1–14 oktober | I am away 1–14 October, Bo answers
        I'm on leave until 5 November
        I will be out of the office next week | I'm on holiday 20 October to 1 November
    """),
    "LEAVE": (hand_over_words.LEAVE, """
        jag slutar, Bo tar över | Jag slutar den 1 november, Bo tar över mina åtgärder
        jag har slutat och Bo tar över | jag byter jobb, anna@x.se tar över allt
        jag går i pension, Bo efterträder mig | jag slutar | jag ska sluta, Bo svarar i stället
        jag byter tjänst. Anna tar hand om mina åtgärder
        Hej, jag slutar nu på fredag, Bo tar över | jag lämnar min tjänst, Bo tar över alla
        jag slutar i december och Bo Ek tar över
        I am leaving, Bo takes over | I'm leaving on 1 November, Bo takes over my actions
        I'm retiring, Anna will take over
        I have left, bo@x.se takes over everything | I am changing jobs
    """),
    "HAND_OVER": (hand_over_words.HAND_OVER, """
        lämna över S6 till bo@x.se | Lämna över S6 till Bo | lämna över S6 | lämna över | delegera S6 till Bo Ek
        delegera S6
        skicka vidare S6 till anna@x.se | skicka vidare till Bo | ge vidare S6 till Bo
        Hej, kan du lämna över S6 till Bo? | lämna över åtgärd S6 till Bo
        lämna över den till Bo | hand over S6 to Bo | hand over S6 | pass on S6 to anna@x.se
        Please delegate S6 to Bo | hand over it to Bo
    """),
    "HAND_OVER_ALL": (hand_over_words.HAND_OVER_ALL, """
        lämna över allt till Bo | Lämna över alla åtgärder till Bo | lämna över alla mina åtgärder till bo@x.se
        lämna över mina åtgärder till Bo
        lämna över allt | delegera allt till Bo | lämna över alltihop till Bo | delegera alla till Bo Ek
        Hej, kan du lämna över allt till Bo?
        lämna över alla frågor till Anna | jag vill lämna över allt till Bo | hand over everything to Bo
        hand over all my actions to Bo
        pass on all to Anna | please hand over my actions to bo@x.se
    """),
    "REGRET": (words.REGRET, """
        oj det blev fel | Oj, det blev fel | det blev fel | jag skrev fel | Hoppsan, jag svarade fel | ångra
        ångra svaret | jag ångrar mig
        jag vill ändra mitt svar | ändra mitt svar om S6 | ändra S6 | rätta mitt svar | det där blev visst fel
        jag rapporterade fel | undo
        I made a mistake | Oops, I got that wrong | change my answer | I want to change my answer on S6
    """),
    "STANDING": (heard.STANDING, """
        läget | Läget? | läget nu | hur är läget? | visa läget | status | läget i Uppsala
        Läget i Uppsala just nu | status för Stockholm
        svarsfrekvens | svarsfrekvensen i Uppsala | hur många har svarat? | Hur många har svarat i Uppsala
        hur går det? | hur går det med svaren
        hur går det med uppföljningen? | hur ligger vi till? | Hej, hur ser det ut? | how are we doing?
        status in Uppsala | how many have answered?
        what's the status? | show the response rate | where do we stand?
    """),
    "UNANSWERED": (heard.UNANSWERED, """
        vem har inte svarat | Vem har inte svarat? | vilka har inte svarat än | vilka har ännu inte svarat?
        vilka som inte har svarat
        vilka har inte svarat i Uppsala | vem saknas? | vilka saknas | vem väntar vi på? | vilka svar saknas
        vilka ligger efter?
        visa obesvarade | obesvarade frågor | sena svar | vilka når vi inte? | vem har inte lämnat in
        vem har inte rapporterat?
        who has not answered? | who hasn't replied yet | who is missing? | who are we waiting for?
        show unanswered | outstanding replies
    """),
    "REMIND": (heard.REMIND, """
        påminn S6 | påminn S6 och S7 | Påminn alla | påminn alla som inte svarat | påminn Bo | påminn bo@x.se
        kan du påminna Bo?
        påminn alla i Uppsala | Hej, skulle du kunna påminna S6, tack | skicka påminnelse till alla
        skicka en påminnelse om S6 | skicka påminnelser
        jag vill påminna alla | påminn även S8 | remind S6 | remind everyone | please remind all in Uppsala
        send a reminder to Bo
        could you remind bo@x.se? | nudge S6
    """),
    "REASSIGN": (heard.REASSIGN, """
        byt ansvarig S6 till bo@x.se | Byt ansvarig för S6 till Bo | byt rapportör S6 till Bo
        ändra ansvarig för S6 till bo@x.se | byt rapportör på S6 till Bo Ek
        flytta S6 till Bo | flytta frågan om S6 till bo@x.se | byt S6 till Bo | ge S6 till Bo
        låt Bo svara för S6 | låt bo@x.se svara om S6
        kan du byta ansvarig för S6 till Bo? | sätt rapportör för S6 till Bo | tilldela S6 till Bo
        change reporter S6 to bo@x.se
        change the owner of S6 to Bo | move S6 to Bo | reassign S6 to Bo | let Bo answer for S6
    """),
    "APPROVE": (heard.APPROVE, """
        godkänn S6 | Godkänn S6 och S7 | godkänn alla | godkänn alla svar | godkänn alla i område C
        godkänn allt i Uppsala | godkänn område C
        kan du godkänna S6? | jag vill godkänna alla | acceptera S6 | godkänn alla inlämnade | godkänn
        att godkänna | vad väntar på godkännande?
        godkänn samtliga | approve S6 | approve all | please approve S6 and S7 | approve all in Uppsala
        what is waiting for approval?
    """),
    "RETURN": (heard.RETURN, """
        begär komplettering S6: ange effekten | Begär komplettering av S6: "ange effekten"
        begär komplettering om S6 | be om komplettering S6: antal
        be om mer om S6: vad kostade det? | be om mer information om S6: antal deltagare
        komplettera S6: ange effekten | skicka tillbaka S6: siffran saknas
        skicka tillbaka S6 siffran saknas | returnera S6: fel år | kan du begära komplettering av S6: antal
        jag vill begära komplettering på S6: antal
        efterfråga komplettering S6: antal | return S6: the figure is missing | send back S6: wrong year
        ask for more on S6: the effect
        request more information about S6: how many?
    """),
    "CLOSE": (heard.CLOSE, """
        stäng omgången | Stäng omgången. | stäng uppföljningen | stäng uppföljningen 2027
        stäng uppföljningsomgången | avsluta omgången | avsluta uppföljningen nu
        kan du stänga omgången? | jag vill stänga uppföljningen | stäng insamlingen | frys uppföljningen
        stäng ned omgången | avsluta insamlingen
        close the cycle | close the follow-up | please close the round | end the follow-up 2027
        freeze the collection
    """),
    "GAPS": (heard.GAPS, """
        gap | Gap? | gapen | gapanalys | gap-analys | visa gap | visa alla gap | vilka gap finns?
        gap i Uppsala | gap inom Beredskap | visa gap för Stockholm
        viktiga gap | vad saknas i planen? | gap område C | gap S6 | gaps | show gaps | show the gaps in Uppsala
        what gaps are there | gap analysis
    """),
    "DECISIONS": (heard.DECISIONS, """
        beslut | Beslut? | öppna beslut | visa beslut | vilka beslut behövs? | vilka beslut väntar
        vilka beslut är öppna? | beslutsbehov | visa beslutsbehov
        lista öppna beslut | beslut i Uppsala | vilka beslut som behövs | beslut som behöver fattas | decisions
        open decisions | which decisions are needed?
        show the open decisions | decisions needed in Uppsala
    """),
}  # fmt: skip

NO_COMMAND = """
    läget är oförändrat
    läget är bättre i Uppsala än i Stockholm
    status klar
    status: pågår enligt plan
    det finns ett gap mellan behov och resurser
    vi har identifierat tre gap och arbetar med dem
    stäng av maskinen
    vi stängde omgången av utbildningar i maj
    vi har stängt uppföljningen av pilotprojektet
    påminn gärna ledningen om att budgeten saknas, vi behöver besked före jul
    vi har påmint alla kommuner
    beslut saknas om finansieringen
    beslutet väntas i november
    vi väntar på beslut från nämnden
    godkänt av styrgruppen i maj
    styrelsen godkände planen
    vi behöver komplettera underlaget
    vem som ansvarar är inte klart
    jag slutade räkna efter tre övningar
    projektledaren är borta till maj
    vi är borta från plan, två månader sena
    jag återkommer i maj när övningen är klar och utvärderad
    vi återkommer med siffror
    jag tar det i mars med ledningen och styrgruppen innan vi går vidare med nästa del
    en annan dag hölls en workshop med 40 deltagare
    senare i vår startar upphandlingen
    nästa steg är upphandling
    nästa övning hålls i maj
    fortsätter enligt plan
    vi fortsätter med övningarna
    varför det dröjer beror på leverantören
    mina kollegor har haft två övningar
    nej, tre övningar
    fel leverantör valdes först men nu är avtalet klart
    ja, två övningar är klara
    det stämmer inte med planen att vi skulle vara klara i maj
    ändrad tidplan, klart i maj
    vi lämnar över resultatet till regionen i mars
    status on the procurement is unchanged
    the gap between need and funding remains
    close to finished, two of three done
    we reminded all municipalities
    no obstacles so far
    next step is procurement
    later this spring the procurement starts
    approved by the board in May
    the decision is expected in November
    I am responsible for three of the exercises
    we continue as planned
    remind me what the target was
    jag svarade på remissen i maj
    vi har svarat på alla ansökningar
    jag är sjuk på att vänta på leverantören
    det är leverantören som är försenad
    vi frågar kommunerna i stället
    vi svarar på enkäten senare i vår
    deadline flyttas till maj
    det är frivilligt för kommunerna att vara med
    change of supplier has delayed us
"""


def said(text):
    return [part.strip() for line in text.strip().splitlines() for part in line.split("|")]


@pytest.mark.parametrize(
    ("name", "sentence"), [(name, one) for name, (_, text) in INTENTIONS.items() for one in said(text)]
)
def test_sentence_is_taken_for_what_it_means(name, sentence):
    pattern = INTENTIONS[name][0]

    assert pattern.fullmatch(words.as_command(sentence)) or pattern.fullmatch(sentence)


@pytest.mark.parametrize("name", INTENTIONS)
def test_every_intention_has_at_least_fifteen_sentences_in_both_languages(name):
    assert len(said(INTENTIONS[name][1])) >= 15


@pytest.fixture
def talk(home, strategy, plan):
    """Write to the bot as somebody who is asked about H2; return the reply and whether the words were kept as one."""
    now = iter(datetime(2027, 10, 4, 8, 0, tzinfo=UTC) + timedelta(minutes=step) for step in range(10_000))
    app = build(Settings(home=home), clock=lambda: next(now))
    app.intake.plan([plan])
    app.follow_up.open_cycle(2027, date(2027, 10, 29), app.now(), "handslag")
    app.post.tick()

    def write(role, text):
        with app.store.transaction() as ledger:
            ledger.people.save([Person(address=ASKED, name="Karin", role=role, areas=("Beredskap",))])
            for draft in ledger.updates.drafts(ASKED):
                ledger.updates.drop_draft(draft.id)
        reply = app.conversation.handle(Message(ASKED, text, app.now()))
        with app.store.reading() as ledger:
            drafts = ledger.updates.drafts(ASKED)
        return reply, [draft.text for draft in drafts] == [text]

    return write


ASKED = "lager@havsbandet.example"


@pytest.mark.parametrize("role", [Role.OWNER, Role.AREA_LEAD, Role.COORDINATOR])
def test_what_only_looks_like_a_command_stays_a_reply_or_a_question(talk, role):
    taken = {}

    for sentence in said(NO_COMMAND):
        reply, is_kept = talk(role, sentence)
        if not is_kept and reply.answer is None:
            taken[sentence] = reply.text

    assert taken == {}
