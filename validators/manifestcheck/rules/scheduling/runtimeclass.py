"""RuntimeClasses: their handler, what it costs, and where it can run."""

from __future__ import annotations

from manifestcheck.field import Key, Path, duplicate
from manifestcheck.formats import dns_label
from manifestcheck.rules.labels import validate_labels
from manifestcheck.rules.pod.tolerations import validate_tolerations
from manifestcheck.rules.resource_names import validate_container_resource_name, validate_resource_amount
from manifestcheck.rules.values import Errors, Object, quantities, required_text
from manifestcheck.version import Version

_OVERHEAD: Path = ("overhead", "limits")
_SCHEDULING: Path = ("scheduling",)
_SAME = ("key", "operator", "value", "effect")
"""What makes two tolerations the same."""


def validate(runtime_class: Object, _version: Version) -> Errors:
    """Check a RuntimeClass; the server judges its overhead as it does the limits of a container."""
    yield from required_text(runtime_class, "handler", (), dns_label)
    for name, amount in quantities(runtime_class.get("overhead") or {}, "podFixed"):
        yield from validate_container_resource_name(name, (*_OVERHEAD, Key(name)))
        yield from validate_resource_amount(name, amount, (*_OVERHEAD, Key(name)))
    scheduling = runtime_class.get("scheduling") or {}
    yield from validate_labels(scheduling.get("nodeSelector") or {}, (*_SCHEDULING, "nodeSelector"))
    tolerations = scheduling.get("tolerations") or []
    yield from validate_tolerations(tolerations, (*_SCHEDULING, "tolerations"))
    seen: set[tuple[str, ...]] = set()
    for index, toleration in enumerate(tolerations):
        same = tuple(toleration.get(key, "") for key in _SAME)
        if same in seen:
            yield duplicate((*_SCHEDULING, "tolerations", index), _as_go_shows(toleration))
        seen.add(same)


def _as_go_shows(toleration: Object) -> Object:
    shown = {f"{key[0].upper()}{key[1:]}": toleration.get(key, "") for key in _SAME}
    return shown | {"TolerationSeconds": toleration.get("tolerationSeconds")}
