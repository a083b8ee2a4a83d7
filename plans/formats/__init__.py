"""The formats a summary is written in: a new one is a file with ``rendered(summary) -> bytes`` and a line in `FORMATS`.

A format's vendor library is imported only when the format is asked for. Beside the files lies a manifest: the snapshot
they were made from, the program's version, and each file's SHA-256.
"""

import hashlib
import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import cast

from plans.refusals import PlanRefusal
from plans.summary.blocks import Summary


@dataclass(frozen=True, slots=True)
class Writer:
    """A format: the module that knows it, imported at the first use."""

    module: str

    def __call__(self, summary: Summary) -> bytes:
        """Return the summary as the bytes of a file."""
        return cast("bytes", import_module(self.module).rendered(summary))


FORMATS: dict[str, Writer] = {
    "docx": Writer("plans.formats.word"),
    "pdf": Writer("plans.formats.pdf"),
    "xlsx": Writer("plans.formats.excel"),
    "pptx": Writer("plans.formats.powerpoint"),
    "md": Writer("plans.formats.markdown"),
    "html": Writer("plans.formats.html"),
    "json": Writer("plans.formats.machine"),
}
OF_BRIEFS = ("docx", "pdf", "html", "md")  # the others are made of the whole report's parts


def write(summary: Summary, formats: Iterable[str], out_dir: Path) -> tuple[Path, ...]:
    """Write the summary in each of `formats` into `out_dir`, then the manifest; return the paths, the manifest last.

    Raises:
        PlanRefusal: a format is not known, or not one that a brief has; nothing is written.
    """
    wanted, known = tuple(dict.fromkeys(formats)), OF_BRIEFS if summary.is_brief else tuple(FORMATS)
    if unknown := [name for name in wanted if name not in known]:
        raise PlanRefusal("report.format_unknown", format=", ".join(unknown), known=", ".join(known))
    with ThreadPoolExecutor(max_workers=2) as beside:  # typst lets Python go on while it sets a PDF
        begun = {name: beside.submit(FORMATS[name], summary) for name in wanted}
    contents = {f"{summary.name}.{name}": written.result() for name, written in begun.items()}
    contents[f"{summary.name}.manifest.json"] = _manifest(summary, contents)
    out_dir.mkdir(parents=True, exist_ok=True)
    paths = tuple(out_dir / name for name in contents)
    for path, content in zip(paths, contents.values(), strict=True):
        path.write_bytes(content)
    return paths


def _manifest(summary: Summary, contents: dict[str, bytes]) -> bytes:
    manifest = {
        "year": summary.year,
        "language": summary.language,
        "snapshot": summary.snapshot.id,
        "content_hash": summary.content_hash,
        "generated_at": summary.generated_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "handslag": version("handslag"),
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()},
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()
