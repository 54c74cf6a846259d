"""What Ropewalk costs at different sizes: the table of the guide's page on performance.

`python -m tests.bench.performance [--shared PATH] [--sizes 1000,10000] [--runs N] [--write NOTE]` makes
vaults, builds and serves them, and prints the page or writes it.
"""

from __future__ import annotations

import argparse
import math
import os
import platform
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.bench.build_cost import ROOT, Cost, bare
from tests.bench.peers import PEERS, Built, Peer, built, installed
from tests.bench.searching import bytes_to_result
from tests.bench.serving import Edit, Served, served
from tests.bench.trial import Trial

ABOUT = """---
description: What building and serving cost, measured.
---

`make bench` has written this page. Times of builds are CPU seconds of all processes, with the time that
passed in parentheses; a ratio is to bare markdown-it-py (CommonMark with tables and strikethrough) over the
same notes in the same run. Made notes hold about 2.5 KB each: eight links, a callout, a list, a table, code.
"""
QUERY = "page"
"""A word that notes of each vault hold."""
MOST_FOR_PEERS = 2_000
"""Notes. Some write the tree of all notes into each page: of ten thousand that would be 60 GiB."""


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
    served: Served
    result_bytes: int | None
    """What a browser loads until the first full-text result is there; None: there is no browser."""
    peers: dict[str, Built] = field(default_factory=dict)
    """By name, as far as they could be built."""


def figures(name: str, vault: Path, runs: int, peers: Iterable[tuple[Peer, Path]] = ()) -> Figures:
    """Measure one vault."""
    costs, notes = zip(*(bare(vault) for _ in range(runs)), strict=True)
    with TemporaryDirectory() as folder:
        trial = Trial(vault, Path(folder))
        trial.configure(search=False)
        cold = [trial.build(f"../{Path(folder).name}-{run}") for run in range(runs)]
        trial.configure(search=True)
        searched = trial.build(f"{folder}-searched")
        size, result_bytes = trial.size(), bytes_to_result(trial.folder / "site", QUERY)
        trial.edit("One edit.")
        edited = trial.build(f"{folder}-searched")
        warm = trial.build(f"{folder}-searched")
        edits = served(trial, f"{folder}-searched")
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
        served=edits,
        result_bytes=result_bytes,
        peers={
            peer.name: cost
            for peer, place in (peers if notes[0] <= MOST_FOR_PEERS else ())
            if (cost := built(peer, vault, place)) is not None
        },
    )


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
        _row("Edit until the page shows it, served", (_edit(one.served.prose) for one in measured)),
        _row("A new link until its target shows it", (_edit(one.served.link) for one in measured)),
        _row("Another title", (_edit(one.served.title) for one in measured)),
        _row("Peak memory without search", (f"{one.cold.peak_mib:.0f} MiB" for one in measured)),
        _row("Peak memory, of Pagefind or us", (f"{one.searched.peak_mib:.0f} MiB" for one in measured)),
        _row("Output", (f"{one.size_mib:.1f} MiB" for one in measured)),
        _row("Loaded until the first result", (_kilobytes(one.result_bytes) for one in measured)),
    ]
    names = dict.fromkeys(name for one in measured for name in one.peers)
    beyond = [
        f"Other generators are measured up to {MOST_FOR_PEERS} notes, with search where they have one.",
        "",
    ]
    lines += [_row(name, (_peer(one.peers.get(name), one.bare) for one in measured)) for name in names]
    lines += [
        "",
        *(beyond if names else []),
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


def _edit(edit: Edit) -> str:
    return f"{edit.wall:.2f} s" if edit.cpu is None else f"{edit.wall:.2f} s (CPU {edit.cpu:.2f} s)"


def _kilobytes(count: int | None) -> str:
    return "–" if count is None else f"{count / 1000:.0f} kB"


def _peer(made: Built | None, base: Cost) -> str:
    if made is None:
        return "–"
    memory = f"{made.cost.peak_mib:.0f} MiB of memory"
    return f"{_cost(made.cost, base)}, {memory}, output {made.size_mib:.1f} MiB"


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
    now = os.getloadavg()[0]
    return f"{said} The load of the machine was {busy:.1f} when it began, and {now:.1f} at the end."


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
    parser.add_argument(
        "--peers",
        default="",
        help=f"to be installed beside and measured as well, of {','.join(PEERS)} (default: none)",
    )
    parser.add_argument("--write", type=Path, help="the note to write; else the page is printed")
    given = parser.parse_args(arguments)
    busy, wanted = os.getloadavg()[0], [name for name in given.peers.split(",") if name]
    if unknown := [name for name in wanted if name not in PEERS]:
        parser.error(f"there is no peer `{unknown[0]}`; there are {', '.join(PEERS)}")
    with TemporaryDirectory() as place:
        beside = [(peer, Path(place)) for peer in (installed(wanted, Path(place)) if wanted else ())]
        measured = [
            figures(name, vault, given.runs, beside)
            for name, vault in _vaults(Path(given.shared), map(int, given.sizes.split(",")))
        ]
    text = page(measured, busy)
    if given.write:
        given.write.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0


def _vaults(shared: Path, sizes: Iterable[int]) -> Iterator[tuple[str, Path]]:
    """Yield the vaults with their names; each is there until the next is asked for."""
    with (
        TemporaryDirectory() as folder,
        tarfile.open(shared / "vaults" / "obsidian-help-en.tar.gz") as archive,
    ):
        archive.extractall(folder, filter="data")
        yield "Obsidian's help", Path(folder)
    for size in sizes:
        with TemporaryDirectory() as folder:
            make = [sys.executable, str(shared / "bench" / "synth_vault.py"), str(size), folder]
            subprocess.run(make, check=True, stdout=subprocess.DEVNULL)
            yield f"{size:,} made notes", Path(folder)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
