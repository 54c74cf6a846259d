"""Volumes that show objects of the API as files: one by one, or several projected into one folder."""

from __future__ import annotations

from manifestcheck.field import Path, forbidden, invalid, required
from manifestcheck.rules.pod.field_refs import (
    FILE_FIELDS,
    validate_field_reference,
    validate_resource_reference,
)
from manifestcheck.rules.pod.paths import validate_file_path
from manifestcheck.rules.values import Errors, Object

_LAST_MODE = 0o777
_SHORTEST_TOKEN_SECONDS = 600
_LONGEST_TOKEN_SECONDS = 1 << 32
_CONFLICT = "conflicting duplicate paths"


def validate_mode(obj: Object, key: str, path: Path) -> Errors:
    """Check the permissions of files."""
    mode = obj.get(key)
    if mode is not None and not 0 <= mode <= _LAST_MODE:
        yield invalid((*path, key), mode, "must be a number between 0 and 0777 (octal), both inclusive")


def validate_config_map_volume(source: Object, path: Path) -> Errors:
    """Check a ConfigMap as files."""
    yield from _validate_keyed(source, "name", path)


def validate_secret_volume(source: Object, path: Path) -> Errors:
    """Check a Secret as files."""
    yield from _validate_keyed(source, "secretName", path)


def _validate_keyed(source: Object, name: str, path: Path) -> Errors:
    if not source.get(name):
        yield required((*path, name))
    yield from validate_mode(source, "defaultMode", path)
    yield from _validate_items(source, path)


def _validate_items(source: Object, path: Path) -> Errors:
    for index, item in enumerate(source.get("items") or ()):
        place: Path = (*path, "items", index)
        if not item.get("key"):
            yield required((*place, "key"))
        if item.get("path"):
            yield from validate_file_path(item["path"], (*place, "path"))
        else:
            yield required((*place, "path"))
        yield from validate_mode(item, "mode", place)


def validate_downward_volume(source: Object, path: Path) -> Errors:
    """Check fields of the pod itself as files."""
    yield from validate_mode(source, "defaultMode", path)
    yield from _validate_downward_items(source, path)


def _validate_downward_items(source: Object, path: Path) -> Errors:
    """Check files; the server leaves out `items` and the index."""
    for item in source.get("items") or ():
        if not item.get("path"):
            yield required((*path, "path"))
        yield from validate_file_path(item.get("path", ""), (*path, "path"))
        if "fieldRef" in item:
            yield from validate_field_reference(item["fieldRef"], (*path, "fieldRef"), FILE_FIELDS)
            if "resourceFieldRef" in item:
                why = "fieldRef and resourceFieldRef can not be specified simultaneously"
                yield invalid(path, "resource", why)
        elif "resourceFieldRef" in item:
            place: Path = (*path, "resourceFieldRef")
            yield from validate_resource_reference(item["resourceFieldRef"], place, in_file=True)
        else:
            yield required(path, "one of fieldRef and resourceFieldRef is required")
        yield from validate_mode(item, "mode", path)


def validate_projected_volume(source: Object, path: Path) -> Errors:
    """Check several sources in one folder."""
    yield from validate_mode(source, "defaultMode", path)
    taken: set[str] = set()
    for index, one in enumerate(source.get("sources") or ()):
        place: Path = (*path, "sources", index)
        found = 0
        for key, validate in _PROJECTIONS:
            if key not in one:
                continue
            found += 1
            if found > 1:
                yield forbidden(place, "may not specify more than 1 volume type per source")
            else:
                yield from validate(one[key], (*place, key))
                yield from _validate_paths_free(key, one[key], path, taken)


def _validate_paths_free(key: str, source: Object, path: Path, taken: set[str]) -> Errors:
    """Check that no two sources write the same file."""
    items = [source] if key == "serviceAccountToken" else source.get("items") or ()
    for item in items:
        file = item.get("path")
        if file and file in taken:
            yield invalid(path, source.get("name", file), _CONFLICT)
        elif file:
            taken.add(file)


def _validate_projected_object(source: Object, path: Path) -> Errors:
    if not source.get("name"):
        yield required((*path, "name"))
    yield from _validate_items(source, path)


def _validate_token(source: Object, path: Path) -> Errors:
    seconds = source["expirationSeconds"]
    place: Path = (*path, "expirationSeconds")
    if seconds < _SHORTEST_TOKEN_SECONDS:
        yield invalid(place, seconds, "may not specify a duration less than 10 minutes")
    elif seconds > _LONGEST_TOKEN_SECONDS:
        yield invalid(place, seconds, "may not specify a duration larger than 2^32 seconds")
    if source.get("path"):
        yield from validate_file_path(source["path"], (*path, "path"))
    else:
        yield required((*path, "path"))


# The other sources are read only behind feature gates that are off, so nothing is said of them.
_PROJECTIONS = (
    ("secret", _validate_projected_object),
    ("configMap", _validate_projected_object),
    ("downwardAPI", _validate_downward_items),
    ("serviceAccountToken", _validate_token),
)
