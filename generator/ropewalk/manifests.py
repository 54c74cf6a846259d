"""Manifests in the code blocks of a note, checked as the API server would, at the note's positions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from manifestcheck import DocumentReport, check
from manifestcheck.diagnostic import Severity
from manifestcheck.finding import Finding
from manifestcheck.position import Position
from manifestcheck.schema.catalog import UnknownVersionError
from ropewalk.kubernetes_versions import versions
from ropewalk.model.manifest import Manifest, ManifestObject, Remark, State
from ropewalk.model.note import Snippet
from ropewalk.paths import unique
from ropewalk.pods import objects_in, pod_of, service_of
from ropewalk.segment import clean
from ropewalk.syntax.fence import FenceInfo, parse_info

LANGUAGES: Final = frozenset({"yaml", "yml", "json"})
_MARKS: Final = ("apiVersion", "kind")
_TEMPLATE: Final = "{{"


def read_manifest(
    snippet: Snippet, index: int, wanted: Sequence[str], taken: dict[str, int]
) -> Manifest | None:
    """Return the manifest in a code block, checked for the versions `wanted`; None: it holds none.

    `taken` are the names that other manifests of the note are published under.
    """
    if snippet.language.lower() not in LANGUAGES or not all(mark in snippet.text for mark in _MARKS):
        return None
    info = parse_info(f"{snippet.language} {snippet.info}")
    skipped = "skip" in info.flags or "skip" in info.values
    reports = _reports(snippet.text, _versions(info, wanted))
    if not reports or not _is_manifest(snippet.text, next(iter(reports.values()))):
        return None
    objects = _objects(next(iter(reports.values())))
    values = list(objects_in(snippet.text))
    remarks = () if skipped else tuple(_remarks(snippet, reports))
    return Manifest(
        snippet=index,
        file=unique(_file_name(info, objects), taken),
        state=State.SKIPPED if skipped else _state(info, reports),
        objects=objects,
        pods=tuple(filter(None, map(pod_of, values))),
        services=tuple(filter(None, map(service_of, values))),
        readable=not any(_is_broken(every) for every in reports.values()),
        versions=() if skipped else tuple(reports),
        reason=info.values.get("skip", ""),
        remarks=_fewer(info, snippet, remarks),
    )


def _versions(info: FenceInfo, wanted: Sequence[str]) -> Sequence[str]:
    try:
        return versions(info.values["kubernetes"]) if "kubernetes" in info.values else wanted
    except ValueError:
        return wanted


def _reports(text: str, wanted: Iterable[str]) -> dict[str, tuple[DocumentReport, ...]]:
    """Return the reports by version; a version whose API is not at hand has none."""
    found: dict[str, tuple[DocumentReport, ...]] = {}
    for version in wanted:
        try:
            reports = check(text, kubernetes_version=version or None)
        except UnknownVersionError:
            continue
        if reports:
            found[reports[0].version] = reports
    return found


def _is_manifest(text: str, reports: Iterable[DocumentReport]) -> bool:
    """Whether a text is meant for the server: an object says so; of a broken text its first words do."""
    if any(report.kind and report.api_version for report in reports):
        return True
    starts = any(line.startswith(("apiVersion:", '{"apiVersion"')) for line in text.split("\n"))
    return _is_broken(reports) and starts and _TEMPLATE not in text


def _is_broken(reports: Iterable[DocumentReport]) -> bool:
    return any(one.type == "ParseError" for report in reports for one in report.diagnostics)


def _objects(reports: Iterable[DocumentReport]) -> tuple[ManifestObject, ...]:
    return tuple(
        ManifestObject(api_version=report.api_version, kind=report.kind, name=report.name)
        for report in reports
        if report.kind
    )


def _file_name(info: FenceInfo, objects: Sequence[ManifestObject]) -> str:
    """Return what the fence is called, `{#web}`, else what its first object is called."""
    first = objects[0] if objects else None
    return clean(info.id or (first.name or first.kind.lower() if first else ""), fallback="manifest")


def _state(info: FenceInfo, reports: Mapping[str, Iterable[DocumentReport]]) -> State:
    verdicts = {report.verdict for every in reports.values() for report in every}
    if "invalid" in verdicts:
        return State.REFUSED if "fails" in info.flags else State.INVALID
    return State.UNKNOWN if "unknown" in verdicts else State.VALID


def _remarks(snippet: Snippet, reports: Mapping[str, Iterable[DocumentReport]]) -> Iterator[Remark]:
    """Yield each finding once; one that does not hold for every version names those for which it does."""
    found: dict[tuple[int, int, str, str], tuple[Finding, list[str]]] = {}
    for version, documents in reports.items():
        for finding in (one for report in documents for one in report.diagnostics):
            key = (finding.line, finding.column, finding.code, f"{finding.field}: {finding.message}")
            found.setdefault(key, (finding, []))[1].append(version)
    for finding, held in sorted(found.values(), key=lambda one: (one[0].line, one[0].column)):
        where = "" if len(held) == len(reports) else f" (in Kubernetes {', '.join(held)})"
        yield Remark(
            line=finding.line,
            code=finding.code,
            severity=finding.severity,
            message=f"{f'{finding.field}: ' if finding.field else ''}{finding.message}{where}",
            position=_place(snippet, finding.line, finding.column),
            help=finding.help,
        )


def _fewer(info: FenceInfo, snippet: Snippet, remarks: tuple[Remark, ...]) -> tuple[Remark, ...]:
    """Where a refusal is expected, return what is left to say: that there was none."""
    if "fails" not in info.flags:
        return remarks
    if any(remark.severity is Severity.ERROR for remark in remarks):
        return tuple(remark for remark in remarks if remark.severity is Severity.ERROR)
    return (
        Remark(
            line=1,
            code="RW501",
            severity=Severity.ERROR,
            message="the manifest is to be refused, `{fails}`, but nothing is wrong with it",
            position=snippet.position,
            help="Remove `fails`, or make the mistake that the note is about.",
        ),
    )


def _place(snippet: Snippet, line: int, column: int) -> Position:
    """Return where in the note a character of the manifest stands."""
    columns = snippet.columns
    shift = columns[min(line, len(columns)) - 1] - 1 if columns else 0
    return Position(snippet.position.line + line - 1, column + shift)
