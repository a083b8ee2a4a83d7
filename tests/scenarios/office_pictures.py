"""Photograph the demo's year as Word, Excel and PowerPoint files: `python -m tests.scenarios.office_pictures [FOLDER]`.

LibreOffice turns them into pages; without it, or without one of its three programs, nothing is made and it says so.
"""

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image
from rich.console import Console

from bot.demo.player import Player
from bot.demo.script import load_script
from bot.demo.stage import Stage
from plans.formats import FORMATS

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
EDGE, GROUND = 10, "#c3ccd5"
# By file: its kind, a word on each page that is shown, pages beside each other, dots an inch, and how much of a page.
SHOWN = {
    "report-word.png": ("docx", ("Fryst läge", "Steg framåt", "Klinisk forskning\n"), 3, 62, 1.0),
    "report-excel.png": ("xlsx", ("Omfattning", "Status 2027"), 1, 110, 0.27),
    "report-slides.png": (
        "pptx",
        (
            "åtgärder är genomförda",
            "Så långt har åtgärderna",
            "Beredskap\n",
            "Indikatorernas utfall",
            "Beslut som",
            "Nästa steg",
        ),
        2,
        46,
        1.0,
    ),
}


def main() -> None:
    """Play the year, write the three files, and make the pictures."""
    office = shutil.which("soffice")
    if office is None:
        sys.stdout.write("LibreOffice is not installed, so no pictures of the report were made.\n")
        return
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    with tempfile.TemporaryDirectory() as scratch:
        room = Path(scratch)
        player = Player(load_script(), room / "home", room, Stage(Console(file=io.StringIO())))
        player.play()
        summary = player.app.reports.summary(2027, "sv")
        kinds = [kind for kind, *_ in SHOWN.values()]
        convert(office, room, {kind: FORMATS[kind](summary) for kind in kinds})
        for name, (kind, words, across, density, part) in SHOWN.items():
            pages = pages_of(room / f"{kind}.pdf", words, density)
            together(pages, across, part).quantize(96).save(folder / name, optimize=True)


def convert(office: str, room: Path, made: dict[str, bytes]) -> None:
    """Turn the files into pages, all in one run."""
    files = [room / f"{kind}.{kind}" for kind in made]
    for file, content in zip(files, made.values(), strict=True):
        file.write_bytes(content)
    command = [office, f"-env:UserInstallation=file://{room}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(room), *map(str, files)], check=True, capture_output=True, timeout=240)
    if missing := [file.suffix for file in files if not file.with_suffix(".pdf").exists()]:
        sys.exit(f"LibreOffice could not open {', '.join(missing)}: the program for it is not installed.")


def pages_of(made: Path, words: tuple[str, ...], density: int) -> list[Image.Image]:
    """Return the first page on which each of `words` stands, in their order."""
    document = pypdfium2.PdfDocument(made.read_bytes())
    told = [f"{page.get_textpage().get_text_bounded()}\n".replace("\r", "") for page in document]
    if absent := [word for word in words if not any(word in text for text in told)]:
        sys.exit(f"No page of {made.stem} holds {absent}.")
    places = [next(n for n, text in enumerate(told) if word in text) for word in words]
    return [document[place].render(scale=density / 72).to_pil() for place in places]


def together(pages: list[Image.Image], across: int, part: float) -> Image.Image:
    """Return the pages on one picture, the upper `part` of each."""
    shown = [page.crop((0, 0, page.width, round(page.height * part))) for page in pages]
    wide, high = max(page.width for page in shown), max(page.height for page in shown)
    rows = -(-len(shown) // across)
    sheet = Image.new("RGB", (across * (wide + EDGE) + EDGE, rows * (high + EDGE) + EDGE), GROUND)
    for n, page in enumerate(shown):
        sheet.paste(page, (EDGE + n % across * (wide + EDGE), EDGE + n // across * (high + EDGE)))
    return sheet


if __name__ == "__main__":
    main()
