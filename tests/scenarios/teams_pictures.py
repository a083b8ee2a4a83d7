"""Pictures of what people see in Teams: `python -m tests.scenarios.teams_pictures PATH/adaptivecards.min.js`.

The example's year is begun against the stand-in of Teams; the cards that Handslag posted there are drawn by Microsoft's
own library (npm adaptivecards) in a headless Chromium, with the text of the message above. Nothing is drawn that was
not posted.
"""

import html
import json
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

from plans.model import Person, Role
from retrieval.ingesting import Said
from tests.scenarios.slack_pictures import CHROMIUM, DEMO, HERE, photograph
from tests.scenarios.teams_world import teams_year

CARD = "application/vnd.microsoft.card.adaptive"
OWNER = Person(address="beredskap@norrvik.example", name="Johan Vik", role=Role.OWNER, language="sv")
BUTTON = (
    "font:600 13px 'Segoe UI',sans-serif;padding:5px 12px;border:1px solid #d1d1d1;border-radius:4px;background:#fff"
)
INPUT = "width:100%;box-sizing:border-box;padding:6px;border:1px solid #d1d1d1;border-radius:4px;background:#f5f5f5"
STYLE = f"""body{{margin:0}} .page{{width:600px;padding:14px;font:14px 'Segoe UI','DejaVu Sans',sans-serif}}
.text{{white-space:pre-wrap;background:#f5f5f5;border-radius:6px;padding:10px 14px;margin-bottom:8px;line-height:1.4}}
.card{{border:1px solid #d1d1d1;border-radius:6px}} .label{{color:#616161;font-size:12px;margin:6px 2px}}
.ac-pushButton{{{BUTTON}}} .ac-pushButton.style-positive{{background:#5b5fc7;color:#fff}} .ac-input{{{INPUT}}}"""
CONFIG = {
    "fontFamily": "Segoe UI, DejaVu Sans, sans-serif",
    "spacing": {"small": 6, "default": 10, "medium": 14, "large": 20, "extraLarge": 24, "padding": 14},
    "supportsInteractivity": True,
    "actions": {"maxActions": 6, "actionsOrientation": "horizontal", "buttonSpacing": 8, "actionAlignment": "left"},
    "fontSizes": {"small": 12, "default": 14, "medium": 16, "large": 18, "extraLarge": 24},
}


def main(library):
    """Make every picture; say why where that cannot be."""
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if chromium is None:
        sys.stdout.write("no pictures were made: there is no Chromium on this machine (apt-get install chromium)\n")
        return
    script = Path(library).read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as home:
        for name, message in messages(Path(home)):
            path = HERE / f"teams-{name}.png"
            photograph(chromium, page(script, *message), path)
            sys.stdout.write(f"{path.name}: {path.stat().st_size // 1000} kB\n")


def messages(home):
    """Play what is shown and yield each picture's name, with the text, card and labels of its message."""
    with teams_year(home, "2027-02-02T09:00:00") as year:
        year.app.intake.documents([DEMO / "strategi-2026-livskusten.docx", DEMO / "strategi-2021-norrvik.md"], Said())
        year.app.intake.plan([DEMO / "handlingsplan-2027.xlsx"])
        with year.app.store.transaction() as ledger:
            ledger.people.save([OWNER])
        johan = year.teams.person(OWNER.name, OWNER.address)
        year.does(johan.says, "Vad säger strategin om beredskap?")
        yield "answer", of(johan.waits_for("Så här säger"))
        johan.clicks("Källa 2")
        yield "source", ("", johan.dialog.content, "")
        year.does(johan.clicks, "Det är jag")
        year.at("2027-09-27T10:00")
        year.app.follow_up.open_cycle(2027, date(2027, 10, 29), year.clock(), OWNER.address)
        for day in ("2027-10-01", "2027-10-04", "2027-10-05"):
            year.at(f"{day}T09:00")
        year.does(johan.clicks, "Ta nästa")
        asked = next(one for one in reversed(johan.got()) if one.card and "Fyll i formulär" in str(one.card))
        yield "check-in", of(asked)
        year.does(johan.clicks, "Fyll i formulär", asked)
        yield "form", ("", asked.card_for(johan.user.id), "")
        year.does(johan.says, "N3 Två övningar är klara, den tredje är försenad till mars, ca 60 %")
        read_back = johan.got()[-1]
        yield "read-back", of(read_back)
        year.does(johan.clicks, "Stämmer", read_back)
        yield "settled", of(read_back)


def of(message):
    """The text of a message, its card, and what Teams itself adds."""
    said = [f"[{nr}] {name}" for nr, name, *_ in message.citations]
    return message.text, message.card, "  ".join(said)


def page(script, text, card, added):
    """A page with a message as it is shown."""
    shown = f"<div class=text>{html.escape(text)}</div>" if text else ""
    shown += "<div class=card id=card></div>" + (f"<div class=label>{html.escape(added)}</div>" if added else "")
    drawn = f"""const card = new AdaptiveCards.AdaptiveCard();
    card.hostConfig = new AdaptiveCards.HostConfig({json.dumps(CONFIG)});
    card.parse({json.dumps(card)}); document.getElementById("card").appendChild(card.render());"""
    return f"<style>{STYLE}</style><div class=page>{shown}</div><script>{script}</script><script>{drawn}</script>"


if __name__ == "__main__":
    main(sys.argv[1])
