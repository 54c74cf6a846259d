"""The manifests of a note as files to be applied: YAML as its author wrote it, and the same as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from manifestcheck.document import UnreadableError, read_documents
from manifestcheck.schema.types import plain
from ropewalk.model.linked import LinkedNote
from ropewalk.paths import manifest_url


def manifest_files(note: LinkedNote) -> Iterator[tuple[str, str]]:
    """Yield address and text of each file; a manifest that cannot be read is only there as it was written."""
    for manifest in note.note.manifests:
        text = note.note.snippets[manifest.snippet].text
        yield manifest_url(note.url, manifest.file, "yaml"), text
        as_json = to_json(text)
        if as_json is not None:
            yield manifest_url(note.url, manifest.file, "json"), as_json


def to_json(text: str) -> str | None:
    """Return the objects of a manifest as JSON, several as a `List`; None: it cannot be read."""
    values: list[Any] = []
    for document in read_documents(text):
        if isinstance(document, UnreadableError):
            return None
        values.append(plain(document))
    objects = [value for value in values if value is not None]
    whole = objects[0] if len(objects) == 1 else {"apiVersion": "v1", "kind": "List", "items": objects}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
