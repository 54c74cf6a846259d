"""A fuzzer over whole notes, for as long as it is let: the laws of `tests/fuzz/test_notes.py`.

`python -m tests.fuzz.fuzz_notes SECONDS`. It stops at the first note that breaks a law and shows the smallest
one it can make of it, to be added to `tests/ropewalk/fixtures/found_by_fuzzing.yml`.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from typing import Any

from hypothesis import HealthCheck, given, settings

from tests.fuzz.test_notes import bodies, check, heads, whole

AT_ONCE = 500


@settings(max_examples=AT_ONCE, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(heads, bodies)
def some(head: Mapping[str, Any] | str | None, body: str) -> None:
    """Try some notes."""
    check(whole(head, body))


if __name__ == "__main__":
    end = time.monotonic() + float(sys.argv[1])
    tried = 0
    while time.monotonic() < end:
        some()
        tried += AT_ONCE
    print(f"{tried} notes, and no law was broken")  # noqa: T201  a command
