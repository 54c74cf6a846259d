"""Nothing that is not published leaves: a word in each place where it must stay, looked for in every file."""

from __future__ import annotations

import gzip
import os
import subprocess
from pathlib import Path

import pytest

from tests.ropewalk.attachments.planting import PLANTED, SECRET
from tests.ropewalk.host.hosting import Project
from tests.sitecheck import check_site
from tests.vaults.building import write

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
        "e.md": "[[private/{}|seen]] [[{}|seen]] ![[{}.png]]",
    },
    "excluded by Obsidian": {"archive/{}.md": "{}", "eo.md": "[[{}|seen]]"},
    "template": {"templates/{}.md": "{}", "te.md": "[[{}|seen]]"},
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
    "metadata in the head": {"h.md": "---\ntags: [seen] # {}\n# {}\n---\nseen"},
    "manifest of an unpublished note": {
        "pods.md": "---\npublish: false\n---\n```yaml\nkind: Pod\nmetadata: {name: {}}\n```",
        ".runs/pods.json": '{"format": 1, "commands": [{"output": ["{}"]}]}',
    },
    "manifest in a comment": {
        "pods2.md": "seen\n\n%%\n```yaml\napiVersion: v1\nkind: Pod\nmetadata: {name: {}}\n```\n%%"
    },
    "record of an earlier run": {
        "ran.md": (
            "```yaml {run}\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\n"
            "spec: {containers: [{name: a, image: 'busybox:1.36'}]}\n```\n\n"
            "```console {run}\n$ kubectl get pod a\n```\n"
        ),
        ".runs/ran.json": (
            '{"format": 1, "hash": "{}", "status": "failed", "engine": "{}", "not_enforced": [], '
            '"reasons": [{"line": 1, "message": "{}"}], "date": "2026-01-02", "seconds": 1, '
            '"commands": [{"line": 9, "command": "{}", "output": ["{}"], "exit": 0}]}'
        ),
        ".runs/gone.json": '{"format": 1, "commands": [{"output": ["{}"]}]}',
    },
    "sentence with a link": {
        "s.md": "---\npublish: false\n---\n{} [[seen]] {}.",
        "s2.md": "%%{} [[seen]]%% seen",
    },
    "sentence with a name": {
        "Quay wall.md": "seen",
        "s3.md": "---\npublish: false\n---\n{} stands on the Quay wall {}.",
        "s4.md": "seen %%{} stands on the Quay wall%%",
    },
    "old address": {"r.md": "---\npublish: false\naliases: [old/{}, /{}/x]\npermalink: {}/y\n---\n"},
    "tag of an unpublished note": {"t.md": "---\npublish: false\ntags: [seen/{}, {}]\n---\n#seen/{}"},
    "picture": {
        **{f"pictures/{kind}.{kind}": plant() for kind, plant in PLANTED.items()},
        "pictures/drawing.svg": (
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="urn:i" i:name="{}"><!-- {} --><metadata>{}'
            '</metadata><g data-author="{}"/></svg>'
        ),
        "pictures.md": "".join(f"![[pictures/{kind}.{kind}]]" for kind in PLANTED) + "![[drawing.svg]]",
    },
    "broken picture": {"{}1.png": b"\x89PNG {}", "bp.md": "![[{}1.png]] [seen](<{}1.png>)"},
    "page": {"{}2.html": "<p>{}", "pa.md": '![[{}2.html]] [seen]({}2.html) <a href="{}2.html">seen</a>'},
    "addresses": {
        "{}3.md": "---\npublish: false\n---\n",
        "{}4.png": b"",
        "private/{}5.png": b"",
        "ad.md": (
            '[seen]({}3.md "{}") [seen][r] <a href="{}3.md">seen</a> <img src="private/{}5.png" alt="seen"> '
            "![seen](private/{}5.png)\n\n[r]: {}3.md '{}'\n\n<!-- {}4.png -->"
        ),
    },
    "property with a link": {
        "{}6.md": "---\npublish: false\n---\n",
        "pl.md": '---\nup: "[[{}6|seen]]"\n---\nseen',
    },
    "folder of what is unpublished": {"{} folder/a.md": "---\npublish: false\n---\n", "{} folder/b.png": b""},
    "named in the navigation": {"{}7.md": "---\npublish: false\ntitle: {}\n---\n"},
    "draft of the configuration": {"sketches/{}.md": "# {}", "sk.md": "[[{}|seen]]"},
    "history": {},
    "published once": {},
    "comment of HTML that is open": {
        "fn.md": "a[^1] <!-- {}\n\n[^1]: <!-- {} --> b\n\n> [!note] <!-- {} -->\n> c"
    },
    "canvas": {
        "{}.md": "---\npublish: false\n---\n",
        "b.canvas": '{"nodes": [{"id": "1", "type": "file", "file": "{}.md"}]}',
        "b.base": "filters: file.inFolder('{}')",
        "o.md": "[[b.canvas|seen]] ![[b.canvas]] [[b.base]] ![](b.base)",
    },
}
"""Kind to files; `{}` is a word of its own for each kind."""


def word(kind: str) -> str:
    if kind == "picture":
        return SECRET.decode()
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


DAY = "2003-04-05"
"""On which nothing was written that is published."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the site as its users make it: by the command, with a cache, over a site of an earlier day."""
    project = Project(root=tmp_path_factory.mktemp("secrets"))
    write(project.notes, planted())
    commit(project.notes, word("history"), DAY)
    nav = word("named in the navigation")
    project.configure(
        site_url="https://example.org/",
        repo_url="https://example.org/repo/",
        draft_docs="sketches/",
        nav=[{"Home": "seen.md"}, {nav: f"{nav}7.md"}, {"More": [{nav: f"{nav}7.md"}]}],
        plugins=[{"ropewalk": {"search": True, "exclude": ["private"], "robots": "allow"}}],
    )
    once = word("published once")
    project.write(f"{once}.md", f"# {once}\n\n{once} #{once}")
    project.write("seen.md", f"Everyone may see this. #seen [[{once}]]")
    build(project)
    assert (project.site / once).is_dir()
    project.write(f"{once}.md", f"---\npublish: false\n---\n# {once}\n\n{once} #{once}")
    project.write("seen.md", "Everyone may see this. #seen")
    commit(project.notes, "somebody", "2004-05-06")
    build(project)
    return project


def build(project: Project) -> None:
    done = project.run("build", host="ropewalk.cli")
    assert done.returncode == 0, done.stderr


def commit(folder: Path, who: str, day: str) -> None:
    """Put into the history of a folder what is there."""
    (folder / ".gitignore").write_text("*.md\n*.MD\n!*qz.md\n" if who != "somebody" else "")
    names = {f"GIT_{role}_{what}": who for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    times = {f"GIT_{role}_DATE": f"{day}T12:00:00Z" for role in ("AUTHOR", "COMMITTER")}
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", who]):
        subprocess.run(["git", *command], cwd=folder, check=True, env={**os.environ, **names, **times})


@pytest.fixture(scope="module")
def written(site: Project) -> dict[str, bytes]:
    """Return name and content of every file in lower case, decompressed where they are compressed."""
    found = {}
    for file in sorted(file for file in site.site.rglob("*") if file.is_file()):
        path, content = file.relative_to(site.site).as_posix(), file.read_bytes()
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


def test_no_day_of_an_unpublished_note_is_told(written: dict[str, bytes]) -> None:
    assert [path for path, content in written.items() if DAY.encode() in content] == []
    assert b"2004-05-06" in written["seen/index.html"]


def test_the_site_is_sound(site: Project) -> None:
    assert check_site(site.site, base="/") == []


def test_the_words_are_in_the_vault(site: Project) -> None:
    notes = site.notes
    files = [file for file in sorted(Path(notes).rglob("*")) if file.is_file()]
    held = b"".join(str(file).encode() + file.read_bytes() for file in files)
    assert [kind for kind in PLACES if word(kind).encode() not in held] == []
