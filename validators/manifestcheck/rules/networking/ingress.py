"""Ingresses: hosts, paths, backends and certificates."""

from __future__ import annotations

from manifestcheck.addresses import parsed_ip
from manifestcheck.field import Path, invalid, not_supported, required
from manifestcheck.formats import Breaches, dns_subdomain, port_name, port_number, wildcard_dns_subdomain
from manifestcheck.rules import names
from manifestcheck.rules.object_reference import validate_typed
from manifestcheck.rules.values import Errors, Object, malformed, optional_text, present_text
from manifestcheck.version import Version

_SPEC: Path = ("spec",)
_PATH_TYPES = ("Exact", "ImplementationSpecific", "Prefix")
_UNSAFE_PARTS = ("//", "/./", "/../", "%2f", "%2F")
_UNSAFE_ENDS = ("/..", "/.")
_CLASS = "kubernetes.io/ingress.class"


def validate(ingress: Object, version: Version) -> Errors:
    """Check an Ingress."""
    spec = ingress.get("spec") or {}
    backend, rules = spec.get("defaultBackend"), spec.get("rules") or ()
    if backend is None and not rules:
        yield invalid(_SPEC, None, "either `defaultBackend` or `rules` must be specified")
    if backend is not None:
        yield from _validate_backend(backend, (*_SPEC, "defaultBackend"), version)
    for index, rule in enumerate(rules):
        yield from _validate_rule(rule, (*_SPEC, "rules", index), version)
    for index, tls in enumerate(spec.get("tls") or ()):
        yield from _validate_tls(tls, (*_SPEC, "tls", index))
    yield from present_text(spec, "ingressClassName", _SPEC, dns_subdomain)
    yield from _validate_class(spec, ingress.get("metadata", {}).get("annotations") or {})


def _validate_class(spec: Object, annotations: dict[str, str]) -> Errors:
    named, annotated = spec.get("ingressClassName"), annotations.get(_CLASS)
    if named is not None and annotated is not None and named != annotated:
        yield invalid(
            ("annotations", _CLASS), annotated, "must match `ingressClassName` when both are specified"
        )


def _host(host: str) -> Breaches:
    return wildcard_dns_subdomain(host) if "*" in host else dns_subdomain(host)


def _validate_rule(rule: Object, path: Path, version: Version) -> Errors:
    host = rule.get("host") or ""
    if host and parsed_ip(host):
        yield invalid((*path, "host"), host, "must be a DNS name, not an IP address")
    yield from optional_text(rule, "host", path, _host)
    http = rule.get("http")
    if http is None:
        return
    place: Path = (*path, "http", "paths")
    if not http.get("paths"):
        yield required(place)
    for index, one in enumerate(http.get("paths") or ()):
        yield from _validate_path(one, (*place, index), version)


def _validate_path(one: Object, path: Path, version: Version) -> Errors:
    kind, text = one.get("pathType"), one.get("path") or ""
    if kind is None:
        yield required((*path, "pathType"), "pathType must be specified")
        return
    if kind not in _PATH_TYPES:
        yield not_supported((*path, "pathType"), kind, _PATH_TYPES)
    elif not text.startswith("/") and (text or kind != "ImplementationSpecific"):
        yield invalid((*path, "path"), text, "must be an absolute path")
    if kind in {"Exact", "Prefix"}:
        breaches = [f"must not contain '{part}'" for part in _UNSAFE_PARTS if part in text]
        breaches += [f"cannot end with '{end}'" for end in _UNSAFE_ENDS if text.endswith(end)]
        yield from malformed((*path, "path"), text, breaches)
    yield from _validate_backend(one.get("backend") or {}, (*path, "backend"), version)


def _validate_backend(backend: Object, path: Path, version: Version) -> Errors:
    resource, service = backend.get("resource"), backend.get("service")
    if resource is not None and service is not None:
        yield invalid(path, "", "cannot set both resource and service backends")
    elif resource is not None:
        yield from validate_typed(resource, (*path, "resource"))
    elif service is not None:
        yield from _validate_service(service, path, version)
    else:
        yield invalid(path, "", "resource or service backend is required")


def _validate_service(service: Object, path: Path, version: Version) -> Errors:
    name = service.get("name") or ""
    if name:
        yield from malformed((*path, "service", "name"), name, names.service(name, version))
    else:
        yield required((*path, "service", "name"))
    port: Object = service.get("port") or {}
    if port.get("name") and port.get("number"):
        yield invalid(path, "", "cannot set both port name & port number")
    elif not port.get("name") and not port.get("number"):
        yield required(path, "port name or number is required")
    elif port.get("name"):
        yield from malformed((*path, "service", "port", "name"), port["name"], port_name(port["name"]))
    else:
        yield from malformed(
            (*path, "service", "port", "number"), port["number"], port_number(port["number"])
        )


def _validate_tls(tls: Object, path: Path) -> Errors:
    for index, host in enumerate(tls.get("hosts") or ()):
        yield from malformed((*path, "hosts", index), host, _host(host))
    yield from optional_text(tls, "secretName", path, dns_subdomain)
