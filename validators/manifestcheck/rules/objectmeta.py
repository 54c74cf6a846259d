"""The metadata that every object has: its name, labels, annotations, owners and finalizers."""

from __future__ import annotations

from manifestcheck.field import Path, invalid, required
from manifestcheck.formats import dns_label, qualified_name
from manifestcheck.rules.labels import validate_annotations, validate_labels
from manifestcheck.rules.names import NameRule, path_segment
from manifestcheck.rules.values import Errors, Object, malformed
from manifestcheck.version import Version

_PATH: Path = ("metadata",)
_STANDARD_FINALIZERS = frozenset({"kubernetes", "orphan", "foregroundDeletion"})
_NOT_STANDARD = "name is neither a standard finalizer name nor is it fully qualified"
_MOST_GENERATED_BASE = 58
_RANDOM_PART = "xxxxx"


def name_of(metadata: Object) -> str:
    """Return the object's name: the one given, or one as the server generates it; "": neither is there."""
    base: str = metadata.get("generateName") or ""
    generated = f"{base[:_MOST_GENERATED_BASE]}{_RANDOM_PART}" if base else ""
    return metadata.get("name") or generated


def validate_metadata(metadata: Object, names: NameRule, version: Version, *, namespaced: bool) -> Errors:
    """Check an object's metadata; what the server drops or overwrites on creation is not judged."""
    yield from _validate_name(metadata, names, version)
    if namespaced and metadata.get("namespace"):
        yield from malformed((*_PATH, "namespace"), metadata["namespace"], dns_label(metadata["namespace"]))
    yield from validate_labels(metadata.get("labels") or {}, (*_PATH, "labels"))
    yield from validate_annotations(metadata.get("annotations") or {}, (*_PATH, "annotations"))
    yield from _validate_owners(metadata.get("ownerReferences") or [])
    yield from _validate_finalizers(metadata.get("finalizers") or [])


def _validate_name(metadata: Object, names: NameRule, version: Version) -> Errors:
    base = metadata.get("generateName")
    if base:
        yield from malformed((*_PATH, "generateName"), base, names(_as_prefix(base, names), version))
    name = name_of(metadata)
    if name:
        yield from malformed((*_PATH, "name"), name, names(name, version))
    else:
        yield required((*_PATH, "name"), "name or generateName is required")


def _as_prefix(base: str, names: NameRule) -> str:
    """Return what the server judges of a prefix, which may end in a hyphen."""
    return f"{base[:-2]}a" if len(base) > 1 and base.endswith("-") and names is not path_segment else base


def _validate_owners(owners: list[Object]) -> Errors:
    path: Path = (*_PATH, "ownerReferences")
    controller = ""
    for owner in owners:
        yield from _validate_owner(owner, path)
        if owner.get("controller"):
            this = f"{owner.get('kind', '')}/{owner.get('name', '')}"
            if controller:
                yield invalid(
                    path,
                    owners,
                    "Only one reference can have Controller set to true. "
                    f'Found "true" in references for {controller} and {this}',
                )
            controller = controller or this


def _validate_owner(owner: Object, path: Path) -> Errors:
    api_version = owner.get("apiVersion", "")
    if not api_version or api_version.count("/") > 1 or api_version.endswith("/"):
        yield invalid((*path, "apiVersion"), api_version, "version must not be empty")
    for key in ("kind", "name", "uid"):
        if not owner.get(key):
            yield invalid((*path, key), "", "must not be empty")
    if (api_version, owner.get("kind")) == ("v1", "Event"):
        yield invalid(path, owner, "/v1, Kind=Event is disallowed from being an owner")


def _validate_finalizers(finalizers: list[str]) -> Errors:
    path: Path = (*_PATH, "finalizers")
    for finalizer in finalizers:
        yield from malformed(path, finalizer, qualified_name(finalizer))
    if {"orphan", "foregroundDeletion"} <= set(finalizers):
        yield invalid(path, finalizers, "finalizer orphan and foregroundDeletion cannot be both set")
    for index, finalizer in enumerate(finalizers):
        yield from validate_finalizer(finalizer, (*path, index))


def validate_finalizer(finalizer: str, path: Path) -> Errors:
    """Check that a finalizer without a domain is one of the server's own."""
    if "/" not in finalizer and finalizer not in _STANDARD_FINALIZERS:
        yield invalid(path, finalizer, _NOT_STANDARD)
