"""Photograph the demo's year as a web page and as a PDF: `python -m tests.scenarios.page_pictures [FOLDER]`.

The web page is opened by a headless Chromium; without one, that picture is not made and it says so.
"""

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from rich.console import Console

from bot.demo.player import Player
from bot.demo.script import load_script
from bot.demo.stage import Stage
from plans.formats import FORMATS
from tests.browser import chromium, photographed
from tests.scenarios.office_pictures import PICTURES, pages_of, together

COLOURS = 96
PAGES = ("Fryst läge", "Steg framåt", "Genomförandestatus per aspekt")  # a word on each page of the PDF that is shown


def main() -> None:
    """Play the year, write both files, and make the pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    with tempfile.TemporaryDirectory() as scratch:
        room = Path(scratch)
        summary = played(room)
        paper = room / "report.pdf"
        paper.write_bytes(FORMATS["pdf"](summary))
        kept(together(pages_of(paper, PAGES, 62), 3, 1.0), folder / "report-pdf.png")
        if chromium() is None:
            sys.exit("There is no Chromium on this machine, so no picture of the web page was made.")
        kept(views(FORMATS["html"](summary).decode(), room), folder / "report-page.png")


def played(room):
    """Play the example's year and return its summary."""
    player = Player(load_script(), room / "home", room, Stage(Console(file=io.StringIO())))
    player.play()
    return player.app.reports.summary(2027, "sv")


def views(page, room):
    """Return the page's beginning on a desk and on a telephone, beside each other."""
    sizes = {"desk": (1240, 1180), "phone": (500, 1180)}
    for name, (width, height) in sizes.items():
        photographed(page, room / f"{name}.png", width=width, height=height)
    shown = [Image.open(room / f"{name}.png").convert("RGB") for name in sizes]
    sheet = Image.new("RGB", (sum(one.width for one in shown) + 30, shown[0].height + 20), "#c3ccd5")
    for one, left in zip(shown, (10, shown[0].width + 20), strict=True):
        sheet.paste(one, (left, 10))
    return sheet


def kept(picture, file):
    """Write a picture in few colours."""
    picture.quantize(COLOURS).save(file, optimize=True)


if __name__ == "__main__":
    main()
