"""A move that is ended at any moment: the next command finds all of it or nothing, and finishes it."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ropewalk.broken import BrokenError
from ropewalk.locking import held
from ropewalk.move.journal import carry_out, recover
from ropewalk.move.proof import prove
from ropewalk.move.writing import writing
from tests.ropewalk.move.disks import FullDisk, KilledError, MortalDisk
from tests.ropewalk.move.renaming import (
    OPTIONS,
    Asked,
    QuickDisk,
    move,
    read_vault,
    renaming_of,
    whole,
    write_vault,
)

VAULT = {
    "A/Old.md": "[[../x]] [[Old]]\r\n",
    "A/deep/n.md": "[[Old]]",
    "x.md": '---\nup: "[[A/Old]]"\n---\n[[A/deep/n]]',
    "c.canvas": '{"nodes":[{"type":"file","file":"A/Old.md"}]}',
    ".runs/A/Old.json": "{}",
    "other.md": "nothing",
}
ASKED = Asked(old="A", new="New/Place")


def vault_in(folder: Path) -> Path:
    root = folder / "vault"
    root.mkdir(parents=True)
    write_vault(root, VAULT)
    return root


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the vault after a move that nothing disturbs."""
    root = vault_in(tmp_path_factory.mktemp("moved"))
    assert move(root, ASKED).conflicts == ()
    return read_vault(root)


def attempt(root: Path, disk: QuickDisk) -> None:
    vault = whole(root)
    how = writing(root, vault, prove(vault, renaming_of(root, vault, ASKED), OPTIONS).plan)
    carry_out(root, how.steps, how.contents, disk)


def test_a_killed_move_is_done_or_not_at_all(tmp_path: Path, moved: dict[str, str]) -> None:
    outcomes = []
    for last in range(100):
        root = vault_in(tmp_path / str(last))
        try:
            attempt(root, MortalDisk(last))
        except KilledError:
            found = recover(root, QuickDisk())
        else:
            break
        state = read_vault(root)
        assert state in (VAULT, moved)
        assert os.listdir(root.parent) == ["vault"]  # noqa: PTH208  names
        outcomes.append(state == moved)
        assert outcomes[-1] or found is None
    assert len(outcomes) > 20
    assert outcomes == sorted(outcomes)  # once it is sure to happen, it happens
    assert set(outcomes) == {False, True}


def test_finishing_it_may_be_killed_too(tmp_path: Path, moved: dict[str, str]) -> None:
    for last in range(14, 22):
        for again in range(6):
            root = vault_in(tmp_path / f"{last} {again}")
            with pytest.raises(KilledError):
                attempt(root, MortalDisk(last))
            try:
                recover(root, MortalDisk(again))
            except KilledError:
                recover(root, QuickDisk())
            assert read_vault(root) in (VAULT, moved)
            assert os.listdir(root.parent) == ["vault"]  # noqa: PTH208  names


def test_what_fails_is_taken_back(tmp_path: Path, moved: dict[str, str]) -> None:
    failed = 0
    for last in range(2, 100):
        root = vault_in(tmp_path / str(last))
        disk = FullDisk(last, for_good=False)
        if disk_allows(root, disk):
            if disk.left > 0:
                break
            assert read_vault(root) == moved  # it was only the journal that could not be removed
            continue
        failed += 1
        assert read_vault(root) == VAULT
        assert os.listdir(root.parent) == ["vault"]  # noqa: PTH208  names
    assert failed > 15
    assert read_vault(root) == moved


def test_what_can_neither_be_done_nor_taken_back_is_done_later(tmp_path: Path, moved: dict[str, str]) -> None:
    for last in range(2, 22):
        root = vault_in(tmp_path / str(last))
        disk_allows(root, FullDisk(last, for_good=True))
        recover(root, QuickDisk())
        assert read_vault(root) in (VAULT, moved)
        assert os.listdir(root.parent) == ["vault"]  # noqa: PTH208  names


def disk_allows(root: Path, disk: FullDisk) -> bool:
    try:
        attempt(root, disk)
    except BrokenError as error:
        assert "no space left on device" in str(error).lower()  # noqa: PT017  there may be none
        return False
    return True


def test_a_person_who_stops_it_has_the_vault_as_it_was(tmp_path: Path) -> None:
    class Stopped(QuickDisk):
        def remove_folder(self, folder: Path) -> None:
            super().remove_folder(folder)
            if folder.name == "A":
                raise KeyboardInterrupt

    root = vault_in(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        attempt(root, Stopped())
    assert read_vault(root) == VAULT
    assert os.listdir(tmp_path) == ["vault"]  # noqa: PTH208  names


def test_what_someone_wrote_in_between_stays(tmp_path: Path, moved: dict[str, str]) -> None:
    root = vault_in(tmp_path)
    with pytest.raises(KilledError):
        attempt(root, MortalDisk(14))
    (root / "x.md").write_text("mine")
    found = recover(root, QuickDisk())
    assert found is not None
    assert found.changed == ("x.md",)
    assert read_vault(root) == {**moved, "x.md": "mine"}


def test_what_someone_put_in_the_way_stays(tmp_path: Path) -> None:
    root = vault_in(tmp_path)
    with pytest.raises(KilledError):
        attempt(root, MortalDisk(14))
    write_vault(root, {"New/Place/mine.md": "mine"})
    found = recover(root, QuickDisk())
    assert found is not None
    assert "New/Place" in found.changed
    assert read_vault(root)["New/Place/mine.md"] == "mine"
    assert "A/Old.md" in read_vault(root)


def test_a_file_that_changes_before_it_is_written_stops_the_move(tmp_path: Path) -> None:
    root = vault_in(tmp_path)
    vault = whole(root)
    how = writing(root, vault, prove(vault, renaming_of(root, vault, ASKED), OPTIONS).plan)
    (root / "x.md").write_text("mine")
    with pytest.raises(BrokenError, match=r"`x\.md` has just been changed"):
        carry_out(root, how.steps, how.contents)
    assert read_vault(root) == {**VAULT, "x.md": "mine"}
    with pytest.raises(BrokenError, match="has just been changed"):
        writing(root, vault, prove(vault, renaming_of(root, vault, ASKED), OPTIONS).plan)


def test_a_move_of_another_process_is_left_alone(tmp_path: Path) -> None:
    root = vault_in(tmp_path)
    journal = tmp_path / ".vault.ropewalk-move"
    journal.mkdir()
    with held(journal), pytest.raises(BrokenError, match="another command"):
        recover(root)
    assert recover(root) is None
    assert not journal.exists()


def test_a_journal_that_cannot_be_read_is_kept(tmp_path: Path) -> None:
    root = vault_in(tmp_path)
    journal = tmp_path / ".vault.ropewalk-move"
    journal.mkdir()
    (journal / "steps.json").write_text('[{"step": "Explode"}]')
    with pytest.raises(BrokenError, match="cannot be read"):
        recover(root)
    assert read_vault(root) == VAULT
    assert journal.is_dir()


def test_the_journal_is_in_the_vault_where_it_cannot_be_beside_it(
    tmp_path: Path, moved: dict[str, str]
) -> None:
    class Shut(MortalDisk):
        def make_folder(self, folder: Path) -> None:
            if folder.parent == tmp_path:
                raise PermissionError(errno.EACCES, "", str(folder))
            super().make_folder(folder)

    root = vault_in(tmp_path)
    with pytest.raises(KilledError):
        attempt(root, Shut(14))
    assert (root / ".ropewalk-move" / "steps.json").exists()
    assert recover(root, QuickDisk()) is not None
    assert read_vault(root) == moved


SCRIPT = """
import os, signal, sys
from pathlib import Path
from tests.ropewalk.move.disks import MortalDisk
from tests.ropewalk.move.test_journal import attempt

class Killed(MortalDisk):
    def _live(self):
        self.left -= 1
        if self.left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

attempt(Path(sys.argv[1]), Killed(int(sys.argv[2])))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("last", [5, 16])
def test_the_signal_itself(tmp_path: Path, moved: dict[str, str], last: int) -> None:
    root = vault_in(tmp_path)
    here = Path(__file__).parents[3]
    ended = subprocess.run([sys.executable, "-c", SCRIPT, str(root), str(last)], cwd=here, check=False)
    assert ended.returncode == -signal.SIGKILL
    done = recover(root)
    assert read_vault(root) == (moved if done else VAULT)
    assert (last > 10) == bool(done)
