"""When containers are started again: after an end, and after their resources change."""

from __future__ import annotations

from manifestcheck.field import Path, duplicate, forbidden, invalid, not_supported, required, too_many
from manifestcheck.rules.values import Errors, Object
from manifestcheck.version import Version

RESIZE_FROM = Version(1, 33)
"""The version that reads `resizePolicy` without a feature gate."""

CONTAINER_POLICIES_FROM = Version(1, 35)
"""The version that lets every container have its own restart policy."""

_POLICIES = ("Always", "Never", "OnFailure")
_ACTIONS = ("Restart", "RestartAllContainers")
_OPERATORS = ("In", "NotIn")
_RESIZED = ("cpu", "memory")
_RESIZE_POLICIES = ("NotRequired", "RestartContainer")
_MOST_RULES = 20
_MOST_EXIT_CODES = 255


def validate_restart(container: Object, path: Path, version: Version, *, init: bool) -> Errors:
    """Check a container's own restart policy and the rules that refine it."""
    policy = container.get("restartPolicy")
    if version >= CONTAINER_POLICIES_FROM:
        yield from _validate_policy(policy, container.get("restartPolicyRules") or [], path)
    elif policy is not None and not init:
        yield forbidden((*path, "restartPolicy"), "may not be set for non-init containers")
    elif policy is not None and policy != "Always":
        yield not_supported((*path, "restartPolicy"), policy, ("Always",))


def _validate_policy(policy: str | None, rules: list[Object], path: Path) -> Errors:
    if policy is not None and policy not in _POLICIES:
        yield not_supported((*path, "restartPolicy"), policy, _POLICIES)
    if policy is None and rules:
        yield required((*path, "restartPolicy"), "must specify restartPolicy when restart rules are used")
    if len(rules) > _MOST_RULES:
        yield too_many((*path, "restartPolicyRules"), len(rules), _MOST_RULES)
    for index, rule in enumerate(rules):
        yield from _validate_rule(rule, (*path, "restartPolicyRules", index))


def _validate_rule(rule: Object, path: Path) -> Errors:
    if rule.get("action", "") not in _ACTIONS:
        yield not_supported((*path, "action"), rule.get("action", ""), _ACTIONS)
    if "exitCodes" not in rule:
        yield required((*path, "exitCodes"), "must be specified")
        return
    codes = rule["exitCodes"]
    if codes.get("operator", "") not in _OPERATORS:
        yield not_supported((*path, "exitCodes", "operator"), codes.get("operator", ""), _OPERATORS)
    count = len(codes.get("values") or ())
    if count > _MOST_EXIT_CODES:
        yield too_many((*path, "exitCodes", "values"), count, _MOST_EXIT_CODES)


def validate_resize_policy(policies: list[Object], path: Path) -> Errors:
    """Check what a changed resource means for a container; the server blames the list as a whole."""
    seen: set[str] = set()
    for index, policy in enumerate(policies):
        resource, restart = policy.get("resourceName", ""), policy.get("restartPolicy", "")
        if resource in seen:
            yield duplicate((*path, index), resource)
        seen.add(resource)
        for value, known in ((resource, _RESIZED), (restart, _RESIZE_POLICIES)):
            if not value:
                yield required(path)
            elif value not in known:
                yield not_supported(path, value, known)


def validate_init_resize(policies: list[Object], path: Path) -> Errors:
    """Check that a container that runs once is not to be started again for a changed resource."""
    for index, policy in enumerate(policies):
        if policy.get("restartPolicy") == "RestartContainer":
            why = "must not be set to 'RestartContainer' for non-sidecar initContainers"
            yield invalid((*path, index, "restartPolicy"), policy["restartPolicy"], why)
