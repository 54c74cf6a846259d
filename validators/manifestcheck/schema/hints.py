"""The way out of an unknown field: a known one of nearly the same name, or a version that has it."""

from __future__ import annotations

import difflib
from typing import Final

from manifestcheck.schema.api import Api
from manifestcheck.schema.catalog import api, built_in

_NEAR: Final = 0.7
"""How much of two names must agree, as `difflib` counts it."""


def hint(of: Api, type_name: str, field: str) -> str | None:
    """Return what to do about a field that a type lacks, in one sentence."""
    for version in sorted(built_in()):
        if version != of.version and field in api(version).fields(type_name):
            since = "since" if version > of.version else "in"
            return f"`{field}` exists {since} Kubernetes {version}; this is checked against {of.version}."
    known = of.fields(type_name)
    by_case = {name.casefold(): name for name in known}
    near = by_case.get(field.casefold()) or next(
        iter(difflib.get_close_matches(field, known, 1, _NEAR)), None
    )
    return f"Did you mean `{near}`?" if near else None
