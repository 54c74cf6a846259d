"""Other plugins in the same build: what they read, and what they change."""

from __future__ import annotations

import pytest

from tests.ropewalk.commands import Command
from tests.ropewalk.host.hosting import Project

SHOUT = """
def on_page_markdown(markdown, page, **kwargs):
    if page.file.src_uri == "Ropes.md":
        return markdown.replace("hemp", "[[Bowline|manila]]") + "\\n## Added\\n\\n[[No such]]\\n"
"""
SEE = """
SEEN = {}
def on_page_markdown(markdown, page, **kwargs):
    SEEN[page.file.src_uri] = (markdown, dict(page.meta), page.title)
def on_post_build(config):
    import json, pathlib
    pathlib.Path(config.site_dir, "seen.json").write_text(json.dumps(SEEN, default=str))
"""
CONTENT = """
def on_page_content(html, page, **kwargs):
    return html.replace("<p>Note: ", '<p data-changed="">Note: ')
"""
GENERATE = """
from mkdocs.structure.files import File
def on_files(files, config):
    files.append(File.generated(config, "made/by-hook.md", content="Made by *another* plugin."))
    files.append(File.generated(config, "made/data.txt", content="data"))
    return files
"""
SOURCE = """
def on_page_read_source(page, config):
    return "Read from [[Ropes]] elsewhere." if page.file.src_uri == "Loose/Tides.md" else None
"""


def hook(project: Project, text: str, **settings: object) -> None:
    (project.root / "hook.py").write_text(text, encoding="utf-8")
    project.build(hooks=["hook.py"], **settings)


def test_text_changed_by_another_plugin_is_compiled(small: Project, caplog: pytest.LogCaptureFixture) -> None:
    hook(small, SHOUT)
    changed = small.page("Ropes")
    assert '<a class="internal-link" href="../Boats/Knots/Bowline/">manila</a>' in changed
    assert 'href="#added"' in changed
    assert "hemp" in small.page("-/tags/rope/hemp")  # other pages see what the file says
    assert "warning" in changed


def test_other_plugins_see_the_note_without_properties_and_comments(empty: Project) -> None:
    empty.write("index.md", "---\ntags: [x]\ntemplate: daily\n---\nSeen %%SECRET%% [[a]].\n")
    hook(empty, SEE)
    text = (empty.site / "seen.json").read_text("utf-8")
    assert "Seen" in text
    assert "SECRET" not in text
    assert "tags: [x]" not in text
    assert '"tags": ["x"]' in text
    assert "daily" not in text


def test_html_changed_by_another_plugin_is_kept(small: Project) -> None:
    hook(small, CONTENT)
    assert '<p data-changed="">Note: this first line' in small.page("Ropes")


def test_pages_and_files_that_another_plugin_makes_are_kept(small: Project) -> None:
    hook(small, GENERATE)
    assert "Made by <em>another</em> plugin." in small.page("made/by-hook")
    assert (small.site / "made" / "data.txt").read_text("utf-8") == "data"


def test_a_source_that_another_plugin_reads_elsewhere(small: Project) -> None:
    hook(small, SOURCE)
    assert 'href="../../Ropes/">Ropes</a> elsewhere.' in small.page("Loose/Tides")


def test_a_first_line_with_a_colon_is_text(small: Project) -> None:
    small.build()
    assert "<p>Note: this first line is text, not a property.</p>" in small.page("Ropes")


def test_a_property_that_names_a_template_names_no_template_of_the_site(small: Project) -> None:
    small.build()
    assert "The rabbit comes out" in small.page("Boats/Knots/Bowline")


def test_the_plugin_or_hook_that_fails_is_named_in_one_line(
    small: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (small.root / "hook.py").write_text(
        "def on_page_content(html, **kwargs):\n    return html + 1\n", "utf-8"
    )
    small.configure(hooks=["hook.py"])
    monkeypatch.chdir(small.root)
    ropewalk = Command(capsys)
    assert ropewalk("build") == 2
    assert ropewalk.err.splitlines()[-1] == (
        'error: the hook `hook.py` failed: TypeError: can only concatenate str (not "int") to str. '
        "`mkdocs build` shows where."
    )
    assert not (small.root / "site").exists()
