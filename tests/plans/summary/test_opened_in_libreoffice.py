"""The Office files opened by a program that did not write them: every page comes out. Skipped without LibreOffice."""

import io
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
from pptx import Presentation

from plans.formats import FORMATS
from plans.summary.composing import compose

OFFICE = shutil.which("soffice")
PARTS = ("libswlo", "libsclo", "libsdlo")  # a small installation has the first only
WHOLE = OFFICE is not None and all(list(Path(OFFICE).resolve().parent.glob(f"{part}*")) for part in PARTS)


@pytest.mark.skipif(not WHOLE, reason="LibreOffice with Writer, Calc and Impress is not installed")
def test_word_excel_and_powerpoint_files_open_whole(snapshot, gaps, tmp_path):
    small = replace(snapshot, actions=snapshot.actions[:3])  # a few pages of everything
    summary = compose(small, language="sv", gaps=gaps[:3], generated_at=datetime(2027, 12, 15, 6, 0, tzinfo=UTC))
    kinds = ("docx", "xlsx", "pptx")
    made = {kind: FORMATS[kind](summary) for kind in kinds}
    for kind, content in made.items():
        (tmp_path / f"{kind}.{kind}").write_bytes(content)

    command = [OFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    files = [str(tmp_path / f"{kind}.{kind}") for kind in kinds]
    subprocess.run([*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=240)

    pages = {kind: pypdfium2.PdfDocument((tmp_path / f"{kind}.pdf").read_bytes()) for kind in kinds}
    assert len(pages["pptx"]) == len(Presentation(io.BytesIO(made["pptx"])).slides)
    assert "Läget i korthet" in pages["docx"][2].get_textpage().get_text_bounded()
    assert "Läsanvisning" in pages["xlsx"][0].get_textpage().get_text_bounded()
    assert len(pages["xlsx"]) >= 9
