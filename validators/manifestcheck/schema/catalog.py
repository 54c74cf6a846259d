"""The versions of the API: four are built into the package, others come from `kubernetes-validate`."""

from __future__ import annotations

import importlib.util
import json
import zlib
from functools import cache
from pathlib import Path
from typing import Any, Final

from manifestcheck.schema.api import Api
from manifestcheck.schema.convert import convert
from manifestcheck.version import Version

NEWEST: Final = Version(1, 36)
"""The version that is meant if none is named: the rules are measured against its server."""

_BUILT: Final = Path(__file__).with_name("built")
_SUFFIX: Final = ".json.z"


class UnknownVersionError(Exception):
    """A version whose API is not at hand; the text says which ones are."""


@cache
def built_in() -> dict[Version, bytes]:
    """Return the compressed APIs in the package, newest first."""
    found = {
        Version.parse(file.name.removesuffix(_SUFFIX)): file.read_bytes()
        for file in _BUILT.glob(f"*{_SUFFIX}")
    }
    return dict(sorted(found.items(), reverse=True))


@cache
def api(version: Version) -> Api:
    """Return the API of a version. Raises UnknownVersionError."""
    packed = built_in().get(version)
    data = json.loads(zlib.decompress(packed)) if packed else _installed(version)
    if data is None:
        known = ", ".join(map(str, sorted(built_in())))
        raise UnknownVersionError(
            f"the API of Kubernetes {version} is not built in (these are: {known}); "
            "the package kubernetes-validate brings others"
        )
    return Api(version, data)


def between(ends: list[Version]) -> list[Version]:
    """Return the minor versions from the oldest to the newest of `ends`, both included. Raises ValueError."""
    if not ends:
        raise ValueError("a range of versions needs at least one version")
    first, last = min(ends), max(ends)
    if first.major != last.major:
        raise ValueError(f"`{first}` and `{last}` are no range of versions")
    return [Version(first.major, minor) for minor in range(first.minor, last.minor + 1)]


def _installed(version: Version) -> dict[str, Any] | None:
    spec = importlib.util.find_spec("kubernetes_validate")
    if spec is None or spec.origin is None:
        return None
    file = Path(spec.origin).parent / "kubernetes-json-schema" / f"v{version}.0-local" / "_definitions.json"
    if not file.is_file():
        return None
    return convert(json.loads(file.read_bytes())["$defs"])
