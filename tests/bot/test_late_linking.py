"""An owner who has no account when the follow-up opens, and gets one three working days later."""

from datetime import date

from plans.model import Action, Person, Role, Source
from tests.scenarios.slack_world import slack_year

ANNA, KARIN = "anna@kusten.example", "karin@havsbandet.example"


def _to_anna(year):
    with year.app.store.reading() as ledger:
        return [each for each in ledger.dispatches.all() if each.to == ANNA]


def test_the_question_comes_when_its_reader_is_known_worded_for_that_day(tmp_path):
    with slack_year(tmp_path / "home", "2027-10-29T06:00:00") as year:
        with year.app.store.transaction() as ledger:
            ledger.people.save(
                [Person(address=ANNA, name="Anna Ek", role=Role.OWNER), Person(address=KARIN, role=Role.COORDINATOR)]
            )
            ledger.actions.save(
                [
                    Action(
                        nr="H1",
                        title="Öva sanering",
                        source=Source(file="plan.xlsx"),
                        reporter=ANNA,
                        end=date(2029, 1, 1),
                    )
                ]
            )
        year.app.follow_up.open_cycle(2027, date(2027, 11, 26), year.clock(), KARIN)
        for day in ("2027-10-29T10:00", "2027-11-01T10:00"):
            year.at(day)
        waiting = [each.state for each in _to_anna(year)]
        anna = year.slack.person("Anna Ek", ANNA)
        year.at("2027-11-03T09:30")
        year.app.inviting.look()
        year.at("2027-11-03T09:31")
        shown = anna.sees()
        anna.clicks("Det är jag", anna.waits_for("Är det du som är"))
        anna.waits_for("Tack, Anna")
        year.at("2027-11-03T09:40")
        year.at("2027-11-03T09:41")

        assert set(waiting) == {"queued"}
        assert "Öva sanering" not in shown
        anna.waits_for("H1 Öva sanering")
        assert anna.sees().count("H1 Öva sanering") == 1
