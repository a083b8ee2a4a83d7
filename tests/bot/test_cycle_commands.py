"""What a coordinator does with `cycle` and `people`: settings, answers, the report, absence and leaving."""

import pytest
from inline_snapshot import snapshot

NOW = ("--now", "2027-10-01T10:00")


@pytest.fixture
def opened(handslag, plan):
    handslag("plan", "import", plan)
    handslag("people", "add", "samordnare@havsbandet.example", "--role", "coordinator")
    handslag("people", "add", "ny@havsbandet.example")
    handslag("cycle", "open", "2027", "--due", "2027-10-29", *NOW)
    return handslag


def first(handslag):
    action = handslag("plan", "list", "--json").json[0]
    return action["nr"], action["reporter"]


def test_settings_are_shown_and_changed_for_an_action(opened):
    nr, _ = first(opened)

    changed = opened("cycle", "settings", "--action", nr, "--set", "reminders=-14,-5,0", "--json", *NOW)
    plan = opened("cycle", "settings", "--json", *NOW)

    assert {row["name"]: (row["value"], row["own"]) for row in changed.json}["reminders"] == ("-14,-5,0", True)
    assert {row["name"]: (row["value"], row["own"]) for row in plan.json}["reminders"] == ("-10,-3,0,3", False)


def test_a_setting_that_cannot_be_read_is_refused_with_what_it_is(opened):
    ran = opened("cycle", "settings", "2027", "--set", "usual_time=nio", *NOW)

    assert (ran.status, ran.err.strip()) == snapshot(
        (1, "usual_time är ett klockslag som 09:00. nio går inte att läsa så.")
    )


def test_the_dry_run_shows_what_rests_and_why(opened):
    nr, reporter = first(opened)
    opened("people", "away", reporter, "--from", "2027-10-02", "--to", "2027-10-15", *NOW)

    shown = opened("cycle", "remind", "--dry-run", "--all", "--json", "--now", "2027-10-14").json

    rests = {row["action"]: (row["asked_of"], row["reason"], row["until"]) for row in shown["rests"]}
    assert rests[nr] == (reporter, "away", "2027-10-16")
    assert "Frånvarande; frågan väntar till 2027-10-16." in " ".join(
        opened("cycle", "remind", "--dry-run", "--all", "--now", "2027-10-14").out.split()
    )


def test_an_answer_is_returned_and_accepted(opened):
    nr, reporter = first(opened)
    opened("reply", nr, "Arbetet pågår enligt plan", "--as", reporter, "--confirm", *NOW)

    returned = opened("cycle", "return", nr, "--reason", "Vad gav det?", "--json", *NOW)
    opened("reply", nr, "Arbetet pågår enligt plan. Två övningar är klara.", "--as", reporter, "--confirm", *NOW)
    accepted = opened("cycle", "accept", nr, "--json", *NOW)

    assert [ran.json["state"] for ran in (returned, accepted)] == ["returned", "accepted"]


def test_a_report_goes_from_compiled_to_archived_and_back_only_with_a_reason(opened):
    opened("cycle", "close", "2027", *NOW)

    steps = [opened("cycle", step, "2027", "--json", *NOW) for step in ("archive", "approve")]
    steps.append(opened("cycle", "review", "2027", "--reason", "Fel siffra", "--json", *NOW))
    steps.append(opened("cycle", "reopen", "2027", "--reason", "Fler svar", "--due", "2027-11-19", "--json", *NOW))

    assert [ran.status for ran in steps] == [1, 0, 0, 0]
    assert [ran.json["state"] for ran in steps[1:]] == ["approved", "review", "open"]
    assert steps[-1].json["due"] == "2027-11-19"
    assert steps[0].err.strip() == snapshot(
        "Uppföljningen 2027 är sammanställd. Godkänn den (handslag cycle approve 2027) "
        "eller granska den igen (handslag cycle review 2027)."
    )


def test_whoever_leaves_hands_everything_over(opened):
    nr, reporter = first(opened)

    done = opened("people", "leave", reporter, "--to", "ny@havsbandet.example", "--json", *NOW).json
    moved = opened("cycle", "move", nr, "--to", "samordnare@havsbandet.example", "--json", *NOW).json

    assert nr in done["actions"]
    assert nr in done["questions"]
    assert opened("plan", "show", nr, "--json").json["reporter"] == "ny@havsbandet.example"
    assert moved["addressee"] == "samordnare@havsbandet.example"


def test_an_absence_is_said_back_and_ended(opened):
    _, reporter = first(opened)

    away = opened(
        "people",
        "away",
        reporter,
        "--from",
        "2027-10-04",
        "--to",
        "2027-10-08",
        "--substitute",
        "ny@havsbandet.example",
        *NOW,
    )
    back = opened("people", "back", reporter, *NOW)

    assert "ny@havsbandet.example är ersättare." in away.out
    assert back.out.strip().endswith("är tillbaka.")
    assert opened("people", "back", reporter, *NOW).status == 1


def test_a_draft_is_started(handslag, plan):
    handslag("plan", "import", plan)
    handslag("cycle", "open", "2027", "--due", "2027-10-29", "--draft", *NOW)

    assert handslag("cycle", "status", "--json", *NOW).json["state"] == "draft"
    assert handslag("cycle", "start", "2027", "--json", *NOW).json["state"] == "open"
