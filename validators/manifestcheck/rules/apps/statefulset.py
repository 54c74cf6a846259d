"""StatefulSets: their pods, the claims that each pod gets, and the strategy of their updates."""

from __future__ import annotations

from manifestcheck.field import Path, invalid, not_supported, required
from manifestcheck.formats import dns_label
from manifestcheck.rules.core.persistentvolumeclaim import default_spec, validate_claim_spec
from manifestcheck.rules.labels import is_usable
from manifestcheck.rules.template import (
    default_template,
    validate_fit,
    validate_lasting,
    validate_required_selector,
    validate_template,
)
from manifestcheck.rules.values import (
    Errors,
    Object,
    not_negative,
    optional_text,
)
from manifestcheck.version import Version

_CLAIMS_CHECKED_FROM = Version(1, 36)
"""The version that is known to look into the claims; servers before it let each pod find out."""

_SPEC: Path = ("spec",)
_STRATEGY: Path = (*_SPEC, "updateStrategy")
_MANAGEMENT = ("OrderedReady", "Parallel")
_STRATEGIES = ("RollingUpdate", "OnDelete")
_OVERWRITTEN = frozenset({"hostname", "subdomain"})
"""What each pod gets from the controller, whatever its template says."""
_RETENTION = ("Retain", "Delete")


def default(stateful_set: Object) -> None:
    """Fill in what the server does before it validates."""
    spec = stateful_set.setdefault("spec", {})
    spec["podManagementPolicy"] = spec.get("podManagementPolicy") or _MANAGEMENT[0]
    strategy = spec.setdefault("updateStrategy", {})
    strategy["type"] = strategy.get("type") or _STRATEGIES[0]
    retention = spec.setdefault("persistentVolumeClaimRetentionPolicy", {})
    for key in ("whenDeleted", "whenScaled"):
        retention[key] = retention.get(key) or _RETENTION[0]
    default_template(spec.setdefault("template", {}))
    for claim in spec.get("volumeClaimTemplates") or ():
        default_spec(claim.setdefault("spec", {}))


def validate(stateful_set: Object, version: Version) -> Errors:
    """Check a StatefulSet."""
    spec = stateful_set["spec"]
    if spec["podManagementPolicy"] not in _MANAGEMENT:
        why = f"must be '{_MANAGEMENT[0]}' or '{_MANAGEMENT[1]}'"
        yield invalid((*_SPEC, "podManagementPolicy"), spec["podManagementPolicy"], why)
    yield from _validate_strategy(spec["updateStrategy"])
    for key, policy in spec["persistentVolumeClaimRetentionPolicy"].items():
        if policy not in _RETENTION:
            yield not_supported((*_SPEC, "persistentVolumeClaimRetentionPolicy", key), policy, _RETENTION)
    yield from not_negative(spec, _SPEC, "replicas", "minReadySeconds")
    yield from not_negative(spec.get("ordinals") or {}, (*_SPEC, "ordinals"), "start")
    yield from optional_text(spec, "serviceName", _SPEC, dns_label)
    yield from _validate_selected(spec, version)
    yield from validate_lasting(spec["template"], (*_SPEC, "template"), "StatefulSet")
    if version < _CLAIMS_CHECKED_FROM:
        return
    for index, claim in enumerate(spec.get("volumeClaimTemplates") or ()):
        yield from validate_claim_spec(
            claim["spec"], (*_SPEC, "volumeClaimTemplates", index, "spec"), version
        )


def _validate_strategy(strategy: Object) -> Errors:
    rolling: Object | None = strategy.get("rollingUpdate")
    if strategy["type"] not in _STRATEGIES:
        shown = {"Type": strategy["type"], "RollingUpdate": rolling}
        yield invalid(_STRATEGY, shown, f"must be '{_STRATEGIES[0]}' or '{_STRATEGIES[1]}'")
    elif rolling is not None and strategy["type"] == "OnDelete":
        why = f"only allowed for updateStrategy '{_STRATEGIES[0]}'"
        yield invalid((*_STRATEGY, "rollingUpdate"), rolling, why)
    elif rolling is not None:
        yield from not_negative(rolling, (*_STRATEGY, "rollingUpdate"), "partition")


def _validate_selected(spec: Object, version: Version) -> Errors:
    selector, path = spec.get("selector"), (*_SPEC, "selector")
    if selector is None:
        yield required(path)
    else:
        yield from validate_required_selector(selector, path, "statefulset")
        if not is_usable(selector):
            yield invalid(path, selector)
            return
    yield from validate_fit(selector, spec["template"], (*_SPEC, "template"))
    yield from validate_template(_as_made(spec), (*_SPEC, "template"), version)


def _as_made(spec: Object) -> Object:
    """Return the template as its pods will be: each claim is a volume there."""
    template: Object = spec["template"]
    pod = {key: value for key, value in template["spec"].items() if key not in _OVERWRITTEN}
    volumes = pod.get("volumes") or []
    taken = {volume.get("name") for volume in volumes}
    claims = [claim.get("metadata") or {} for claim in spec.get("volumeClaimTemplates") or ()]
    names = [claim.get("name", "") for claim in claims]
    made = [
        {"name": name, "persistentVolumeClaim": {"claimName": name}}
        for name in dict.fromkeys(names)
        if name not in taken and not dns_label(name)
    ]
    return template | {"spec": pod | {"volumes": [*volumes, *made]}}
