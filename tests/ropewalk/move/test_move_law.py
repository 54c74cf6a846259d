"""The law of moving: the graph of links is that of before with the names replaced, and all else stays."""

import posixpath
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from hypothesis import event, given, settings
from hypothesis import strategies as st

from ropewalk.broken import BrokenError
from ropewalk.build import Site, load
from ropewalk.graph import found
from ropewalk.model.linked import Resolution
from ropewalk.model.note import CompiledNote, Written
from ropewalk.move.renaming import Renaming
from tests.ropewalk.move.renaming import (
    MOST,
    OPTIONS,
    Asked,
    move,
    read_vault,
    renaming_of,
    whole,
    write_vault,
)

NAMES = [
    "Note",
    "note 2",
    "a.b",
    "Ünï",
    "It's",
    'q"x',
    "(p",
    "50%",
    "a&amp;b",
    "x_y*",
    "日本",
    "$x$",
    "[x]",
    "C",
]
FOLDERS = ["", "", "A", "A/B", "B", "long folder/A", "C"]
FILES = ["pic.png", "Note.png", "a b.pdf"]

names, folders = st.sampled_from(NAMES), st.sampled_from(FOLDERS)
note_paths = st.builds(lambda folder, name: posixpath.join(folder, f"{name}.md"), folders, names)
file_paths = st.builds(posixpath.join, folders, st.sampled_from(FILES))


@st.composite
def spelled(draw: st.DrawFn, source: str, target: str) -> str:
    """Return a way to name a target, which may also be another's name."""
    path = target
    if path.endswith(".md") and draw(st.booleans()):
        path = path[:-3]
    folder = source.rpartition("/")[0]
    relative = posixpath.relpath(f"/{path}", f"/{folder}")
    ways = [
        path,
        path.rpartition("/")[2],
        "/".join(path.split("/")[-2:]),
        f"/{path}",
        relative,
        f"./{relative}",
    ]
    way = draw(st.sampled_from(ways))
    return draw(st.sampled_from([way, way, way, way.upper()]))


@st.composite
def link(draw: st.DrawFn, source: str, target: str) -> str:
    way = draw(spelled(source, target))
    subpath = draw(st.sampled_from(["", "", "#H", "#H#Deep", "#^id", "#Gone", "#Café"]))
    encoded = quote(way, safe="/!()&'") + quote(subpath, safe="#^")
    form = draw(
        st.sampled_from(
            [
                f"[[{way}{subpath}]]",
                f"[[{way}{subpath}|text]]",
                f"![[{way}{subpath}|100]]",
                f"[t]({encoded})",
                f"![t]({encoded} 'title')",
                f"[t](<{way}{subpath}>)",
                f'<a href="{encoded}">x</a>',
                f"%% [[{way}{subpath}]] %%",
                f"<!-- [t]({encoded}) -->",
                f"`[[{way}{subpath}]]`",
            ]
        )
    )
    return draw(
        st.sampled_from(
            [
                f"{form}\n\n",
                f"> [!note] {form}\n> - {form}\n\n",
                f"| a |\n| - |\n| {form.replace('|', chr(92) + '|')} |\n\n",
                f"# See {form}\n\n",
                f"1. x\n\n   {form} ^id\n\n",
                f"text {form} {form} text\n",
            ]
        )
    )


@st.composite
def vaults(draw: st.DrawFn) -> dict[str, str]:
    paths = draw(st.lists(st.one_of(note_paths, note_paths, file_paths), min_size=2, max_size=6, unique=True))
    vault: dict[str, str] = {}
    for path in paths:
        targets = st.sampled_from(paths)
        if not path.endswith(".md"):
            vault[path] = "x"
            continue
        ups = [draw(spelled(path, draw(targets))) for _ in range(draw(st.integers(0, 2)))]
        up = "".join(f'  - "[[{way.replace(chr(34), chr(92) + chr(34))}]]"\n' for way in ups)
        links = [draw(link(path, draw(targets))) for _ in range(draw(st.integers(0, 4)))]
        front = f"---\nup:\n{up}tags: [x]\n---\n" if ups else ""
        text = front + "".join(links) + draw(st.sampled_from(["", "# H\n\n## Deep\n\ntext ^id\n", "# Café"]))
        ends = draw(st.sampled_from(["\n", "\n", "\r\n"]))
        vault[path] = draw(st.sampled_from(["", "\ufeff"])) + text.replace("\n", ends)
    return vault


@st.composite
def moves(draw: st.DrawFn, vault: dict[str, str]) -> Asked:
    old = draw(st.sampled_from(sorted(vault)))
    folder = old.rpartition("/")[0]
    if folder and draw(st.booleans()):
        return Asked(old=f"{folder}/", new=f"/{draw(st.sampled_from(['New', 'B/New', 'C', 'long folder']))}")
    extension = f".{old.rpartition('.')[2]}"
    new = posixpath.join(draw(folders), draw(st.sampled_from(["New one", "Note", "x.y", "Ω (1)", "50%"])))
    return Asked(old=old, new=f"/{new}{extension}")


@settings(max_examples=MOST)
@given(st.data())
def test_the_graph_stays_and_so_does_all_else(data: st.DataObject) -> None:
    vault = data.draw(vaults())
    asked = data.draw(moves(vault))
    with folder() as root:
        write_vault(root, vault)
        before, old = load(root, OPTIONS), read_vault(root)
        try:
            renaming = renaming_of(root, whole(root), asked)
        except BrokenError:
            event("cannot be asked for")
            assert read_vault(root) == old
            return
        refused = move(root, asked).conflicts
        event("refused" if refused else "moved")
        if refused:
            assert read_vault(root) == old
            return
        after, new = load(root, OPTIONS), read_vault(root)
        assert new.keys() == {renaming.path(path) for path in old}
        assert graph(after) == graph(before, renaming)
        for path, text in old.items():
            assert bare(new[renaming.path(path)], after.compiled.get(renaming.path(path))) == bare(
                text, before.compiled.get(path)
            )


@contextmanager
def folder() -> Iterator[Path]:
    place = Path(tempfile.mkdtemp())
    try:
        (place / "vault").mkdir()
        yield place / "vault"
    finally:
        shutil.rmtree(place)


def graph(site: Site, renaming: Renaming | None = None) -> dict[str, list[object]]:
    """Return what each link of each note leads to."""
    name = renaming.path if renaming else str
    return {
        name(path): [answer(one, renaming) for one in note.resolutions]
        for path, note in site.linked.notes.items()
    }


def answer(resolution: Resolution, renaming: Renaming | None) -> object:
    target = found(resolution)
    if target is None:
        return type(resolution).__name__
    path = renaming.path(target.path) if renaming else target.path
    return path, type(target.part).__name__, target.part_missing


def bare(text: str, note: CompiledNote | None) -> str:
    """Return a text without what its links name: in properties without the whole line."""
    if note is None:
        return text
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    spans = {(one.address.position, one.address.length) for one in note.references if one.address}
    for position, length in sorted(spans, reverse=True):
        line = lines[position.line - 1]
        lines[position.line - 1] = line[: position.column - 1] + line[position.column - 1 + length :]
    for reference in note.references:
        if reference.written is Written.PROPERTY:
            lines[reference.position.line - 1] = ""
    return text[:1].strip("-[") + "\n".join(lines) + ("\r" if "\r\n" in text else "")
