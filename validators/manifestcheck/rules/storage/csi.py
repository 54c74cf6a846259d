"""CSIDrivers, CSINodes and CSIStorageCapacities: what a storage driver can do, where, and for how much."""

from __future__ import annotations

from manifestcheck.field import Path, duplicate, invalid, not_supported, required
from manifestcheck.formats import dns_subdomain, longer, qualified_name
from manifestcheck.quantity import quantity
from manifestcheck.rules.csi_driver_name import validate_driver_name
from manifestcheck.rules.labels import validate_selector
from manifestcheck.rules.values import Errors, Object, malformed, not_negative, not_negative_quantity, one_of
from manifestcheck.version import Version

_SPEC: Path = ("spec",)
_GROUP_POLICIES = ("File", "None", "ReadWriteOnceWithFSType")
_LIFECYCLES = ("Persistent", "Ephemeral")
_LEAST_EXPIRATION = 600
_MOST_EXPIRATION = 2**32
_LEAST_PERIOD = 10
_MOST_NODE_ID_BYTES = 256
_TOKENS_WITHOUT_REQUESTS = "serviceAccountTokenInSecrets is set but no tokenRequests are specified"


def validate_driver(driver: Object, _version: Version) -> Errors:
    """Check a CSIDriver."""
    spec = driver.get("spec") or {}
    yield from one_of(spec, "fsGroupPolicy", _SPEC, _GROUP_POLICIES)
    yield from _validate_token_requests(spec.get("tokenRequests") or [])
    for mode in spec.get("volumeLifecycleModes") or ():
        if mode not in _LIFECYCLES:
            yield not_supported((*_SPEC, "volumeLifecycleModes"), mode, _LIFECYCLES)
    period, path = spec.get("nodeAllocatableUpdatePeriodSeconds"), "nodeAllocatableUpdatePeriodSeconds"
    if period is not None and period < _LEAST_PERIOD:
        yield invalid((*_SPEC, path), period, f"must be greater than or equal to {_LEAST_PERIOD} seconds")
    if spec.get("serviceAccountTokenInSecrets") is not None and not spec.get("tokenRequests"):
        value = spec["serviceAccountTokenInSecrets"]
        yield invalid((*_SPEC, "serviceAccountTokenInSecrets"), value, _TOKENS_WITHOUT_REQUESTS)


def _validate_token_requests(requests: list[Object]) -> Errors:
    audiences: set[str] = set()
    for index, request in enumerate(requests):
        path: Path = (*_SPEC, "tokenRequests", index)
        audience, seconds = request.get("audience", ""), request.get("expirationSeconds")
        if audience in audiences:
            yield duplicate((*path, "audience"), audience)
            continue
        audiences.add(audience)
        if seconds is not None and seconds < _LEAST_EXPIRATION:
            why = "may not specify a duration less than 10 minutes"
            yield invalid((*path, "expirationSeconds"), seconds, why)
        if seconds is not None and seconds > _MOST_EXPIRATION:
            why = "may not specify a duration larger than 2^32 seconds"
            yield invalid((*path, "expirationSeconds"), seconds, why)


def validate_node(node: Object, _version: Version) -> Errors:
    """Check a CSINode."""
    names: set[str] = set()
    for index, driver in enumerate((node.get("spec") or {}).get("drivers") or ()):
        path: Path = (*_SPEC, "drivers", index)
        name, node_id = driver.get("name", ""), driver.get("nodeID", "")
        yield from validate_driver_name(name, (*path, "name"))
        if not node_id:
            yield required((*path, "nodeID"))
        if longer(node_id, _MOST_NODE_ID_BYTES):
            yield invalid((*path, "nodeID"), node_id, f"must be {_MOST_NODE_ID_BYTES} characters or less")
        yield from not_negative(driver.get("allocatable") or {}, (*path, "allocatable"), "count")
        if name in names:
            yield duplicate((*path, "name"), name)
        names.add(name)
        yield from _validate_topology_keys(driver.get("topologyKeys") or [], path)


def _validate_topology_keys(keys: list[str], path: Path) -> Errors:
    """Check the keys by which a driver tells nodes apart; the server blames the driver."""
    for index, key in enumerate(keys):
        if not key:
            yield required(path)
        if key in keys[:index]:
            yield duplicate(path, key)
        yield from malformed(path, key, qualified_name(key))


def validate_capacity(capacity: Object, _version: Version) -> Errors:
    """Check a CSIStorageCapacity."""
    if capacity.get("nodeTopology") is not None:
        yield from validate_selector(capacity["nodeTopology"], ("nodeTopology",))
    storage_class = capacity.get("storageClassName", "")
    yield from malformed(("storageClassName",), storage_class, dns_subdomain(storage_class))
    if capacity.get("capacity") is not None:
        yield from not_negative_quantity(("capacity",), quantity(capacity["capacity"]))
