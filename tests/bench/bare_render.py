"""The yardstick of the build's cost: every note of a vault through bare markdown-it-py, nothing kept.

`python tests/bench/bare_render.py VAULT` prints how many notes there were.
"""

from __future__ import annotations

import sys
from pathlib import Path

from markdown_it import MarkdownIt

if __name__ == "__main__":
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    notes = sorted(Path(sys.argv[1]).rglob("*.md"))
    for note in notes:
        markdown.render(note.read_text(encoding="utf-8"))
    sys.stdout.write(f"{len(notes)}\n")
