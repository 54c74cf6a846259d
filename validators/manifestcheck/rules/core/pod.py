"""Pods of their own, which no controller makes."""

from __future__ import annotations

from manifestcheck.rules.pod import default_own_spec, validate_pod_spec
from manifestcheck.rules.values import Errors, Object
from manifestcheck.version import Version


def default(pod: Object) -> None:
    """Fill in what the server does before it validates."""
    default_own_spec(pod.setdefault("spec", {}))


def validate(pod: Object, version: Version) -> Errors:
    """Check a Pod."""
    meta = pod.get("metadata") or {}
    yield from validate_pod_spec(pod["spec"], ("spec",), meta=meta, template=False, version=version)
