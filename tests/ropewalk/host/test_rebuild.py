"""The law of serving: after any edits the site is, byte for byte, what a clean build makes of the vault."""

from __future__ import annotations

import tarfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pictures import SVG, saved
from tests.ropewalk.host.hosting import Project
from tests.ropewalk.host.served import Served, differing

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
