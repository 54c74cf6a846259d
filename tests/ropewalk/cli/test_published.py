"""`ropewalk check --published`: each file of the site has its reason, each of the vault its fate."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from ropewalk import theme
from ropewalk.build import load
from ropewalk.checking import findings
from ropewalk.cli import main
from ropewalk.options import Options
from tests.pictures import SVG, saved
from tests.ropewalk.host.hosting import Project

POD = "kind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: a, image: 'b:1'}]}"
FILES: dict[str, str | bytes] = {
    "index.md": "# Home\n\n![[a.jpg]] [[a.jpg]] [[Board.canvas]] [[broken.png]] [[page.html]] [[a.pdf]]",
    "Dir/Asked.md": (
        "---\npublish: true\naliases: [old/place]\ntags: [rope/thin]\n---\n"
        f"![[a.jpg]] ![[d.svg]]\n\n```yaml\napiVersion: v1\n{POD}\n```\n"
    ),
    "Secret.md": "---\npublish: false\n---\n[[unreached.png]]",
    "Broken.md": "---\ntags: [\n---\n",
    "Latin.md": b"\xff",
    "dir/Asked.md": "",
    "private/a.md": "",
    "private/b.png": b"",
    "sketches/c.md": "",
    "templates/d.md": "",
    "archive/e.md": "",
    "a.jpg": saved("JPEG"),
    "a.pdf": b"%PDF-1.4",
    "d.svg": SVG,
    "unreached.png": saved("PNG"),
    "Board.canvas": "{}",
    "broken.png": b"x",
    "page.html": "<p>",
    ".obsidian/app.json": '{"userIgnoreFilters": ["archive/"]}',
    ".obsidian/templates.json": '{"folder": "templates"}',
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.chdir(tmp_path)
    project = Project(root=tmp_path)
    for path, content in FILES.items():
        file = project.notes / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    (project.notes / "link.md").symlink_to(project.notes / "private" / "a.md")
    project.configure(
        exclude_docs="sketches/",
        site_url="https://example.org/",
        plugins=[{"ropewalk": {"search": True, "robots": "allow", "exclude": ["private"]}}],
    )
    return project


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["ropewalk", "check", "--published", *arguments])
        with pytest.raises(SystemExit) as end:
            main()
    out, err = capsys.readouterr()
    return int(end.value.code or 0), out, err


def listed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    code, out, err = check(capsys, "--format", "json")
    assert (code, err) == (0, "")
    found: list[dict[str, Any]] = json.loads(out)
    return found


def test_what_is_kept_back_has_its_reason(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert {one["path"]: one["why"] for one in listed(capsys) if not one["published"]} == {
        "Board.canvas": "only Obsidian can draw it, and it names notes of all kinds",
        "Broken.md": "the properties are not valid YAML: did not find expected node content (RW101)",
        "Latin.md": "byte `0xff` is not UTF-8, so the note is not published (RW110)",
        "Secret.md": "its property `publish` or `draft`",
        "archive/e.md": "the excluded files in Obsidian's settings",
        "broken.png": "the file is not published, because it does not begin as a picture does (RW119)",
        "dir/Asked.md": "`dir/Asked.md` has the same address as `Dir/Asked.md` and is not published (RW118)",
        "link.md": "it is a symbolic link to what is kept back",
        "page.html": (
            "the file is not published, because a browser would run its scripts as the site's own (RW119)"
        ),
        "private/a.md": "the option `exclude` in `mkdocs.yml`",
        "private/b.png": "the option `exclude` in `mkdocs.yml`",
        "sketches/c.md": "`exclude_docs` or `draft_docs` in `mkdocs.yml`",
        "templates/d.md": "it lies in the folder of templates that Obsidian's settings name",
        "unreached.png": "no published note leads to it",
    }


def test_what_is_published_has_its_reason(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    found = [one for one in listed(capsys) if one["published"] and one["kind"] != "page"]
    assert {one["path"]: (one["why"], one["files"]) for one in found} == {
        "Dir/Asked.md": (
            "its property `publish` is `true`",
            [
                *("Dir/Asked/index.html", "Dir/Asked/index.md"),
                *("manifests/Dir/Asked/web.yaml", "manifests/Dir/Asked/web.json"),
            ],
        ),
        "a.jpg": ("`Dir/Asked.md:6` and 1 more lead to it; without its metadata", ["a.jpg"]),
        "a.pdf": ("`index.md:3` leads to it; published as it is, with all it says about itself", ["a.pdf"]),
        "d.svg": ("`Dir/Asked.md:6` leads to it; without its metadata", ["d.svg"]),
        "index.md": ("nothing keeps it back", ["index.html", "index.md"]),
    }


@pytest.mark.parametrize("directory_urls", [True, False])
@pytest.mark.parametrize("mode", ["opt-in", "opt-out"])
def test_the_list_is_what_a_build_writes(
    project: Project,
    capsys: pytest.CaptureFixture[str],
    directory_urls: bool,  # noqa: FBT001  drawn
    mode: str,
) -> None:
    plugins = [{"ropewalk": {"search": True, "robots": "allow", "exclude": ["private"], "mode": mode}}]
    settings = {"exclude_docs": "sketches/", "plugins": plugins, "use_directory_urls": directory_urls}
    project.configure(**settings)
    promised = {file for one in listed(capsys) for file in one["files"]}
    site = project.build(**settings)
    written = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    own = Path(theme.__path__[0])
    assets = {file.relative_to(own).as_posix() for file in own.rglob("*")}
    assert promised - written == set()
    assert {file for file in written - promised - assets if not file.startswith("-/pagefind/")} == set()


def test_people_read_it_as_lines(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = check(capsys)
    lines = out.splitlines()
    assert code == 0
    assert lines[:2] == ["Published:", "  Dir/Asked.md: its property `publish` is `true`"]
    assert "Made of them:" in lines
    assert "  Dir/index.html: the folder `Dir/` has published notes" in lines
    assert "  -/tags/rope/thin/index.html: published notes have the tag `#rope/thin`" in lines
    assert "  old/place/index.html: an old address of a published note" in lines
    assert "  Secret.md: its property `publish` or `draft`" in lines
    assert lines[-1] == "Published: 2 notes, 3 files, 19 pages. Kept back: 9 notes, 5 files."


@pytest.mark.parametrize("arguments", [("--format", "sarif"), ("notes/index.md",)])
def test_it_lists_the_whole_vault_or_nothing(
    project: Project, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    code, out, err = check(capsys, *arguments)
    assert (code, out) == (2, "")
    assert "--published lists the whole vault, as text or json." in err


def test_check_says_of_unreached_files_alone_that_nobody_leads_to_them(project: Project) -> None:
    site = load(project.notes, Options())
    assert [one.path for one in findings(site) if one.code == "RW211"] == ["private/b.png", "unreached.png"]
