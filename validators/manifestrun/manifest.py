"""The documents of a manifest: read safely, and walked by their paths."""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from manifestrun.problem import Problem, ProblemError

Document = Mapping[str, Any]
LARGEST = 1 << 20
"""Bytes that one manifest may have."""


def read_manifest(text: str) -> tuple[Document, ...]:
    """Return the objects of a YAML or JSON text; empty documents are none.

    Raises:
        ProblemError: it is no YAML, or a document is no object with `apiVersion` and `kind`.

    """
    if len(text) > LARGEST:
        raise ProblemError(
            Problem(message=f"the manifest has more than {LARGEST} characters", help="Split it.")
        )
    try:
        documents = list(yaml.load_all(text, Loader=yaml.CSafeLoader))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        why = getattr(error, "problem", None) or str(error)
        raise ProblemError(Problem(message=f"the manifest is no YAML: {why}", line=line)) from error
    return tuple(item for document in documents if document is not None for item in _items(document))


def _items(document: Any) -> Iterator[Document]:  # noqa: ANN401 - whatever the YAML holds
    match document:
        case {"apiVersion": "v1", "kind": "List", "items": list(items)}:
            for item in items:
                yield from _items(item)
        case {"apiVersion": str(), "kind": str(), "metadata": {"name": str()}}:
            yield document
        case _:
            raise ProblemError(
                Problem(
                    message="a document of the manifest is no object with `apiVersion`, `kind` and a name"
                )
            )


def title(document: Document) -> str:
    """Return how people name an object: `Pod demo`."""
    return f"{document['kind']} `{document['metadata']['name']}`"


def of_kind(documents: tuple[Document, ...], kind: str) -> tuple[Document, ...]:
    """Return the documents of one kind, in order."""
    return tuple(document for document in documents if document["kind"] == kind)


def containers(spec: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield each container's path in a pod's spec with the container, init containers first."""
    for group in ("initContainers", "containers", "ephemeralContainers"):
        for index, container in enumerate(entries(spec.get(group))):
            yield f"spec.{group}[{index}]", container


def entries(value: object) -> list[Mapping[str, Any]]:
    """Return the objects in a list; what is no list of objects holds none."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def section(value: object, *path: str) -> Mapping[str, Any]:
    """Return the object under a path of field names; what is not there is empty."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}
