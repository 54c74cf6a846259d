"""Schedules of CronJobs as the API server's library reads them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifestcheck.rules.batch.schedule import ScheduleError, parse

FIELD = st.one_of(
    st.just("*"), st.just("?"), st.just("1-5"), st.just("*/2"), st.just("3/2"), st.just("1,2"), st.just("1")
)


@pytest.mark.parametrize(
    "schedule",
    [
        "* * * * *",
        "0 22 * * 1-5",
        "*/15 0-23/2 1,15 JAN-dec sun",
        "5/10 * ? * ?",
        ",1, * * * *",
        "@daily",
        "@every 1h30m",
        "TZ=UTC @hourly",
    ],
)
def test_what_is_a_schedule(schedule: str) -> None:
    parse(schedule)


@pytest.mark.parametrize(
    ("schedule", "said"),
    [
        ("* * * *", "expected exactly 5 fields, found 4: [* * * *]"),
        ("60 * * * *", "end of range (60) above maximum (59): 60"),
        ("* * 0 * *", "beginning of range (0) below minimum (1): 0"),
        ("* * * * 7", "end of range (7) above maximum (6): 7"),
        ("5-1 * * * *", "beginning of range (5) beyond end of range (1): 5-1"),
        ("*/0 * * * *", "step of range should be a positive number: */0"),
        ("1-2-3 * * * *", "too many hyphens: 1-2-3"),
        ("*/2/3 * * * *", "too many slashes: */2/3"),
        ("a * * * *", 'failed to parse int from a: strconv.Atoi: parsing "a": invalid syntax'),
        ("* * * Mai *", 'failed to parse int from Mai: strconv.Atoi: parsing "Mai": invalid syntax'),
        ("@reboot", "unrecognized descriptor: @reboot"),
        ("@every day", 'failed to parse duration @every day: time: invalid duration "day"'),
    ],
)
def test_what_is_none(schedule: str, said: str) -> None:
    with pytest.raises(ScheduleError) as caught:
        parse(schedule)
    assert str(caught.value) == said


@given(st.lists(FIELD, min_size=5, max_size=5))
def test_five_good_fields_are_a_schedule(fields: list[str]) -> None:
    parse(" ".join(fields))


def fault(text: str) -> str:
    try:
        parse(text)
    except ScheduleError as error:
        return str(error)
    return ""


@given(st.text("*?/-,0123456789 TZ=sunJ", max_size=20))
def test_the_width_of_a_gap_is_no_matter(text: str) -> None:
    assert fault(text) == fault(text.replace(" ", "   "))
