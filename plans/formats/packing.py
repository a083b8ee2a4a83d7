"""What the Office files share: one time on every part, so that equal content is equal bytes, and what XML can hold."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_TAGS = {"sv": "sv-SE", "en": "en-GB"}
_EARLIEST = 1980  # what a zip file can say


def fixed(blob: bytes, moment: datetime, edits: Mapping[str, Callable[[bytes], bytes]] | None = None) -> bytes:
    """Return the file with `moment` on every part, the parts named in `edits` changed by them."""
    stamp = (max(moment.year, _EARLIEST), moment.month, moment.day, moment.hour, moment.minute, moment.second)
    change = edits or {}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blob)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, date_time=stamp)
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            entry.external_attr, entry.create_system = 0o600 << 16, 3
            new.writestr(entry, change.get(name, bytes)(old.read(name)))
    return out.getvalue()


def put(content: bytes) -> Callable[[bytes], bytes]:
    """Return the edit that puts `content` in the place of a part that was left empty."""
    return lambda _: content


def plain(text: str) -> str:
    """Return a text without what XML cannot hold, which would make the whole file unreadable."""
    return text if text.isprintable() else _UNWRITABLE.sub("", text)


def tag(language: str) -> str:
    """Return a language of ours as Office writes it, with the country whose spelling it is."""
    return _TAGS.get(language, language)
