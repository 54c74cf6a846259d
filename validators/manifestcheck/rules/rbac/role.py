"""Roles and ClusterRoles: what may be done to what."""

from __future__ import annotations

from manifestcheck.field import Path, invalid, required
from manifestcheck.rules.labels import validate_selector
from manifestcheck.rules.values import Errors, Object
from manifestcheck.version import Version

_OF_RESOURCES = ("apiGroups", "resources", "resourceNames")


def validate(role: Object, _version: Version) -> Errors:
    """Check a Role."""
    yield from _validate_rules(role, namespaced=True)


def validate_cluster_role(role: Object, _version: Version) -> Errors:
    """Check a ClusterRole."""
    yield from _validate_rules(role, namespaced=False)
    aggregation = role.get("aggregationRule")
    if aggregation is None:
        return
    path: Path = ("aggregationRule", "clusterRoleSelectors")
    selectors = aggregation.get("clusterRoleSelectors") or ()
    if not selectors:
        yield required(path, "at least one clusterRoleSelector required if aggregationRule is non-nil")
    for index, selector in enumerate(selectors):
        yield from validate_selector(selector, (*path, index))


def _validate_rules(role: Object, *, namespaced: bool) -> Errors:
    for index, rule in enumerate(role.get("rules") or ()):
        path: Path = ("rules", index)
        if not rule.get("verbs"):
            yield required((*path, "verbs"), "verbs must contain at least one value")
        urls = rule.get("nonResourceURLs")
        if urls:
            yield from _validate_urls(rule, urls, (*path, "nonResourceURLs"), namespaced=namespaced)
            continue
        for key, what in zip(_OF_RESOURCES[:2], ("api group", "resource"), strict=True):
            if not rule.get(key):
                yield required((*path, key), f"resource rules must supply at least one {what}")


def _validate_urls(rule: Object, urls: list[str], path: Path, *, namespaced: bool) -> Errors:
    if namespaced:
        yield invalid(path, urls, "namespaced rules cannot apply to non-resource URLs")
    if any(rule.get(key) for key in _OF_RESOURCES):
        yield invalid(path, urls, "rules cannot apply to both regular resources and non-resource URLs")
