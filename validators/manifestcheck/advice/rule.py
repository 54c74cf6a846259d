"""A rule of our own: something that the server accepts and an author may want to know."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from manifestcheck.diagnostic import Severity
from manifestcheck.field import Path
from manifestcheck.version import Version

Object = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """An object of a built-in kind as it was written, without what defaulting adds."""

    api_version: str
    kind: str
    obj: Object
    version: Version
    pod: Object | None
    """The spec of the pod that it is or makes."""
    pod_path: Path
    """Where that spec is."""
    labels: dict[str, str]
    """Of that pod."""
    annotations: dict[str, str]
    """Of that pod."""

    @property
    def metadata(self) -> Object:
        """Return the object's own metadata."""
        found: Object = self.obj.get("metadata") or {}
        return found

    @property
    def namespace(self) -> str:
        """Return the namespace that it names, empty if none."""
        return str(self.metadata.get("namespace") or "")

    def containers(self, *lists: str) -> Iterator[tuple[Path, Object]]:
        """Yield the containers of these lists of the pod with their paths, the main ones by default."""
        for name in lists or ("containers",):
            for index, container in enumerate((self.pod or {}).get(name) or ()):
                yield (*self.pod_path, name, index), container


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule has to say about a field."""

    path: Path
    message: str
    help: str | None = None
    """Instead of the rule's own way out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule."""

    code: str
    name: str
    severity: Severity
    help: str
    """The way out, an imperative sentence."""
    check: Callable[[Subject, Sequence[Subject]], Iterator[Remark]]
    """Asked about one object among all those of the same text."""
