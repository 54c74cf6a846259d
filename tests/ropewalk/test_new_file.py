"""A new file is there in whole or not at all, and never takes the place of another."""

import os
import stat
from pathlib import Path

import pytest

from ropewalk.new_file import write_new_file


def no_links(*_names: object) -> None:
    raise PermissionError("links are not supported")


@pytest.mark.parametrize("links", [True, False])
def test_a_file_is_written_in_folders_that_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    before = os.umask(0o027)
    try:
        write_new_file(tmp_path / "a" / "b" / "n.md", "ü\n\n")
    finally:
        os.umask(before)
    file = tmp_path / "a" / "b" / "n.md"
    assert file.read_bytes() == "ü\n\n".encode()
    assert [one.name for one in file.parent.iterdir()] == ["n.md"]
    if links:
        assert stat.S_IMODE(file.stat().st_mode) == 0o640


@pytest.mark.parametrize("links", [True, False])
def test_what_is_there_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool) -> None:
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    (tmp_path / "n.md").write_text("mine")
    (tmp_path / "nowhere.md").symlink_to(tmp_path / "gone.md")
    for name in ("n.md", "nowhere.md"):
        with pytest.raises(FileExistsError):
            write_new_file(tmp_path / name, "other")
    assert (tmp_path / "n.md").read_text() == "mine"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["n.md", "nowhere.md"]


def test_a_disk_that_fills_up_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object, **_named: object) -> object:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ropewalk.new_file.Path.chmod", full)
    with pytest.raises(OSError, match="No space left"):
        write_new_file(tmp_path / "n.md", "text")
    assert list(tmp_path.iterdir()) == []
