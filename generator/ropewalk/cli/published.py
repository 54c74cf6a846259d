"""`ropewalk check --published`: what the site would make public, and what it keeps back, with why."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from ropewalk.build import Site
    from ropewalk.host.building import Project
    from ropewalk.host.publication import Listed

FORMATS: Final = ("text", "json")


def tell_published(project: Project, site: Site, form: str) -> None:
    """Print the list for people or, as `json`, for programs."""
    from ropewalk.host.building import PLUGIN
    from ropewalk.host.publication import publication

    plugin = project.config.plugins[PLUGIN].config
    listed = list(publication(site, project.config, plugin))
    click.echo(_json(listed) if form == "json" else _text(listed))


def _json(listed: Collection[Listed]) -> str:
    said = [
        {"kind": one.kind, "path": one.path, "published": bool(one.files), "why": one.why, "files": one.files}
        for one in listed
    ]
    return json.dumps(said, ensure_ascii=False, indent=1)


def _text(listed: Collection[Listed]) -> str:
    public = [one for one in listed if one.files]
    back = [one for one in listed if not one.files]
    groups = {
        "Published": [one for one in public if one.kind != "page"],
        "Made of them": [one for one in public if one.kind == "page"],
        "Kept back": back,
    }
    lines: list[str] = []
    for title, group in groups.items():
        if group:
            lines += [f"{title}:", *(f"  {one.path}: {one.why}" for one in group), ""]
    lines.append(f"Published: {_counted(public)}. Kept back: {_counted(back)}.")
    return "\n".join(lines)


def _counted(listed: Collection[Listed]) -> str:
    # Notes come first, then files, then pages.
    counts = Counter(sorted((one.kind for one in listed), key=("note", "file", "page").index))
    said = (f"{count} {kind}{'s'[: count != 1]}" for kind, count in counts.items())
    return ", ".join(said) or "nothing"
