"""Times as the API writes them and ages as kubectl does."""

from datetime import UTC, datetime

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_STEPS = (
    (1, "s", 1, "", 0, 2 * _MINUTE),
    (_MINUTE, "m", 1, "s", 10 * _MINUTE, 3 * _HOUR),
    (_HOUR, "h", _MINUTE, "m", 8 * _HOUR, 2 * _DAY),
    (_DAY, "d", _HOUR, "h", 8 * _DAY, 2 * 365 * _DAY),
)
"""kubectl's: a unit, its name, the next smaller one and its name, up to when that is shown, and the end."""


def now() -> datetime:
    """Return the time of day, with its zone."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """Return a time as `2026-11-25T12:00:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_stamp(text: str) -> datetime:
    """Read what `stamp` wrote."""
    return datetime.fromisoformat(text)


def age(moment: datetime, at: datetime) -> str:
    """Return how long ago it was, as kubectl's `duration.HumanDuration` shows it."""
    seconds = int((at - moment).total_seconds())
    if seconds < 0:
        return "0s" if seconds == -1 else "<invalid>"
    for unit, name, below, name_below, detailed, limit in _STEPS:
        if seconds < limit:
            whole, rest = divmod(seconds // below, unit // below)
            return f"{whole}{name}" + (f"{rest}{name_below}" if seconds < detailed and rest else "")
    return f"{seconds // _DAY // 365}y"
