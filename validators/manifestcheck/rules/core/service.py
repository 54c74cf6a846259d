"""Services: type, ports, session affinity and load balancer."""

from __future__ import annotations

from manifestcheck import addresses
from manifestcheck.field import Key, Path, duplicate, forbidden, invalid, required
from manifestcheck.formats import dns_label, dns_subdomain, port_number, qualified_name
from manifestcheck.rules.core.service_addresses import is_headless, validate_addresses
from manifestcheck.rules.core.service_traffic import validate_traffic
from manifestcheck.rules.labels import validate_labels
from manifestcheck.rules.values import (
    PROTOCOLS,
    Errors,
    Object,
    malformed,
    one_of,
    port_number_or_name,
    present_text,
)
from manifestcheck.version import Version

_SPEC: Path = ("spec",)
_TYPES = ("ClusterIP", "ExternalName", "LoadBalancer", "NodePort")
_AFFINITIES = ("ClientIP", "None")
_DAY = 86400
_FIRST_NODE_PORT, _LAST_NODE_PORT = 30000, 32767
_OUTSIDE_NODE_PORTS = (
    "provided port is not in the valid range. "
    f"The range of valid ports is {_FIRST_NODE_PORT}-{_LAST_NODE_PORT}"
)
_ONLY_LOAD_BALANCER = "may only be used when `type` is 'LoadBalancer'"
_SOURCE_RANGES = "service.beta.kubernetes.io/load-balancer-source-ranges"
_TOPOLOGY_MODE = "service.kubernetes.io/topology-mode"
_TOPOLOGY_HINTS = "service.kubernetes.io/topology-aware-hints"


def default(service: Object) -> None:
    """Fill in what the server does before it validates."""
    spec = service.setdefault("spec", {})
    spec["type"] = spec.get("type") or "ClusterIP"
    spec["sessionAffinity"] = spec.get("sessionAffinity") or "None"
    if spec["sessionAffinity"] == "None":
        spec.pop("sessionAffinityConfig", None)
    for port in spec.get("ports") or ():
        port["protocol"] = port.get("protocol") or "TCP"
        port["targetPort"] = port.get("targetPort") or port.get("port", 0)
    if spec.get("clusterIP") and not spec.get("clusterIPs"):
        spec["clusterIPs"] = [spec["clusterIP"]]


def validate(service: Object, version: Version) -> Errors:
    """Check a Service."""
    spec, annotations = service["spec"], service.get("metadata", {}).get("annotations") or {}
    yield from _validate_topology(annotations)
    yield from _validate_type(spec)
    yield from _validate_ports(spec)
    yield from validate_labels(spec.get("selector") or {}, (*_SPEC, "selector"))
    yield from _validate_affinity(spec)
    yield from validate_addresses(spec, version)
    yield from one_of(spec, "type", _SPEC, _TYPES)
    yield from _validate_node_ports(spec)
    yield from _validate_repeated_ports(spec)
    yield from _validate_source_ranges(spec, annotations, version)
    yield from _validate_load_balancer(spec)
    yield from validate_traffic(spec, version)


def _validate_topology(annotations: dict[str, str]) -> Errors:
    mode, hints = annotations.get(_TOPOLOGY_MODE), annotations.get(_TOPOLOGY_HINTS)
    if mode is not None and hints is not None and mode != hints:
        path = ("metadata", "annotations", Key(_TOPOLOGY_MODE))
        yield invalid(path, mode, f"must match annotations[{_TOPOLOGY_HINTS}] when both are specified")


def _validate_type(spec: Object) -> Errors:
    kind, headless = spec["type"], is_headless(spec)
    if not spec.get("ports") and not headless and kind != "ExternalName":
        yield required((*_SPEC, "ports"))
    if kind in {"LoadBalancer", "NodePort"} and headless:
        yield invalid((*_SPEC, "clusterIPs", 0), "None", f"may not be set to 'None' for {kind} services")
    if kind == "ExternalName":
        yield from _validate_external_name(spec)


def _validate_external_name(spec: Object) -> Errors:
    for key in ("clusterIPs", "ipFamilies", "ipFamilyPolicy"):
        if spec.get(key) or (key == "ipFamilyPolicy" and key in spec):
            yield forbidden((*_SPEC, key), "may not be set for ExternalName services")
    name = (spec.get("externalName") or "").removesuffix(".")
    if name:
        yield from malformed((*_SPEC, "externalName"), name, dns_subdomain(name))
    else:
        yield required((*_SPEC, "externalName"))


def _validate_ports(spec: Object) -> Errors:
    ports = spec.get("ports") or []
    names: set[str] = set()
    for index, port in enumerate(ports):
        path: Path = (*_SPEC, "ports", index)
        yield from _validate_port_name(port.get("name") or "", (*path, "name"), names, alone=len(ports) == 1)
        number = port.get("port", 0)
        yield from malformed((*path, "port"), number, port_number(number))
        yield from one_of(port, "protocol", path, PROTOCOLS)
        yield from port_number_or_name((*path, "targetPort"), port["targetPort"])
        yield from present_text(port, "appProtocol", path, qualified_name)


def _validate_port_name(name: str, path: Path, names: set[str], *, alone: bool) -> Errors:
    if name:
        yield from malformed(path, name, dns_label(name))
        if name in names:
            yield duplicate(path, name)
        names.add(name)
    elif not alone:
        yield required(path)


def _validate_affinity(spec: Object) -> Errors:
    yield from one_of(spec, "sessionAffinity", _SPEC, _AFFINITIES)
    client = (spec.get("sessionAffinityConfig") or {}).get("clientIP") or {}
    seconds = client.get("timeoutSeconds")
    if spec["sessionAffinity"] == "ClientIP" and seconds is not None and not 0 < seconds <= _DAY:
        path = (*_SPEC, "sessionAffinityConfig", "clientIP", "timeoutSeconds")
        yield invalid(path, seconds, f"must be greater than 0 and less than {_DAY}")


def _validate_node_ports(spec: Object) -> Errors:
    taken: set[tuple[str, int]] = set()
    for index, port in enumerate(spec.get("ports") or ()):
        number, path = port.get("nodePort"), (*_SPEC, "ports", index, "nodePort")
        if not number:
            continue
        if spec["type"] == "ClusterIP":
            yield forbidden(path, "may not be used when `type` is 'ClusterIP'")
        elif spec["type"] in _TYPES[2:] and not _FIRST_NODE_PORT <= number <= _LAST_NODE_PORT:
            yield invalid(path, number, _OUTSIDE_NODE_PORTS)
        if (port["protocol"], number) in taken:
            yield duplicate(path, number)
        taken.add((port["protocol"], number))


def _validate_repeated_ports(spec: Object) -> Errors:
    taken: set[tuple[str, int]] = set()
    for index, port in enumerate(spec.get("ports") or ()):
        pair = port["protocol"], port.get("port", 0)
        if pair in taken:
            yield duplicate((*_SPEC, "ports", index), _as_go_shows(*pair))
        taken.add(pair)


def _as_go_shows(protocol: str, port: int) -> Object:
    """Return a pair of protocol and port in the shape of the server's own record of a port."""
    return {
        "Name": "",
        "Protocol": protocol,
        "AppProtocol": None,
        "Port": port,
        "TargetPort": 0,
        "NodePort": 0,
    }


def _validate_source_ranges(spec: Object, annotations: dict[str, str], version: Version) -> Errors:
    ranges, annotation = spec.get("loadBalancerSourceRanges") or [], annotations.get(_SOURCE_RANGES)
    path: Path = (*_SPEC, "LoadBalancerSourceRanges")
    places = [((*path, index), value.strip()) for index, value in enumerate(ranges)]
    if not ranges:
        if annotation is None:
            return
        path = ("metadata", "annotations", Key(_SOURCE_RANGES))
        values = annotation.strip().split(",") if annotation.strip() else []
        places = [(path, value.strip()) for value in values]
    if spec["type"] != "LoadBalancer":
        yield forbidden(path, _ONLY_LOAD_BALANCER)
    for place, value in places:
        yield from malformed(place, value, addresses.cidr(value, version))


def _validate_load_balancer(spec: Object) -> Errors:
    if "allocateLoadBalancerNodePorts" in spec and spec["type"] != "LoadBalancer":
        yield forbidden((*_SPEC, "allocateLoadBalancerNodePorts"), _ONLY_LOAD_BALANCER)
    if "loadBalancerClass" in spec:
        if spec["type"] != "LoadBalancer":
            yield forbidden((*_SPEC, "loadBalancerClass"), _ONLY_LOAD_BALANCER)
        yield from present_text(spec, "loadBalancerClass", _SPEC, qualified_name)
