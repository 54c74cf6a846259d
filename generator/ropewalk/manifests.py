"""Manifests in the code blocks of a note, checked as the API server would, at the note's positions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from manifestcheck.diagnostic import Severity
from manifestcheck.position import Position
from ropewalk.kubernetes_versions import NEWEST, versions
from ropewalk.model.manifest import Manifest, ManifestObject, Remark, State
from ropewalk.model.note import Snippet
from ropewalk.paths import unique
from ropewalk.pods import pod_of, security_of, service_of
from ropewalk.segment import clean
from ropewalk.syntax.fence import FenceInfo, parse_info

if TYPE_CHECKING:
    from manifestcheck import DocumentReport, Finding

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
    from manifestcheck import check  # noqa: PLC0415  the rules of the API are slow to import
    from ropewalk.manifest_values import objects_in, to_json, values_of  # noqa: PLC0415  as above

    info = parse_info(f"{snippet.language} {snippet.info}")
    reports = check(snippet.text, kubernetes_version=_versions(info, wanted))
    if not _is_manifest(snippet.text, reports):
        return None
    objects, values = _objects(reports), values_of(snippet.text)
    within = list(objects_in(values or ()))
    skipped = "skip" in info.flags or "skip" in info.values
    state = State.SKIPPED if skipped else _state(info, reports)
    return Manifest(
        snippet=index,
        file=unique(_file_name(info, objects), taken),
        state=state,
        objects=objects,
        json=None if values is None else to_json(values),
        pods=tuple(filter(None, map(pod_of, within))),
        services=tuple(filter(None, map(service_of, within))),
        versions="" if skipped else reports[0].version,
        security=security_of(within) if state is State.VALID else "",
        reason=info.values.get("skip", ""),
        remarks=() if skipped else _told(info, snippet, reports),
    )


def _versions(info: FenceInfo, wanted: Sequence[str]) -> Sequence[str] | None:
    """Return the versions that the fence asks for, else those of the note; None: the newest."""
    named = wanted
    if "kubernetes" in info.values:
        with suppress(ValueError):
            named = versions(info.values["kubernetes"])
    return None if tuple(named) == NEWEST else named


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


def _state(info: FenceInfo, reports: Iterable[DocumentReport]) -> State:
    verdicts = {report.verdict for report in reports}
    if "invalid" in verdicts:
        return State.REFUSED if "fails" in info.flags else State.INVALID
    return State.UNKNOWN if "unknown" in verdicts else State.VALID


def _told(info: FenceInfo, snippet: Snippet, reports: Iterable[DocumentReport]) -> tuple[Remark, ...]:
    """Return what there is to say; where a refusal is expected, only why it comes, or that it does not."""
    found = [one for report in reports for one in report.diagnostics]
    remarks = [_remark(snippet, one) for one in sorted(found, key=lambda one: (one.line, one.column))]
    if "fails" not in info.flags:
        return tuple(remarks)
    errors = tuple(remark for remark in remarks if remark.severity is Severity.ERROR)
    return errors or (_not_refused(snippet),)


def _remark(snippet: Snippet, finding: Finding) -> Remark:
    return Remark(
        line=finding.line,
        code=finding.code,
        severity=finding.severity,
        message=finding.said,
        position=_place(snippet, finding.line, finding.column),
        help=finding.help,
    )


def _not_refused(snippet: Snippet) -> Remark:
    return Remark(
        line=1,
        code="RW501",
        severity=Severity.ERROR,
        message="the manifest is to be refused, `{fails}`, but nothing is wrong with it",
        position=snippet.position,
        help="Remove `fails`, or make the mistake that the note is about.",
    )


def _place(snippet: Snippet, line: int, column: int) -> Position:
    """Return where in the note a character of the manifest stands."""
    columns = snippet.columns
    shift = columns[min(line, len(columns)) - 1] - 1 if columns else 0
    return Position(snippet.position.line + line - 1, column + shift)
