"""What time it is: the real clock, a fixed time from the command line, or a file that a test moves."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.settings import Settings, SettingsRefusal

Clock = Callable[[], datetime]


def clock_of(settings: Settings, now: str | None = None) -> Clock:
    """Return the clock to go by; `now` is an ISO time or date from the command line, local where it names no zone.

    Raises:
        SettingsRefusal: `now`, or what the clock file holds, is no time.
    """
    if now is not None:
        fixed = moment(now, settings.zone)
        return lambda: fixed
    if settings.clock_file is not None:
        file = settings.clock_file
        return lambda: _read(file, settings.zone)
    return lambda: datetime.now(UTC)


def moment(text: str, zone: ZoneInfo) -> datetime:
    """Read an ISO date or time as UTC; without a zone it is local, a bare date is its midnight."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        raise SettingsRefusal("settings.no_time", value=repr(text)) from None
    return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)


def day(text: str, zone: ZoneInfo) -> date:
    """Read an ISO date, or the local date of an ISO time.

    Raises:
        SettingsRefusal: `text` is neither.
    """
    return moment(text, zone).astimezone(zone).date()


def _read(file: Path, zone: ZoneInfo) -> datetime:
    try:
        return moment(file.read_text(encoding="utf-8"), zone)
    except OSError as error:
        raise SettingsRefusal("settings.no_clock_file", file=str(file), reason=error.strerror) from None
