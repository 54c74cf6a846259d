"""Environment variables of containers and where their values come from."""

from __future__ import annotations

from manifestcheck.field import Path, invalid, not_found, required
from manifestcheck.formats import config_key, dns_label, dns_subdomain, env_name
from manifestcheck.rules.pod.field_refs import (
    ENV_FIELDS,
    validate_field_reference,
    validate_resource_reference,
)
from manifestcheck.rules.pod.paths import validate_file_path
from manifestcheck.rules.pod.scope import Scope
from manifestcheck.rules.values import Errors, Object, malformed
from manifestcheck.version import Version

FILE_KEYS_FROM = Version(1, 34)
"""The version that knows values from a key in a file."""

_SOURCES = ("fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef")
_BULK_SOURCES = ("configMapRef", "secretRef")
_SEVERAL = "may not have more than one field specified at a time"


def validate_env(variables: list[Object], path: Path, scope: Scope) -> Errors:
    """Check environment variables one by one; the same name twice is legal."""
    for index, variable in enumerate(variables):
        name = variable.get("name")
        if not name:
            yield required((*path, index, "name"))
        elif breaches := env_name(name, scope.version):
            yield from malformed((*path, index, "name"), name, breaches)
        if "valueFrom" in variable:
            yield from _validate_source(variable, (*path, index, "valueFrom"), scope.version)


def _validate_source(variable: Object, path: Path, version: Version) -> Errors:
    source = variable["valueFrom"]
    given = [key for key in _SOURCES if key in source]
    for key in given:
        yield from _validate_reference(key, source[key], (*path, key), version)
    if not given:
        yield invalid(path, "", _one_source_needed(version))
    elif variable.get("value"):
        yield invalid(path, "", "may not be specified when `value` is not empty")
    elif len(given) > 1:
        yield invalid(path, "", _SEVERAL)


def _one_source_needed(version: Version) -> str:
    if version < FILE_KEYS_FROM:
        return "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`"
    return (
        "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` "
        "or `fileKeyRef`"
    )


def _validate_reference(key: str, reference: Object, path: Path, version: Version) -> Errors:
    if key == "fieldRef":
        yield from validate_field_reference(reference, path, ENV_FIELDS)
    elif key == "resourceFieldRef":
        yield from validate_resource_reference(reference, path, in_file=False)
    elif key == "fileKeyRef":
        yield from _validate_file_key(reference, path, version)
    else:
        yield from _validate_key_of(reference, path)


def _validate_key_of(reference: Object, path: Path) -> Errors:
    """Check a reference to a key of a ConfigMap or a Secret."""
    name, key = reference.get("name", ""), reference.get("key")
    yield from malformed((*path, "name"), name, dns_subdomain(name))
    if key:
        yield from malformed((*path, "key"), key, config_key(key))
    else:
        yield required((*path, "key"))


def _validate_file_key(reference: Object, path: Path, version: Version) -> Errors:
    key, volume, file = (reference.get(one) for one in ("key", "volumeName", "path"))
    if key:
        yield from malformed((*path, "key"), key, env_name(key, version))
    else:
        yield required((*path, "key"))
    if volume:
        yield from malformed((*path, "volumeName"), volume, dns_label(volume))
    else:
        yield required((*path, "volumeName"))
    if file:
        yield from validate_file_path(file, (*path, "path"))
    else:
        yield required((*path, "path"))


def validate_env_files(container: Object, path: Path, scope: Scope) -> Errors:
    """Check that the volumes from which variables are read exist and are empty at first."""
    for index, variable in enumerate(container.get("env") or ()):
        reference = (variable.get("valueFrom") or {}).get("fileKeyRef")
        if reference is None:
            continue
        name = reference.get("volumeName", "")
        place: Path = (*path, "env", index, "valueFrom", "fileKeyRef", "volumeName")
        if name not in scope.volumes:
            yield not_found(place, name)
        elif "emptyDir" not in scope.volumes[name]:
            yield invalid(place, name, "referenced volume must be of type emptyDir")


def validate_env_from(sources: list[Object], path: Path, version: Version) -> Errors:
    """Check ConfigMaps and Secrets that become variables as a whole; the server leaves out some indices."""
    for index, source in enumerate(sources):
        prefix = source.get("prefix")
        if prefix:
            yield from malformed((*path, index, "prefix"), prefix, env_name(prefix, version))
        given = [key for key in _BULK_SOURCES if key in source]
        for key in given:
            yield from _validate_bulk(source[key].get("name"), (*path, index, key, "name"))
        if not given:
            yield invalid(path, "", "must specify one of: `configMapRef` or `secretRef`")
        elif len(given) > 1:
            yield invalid(path, "", _SEVERAL)


def _validate_bulk(name: str | None, path: Path) -> Errors:
    if not name:
        yield required(path)
        return
    # The server takes the name for a beginning of one: it may end with a hyphen.
    judged = f"{name[:-2]}a" if len(name) > 1 and name.endswith("-") else name
    yield from malformed(path, name, dns_subdomain(judged))
