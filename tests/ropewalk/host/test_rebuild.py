"""The law of serving: after any edits the site is, byte for byte, what a clean build makes of the vault."""

from __future__ import annotations

import errno
import os
import tarfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Timer
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from ropewalk.host.output import Output
from tests.pictures import SVG, saved
from tests.ropewalk.host.hosting import Project, harbour

URL = "http://127.0.0.1:8000/"


class Served:
    """A project as `mkdocs serve` has it, without the server's threads: an edit is built when asked for."""

    def __init__(self, root: Path, site: Path) -> None:
        self.root, self.site = root, site
        self.full_builds = -1
        config = self._config()
        config.plugins.on_startup(command="serve", dirty=False)
        server = LiveReloadServer(self._build, "127.0.0.1", 8000, str(site))
        server.observer.stop()
        self._build(config)
        self.server = config.plugins.on_serve(server, config=config, builder=self._build)
        server.server_close()
        self._plugins = config.plugins

    def _config(self) -> MkDocsConfig:
        config = load_config(str(self.root / "mkdocs.yml"), site_dir=str(self.site))
        config.site_url = URL
        return config

    def _build(self, config: MkDocsConfig | None = None) -> None:
        self.full_builds += 1
        build(config or self._config(), serve_url=URL)

    def rebuild(self) -> None:
        self.server.builder()

    def files(self) -> dict[str, bytes]:
        """Return what is served; the full text may lag."""
        found = (file for file in sorted(self.site.rglob("*")) if file.is_file())
        named = {file.relative_to(self.site).as_posix(): file.read_bytes() for file in found}
        return {name: content for name, content in named.items() if not name.startswith("-/pagefind/")}

    def close(self) -> None:
        self._plugins.on_shutdown()


def clean(root: Path) -> dict[str, bytes]:
    """Return what a build that knows nothing makes of a project."""
    option: Any = dict(MkDocsConfig._schema)["plugins"]
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(option, "plugin_cache", {})  # else the plugin would be the served site's
        served = Served(root, Path(folder))
        files = served.files()
        served.close()
    return files


def differing(served: Served) -> list[str]:
    ours, theirs = served.files(), clean(served.root)
    return [name for name in sorted({*ours, *theirs}) if ours.get(name) != theirs.get(name)]


NOTES = (
    "index.md",
    "A.md",
    "B.md",
    "Dir/C.md",
    "Dir/D.md",
    "Dir/index.md",
    "Dir/Sub/E.md",
    "Dir/Sub/Sub.md",
    "drafts/F.md",
)
FILES = ("pixel.png", "Dir/drawing.svg")
TARGETS = ("A", "B", "C", "Dir/D", "E", "F", "Sub", "Nobody", "nobody", "Other name", "Dir", "pixel.png")
PARTS = ("", "", "#One", "#One#Two", "#^mark", "#Nothing")
PROPERTIES = (
    "title: Another title",
    "aliases: [Other name, old/place]",
    "aliases: Nobody",
    "permalink: moved/here",
    "tags: [boat, boat/small]",
    "tags: Boat",
    "publish: false",
    "date: 2024-05-06",
    "updated: 2025-01-02",
    "up: '[[B]]'",
    "cssclasses: wide",
    "lang: de",
    "tags: [broken",
)
BLOCKS = (
    "# One",
    "## Two",
    "Words of a paragraph. ^mark",
    "Footed.[^1]\n\n[^1]: A foot with [[A]].",
    "%% a comment with [[B]] %%",
    "> [!note] Called\n> ![[D]]",
    "#boat/Sail",
    "```yaml\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{image: 'c:1'}]}\n```",
    "$x$ and ==marked==",
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    properties = draw(st.lists(st.sampled_from(PROPERTIES), max_size=2))
    block = st.sampled_from(BLOCKS) | st.builds(
        "{}{}[[{}{}]] said.".format,
        st.sampled_from(["", "See "]),
        st.sampled_from(["", "", "!"]),
        st.sampled_from(TARGETS),
        st.sampled_from(PARTS),
    )
    body = "\n\n".join(draw(st.lists(block, max_size=4)))
    return ("---\n" + "\n".join(properties) + "\n---\n" if properties else "") + body + "\n"


@dataclass(frozen=True)
class Edit:
    path: str
    text: str | None = None
    moved: str | None = None
    more: str = ""
    data: bytes | None = None

    def __call__(self, vault: Path) -> None:
        file = vault / self.path
        if self.more:
            if file.exists():
                file.write_text(file.read_text("utf-8") + self.more, encoding="utf-8")
        elif self.text is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(self.text, encoding="utf-8")
        elif self.data is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(self.data)
        elif file.exists() and self.moved is None:
            file.unlink()
        elif file.exists():
            (vault / str(self.moved)).parent.mkdir(parents=True, exist_ok=True)
            file.rename(vault / str(self.moved))


PATHS = st.sampled_from((*NOTES, *FILES))
EDITS = st.one_of(
    st.builds(
        lambda path, more: Edit(path, more=more),
        st.sampled_from(NOTES),
        st.sampled_from(["More words, on boats.\n", "\nCalled A and B.\n", "\n```\ncode\n```\n"]),
    ),
    st.builds(Edit, st.sampled_from(NOTES), texts()),
    st.builds(Edit, st.sampled_from(NOTES), texts()),
    st.builds(
        lambda path, data: Edit(path, data=data),
        st.sampled_from(FILES),
        st.sampled_from([b"no picture", SVG, saved("PNG"), saved("JPEG", comment="by me")]),
    ),
    st.builds(Edit, PATHS),
    st.builds(lambda path, to: Edit(path, moved=to), st.sampled_from(NOTES), st.sampled_from(NOTES)),
)
VAULTS = st.dictionaries(st.sampled_from(NOTES), texts(), min_size=3, max_size=6)


def run(root: Path, edits: Iterable[list[Callable[[Path], None]]]) -> None:
    """Serve a project; after each group of edits what is served is what a clean build makes."""
    with TemporaryDirectory() as site:
        served = Served(root, Path(site))
        try:
            for group in edits:
                for edit in group:
                    edit(root / "notes")
                served.rebuild()
                assert differing(served) == [], group
            assert served.full_builds == 0
        finally:
            served.close()


@settings(max_examples=15)
@given(
    VAULTS,
    st.lists(st.lists(EDITS, min_size=1, max_size=2), min_size=1, max_size=4),
    st.sampled_from([True, False]),
)
def test_whatever_is_edited_is_served_as_a_clean_build_makes_it(
    vault: dict[str, str],
    edits: list[list[Callable[[Path], None]]],
    directory_urls: bool,  # noqa: FBT001  drawn
) -> None:
    with TemporaryDirectory() as folder:
        project = Project(root=Path(folder))
        (project.notes / ".obsidian").mkdir(parents=True)
        for path, text in vault.items():
            project.write(path, text)
        plugins = [{"ropewalk": {"search": False, "dates": "properties"}}]
        project.configure(plugins=plugins, use_directory_urls=directory_urls, draft_docs="drafts/")
        run(project.root, edits)


@pytest.mark.shared
def test_a_long_day_over_the_help_vault(shared: Path, tmp_path: Path) -> None:
    project = Project(root=tmp_path)
    with tarfile.open(shared / "vaults" / "obsidian-help-en.tar.gz") as archive:
        archive.extractall(project.notes, filter="data")
    project.configure()
    run(tmp_path, [list(islice(a_day(project.notes), 12)) for _ in range(4)])


def a_day(vault: Path) -> Iterator[Callable[[Path], None]]:
    """Yield edits of notes that are there, the same in each run."""
    dice = Random(len(list(vault.rglob("*.md"))))
    while True:
        paths = sorted(file.relative_to(vault).as_posix() for file in vault.rglob("*.md"))
        path, other = dice.sample(paths, 2)
        yield dice.choice(
            [
                Edit(path, more="\nMore words.\n"),
                Edit(path, more=f"\nSee [[{Path(other).stem}]] and [[Something new]].\n"),
                Edit(path, more=f"\n![[{Path(other).stem}]]\n"),
                Edit(
                    path,
                    text=f"---\naliases: [{dice.random()}]\ntags: [day]\n---\nSee [[{Path(other).stem}]].\n",
                ),
                Edit(path, moved=f"{path.removesuffix('.md')} again.md"),
                Edit(path),
            ]
        )


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    project = harbour(tmp_path)
    project.configure(draft_docs="drafts/")
    running = Served(tmp_path, tmp_path / "site")
    yield running
    running.close()


def stamps(served: Served) -> dict[str, int]:
    return {name: (served.site / name).stat().st_mtime_ns for name in served.files()}


def test_an_edit_writes_the_pages_that_show_it_and_no_other(served: Served) -> None:
    before = stamps(served)
    Project(root=served.root).write("Loose/Tides.md", "The water rises at noon, see [[Bowline]].\n")
    served.rebuild()
    after = stamps(served)
    written = {name for name in after if before.get(name) != after[name]}
    assert {"Loose/Tides/index.html", "Loose/Tides/index.md", "Boats/Knots/Bowline/index.html"} <= written
    assert len([name for name in written if name.endswith(".html")]) < 10
    assert served.full_builds == 0


def test_nothing_is_written_where_nothing_has_changed(served: Served) -> None:
    before = stamps(served)
    served.rebuild()
    assert stamps(served) == before


def test_another_configuration_is_built_from_the_beginning(served: Served) -> None:
    Project(root=served.root).configure(site_name="Another", draft_docs="drafts/")
    served.rebuild()
    assert served.full_builds == 1
    assert b"Another" in served.files()["Loose/Tides/index.html"]
    Project(root=served.root).write("Loose/Tides.md", "New words.\n")
    served.rebuild()
    assert served.full_builds == 1
    assert differing(served) == []


def test_bytecode_beside_a_watched_file_is_no_change_of_the_site(tmp_path: Path) -> None:
    project = harbour(tmp_path)
    project.configure(watch=["more"])
    cache = tmp_path / "more" / "__pycache__"
    cache.mkdir(parents=True)
    served = Served(tmp_path, tmp_path / "site")
    try:
        (cache / "module.cpython-311.pyc").write_bytes(b"bytecode")
        served.rebuild()
        assert served.full_builds == 0
        (tmp_path / "more" / "module.py").write_text("")
        served.rebuild()
        assert served.full_builds == 1
    finally:
        served.close()


def test_a_file_that_is_cut_off_before_it_is_written_is_not_shown_empty(served: Served) -> None:
    note = served.root / "notes" / "Loose" / "Tides.md"
    note.write_bytes(b"")
    writing = Timer(0.2, note.write_text, ["Whole again.\n"])
    writing.start()
    served.rebuild()
    assert b"Whole again." in served.files()["Loose/Tides/index.html"]
    writing.join()


def test_a_note_may_be_emptied(served: Served) -> None:
    (served.root / "notes" / "Loose" / "Tides.md").write_bytes(b"")
    served.rebuild()
    assert differing(served) == []


def test_a_disk_that_is_full_is_told_and_the_next_edit_is_built(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = served.root / "notes" / "Loose" / "Tides.md"
    note.write_text("The tide turns.\n")
    with monkeypatch.context() as patch:
        patch.setattr(Output, "update", no_room)
        with pytest.raises(Abort, match="error: cannot build the site: no space left on device"):
            served.rebuild()
    note.write_text("The tide has turned.\n")
    served.rebuild()
    assert "The tide has turned." in (served.site / "Loose" / "Tides" / "index.html").read_text("utf-8")
    assert differing(served) == []


def no_room(*_arguments: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
