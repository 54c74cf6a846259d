"""Where schema files are: kubeconform's templates, in local folders only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_VARIABLE: Final = re.compile(r"\{\{-?\s*\.(\w+)\s*-?\}\}")
_FOLDER: Final = "{{ .NormalizedKubernetesVersion }}-standalone{{ .StrictSuffix }}"
_FILE: Final = "{{ .ResourceKind }}{{ .KindSuffix }}.json"
_LAYOUT: Final = f"{_FOLDER}/{_FILE}"


class SchemaFileError(Exception):
    """A location or a file of schemas that cannot be used; the text says why."""


def find(locations: Iterable[str], api_version: str, kind: str, version: str) -> Path | None:
    """Return the first file that a template leads to. Raises SchemaFileError for a remote location."""
    for location in locations:
        file = Path(_filled(location, api_version, kind, version))
        if file.is_file():
            return file
    return None


def check_location(location: str) -> None:
    """Raise SchemaFileError for a location that is not a local one or has an unknown variable."""
    _filled(location, "group/version", "Kind", "1.0")


def _filled(location: str, api_version: str, kind: str, version: str) -> str:
    if "://" in location:
        raise SchemaFileError(f"`{location}` is not a local folder: schemas are never downloaded")
    template = location if location.endswith(".json") else f"{location.rstrip('/')}/{_LAYOUT}"
    group, _, number = api_version.rpartition("/")
    values = {
        "NormalizedKubernetesVersion": f"v{version}.0" if version else "master",
        "ResourceKind": kind.lower(),
        "ResourceAPIVersion": number,
        "Group": group,
        "StrictSuffix": "-strict",
        "KindSuffix": f"-{group.partition('.')[0]}-{number}".lower() if group else f"-{number}".lower(),
    }
    return _VARIABLE.sub(lambda match: _value(values, match[1], location), template)


def _value(values: dict[str, str], name: str, location: str) -> str:
    if name not in values:
        raise SchemaFileError(
            f"`{location}` has the unknown variable `{name}`; known are {', '.join(values)}"
        )
    # A kind comes from a document: it must not lead out of the folder.
    return values[name].replace("/", "_").replace("..", "_")
