"""What MkDocs keeps out of a site or of its navigation: `exclude_docs`, `draft_docs`, `not_in_nav`."""

from __future__ import annotations

from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.ropewalk.host.hosting import Project


def everything(project: Project) -> bytes:
    """Return all bytes of the built site that are no picture and no index."""
    files = sorted(
        path for path in project.site.rglob("*") if path.suffix in {".html", ".js", ".json", ".xml"}
    )
    return b"\n".join(path.read_bytes() for path in files)


def test_excluded_notes_and_files_leave_no_trace(small: Project) -> None:
    small.write("drafts/plan.txt", "the plan")
    small.write("Why.md", "See [[Splicing]] and ![[plan.txt]].")
    small.build(exclude_docs="drafts/\n")
    assert not (small.site / "drafts").exists()
    assert b"marlinspike" not in everything(small)
    assert "See Splicing and \N{OBJECT REPLACEMENT CHARACTER}." in small.seen("Why/")
    assert "This part is not published" in small.page("Why")


def test_drafts_are_kept_out_of_a_build(small: Project) -> None:
    small.build(draft_docs="drafts/\n")
    assert b"marlinspike" not in everything(small)


def test_drafts_are_shown_while_serving(small: Project) -> None:
    small.configure(draft_docs="drafts/\n")
    config = load_config(str(small.root / "mkdocs.yml"), site_dir=str(small.site))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url="http://127.0.0.1:8000/")
    assert "marlinspike" in small.page("drafts/Splicing")
    assert "mkdocs-draft-marker" in small.page("drafts/Splicing")


def test_a_note_may_stand_outside_of_the_navigation(small: Project) -> None:
    small.build(not_in_nav="Loose/\n")
    assert "linked by nobody" in small.page("Loose/Tides")
    assert "Tides" not in (small.site / "-" / "explorer.js").read_text("utf-8")


def test_a_folder_that_mkdocs_would_skip_is_a_folder_like_any_other(empty: Project) -> None:
    empty.write("templates/Daily.md", "A note.")
    empty.write("README.md", "The readme.")
    empty.write("index.md", "The index.")
    empty.build()
    assert "A note." in empty.page("templates/Daily")
    assert "The readme." in empty.page("README")
    assert "The index." in empty.page("")
