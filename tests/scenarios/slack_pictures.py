"""Pictures of what people see in Slack, for the documentation: `make pictures`.

The example's year is begun against the stand-in of Slack; what Handslag posted there, block by block, is drawn as HTML
and photographed with a headless Chromium. Nothing is drawn that was not posted.
"""

import html
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from PIL import Image, ImageChops

from plans.model import Person, Role
from retrieval.ingesting import Said
from tests.scenarios.slack_world import slack_year

HERE = Path(__file__).parents[2] / "docs" / "pictures"
DEMO = Path(__file__).parents[2] / "bot" / "demo"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
WIDTH, TALLEST = 760, 4_000  # CSS pixels
PEOPLE = (
    Person(address="bo@norrvik.example", name="Bo Ek", role=Role.COORDINATOR, slack="UBO", language="sv"),
    Person(address="beredskap@norrvik.example", name="Johan Vik", role=Role.OWNER, slack="UJOHAN", language="sv"),
    Person(address="sara@lovhamra.example", name="Sara Lund", role=Role.ACTOR, slack="USARA", language="sv"),
)
STYLE = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")


def main() -> None:
    """Make every picture; say why where that cannot be."""
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if chromium is None:
        sys.stdout.write("no pictures were made: there is no Chromium on this machine (apt-get install chromium)\n")
        return
    with tempfile.TemporaryDirectory() as home:
        for name, page in pages(Path(home)):
            photograph(chromium, f"<style>{STYLE}</style><div class=page>{page}</div>", HERE / f"slack-{name}.png")
            sys.stdout.write(f"slack-{name}.png: {(HERE / f'slack-{name}.png').stat().st_size // 1000} kB\n")


def pages(home):
    """Play what is shown and yield each picture's name and HTML."""
    with slack_year(home, "2027-02-02T09:00:00") as year:
        year.app.intake.documents([DEMO / "strategi-2026-livskusten.docx", DEMO / "strategi-2021-norrvik.md"], Said())
        year.app.intake.plan([DEMO / "handlingsplan-2027.xlsx"])
        with year.app.store.transaction() as ledger:
            ledger.people.save(PEOPLE)
        bo, johan, sara = (year.slack.person(each.name, each.address) for each in PEOPLE)
        yield from of_questions(year, sara)
        yield from of_owners(year, johan)
        for name, person in (("home-owner", johan), ("home-coordinator", bo)):
            person.opens_home()
            year.settle()
            yield name, blocks(year.slack.world.homes[person.id]["blocks"])


def of_questions(year, sara):
    """Yield a question with its answer, and a source as it opens."""
    asked = "Vad säger strategin om beredskap?"
    sara.says(asked)
    answer = sara.waits_for("Så här säger", seconds=30)
    yield "answer", said("Sara Lund", asked) + handslag(answer)
    sara.clicks("Källa 2", answer)
    year.slack.until(lambda: year.slack.world.modals.get(sara.id))
    yield "source", modal(sara.modal.view)
    sara.modal.close()


def of_owners(year, johan):
    """Yield the question to an owner, the form, a reading to confirm and the receipt."""
    year.app.follow_up.open_cycle(
        2027, date(2027, 10, 15), datetime(2027, 9, 1, 7, tzinfo=UTC), by="bo@norrvik.example"
    )
    year.at("2027-09-17T09:00")
    checked = johan.waits_for("N3", seconds=30)
    yield "check-in", handslag(checked)
    johan.says("N3")
    one = johan.waits_for("N3", after=checked, seconds=30)
    johan.clicks("Fyll i formulär", one)
    year.slack.until(lambda: year.slack.world.modals.get(johan.id))
    yield "form", modal(johan.modal.view)
    johan.modal.close()
    words = "Två övningar är klara, den tredje är i mars. Tillverkaren bygger om, så vi ligger lite efter."
    johan.says(words)
    read = johan.waits_for("Stämmer det?", after=one, seconds=30)
    yield "read-back", said("Johan Vik", words) + handslag(read)
    johan.clicks("Stämmer", read)
    thanks = johan.waits_for("sparad", after=read, seconds=30)
    year.settle()
    yield "receipt", handslag(read) + handslag(thanks)


def said(name, text):
    return message(name, "#4a6fa5", f"<div class=text>{html.escape(text)}</div>", is_app=False)


def handslag(posted):
    return message("Handslag", "#1f4e5f", blocks(posted.blocks), is_app=True)


def message(name, colour, inner, *, is_app):
    app = "<span class=app>APP</span>" if is_app else ""
    face = f'<div class=face style="background:{colour}">{name[0]}</div>'
    return f"<div class=message>{face}<div class=body><span class=who>{name}</span>{app}{inner}</div></div>"


def blocks(rows):
    return "".join(f"<div class=block>{DRAWN[row['type']](row)}</div>" for row in rows)


def modal(view):
    submit = view.get("submit")
    foot = f"<span class=button>{text_of(view['close'])}</span>"
    foot += f"<span class='button primary'>{text_of(submit)}</span>" if submit else ""
    head = f"<div class=head>{text_of(view['title'])}</div><div class=inner>{blocks(view['blocks'])}</div>"
    return f"<div class=modal>{head}<div class=foot>{foot}</div></div>"


def text_of(one):
    return html.escape(one["text"])


def rich(row):
    return "".join(part(each) for each in row["elements"])


def part(one):
    if one["type"] == "rich_text_list":
        return "<ul>" + "".join(f"<li>{runs(item)}</li>" for item in one["elements"]) + "</ul>"
    return f"<div class='text {'quote' if one['type'] == 'rich_text_quote' else ''}'>{runs(one)}</div>"


def runs(one):
    return "".join(
        f"<b>{text_of(run)}</b>" if run.get("style", {}).get("bold") else text_of(run) for run in one["elements"]
    )


def button(one):
    if one["type"] == "static_select":
        return f"<span class='button select'>{text_of(one.get('placeholder', {'text': ''}))} &nbsp;</span>"
    return f"<span class='button {one.get('style', '')}'>{text_of(one['text'])}</span>"


def thumbs(row):
    one = row["elements"][0]
    labels = ((0, one["positive_button"]), (180, one["negative_button"]))
    drawn = (f"<span class='button thumb'>{thumb(turn)} {text_of(each['text'])}</span>" for turn, each in labels)
    return f"<div class=row>{''.join(drawn)}</div>"


def thumb(turn):
    path = "M2 7h3v7H2z M6 7l3-5c1.2 0 1.6 1 1.3 2L9.8 6H13c1 0 1.5 .8 1.3 1.7l-1 5c-.2 .8-.8 1.3-1.6 1.3H6z"
    return f"<svg viewBox='0 0 16 16' style='transform: rotate({turn}deg)'><path d='{path}'/></svg>"


def field(row):
    one = row["element"]
    option = one.get("initial_option")
    value = (
        text_of(option["text"]) if option else html.escape(one.get("initial_value") or one.get("initial_date") or "")
    )
    kind = "select" if one["type"] == "static_select" else "tall" if one.get("multiline") else ""
    optional = "<span class=optional> (valfritt)</span>" if row.get("optional") else ""
    hint = f"<div class=hint>{text_of(row['hint'])}</div>" if "hint" in row else ""
    return f"<div class=label>{text_of(row['label'])}{optional}</div><div class='field {kind}'>{value}</div>{hint}"


DRAWN = {
    "rich_text": rich,
    "section": lambda row: f"<div class=text>{text_of(row['text'])}</div>",
    "header": lambda row: f"<div class=header>{text_of(row['text'])}</div>",
    "divider": lambda _: "<hr>",
    "context": lambda row: f"<div class=context>{' '.join(text_of(one) for one in row['elements'])}</div>",
    "actions": lambda row: f"<div class=row>{''.join(map(button, row['elements']))}</div>",
    "context_actions": thumbs,
    "input": field,
}


def photograph(chromium, page, file):
    """Photograph a page twice as sharp as it is wide, and cut away what is empty."""
    with tempfile.TemporaryDirectory() as folder:
        source, shot = Path(folder) / "page.html", Path(folder) / "shot.png"
        source.write_text(f"<!doctype html><meta charset=utf-8>{page}", encoding="utf-8")
        command = [
            chromium,
            "--headless=new",
            "--no-sandbox",
            "--hide-scrollbars",
            "--disable-gpu",
            f"--screenshot={shot}",
        ]
        command += [
            f"--window-size={WIDTH},{TALLEST}",
            "--force-device-scale-factor=1.5",
            f"--user-data-dir={folder}/profile",
        ]
        subprocess.run([*command, source.as_uri()], check=True, capture_output=True, timeout=120)
        with Image.open(shot) as taken:
            whole = taken.convert("RGB")
        seen = ImageChops.difference(whole, Image.new("RGB", whole.size, "white")).getbbox()
        cut = whole.crop((0, 0, min(whole.width, seen[2] + 24), min(whole.height, seen[3] + 24)))
        cut.quantize(64).save(file, optimize=True)


if __name__ == "__main__":
    main()
