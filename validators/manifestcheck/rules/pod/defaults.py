"""What the server fills into pods and pod templates before it validates them."""

from __future__ import annotations

from collections.abc import Iterable

from manifestcheck.rules.pod.pod_resources import default_pod_requests
from manifestcheck.rules.pod.scope import CONTAINER_LISTS
from manifestcheck.rules.values import Object

PROBES = ("livenessProbe", "readinessProbe", "startupProbe")

_PROBE_NUMBERS = {"timeoutSeconds": 1, "periodSeconds": 10, "successThreshold": 1, "failureThreshold": 3}
_GRACE_SECONDS = 30
_TOKEN_SECONDS = 3600


def default_pod_spec(spec: Object) -> None:
    """Fill in, in place, what both a pod and a pod template get; doing it twice changes nothing."""
    _fill(spec, restartPolicy="Always", dnsPolicy="ClusterFirst", schedulerName="default-scheduler")
    spec.setdefault("terminationGracePeriodSeconds", _GRACE_SECONDS)
    spec.setdefault("securityContext", {})
    if spec.get("serviceAccount"):  # the older name of the field
        _fill(spec, serviceAccountName=spec["serviceAccount"])
    for key in CONTAINER_LISTS:
        for container in spec.get(key) or ():
            _default_container(container)
    for volume in spec.get("volumes") or ():
        _default_volume(volume)


def default_own_spec(spec: Object) -> None:
    """Fill in what a pod gets and a template does not: requests, and the ports of the node."""
    default_pod_spec(spec)
    for key in ("containers", "initContainers"):
        for container in spec.get(key) or ():
            _default_requests(container)
            if spec.get("hostNetwork"):
                _default_host_ports(container.get("ports") or ())
    default_pod_requests(spec)


def _fill(obj: Object, **values: object) -> None:
    """Set what is absent, empty or zero."""
    for key, value in values.items():
        if not obj.get(key):
            obj[key] = value


def _default_container(container: Object) -> None:
    _fill(
        container,
        terminationMessagePath="/dev/termination-log",
        terminationMessagePolicy="File",
        imagePullPolicy=_pull_policy(container.get("image", "")),
    )
    for port in container.get("ports") or ():
        _fill(port, protocol="TCP")
    for probe in PROBES:
        if probe in container:
            _fill(container[probe], **_PROBE_NUMBERS)
            _default_handler(container[probe])
    for handler in (container.get("lifecycle") or {}).values():
        if isinstance(handler, dict):
            _default_handler(handler)
    for variable in container.get("env") or ():
        if "valueFrom" in variable:
            _default_field_reference(variable["valueFrom"])


def _pull_policy(image: str) -> str:
    name = image.rpartition("/")[2]
    tag = name.partition(":")[2]
    return "Always" if "@" not in name and tag in {"", "latest"} else "IfNotPresent"


def _default_handler(handler: Object) -> None:
    if "httpGet" in handler:
        _fill(handler["httpGet"], path="/", scheme="HTTP")


def _default_field_reference(holder: Object) -> None:
    if "fieldRef" in holder:
        _fill(holder["fieldRef"], apiVersion="v1")


def _default_volume(volume: Object) -> None:
    if not any(key != "name" for key in volume):
        volume["emptyDir"] = {}
    if "downwardAPI" in volume:
        _default_downward(volume["downwardAPI"])
    elif "azureDisk" in volume:
        for key, value in (("kind", "Shared"), ("cachingMode", "ReadWrite")):
            volume["azureDisk"].setdefault(key, value)
    elif "image" in volume:
        _fill(volume["image"], pullPolicy=_pull_policy(volume["image"].get("reference", "")))
    for source in (volume.get("projected") or {}).get("sources") or ():
        if "serviceAccountToken" in source:
            source["serviceAccountToken"].setdefault("expirationSeconds", _TOKEN_SECONDS)
        _default_downward(source.get("downwardAPI") or {})


def _default_downward(source: Object) -> None:
    for item in source.get("items") or ():
        _default_field_reference(item)


def _default_requests(container: Object) -> None:
    resources = container.get("resources") or {}
    limits = resources.get("limits")
    if limits:
        resources["requests"] = {**limits, **(resources.get("requests") or {})}


def _default_host_ports(ports: Iterable[Object]) -> None:
    for port in ports:
        _fill(port, hostPort=port.get("containerPort", 0))
