"""How Go's JSON decoder complains of a value of the wrong type."""

from __future__ import annotations

from typing import Final

from manifestcheck.field import Path
from manifestcheck.schema.api import Api
from manifestcheck.schema.struct import Struct

_NAMES: Final = {
    "s": "string",
    "b": "bool",
    "i": "int32",
    "l": "int64",
    "d": "float64",
    "x": "int32",
    "t": "string",
    "u": "string",
    "y": "[]uint8",
    "{q": "v1.ResourceList",
}
_REFERENCE: Final = ("LocalObjectReference", frozenset(("name",)))
_EMBEDDED: Final = {
    "core.v1.ConfigMapEnvSource": _REFERENCE,
    "core.v1.ConfigMapKeySelector": _REFERENCE,
    "core.v1.ConfigMapProjection": _REFERENCE,
    "core.v1.ConfigMapVolumeSource": _REFERENCE,
    "core.v1.Probe": ("ProbeHandler", frozenset(("exec", "grpc", "httpGet", "tcpSocket"))),
    "core.v1.SecretEnvSource": _REFERENCE,
    "core.v1.SecretKeySelector": _REFERENCE,
    "core.v1.SecretProjection": _REFERENCE,
}
"""Structs whose named fields belong to an embedded one, which Go names on the way."""

_EMBEDDED_BUT: Final = {
    "core.v1.EphemeralContainer": ("EphemeralContainerCommon", frozenset(("targetContainerName",))),
    "core.v1.Volume": ("VolumeSource", frozenset(("name",))),
}
"""Structs whose fields all belong to an embedded one but for these."""


_SUFFIXES: Final = (
    "Write a number, perhaps with one of the suffixes `m`, `k`, `M`, `G`, `T`, `Ki`, `Mi`, `Gi` and `Ti`: "
    "`500m`, `1.5Gi`."
)
_CURES: Final = (
    ("quantities must", _SUFFIXES),
    ("unable to parse quantity", _SUFFIXES),
    ("illegal base64", "Encode the value in base64; a Secret takes plain text in `stringData`."),
    ("parsing time", "Write it as `2006-01-02T15:04:05Z`."),
)
"""By the beginning of the server's sentence."""


def cannot_unmarshal(api: Api, root: Struct, path: Path, value: str) -> str:
    """Return the whole sentence; `value` is what `types.described` says of the value at `path`."""
    owner, code, steps = root.name, root.name, []
    for step in path:
        if code[0] in "[{":
            code = code[1:]
            continue
        owner = code
        embedded = _embedded(owner, str(step))
        steps += [embedded, str(step)] if embedded else [str(step)]
        code = api.fields(owner).get(str(step), "*")
    of = go_type(code)
    said = value if of.startswith("int") else value.partition(" ")[0]
    place = ".".join([owner.rpartition(".")[2], *steps])
    return f"json: cannot unmarshal {said} into Go struct field {place} of type {of}"


def cure(said: str) -> str | None:
    """Return what to do about a value of the wrong type, or a text that says nothing, from the sentence."""
    for begin, help_text in _CURES:
        if said.startswith(begin):
            return help_text
    given = said.removeprefix("json: cannot unmarshal ").partition(" ")[0]
    wanted = said.rpartition(" of type ")[2]
    if wanted == "string" and given in {"number", "bool"}:
        return "Put the value in quotes."
    if given == "string" and wanted in {"int32", "int64", "bool", "float64"}:
        return "Write the value without quotes, if it is one."
    if wanted.startswith("[]") and given != "array":
        return "Write a list, with `- ` before each item."
    return None


def go_type(code: str) -> str:
    """Return Go's name of a type in the notation of `convert`."""
    if code in _NAMES:
        return _NAMES[code]
    if code[0] == "[":
        return f"[]{go_type(code[1:])}"
    if code[0] == "{":
        return f"map[string]{go_type(code[1:])}"
    return ".".join(code.split(".")[-2:])


def _embedded(owner: str, field: str) -> str | None:
    if owner in _EMBEDDED:
        name, fields = _EMBEDDED[owner]
        return name if field in fields else None
    if owner in _EMBEDDED_BUT:
        name, fields = _EMBEDDED_BUT[owner]
        return None if field in fields else name
    return None
