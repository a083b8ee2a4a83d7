"""What is declared of platforms is tried: no row of the table claims to be promised without a test of it."""

import re
from pathlib import Path

from tests.bot.platforms.contract.promises import lacking


def test_every_declared_promise_has_a_test():
    tests = "".join(file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("test_*.py"))

    assert set(re.findall(r'@promise\("(\w+)"\)', tests)) == set(lacking())


def test_slack_and_teams_lack_only_what_their_makers_do_not_offer():
    assert {key for key, names in lacking().items() if names - {"console"}} == {"thread"}
