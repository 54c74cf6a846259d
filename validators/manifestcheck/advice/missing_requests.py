"""`missing-requests`: a container without requests is placed blindly and evicted first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from manifestcheck.advice.rule import Remark, Rule, Subject
from manifestcheck.diagnostic import Severity

_WANTED: Final = ("cpu", "memory")


def _check(subject: Subject, _: Sequence[Subject]) -> Iterator[Remark]:
    whole = (subject.pod or {}).get("resources") or {}
    for path, container in subject.containers():
        own = container.get("resources") or {}
        # A limit is the request too, if there is none.
        named = {
            name for one in (own, whole) for part in ("requests", "limits") for name in one.get(part) or ()
        }
        missing = [name for name in _WANTED if name not in named]
        if missing:
            yield Remark(
                path, f"container `{container.get('name', '')}` requests no {' and no '.join(missing)}"
            )


RULE = Rule(
    code="MC302",
    name="missing-requests",
    severity=Severity.INFO,
    help="Set `resources.requests`, so that the scheduler knows what the container needs.",
    check=_check,
)
