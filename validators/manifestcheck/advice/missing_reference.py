"""`missing-reference`: a ConfigMap, Secret or claim that a pod needs and that is not beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from manifestcheck.advice.rule import Object, Remark, Rule, Subject
from manifestcheck.diagnostic import Severity
from manifestcheck.field import Path

Reference = tuple[str, str, Path]

_ALWAYS_THERE: Final = frozenset((("ConfigMap", "kube-root-ca.crt"),))
_ENV: Final = (("configMapKeyRef", "ConfigMap"), ("secretKeyRef", "Secret"))
_ENV_FROM: Final = (("configMapRef", "ConfigMap"), ("secretRef", "Secret"))
_VOLUMES: Final = (
    ("configMap", "name", "ConfigMap"),
    ("secret", "secretName", "Secret"),
    ("persistentVolumeClaim", "claimName", "PersistentVolumeClaim"),
)


def _check(subject: Subject, company: Sequence[Subject]) -> Iterator[Remark]:
    there = {(one.kind, str(one.metadata.get("name") or ""), one.namespace) for one in company}
    claims = (subject.obj.get("spec") or {}).get("volumeClaimTemplates") or () if subject.pod else ()
    made = {("PersistentVolumeClaim", str((claim.get("metadata") or {}).get("name"))) for claim in claims}
    seen: set[tuple[str, str]] = set(_ALWAYS_THERE) | made
    for kind, name, path in (*_of_containers(subject), *_of_volumes(subject)):
        if name and (kind, name) not in seen and (kind, name, subject.namespace) not in there:
            seen.add((kind, name))
            yield Remark(path, f"{kind} `{name}` is not in this text")


def _of_containers(subject: Subject) -> Iterator[Reference]:
    for path, container in subject.containers("initContainers", "containers"):
        for index, env in enumerate(container.get("env") or ()):
            source = env.get("valueFrom") or {}
            yield from _named(source, _ENV, (*path, "env", index, "valueFrom"))
        for index, source in enumerate(container.get("envFrom") or ()):
            yield from _named(source, _ENV_FROM, (*path, "envFrom", index))


def _named(source: Object, fields: tuple[tuple[str, str], ...], path: Path) -> Iterator[Reference]:
    for field, kind in fields:
        found = source.get(field) or {}
        if not found.get("optional"):
            yield kind, found.get("name") or "", (*path, field, "name")


def _of_volumes(subject: Subject) -> Iterator[Reference]:
    for index, volume in enumerate((subject.pod or {}).get("volumes") or ()):
        for field, key, kind in _VOLUMES:
            found = volume.get(field) or {}
            if not found.get("optional"):
                yield kind, found.get(key) or "", (*subject.pod_path, "volumes", index, field, key)


RULE = Rule(
    code="MC308",
    name="missing-reference",
    severity=Severity.INFO,
    help="Show the object too, or say where it comes from: the pod waits until it exists.",
    check=_check,
)
