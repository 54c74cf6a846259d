"""Mutation testing of link, render, the publishing filter and move: `make mutation`, again and again.

mutmut changes one thing at a time in the code and runs the tests that reach it: a change that no test
notices has survived. It works on copies in `build/mutation/` and keeps what it has tried, so that an
interrupted run goes on where it was; after an edit only the functions that were edited are tried again.
"""

from __future__ import annotations

import filecmp
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
WORK: Final = ROOT / "build" / "mutation"
SUBJECTS: Final = {
    "link": ("link", "answers", "names", "name_index", "subpath"),
    "render": ("render/*",),
    "publishing filter": ("publish", "publish_flag", "settings"),
    "move": ("move/*",),
}
TESTS: Final = (
    "tests/ropewalk/move",
    "tests/ropewalk/views",
    *(
        f"tests/ropewalk/test_{name}.py"
        for name in (
            "backlinks",
            "block_id",
            "callouts",
            "embeds",
            "graph",
            "laws",
            "link",
            "manifests",
            "names",
            "near",
            "paths",
            "pods",
            "properties",
            "subpath",
            "theme",
            "vault",
        )
    ),
)
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
timeout_constant = 10.0

[tool.pytest.ini_options]
pythonpath = ["."]
addopts = ["--import-mode=importlib"]
markers = ["shared", "chromium", "podman"]
"""


def main() -> int:
    """Bring the copies up to date, try what was not tried, and print the scores; 1 if one is too low."""
    prepare()
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", os.environ.get("JOBS", "2")]
    # It ends with 1 where something survived.
    subprocess.run([*command, *sys.argv[1:]], cwd=WORK, check=False)
    return report()


def prepare() -> None:
    """Copy sources and tests, without touching what has not changed."""
    WORK.mkdir(parents=True, exist_ok=True)
    _mirror(ROOT / "generator" / "ropewalk", WORK / "src" / "ropewalk")
    _mirror(ROOT / "tests", WORK / "tests")
    subjects = _quoted(f"src/ropewalk/{name}.py" for names in SUBJECTS.values() for name in names)
    config = CONFIG.format(subjects=subjects, tests=_quoted(test for test in TESTS if (ROOT / test).exists()))
    (WORK / "pyproject.toml").write_text(config, "utf-8")


def report() -> int:
    """Print how many mutants each subject has, and how many were killed; return 1 if less than 85 %."""
    listed = subprocess.run(
        [sys.executable, "-m", "mutmut", "results", "--all", "true"],
        cwd=WORK, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    counts: dict[str, Counter[str]] = {subject: Counter() for subject in SUBJECTS}
    for line in listed.splitlines():
        name, _, status = line.strip().partition(": ")
        subject = next((one for one, names in SUBJECTS.items() if _is_of(name, names)), None)
        if subject is not None:
            counts[subject][status] += 1
    low = False
    for subject, found in counts.items():
        caught = found["killed"] + found["timeout"] + found["segfault"] + found["suspicious"]
        tried = caught + found["survived"] + found["no tests"]
        share = 100 * caught / tried if tried else 0.0
        low = low or share < 85
        left = found["not checked"]
        more = f", {left} not tried yet" if left else ""
        print(f"{subject}: {caught} of {tried} killed, {share:.1f} %{more}")  # noqa: T201  the result
    return int(low)


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
