"""Dates in the formats of Moment.js, against what its documentation and its own results say."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ropewalk.create.moment import format_moment

AT = datetime(2026, 3, 1, 15, 4, 5, 678_000, tzinfo=timezone(timedelta(hours=-5, minutes=-30)))


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("YYYY-MM-DD", "2026-03-01"),
        ("YY M D", "26 3 1"),
        ("dddd, MMMM Do YYYY, h:mm:ss a", "Sunday, March 1st 2026, 3:04:05 pm"),
        ("ddd dd d do e E", "Sun Su 0 0th 0 7"),
        ("HH:mm:ss.SSS SS S", "15:04:05.678 67 6"),
        ("H k kk hh A", "15 15 15 03 PM"),
        ("Q Qo MMM Mo", "1 1st Mar 3rd"),
        ("DDD DDDo DDDD", "60 60th 060"),
        ("Z ZZ", "-05:30 -0530"),
        ("GGGG-[W]WW gggg-[w]ww W w wo", "2026-W09 2026-w10 9 10 10th"),
        ("X x", "1772397245 1772397245678"),
        ("LT|LTS|L|LL", "3:04 PM|3:04:05 PM|03/01/2026|March 1, 2026"),
        ("LLLL", "Sunday, March 1, 2026 3:04 PM"),
        ("l ll lll", "3/1/2026 Mar 1, 2026 Mar 1, 2026 3:04 PM"),
        ("[Today is] dddd [open", "Today is Sunday [op0n"),
        ("日本 – ü", "日本 – ü"),
        ("", ""),
    ],
)
def test_formats(form: str, expected: str) -> None:
    assert format_moment(AT, form) == expected


@pytest.mark.parametrize(
    ("day", "iso", "local"),
    [
        (datetime(2026, 1, 1, tzinfo=UTC), "2026 01", "2026 01"),
        (datetime(2025, 12, 28, tzinfo=UTC), "2025 52", "2026 01"),
        (datetime(2027, 1, 2, tzinfo=UTC), "2026 53", "2027 01"),
        (datetime(2027, 1, 3, tzinfo=UTC), "2026 53", "2027 02"),
    ],
)
def test_weeks_begin_on_monday_or_on_sunday(day: datetime, iso: str, local: str) -> None:
    assert format_moment(day, "GGGG WW") == iso
    assert format_moment(day, "gggg ww") == local


@pytest.mark.parametrize(("hour", "said"), [(0, "12 AM 24"), (11, "11 AM 11"), (12, "12 PM 12")])
def test_noon_and_midnight(hour: int, said: str) -> None:
    assert format_moment(datetime(2026, 1, 1, hour, tzinfo=UTC), "h A k") == said


@given(st.text(), st.datetimes(timezones=st.just(UTC), min_value=datetime(1970, 1, 1)))  # noqa: DTZ001  hypothesis adds the zone
def test_any_text_is_a_format_and_what_is_in_brackets_stays(form: str, at: datetime) -> None:
    format_moment(at, form)
    plain = form.replace("]", "")
    assert format_moment(at, f"[{plain}]") == plain
