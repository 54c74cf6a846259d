"""What a build costs: CPU time and memory of a clean build, against bare markdown-it-py over the same notes.

`python tests/bench/build_cost.py VAULT [--runs N] [--json] [--builder MODULE]`: both are run in turn, each
in a process of its own, once to warm up and then N times; the figures are medians. Search is left out.
A site is many files, and what the system takes to make them counts: `TMPDIR` says where they are made.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
BARE = Path(__file__).with_name("bare_render.py")
MEASURED = Path(__file__).with_name("measured.py")
MIB = 2**20


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process, with those that it waited for, took."""

    cpu_seconds: float
    """User and system time together."""
    wall_seconds: float
    peak_mib: float
    """The largest resident memory of any one of the processes."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The medians of both, and how many times the build takes the CPU time of the other."""

    notes: int
    runs: int
    bare: Cost
    build: Cost
    ratio: float


class ProcessFailedError(Exception):
    """A process that was to be measured ended with an error; the text is what it said."""


def measure(command: list[str], folder: Path) -> tuple[Cost, str]:
    """Run a command in a folder; return its cost and what it printed."""
    log, result = folder / "output.txt", folder / "cost.json"
    paths = [str(ROOT / "generator"), str(ROOT / "validators"), os.environ.get("PYTHONPATH", "")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
    # Compiled modules are kept, as on any machine that builds a site twice.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with log.open("w", encoding="utf-8") as output:
        wrapped = [sys.executable, "-S", str(MEASURED), str(result), *command]
        code = subprocess.call(wrapped, cwd=folder, env=environment, stdout=output, stderr=output)
    said = log.read_text(encoding="utf-8")
    if code:
        raise ProcessFailedError(f"{' '.join(command)}: exit code {code}\n{said}")
    cpu, wall, peak = json.loads(result.read_text(encoding="utf-8"))
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, KiB elsewhere
    return Cost(cpu, wall, peak * unit / MIB), said


def bare(vault: Path) -> tuple[Cost, int]:
    """Measure bare markdown-it-py; return the number of notes too."""
    with TemporaryDirectory() as folder:
        cost, said = measure([sys.executable, str(BARE), str(vault)], Path(folder))
    return cost, int(said)


def build(vault: Path, builder: str) -> Cost:
    """Measure a clean build, configured in a new folder so that nothing of an earlier one is used."""
    config = {
        "site_name": "Build cost",
        "docs_dir": str(vault),
        "theme": "ropewalk",
        "plugins": [{"ropewalk": {"search": False}}],
    }
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "mkdocs.yml").write_text(json.dumps(config), encoding="utf-8")  # JSON is YAML
        options = ["--site-dir", str(folder / "site"), "--quiet"]
        if builder == "ropewalk.cli":
            options += ["--no-cache", "--jobs", "1"]
        cost, _ = measure([sys.executable, "-m", builder, "build", *options], folder)
        if not (folder / "site" / "sitemap.xml").is_file():
            raise ProcessFailedError(f"{builder} build made no site")
    return cost


def compare(vault: Path, runs: int, builder: str) -> Comparison:
    """Measure both in turn; the first round only warms up."""
    bares, builds, notes = [], [], 0
    for _ in range(runs + 1):
        cost, notes = bare(vault)
        bares.append(cost)
        builds.append(build(vault, builder))
    middle_bare, middle_build = _median(bares[1:]), _median(builds[1:])
    ratio = middle_build.cpu_seconds / middle_bare.cpu_seconds
    return Comparison(notes, runs, middle_bare, middle_build, ratio)


def _median(costs: list[Cost]) -> Cost:
    return Cost(
        median(cost.cpu_seconds for cost in costs),
        median(cost.wall_seconds for cost in costs),
        median(cost.peak_mib for cost in costs),
    )


def table(found: Comparison) -> str:
    """Return the comparison as lines to read."""
    rows = [("bare markdown-it-py", found.bare), ("build without search", found.build)]
    lines = [f"{found.notes} notes, medians of {found.runs} runs"]
    lines.append(f"{'':22}{'CPU':>10}{'elapsed':>10}{'peak':>12}")
    lines += [
        f"{name:22}{cost.cpu_seconds:>8.2f} s{cost.wall_seconds:>8.2f} s{cost.peak_mib:>8.0f} MiB"
        for name, cost in rows
    ]
    return "\n".join([*lines, f"ratio of CPU times: {found.ratio:.2f}", ""])


def main(arguments: list[str]) -> int:
    """Measure as the arguments say; 2: a process that was to be measured failed."""
    parser = argparse.ArgumentParser(description="Compare a build's cost with bare markdown-it-py.")
    parser.add_argument("vault", type=Path)
    parser.add_argument("--runs", type=int, default=3, help="measured rounds (default: %(default)s)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--builder", default="ropewalk.cli", help="module run as `python -m`, or mkdocs")
    given = parser.parse_args(arguments)
    try:
        found = compare(given.vault.resolve(), max(given.runs, 1), given.builder)
    except ProcessFailedError as failure:
        sys.stderr.write(f"{failure}\n")
        return 2
    sys.stdout.write(f"{json.dumps(asdict(found), indent=2)}\n" if given.json else table(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
