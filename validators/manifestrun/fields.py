"""The fields that the podman engine honours; a manifest with any other is not run."""

from collections.abc import Iterator, Mapping
from typing import Any

from manifestrun.manifest import Document, title
from manifestrun.problem import Problem

_ANY = "any"
"""Every value, and every field below it."""

Allowed = Mapping[str, Any]
"""Field name → the fields below it (in a list: of its items), `any`, or the values that are honoured."""

_MODE_ITEMS = {"key": _ANY, "path": _ANY, "mode": _ANY}
_FIELD = {"apiVersion": ("v1",), "fieldPath": _ANY}
_RESOURCE = {"containerName": _ANY, "resource": _ANY, "divisor": _ANY}
_KEY = {"name": _ANY, "key": _ANY, "optional": _ANY}
_DOWNWARD = {"items": {"path": _ANY, "mode": _ANY, "fieldRef": _FIELD, "resourceFieldRef": _RESOURCE}}
_CONFIG_MAP = {"name": _ANY, "items": _MODE_ITEMS, "optional": _ANY}
_SECCOMP = {"type": ("RuntimeDefault",)}
_IDENTITY = {"runAsUser": _ANY, "runAsGroup": _ANY, "runAsNonRoot": _ANY, "seccompProfile": _SECCOMP}
_HTTP = {"path": _ANY, "port": _ANY, "scheme": ("HTTP",), "httpHeaders": {"name": _ANY, "value": _ANY}}
_PROBE = {
    "exec": {"command": _ANY},
    "httpGet": _HTTP,
    "tcpSocket": {"port": _ANY},
    "initialDelaySeconds": _ANY,
    "periodSeconds": _ANY,
    "timeoutSeconds": _ANY,
    "successThreshold": _ANY,
    "failureThreshold": _ANY,
}
_CONTAINER = {
    "name": _ANY,
    "image": _ANY,
    "imagePullPolicy": ("IfNotPresent", "Never"),
    "command": _ANY,
    "args": _ANY,
    "workingDir": _ANY,
    "ports": {"name": _ANY, "containerPort": _ANY, "protocol": ("TCP", "UDP")},
    "env": {
        "name": _ANY,
        "value": _ANY,
        "valueFrom": {
            "fieldRef": _FIELD,
            "resourceFieldRef": _RESOURCE,
            "configMapKeyRef": _KEY,
            "secretKeyRef": _KEY,
        },
    },
    "envFrom": {
        "prefix": _ANY,
        "configMapRef": {"name": _ANY, "optional": _ANY},
        "secretRef": {"name": _ANY, "optional": _ANY},
    },
    "resources": {
        "limits": {"cpu": _ANY, "memory": _ANY},
        "requests": {"cpu": _ANY, "memory": _ANY},
    },
    "volumeMounts": {
        "name": _ANY,
        "mountPath": _ANY,
        "readOnly": _ANY,
        "subPath": _ANY,
    },
    "livenessProbe": _PROBE,
    "readinessProbe": _PROBE,
    "startupProbe": _PROBE,
    "terminationMessagePath": ("/dev/termination-log",),
    "terminationMessagePolicy": ("File",),
    "securityContext": {
        **_IDENTITY,
        "privileged": (False,),
        "allowPrivilegeEscalation": (False,),
        "readOnlyRootFilesystem": _ANY,
        "procMount": ("Default",),
        "capabilities": {"add": _ANY, "drop": _ANY},
    },
}
_VOLUME = {
    "name": _ANY,
    "emptyDir": {"medium": ("", "Memory")},
    "configMap": {**_CONFIG_MAP, "defaultMode": _ANY},
    "secret": {"secretName": _ANY, "items": _MODE_ITEMS, "defaultMode": _ANY, "optional": _ANY},
    "downwardAPI": {**_DOWNWARD, "defaultMode": _ANY},
    "projected": {
        "sources": {"configMap": _CONFIG_MAP, "secret": _CONFIG_MAP, "downwardAPI": _DOWNWARD},
        "defaultMode": _ANY,
    },
}
_POD = {
    "containers": _CONTAINER,
    "initContainers": {**_CONTAINER, "restartPolicy": ("Always",)},
    "volumes": _VOLUME,
    "restartPolicy": ("Always", "OnFailure", "Never"),
    "terminationGracePeriodSeconds": _ANY,
    "shareProcessNamespace": _ANY,
    "hostname": _ANY,
    "hostAliases": {"ip": _ANY, "hostnames": _ANY},
    "hostNetwork": (False,),
    "hostPID": (False,),
    "hostIPC": (False,),
    "enableServiceLinks": (False,),
    "automountServiceAccountToken": (False,),
    "securityContext": {**_IDENTITY, "fsGroup": _ANY, "supplementalGroups": _ANY},
}
_METADATA = {"name": _ANY, "namespace": ("default",), "labels": _ANY, "annotations": _ANY}
_DATA = {"metadata": _METADATA, "immutable": _ANY, "data": _ANY}
HONOURED: Mapping[str, Allowed] = {
    "Pod": {"metadata": _METADATA, "spec": _POD},
    "ConfigMap": {**_DATA, "binaryData": _ANY},
    "Secret": {**_DATA, "stringData": _ANY, "type": ("Opaque",)},
}


def not_honoured(documents: tuple[Document, ...]) -> tuple[Problem, ...]:
    """Name each field that the engine would have to ignore."""
    return tuple(problem for document in documents for problem in _of(document))


def _of(document: Document) -> Iterator[Problem]:
    allowed = {"apiVersion": ("v1",), "kind": _ANY, **HONOURED[document["kind"]]}
    for path, value, values in _beyond(document, allowed, ""):
        shown = path if values is None else f"{path}: {value}"
        others = values and ", ".join(f"`{each}`" for each in values)
        yield Problem(
            message=f"`{shown}` of {title(document)} is not honoured by the podman engine",
            help=f"It knows {others}." if others else "Leave it out, or run the note on a cluster.",
        )


def _beyond(
    value: object, allowed: object, path: str
) -> Iterator[tuple[str, object, tuple[Any, ...] | None]]:
    """Yield the path and value of all that is not allowed, with the values that would be."""
    if allowed == _ANY or value is None:
        return
    if isinstance(allowed, tuple):
        if not any(value is each or (type(value) is type(each) and value == each) for each in allowed):
            yield path, value, allowed
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _beyond(item, allowed, f"{path}[{index}]")
    elif isinstance(value, dict) and isinstance(allowed, Mapping):
        for name, below in value.items():
            inner = f"{path}.{name}" if path else str(name)
            if name in allowed:
                yield from _beyond(below, allowed[name], inner)
            else:
                yield inner, below, None
    else:
        yield path, value, None
