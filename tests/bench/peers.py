"""Other generators of sites over the same vault, installed into an environment of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree, which
from tempfile import TemporaryDirectory

from tests.bench.build_cost import Cost, ProcessFailedError, measure
from tests.bench.trial import size_of


@dataclass(frozen=True, slots=True)
class Built:
    """What a clean build of a peer took, and its output."""

    cost: Cost
    size_mib: float


@dataclass(frozen=True, slots=True)
class Peer:
    """A generator from PyPI."""

    name: str
    packages: tuple[str, ...]
    notes: str
    """The folder where it looks for notes."""
    configure: Callable[[Path], None]
    command: tuple[str, ...]
    """Its first word is in the environment."""


def _mkdocs(folder: Path) -> None:
    settings = {"site_name": "Trial", "docs_dir": "notes", "theme": {"name": "material"}}
    (folder / "mkdocs.yml").write_text(json.dumps(settings), encoding="utf-8")  # JSON is YAML


def _hugo(folder: Path) -> None:
    (folder / "hugo.toml").write_text('title = "Trial"\n', encoding="utf-8")
    # To Hugo a folder with an index.md is one page, and what else is in it belongs to that.
    for index in list((folder / "content").rglob("index.md")):
        index.rename(index.with_name("_index.md"))
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name in ("single", "list"):
        page = "<!doctype html><title>{{ .Title }}</title><h1>{{ .Title }}</h1>{{ .Content }}"
        (layouts / f"{name}.html").write_text(page, encoding="utf-8")


PEERS = {
    "hugo": Peer("Hugo", ("hugo",), "content", _hugo, ("hugo", "--quiet", "--destination", "site")),
    "zensical": Peer("Zensical", ("zensical",), "notes", _mkdocs, ("zensical", "build")),
    "material": Peer(
        "MkDocs with Material", ("mkdocs-material",), "notes", _mkdocs, ("mkdocs", "build", "--quiet")
    ),
}


def installed(names: Iterable[str], folder: Path) -> Iterator[Peer]:
    """Yield those of the peers that can be installed into `folder`; say which cannot."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    for name in names:
        peer = PEERS[name]
        command = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", *peer.packages]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode == 0 and which(peer.command[0], path=str(folder / "bin")):
            yield peer
        else:
            why = (done.stderr.strip().splitlines() or ["it has no command"])[-1]
            sys.stderr.write(f"{peer.name} is left out: {why}\n")


def built(peer: Peer, vault: Path, environment: Path) -> Built | None:
    """Build a site of a vault; None: the peer fails at it, and says why."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        copytree(vault, folder / peer.notes)
        peer.configure(folder)
        try:
            cost, _ = measure([str(environment / "bin" / peer.command[0]), *peer.command[1:]], folder)
        except ProcessFailedError as error:
            sys.stderr.write(f"{peer.name} fails: {error}\n")
            return None
        return Built(cost, size_of(folder / "site"))
