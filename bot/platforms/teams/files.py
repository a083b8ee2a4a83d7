"""Files in Teams: their reader is asked by a card first, and what they allow is put in their own OneDrive.

What comes back with the answer passed through the reader's hands, so it is signed with the bot's secret: it names a
file of ours, for them.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bot.platforms.base import FileOut

_ASKS: Final = "application/vnd.microsoft.teams.card.file.consent"
_SHOWS: Final = "application/vnd.microsoft.teams.card.file.info"

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What somebody said of a file; `upload` is where it goes, empty where they do not want it."""

    path: Path
    name: str
    upload: str
    shown: Json  # the message that shows the file when it is there


class Offers:
    """Offers files that lie under `folder`."""

    def __init__(self, folder: Path, secret: str) -> None:
        self._folder = folder.resolve()
        self._secret = secret.encode()

    def asking(self, file: FileOut, user: str) -> Json:
        """Return the message that asks `user` whether they want a file."""
        path = Path(file.path).resolve()
        where = path.relative_to(self._folder).as_posix()
        context = {"file": where, "sign": self._sign(where, user)}
        content = {
            "description": file.title,
            "sizeInBytes": path.stat().st_size,
            "acceptContext": context,
            "declineContext": context,
        }
        asked = {"contentType": _ASKS, "name": file.name, "content": content}
        return {"type": "message", "summary": file.title, "attachments": [asked]}

    def answered(self, activity: Mapping[str, Any], user: str) -> Consent | None:
        """Return what `user` said of a file, None where it is none that they were asked about, or it is gone."""
        value = activity.get("value") or {}
        context, to = value.get("context") or {}, value.get("uploadInfo") or {}
        where = str(context.get("file", ""))
        path = self._folder / where
        if not hmac.compare_digest(str(context.get("sign", "")), self._sign(where, user)) or not path.is_file():
            return None
        info = {
            "contentType": _SHOWS,
            "contentUrl": str(to.get("contentUrl", "")),
            "name": str(to.get("name") or path.name),
            "content": {"uniqueId": str(to.get("uniqueId", "")), "fileType": str(to.get("fileType", ""))},
        }
        shown = {"type": "message", "attachments": [info]}
        upload = str(to.get("uploadUrl", "")) if value.get("action") == "accept" else ""
        return Consent(path=path, name=path.name, upload=upload, shown=shown)

    def _sign(self, where: str, user: str) -> str:
        return hmac.new(self._secret, f"file:{user}:{where}".encode(), hashlib.sha256).hexdigest()
