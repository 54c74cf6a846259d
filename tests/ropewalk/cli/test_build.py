"""`ropewalk build` as its user calls it."""

import hashlib
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from ropewalk.cli import main
from ropewalk.host import shared
from ropewalk.search import SearchError

CONFIG = "site_name: Notes\ndocs_dir: notes\ntheme: {name: ropewalk}\nplugins:\n  - ropewalk\n"
NO_SEARCH = CONFIG.replace("- ropewalk", "- ropewalk: {search: false}")


class Here:
    """A folder to work in, with a vault; and the command."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys
        self.out = self.err = ""

    def write(self, path: str, text: str) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def build(self, *arguments: str) -> int:
        """Run `ropewalk build …`; return the exit code."""
        self._capsys.readouterr()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "argv", ["ropewalk", "build", *arguments])
            with pytest.raises(SystemExit) as end:
                main()
        self.out, self.err = self._capsys.readouterr()
        code = end.value.code
        return code if isinstance(code, int) else 0


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Here:
    monkeypatch.chdir(tmp_path)
    place = Here(tmp_path, capsys)
    place.write("vault/One.md", "See [[Two]].\n")
    place.write("vault/Two.md", "Text.\n")
    return place


@pytest.fixture
def project(here: Here) -> Here:
    here.write("mkdocs.yml", NO_SEARCH)
    here.write("notes/index.md", "See [[Nowhere]].\n")
    return here


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def digest(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def test_a_folder_of_notes_is_built_at_once(here: Here) -> None:
    assert here.build("vault") == 0
    page = (here.folder / "site" / "One" / "index.html").read_text()
    assert "<title>One" in page
    assert "vault</" in page  # the site's name is the folder's
    assert (here.folder / "site" / "-" / "pagefind").is_dir()
    assert here.out.startswith("The site is in site/, built in ")
    assert here.err == ""


def test_a_configured_vault_is_built_as_mkdocs_does(here: Here) -> None:
    here.write("mkdocs.yml", CONFIG)
    here.write("notes/index.md", "# Home\n\n![[Folder/Two]]\n\n![[Gone.png]]\n")
    here.write("notes/Folder/Two.md", "日本語 and #a/tag\n")
    assert here.build() == 0
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", "other"]
    subprocess.run(command, check=True, capture_output=True)
    assert digest(here.folder / "site") == digest(here.folder / "other")


def test_the_site_goes_where_the_option_says_then_the_configuration(project: Here) -> None:
    assert project.build("--site-dir", "by/option") == 0
    assert (project.folder / "by" / "option" / "index.html").is_file()
    project.write("mkdocs.yml", f"{NO_SEARCH}site_dir: configured\n")
    assert project.build() == 0
    assert (project.folder / "configured" / "index.html").is_file()
    assert not (project.folder / "site").exists()


def test_the_site_of_a_vault_elsewhere_lands_in_the_current_folder(
    project: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project.folder / "work").mkdir()
    monkeypatch.chdir(project.folder / "work")
    assert project.build("..") == 0
    assert (project.folder / "work" / "site" / "index.html").is_file()


@pytest.mark.parametrize(
    ("site", "said"),
    [
        ("vault", "the site's folder `vault` is the vault itself"),
        ("vault/site", "the site's folder `vault/site` lies in the vault"),
        (".", "the site's folder `.` holds the vault"),
        ("full", "`full` holds something that Ropewalk has not made"),
        ("full/file.txt", "`full/file.txt` is a file"),
    ],
)
def test_a_folder_that_is_no_place_for_a_site_is_refused(here: Here, site: str, said: str) -> None:
    here.write("full/file.txt", "mine")
    before = digest(here.folder)
    assert here.build("vault", "--site-dir", site) == 2
    assert here.err.startswith(f"error: {said}")
    assert here.err.count("\n") == 1
    assert digest(here.folder) == before


def test_a_link_does_not_hide_where_a_site_would_go(here: Here) -> None:
    (here.folder / "elsewhere").symlink_to("vault")
    assert here.build("vault", "--site-dir", "elsewhere") == 2
    assert "is the vault itself" in here.err


def test_an_empty_folder_and_an_own_site_are_taken(here: Here) -> None:
    (here.folder / "site").mkdir()
    assert here.build("vault") == 0
    (here.folder / "vault" / "Two.md").unlink()
    assert here.build("vault") == 0
    assert not (here.folder / "site" / "Two").exists()


def test_findings_have_their_place_and_only_strict_minds_them(project: Here) -> None:
    assert project.build() == 0
    assert project.err.splitlines() == [
        "warning: notes/index.md:1:5: RW201 link to `Nowhere` has no target",
        "  help: Create it, or correct the link.",
    ]
    assert "with 1 warning" in project.out
    assert project.build("--strict", "--quiet") == 1
    assert project.out == ""
    assert "RW201" in project.err
    assert (project.folder / "site" / "index.html").is_file()
    project.write("notes/index.md", "Text.\n")
    assert project.build("--strict") == 0


def test_the_configuration_may_be_strict(project: Here) -> None:
    project.write("mkdocs.yml", f"{NO_SEARCH}strict: true\n")
    assert project.build() == 1


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("site_name: [", "`mkdocs.yml` cannot be read: "),
        ("docs_dir: notes\n", "`mkdocs.yml`: `site_name`: Required configuration not provided."),
        (f"{CONFIG}site_dri: x\n", "`mkdocs.yml`: unknown option `site_dri`. Did you mean `site_dir`?"),
        (
            CONFIG.replace("- ropewalk", "- ropewalk: {modes: opt-in}"),
            "`mkdocs.yml`: `plugins`: Plugin 'ropewalk' option 'modes': unknown option. Did you mean `mode`?",
        ),
        (
            CONFIG.replace("- ropewalk", "- ropewalk: {mode: all}"),
            "`mkdocs.yml`: `plugins`: Plugin 'ropewalk' option 'mode': ",
        ),
        (
            "site_name: x\ndocs_dir: notes\n",
            "`mkdocs.yml` does not list the plugin `ropewalk`. Add `- ropewalk` to `plugins:`.",
        ),
        (CONFIG.replace("notes", "gone"), "`mkdocs.yml`: `docs_dir`: The path '"),
        (f"{CONFIG}site_dir: 5\n", "`mkdocs.yml`: `site_dir` is not a text"),
        ("- a\n- list\n", "`mkdocs.yml` cannot be read: "),
        ("", "`mkdocs.yml`"),
        ("a: b: c", "`mkdocs.yml` cannot be read: "),
    ],
)
def test_a_configuration_that_cannot_be_used_gives_one_line(project: Here, config: str, said: str) -> None:
    project.write("mkdocs.yml", config)
    assert project.build() == 2
    assert project.err.startswith(f"error: {said}")
    assert project.err.count("\n") == 1


def test_a_folder_that_is_not_there_gives_one_line(here: Here) -> None:
    assert here.build("gone") == 2
    assert here.err == "error: there is no folder `gone`\n"


def test_parents_are_not_searched_for_a_configuration(project: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("inner/A.md", "Text.\n")
    monkeypatch.chdir(project.folder / "inner")
    assert project.build(".", "--site-dir", "../out") == 0
    assert (project.folder / "out" / "A" / "index.html").is_file()


@pytest.mark.parametrize("arguments", [("--frobnicate",), ("a", "b")])
def test_arguments_that_are_not_understood_give_one_line(here: Here, arguments: tuple[str, ...]) -> None:
    assert here.build(*arguments) == 2
    assert here.err.endswith("Try `ropewalk build --help`.\n")
    assert here.err.count("\n") == 1


def test_a_build_that_fails_leaves_the_old_site(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    assert here.build("vault") == 0
    before = digest(here.folder / "site")
    here.write("vault/Three.md", "New.\n")

    def fail(*_arguments: object) -> None:
        raise SearchError("Pagefind is missing")

    monkeypatch.setattr(shared, "write_search_index", fail)
    assert here.build("vault") == 2
    assert here.err == "error: Pagefind is missing\n"
    assert digest(here.folder / "site") == before
    assert names(here.folder) == ["site", "vault"]


def test_a_folder_without_permission_gives_one_line(here: Here) -> None:
    assert here.build("vault", "--site-dir", "/proc/site") == 2
    assert here.err.startswith("error: cannot write the site to `/proc/site`: ")
    assert here.err.count("\n") == 1


def test_a_terminal_sees_progress_and_colours_unless_it_asks_for_none(here: Here) -> None:
    here.write("vault/One.md", "See [[Nowhere]].\n")
    coloured = on_a_terminal(here.folder, {})
    assert "\x1b[33mwarning\x1b[0m: vault/One.md:1:5: RW201" in coloured
    assert "\r\x1b[Kreading the notes" in coloured
    plain = on_a_terminal(here.folder, {"NO_COLOR": "1"})
    assert "warning: vault/One.md:1:5: RW201" in plain
    assert "\x1b[33m" not in plain


def on_a_terminal(folder: Path, environment: dict[str, str]) -> str:
    """Run `ropewalk build vault` with a terminal for its messages; return what that shows."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "ropewalk.cli", "build", "vault"],
        cwd=folder,
        env={**{name: value for name, value in os.environ.items() if name != "NO_COLOR"}, **environment},
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:  # Linux says so when the other side is closed
            break
        if not part:
            break
        shown += part
    os.close(ours)
    assert process.wait() == 0
    return shown.decode()


def test_version_and_help_need_no_mkdocs() -> None:
    program = (
        "import sys; from ropewalk.cli import ropewalk\n"
        "ropewalk.main(['build', '--help'], standalone_mode=False)\n"
        "assert not {'mkdocs', 'jinja2', 'markdown_it', 'yaml'} & set(sys.modules)\n"
    )
    said = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert "Usage: ropewalk build" in said.stdout or "[VAULT]" in said.stdout
