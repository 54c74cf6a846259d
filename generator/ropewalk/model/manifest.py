"""A manifest in a note: a fence that holds objects of the Kubernetes API, and what the server would say."""

from __future__ import annotations

from enum import StrEnum

from manifestcheck.diagnostic import Severity
from manifestcheck.position import Position
from manifestcheck.value import value
from ropewalk.model.pod import Pod, Service


class State(StrEnum):
    """What is known of a manifest as a whole."""

    VALID = "valid"
    INVALID = "invalid"
    UNKNOWN = "unknown"
    """It holds a kind that is not built into Kubernetes."""
    REFUSED = "refused"
    """It was meant to be refused, `{fails}`, and it is."""
    SKIPPED = "skipped"
    """Its author asked for no check, `{skip="reason"}`."""


@value(kw_only=True)
class Remark:
    """A finding of the check, at a line of the manifest itself."""

    line: int
    """Of the manifest's text, 1-based."""
    code: str
    severity: Severity
    message: str
    position: Position
    """In the note."""
    help: str | None = None


@value(kw_only=True)
class ManifestObject:
    """One object in a manifest."""

    api_version: str
    kind: str
    name: str


@value(kw_only=True)
class Manifest:
    """A fence that holds objects with `apiVersion` and `kind`."""

    snippet: int
    """Index into `CompiledNote.snippets`."""
    file: str
    """The name that it is published under, without an extension; no other manifest of the note has it."""
    state: State
    objects: tuple[ManifestObject, ...]
    json: str | None
    """The same as JSON; None: the text cannot be read."""
    pods: tuple[Pod, ...] = ()
    services: tuple[Service, ...] = ()
    versions: str = ""
    """Of Kubernetes, those that it was checked for: `1.36` or `1.34-1.36`."""
    security: str = ""
    """The level of the Pod Security Standards that its pods meet; '' where it has none or is not valid."""
    reason: str = ""
    """Why it was not checked, as its author says."""
    remarks: tuple[Remark, ...] = ()
    """In the order of the text."""

    @property
    def told(self) -> tuple[Remark, ...]:
        """The remarks that pages and builds tell: those that are no advice, which `ropewalk check` adds."""
        return tuple(remark for remark in self.remarks if remark.severity is not Severity.INFO)
