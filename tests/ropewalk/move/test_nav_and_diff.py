"""The navigation of a site, and what a dry run shows."""

from pathlib import Path

import pytest

from ropewalk.move.diff import diff, text_diff
from ropewalk.move.edit import edited
from ropewalk.move.nav import nav_edits
from ropewalk.move.proof import prove
from ropewalk.move.renaming import Renaming
from ropewalk.move.writing import navigation
from tests.ropewalk.move.renaming import OPTIONS, Asked, renaming_of, whole, write_vault

MOVED = Renaming(old="a/n.md", new="b/m.md", paths={"a/n.md": "b/m.md"})
FOLDER = Renaming(old="a", new="b", paths={"a/n.md": "b/n.md", "a/c/k.md": "b/c/k.md"}, is_folder=True)


@pytest.mark.parametrize(
    ("renaming", "before", "after"),
    [
        (
            MOVED,
            "nav:\n  - a/n.md\n  - 'N': \"a/n.md\"  # x\n",
            "nav:\n  - b/m.md\n  - 'N': \"b/m.md\"  # x\n",
        ),
        (MOVED, "nav: [{N: [a/n.md, a/k.md]}]\n", "nav: [{N: [b/m.md, a/k.md]}]\n"),
        (MOVED, "other: a/n.md\nx: {nav: a/n.md}\n", "other: a/n.md\nx: {nav: a/n.md}\n"),
        (MOVED, "nav: {a/n.md: x}\n", "nav: {a/n.md: x}\n"),
        (MOVED, "nav: [a/n.md\n", "nav: [a/n.md\n"),
        (MOVED, "", ""),
        (MOVED, "- nav\n", "- nav\n"),
        (
            FOLDER,
            "nav:\n- a/\n- a/n.md\n- a/c/k.md\n- a\n- ab/\n",
            "nav:\n- b/\n- b/n.md\n- b/c/k.md\n- a\n- ab/\n",
        ),
        (FOLDER, "p: !!python/name:a.b\nnav: [!ENV [A, a/n.md], a/n.md]\n", None),
    ],
)
def test_the_navigation(renaming: Renaming, before: str, after: str | None) -> None:
    expected = after or before.replace("a/n.md", "b/n.md")
    assert edited(before, nav_edits(before, renaming)) == expected


def test_a_configuration_that_names_nothing_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    assert navigation(None, MOVED) == ()
    assert navigation(str(file), MOVED) == ()
    file.write_bytes(b"nav: \xff")
    assert navigation(str(file), MOVED) == ()
    file.write_bytes(b"nav: [x.md]")
    assert navigation(str(file), MOVED) == ()
    file.write_bytes(b"\xef\xbb\xbfnav: [a/n.md]\r\n")
    [(place, text, edits)] = navigation(str(file), MOVED)
    assert (place, edited(text, edits)) == (file, "nav: [b/m.md]\n")


def test_the_diff_of_a_move(tmp_path: Path) -> None:
    write_vault(tmp_path, {"a/n.md": "[[n]]\r\nx", "b.md": "1\n2\n3\n4\n[[n]]", "p.png": ""})
    vault = whole(tmp_path)
    made = prove(vault, renaming_of(tmp_path, vault, Asked(old="n", new="m")), OPTIONS).plan
    assert "".join(diff(vault.catalogue, made)) == (
        "diff --git a/a/n.md b/a/m.md\nrename from a/n.md\nrename to a/m.md\n"
        "--- a/a/n.md\n+++ b/a/m.md\n@@ -1,2 +1,2 @@\n-[[n]]\n+[[m]]\n x\n\\ No newline at end of file\n"
        "diff --git a/b.md b/b.md\n--- a/b.md\n+++ b/b.md\n@@ -2,4 +2,4 @@\n 2\n 3\n 4\n"
        "-[[n]]\n\\ No newline at end of file\n+[[m]]\n\\ No newline at end of file\n"
    )
    made = prove(vault, renaming_of(tmp_path, vault, Asked(old="p.png", new="q")), OPTIONS).plan
    assert "".join(diff(vault.catalogue, made)) == (
        "diff --git a/p.png b/q.png\nrename from p.png\nrename to q.png\n"
    )


def test_texts_are_split_as_git_does() -> None:
    assert list(text_diff("a\x0cb\u2028\n", "a\x0cc\u2028\n", "x", "y")) == [
        "--- x\n",
        "+++ y\n",
        "@@ -1 +1 @@\n",
        "-a\x0cb\u2028\n",
        "+a\x0cc\u2028\n",
    ]
    assert list(text_diff("", "", "x", "y")) == []
