"""One object on its way through the server: kind, strict decoding, validation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, cast

from manifestcheck import codes
from manifestcheck.custom import CustomKinds
from manifestcheck.diagnostic import Severity
from manifestcheck.document import Mapping, Scalar
from manifestcheck.field import FieldError, Path, written
from manifestcheck.finding import Finding, Verdict
from manifestcheck.items import Item
from manifestcheck.kinds import no_match, served
from manifestcheck.place import Lines, locate, locate_key
from manifestcheck.repeats import repeated
from manifestcheck.rules import validate
from manifestcheck.schema.api import Api
from manifestcheck.schema.fault import Fault, Reason
from manifestcheck.schema.go_words import cannot_unmarshal, cure
from manifestcheck.schema.hints import hint
from manifestcheck.schema.struct import Struct
from manifestcheck.schema.types import plain

_BAD_REQUEST: Final = "BadRequest"


@dataclass(frozen=True, slots=True)
class Decoded:
    """An object as the server reads it, before it judges."""

    item: Item
    struct: Struct | None
    """The type of its kind, None if that is not served."""
    obj: dict[str, Any]
    """What could be decoded; validation fills in defaults."""
    faults: list[Fault]
    untidy: bool
    """Its document has keys that stand twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the server says of an object."""

    item: Item
    name: str
    verdict: Verdict
    findings: list[Finding]


class Judge:
    """The server of one version, asked about the objects of one text."""

    def __init__(self, lines: Lines, api: Api, custom: CustomKinds) -> None:
        self._lines = lines
        self._api = api
        self._custom = custom

    def decode(self, item: Item, *, untidy: bool) -> Decoded:
        """Return the item's object, empty if its kind is not served."""
        struct = None if item.problem else served(self._api, item.api_version, item.kind)
        faults: list[Fault] = []
        obj = cast("dict[str, Any]", struct.decode(item.node, (), faults)) if struct else {}
        return Decoded(item, struct, obj, faults, untidy)

    def judge(self, decoded: Decoded) -> Judgement:
        """Return what the server says; this fills defaults into the object."""
        item, struct = decoded.item, decoded.struct
        findings = [self._repeat(*found) for found in repeated(item.node)] if decoded.untidy else []
        findings += self._validated(decoded, struct) if struct else self._unserved(item)
        known = struct is not None or self._custom.knows(item.api_version, item.kind)
        verdict: Verdict = "invalid" if findings else "valid" if known else "unknown"
        return Judgement(item=item, name=_name(item), verdict=verdict, findings=findings)

    def finding(  # noqa: PLR0913  # the fields of a finding, but for its place
        self,
        code: str,
        of: str,
        path: Path,
        offset: int,
        message: str,
        *,
        way_out: str | None = None,
        severity: Severity = Severity.ERROR,
    ) -> Finding:
        """Return a finding at an offset."""
        line, column = self._lines.place(offset)
        return Finding(
            code=code,
            type=of,
            field=written(path),
            message=message,
            help=way_out,
            severity=severity,
            line=line,
            column=column,
        )

    def _unserved(self, item: Item) -> list[Finding]:
        """Say what is wrong with an object whose kind is not built in."""
        if item.problem is not None:
            return [self.finding(codes.NO_OBJECT, _BAD_REQUEST, (), item.node.offset, item.problem)]
        mismatch = no_match(self._api, item.api_version, item.kind)
        if mismatch is not None and not self._custom.knows(item.api_version, item.kind):
            path = ("apiVersion",)
            offset = locate(item.node, path)
            return [
                self.finding(
                    codes.NO_MATCH, _BAD_REQUEST, path, offset, mismatch.message, way_out=mismatch.help
                )
            ]
        return [
            self._invalid(item, error) if isinstance(error, FieldError) else self._fault(item, error, None)
            for error in self._custom.errors(item.api_version, item.kind, plain(item.node))
        ]

    def _validated(self, decoded: Decoded, struct: Struct) -> list[Finding]:
        item, faults = decoded.item, decoded.faults
        findings = [self._fault(item, fault, struct) for fault in faults]
        broken = {fault.path for fault in faults if fault.reason is not Reason.UNKNOWN_FIELD}
        errors = validate((item.api_version, item.kind), decoded.obj, self._api.version)
        return findings + [self._invalid(item, error) for error in errors if not _follows(error.path, broken)]

    def _fault(self, item: Item, fault: Fault, struct: Struct | None) -> Finding:
        path, message = fault.path, fault.message
        if fault.reason is Reason.UNKNOWN_FIELD:
            known = hint(self._api, struct.name, path) if struct else None
            key = locate_key(item.node, path)
            return self.finding(codes.UNKNOWN_FIELD, _BAD_REQUEST, path, key, message, way_out=known)
        code = codes.BAD_TEXT
        if fault.reason is Reason.WRONG_TYPE and struct is not None:
            code, message = codes.WRONG_TYPE, cannot_unmarshal(self._api, struct, path, message)
        value = locate(item.node, path)
        return self.finding(code, _BAD_REQUEST, path, value, message, way_out=cure(message))

    def _repeat(self, path: Path, key: str, first: int, second: int) -> Finding:
        line, column = self._lines.place(first)
        return self.finding(
            codes.REPEATED_KEY,
            _BAD_REQUEST,
            (*path, key),
            second,
            f'key "{key}" already set in map, on line {line}',
            way_out=f"Keep one of the two: this one and the one on line {line}, column {column}. "
            "`kubectl` would silently keep the last one.",
        )

    def _invalid(self, item: Item, error: FieldError) -> Finding:
        offset = locate(item.node, error.path)
        return self.finding(codes.VALIDATION[error.type], error.type.value, error.path, offset, error.detail)


def _follows(path: Path, broken: set[Path]) -> bool:
    """Whether an error is about something that could not be decoded."""
    return bool(broken) and any(path[:length] in broken for length in range(len(path) + 1))


def _name(item: Item) -> str:
    metadata = item.node.entries.get("metadata") if isinstance(item.node, Mapping) else None
    name = metadata.entries.get("name") if isinstance(metadata, Mapping) else None
    return name.value if isinstance(name, Scalar) and isinstance(name.value, str) else ""
