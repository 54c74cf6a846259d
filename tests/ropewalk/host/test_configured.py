"""A site made one's own: logo, favicon, footer, style sheets, and blocks of the templates."""

from __future__ import annotations

from tests.ropewalk.host.hosting import Project
from tests.sitecheck import check_site

BLOCKS = (
    *("after_note", "content", "explorer", "footer", "head", "header", "meta"),
    *("note", "note_head", "path", "rail", "scripts", "styles", "title"),
)
"""What a template of a site may override."""


def test_the_configuration_names_logo_favicon_footer_and_style_sheet(empty: Project) -> None:
    empty.write("index.md", "Hello.")
    empty.write("Below/Note.md", "Hello.")
    for name in ("theme/logo.svg", "theme/icon.svg"):
        empty.write(name, '<svg xmlns="http://www.w3.org/2000/svg"/>')
    empty.write("theme/own.css", ":root { --rw-accent: red; }")
    empty.write("theme/own.js", "window.own = true;")
    empty.write("theme/unused.css", "")
    site = empty.build(
        theme={"name": "ropewalk", "logo": "theme/logo.svg", "favicon": "theme/icon.svg"},
        copyright="© <b>Us</b>",
        extra_css=["theme/own.css"],
        extra_javascript=["theme/own.js"],
    )
    html = empty.page("Below/Note")
    for part in (
        '<img src="../../theme/logo.svg" alt="" height="28">',
        '<link rel="icon" href="../../theme/icon.svg">',
        '<link rel="stylesheet" href="../../theme/own.css">',
        '<script src="../../theme/own.js"></script>',
        "<p>© <b>Us</b></p>",
    ):
        assert part in html
    assert check_site(site) == []
    assert sorted(path.name for path in (site / "theme").iterdir()) == [
        *("icon.svg", "logo.svg", "own.css", "own.js"),
    ]


def test_a_path_out_of_the_vault_is_not_followed(empty: Project) -> None:
    (empty.root / "secret.css").write_text("", "utf-8")
    empty.write("index.md", "Hello.")
    site = empty.build(extra_css=["../secret.css"])
    assert list(site.rglob("secret.css")) == []


def test_each_block_of_the_templates_can_be_overridden(empty: Project) -> None:
    empty.write("index.md", "Hello.")
    (empty.root / "overrides").mkdir()
    for block in BLOCKS:
        text = '{% extends "base.html" %}{% block NAME %}<!-- mine -->{{ super() }}{% endblock %}'
        (empty.root / "overrides" / "main.html").write_text(text.replace("NAME", block), "utf-8")
        empty.build(theme={"name": "ropewalk", "custom_dir": "overrides"})
        html = empty.page("")
        assert html.count("<!-- mine -->") == 1, block
        assert "Hello." in html
