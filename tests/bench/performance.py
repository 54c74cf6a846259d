"""What Ropewalk costs at different sizes: the table of the guide's page on performance.

`python -m tests.bench.performance [--shared PATH] [--sizes 1000,10000] [--runs N] [--write NOTE]` makes
vaults, builds and serves them, and prints the page or writes it.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import socket
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree
from statistics import median
from tempfile import TemporaryDirectory
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import urlopen

from tests.bench.build_cost import MIB, ROOT, Cost, bare, measure

ABOUT = """---
description: What building and serving cost, measured.
---

`make bench` has written this page. Times of builds are CPU seconds of all processes, with the time that
passed in parentheses; a ratio is to bare markdown-it-py (CommonMark with tables and strikethrough) over the
same notes in the same run. Made notes hold about 2.5 KB each: eight links, a callout, a list, a table, code.
"""
PATIENCE = 600.0
"""Seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What was measured for one vault."""

    name: str
    notes: int
    bare: Cost
    cold: Cost
    searched: Cost
    """As `cold`, with search."""
    edited: Cost
    """A build after an edit of one note, with search."""
    warm: Cost
    """A build where nothing has changed."""
    size_mib: float
    prose: float
    """Seconds until a served page shows an edit."""
    title: float
    """The same for another title, on the page of a note that links there."""


class Trial:
    """A folder with a vault and its configuration."""

    def __init__(self, vault: Path, folder: Path) -> None:
        copytree(vault, folder / "notes")
        self.folder = folder
        self.notes = sorted((folder / "notes").rglob("*.md"))
        self.edited = next(
            (note for note in self.notes if "title: " in note.read_text("utf-8")), self.notes[0]
        )

    def configure(self, *, search: bool) -> None:
        settings = {
            "site_name": "Trial",
            "docs_dir": "notes",
            "theme": "ropewalk",
            "plugins": [{"ropewalk": {"search": search}}],
        }
        (self.folder / "mkdocs.yml").write_text(json.dumps(settings), encoding="utf-8")

    def build(self, cache: str) -> Cost:
        command = [sys.executable, "-m", "ropewalk.cli", "build", "--quiet", "--cache-dir", cache]
        return measure(command, self.folder)[0]

    def edit(self, words: str) -> None:
        text = self.edited.read_text("utf-8")
        self.edited.write_text(f"{text}\n{words}\n", encoding="utf-8")

    def retitle(self, title: str) -> None:
        lines = self.edited.read_text("utf-8").split("\n")
        changed = (f"title: {title}" if line.startswith("title: ") else line for line in lines)
        self.edited.write_text("\n".join(changed), encoding="utf-8")

    def address(self) -> str:
        """Return where the page of the edited note is, as the site says itself."""
        path = self.edited.relative_to(self.folder / "notes").as_posix()
        nodes = json.loads((self.folder / "site" / "-" / "graph.json").read_text("utf-8"))["nodes"]
        return str(next(node["id"] for node in nodes if node["path"] == path))

    def size(self) -> float:
        files = (file for file in (self.folder / "site").rglob("*") if file.is_file())
        return sum(file.stat().st_size for file in files) / MIB


def figures(name: str, vault: Path, runs: int) -> Figures:
    """Measure one vault."""
    costs, notes = zip(*(bare(vault) for _ in range(runs)), strict=True)
    with TemporaryDirectory() as folder:
        trial = Trial(vault, Path(folder))
        trial.configure(search=False)
        cold = [trial.build(f"../{Path(folder).name}-{run}") for run in range(runs)]
        trial.configure(search=True)
        searched = trial.build(f"{folder}-searched")
        size = trial.size()
        trial.edit("One edit.")
        edited = trial.build(f"{folder}-searched")
        warm = trial.build(f"{folder}-searched")
        trial.configure(search=False)
        prose, title = served(trial, f"{folder}-searched")
        for made in (*(f"{folder}-{run}" for run in range(runs)), f"{folder}-searched"):
            subprocess.run(
                [sys.executable, "-m", "ropewalk.cli", "cache", "clear", "--cache-dir", made],
                check=True,
                stdout=subprocess.DEVNULL,
            )
    return Figures(
        name=name,
        notes=notes[0],
        bare=_middle(costs),
        cold=_middle(cold),
        searched=searched,
        edited=edited,
        warm=warm,
        size_mib=size,
        prose=prose,
        title=title,
    )


def served(trial: Trial, cache: str) -> tuple[float, float]:
    """Return the medians of five edits of a text and of a title, from the edit to the page that shows it."""
    page = trial.address()
    with _server(trial.folder, cache) as address:
        place = address + quote(page)
        prose = [_shown(place, f"Edit number {turn}.", trial.edit) for turn in range(5)]
        title = [_shown(place, f"Title {turn} of all", trial.retitle) for turn in range(5)]
    return median(prose), median(title)


def _shown(address: str, words: str, change: Callable[[str], None]) -> float:
    time.sleep(1)
    start = time.perf_counter()
    change(words)
    while words not in _text(address):
        time.sleep(0.01)
        if time.perf_counter() - start > PATIENCE:
            raise TimeoutError(words)
    return time.perf_counter() - start


@contextmanager
def _server(folder: Path, cache: str) -> Iterator[str]:
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
        yield f"http://{host}/"
    finally:
        process.terminate()
        process.wait()


def _text(address: str) -> str:
    try:
        with urlopen(address, timeout=PATIENCE) as answer:
            return str(answer.read().decode("utf-8"))
    except (HTTPError, URLError):
        return ""


def _middle(costs: Sequence[Cost]) -> Cost:
    return Cost(
        median(cost.cpu_seconds for cost in costs),
        median(cost.wall_seconds for cost in costs),
        median(cost.peak_mib for cost in costs),
    )


def page(measured: Sequence[Figures], busy: float) -> str:
    """Return the guide's page."""
    heads = " | ".join(one.name for one in measured)
    lines = [ABOUT, f"| | {heads} |", f"| --- |{' --- |' * len(measured)}"]
    costs: tuple[tuple[str, Callable[[Figures], Cost]], ...] = (
        ("Bare markdown-it-py", lambda one: one.bare),
        ("Cold build without search", lambda one: one.cold),
        ("Cold build", lambda one: one.searched),
        ("Build after one edit", lambda one: one.edited),
        ("Build, nothing changed", lambda one: one.warm),
    )
    lines += [_row(title, (_cost(cost(one), one.bare) for one in measured)) for title, cost in costs]
    lines += [
        _row("Edit until the served page shows it", (f"{one.prose:.2f} s" for one in measured)),
        _row("The same for a title", (f"{one.title:.2f} s" for one in measured)),
        _row("Peak memory, cold", (f"{one.searched.peak_mib:.0f} MiB" for one in measured)),
        _row("Output", (f"{one.size_mib:.1f} MiB" for one in measured)),
        "",
        *_growth(measured),
        _where(busy),
        "",
    ]
    return "\n".join(lines)


def _row(title: str, cells: Iterator[str]) -> str:
    return f"| {title} | {' | '.join(cells)} |"


def _cost(cost: Cost, base: Cost) -> str:
    ratio = "" if cost is base else f", ratio {cost.cpu_seconds / base.cpu_seconds:.2f}"
    return f"{cost.cpu_seconds:.2f} s ({cost.wall_seconds:.2f} s){ratio}"


def _growth(measured: Sequence[Figures]) -> Iterator[str]:
    made = [one for one in measured if one.name.endswith("made notes")]
    if len(made) > 1:
        costs, notes = (made[-1].cold.cpu_seconds / made[0].cold.cpu_seconds, made[-1].notes / made[0].notes)
        power = math.log(costs) / math.log(notes)
        yield f"The cost of a cold build grows with the power {power:.2f} of the number of notes."
        yield ""


def _where(busy: float) -> str:
    machine, today = _machine(), datetime.now(UTC).date().isoformat()
    said = f"Measured on {today} with Python {platform.python_version()} on {machine}."
    return f"{said} The load of the machine was {busy:.1f} when it began."


def _machine() -> str:
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        named = [
            line.partition(": ")[2]
            for line in cpuinfo.read_text().splitlines()
            if line.startswith("model name")
        ]
        model = named[0] if named else model
    return f"{os.cpu_count()} processors ({model}), {platform.system()}"


def main(arguments: list[str]) -> int:
    """Measure as the arguments say."""
    parser = argparse.ArgumentParser(description="Measure what building and serving cost.")
    parser.add_argument(
        "--shared", type=Path, default=os.environ.get("ROPEWALK_SHARED") or ROOT.parent / "shared"
    )
    parser.add_argument(
        "--sizes", default="1000,10000", help="notes of the vaults that are made (default: %(default)s)"
    )
    parser.add_argument("--runs", type=int, default=3, help="of what the medians are (default: %(default)s)")
    parser.add_argument("--write", type=Path, help="the note to write; else the page is printed")
    given = parser.parse_args(arguments)
    busy = os.getloadavg()[0]
    shared = Path(given.shared)
    measured = []
    with (
        TemporaryDirectory() as folder,
        tarfile.open(shared / "vaults" / "obsidian-help-en.tar.gz") as archive,
    ):
        archive.extractall(folder, filter="data")
        measured.append(figures("Obsidian's help", Path(folder), given.runs))
    for size in map(int, given.sizes.split(",")):
        with TemporaryDirectory() as folder:
            make = [sys.executable, str(shared / "bench" / "synth_vault.py"), str(size), folder]
            subprocess.run(make, check=True, stdout=subprocess.DEVNULL)
            measured.append(figures(f"{size:,} made notes", Path(folder), given.runs))
    text = page(measured, busy)
    if given.write:
        given.write.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
