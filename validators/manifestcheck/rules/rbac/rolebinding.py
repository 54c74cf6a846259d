"""RoleBindings and ClusterRoleBindings: who is given which role."""

from __future__ import annotations

from manifestcheck.field import Path, not_supported, required
from manifestcheck.formats import dns_subdomain
from manifestcheck.rules.names import path_segment
from manifestcheck.rules.values import Errors, Object, optional_text, required_text
from manifestcheck.version import Version

_GROUP = "rbac.authorization.k8s.io"
_ROLES = ("Role", "ClusterRole")
_SUBJECTS = ("ServiceAccount", "User", "Group")


def default(binding: Object) -> None:
    """Fill in what the server does before it validates."""
    role = binding.setdefault("roleRef", {})
    role["apiGroup"] = role.get("apiGroup") or _GROUP
    for subject in binding.get("subjects") or ():
        if subject.get("kind") in _SUBJECTS[1:]:
            subject["apiGroup"] = subject.get("apiGroup") or _GROUP


def validate(binding: Object, _version: Version) -> Errors:
    """Check a RoleBinding."""
    yield from _validate_role(binding["roleRef"], _ROLES)
    for index, subject in enumerate(binding.get("subjects") or ()):
        yield from _validate_subject(subject, ("subjects", index))


def validate_cluster_binding(binding: Object, _version: Version) -> Errors:
    """Check a ClusterRoleBinding, whose service accounts must say which namespace they are from."""
    yield from _validate_role(binding["roleRef"], _ROLES[1:])
    for index, subject in enumerate(binding.get("subjects") or ()):
        yield from _validate_subject(subject, ("subjects", index))
        if subject.get("kind") == _SUBJECTS[0] and not subject.get("namespace"):
            yield required(("subjects", index, "namespace"))


def _validate_role(role: Object, kinds: tuple[str, ...]) -> Errors:
    path: Path = ("roleRef",)
    if role["apiGroup"] != _GROUP:
        yield not_supported((*path, "apiGroup"), role["apiGroup"], (_GROUP,))
    if role.get("kind") not in kinds:
        yield not_supported((*path, "kind"), role.get("kind", ""), kinds)
    yield from required_text(role, "name", path, path_segment)


def _validate_subject(subject: Object, path: Path) -> Errors:
    kind, group = subject.get("kind", ""), subject.get("apiGroup") or ""
    if not subject.get("name"):
        yield required((*path, "name"))
    if kind not in _SUBJECTS:
        yield not_supported((*path, "kind"), kind, _SUBJECTS)
    elif kind == _SUBJECTS[0]:
        yield from optional_text(subject, "name", path, dns_subdomain)
        if group:
            yield not_supported((*path, "apiGroup"), group, ("",))
    elif group != _GROUP:
        yield not_supported((*path, "apiGroup"), group, (_GROUP,))
