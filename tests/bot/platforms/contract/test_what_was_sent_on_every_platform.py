"""What holds when all of the contract has been played; these come last."""

from plans.audit import verify
from tests.bot.platforms.contract.promises import promise


@promise("ask")
def test_every_message_was_within_the_platforms_limits_and_none_was_lost(stage):
    assert stage.faults == []


@promise("run")
def test_the_audit_trail_is_whole(stage):
    with stage.app.store.reading() as ledger:
        assert verify(ledger.trail.all()) is None
