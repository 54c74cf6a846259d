"""Small vaults from text to finished pages, through the real stages from the disk on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ropewalk.build import Site, load
from ropewalk.compile import compile_note
from ropewalk.link import link
from ropewalk.model.article import Article
from ropewalk.model.linked import LinkedVault
from ropewalk.model.note import Dialect
from ropewalk.options import Options
from ropewalk.properties import read
from ropewalk.render.article import Rendered, render
from ropewalk.render.shelf import Shelf
from ropewalk.strings import strings
from tests.pictures import smallest

HOST = "Host.md"
NEXT_FILE = "=== "


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One input and its output, from a file of such pairs."""

    name: str
    files: Mapping[str, str]
    html: str
    findings: tuple[str, ...]


def cases_in(file: Path) -> list[Case]:
    """Read a fixture file: a name, `.`, the Markdown of `Host.md`, `.`, its HTML, `.`, its findings.

    A blank line ends a case. In the Markdown, `=== path` begins another file of the vault. A first case
    named `vault` gives the files that all cases share.
    """
    lines = iter(file.read_text("utf-8").split("\n"))
    cases: list[Case] = []
    shared: dict[str, str] = {}
    for line in lines:
        if not line or line.startswith("# "):
            continue
        assert next(lines) == ".", f"{file.name}: no `.` after `{line}`"
        markdown, html = (_until(".", lines) for _ in range(2))
        files = _files(markdown)
        if line == "vault":
            shared = {path: text for path, text in files.items() if path != HOST}
        findings = tuple(_until("", lines).splitlines())
        cases.append(Case(name=line, files=shared | files, html=html, findings=findings))
    return [case for case in cases if case.name != "vault"]


def _until(end: str, lines: Iterator[str]) -> str:
    taken: list[str] = []
    for line in lines:
        if line == end:
            break
        taken.append(f"{line}\n")
    return "".join(taken)


def _files(markdown: str) -> dict[str, str]:
    path, files = HOST, {HOST: ""}
    for line in markdown.splitlines(keepends=True):
        if line.startswith(NEXT_FILE):
            path = line.removeprefix(NEXT_FILE).strip()
            files[path] = ""
        else:
            files[path] += line
    return files


def a_site(folder: Path, files: Mapping[str, str | bytes], options: Options | None = None) -> Site:
    """Write the files of a vault and bring it through all stages up to rendering.

    An empty file with the name of a picture stands for some picture.
    """
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        data = content if isinstance(content, bytes) else content.encode()
        file.write_bytes(data or smallest(path) or data)
    return load(folder, options or Options())


def rendered(site: Site, path: str = HOST) -> Rendered:
    """Return one page of a vault."""
    return render(site.linked, Shelf(site.linked), path, strings("en"))


def page(folder: Path, files: Mapping[str, str | bytes] | str, options: Options | None = None) -> Article:
    """Return the page of `Host.md`, whose text may be all there is in the vault."""
    return rendered(a_site(folder, {HOST: files} if isinstance(files, str) else files, options)).article


def linked_vault(
    texts: Mapping[str, str], files: Sequence[str] = (), dialect: Dialect | None = None
) -> LinkedVault:
    """Compile and link notes that are on no disk, with files of which only the names matter."""
    compiled = [(path, compile_note(text, read(text), dialect or Dialect())) for path, text in texts.items()]
    return link(compiled, files)


def html_of(vault: LinkedVault, path: str = HOST) -> str:
    """Return the text of one page."""
    return str(render(vault, Shelf(vault), path, strings("en")).article.html)
