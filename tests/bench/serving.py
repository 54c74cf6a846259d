"""How long it takes until a served page shows an edit, and what CPU time the server takes for it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import urlopen

from tests.bench.trial import Trial

PATIENCE = 600.0
"""Seconds."""
EDITS = 5


@dataclass(frozen=True, slots=True)
class Edit:
    """Medians of several edits, in seconds."""

    wall: float
    cpu: float | None
    """Of the server until the page is shown; None where the system does not tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What was measured of a served vault."""

    prose: Edit
    """A paragraph more, until the note's page shows it."""
    link: Edit
    """A link more, until it stands among the backlinks of its target."""
    title: Edit
    """Another title."""


def served(trial: Trial, cache: str) -> Served:
    """Serve a vault, edit one of its notes again and again, and look at pages until they show it."""
    with _server(trial.folder, cache) as (address, process):
        nodes = json.loads(_text(f"{address}-/graph.json"))["nodes"]
        own = trial.edited.relative_to(trial.folder / "notes").as_posix()
        pages = {node["path"]: f"{address}{quote(node['id'])}" for node in nodes}
        other = next(path for path in pages if path != own)
        target = Path(other).stem

        def edits(place: str, words: str, change: Callable[[str], None]) -> Edit:
            costs = [_shown(place, words.format(turn), change, process.pid) for turn in range(EDITS)]
            known = [cpu for _, cpu in costs if cpu is not None]
            return Edit(median(wall for wall, _ in costs), median(known) if known else None)

        return Served(
            prose=edits(pages[own], "Edit number {}.", trial.edit),
            link=edits(pages[other], "Link number {} to", lambda words: trial.edit(f"{words} [[{target}]].")),
            title=edits(pages[own], "Title {} of all", trial.retitle),
        )


def _shown(
    address: str, words: str, change: Callable[[str], None], process: int
) -> tuple[float, float | None]:
    time.sleep(1)
    start, used = time.perf_counter(), _cpu(process)
    change(words)
    while words not in _text(address):
        time.sleep(0.01)
        if time.perf_counter() - start > PATIENCE:
            raise TimeoutError(words)
    wall, now = time.perf_counter() - start, _cpu(process)
    return wall, None if used is None or now is None else now - used


def _cpu(process: int) -> float | None:
    """Return the CPU seconds that a process has used; None where there is no /proc."""
    stat = Path(f"/proc/{process}/stat")
    if not stat.is_file():
        return None
    user, system = stat.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _server(folder: Path, cache: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [sys.executable, "-m", "ropewalk.cli", "serve", "--dev-addr", host, "--cache-dir", cache]
    with (folder / "serve.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        end = time.monotonic() + PATIENCE
        while not _text(f"http://{host}/") and process.poll() is None and time.monotonic() < end:
            time.sleep(0.1)
        yield f"http://{host}/", process
    finally:
        process.terminate()
        process.wait()


def _text(address: str) -> str:
    try:
        with urlopen(address, timeout=PATIENCE) as answer:
            return str(answer.read().decode("utf-8"))
    except (HTTPError, URLError):
        return ""
