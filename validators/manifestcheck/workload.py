"""Where the pod is in each kind that is one or makes some."""

from __future__ import annotations

from typing import Any, Final

from manifestcheck.field import Path

_TEMPLATE: Final = ("spec", "template")
TEMPLATES: Final[dict[str, Path]] = {
    "Pod": (),
    "PodTemplate": ("template",),
    "ReplicationController": _TEMPLATE,
    "ReplicaSet": _TEMPLATE,
    "Deployment": _TEMPLATE,
    "StatefulSet": _TEMPLATE,
    "DaemonSet": _TEMPLATE,
    "Job": _TEMPLATE,
    "CronJob": ("spec", "jobTemplate", "spec", "template"),
}
"""By kind the path of what has the pod's `metadata` and `spec`."""


def template(kind: str, obj: dict[str, Any]) -> dict[str, Any] | None:
    """Return what has the pod's `metadata` and `spec`."""
    found: Any = obj if kind in TEMPLATES else None
    for step in TEMPLATES.get(kind, ()):
        found = found.get(step) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else None
