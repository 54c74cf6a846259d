"""A site takes the place of the old one whole, or not at all."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ropewalk import exchange
from ropewalk.broken import BrokenError
from ropewalk.staging import staged

NAMES = st.sampled_from(["a", "b", "c.html", "Ä"])
TREES = st.recursive(
    st.binary(max_size=3), lambda inner: st.dictionaries(NAMES, inner, max_size=3), max_leaves=8
).filter(lambda tree: isinstance(tree, dict))
WAYS = ("in one step", "in two steps", "file by file")


def write(folder: Path, tree: object) -> None:
    assert isinstance(tree, dict)
    folder.mkdir(exist_ok=True)
    for name, content in tree.items():
        if isinstance(content, bytes):
            (folder / name).write_bytes(content)
        else:
            write(folder / name, content)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def fail_while_building(site: Path) -> None:
    with staged(site) as new:
        (new / "index.html").write_text("half")
        raise ZeroDivisionError


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each way of putting a new site in the place of the old one."""
    if request.param == "in two steps":
        monkeypatch.setattr(exchange, "_at_once", lambda _one, _other: False)
    elif request.param == "file by file":
        monkeypatch.setattr(Path, "is_mount", lambda _path: True)
    return str(request.param)


@pytest.mark.parametrize("way", WAYS)
@given(old=TREES, new=TREES)
def test_the_new_site_is_what_was_built(way: str, old: object, new: object) -> None:
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        if way == "in two steps":
            patch.setattr(exchange, "_at_once", lambda _one, _other: False)
        elif way == "file by file":
            patch.setattr(Path, "is_mount", lambda _path: True)
        site = Path(folder) / "site"
        write(site, old)
        with staged(site) as into:
            write(into, new)
            expected = files(into)
        assert files(site) == expected
        assert names(Path(folder)) == ["site"]


def test_the_first_site_needs_no_folder_around_it(tmp_path: Path) -> None:
    site = tmp_path / "deep" / "down" / "site"
    with staged(site) as new:
        (new / "index.html").write_text("one")
    assert files(site) == {"index.html": b"one"}


@pytest.mark.usefixtures("way")
def test_an_error_leaves_the_old_site_as_it_was(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(site, {"index.html": b"old"})
    with pytest.raises(ZeroDivisionError):
        fail_while_building(site)
    assert files(site) == {"index.html": b"old"}
    assert names(tmp_path) == ["site"]


@pytest.mark.usefixtures("way")
def test_what_has_not_changed_keeps_its_time(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(site, {"same.html": b"same", "other.html": b"one"})
    for name in ("same.html", "other.html"):
        os.utime(site / name, (1_000_000_000, 1_000_000_000))
    with staged(site) as new:
        write(new, {"same.html": b"same", "other.html": b"two"})
    assert (site / "same.html").stat().st_mtime == 1_000_000_000
    assert (site / "other.html").stat().st_mtime > 1_000_000_000


def test_a_site_behind_a_symbolic_link_is_replaced_where_it_is(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "site"
    write(real, {"index.html": b"old"})
    link.symlink_to(real)
    with staged(link) as new:
        write(new, {"index.html": b"new"})
    assert link.is_symlink()
    assert files(real) == {"index.html": b"new"}


def test_a_build_that_was_killed_leaves_nothing_for_long(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(site, {"index.html": b"old"})
    program = (
        "import os, signal; from pathlib import Path; from ropewalk.staging import staged\n"
        f"with staged(Path({str(site)!r})) as new:\n"
        "    (new / 'index.html').write_text('half'); os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run([sys.executable, "-c", program], check=False)
    assert killed.returncode == -9
    assert files(site)["index.html"] == b"old"
    assert len(names(tmp_path)) == 2
    with staged(site) as new:
        write(new, {"index.html": b"new"})
    assert files(site) == {"index.html": b"new"}
    assert names(tmp_path) == ["site"]


def test_a_site_that_a_killed_build_has_put_aside_comes_back(tmp_path: Path) -> None:
    site, left = tmp_path / "site", tmp_path / ".site.ropewalk-killed"
    write(left, {"old": {"index.html": b"old"}, "new": {"index.html": b"new"}})
    with pytest.raises(ZeroDivisionError):
        fail_while_building(site)
    assert files(site) == {"index.html": b"old"}


def test_an_empty_folder_is_left_by_a_killed_build_once_it_is_old(tmp_path: Path) -> None:
    for name in (".site.ropewalk-begins", ".site.ropewalk-killed"):
        write(tmp_path / name, {})
    os.utime(tmp_path / ".site.ropewalk-killed", (1_000_000_000, 1_000_000_000))
    with staged(tmp_path / "site") as new:
        write(new, {"index.html": b"new"})
    assert names(tmp_path) == [".site.ropewalk-begins", "site"]


def test_the_work_of_another_build_is_let_be(tmp_path: Path) -> None:
    site = tmp_path / "site"
    with staged(site) as first:
        write(first, {"index.html": b"first"})
        with staged(site) as second:
            write(second, {"index.html": b"second"})
        assert files(first) == {"index.html": b"first"}
    assert files(site) == {"index.html": b"first"}
    assert names(tmp_path) == ["site"]


def test_a_folder_that_cannot_be_written_is_named() -> None:
    with (
        pytest.raises(BrokenError, match=r"cannot write the site to `/proc/site`"),
        staged(Path("/proc/site")),
    ):
        pass


def test_without_hard_links_a_file_keeps_its_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_paths: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    site = tmp_path / "site"
    write(site, {"same.html": b"same"})
    os.utime(site / "same.html", (1_000_000_000, 1_000_000_000))
    with staged(site) as new:
        write(new, {"same.html": b"same"})
    assert (site / "same.html").stat().st_mtime == 1_000_000_000
    shutil.rmtree(site)
