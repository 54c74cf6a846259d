"""IngressClasses: their controller and its parameters."""

from __future__ import annotations

from manifestcheck.field import Path, forbidden, required, too_long
from manifestcheck.formats import dns_label, longer
from manifestcheck.rules.domain_path import validate_domain_path
from manifestcheck.rules.object_reference import validate_typed
from manifestcheck.rules.values import Errors, Object, malformed, one_of
from manifestcheck.version import Version

_SPEC: Path = ("spec",)
_SCOPES = ("Cluster", "Namespace")
_MOST_CONTROLLER_BYTES = 250


def default(ingress_class: Object) -> None:
    """Fill in what the server does before it validates."""
    parameters = (ingress_class.get("spec") or {}).get("parameters")
    if parameters is not None:
        parameters.setdefault("scope", _SCOPES[0])


def validate(ingress_class: Object, _version: Version) -> Errors:
    """Check an IngressClass."""
    spec = ingress_class.get("spec") or {}
    controller = spec.get("controller") or ""
    if longer(controller, _MOST_CONTROLLER_BYTES):
        yield too_long((*_SPEC, "controller"), _MOST_CONTROLLER_BYTES)
    yield from validate_domain_path(controller, (*_SPEC, "controller"))
    if spec.get("parameters") is not None:
        yield from _validate_parameters(spec["parameters"], (*_SPEC, "parameters"))


def _validate_parameters(parameters: Object, path: Path) -> Errors:
    yield from validate_typed(parameters, path)
    yield from one_of(parameters, "scope", path, _SCOPES)
    scope, namespace = parameters["scope"], parameters.get("namespace")
    if scope == "Namespace" and namespace is None:
        yield required((*path, "namespace"), "`parameters.scope` is set to 'Namespace'")
    elif scope == "Namespace":
        yield from malformed((*path, "namespace"), namespace, dns_label(namespace or ""))
    elif scope == "Cluster" and namespace is not None:
        yield forbidden((*path, "namespace"), "`parameters.scope` is set to 'Cluster'")
