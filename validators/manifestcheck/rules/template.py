"""Pod templates inside the controllers: their metadata, their pods and the selector that must fit them."""

from __future__ import annotations

from manifestcheck.field import Path, forbidden, invalid, not_supported
from manifestcheck.rules.labels import (
    Labels,
    is_empty,
    matches,
    validate_annotations,
    validate_labels,
    validate_selector,
)
from manifestcheck.rules.pod import default_pod_spec, validate_pod_spec
from manifestcheck.rules.values import Errors, Object
from manifestcheck.version import Version

_ALWAYS = "Always"


def default_template(template: Object) -> None:
    """Fill in what the server does before it validates."""
    default_pod_spec(template.setdefault("spec", {}))


def labels_of(template: Object) -> Labels:
    """Return the labels of the template's pods."""
    return (template.get("metadata") or {}).get("labels") or {}


def validate_template(template: Object, path: Path, version: Version) -> Errors:
    """Check a pod template; the server leaves out `metadata` in the paths of its labels and annotations."""
    metadata = template.get("metadata") or {}
    yield from validate_labels(labels_of(template), (*path, "labels"))
    yield from validate_annotations(metadata.get("annotations") or {}, (*path, "annotations"))
    place: Path = (*path, "spec")
    yield from validate_pod_spec(template["spec"], place, meta=metadata, template=True, version=version)


def validate_required_selector(selector: Object, path: Path, kind: str) -> Errors:
    """Check a selector that must demand something; `kind` is the server's word for the controller."""
    yield from validate_selector(selector, path)
    if is_empty(selector):
        yield invalid(path, {}, f"empty selector is invalid for {kind}")


def validate_fit(selector: Object | None, template: Object, path: Path) -> Errors:
    """Check that the pods of a template are those that its controller selects; the selector has no errors."""
    labels = labels_of(template)
    if not matches(selector, labels):
        shown = dict(sorted(labels.items())) or None
        yield invalid((*path, "metadata", "labels"), shown, "`selector` does not match template `labels`")


def validate_lasting(template: Object, path: Path, kind: str) -> Errors:
    """Check that the pods of a template are meant to run forever; `kind` names the controller."""
    spec = template["spec"]
    if spec.get("restartPolicy") != _ALWAYS:
        yield not_supported((*path, "spec", "restartPolicy"), spec.get("restartPolicy", ""), (_ALWAYS,))
    if spec.get("activeDeadlineSeconds") is not None:
        why = f"activeDeadlineSeconds in {kind} is not Supported"
        yield forbidden((*path, "spec", "activeDeadlineSeconds"), why)
