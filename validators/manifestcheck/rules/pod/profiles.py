"""Seccomp and AppArmor profiles in security contexts."""

from __future__ import annotations

from manifestcheck.field import FieldError, Path, invalid, not_supported, required, too_long
from manifestcheck.formats import longer
from manifestcheck.rules.pod.paths import validate_descending
from manifestcheck.rules.values import Errors, Object

LOCALHOST, RUNTIME_DEFAULT, UNCONFINED = "Localhost", "RuntimeDefault", "Unconfined"
"""A profile of the node, the runtime's own and none."""

_TYPES = (LOCALHOST, RUNTIME_DEFAULT, UNCONFINED)
_MOST_PROFILE_BYTES = 4095


def validate_profiles(context: Object, path: Path) -> Errors:
    """Check both profiles of a pod's or a container's security context."""
    if "seccompProfile" in context:
        yield from _validate_seccomp(context["seccompProfile"], (*path, "seccompProfile"))
    if "appArmorProfile" in context:
        yield from _validate_app_armor(context["appArmorProfile"], (*path, "appArmorProfile"))


def _validate_seccomp(profile: Object, path: Path) -> Errors:
    kind, local = profile.get("type", ""), profile.get("localhostProfile")
    place: Path = (*path, "localhostProfile")
    if kind not in _TYPES:
        yield _wrong_type((*path, "type"), kind, "seccompProfile")
    if kind != LOCALHOST:
        if local is not None:
            yield invalid(place, profile, "can only be set when seccomp type is Localhost")
    elif local is None:
        yield required(place, "must be set when seccomp type is Localhost")
    else:
        yield from validate_descending(local, place)


def _wrong_type(path: Path, kind: str, what: str) -> FieldError:
    if not kind:
        return required(path, f"type is required when {what} is set")
    return not_supported(path, kind, _TYPES)


def _validate_app_armor(profile: Object, path: Path) -> Errors:
    kind, local = profile.get("type", ""), profile.get("localhostProfile")
    place: Path = (*path, "localhostProfile")
    if kind not in _TYPES:
        yield _wrong_type((*path, "type"), kind, "appArmorProfile")
    elif kind != LOCALHOST:
        if local is not None:
            yield invalid(place, local, "can only be set when AppArmor type is Localhost")
    elif not local:
        yield required(place, "must be set when AppArmor type is Localhost")
    else:
        if local.strip() != local:
            yield invalid(place, local, "must not be padded with whitespace")
        if longer(local, _MOST_PROFILE_BYTES):
            yield too_long(place, _MOST_PROFILE_BYTES)
