"""`ropewalk serve` as its user calls it."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ropewalk.host.serving import eventually, serve

CONFIG = "site_name: Notes\ndocs_dir: notes\ntheme: {name: ropewalk}\nplugins: [ropewalk: {search: false}]\n"


def refused(folder: Path, *arguments: str) -> str:
    """Return what is said where the command ends at once."""
    command = [sys.executable, "-m", "ropewalk.cli", "serve", *arguments]
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    return done.stderr


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    folder.mkdir()
    (folder / "One.md").write_text("See [[Two]].\n")
    return folder


def test_a_folder_of_notes_is_served_and_each_edit_shown(vault: Path) -> None:
    with serve(vault.parent, "ropewalk.cli", "serve", "vault") as server:
        assert "is-unresolved" in server.text("One/")
        assert "livereload(" in server.text("One/")
        (vault / "Two.md").write_text("A capstan, says [[One]].\n")
        eventually(lambda: "A capstan" in server.text("Two/"))
        assert "is-unresolved" not in server.text("One/")
        assert "A capstan" in server.text("One/")  # as a backlink
        eventually(lambda: '"page_count": 2' in server.text("-/pagefind/pagefind-entry.json"))
        assert server.get("Three/")[0] == 404
        assert "rw-not-found" in server.get("Three/")[1]
        log = server.log()
    assert log.startswith("warning: vault/One.md:1:5: RW201")
    assert log.endswith(f"\nThe site is at {server.address}; Ctrl-C ends this.\n")
    assert sorted(path.name for path in vault.iterdir()) == ["One.md", "Two.md"]


def test_a_project_is_served_as_it_is_configured(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "mkdocs.yml").write_text(
        f"{CONFIG}draft_docs: Draft.md\nsite_url: https://example.org/sub/\n"
    )
    (tmp_path / "notes" / "index.md").write_text("Home, see [[Nowhere]].\n")
    (tmp_path / "notes" / "Draft.md").write_text("Not yet.\n")
    with serve(tmp_path, "ropewalk.cli", "serve") as server:
        assert "Home, see" in server.text("sub/")
        assert "Not yet." in server.text("sub/Draft/")
        assert "notes/index.md:1:11: RW201" in server.log()
        (tmp_path / "mkdocs.yml").write_text("site_name: [\n")
        eventually(lambda: "mkdocs.yml` cannot be read" in server.log())
        (tmp_path / "mkdocs.yml").write_text(CONFIG.replace("Notes", "Mended"))
        eventually(lambda: "Mended" in server.text("sub/"))
        assert "Traceback" not in server.log()


def test_a_port_in_use_is_said_in_one_line(vault: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        said = refused(vault, "--dev-addr", address)
    assert said == (
        f"error: cannot serve at `{address}`: address already in use. "
        "Choose another port with `--dev-addr HOST:PORT`.\n"
    )


def test_no_address(vault: Path) -> None:
    assert refused(vault, "--dev-addr", "nonsense") == (
        "error: `nonsense` is no address to serve at. Write it as HOST:PORT.\n"
    )


def test_no_folder(tmp_path: Path) -> None:
    assert refused(tmp_path, "nothing") == "error: there is no folder `nothing`\n"
