"""Documents against the API of a version: what the server would say of each, and where."""

from __future__ import annotations

from typing import Any, Final, cast

from manifestcheck import codes
from manifestcheck.diagnostic import Severity
from manifestcheck.document import Mapping, Node, Scalar, UnreadableError, read_documents
from manifestcheck.field import FieldError, Path, written
from manifestcheck.finding import DocumentReport, Finding, Verdict
from manifestcheck.items import Item, items
from manifestcheck.kinds import no_match, served
from manifestcheck.place import Lines, locate, locate_key
from manifestcheck.repeats import repeated
from manifestcheck.rules import validate
from manifestcheck.schema.api import Api
from manifestcheck.schema.catalog import NEWEST, api
from manifestcheck.schema.fault import Fault, Reason
from manifestcheck.schema.go_words import cannot_unmarshal
from manifestcheck.schema.hints import hint
from manifestcheck.schema.struct import Struct
from manifestcheck.version import Version

_BAD_REQUEST: Final = "BadRequest"


def check(
    text: str, *, origin: str = "<text>", kubernetes_version: str | None = None
) -> tuple[DocumentReport, ...]:
    """Return a report for each document of `text`; a bad text is a bad report, never an exception.

    Raises UnknownVersionError for a version whose API is not at hand, ValueError for what is no version.
    """
    of = api(Version.parse(kubernetes_version) if kubernetes_version else NEWEST)
    lines = Lines(text)
    reports = []
    for document in read_documents(text):
        if isinstance(document, UnreadableError):
            reports.append(_unreadable(document, lines, origin, of))
        else:
            reports += [_Check(item, lines, of).report(origin) for item in items(document)]
    return tuple(reports)


def _unreadable(error: UnreadableError, lines: Lines, origin: str, of: Api) -> DocumentReport:
    line, column = lines.place(error.offset)
    finding = Finding(
        code=codes.LIMIT if error.limit else codes.SYNTAX,
        type="ParseError",
        field="",
        message=error.problem,
        help=error.way_out,
        severity=Severity.ERROR,
        line=line,
        column=column,
    )
    return DocumentReport(
        verdict="invalid",
        kind="",
        api_version="",
        name="",
        line=line,
        origin=origin,
        version=str(of.version),
        diagnostics=(finding,),
    )


class _Check:
    """One object on its way through the server."""

    def __init__(self, item: Item, lines: Lines, of: Api) -> None:
        self._item = item
        self._root: Node = item.node
        self._lines = lines
        self._api = of

    def report(self, origin: str) -> DocumentReport:
        verdict, findings = self._judge()
        return DocumentReport(
            verdict=verdict,
            kind=self._item.kind,
            api_version=self._item.api_version,
            name=self._name(),
            line=self._lines.place(self._root.offset)[0],
            origin=origin,
            version=str(self._api.version),
            diagnostics=tuple(findings),
        )

    def _judge(self) -> tuple[Verdict, list[Finding]]:
        item = self._item
        if item.problem is not None:
            return "invalid", [self._bad_request(codes.NO_OBJECT, (), self._root.offset, item.problem)]
        struct = served(self._api, item.api_version, item.kind)
        repeats = [self._repeat(*found) for found in repeated(self._root)]
        if struct is None:
            mismatch = no_match(self._api, item.api_version, item.kind)
            if mismatch is None:
                return "invalid" if repeats else "unknown", repeats
            offset = locate(self._root, ("apiVersion",))
            found = self._bad_request(
                codes.NO_MATCH, ("apiVersion",), offset, mismatch.message, mismatch.help
            )
            return "invalid", [*repeats, found]
        findings = repeats + self._decode(struct)
        return "invalid" if findings else "valid", findings

    def _decode(self, struct: Struct) -> list[Finding]:
        faults: list[Fault] = []
        obj = cast("dict[str, Any]", struct.decode(self._root, (), faults))
        findings = [self._fault(fault, struct) for fault in faults]
        broken = {fault.path for fault in faults if fault.reason is not Reason.UNKNOWN_FIELD}
        key = (self._item.api_version, self._item.kind)
        errors = validate(key, obj, self._api.version)
        return findings + [self._invalid(error) for error in errors if not _follows(error.path, broken)]

    def _fault(self, fault: Fault, struct: Struct) -> Finding:
        if fault.reason is Reason.UNKNOWN_FIELD and fault.subject is not None:
            key = locate_key(self._root, fault.path)
            way_out = hint(self._api, *fault.subject)
            return self._bad_request(codes.UNKNOWN_FIELD, fault.path, key, fault.message, way_out)
        offset = locate(self._root, fault.path)
        if fault.reason is Reason.WRONG_TYPE:
            message = cannot_unmarshal(self._api, struct, fault.path, fault.message)
            return self._bad_request(codes.WRONG_TYPE, fault.path, offset, message)
        return self._bad_request(codes.BAD_TEXT, fault.path, offset, fault.message)

    def _repeat(self, path: Path, key: str, first: int, second: int) -> Finding:
        line, column = self._lines.place(first)
        return self._bad_request(
            codes.REPEATED_KEY,
            (*path, key),
            second,
            f'key "{key}" already set in map, on line {line}',
            f"Keep one of the two: this one and the one on line {line}, column {column}. "
            "`kubectl` would silently keep the last one.",
        )

    def _bad_request(
        self, code: str, path: Path, offset: int, message: str, way_out: str | None = None
    ) -> Finding:
        return self._finding(code, _BAD_REQUEST, path, offset, message, way_out)

    def _invalid(self, error: FieldError) -> Finding:
        offset = locate(self._root, error.path)
        return self._finding(
            codes.VALIDATION[error.type], error.type.value, error.path, offset, error.detail, None
        )

    def _finding(  # noqa: PLR0913, PLR0917  # the fields of a finding, for the three callers above
        self, code: str, of: str, path: Path, offset: int, message: str, way_out: str | None
    ) -> Finding:
        line, column = self._lines.place(offset)
        return Finding(
            code=code,
            type=of,
            field=written(path),
            message=message,
            help=way_out,
            severity=Severity.ERROR,
            line=line,
            column=column,
        )

    def _name(self) -> str:
        metadata = self._root.entries.get("metadata") if isinstance(self._root, Mapping) else None
        name = metadata.entries.get("name") if isinstance(metadata, Mapping) else None
        return name.value if isinstance(name, Scalar) and isinstance(name.value, str) else ""


def _follows(path: Path, broken: set[Path]) -> bool:
    """Whether an error is about something that could not be decoded."""
    return bool(broken) and any(path[:length] in broken for length in range(len(path) + 1))
