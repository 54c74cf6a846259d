"""Rules of our own, beyond the server's: they never change a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from manifestcheck import codes
from manifestcheck.advice import (
    bare_pod,
    deprecated_api,
    latest_image_tag,
    missing_probe,
    missing_reference,
    missing_requests,
    pod_security,
    repeated_env,
    selector_matches_nothing,
    server_warning,
    several_processes,
    shared_port,
    unused_volume,
)
from manifestcheck.advice.rule import Remark, Rule, Subject
from manifestcheck.judge import Decoded
from manifestcheck.schema.api import Api
from manifestcheck.workload import TEMPLATES, template

__all__ = ["MEANINGS", "RULES", "Remark", "Rule", "advise"]

RULES: Final = (
    latest_image_tag.RULE,
    missing_requests.RULE,
    missing_probe.RULE,
    shared_port.RULE,
    several_processes.RULE,
    unused_volume.RULE,
    selector_matches_nothing.RULE,
    missing_reference.RULE,
    deprecated_api.RULE,
    pod_security.RULE,
    bare_pod.RULE,
    repeated_env.RULE,
    server_warning.RULE,
)

MEANINGS: Final = {**codes.MEANINGS, **{rule.code: rule.name for rule in RULES}}
"""What each code stands for, in a few words."""


def advise(objects: Sequence[Decoded], api: Api) -> dict[int, list[tuple[Rule, Remark]]]:
    """Return what the rules say of each object of a text, by the identity of what was decoded."""
    subjects = [subject(one, api) for one in objects]
    return {
        id(decoded): [(rule, remark) for rule in RULES for remark in rule.check(one, subjects)]
        for decoded, one in zip(objects, subjects, strict=True)
    }


def subject(decoded: Decoded, api: Api) -> Subject:
    """Return the object as the rules see it."""
    kind = decoded.item.kind
    of = template(kind, decoded.obj)
    metadata = (of or {}).get("metadata") or {}
    return Subject(
        api_version=decoded.item.api_version,
        kind=kind,
        obj=decoded.obj,
        version=api.version,
        pod=of.get("spec") or {} if of is not None else None,
        pod_path=(*TEMPLATES.get(kind, ()), "spec"),
        labels=metadata.get("labels") or {},
        annotations=metadata.get("annotations") or {},
    )
