"""The manifests of a note as files to be applied: YAML as its author wrote it, and the same as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from ropewalk.model.linked import LinkedNote
from ropewalk.paths import manifest_url


def manifest_files(note: LinkedNote) -> Iterator[tuple[str, str]]:
    """Yield address and text of each file; a manifest that cannot be read is only there as it was written."""
    for manifest in note.note.manifests:
        yield manifest_url(note.url, manifest.file, "yaml"), note.note.snippets[manifest.snippet].text
        if manifest.json is not None:
            yield manifest_url(note.url, manifest.file, "json"), manifest.json
