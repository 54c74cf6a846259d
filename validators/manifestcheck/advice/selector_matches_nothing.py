"""`selector-matches-nothing`: a Service or policy beside pods of which it selects none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from manifestcheck.advice.rule import Object, Remark, Rule, Subject
from manifestcheck.diagnostic import Severity
from manifestcheck.field import Path

_SELECTORS: Final[dict[str, Path]] = {
    "Service": ("spec", "selector"),
    "NetworkPolicy": ("spec", "podSelector"),
    "PodDisruptionBudget": ("spec", "selector"),
}


def _check(subject: Subject, company: Sequence[Subject]) -> Iterator[Remark]:
    path = _SELECTORS.get(subject.kind)
    pods = [one for one in company if one.pod is not None and one.namespace == subject.namespace]
    if path is None or not pods:
        return
    selector = (subject.obj.get("spec") or {}).get(path[-1]) or {}
    if subject.kind == "Service":
        selector = {"matchLabels": selector}
    if any(selector.values()) and not any(_selects(selector, pod.labels) for pod in pods):
        yield Remark(
            path, f"the selector of {subject.kind} `{subject.metadata.get('name', '')}` selects no pod here"
        )


def _selects(selector: Object, labels: dict[str, str]) -> bool:
    pairs = selector.get("matchLabels") or {}
    return all(labels.get(key) == value for key, value in pairs.items()) and all(
        _holds(one, labels) for one in selector.get("matchExpressions") or ()
    )


def _holds(expression: Object, labels: dict[str, str]) -> bool:
    value = labels.get(expression.get("key") or "")
    values = expression.get("values") or ()
    return {
        "In": value in values,
        "NotIn": value not in values,
        "Exists": value is not None,
        "DoesNotExist": value is None,
    }.get(expression.get("operator") or "", True)


RULE = Rule(
    code="MC307",
    name="selector-matches-nothing",
    severity=Severity.WARNING,
    help="Let it name labels that the pods beside it have.",
    check=_check,
)
