"""`ropewalk init` as its user calls it, and that a site comes of what it wrote."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.ropewalk.commands import Command


@pytest.fixture
def ropewalk(capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(capsys)


def vault(folder: Path) -> None:
    """Make a vault of five notes with Obsidian's settings, one note a template, one excluded."""
    for name in ("One", "Two", "Three", "Templates/Day", "Old/Four"):
        (folder / f"{name}.md").parent.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.md").write_bytes(b"---\r\ntags: [a]\r\n---\r\nSee [[Two]].\r\n")
    (folder / ".obsidian").mkdir()
    (folder / ".obsidian" / "templates.json").write_text('{"folder": "Templates"}')
    app = '{"attachmentFolderPath": "pictures", "userIgnoreFilters": ["Old/"]}'
    (folder / ".obsidian" / "app.json").write_text(app)


def contents(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


@pytest.mark.parametrize("inside", [True, False])
def test_what_it_writes_builds_and_no_note_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ropewalk: Command, *, inside: bool
) -> None:
    here = tmp_path / "harbour-log"
    vault(here if inside else here / "notes")
    monkeypatch.chdir(here)
    before = contents(here)
    assert ropewalk("init") == 0
    assert ropewalk.out.splitlines()[0] == "Wrote mkdocs.yml."
    assert f"The vault is {'the current folder' if inside else 'notes'}: 3 notes." in ropewalk.out
    assert "Templates in Templates/ stay out" in ropewalk.out
    assert "Of pictures/ only what a published note shows" in ropewalk.out
    assert "What Obsidian excludes stays out too: Old/" in ropewalk.out
    assert yaml.safe_load((here / "mkdocs.yml").read_text())["site_name"] == "Harbour log"
    after = contents(here)
    assert {name: after[name] for name in before} == before

    site = here / (".site" if inside else "site")
    assert ropewalk("build", "--no-cache") == 0, ropewalk.err
    assert (site / "One" / "index.html").is_file()
    assert not (site / "Templates").exists()
    own = contents(site)
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "-q"], check=True, cwd=here)
    assert contents(site) == own
    assert {name: digest for name, digest in contents(here).items() if name in before} == before


def test_what_is_there_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ropewalk: Command) -> None:
    vault(tmp_path / "notes")
    monkeypatch.chdir(tmp_path)
    mine = "site_name: Mine\ndocs_dir: notes\ntheme: ropewalk\nplugins: [ropewalk]\n"
    Path("mkdocs.yaml").write_text(mine)
    assert ropewalk("init") == 0
    assert ropewalk.out.startswith("Left mkdocs.yaml as it is.\nWrote .github/workflows/site.yml.\n")
    before = contents(tmp_path)
    assert ropewalk("init") == 0
    assert "Left .github/workflows/site.yml as it is.\n" in ropewalk.out
    assert contents(tmp_path) == before


def test_a_configuration_without_the_plugin_is_left_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ropewalk: Command
) -> None:
    vault(tmp_path / "docs")
    monkeypatch.chdir(tmp_path)
    Path("mkdocs.yml").write_text("site_name: Mine\n")
    assert ropewalk("init") == 2
    assert ropewalk.err == (
        "error: `mkdocs.yml` does not list the plugin `ropewalk`. Add `- ropewalk` to `plugins:`.\n"
    )
    assert Path("mkdocs.yml").read_text() == "site_name: Mine\n"


def test_the_remote_gives_the_address_and_the_workflow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ropewalk: Command
) -> None:
    vault(tmp_path)
    monkeypatch.chdir(tmp_path)
    for arguments in (("init", "-q"), ("remote", "add", "origin", "git@gitlab.com:ann/log.git")):
        subprocess.run(["git", *arguments], check=True)
    assert ropewalk("init") == 0
    assert "Wrote .gitlab-ci.yml.\n" in ropewalk.out
    assert "Add .site/ to .gitignore" in ropewalk.out
    assert yaml.safe_load(Path("mkdocs.yml").read_text())["site_url"] == "https://ann.gitlab.io/log/"
    assert not Path(".github").exists()
    Path(".gitignore").write_text(".site/\n")
    assert ropewalk("init") == 0
    assert "gitignore" not in ropewalk.out


def test_where_nothing_can_be_written_one_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ropewalk: Command
) -> None:
    vault(tmp_path)
    monkeypatch.chdir(tmp_path)
    Path(".github").write_text("a file")
    assert ropewalk("init") == 2
    assert ropewalk.err.startswith("error: cannot write `.github/workflows/site.yml`: ")
    assert ropewalk.err.count("\n") == 1
    assert not list(tmp_path.glob(".mkdocs.yml*"))


def test_a_site_among_the_notes_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ropewalk: Command
) -> None:
    vault(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert ropewalk("init") == 0
    text = Path("mkdocs.yml").read_text()
    Path("mkdocs.yml").write_text(text.replace(".site", "site"))
    assert ropewalk("build") == 2
    assert "the site's folder `site` lies in the vault" in ropewalk.err
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"], cwd=tmp_path, check=False, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "choose a hidden folder such as `.site`" in done.stderr
    assert not Path("site").exists()
