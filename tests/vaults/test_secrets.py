"""Nothing that is not published leaves: a word in each place where it must stay, looked for in every file."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.sitecheck import check_site
from tests.vaults.building import Built, build

PLACES: dict[str, dict[str, str | bytes]] = {
    "note": {"{}.md": "---\npublish: false\n---\n# {}\n\n{} #{} ^{}\n"},
    "draft": {"drafts/{}.md": "---\ndraft: true\ntags: [{}]\naliases: [{} alias]\n---\n{}"},
    "broken properties": {"{}.md": "---\ntitle: [{}\n---\n{}"},
    "doubtful flag": {"{}.md": "---\npublish: maybe {}\n---\n{}"},
    "byte order mark": {"{}.md": "\ufeff---\npublish: false\n---\n{}"},
    "no text": {"{}.md": b"{}\xff"},
    "comment": {"c1.md": "seen %%{} #{} [[{}]]%% seen\n\n%%\n# {}\n\n- {}\n%%"},
    "comment of HTML": {"c2.md": "seen <!-- {} [[{}]] --> seen\n\n<!--\n{}\n-->"},
    "comment in a title": {
        "c3.md": "# Title %%{}%%\n\n> [!note] a %%{}%%\n> %%{}%%\n\n| a |\n|-|\n| %%{}%% |"
    },
    "comment never closed": {"c4.md": "seen %% {}\n\n# {}\n\n{}"},
    "comment in a shouted name": {"LOUD.MD": "seen %%{}%%"},
    "comment by a link": {"c5.md": "See [[index]] %%{}%% and %%[[index]] {}%%.", "index.md": "Home"},
    "comment in a list": {"c6.md": "- a\n  %%\n  {}\n  %%\n- b[^1]\n\n[^1]: note %%{}%%"},
    "unreached file": {"files/{}.png": b"{}", "files/{}.html": "{}", "{}.markdown": "{}", "{}.canvas": "{}"},
    "file of an unpublished note": {"p.md": "---\npublish: false\n---\n![[{}.png]]", "{}.png": b"{}"},
    "file in a comment": {"c7.md": "%%![[{}.pdf]]%%", "{}.pdf": b"{}"},
    "hidden folder": {".{}/x.md": "{}", ".trash/{}.md": "{}", ".obsidian/{}.json": '"{}"'},
    "excluded": {
        "private/{}.md": "{}",
        "private/{}.png": b"{}",
        "e.md": "seen",
    },
    "excluded by Obsidian": {"archive/{}.md": "{}"},
    "template": {"templates/{}.md": "{}"},
    "link by an alias": {"q.md": "---\npublish: false\naliases: [{}]\n---\nx", "l.md": "[[{}|seen]]"},
    "embed": {
        "{}.md": "---\npublish: false\n---\n{}",
        "m.md": "# ![[{}]]\n\n![[{}]] ![[{}#^x]] [[{}#Part|seen]] ![]({}.md)",
    },
    "flag of another language": {
        "n.md": "---\npublish: true\n---\nseen",
        "n2.md": "---\npublish: no\nsecret: {}\n---\n",
    },
    "unreached text": {"{}.yml": "{}"},
    "canvas": {
        "{}.md": "---\npublish: false\n---\n",
        "b.canvas": '{"nodes": [{"id": "1", "type": "file", "file": "{}.md"}]}',
        "b.base": "filters: file.inFolder('{}')",
        "o.md": "[[b.canvas|seen]] ![[b.canvas]] [[b.base]] ![](b.base)",
    },
}
"""Kind to files; `{}` is a word of its own for each kind."""


def word(kind: str) -> str:
    return "zq" + "".join(char for char in kind.lower() if char.isalpha()) + "qz"


def planted() -> dict[str, str | bytes]:
    files: dict[str, str | bytes] = {
        ".obsidian/app.json": '{"userIgnoreFilters": ["archive/"]}',
        ".obsidian/templates.json": '{"folder": "templates"}',
        "seen.md": "Everyone may see this. #seen",
    }
    for kind, own in PLACES.items():
        token = word(kind)
        for path, content in own.items():
            marked = (
                content.replace(b"{}", token.encode())
                if isinstance(content, bytes)
                else content.replace("{}", token)
            )
            files[path.replace("{}", token)] = marked
    return files


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(
        tmp_path_factory.mktemp("secrets"),
        planted(),
        site_url="https://example.org/",
        plugins=[{"ropewalk": {"search": True, "exclude": ["private"]}}],
    )


@pytest.fixture(scope="module")
def written(site: Built) -> dict[str, bytes]:
    """Return name and content of every file in lower case, decompressed where they are compressed."""
    found = {}
    for path, content in site.files().items():
        plain = gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content
        found[path.lower()] = path.lower().encode() + b"\n" + plain.lower()
    return found


@pytest.mark.parametrize("kind", list(PLACES))
def test_the_word_is_in_no_file_of_the_site(written: dict[str, bytes], kind: str) -> None:
    token = word(kind).encode()
    assert [path for path, content in written.items() if token in content] == []


def test_what_is_published_is_there_to_be_found(written: dict[str, bytes]) -> None:
    holding = [path for path, content in written.items() if b"everyone may see this" in content]
    assert "seen/index.html" in holding
    assert any(path.startswith("-/pagefind/") for path in holding)


def test_the_site_is_sound(site: Built) -> None:
    assert check_site(site.site, base="/") == []


def test_the_words_are_in_the_vault(site: Built) -> None:
    notes = site.project.notes
    held = b"".join(file.read_bytes() for file in sorted(Path(notes).rglob("*")) if file.is_file())
    assert [kind for kind in PLACES if word(kind).encode() not in held] == []
