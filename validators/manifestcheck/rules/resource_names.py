"""The names of resources such as `cpu` and `example.com/gpu`: which the server knows and where."""

from __future__ import annotations

from manifestcheck.field import Path, invalid
from manifestcheck.formats import qualified_name
from manifestcheck.quantity import Quantity
from manifestcheck.rules.values import Errors, malformed, not_negative_quantity

_COUNTED = frozenset(
    {
        "pods",
        "resourcequotas",
        "services",
        "replicationcontrollers",
        "secrets",
        "configmaps",
        "persistentvolumeclaims",
        "services.nodeports",
        "services.loadbalancers",
    }
)
_OF_CONTAINERS = frozenset({"cpu", "memory", "ephemeral-storage"})
_OF_QUOTAS = (
    _COUNTED
    | _OF_CONTAINERS
    | {f"{side}.{name}" for side in ("requests", "limits") for name in _OF_CONTAINERS}
    | {"requests.storage"}
)
_STANDARD = _OF_QUOTAS | {"storage"}
_HUGE_PAGES = "hugepages-"
_REQUESTS = "requests."
_NATIVE_DOMAIN = "kubernetes.io/"


def is_native(name: str) -> bool:
    """Tell whether a resource is Kubernetes' own."""
    return "/" not in name or _NATIVE_DOMAIN in name


def is_extended(name: str) -> bool:
    """Tell whether a resource is one that a cluster's vendor adds."""
    return not is_native(name) and not name.startswith(_REQUESTS) and not qualified_name(_REQUESTS + name)


def is_overcommitted(name: str) -> bool:
    """Tell whether more of a resource may be promised than there is."""
    return is_native(name) and not name.startswith(_HUGE_PAGES)


def is_of_quotas(name: str) -> bool:
    """Tell whether a resource without a domain can be limited by a quota."""
    return name in _OF_QUOTAS or name.startswith(_HUGE_PAGES)


def validate_resource_name(name: str, path: Path) -> Errors:
    """Check the name of a resource."""
    breaches = qualified_name(name)
    yield from malformed(path, name, breaches)
    known = name in _STANDARD or name.startswith((_HUGE_PAGES, _REQUESTS + _HUGE_PAGES))
    if not breaches and "/" not in name and not known:
        yield invalid(path, name, "must be a standard resource type or fully qualified")


def validate_container_resource_name(name: str, path: Path) -> Errors:
    """Check the name of a resource that a container can ask for."""
    yield from validate_resource_name(name, path)
    if "/" not in name:
        if name not in _OF_CONTAINERS and not name.startswith(_HUGE_PAGES):
            yield invalid(path, name, "must be a standard resource for containers")
    elif not is_native(name) and not is_extended(name):
        yield invalid(path, name, "doesn't follow extended resource name standard")


def validate_quota_resource_name(name: str, path: Path) -> Errors:
    """Check the name of a resource that a quota can limit."""
    yield from validate_resource_name(name, path)
    if "/" not in name and not is_of_quotas(name):
        yield invalid(path, name, "must be a standard resource for quota")


def validate_resource_amount(name: str, amount: Quantity, path: Path) -> Errors:
    """Check how much of a resource is asked for."""
    yield from not_negative_quantity(path, amount)
    if (name in _COUNTED or is_extended(name)) and not amount.is_integer:
        yield invalid(path, amount.text, "must be an integer")
