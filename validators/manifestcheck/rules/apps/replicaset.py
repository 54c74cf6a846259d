"""ReplicaSets, and the template rules that they share with Deployments."""

from __future__ import annotations

from manifestcheck.field import Path, invalid, required
from manifestcheck.rules.labels import is_usable
from manifestcheck.rules.template import (
    default_template,
    validate_fit,
    validate_lasting,
    validate_required_selector,
    validate_template,
)
from manifestcheck.rules.values import Errors, Object, not_negative
from manifestcheck.version import Version

_SPEC: Path = ("spec",)


def default(replica_set: Object) -> None:
    """Fill in what the server does before it validates."""
    spec = replica_set.setdefault("spec", {})
    spec.setdefault("replicas", 1)
    default_template(spec.setdefault("template", {}))


def validate(replica_set: Object, version: Version) -> Errors:
    """Check a ReplicaSet."""
    spec = replica_set["spec"]
    yield from not_negative(spec, _SPEC, "replicas", "minReadySeconds")
    yield from validate_selected_template(spec, version)


def validate_selected_template(spec: Object, version: Version) -> Errors:
    """Check the selector and the template of a ReplicaSet or Deployment; both speak of the latter."""
    selector, place = spec.get("selector"), (*_SPEC, "selector")
    if selector is None:
        yield required(place)
    else:
        yield from validate_required_selector(selector, place, "deployment")
        if not is_usable(selector):
            yield invalid(place, selector, "invalid label selector")
            return
    template, path = spec["template"], (*_SPEC, "template")
    yield from validate_fit(selector, template, path)
    yield from validate_template(template, path, version)
    yield from validate_lasting(template, path, "ReplicaSet")
