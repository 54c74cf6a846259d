"""The files of a site as MkDocs counts them: notes, generated pages, and what the notes reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File, Files, InclusionLevel

from ropewalk.attachments import UnreadableError
from ropewalk.build import Site
from ropewalk.fitness import published_content
from ropewalk.host.configured import configured_paths
from ropewalk.host.foreign import FOLDER
from ropewalk.paths import GENERATED, dest_path
from ropewalk.vault_finding import reason
from ropewalk.views.view import View

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


Kind = TypeVar("Kind", bound=File)


class NoteFile(File):
    """A note: MkDocs would copy one whose name ends with `.MD` as it is, comments and all."""

    def is_documentation_page(self) -> bool:
        """Return that it is one."""
        return True


class Attachment(File):
    """Another file of the vault: MkDocs would make a page of one that ends with `.markdown`."""

    trusted: bool = False
    """Whether it may hold scripts."""

    def is_documentation_page(self) -> bool:
        """Return that it is none."""
        return False

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002  MkDocs' own signature
        """Write what is published of it; raise BuildError where it cannot be read any more."""
        source = Path(str(self.abs_src_path))
        try:
            content = published_content(self.src_uri, source, trusted=self.trusted)
        except (OSError, UnreadableError) as error:
            said = reason(error) if isinstance(error, OSError) else str(error)
            raise BuildError(f"`{self.src_uri}` has changed while the site was built: {said}") from error
        if content is None:
            super().copy_file(dirty)
        else:
            place = Path(self.abs_dest_path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)


def others(files: Files, config: MkDocsConfig) -> Iterator[File]:
    """Yield the files that are not the vault's: of the theme, or made by another plugin."""
    for file in files:
        is_source = file.src_dir == str(FOLDER) and not file.src_uri.startswith(f"{GENERATED}/")
        if (file.generated_by is not None or file.src_dir != config.docs_dir) and not is_source:
            yield file


def note_file(path: str, on_disk: Path, url: str, config: MkDocsConfig) -> File:
    """Return the file of a published note."""
    return _file(NoteFile, path, on_disk, url, config)


def reached_files(site: Site, config: MkDocsConfig) -> Iterator[File]:
    """Yield a file for each image, PDF or other file that a published note reaches."""
    on_disk = {file.path: file.file for file in site.vault.files}
    for path, url in site.linked.files.items():
        file = _file(Attachment, path, on_disk[path], url, config)
        file.trusted = site.options.trusted_html
        yield file


def configured_files(config: MkDocsConfig) -> Iterator[File]:
    """Yield a file for each one that the configuration names; what its author names may hold scripts."""
    for path in configured_paths(config):
        file = _file(Attachment, path, Path(config.docs_dir) / path, path, config)
        file.trusted = True
        yield file


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


def _file(kind: type[Kind], path: str, on_disk: Path, url: str, config: MkDocsConfig) -> Kind:
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
