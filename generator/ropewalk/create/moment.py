"""Dates and times in the formats of Moment.js, in which Obsidian's templates ask for them; in English."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Final

_DAYS: Final = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_LONG: Final = {
    "LT": "h:mm A",
    "LTS": "h:mm:ss A",
    "L": "MM/DD/YYYY",
    "LL": "MMMM D, YYYY",
    "LLL": "MMMM D, YYYY h:mm A",
    "LLLL": "dddd, MMMM D, YYYY h:mm A",
    "l": "M/D/YYYY",
    "ll": "MMM D, YYYY",
    "lll": "MMM D, YYYY h:mm A",
    "llll": "ddd, MMM D, YYYY h:mm A",
}
"""Formats that stand for others."""
_TEENS: Final = frozenset((11, 12, 13))

_TOKENS: Final[Mapping[str, Callable[[datetime], str]]] = {
    "YYYY": lambda at: f"{at.year:04}",
    "YY": lambda at: f"{at.year % 100:02}",
    "Y": lambda at: str(at.year),
    "GGGG": lambda at: f"{at.isocalendar().year:04}",
    "GG": lambda at: f"{at.isocalendar().year % 100:02}",
    "gggg": lambda at: f"{_week(at)[0]:04}",
    "gg": lambda at: f"{_week(at)[0] % 100:02}",
    "Qo": lambda at: _ordinal((at.month + 2) // 3),
    "Q": lambda at: str((at.month + 2) // 3),
    "MMMM": lambda at: _MONTHS[at.month - 1],
    "MMM": lambda at: _MONTHS[at.month - 1][:3],
    "MM": lambda at: f"{at.month:02}",
    "Mo": lambda at: _ordinal(at.month),
    "M": lambda at: str(at.month),
    "DDDD": lambda at: f"{at.timetuple().tm_yday:03}",
    "DDDo": lambda at: _ordinal(at.timetuple().tm_yday),
    "DDD": lambda at: str(at.timetuple().tm_yday),
    "DD": lambda at: f"{at.day:02}",
    "Do": lambda at: _ordinal(at.day),
    "D": lambda at: str(at.day),
    "dddd": lambda at: _DAYS[_weekday(at)],
    "ddd": lambda at: _DAYS[_weekday(at)][:3],
    "dd": lambda at: _DAYS[_weekday(at)][:2],
    "do": lambda at: _ordinal(_weekday(at)),
    "d": lambda at: str(_weekday(at)),
    "e": lambda at: str(_weekday(at)),
    "E": lambda at: str(at.isoweekday()),
    "WW": lambda at: f"{at.isocalendar().week:02}",
    "Wo": lambda at: _ordinal(at.isocalendar().week),
    "W": lambda at: str(at.isocalendar().week),
    "ww": lambda at: f"{_week(at)[1]:02}",
    "wo": lambda at: _ordinal(_week(at)[1]),
    "w": lambda at: str(_week(at)[1]),
    "HH": lambda at: f"{at.hour:02}",
    "H": lambda at: str(at.hour),
    "hh": lambda at: f"{at.hour % 12 or 12:02}",
    "h": lambda at: str(at.hour % 12 or 12),
    "kk": lambda at: f"{at.hour or 24:02}",
    "k": lambda at: str(at.hour or 24),
    "mm": lambda at: f"{at.minute:02}",
    "m": lambda at: str(at.minute),
    "ss": lambda at: f"{at.second:02}",
    "s": lambda at: str(at.second),
    "SSS": lambda at: f"{at.microsecond // 1000:03}",
    "SS": lambda at: f"{at.microsecond // 10_000:02}",
    "S": lambda at: str(at.microsecond // 100_000),
    "A": lambda at: "AM" if at.hour < 12 else "PM",  # noqa: PLR2004  noon
    "a": lambda at: "am" if at.hour < 12 else "pm",  # noqa: PLR2004  noon
    "ZZ": lambda at: _offset(at, ""),
    "Z": lambda at: _offset(at, ":"),
    "X": lambda at: str(int(at.timestamp())),
    "x": lambda at: str(int(at.timestamp()) * 1000 + at.microsecond // 1000),
}
_LONGEST: Final = max(map(len, (*_TOKENS, *_LONG)))


def format_moment(at: datetime, form: str) -> str:
    """Return a time, which knows its zone, in a format; `[…]` and unknown letters stay as they are."""
    return "".join(_parts(at, form))


def _parts(at: datetime, form: str) -> Iterator[str]:
    place = 0
    while place < len(form):
        end = form.find("]", place)
        if form[place] == "[" and end >= 0:
            yield form[place + 1 : end]
            place = end + 1
            continue
        token = next(
            (
                form[place : place + length]
                for length in range(_LONGEST, 0, -1)
                if _is_token(form[place : place + length])
            ),
            "",
        )
        if token in _LONG:
            yield format_moment(at, _LONG[token])
        else:
            yield _TOKENS[token](at) if token else form[place]
        place += len(token) or 1


def _is_token(text: str) -> bool:
    return text in _TOKENS or text in _LONG


def _weekday(at: date) -> int:
    """Return the day of the week, Sunday as 0."""
    return at.isoweekday() % 7


def _week(at: datetime) -> tuple[int, int]:
    """Return year and week where a week begins on Sunday and the first one holds the first of January."""
    saturday = at.date() + timedelta(days=6 - _weekday(at))
    return saturday.year, (saturday.timetuple().tm_yday - 1) // 7 + 1


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in _TEENS else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _offset(at: datetime, between: str) -> str:
    minutes = round((at.utcoffset() or timedelta()).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}{between}{rest:02}"
