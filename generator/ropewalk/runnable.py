"""Which notes ask to be run, known without what runs them."""

from __future__ import annotations

from typing import Final

from ropewalk.model.note import CompiledNote

RUN: Final = "run"
"""The word in braces, and the property that stands for it on every manifest and transcript of a note."""

TRANSCRIPTS: Final = frozenset({"console", "shell-session", "shellsession"})
"""Languages of blocks that hold commands and what they print."""


def may_run(note: CompiledNote) -> bool:
    """Whether something in the note may be marked to be run; False is certain."""
    return note.properties.values.get(RUN) is True or any(RUN in snippet.info for snippet in note.snippets)
