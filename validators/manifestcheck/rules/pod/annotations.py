"""Annotations of pods that once were fields, and their agreement with the fields that replaced them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from manifestcheck.field import FieldError, Key, Path, forbidden, invalid
from manifestcheck.rules.pod.paths import validate_descending
from manifestcheck.rules.pod.profiles import LOCALHOST, RUNTIME_DEFAULT, UNCONFINED
from manifestcheck.rules.pod.scope import all_containers
from manifestcheck.rules.pod.tolerations import validate_tolerations
from manifestcheck.rules.values import Errors, Object

MIRROR = "kubernetes.io/config.mirror"
TOLERATIONS = "scheduler.alpha.kubernetes.io/tolerations"
DELETION_COST = "controller.kubernetes.io/pod-deletion-cost"
SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod"
SECCOMP_CONTAINER = "container.seccomp.security.alpha.kubernetes.io/"
APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/"

Annotations = dict[str, str]

_LOCAL = "localhost/"
_SECCOMP_PLAIN = {RUNTIME_DEFAULT: ("runtime/default", "docker/default"), UNCONFINED: ("unconfined",)}
_APP_ARMOR_PLAIN = {RUNTIME_DEFAULT: ("runtime/default",), UNCONFINED: ("unconfined",)}
_is_decimal = re.compile("0|-?[0-9]+").fullmatch
_LAST_INT32 = 2**31 - 1


def validate_pod_annotations(annotations: Annotations, spec: Object, path: Path) -> Errors:
    """Check the annotations that mean something to the server; `path` is that of all annotations."""
    for key, value in annotations.items():
        if key == MIRROR and not spec.get("nodeName"):
            yield invalid((*path, Key(key)), value, "must set spec.nodeName if mirror pod annotation is set")
        elif key == TOLERATIONS and value:
            yield from _validate_tolerations(value, path)
        elif key == DELETION_COST and not _is_int32(value):
            yield invalid((*path, Key(key)), value, "must be a 32bit integer")
        elif key == SECCOMP_POD or key.startswith(SECCOMP_CONTAINER):
            yield from _validate_seccomp(value, (*path, key))
        elif key.startswith(APP_ARMOR):
            yield from _validate_app_armor(key, value, spec, (*path, Key(key)))


def _is_int32(value: str) -> bool:
    """Tell whether a text is an integer as Go reads it; a plus sign and leading zeros are refused."""
    if not _is_decimal(value) or (value.startswith("0") and value != "0"):
        return False
    digits = value.lstrip("-0")
    return len(digits) <= 10 and -_LAST_INT32 - 1 <= int(value) <= _LAST_INT32  # noqa: PLR2004 - of any int32


def _validate_tolerations(value: str, path: Path) -> Errors:
    try:
        tolerations = json.loads(value)
    except (ValueError, RecursionError) as error:
        yield invalid(path, TOLERATIONS, str(error))
        return
    if isinstance(tolerations, list) and all(isinstance(one, dict) for one in tolerations):
        yield from validate_tolerations(tolerations, (*path, TOLERATIONS))


def _validate_seccomp(value: str, path: Path) -> Errors:
    if value.startswith(_LOCAL):
        yield from validate_descending(value.removeprefix(_LOCAL), path)
    elif not any(value in plain for plain in _SECCOMP_PLAIN.values()):
        yield invalid(path, value, "must be a valid seccomp profile")


def _validate_app_armor(key: str, value: str, spec: Object, path: Path) -> Errors:
    name = key.removeprefix(APP_ARMOR)
    if not any(container.get("name", "") == name for container, _ in all_containers(spec, ())):
        yield invalid(path, name, "container not found")
    plain = any(value in known for known in _APP_ARMOR_PLAIN.values())
    if value and not plain and not value.startswith(_LOCAL):
        yield invalid(path, value, f'invalid AppArmor profile name: "{value}"')


def validate_profiles_agree(annotations: Annotations, spec: Object, path: Path, *, template: bool) -> Errors:
    """Check that profiles given both ways are the same; `path` is that of the spec."""
    if not any(key == SECCOMP_POD or key.startswith((SECCOMP_CONTAINER, APP_ARMOR)) for key in annotations):
        return
    yield from _validate_seccomp_agrees(annotations.get(SECCOMP_POD), spec, path)
    for container, place in all_containers(spec, path):
        name = container.get("name", "")
        yield from _validate_seccomp_agrees(annotations.get(SECCOMP_CONTAINER + name), container, place)
        if not template and (spec.get("os") or {}).get("name") != "windows":
            yield from _validate_app_armor_agrees(annotations.get(APP_ARMOR + name), container, place)


def _validate_seccomp_agrees(annotation: str | None, holder: Object, path: Path) -> Errors:
    field = (holder.get("securityContext") or {}).get("seccompProfile")
    if annotation is not None and field is not None:
        place: Path = (*path, "securityContext", "seccompProfile")
        yield from _disagreement(annotation, field, place, _SECCOMP_PLAIN, "seccomp")


def _validate_app_armor_agrees(annotation: str | None, holder: Object, path: Path) -> Errors:
    field = (holder.get("securityContext") or {}).get("appArmorProfile")
    if annotation is not None and field is not None:
        place: Path = (*path, "securityContext", "appArmorProfile")
        yield from _disagreement(annotation, field, place, _APP_ARMOR_PLAIN, "apparmor")


def _disagreement(
    annotation: str, field: Object, path: Path, plain: Mapping[str, tuple[str, ...]], what: str
) -> list[FieldError]:
    kind = field.get("type", "")
    if kind != LOCALHOST:
        agrees = kind not in plain or annotation in plain[kind]
        return (
            [] if agrees else [forbidden((*path, "type"), f"{what} type in annotation and field must match")]
        )
    if not annotation.startswith(_LOCAL):
        return [forbidden((*path, "type"), f"{what} type in annotation and field must match")]
    if annotation.removeprefix(_LOCAL) != field.get("localhostProfile"):
        why = f"{what} profile in annotation and field must match"
        return [forbidden((*path, "localhostProfile"), why)]
    return []
