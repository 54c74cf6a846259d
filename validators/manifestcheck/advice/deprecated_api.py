"""`deprecated-api`: an API that is still served and will not be for ever."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from manifestcheck.advice.rule import Remark, Rule, Subject
from manifestcheck.diagnostic import Severity
from manifestcheck.version import Version

_FLOW: Final = "flowcontrol.apiserver.k8s.io"
_DEPRECATED: Final[dict[tuple[str, str], tuple[Version, Version | None, str]]] = {
    ("v1", "ComponentStatus"): (Version(1, 19), None, "the health endpoints of each component"),
    ("v1", "Endpoints"): (Version(1, 33), None, "`discovery.k8s.io/v1` EndpointSlice"),
    ("autoscaling/v2beta2", "HorizontalPodAutoscaler"): (Version(1, 23), Version(1, 26), "`autoscaling/v2`"),
    ("storage.k8s.io/v1beta1", "CSIStorageCapacity"): (Version(1, 24), Version(1, 27), "`storage.k8s.io/v1`"),
    (f"{_FLOW}/v1beta2", "FlowSchema"): (Version(1, 26), Version(1, 29), f"`{_FLOW}/v1`"),
    (f"{_FLOW}/v1beta2", "PriorityLevelConfiguration"): (Version(1, 26), Version(1, 29), f"`{_FLOW}/v1`"),
    (f"{_FLOW}/v1beta3", "FlowSchema"): (Version(1, 29), Version(1, 32), f"`{_FLOW}/v1`"),
    (f"{_FLOW}/v1beta3", "PriorityLevelConfiguration"): (Version(1, 29), Version(1, 32), f"`{_FLOW}/v1`"),
}
"""By apiVersion and kind: deprecated since, dropped by and what to use instead (the deprecation guide)."""


def _check(subject: Subject, _: Sequence[Subject]) -> Iterator[Remark]:
    found = _DEPRECATED.get((subject.api_version, subject.kind))
    if found is None or subject.version < found[0]:
        return
    since, until, instead = found
    end = f" and dropped by {until}" if until else ""
    message = f"{subject.kind} of `{subject.api_version}` is deprecated since Kubernetes {since}{end}"
    yield Remark(("apiVersion",), message, f"Use {instead} instead.")


RULE = Rule(
    code="MC309",
    name="deprecated-api",
    severity=Severity.WARNING,
    help="Use the replacement.",
    check=_check,
)
