"""Pods and PodTemplates as objects of their own."""

from __future__ import annotations

from manifestcheck.rules import template
from manifestcheck.rules.pod import default_own_spec, validate_pod_spec
from manifestcheck.rules.values import Errors, Object
from manifestcheck.version import Version


def default(pod: Object) -> None:
    """Fill in what the server does before it validates."""
    default_own_spec(pod.setdefault("spec", {}))


def validate(pod: Object, version: Version) -> Errors:
    """Check a Pod."""
    metadata = pod.get("metadata") or {}
    yield from validate_pod_spec(pod["spec"], ("spec",), meta=metadata, template=False, version=version)


def default_template(pod_template: Object) -> None:
    """Fill in what the server does before it validates."""
    template.default_template(pod_template.setdefault("template", {}))


def validate_template(pod_template: Object, version: Version) -> Errors:
    """Check a PodTemplate."""
    yield from template.validate_template(pod_template["template"], ("template",), version)
