"""Mutation testing of link, render, the publishing filter and move: `make mutation`, again and again.

mutmut changes one thing at a time in the code and runs the tests that reach it, in a fork, the quickest
first, until one fails: a change that no test notices has survived. It works on copies in `build/mutation/`
and keeps what it has tried, so that an interrupted run goes on where it was; after an edit only the functions
that were edited are tried again, and with `--again` what has survived, for tests written since.

All mutants take many hours. `--sample N --seed S` tries N of each subject, the same ones for the same seed; a
score is an estimate only with a seed whose survivors nobody has written tests for.
"""

from __future__ import annotations

import filecmp
import os
import resource
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from math import sqrt
from pathlib import Path
from random import Random
from typing import Final, TypeAlias

Chosen: TypeAlias = dict[str, list[str]]

ROOT: Final = Path(__file__).parents[2]
WORK: Final = ROOT / "build" / "mutation"
SUBJECTS: Final = {
    "link": ("link", "answers", "names", "name_index", "subpath"),
    "render": ("render/*",),
    "publishing filter": ("publish", "publish_flag", "settings"),
    "move": ("move/*",),
}
TESTS: Final = (
    "tests/ropewalk/create",
    "tests/ropewalk/move",
    "tests/ropewalk/render",
    "tests/ropewalk/views",
    *(f"tests/ropewalk/cli/test_{name}.py" for name in ("check", "move", "new", "published")),
    *(
        f"tests/ropewalk/test_{name}.py"
        for name in (
            "backlinks",
            "block_id",
            "callouts",
            "embeds",
            "graph",
            "highlight",
            "laws",
            "link",
            "manifests",
            "media",
            "names",
            "near",
            "paths",
            "pods",
            "properties",
            "publish_flag",
            "raw_html",
            "relink",
            "settings",
            "subpath",
            "syntax",
            "theme",
            "theme_texts",
            "unlinked",
            "vault",
        )
    ),
)
UNDECIDED: Final = ("not checked", "check was interrupted by user")
SURVIVING: Final = ("survived", "no tests")
LOWEST: Final = 0.85
MEMORY: Final = 4 << 30
"""Bytes that a mutant may take: some collect things for ever."""
_LEFT_OUT: Final = frozenset({"__pycache__", "-", "node_modules"})
"""Folders that no test of these needs: what is made, not written."""
CONFIG: Final = """\
[tool.mutmut]
source_paths = ["src"]
only_mutate = [{subjects}]
pytest_add_cli_args_test_selection = [{tests}]
pytest_add_cli_args = ["--hypothesis-profile=mutation", "-p", "no:cacheprovider"]
use_git_change_detection = false
track_dependencies = false
timeout_constant = 5.0
timeout_multiplier = 3.0

[tool.pytest.ini_options]
pythonpath = ["."]
addopts = ["--import-mode=importlib"]
markers = ["shared", "chromium", "podman"]
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Bring the copies up to date, try what was not tried, and print the scores; 1 if one is too low."""
    parser = ArgumentParser(prog="python -m tests.mutation", description="Try mutants; see the module.")
    parser.add_argument("names", nargs="*", default=["*"], help="which mutants, with `*`; all without it")
    parser.add_argument("--sample", type=int, metavar="N", help="try N of each subject, chosen at random")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="which ones --sample chooses")
    parser.add_argument("--again", action="store_true", help="try again what has survived")
    asked = parser.parse_args(arguments)
    prepare()
    subprocess.run([sys.executable, "-m", "tests.mutation.generate"], cwd=WORK, check=True)
    chosen = choose(list(states()), asked.names, asked.sample, asked.seed)
    before = states()
    open_ = (*UNDECIDED, *SURVIVING) if asked.again else UNDECIDED
    left = [mutant for of_one in chosen.values() for mutant in of_one if before[mutant] in open_]
    if left:
        command = [sys.executable, "-m", "mutmut", "run", "--max-children", os.environ.get("JOBS", "2")]
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
        # It ends with 1 where something survived.
        subprocess.run([*command, *left], cwd=WORK, check=False)
    return report(chosen, states())


def states() -> dict[str, str]:
    """Return each mutant there is, with what is known of it."""
    listed = subprocess.run(
        [sys.executable, "-m", "mutmut", "results", "--all", "true"],
        cwd=WORK, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    return dict(line.strip().split(": ", 1) for line in listed.splitlines())


def choose(mutants: Iterable[str], patterns: Sequence[str], size: int | None, seed: int) -> Chosen:
    """Return by subject the mutants that match a pattern, or so many of them at random."""
    found: Chosen = {}
    for mutant in sorted(mutants):
        subject = next((one for one, names in SUBJECTS.items() if _is_of(mutant, names)), None)
        if subject is not None and any(fnmatchcase(mutant, pattern) for pattern in patterns):
            found.setdefault(subject, []).append(mutant)
    if size is None:
        return found
    return {
        subject: Random(f"{seed} {subject}").sample(of_one, min(size, len(of_one)))
        for subject, of_one in found.items()
    }


def prepare() -> None:
    """Copy sources and tests, without touching what has not changed."""
    WORK.mkdir(parents=True, exist_ok=True)
    _mirror(ROOT / "generator" / "ropewalk", WORK / "src" / "ropewalk")
    _mirror(ROOT / "tests", WORK / "tests")
    subjects = _quoted(f"src/ropewalk/{name}.py" for names in SUBJECTS.values() for name in names)
    config = CONFIG.format(subjects=subjects, tests=_quoted(test for test in TESTS if (ROOT / test).exists()))
    (WORK / "pyproject.toml").write_text(config, "utf-8")


def report(chosen: Chosen, known: Mapping[str, str]) -> int:
    """Print what survived and how many of each subject were killed; return 1 if one has less than 85 %."""
    low = False
    for subject, mutants in chosen.items():
        survived = [mutant for mutant in mutants if known[mutant] in SURVIVING]
        tried = sum(known[mutant] not in UNDECIDED for mutant in mutants)
        killed = tried - len(survived)
        share, least, most = estimate(killed, tried)
        low = low or share < LOWEST
        more = f", {len(mutants) - tried} not tried yet" if tried < len(mutants) else ""
        for mutant in survived:
            print(f"    {mutant}")  # noqa: T201  the result
        interval = f"95 % interval {least:.0%} to {most:.0%}"
        print(f"{subject}: {killed} of {tried} killed, {share:.1%} ({interval}){more}")  # noqa: T201  the result
    return int(low)


def estimate(killed: int, tried: int) -> tuple[float, float, float]:
    """Return the share, and Wilson's interval of 95 % for what it would be of all."""
    if not tried:
        return 0.0, 0.0, 1.0
    share, z = killed / tried, 1.96
    middle = share + z * z / (2 * tried)
    half = z * sqrt(share * (1 - share) / tried + (z / (2 * tried)) ** 2)
    whole = 1 + z * z / tried
    return share, (middle - half) / whole, (middle + half) / whole


def _is_of(mutant: str, names: Iterable[str]) -> bool:
    module = mutant.removeprefix("ropewalk.")
    prefixes = (name.removesuffix("*").replace("/", ".") for name in names)
    return any(module.startswith(prefix if prefix.endswith(".") else f"{prefix}.x") for prefix in prefixes)


def _quoted(texts: Iterable[str]) -> str:
    return ", ".join(f'"{text}"' for text in texts)


def _mirror(source: Path, target: Path) -> None:
    """Let a folder hold the Python and fixture files of another; what is the same keeps its time."""
    files = {file.relative_to(source) for file in source.rglob("*") if file.is_file()}
    wanted = {file for file in files if _LEFT_OUT.isdisjoint(file.parts)}
    for path in wanted:
        copy = target / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        if not copy.exists() or not filecmp.cmp(source / path, copy, shallow=False):
            shutil.copy(source / path, copy)  # with a new time, by which mutmut knows what has changed
    for file in [file for file in target.rglob("*") if file.is_file()]:
        if file.relative_to(target) not in wanted and "__pycache__" not in file.parts:
            file.unlink()


if __name__ == "__main__":
    sys.exit(main())
