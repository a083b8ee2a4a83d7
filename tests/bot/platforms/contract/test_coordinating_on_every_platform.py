"""What whoever runs the follow-up is promised, on every platform."""

from plans.model import RequestState
from tests.bot.platforms.contract.promises import promise

REPORT = "300 meter länsa är köpta, pågår enligt plan"


@promise("run")
def test_how_it_goes_is_told(stage):
    told = stage.coordinator().says("läget")

    assert "Uppföljningen 2027: öppen" in told
    assert "Svarsfrekvens" in told


@promise("run")
def test_gaps_are_told(stage):
    assert "Badvatten" in stage.coordinator().says("gap")


@promise("run")
def test_a_reminder_is_shown_first_and_sent_once_it_is_confirmed(stage):
    owner, karin = stage.owner(), stage.coordinator()
    stage.at("2027-10-05T09:00")

    shown = karin.says(f"påminn {owner.nr}")
    before = owner.reads
    karin.presses("Skicka")
    stage.at("2027-10-05T09:30")

    assert owner.name in shown
    assert "En påminnelse" not in before
    assert f"En påminnelse om åtgärden {owner.nr}" in owner.reads


@promise("run")
def test_an_answer_is_approved_with_its_words_and_that_can_be_undone(stage):
    owner, karin = stage.owner(), stage.coordinator()
    owner.says(f"{owner.nr}: {REPORT}")
    owner.presses("Stämmer")

    told = karin.says(f"godkänn {owner.nr}")
    approved = stage.request(owner.nr).state
    karin.presses("Ångra")

    assert f"”{REPORT}”" in told
    assert approved is RequestState.ACCEPTED
    assert stage.request(owner.nr).state is RequestState.SUBMITTED


@promise("run")
def test_nobody_but_a_coordinator_gets_what_is_theirs(stage):
    owner, other = stage.owner(), stage.owner()

    assert other.name not in owner.says("vem har inte svarat?")


@promise("files")
def test_the_summary_comes_as_files(stage):
    karin = stage.coordinator()

    karin.says("sammanfattning")

    files = karin.files
    assert "docx" in {name.rpartition(".")[2] for name in files}
    assert all(files.values())
