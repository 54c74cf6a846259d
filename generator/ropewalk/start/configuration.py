"""The first `mkdocs.yml` of a vault."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from ropewalk.start.repository import Repository

HOLDER: Final = ".ropewalk"
"""The folder that stands for `docs_dir` where the vault itself holds `mkdocs.yml`."""
HOLDER_TEXT: Final = """\
MkDocs lets no `docs_dir` be the folder of `mkdocs.yml` itself, so it is this folder, which holds nothing.
Ropewalk reads the notes from the folder around it: the option `vault: .` in `mkdocs.yml` says so.
"""
_COMMON: Final = frozenset(("content", "docs", "notes", "vault"))
"""Names of folders, in lower case, that say nothing of what is in them."""


def configuration(here: Path, vault: Path, repository: Repository | None) -> str:
    """Return the text of `mkdocs.yml` in the folder `here` for the vault at a path relative to it."""
    lines = [
        "# A site of these notes: `ropewalk serve` shows it, `ropewalk build` writes it.",
        f"site_name: {_quoted(site_name(here, vault))}",
        *_address(repository),
    ]
    if vault == Path():
        lines += [
            f"docs_dir: {HOLDER} # holds nothing: the notes are read from `vault` below",
            "site_dir: .site # a hidden folder, so that neither Obsidian nor Ropewalk takes it for notes",
        ]
    else:
        lines.append(f"docs_dir: {_quoted(vault.as_posix())}")
    lines += ["theme:", "  name: ropewalk", "plugins:"]
    lines += ["  - ropewalk:", "      vault: ."] if vault == Path() else ["  - ropewalk"]
    return "\n".join(lines) + "\n"


def site_name(here: Path, vault: Path) -> str:
    """Return the name of the vault's folder, or of the one around it where the vault's says nothing."""
    named = here if vault.name.lower() in {"", *_COMMON} else vault
    name = named.name or "Notes"
    if " " in name:
        return name
    words = name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] or "Notes"


def _address(repository: Repository | None) -> list[str]:
    if repository is None:
        return ["# site_url: https://example.org/ # where it is published; feeds and the sitemap need it"]
    return [f"site_url: {_quoted(repository.site_url)} # change it if the site has a domain of its own"]


def _quoted(text: str) -> str:
    """Return a text as YAML reads it, in quotes: every text in JSON is one in YAML."""
    return json.dumps(text, ensure_ascii=False)
