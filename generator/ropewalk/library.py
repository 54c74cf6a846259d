"""What a program does with a vault beside reading it: a note's page, and a whole site."""

from __future__ import annotations

from pathlib import Path

from manifestcheck.diagnostic import Diagnostic
from ropewalk.build import Site
from ropewalk.cache import Cache
from ropewalk.memory import Memory
from ropewalk.model.article import Article
from ropewalk.render.article import render
from ropewalk.render.shelf import Shelf
from ropewalk.site_folder import check_site_folder
from ropewalk.staging import staged
from ropewalk.strings import strings


def article(site: Site, path: str) -> Article:
    """Return the page of the published note at a path within the vault; raise KeyError for any other.

    Its addresses are relative to the page's own, which is `site.linked.notes[path].url`.
    """
    return render(site.linked, Shelf(site.linked), path, strings(site.options.language)).article


def write_site(folder: Path, site_dir: Path, *, cache: Path | None = None) -> tuple[Diagnostic, ...]:
    """Build the site of a folder into another, as `ropewalk build` does, and return what it tells.

    `folder` holds `mkdocs.yml` or is a vault itself. An earlier site stays until the new one is whole.
    `cache` is a folder for what was compiled; without one nothing is kept. Raises BrokenError if the
    configuration cannot be used or the system refuses to write.
    """
    from ropewalk.host.building import build_site, read_project, told  # noqa: PLC0415  needs MkDocs

    project = read_project(folder)
    check_site_folder(site_dir, project.vault)
    with staged(site_dir) as new:
        build_site(project, new, lambda _text: None, Memory(cache=Cache(cache) if cache else None))
    return told(project)
