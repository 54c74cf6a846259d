"""What `--fix` mends, what it leaves alone, and that nothing else means something else after it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from manifestcheck.diagnostic import Diagnostic
from ropewalk.build import Site, load
from ropewalk.checking import findings
from ropewalk.fix.fixing import fixes
from ropewalk.model.linked import Found
from ropewalk.options import Options

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("fixes.yml").read_text("utf-8"))


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(text.encode())


def mend(root: Path) -> tuple[Site, Site]:
    """Mend a vault; return it before and after."""
    site = load(root, Options())
    fixes(site, findings(site)).write(root)
    return site, load(root, Options())


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_note_is_mended(case: dict[str, Any], tmp_path: Path) -> None:
    root = tmp_path / "vault"
    for entry in case["others"]:
        path, _, heading = entry.partition("#")
        path, _, alias = path.partition(": ")
        flags = "publish: false\n" if path in case.get("hidden", ()) else ""
        names = f"aliases: [{alias}]\n" if alias else ""
        text = f"---\n{flags}{names}---\n#{heading}\n" if flags or names or heading else ""
        write(root, path, text)
    write(root, "N.md", case["before"])
    mend(root)
    assert (root / "N.md").read_bytes().decode() == case.get("after", case["before"])
    assert [path.name for path in tmp_path.iterdir()] == ["vault"]  # no journal is left


names = st.sampled_from(
    ["Bowline", "bowline", "Bowlin", "Bend", "Bends", "King", "Sub/Bend", "Hitch", "../Bend"]
)
parts = st.sampled_from(["", "", "#Tying it", "#Tyng it", "#^a", "#nothing"])
shapes = st.sampled_from(
    ["[[{}]]", "[[{}|text]]", "![[{}]]", "[text](<{}>)", "`[[{}]]`", "%%[[{}]]%%", "# [[{}]]"]
)
lines = st.builds(lambda shape, name, part: shape.format(name + part), shapes, names, parts)
bodies = st.lists(lines, max_size=6).map("\r\n\r\n".join)


@settings(max_examples=30)
@given(bodies, bodies, st.sampled_from(["", "| a |\n|---|\n| [[King]] [[bowline]] |\n\n"]))
def test_mending_mends_and_does_nothing_else(first: str, second: str, table: str) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder) / "vault"
        text = f"---\naliases: [King]\n---\n## Tying it\n\nText ^a\n\n{table}{first}\n"
        write(root, "Bowline.md", text)
        write(root, "Sub/Bend.md", second)
        before, after = mend(root)
    # A circle of embeds may close when one of them finds its note.
    assert codes(findings(after)) - codes(findings(before)) <= codes(findings(after), "RW301")
    assert fixes(after, findings(after)).count == 0
    for path, note in before.linked.notes.items():
        for old, new, was, now in zip(
            note.note.references,
            after.linked.notes[path].note.references,
            note.resolutions,
            after.linked.notes[path].resolutions,
            strict=True,
        ):
            if isinstance(was, Found):
                assert isinstance(now, Found)
                assert now.path == was.path
                assert (old.shown == new.shown) or old.embed or was.part_missing
            if old.hidden:
                assert (old.target, old.subpath) == (new.target, new.subpath)


def codes(found: tuple[Diagnostic, ...], only: str = "") -> set[tuple[str, int, str]]:
    """Return where which codes were found; lines do not change."""
    return {
        (one.path, one.position.line if one.position else 0, one.code)
        for one in found
        if one.code.startswith(only)
    }
