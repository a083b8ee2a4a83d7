"""axe-core looks through the page in a headless Chromium: `make axe` fetches it, without it the tests are skipped."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from plans.formats import FORMATS
from plans.summary.composing import compose
from tests.browser import chromium, read_back
from tests.plans.summary.test_hostile_replies import PAYLOADS

AXE = Path(__file__).parents[3] / ".axe" / "node_modules" / "axe-core" / "axe.min.js"
MADE = datetime(2027, 12, 15, 6, 0, tzinfo=UTC)
LOOK = """axe.run({exclude: [["svg *"]]}, {resultTypes: ["violations"]}).then(found => {
  const told = document.createElement("script");
  told.type = "application/json";
  told.textContent = "FOUND" + JSON.stringify({
    rules: found.passes.length,
    wrong: found.violations.map(one => `${one.id}: ${one.nodes[0].html}`),
    wide: document.documentElement.scrollWidth,
  }) + "END";
  document.body.append(told);
});"""

pytestmark = [
    pytest.mark.skipif(not AXE.exists(), reason="axe-core is not here: make axe fetches it from npm"),
    pytest.mark.skipif(chromium() is None, reason="there is no Chromium on this machine: apt-get install chromium"),
]


def looked_through(summary, width):
    """Open the page with axe in it, its rules about scripts taken away, and return what axe found."""
    page = FORMATS["html"](summary).decode()
    open_page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    scripts = f"<script>{AXE.read_text('utf-8')}</script><script>{LOOK}</script>"
    shown = read_back(open_page.replace("</body>", f"{scripts}</body>"), width=width)
    return json.loads(re.search(r"FOUND(\{.*?\})END", shown.rsplit("<script", 1)[1], re.DOTALL)[1])


def test_axe_finds_nothing_wrong_with_the_page(snapshot, previous, gaps):
    summary = compose(snapshot, language="sv", gaps=gaps, previous=previous, generated_at=MADE)

    found = looked_through(summary, width=1300)

    assert found["wrong"] == []
    assert found["rules"] > 25


def test_axe_finds_nothing_wrong_with_a_narrow_page_of_hostile_replies(with_reply, previous, gaps):
    changed = with_reply("V10", "\n".join(PAYLOADS[:40]) + "x" * 400, tuple(PAYLOADS[40:50]))
    summary = compose(changed, language="en", gaps=gaps, previous=previous, generated_at=MADE)

    found = looked_through(summary, width=500)

    assert found["wrong"] == []
    assert found["wide"] <= 500
