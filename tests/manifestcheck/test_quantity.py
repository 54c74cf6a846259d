"""Quantities: read, compared and written as the API server does."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from manifestcheck.quantity import (
    MALFORMED,
    NANO,
    UNKNOWN_SUFFIX,
    Quantity,
    QuantityError,
    Style,
    quantity,
    rounded_to_milli,
    total,
)

SUFFIXES = {
    "n": Fraction(1, 10**9),
    "u": Fraction(1, 10**6),
    "m": Fraction(1, 1000),
    "": Fraction(1),
    "k": Fraction(1000),
    "M": Fraction(10**6),
    "G": Fraction(10**9),
    "E": Fraction(10**18),
    "e3": Fraction(1000),
    "E-2": Fraction(1, 100),
    "Ki": Fraction(1024),
    "Mi": Fraction(1024**2),
    "Ti": Fraction(1024**4),
}


@pytest.mark.parametrize(
    ("written", "nanos", "shown"),
    [
        ("0", 0, "0"),
        ("100m", NANO // 10, "100m"),
        ("1500m", NANO * 3 // 2, "1500m"),
        ("1.5", NANO * 3 // 2, "1500m"),
        ("0.5Gi", NANO * 2**29, "512Mi"),
        ("1Gi ", NANO * 2**30, "1Gi"),
        ("0.1Mi", 104857600000000, "104857600m"),
        ("1000m", NANO, "1"),
        ("1e3", NANO * 1000, "1e3"),
        ("12E2", NANO * 1200, "1200"),
        ("1E", NANO * 10**18, "1E"),
        ("-1Gi", -NANO * 2**30, "-1Gi"),
        ("0.1n", 1, "1n"),
        ("9223372036854775808Ki", NANO * (2**63 - 1), "9223372036854775807"),
        ("Mi", 0, "0"),
        (".", 0, "0"),
        (1, NANO, "1"),
        (1000.0, NANO * 1000, "1k"),
        (0.25, NANO // 4, "250m"),
    ],
)
def test_an_amount_and_how_the_server_shows_it(written: str | float, nanos: int, shown: str) -> None:
    read = quantity(written)
    assert (read.nanos, read.text) == (nanos, shown)


@pytest.mark.parametrize("written", ["", "1 Gi", "abc", "1.5.5", "0x1", "1Gib", "٣", "one", "5%", "1,5"])
def test_what_does_not_look_like_a_quantity(written: str) -> None:
    with pytest.raises(QuantityError) as raised:
        quantity(written)
    assert str(raised.value) == MALFORMED


@pytest.mark.parametrize("written", ["12e", "1ee5", "5Ki5", "--1", "1K", "1GGi", "1mi"])
def test_a_suffix_that_does_not_exist(written: str) -> None:
    with pytest.raises(QuantityError) as raised:
        quantity(written)
    assert str(raised.value) == UNKNOWN_SUFFIX


@given(
    whole=st.integers(0, 10**12),
    fraction=st.text("0123456789", max_size=8),
    suffix=st.sampled_from(sorted(SUFFIXES)),
    negative=st.booleans(),
)
def test_the_amount_is_the_number_times_the_suffix_rounded_away_from_zero(
    whole: int, fraction: str, suffix: str, *, negative: bool
) -> None:
    exact = Fraction(f"{whole}.{fraction}0") * SUFFIXES[suffix] * NANO
    size = -(-exact.numerator // exact.denominator)
    assume(size <= NANO * (2**63 - 1))
    read = quantity(f"{'-' * negative}{whole}.{fraction}{suffix}")
    assert read.nanos == (-size if negative else size)


@given(nanos=st.integers(-(10**27), 10**27), style=st.sampled_from(Style))
def test_what_is_shown_reads_as_the_same_amount(nanos: int, style: Style) -> None:
    assert quantity(Quantity(nanos, style).text).nanos == nanos


@given(st.text("0123456789.eEinumkKMGTP+- ", max_size=12) | st.floats() | st.text(max_size=5))
def test_anything_is_read_or_refused(value: str | float) -> None:
    assert _read_or_refused(value)


def _read_or_refused(value: str | float) -> bool:
    try:
        return bool(quantity(value).text)
    except QuantityError as refusal:
        return str(refusal) in {MALFORMED, UNKNOWN_SUFFIX}


@pytest.mark.parametrize(
    "written", ["1e999999999", "1e-999999999", "7" * 9999, "." + "7" * 9999 + "Ki", "7" * 9999 + "Ei"]
)
def test_a_boundless_quantity_is_read_in_no_time(written: str) -> None:
    assert quantity(written).nanos > 0


@pytest.mark.parametrize(
    ("written", "shown"), [("0.0001", "1m"), ("-0.0001", "-1m"), ("0.1", "100m"), ("1Ki", "1Ki")]
)
def test_defaulting_rounds_to_thousandths(written: str, shown: str) -> None:
    assert rounded_to_milli(quantity(written)).text == shown


def test_a_sum_keeps_the_manner_of_its_first_amount() -> None:
    assert total([quantity("4Mi"), quantity("8Mi")]).text == "12Mi"
    assert total([quantity("500m"), quantity("1500m")]).text == "2"


@pytest.mark.parametrize(("written", "whole"), [("2", True), ("500m", False), ("1000m", True), ("1Ki", True)])
def test_whole_numbers(written: str, *, whole: bool) -> None:
    assert quantity(written).is_integer is whole
