"""A vault with its configuration in a folder of its own, to be built and edited."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from shutil import copytree

from tests.bench.build_cost import MIB, Cost, measure


class Trial:
    """A folder with a vault and its configuration."""

    def __init__(self, vault: Path, folder: Path) -> None:
        copytree(vault, folder / "notes")
        self.folder = folder
        self.notes = sorted((folder / "notes").rglob("*.md"))
        self.edited = next(
            (note for note in self.notes if "title: " in note.read_text("utf-8")), self.notes[0]
        )

    def configure(self, *, search: bool) -> None:
        settings = {
            "site_name": "Trial",
            "docs_dir": "notes",
            "theme": "ropewalk",
            "plugins": [{"ropewalk": {"search": search}}],
        }
        (self.folder / "mkdocs.yml").write_text(json.dumps(settings), encoding="utf-8")

    def build(self, cache: str) -> Cost:
        command = [sys.executable, "-m", "ropewalk.cli", "build", "--quiet", "--cache-dir", cache]
        return measure(command, self.folder)[0]

    def edit(self, words: str) -> None:
        text = self.edited.read_text("utf-8")
        self.edited.write_text(f"{text}\n{words}\n", encoding="utf-8")

    def retitle(self, title: str) -> None:
        lines = self.edited.read_text("utf-8").split("\n")
        changed = (f"title: {title}" if line.startswith("title: ") else line for line in lines)
        self.edited.write_text("\n".join(changed), encoding="utf-8")

    def address(self) -> str:
        """Return where the page of the edited note is, as the site says itself."""
        path = self.edited.relative_to(self.folder / "notes").as_posix()
        nodes = json.loads((self.folder / "site" / "-" / "graph.json").read_text("utf-8"))["nodes"]
        return str(next(node["id"] for node in nodes if node["path"] == path))

    def size(self) -> float:
        return size_of(self.folder / "site")


def size_of(folder: Path) -> float:
    """Return what the files of a folder take, in MiB."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / MIB
