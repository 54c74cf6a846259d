"""The files of a site as MkDocs counts them: notes, generated pages, and what the notes reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files, InclusionLevel

from ropewalk.build import Site
from ropewalk.host.foreign import FOLDER
from ropewalk.paths import GENERATED, dest_path
from ropewalk.views.view import View

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


class NoteFile(File):
    """A note: MkDocs would copy one whose name ends with `.MD` as it is, comments and all."""

    def is_documentation_page(self) -> bool:
        """Return that it is one."""
        return True


class Attachment(File):
    """Another file of the vault: MkDocs would make a page of one that ends with `.markdown`."""

    def is_documentation_page(self) -> bool:
        """Return that it is none."""
        return False


def others(files: Files, config: MkDocsConfig) -> Iterator[File]:
    """Yield the files that are not the vault's: of the theme, or made by another plugin."""
    for file in files:
        is_source = file.src_dir == str(FOLDER) and not file.src_uri.startswith(f"{GENERATED}/")
        if (file.generated_by is not None or file.src_dir != config.docs_dir) and not is_source:
            yield file


def note_files(site: Site, config: MkDocsConfig) -> Iterator[File]:
    """Yield a file for each published note."""
    on_disk = {source.path: source.file for source in site.vault.notes}
    for path, note in site.linked.notes.items():
        yield _file(NoteFile, path, on_disk[path], note.url, config)


def reached_files(site: Site, config: MkDocsConfig) -> Iterator[File]:
    """Yield a file for each image, PDF or other file that a published note reaches."""
    on_disk = {file.path: file.file for file in site.vault.files}
    for path, url in site.linked.files.items():
        yield _file(Attachment, path, on_disk[path], url, config)


def view_file(view: View, config: MkDocsConfig) -> File:
    """Return the file of a generated page, which stands in no navigation."""
    name = dest_path(view.url).removesuffix("/index.html").removesuffix(".html") or "index"
    # The dot: no file of the vault that may be published has this name.
    file = File.generated(config, f".views/{name}.md", content="", inclusion=InclusionLevel.NOT_IN_NAV)
    file.dest_uri = dest_path(view.url)
    return file


def theme_file(path: Path, uri: str, config: MkDocsConfig) -> File:
    """Return a file that belongs to the theme `ropewalk`, for use within another theme."""
    return File.generated(config, uri, abs_src_path=str(path), inclusion=InclusionLevel.INCLUDED)


def _file(kind: type[File], path: str, on_disk: Path, url: str, config: MkDocsConfig) -> File:
    file = kind(
        path,
        config.docs_dir,
        config.site_dir,
        config.use_directory_urls,
        dest_uri=dest_path(url),
        inclusion=_inclusion(path, config),
    )
    # The name on disk may be in another Unicode form than the path.
    file.abs_src_path = str(on_disk)
    return file


def _inclusion(path: str, config: MkDocsConfig) -> InclusionLevel:
    """Return the level, set here: MkDocs' default rules would drop a folder called `templates`."""
    if config.draft_docs is not None and config.draft_docs.match_file(path):
        return InclusionLevel.DRAFT
    if config.not_in_nav is not None and config.not_in_nav.match_file(path):
        return InclusionLevel.NOT_IN_NAV
    return InclusionLevel.INCLUDED


def all_files(groups: Iterable[Iterable[File]]) -> Files:
    """Return the files of all groups; of two with one path the first is kept."""
    kept: dict[str, File] = {}
    for group in groups:
        for file in group:
            kept.setdefault(file.src_uri, file)
    return Files(kept.values())
