"""The values that the API server gives to fields which a manifest leaves out."""

import copy
import uuid
from collections.abc import Mapping
from typing import Any

from manifestrun.manifest import Document, entries, section

PROBES = ("livenessProbe", "readinessProbe", "startupProbe")
_PROBE = {"timeoutSeconds": 1, "periodSeconds": 10, "successThreshold": 1, "failureThreshold": 3}
_CONTAINER = {
    "imagePullPolicy": "IfNotPresent",
    "resources": {},
    "terminationMessagePath": "/dev/termination-log",
    "terminationMessagePolicy": "File",
}
_SPEC = {
    "restartPolicy": "Always",
    "terminationGracePeriodSeconds": 30,
    "dnsPolicy": "ClusterFirst",
    "schedulerName": "default-scheduler",
    "enableServiceLinks": True,
    "serviceAccountName": "default",
    "securityContext": {},
}


def defaulted(document: Document) -> dict[str, Any]:
    """Return a copy of the object as the API server would store it."""
    result: dict[str, Any] = copy.deepcopy(dict(document))
    metadata = {"namespace": "default", **result["metadata"], "uid": str(uuid.uuid4())}
    result["metadata"] = metadata
    if result["kind"] == "Pod":
        result["spec"] = _pod_spec(result["spec"])
    return result


def _pod_spec(spec: Mapping[str, Any]) -> dict[str, Any]:
    result = {**_SPEC, **spec, "containers": [_container(each) for each in spec["containers"]]}
    if spec.get("initContainers"):
        result["initContainers"] = [_container(each) for each in spec["initContainers"]]
    if spec.get("volumes"):
        result["volumes"] = [_volume(each) for each in spec["volumes"]]
    return result


def _container(container: Mapping[str, Any]) -> dict[str, Any]:
    result = {**_CONTAINER, **container}
    if container.get("ports"):
        result["ports"] = [{"protocol": "TCP", **port} for port in entries(container["ports"])]
    for kind in PROBES:
        if probe := section(container, kind):
            result[kind] = _probe(probe)
    for variable in entries(result.get("env")):
        field = section(variable, "valueFrom").get("fieldRef")
        if isinstance(field, dict):
            field.setdefault("apiVersion", "v1")
    return _limits_are_requests(result)


def _probe(probe: Mapping[str, Any]) -> dict[str, Any]:
    result = {**_PROBE, **probe}
    if http := section(probe, "httpGet"):
        result["httpGet"] = {"path": "/", "scheme": "HTTP", **http}
    return result


def _limits_are_requests(container: dict[str, Any]) -> dict[str, Any]:
    if limits := section(container, "resources").get("limits"):
        requests = {**limits, **(section(container, "resources").get("requests") or {})}
        container["resources"] = {**container["resources"], "requests": requests}
    return container


def _volume(volume: Mapping[str, Any]) -> dict[str, Any]:
    result = dict(volume)
    if len(volume) == 1:
        result["emptyDir"] = {}
    for kind in ("configMap", "secret", "downwardAPI", "projected"):
        if isinstance(source := volume.get(kind), dict):
            result[kind] = {"defaultMode": 0o644, **source}
    if "emptyDir" in result:
        result["emptyDir"] = result["emptyDir"] or {}
    return result
