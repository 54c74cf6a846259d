"""The way out of an unknown field: one of nearly the same name, another place for it, or another version."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Final

from manifestcheck.field import Path, written
from manifestcheck.schema.api import Api
from manifestcheck.schema.catalog import api, built_in

_NEAR: Final = 0.7
"""How much of two names must agree, as `difflib` counts it."""

_EVERYWHERE: Final = frozenset(
    ("name", "namespace", "type", "kind", "apiVersion", "status", "items", "labels")
)
"""Names of so many types that another place for them means nothing."""


def hint(of: Api, root: str, path: Path) -> str | None:
    """Return what to do about the unknown field that `path` ends with, in one sentence.

    `root` is the type of the whole object.
    """
    types = list(_types(of, root, path[:-1]))
    type_name, field = types[-1][1], str(path[-1])
    return (
        _other_version(of, type_name, field)
        or _near(of, type_name, field)
        or _above(of, types[:-1], field)
        or _below(of, type_name, field)
    )


def _other_version(of: Api, type_name: str, field: str) -> str | None:
    for version in sorted(built_in()):
        if version != of.version and field in api(version).fields(type_name):
            since = "since" if version > of.version else "in"
            return f"`{field}` exists {since} Kubernetes {version}; this is checked against {of.version}."
    return None


def _near(of: Api, type_name: str, field: str) -> str | None:
    known = of.fields(type_name)
    by_case = {name.casefold(): name for name in known}
    near = by_case.get(field.casefold()) or next(
        iter(difflib.get_close_matches(field, known, 1, _NEAR)), None
    )
    return f"Did you mean `{near}`?" if near else None


def _above(of: Api, types: list[tuple[Path, str]], field: str) -> str | None:
    """Look for the field in the objects around; the innermost one that has it is meant."""
    for path, type_name in reversed(types):
        if field in of.fields(type_name) and field not in _EVERYWHERE:
            owner = f"`{written(path)}`" if path else f"the {type_name.rpartition('.')[2]} itself"
            return f"Indent it less: `{field}` is a field of {owner}."
    return None


def _below(of: Api, type_name: str, field: str) -> str | None:
    """Look for the field one step further in."""
    for name, code in of.fields(type_name).items():
        if field in of.fields(code.lstrip("[{")) and field not in _EVERYWHERE and name != "status":
            place = f"the items of `{name}`" if code[0] == "[" else f"`{name}`"
            return f"Indent it more: `{field}` is a field of {place}."
    return None


def _types(of: Api, root: str, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield the path and the type of each object on the way, the root first."""
    code = root
    yield (), root
    for length, step in enumerate(path, 1):
        code = code[1:] if code[0] in "[{" else of.fields(code).get(str(step), "*")
        if of.fields(code):
            yield path[:length], code
