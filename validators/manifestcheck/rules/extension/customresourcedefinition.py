"""CustomResourceDefinitions: the names, the scope and the versions of a kind of one's own."""

from __future__ import annotations

from manifestcheck.field import Path, invalid, not_supported, required
from manifestcheck.formats import dns_label_1035, dns_subdomain
from manifestcheck.rules.values import Errors, Object
from manifestcheck.version import Version

_SPEC: Path = ("spec",)
_NAMES: Path = (*_SPEC, "names")
_VERSIONS: Path = (*_SPEC, "versions")
_SCOPES = ("Cluster", "Namespaced")
_NAMED = ("plural", "singular", "kind", "listKind")
_OF_TYPES = ("kind", "listKind")


def default(definition: Object) -> None:
    """Derive the names that are left out from the kind."""
    names = definition.setdefault("spec", {}).setdefault("names", {})
    kind = names.get("kind") or ""
    if kind:
        names["singular"] = names.get("singular") or kind.lower()
        names["listKind"] = names.get("listKind") or f"{kind}List"


def validate(definition: Object, _version: Version) -> Errors:
    """Check a CustomResourceDefinition, but not the schemas in it."""
    spec = definition["spec"]
    name = definition.get("metadata", {}).get("name") or ""
    if name and name != f"{spec['names'].get('plural', '')}.{spec.get('group', '')}":
        yield invalid(("metadata", "name"), name, 'must be spec.names.plural+"."+spec.group')
    yield from _validate_group(spec.get("group") or "")
    scope = spec.get("scope") or ""
    if not scope:
        yield required((*_SPEC, "scope"))
    elif scope not in _SCOPES:
        yield not_supported((*_SPEC, "scope"), scope, _SCOPES)
    yield from _validate_versions(spec.get("versions") or [])
    yield from _validate_names(spec["names"])


def _validate_group(group: str) -> Errors:
    path: Path = (*_SPEC, "group")
    if not group:
        yield required(path)
    elif breaches := dns_subdomain(group):
        yield invalid(path, group, ",".join(breaches))
    elif "." not in group:
        yield invalid(path, group, "should be a domain with at least one dot")


def _validate_versions(versions: list[Object]) -> Errors:
    names = [version.get("name", "") for version in versions]
    for index, version in enumerate(versions):
        path: Path = (*_VERSIONS, index)
        if breaches := dns_label_1035(names[index]):
            yield invalid((*path, "name"), names[index], ",".join(breaches))
        if (version.get("schema") or {}).get("openAPIV3Schema") is None:
            yield required((*path, "schema", "openAPIV3Schema"), "schemas are required")
    if len(set(names)) < len(names):
        yield invalid(_VERSIONS, names, "must contain unique version names")
    if sum(bool(version.get("storage")) for version in versions) != 1:
        yield invalid(_VERSIONS, names, "must have exactly one version marked as storage version")


def _validate_names(names: Object) -> Errors:
    for key in _NAMED:
        name, path = names.get(key) or "", (*_NAMES, key)
        if not name:
            yield required(path)
        elif breaches := dns_label_1035(name.lower() if key in _OF_TYPES else name):
            words = ",".join(breaches)
            mixed = f"may have mixed case, but should otherwise match: {words}"
            yield invalid(path, name, mixed if key in _OF_TYPES else words)
    for index, name in enumerate(names.get("shortNames") or ()):
        if breaches := dns_label_1035(name):
            yield invalid((*_NAMES, "shortNames", index), name, ",".join(breaches))
    if names.get("kind") and names.get("kind") == names.get("listKind"):
        yield invalid((*_NAMES, "listKind"), names["listKind"], "kind and listKind may not be the same")
