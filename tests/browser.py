"""A headless Chromium for the tests and pictures that want one: the machine's own, never fetched."""

import shutil
import subprocess
import tempfile
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium():
    """Return the path of the machine's Chromium, None where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def read_back(page, *, width=1300, seconds=60):
    """Return a page as HTML once its scripts have run for up to `seconds` of their own time."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(page, encoding="utf-8")
        command = [chromium(), "--headless=new", "--no-sandbox", "--disable-gpu", "--dump-dom"]
        command += [f"--user-data-dir={folder}/profile", f"--window-size={width},900"]
        command += [f"--virtual-time-budget={seconds * 1000}", source.as_uri()]
        return subprocess.run(command, check=True, capture_output=True, text=True, timeout=240).stdout
