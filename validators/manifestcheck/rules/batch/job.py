"""Jobs: how often their pods run, which selector the server makes for them, and what their pods may be."""

from __future__ import annotations

from manifestcheck.field import Key, Path, invalid, not_supported, required, too_long
from manifestcheck.formats import dns_label, longer
from manifestcheck.rules.batch.completion import validate_completion
from manifestcheck.rules.batch.failure_policy import default_failure_policy, validate_failure_policy
from manifestcheck.rules.batch.success_policy import validate_success_policy
from manifestcheck.rules.domain_path import validate_domain_path
from manifestcheck.rules.labels import is_usable, matches, validate_selector
from manifestcheck.rules.objectmeta import name_of
from manifestcheck.rules.template import default_template, labels_of, validate_fit, validate_template
from manifestcheck.rules.values import Errors, Object, not_negative, one_of
from manifestcheck.version import Version

_SPEC: Path = ("spec",)
_UID = "00000000-0000-0000-0000-000000000000"
"""Stands for the identifier that the server gives a new Job, which no manifest can know."""
_UID_LABELS = ("controller-uid", "batch.kubernetes.io/controller-uid")
_NAME_LABELS = ("job-name", "batch.kubernetes.io/job-name")
_MOST_MANAGER_BYTES = 63
_RESTARTS = ("OnFailure", "Never")
_REPLACEMENTS = ("Failed", "TerminatingOrFailed")
_COUNTS = ("parallelism", "completions", "activeDeadlineSeconds", "backoffLimit", "ttlSecondsAfterFinished")


def default(job: Object) -> None:
    """Fill in what the server does before it validates, its labels and its selector among it."""
    spec = job.setdefault("spec", {})
    if "completions" not in spec and "parallelism" not in spec:
        spec["completions"] = 1
    spec.setdefault("parallelism", 1)
    spec.setdefault("completionMode", "NonIndexed")
    template, metadata = spec.setdefault("template", {}), job.setdefault("metadata", {})
    metadata["labels"] = metadata.get("labels") or labels_of(template)
    default_spec(spec)
    if not spec.get("manualSelector"):
        _generate_selector(spec, template, name_of(metadata))


def default_spec(spec: Object) -> None:
    """Fill in what a Job and the template of a CronJob have in common."""
    default_template(spec.setdefault("template", {}))
    default_failure_policy(spec)


def _generate_selector(spec: Object, template: Object, name: str) -> None:
    made = dict.fromkeys(_NAME_LABELS, name) | dict.fromkeys(_UID_LABELS, _UID)
    metadata = template["metadata"] = template.get("metadata") or {}
    metadata["labels"] = made | (metadata.get("labels") or {})
    selector = spec["selector"] = spec.get("selector") or {}
    selector["matchLabels"] = {_UID_LABELS[1]: _UID} | (selector.get("matchLabels") or {})


def validate(job: Object, version: Version) -> Errors:
    """Check a Job."""
    spec, name = job["spec"], name_of(job["metadata"])
    if not spec.get("manualSelector"):
        yield from _validate_generated(spec, name)
    yield from validate_job_spec(spec, _SPEC, version)
    selector, path = spec.get("selector"), (*_SPEC, "selector")
    if selector is None:
        yield required(path)
    else:
        yield from validate_selector(selector, path)
    if selector is None or is_usable(selector):
        yield from validate_fit(selector, spec["template"], (*_SPEC, "template"))
    yield from _validate_host_names(spec, name)


def _validate_generated(spec: Object, name: str) -> Errors:
    labels = labels_of(spec["template"])
    expected = dict.fromkeys(_UID_LABELS, _UID) | dict.fromkeys(_NAME_LABELS, name)
    for key in (_UID_LABELS[0], _NAME_LABELS[0], _UID_LABELS[1], _NAME_LABELS[1]):
        if labels[key] != expected[key]:
            path = (*_SPEC, "template", "metadata", "labels", Key(key))
            yield invalid(path, dict(sorted(labels.items())), f"must be '{expected[key]}'")
    if is_usable(spec["selector"]) and not matches(spec["selector"], expected):
        yield invalid((*_SPEC, "selector"), spec["selector"], "`selector` not auto-generated")


def _validate_host_names(spec: Object, name: str) -> Errors:
    completions = spec.get("completions") or 0
    if spec["completionMode"] == "Indexed" and completions > 0:
        last = f"{name}-{completions - 1}"
        if dns_label(last):
            why = f"will not able to create pod with invalid DNS label: {last}"
            yield invalid(("metadata", "name"), name, why)


def validate_job_spec(spec: Object, path: Path, version: Version) -> Errors:
    """Check what a Job and the template of a CronJob have in common."""
    yield from not_negative(spec, path, *_COUNTS, "backoffLimitPerIndex", "maxFailedIndexes")
    if spec.get("maxFailedIndexes") is not None and spec.get("backoffLimitPerIndex") is None:
        yield required((*path, "backoffLimitPerIndex"), "when maxFailedIndexes is specified")
    yield from _validate_manager(spec, path)
    yield from validate_completion(spec, path)
    if spec.get("podFailurePolicy") is not None:
        yield from validate_failure_policy(spec, (*path, "podFailurePolicy"))
    if spec.get("successPolicy") is not None:
        yield from validate_success_policy(spec, (*path, "successPolicy"))
    replacements = _REPLACEMENTS if spec.get("podFailurePolicy") is None else _REPLACEMENTS[:1]
    yield from one_of(spec, "podReplacementPolicy", path, replacements)
    yield from validate_template(spec["template"], (*path, "template"), version)
    yield from _validate_restart(spec, (*path, "template", "spec", "restartPolicy"))


def _validate_manager(spec: Object, path: Path) -> Errors:
    manager: str | None = spec.get("managedBy")
    if manager is None:
        return
    place = (*path, "managedBy")
    yield from validate_domain_path(manager, place)
    if longer(manager, _MOST_MANAGER_BYTES):
        yield too_long(place, _MOST_MANAGER_BYTES)


def _validate_restart(spec: Object, path: Path) -> Errors:
    policy = spec["template"]["spec"].get("restartPolicy") or "Always"
    if policy == "Always":
        yield required(path, 'valid values: "OnFailure", "Never"')
    elif policy not in _RESTARTS:
        yield not_supported(path, policy, _RESTARTS)
    elif spec.get("podFailurePolicy") is not None and policy != "Never":
        yield invalid(path, policy, 'only "Never" is supported when podFailurePolicy is specified')
