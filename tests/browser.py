"""A headless Chromium for the tests and pictures that want one: the machine's own, never fetched."""

import shutil
import subprocess
import tempfile
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
WAITS = 240  # seconds


def chromium():
    """Return the path of the machine's Chromium, None where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def read_back(page, *, width=1300, seconds=60):
    """Return a page as HTML once its scripts have run for up to `seconds` of their own time."""
    return _opened(page, (width, 900), "--dump-dom", f"--virtual-time-budget={seconds * 1000}").decode()


def photographed(page, file, *, width, height):
    """Write a picture of the upper part of a page."""
    _opened(page, (width, height), f"--screenshot={file}", "--hide-scrollbars")


def _opened(page, size, *wanted):
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(page, encoding="utf-8")
        command = [chromium(), "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"]
        command += [f"--window-size={size[0]},{size[1]}", *wanted, source.as_uri()]
        return subprocess.run(command, check=True, capture_output=True, timeout=WAITS).stdout
