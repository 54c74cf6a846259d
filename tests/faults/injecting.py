"""Faults at each moment: a process that is killed, or finds its disk full, before its nth change of the disk.

As a program, `python -m tests.faults.injecting FAULT FIRST,SECOND,… FOLDER WORD…` runs a command of Ropewalk
once for each number, each time in a process and a copy of FOLDER of its own; `… again FOLDER,FOLDER… WORD…`
runs it in each of these folders as it is. It prints a line of JSON for each: how it ended, what it said and
how many changes of the disk it had begun.
"""

from __future__ import annotations

import errno
import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

CHANGES = frozenset(
    ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod")
)
OF_OTHERS = frozenset(("gone", "other"))
"""Faults that are another program's doing."""
INSTRUCTIONS = 5
"""Instructions of SQLite's machine from one moment to the next."""
TEMPORARY = "temporary"
"""The folder for temporary files, beside the project, where a test has made it."""
WRITTEN, EDITED = "notes/Two.md", "Edited, and [[One]].\n"
"""What is edited while it is served."""
NEVER = 1 << 30
"""The number of a change that no run comes to."""
_FULL = frozenset(("open", "os.mkdir", "os.link", "os.rename", "os.symlink"))
"""What needs room on a disk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a run ended: below zero is the signal that killed it."""

    folder: Path
    code: int
    out: str
    err: str
    changes: int


def run_with(fault: str, numbers: Iterable[int], folder: Path, *words: str) -> list[Ended]:
    """Run a command in copies of a folder, with a fault at each of the changes with these numbers."""
    return _told(fault, ",".join(map(str, numbers)), str(folder), *words)


def run_again(folders: Iterable[Path], *words: str) -> list[Ended]:
    """Run a command in each of these folders, without a fault."""
    return _told("again", ",".join(map(str, folders)), *words)


def _told(*words: str) -> list[Ended]:
    command = [sys.executable, "-m", __name__, *words]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], check=True, capture_output=True, text=True)
    found = (json.loads(line) for line in done.stdout.splitlines())
    return [Ended(**{**one, "folder": Path(one["folder"])}) for one in found]


def inject(fault: str, number: int, told: Path) -> None:
    """Let the nth change of the disk from now on meet the fault; `told` holds how many there were.

    With `gone` and `other` it is the nth look into a file of the vault, which another program has removed or
    emptied a moment before. With `querying` it is the nth moment while SQLite is at work; with `torn` the
    process is killed as soon as it would make a file longer than so many bytes, which have then been written.
    With `edited` only files below `TEMPORARY` count, and those only after `EDITED` was written.
    """
    begun = 0
    if fault == "torn":
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (number, number))
        return
    if fault == "querying":
        _inject_into_queries(number)
        return

    def hook(event: str, arguments: Sequence[object]) -> None:
        nonlocal begun
        opens = event == "open" and isinstance(arguments[2], int)
        writes = opens and bool(int(str(arguments[2])) & (os.O_WRONLY | os.O_RDWR))
        reads = opens and not writes and "notes" in Path(str(arguments[0])).parts
        if not (reads if fault in OF_OTHERS else writes or event in CHANGES):
            return
        if fault == "edited" and (event == "os.mkdir" or not _is_of_edit(str(arguments[0]))):
            return
        begun += 1
        os.pwrite(counter, f"{begun:9}".encode(), 0)
        if fault in OF_OTHERS:
            if begun == number:
                _meddle(fault, Path(str(arguments[0])))
        elif begun >= number:
            _fail(fault, event, str(arguments[0]))

    counter = os.open(told, os.O_RDWR | os.O_CREAT)
    sys.addaudithook(hook)


def _inject_into_queries(number: int) -> None:
    connect, begun = sqlite3.connect, 0

    def ask() -> int:
        nonlocal begun
        begun += 1
        if begun >= number:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    def connected(database: Path, timeout: float) -> sqlite3.Connection:
        connection = connect(database, timeout=timeout)
        connection.set_progress_handler(ask, INSTRUCTIONS)
        return connection

    sqlite3.connect = connected  # type: ignore[assignment]  # as the cache calls it


def _is_of_edit(place: str) -> bool:
    return TEMPORARY in Path(place).parts and Path(WRITTEN).read_text() == EDITED


def _meddle(fault: str, file: Path) -> None:
    if not file.is_file():
        return
    if fault == "gone":
        file.unlink()
    else:
        os.truncate(file, 0)


def _fail(fault: str, event: str, place: str) -> None:
    if fault in {"killed", "edited"}:
        os.kill(os.getpid(), signal.SIGKILL)
    if fault == "full" and event in _FULL:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), place)
    if fault == "sealed" and Path.cwd() in Path(place).absolute().parents:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), place)


def _child(fault: str, number: int, folder: Path, words: list[str], work: Path) -> None:
    """Be the command: never returns."""
    from ropewalk.cli import main  # noqa: PLC0415  it was imported before the fork

    if (folder.parent / TEMPORARY).is_dir():
        os.environ["TMPDIR"] = tempfile.tempdir = str(folder.parent / TEMPORARY)
    os.chdir(folder)
    for name, stream in (("out", 1), ("err", 2)):
        os.dup2(os.open(work / name, os.O_WRONLY | os.O_CREAT), stream)
    sys.argv = ["ropewalk", *words]
    code = 99
    try:
        inject(fault, number, work / "begun")
        main()
    except SystemExit as end:
        code = int(end.code or 0) if not isinstance(end.code, str) else 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _edit(server: int, folder: Path, work: Path) -> None:
    """Wait for a server, write an edit and see to the server's end once it has done all about that."""
    begun, out = work / "begun", work / "out"
    while not (out.exists() and b"The site is at" in out.read_bytes()):
        assert os.waitpid(server, os.WNOHANG)[0] == 0
        time.sleep(0.02)
    time.sleep(0.3)  # MkDocs' watcher has its first look
    (folder / "project" / WRITTEN).write_text(EDITED)
    before, patience = None, 50
    while _runs(server) and patience:
        time.sleep(0.05)
        now = begun.read_bytes()
        patience = patience - 1 if now == before else 50
        before = now
    if _runs(server):
        os.kill(server, signal.SIGTERM)


def _runs(process: int) -> bool:
    return os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None


def _ended(fault: str, number: int, folder: Path, words: list[str]) -> None:
    """Run the command in a process of its own and print how it ended."""
    with tempfile.TemporaryDirectory() as work:
        child = os.fork()
        if child == 0:
            _child(fault, number, folder / "project", words, Path(work))
        if fault == "edited":
            _edit(child, folder, Path(work))
        _, status = os.waitpid(child, 0)
        said = {each: (Path(work) / each).read_text() for each in ("out", "err")}
        begun = Path(work) / "begun"
        changes = int(begun.read_text() or 0) if begun.exists() else 0
    ended = {"folder": str(folder), "code": os.waitstatus_to_exitcode(status), "changes": changes}
    print(json.dumps({**ended, **said}), flush=True)  # noqa: T201  a program's answer


def _main(fault: str, listed: str, *words: str) -> None:
    import mkdocs.commands.build  # noqa: F401, PLC0415  once for all children

    import ropewalk.cli.build  # noqa: PLC0415
    import ropewalk.mkdocs_plugin  # noqa: F401, PLC0415

    if fault == "again":
        for each in listed.split(","):
            _ended("none", NEVER, Path(each), [*words])
        return
    name, *rest = words
    for number in map(int, listed.split(",")):
        folder = Path(f"{name}.{rest[0]}.{fault}.{number}")
        shutil.copytree(name, folder, symlinks=True)
        _ended(fault, number, folder, rest)


if __name__ == "__main__":
    _main(*sys.argv[1:])
