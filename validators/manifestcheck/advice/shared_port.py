"""`shared-port`: the containers of a pod share one network, in which a port can be bound only once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manifestcheck.advice.rule import Remark, Rule, Subject
from manifestcheck.diagnostic import Severity


def _check(subject: Subject, _: Sequence[Subject]) -> Iterator[Remark]:
    owners: dict[tuple[int, str], tuple[str | int, ...]] = {}
    names = {path: container.get("name") or "" for path, container in subject.containers()}
    for path, container in subject.containers():
        for index, port in enumerate(container.get("ports") or ()):
            number, protocol = port.get("containerPort") or 0, port.get("protocol") or "TCP"
            if not number:
                continue
            if (number, protocol) in owners:
                owner = owners[number, protocol]
                also = "twice" if owner == path else f"as container `{names[owner]}` does"
                message = f"container `{names[path]}` declares port {number}/{protocol} {also}"
                yield Remark((*path, "ports", index, "containerPort"), message)
            owners.setdefault((number, protocol), path)


RULE = Rule(
    code="MC304",
    name="shared-port",
    severity=Severity.WARNING,
    help="Give each process a port of its own: two in one pod cannot bind the same one.",
    check=_check,
)
