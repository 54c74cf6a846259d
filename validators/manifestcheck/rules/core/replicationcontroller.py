"""ReplicationControllers, whose selector is a plain map of labels."""

from __future__ import annotations

from manifestcheck.field import Path, required
from manifestcheck.rules.template import (
    default_template,
    labels_of,
    validate_fit,
    validate_lasting,
    validate_template,
)
from manifestcheck.rules.values import Errors, Object, not_negative
from manifestcheck.version import Version

_SPEC: Path = ("spec",)
_TEMPLATE: Path = (*_SPEC, "template")


def default(controller: Object) -> None:
    """Fill in what the server does before it validates: missing labels come from the template."""
    spec, metadata = controller.setdefault("spec", {}), controller.setdefault("metadata", {})
    template = spec.get("template")
    if template is None:
        return
    default_template(template)
    labels = labels_of(template)
    if labels:
        spec["selector"] = spec.get("selector") or labels
        metadata["labels"] = metadata.get("labels") or labels


def validate(controller: Object, version: Version) -> Errors:
    """Check a ReplicationController."""
    spec = controller["spec"]
    yield from not_negative(spec, _SPEC, "minReadySeconds")
    if not spec.get("selector"):
        yield required((*_SPEC, "selector"))
    yield from not_negative(spec, _SPEC, "replicas")
    template: Object | None = spec.get("template")
    if template is None:
        yield required(_TEMPLATE)
        return
    if spec.get("selector"):
        yield from validate_fit({"matchLabels": spec["selector"]}, template, _TEMPLATE)
    yield from validate_template(template, _TEMPLATE, version)
    yield from validate_lasting(template, _TEMPLATE, "ReplicationController")
