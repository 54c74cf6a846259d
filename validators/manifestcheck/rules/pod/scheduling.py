"""Where a pod may be placed: affinity, tolerations, spread and gates."""

from __future__ import annotations

from manifestcheck.field import Path, duplicate
from manifestcheck.formats import qualified_name
from manifestcheck.rules.labels import Labels
from manifestcheck.rules.pod.node_affinity import validate_node_affinity
from manifestcheck.rules.pod.pod_affinity import validate_pod_affinity
from manifestcheck.rules.pod.spread import validate_spread
from manifestcheck.rules.pod.tolerations import validate_tolerations
from manifestcheck.rules.values import Errors, Object, malformed
from manifestcheck.version import Version


def validate_scheduling(spec: Object, path: Path, labels: Labels, version: Version) -> Errors:
    """Check every wish about the node; `labels` are those of the pod itself."""
    if "affinity" in spec:
        yield from _validate_affinity(spec["affinity"], (*path, "affinity"), labels, version)
    if "schedulingGates" in spec:
        yield from _validate_gates(spec["schedulingGates"], (*path, "schedulingGates"))
    if "topologySpreadConstraints" in spec:
        place: Path = (*path, "topologySpreadConstraints")
        yield from validate_spread(spec["topologySpreadConstraints"], place, labels, version)
    if "tolerations" in spec:
        yield from validate_tolerations(spec["tolerations"], (*path, "tolerations"))


def _validate_affinity(affinity: Object, path: Path, labels: Labels, version: Version) -> Errors:
    if "nodeAffinity" in affinity:
        yield from validate_node_affinity(affinity["nodeAffinity"], (*path, "nodeAffinity"), version)
    for key in ("podAffinity", "podAntiAffinity"):
        if key in affinity:
            yield from validate_pod_affinity(affinity[key], (*path, key), labels, version)


def _validate_gates(gates: list[Object], path: Path) -> Errors:
    names: set[str] = set()
    for index, gate in enumerate(gates):
        name = gate.get("name", "")
        yield from malformed((*path, index), name, qualified_name(name))
        if name in names:
            yield duplicate((*path, index), name)
        names.add(name)
