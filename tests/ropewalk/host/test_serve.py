"""`mkdocs serve`: an author edits, and the next look at the page shows it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.ropewalk.host.hosting import Project, harbour
from tests.ropewalk.host.serving import Server, eventually, serve


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    made = harbour(tmp_path_factory.mktemp("serve"))
    made.configure(draft_docs="drafts/", plugins=["ropewalk"])
    return made


@pytest.fixture(scope="module")
def server(project: Project) -> Iterator[Server]:
    with serve(project.root) as running:
        yield running


def test_pages_reload_themselves(server: Server) -> None:
    assert "livereload(" in server.text("Ropes/")


def test_drafts_are_shown(server: Server) -> None:
    assert "marlinspike" in server.text("drafts/Splicing/")


def test_an_edit_is_served(project: Project, server: Server) -> None:
    project.write("Loose/Tides.md", "The water rises at noon, see [[Bowline]].\n")
    eventually(lambda: "rises at noon" in server.text("Loose/Tides/"))
    assert "rises at noon" in server.text("Boats/Knots/Bowline/")  # as the sentence of a backlink
    assert "All boats" in server.text("Boats/Boats/")


def test_a_note_comes_is_renamed_and_goes(project: Project, server: Server) -> None:
    wanted = "A note nobody wrote"
    assert "is-unresolved" in server.text("")
    project.write(f"{wanted}.md", "Now somebody has.\n")
    eventually(lambda: "Now somebody has." in server.text("A-note-nobody-wrote/"))
    assert 'href="A-note-nobody-wrote/"' in server.text("")
    assert wanted in server.text("-/explorer.js")

    (project.notes / f"{wanted}.md").rename(project.notes / "Written.md")
    eventually(lambda: "Now somebody has." in server.text("Written/"))
    assert server.get("A-note-nobody-wrote/")[0] == 404
    assert "is-unresolved" in server.text("")

    (project.notes / "Written.md").unlink()
    eventually(lambda: server.get("Written/")[0] == 404)
    assert "Written" not in server.text("-/explorer.js")


def test_properties_break_and_are_mended(project: Project, server: Server) -> None:
    before = (project.notes / "Boats" / "Boats.md").read_text("utf-8")
    project.write("Boats/Boats.md", "---\ntags: [boat\n---\nNobody can tell whether this is public.\n")
    eventually(lambda: server.get("Boats/Boats/")[0] == 404)
    assert "Boats/Boats.md:" in server.log()
    assert "can tell" not in server.text("Loose/")
    assert "Traceback" not in server.log()
    project.write("Boats/Boats.md", before)
    eventually(lambda: "All boats" in server.text("Boats/Boats/"))


def test_the_configuration_breaks_and_is_mended(project: Project, server: Server) -> None:
    project.configure(plugins=[{"ropewalk": {"serch": True}}])
    # MkDocs answers nothing more until that is mended.
    eventually(lambda: "Did you mean `search`?" in server.log())
    project.configure(site_name="Mended", plugins=["ropewalk"])
    eventually(lambda: "Mended" in server.text(""))
    assert server.get("drafts/Splicing/")[0] == 200
    assert "Traceback" not in server.log()


def test_the_full_text_is_indexed_anew(project: Project, server: Server) -> None:
    before = server.text("-/pagefind/pagefind-entry.json")
    assert before
    project.write("New.md", "Capstan.\n")
    eventually(lambda: server.text("-/pagefind/pagefind-entry.json") not in {"", before})
