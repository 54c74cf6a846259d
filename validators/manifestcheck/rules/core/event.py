"""Events of both groups, whose errors the server words by its own, older names of the fields."""

from __future__ import annotations

from manifestcheck.field import FieldError, Path, invalid, required
from manifestcheck.formats import dns_subdomain, longer, qualified_name
from manifestcheck.rules.values import Errors, Object, malformed
from manifestcheck.version import Version

_MOST_BYTES = {"reportingInstance": 128, "action": 128, "reason": 128, "message": 1024}
_DEFAULT_NAMESPACE = "default"
_SYSTEM_NAMESPACE = "kube-system"
_OLD_FIELDS = {
    "deprecatedFirstTimestamp": "firstTimestamp",
    "deprecatedLastTimestamp": "lastTimestamp",
    "deprecatedCount": "count",
    "deprecatedSource": "source",
}
_LEAST_SERIES = 2


def validate(event: Object, _version: Version) -> Errors:
    """Check an Event of the core group."""
    namespace = event.get("metadata", {}).get("namespace") or _DEFAULT_NAMESPACE
    involved = (event.get("involvedObject") or {}).get("namespace") or ""
    if event.get("eventTime"):
        if not involved and namespace not in {_DEFAULT_NAMESPACE, _SYSTEM_NAMESPACE}:
            yield _mismatch(involved)
        yield from _validate_report(event)
    elif involved != namespace and (involved or namespace != _DEFAULT_NAMESPACE):
        yield _mismatch(involved)
    yield from malformed(("namespace",), namespace, dns_subdomain(namespace))


def validate_new(event: Object, version: Version) -> Errors:
    """Check an Event of the group events.k8s.io, which is held to more."""
    older = event | {
        "involvedObject": event.get("regarding"),
        "message": event.get("note"),
        "reportingComponent": event.get("reportingController"),
    }
    yield from validate(older, version)
    yield from _validate_series(event)
    if not event.get("eventTime"):
        yield required(("eventTime",))
    if event.get("type") not in {"Normal", "Warning"}:
        yield invalid(("type",), "", f"has invalid value: {event.get('type', '')}")
    for key, path in _OLD_FIELDS.items():
        if event.get(key):
            yield invalid((path,), "", "needs to be unset")


def _mismatch(namespace: str) -> FieldError:
    return invalid(("involvedObject", "namespace"), namespace, "does not match event.namespace")


def _validate_report(event: Object) -> Errors:
    controller = event.get("reportingComponent") or ""
    if not controller:
        yield required(("reportingComponent",))
    yield from malformed(("reportingComponent",), controller, qualified_name(controller))
    for key, most in _MOST_BYTES.items():
        value, path = event.get(key) or "", (key,)
        if not value and key != "message":
            yield required(path)
        if longer(value, most):
            yield invalid(path, "", f"can have at most {most} characters")


def _validate_series(event: Object) -> Errors:
    series: Object | None = event.get("series")
    if series is None:
        return
    path: Path = ("series",)
    if series.get("count", 0) < _LEAST_SERIES:
        yield invalid((*path, "count"), "", f"should be at least {_LEAST_SERIES}")
    if not series.get("lastObservedTime"):
        yield required((*path, "lastObservedTime"))
