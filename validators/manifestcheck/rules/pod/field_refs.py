"""References to fields and resources of the pod itself, in environment variables and in files."""

from __future__ import annotations

from manifestcheck.field import Path, invalid, not_supported, required
from manifestcheck.formats import qualified_name
from manifestcheck.quantity import QuantityError, quantity
from manifestcheck.rules.values import Errors, Object, malformed

ENV_FIELDS = (
    "metadata.name",
    "metadata.namespace",
    "metadata.uid",
    "spec.nodeName",
    "spec.serviceAccountName",
    "status.hostIP",
    "status.hostIPs",
    "status.podIP",
    "status.podIPs",
)
"""The fields that an environment variable can hold, besides single labels and annotations."""

FILE_FIELDS = (
    "metadata.annotations",
    "metadata.labels",
    "metadata.name",
    "metadata.namespace",
    "metadata.uid",
)
"""The fields that a file can hold, besides single labels and annotations."""

_ANNOTATIONS, _LABELS = "metadata.annotations", "metadata.labels"
_KNOWN_FIELDS = frozenset(
    {*ENV_FIELDS, *FILE_FIELDS, "spec.host", "spec.restartPolicy", "spec.schedulerName", "status.phase"}
)
_RESOURCES = tuple(
    f"{side}.{name}" for side in ("limits", "requests") for name in ("cpu", "ephemeral-storage", "memory")
)
_HUGE_PAGES = ("limits.hugepages-", "requests.hugepages-")
_CPU_DIVISORS = ("1m", "1")
_BYTE_DIVISORS = ("1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei")


def validate_field_reference(reference: Object, path: Path, known: tuple[str, ...]) -> Errors:
    """Check a reference to a field of the pod, such as `metadata.labels['app']`."""
    field = reference.get("fieldPath", "")
    name, key = _subscripted(field)
    place: Path = (*path, "fieldPath")
    if not field:
        yield required(place)
    elif reference["apiVersion"] != "v1":
        why = f"error converting fieldPath: unsupported pod version: {reference['apiVersion']}"
        yield invalid(place, field, why)
    elif key is None:
        yield from _validate_whole_field(field, place, known)
    elif name == _ANNOTATIONS:
        yield from malformed(path, key, qualified_name(key.lower()))
    elif name == _LABELS:
        yield from malformed(path, key, qualified_name(key))
    else:
        why = f"error converting fieldPath: field label does not support subscript: {field}"
        yield invalid(place, field, why)


def _validate_whole_field(field: str, path: Path, known: tuple[str, ...]) -> Errors:
    if field not in _KNOWN_FIELDS:
        yield invalid(path, field, f"error converting fieldPath: field label not supported: {field}")
    elif field not in known and not (field == "spec.host" and "spec.nodeName" in known):
        yield not_supported(path, "spec.nodeName" if field == "spec.host" else field, known)


def _subscripted(field: str) -> tuple[str, str | None]:
    """Split `metadata.labels['app']` into the field and the key; without a key the field is whole."""
    name, bracket, key = field.removesuffix("']").partition("['")
    return (name, key) if name and bracket and field.endswith("']") else (field, None)


def validate_resource_reference(reference: Object, path: Path, *, in_file: bool) -> Errors:
    """Check a reference to what a container requests or may use; a file must name the container."""
    resource = reference.get("resource", "")
    if in_file and not reference.get("containerName"):
        yield required((*path, "containerName"))
    elif not resource:
        yield required((*path, "resource"))
    elif resource not in _RESOURCES and not resource.startswith(_HUGE_PAGES):
        yield not_supported((*path, "resource"), resource, _RESOURCES)
    if reference.get("divisor") is not None:
        yield from _validate_divisor(resource, reference["divisor"], (*path, "divisor"))


def _validate_divisor(resource: str, divisor: str | float, path: Path) -> Errors:
    try:
        amount = quantity(divisor)
    except QuantityError:
        return  # the decoder has said so
    if not amount.nanos:
        return
    if resource.endswith(".cpu") and resource in _RESOURCES:
        if amount.text not in _CPU_DIVISORS:
            yield invalid(path, resource, _divisors(" and ".join(_CPU_DIVISORS), "cpu"))
    elif (what := _bytes_of(resource)) and amount.text not in _BYTE_DIVISORS:
        yield invalid(path, resource, _divisors(", ".join(_BYTE_DIVISORS), what))


def _bytes_of(resource: str) -> str | None:
    if resource.startswith(_HUGE_PAGES):
        return "hugepages"
    name = resource.partition(".")[2] if resource in _RESOURCES else ""
    return {"memory": "memory", "ephemeral-storage": "local ephemeral storage"}.get(name)


def _divisors(values: str, what: str) -> str:
    return f"only divisor's values {values} are supported with the {what} resource"
