"""A fuzzer over the whole validator, guided by the code that a text reaches; nothing may be raised.

`pip install atheris`, then `python tests/fuzz/fuzz_check.py -runs=200000 [FOLDER OF SEEDS]`. It stops at the
first exception and leaves the text in a file.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["manifestcheck"]):
    import manifestcheck
    import manifestcheck.engine

HEADS = (
    "",
    "apiVersion: v1\nkind: Pod\n",
    "apiVersion: v1\nkind: Service\n",
    "apiVersion: apps/v1\nkind: Deployment\n",
    "apiVersion: batch/v1\nkind: CronJob\n",
    "apiVersion: v1\nkind: List\n",
    '{"apiVersion": "v1", "kind": "Pod", ',
)


def one_input(data: bytes) -> None:
    """Check one text, begun as its first byte says; every finding has to lie in it."""
    head = HEADS[data[0] % len(HEADS)] if data else ""
    text = head + data[1:].decode("utf-8", "replace")
    lines = text.count("\n") + 1
    for report in manifestcheck.check(text):
        for finding in report.diagnostics:
            if not (1 <= finding.line <= lines and finding.column >= 1):
                raise AssertionError(f"{finding} is not in the text")


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
