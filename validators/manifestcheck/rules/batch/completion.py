"""How a Job counts its pods: the completion mode and the limits that go with it."""

from __future__ import annotations

from manifestcheck.field import Path, invalid, not_supported, required
from manifestcheck.rules.values import Errors, Object

_MODES = ("NonIndexed", "Indexed")
_INDEXED = "Indexed"
_MOST_INDEXES = 100_000
_MOST_OF_MANY = 10_000
_OF_MANY = (
    f"must be less than or equal to {_MOST_OF_MANY} when completions are above {_MOST_INDEXES} "
    "and used with backoff limit per index"
)


def validate_completion(spec: Object, path: Path) -> Errors:
    """Check the completion mode of a Job."""
    mode = spec.get("completionMode")
    if mode is not None and mode not in _MODES:
        yield not_supported((*path, "completionMode"), mode, _MODES)
    if mode == _INDEXED:
        yield from _validate_indexed(spec, path)
    elif mode in {None, _MODES[0]}:
        for key in ("backoffLimitPerIndex", "maxFailedIndexes"):
            if spec.get(key) is not None:
                yield invalid((*path, key), spec[key], "requires indexed completion mode")


def _validate_indexed(spec: Object, path: Path) -> Errors:
    completions, failed = spec.get("completions"), spec.get("maxFailedIndexes")
    if completions is None:
        yield required((*path, "completions"), f"when completion mode is {_INDEXED}")
    if spec.get("parallelism", 0) > _MOST_INDEXES:
        why = f"must be less than or equal to {_MOST_INDEXES} when completion mode is {_INDEXED}"
        yield invalid((*path, "parallelism"), spec["parallelism"], why)
    if completions is not None and failed is not None and failed > completions:
        yield invalid((*path, "maxFailedIndexes"), failed, "must be less than or equal to completions")
    if failed is not None and failed > _MOST_INDEXES:
        yield invalid((*path, "maxFailedIndexes"), failed, f"must be less than or equal to {_MOST_INDEXES}")
    if (completions or 0) > _MOST_INDEXES and spec.get("backoffLimitPerIndex") is not None:
        yield from _validate_many(spec, path)


def _validate_many(spec: Object, path: Path) -> Errors:
    if spec.get("maxFailedIndexes") is None:
        why = f"must be specified when completions is above {_MOST_INDEXES}"
        yield required((*path, "maxFailedIndexes"), why)
    for key in ("parallelism", "maxFailedIndexes"):
        value = spec.get(key)
        if value is not None and value > _MOST_OF_MANY:
            yield invalid((*path, key), value, _OF_MANY)
