"""What the disk has to say to a move: symbolic links, other Unicode forms, other cases, long names."""

import os
import unicodedata
from pathlib import Path

import pytest

from ropewalk.broken import BrokenError
from ropewalk.options import Options
from tests.ropewalk.move.renaming import Asked, move, read_vault, write_vault


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_vault(
        tmp_path / "vault",
        {"a/n.md": "[[m]]", "a/m.md": "[[n]]", "top.md": "[[a/n]] [[a/m]]", "outside/x.md": ""},
    )
    write_vault(tmp_path / "elsewhere", {"y.md": ""})
    return tmp_path / "vault"


def refused(root: Path, old: str, new: str) -> str:
    before = read_vault(root)
    with pytest.raises(BrokenError) as raised:
        move(root, Asked(old=old, new=new))
    assert read_vault(root) == before
    return str(raised.value)


def test_links_out_of_the_vault(root: Path) -> None:
    (root / "away").symlink_to(root.parent / "elsewhere")
    (root / "gone.md").symlink_to(root.parent / "nothing.md")
    assert "symbolic link out of the vault" in refused(root, "away", "near")
    assert "symbolic link out of the vault" in refused(root, "gone.md", "near")
    assert refused(root, "top", "away/top") == "`away` is a symbolic link out of the vault"
    assert "there is no note" in refused(root, "away/y", "y")


def test_links_within_the_vault(root: Path) -> None:
    (root / "b").symlink_to("a")
    assert "is reached through a symbolic link, to `a/" in refused(root, "a/n", "a/k")
    assert "is reached through a symbolic link, to `a/" in refused(root, "b/n", "b/k")
    assert "is reached through a symbolic link, to `a/" in refused(root, "a/", "c")
    (root / "same.md").symlink_to("top.md")
    assert "is reached through a symbolic link, to `top.md`" in refused(root, "same", "other")


def test_a_file_by_two_paths_is_written_once(root: Path) -> None:
    (root / "twin.md").symlink_to("top.md")
    assert move(root, Asked(old="outside/x", new="outside/z")).conflicts == ()
    (root / "top.md").write_text("[[outside/z]]")
    assert move(root, Asked(old="outside/z", new="outside/x")).conflicts == ()
    assert (root / "twin.md").is_symlink()
    assert (root / "top.md").read_text() == (root / "twin.md").read_text() == "[[outside/x]]"


def test_a_file_by_two_paths_whose_links_would_differ(root: Path) -> None:
    write_vault(root, {"top.md": "[[./outside/x]]", "deep/outside/x.md": ""})
    (root / "deep" / "twin.md").symlink_to("../top.md")
    assert (
        refused(root, "/outside/x", "/outside/z")
        == "`deep/twin.md` and `top.md` are one file whose links differ"
    )


def test_a_folder_that_is_missing_is_made_and_one_that_is_empty_stays(root: Path) -> None:
    assert move(root, Asked(old="outside/x", new="one/two/three/x")).conflicts == ()
    assert (root / "one" / "two" / "three" / "x.md").is_file()
    assert (root / "outside").is_dir()


def test_a_name_in_another_unicode_form(root: Path) -> None:
    name = unicodedata.normalize("NFD", "Ünï")
    (root / name).mkdir()
    (root / name / f"{name}.md").write_text("")
    (root / "top.md").write_text(f"[[{name}]] [[Ünï/Ünï]]")
    assert move(root, Asked(old="Ünï/Ünï", new="Ünï/é")).conflicts == ()
    assert (root / "top.md").read_text() == "[[é]] [[Ünï/é]]"
    assert [path.name for path in (root / name).iterdir()] == ["é.md"]


def test_a_name_that_is_too_long(root: Path) -> None:
    assert "longer than 255 bytes" in refused(root, "top", "x" * 253)
    assert move(root, Asked(old="top", new="x" * 252)).conflicts == ()


@pytest.mark.parametrize(
    "name", [" x", "x ", "x .md", "x /y", "a\tb", "a\\b", "a|b", "a/../../b", "x^", "a:b", ""]
)
def test_names_that_none_can_have(root: Path, name: str) -> None:
    assert "cannot be a path in the vault" in refused(root, "/top", name and f"/{name}")


@pytest.mark.parametrize("name", ["./", "/", "top", "top.md", "./top", "a/../top"])
def test_the_name_that_it_has(root: Path, name: str) -> None:
    assert refused(root, "/top", name) == "`top.md` has this name already"


def test_what_the_site_leaves_out_is_no_part_of_it(root: Path) -> None:
    options = Options(kubernetes=(), exclude=("outside",), kept_back=("a",))
    assert move(root, Asked(old="n", new="k"), options).conflicts == ()
    assert (root / "top.md").read_text() == "[[a/k]] [[a/m]]"
    with pytest.raises(BrokenError, match="there is no note"):
        move(root, Asked(old="outside/x", new="outside/z"), options)


def test_what_cannot_be_read_holds_no_links(root: Path) -> None:
    (root / "bytes.md").write_bytes(b"[[n]] \xff")
    (root / "bytes.canvas").write_bytes(b'{"nodes": []} \xff')
    assert move(root, Asked(old="n", new="k")).conflicts == ()
    assert (root / "bytes.md").read_bytes() == b"[[n]] \xff"
    assert move(root, Asked(old="bytes.md", new="other")).conflicts == ()
    assert (root / "other.md").read_bytes() == b"[[n]] \xff"


def test_the_mode_of_a_file_stays(root: Path) -> None:
    (root / "top.md").chmod(0o640)
    assert move(root, Asked(old="n", new="k")).conflicts == ()
    assert os.stat(root / "top.md").st_mode & 0o777 == 0o640  # noqa: PTH116  as short as the other
