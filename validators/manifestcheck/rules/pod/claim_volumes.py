"""Volumes that are claimed: a claim of its own, one made for the pod, a driver's volume."""

from __future__ import annotations

from manifestcheck.field import Path, forbidden, invalid, required
from manifestcheck.formats import dns_subdomain
from manifestcheck.rules.core.persistentvolumeclaim import validate_claim_spec
from manifestcheck.rules.csi_driver_name import validate_driver_name
from manifestcheck.rules.labels import validate_annotations, validate_labels
from manifestcheck.rules.pod.scope import Scope
from manifestcheck.rules.values import Errors, Object, required_text

# The server builds the name in the path from the Go name `UID`.
_WRITTEN = {"uid": "uID"}
_ALLOWED = frozenset({"labels", "annotations"})


def validate_csi(source: Object, path: Path) -> Errors:
    """Check a volume of a driver that follows the Container Storage Interface."""
    yield from validate_driver_name(source.get("driver", ""), (*path, "driver"))
    if "nodePublishSecretRef" in source:
        place: Path = (*path, "nodePublishSecretRef")
        yield from required_text(source["nodePublishSecretRef"], "name", place, dns_subdomain)


def validate_ephemeral(source: Object, path: Path, scope: Scope) -> Errors:
    """Check a volume that is claimed for the time of the pod."""
    place: Path = (*path, "volumeClaimTemplate")
    template = source.get("volumeClaimTemplate")
    if template is None:
        yield required(place)
        return
    metadata = template.get("metadata") or {}
    yield from validate_annotations(metadata.get("annotations") or {}, (*place, "metadata", "annotations"))
    yield from validate_labels(metadata.get("labels") or {}, (*place, "metadata", "labels"))
    for key, value in metadata.items():
        if key not in _ALLOWED and value not in ("", 0):
            yield forbidden((*place, "metadata", _WRITTEN.get(key, key)), "cannot be set")
    yield from validate_claim_spec(template.get("spec") or {}, (*place, "spec"), scope.version)


def validate_claim_name(volume: str, path: Path, scope: Scope) -> Errors:
    """Check the name of the claim that is made for a pod's volume."""
    if scope.name and volume:
        name = f"{scope.name}-{volume}"
        for breach in dns_subdomain(name):
            yield invalid((*path, "name"), volume, f'PVC name "{name}": {breach}')
