"""ControllerRevisions: the data of a past template."""

from __future__ import annotations

from manifestcheck.field import required
from manifestcheck.rules.values import Errors, Object, not_negative
from manifestcheck.version import Version


def validate(revision: Object, _version: Version) -> Errors:
    """Check a ControllerRevision."""
    data = revision.get("data")
    if data is None:
        yield required(("data",), "data is mandatory")
    elif not isinstance(data, dict):
        yield required(("data",), "data must be a valid JSON object")
    yield from not_negative(revision, (), "revision")
