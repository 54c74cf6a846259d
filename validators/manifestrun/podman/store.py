"""Ropewalk's own image store: made by the recipes, read by every run, never the user's."""

import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from manifestrun.engine import EngineError
from manifestrun.podman.configuration import Configuration
from manifestrun.podman.recipes import RECIPES, Recipe
from manifestrun.podman.sandbox import Sandbox

_TABLE = "images.json"


def store_folder() -> Path:
    """Return where the images are kept."""
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "ropewalk" / f"images-{os.geteuid()}"


def made_images(folder: Path) -> Mapping[str, Mapping[str, str]]:
    """Return the images that are there by their full names, each with `identity` and `content`."""
    try:
        table = json.loads((folder / _TABLE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return table if isinstance(table, dict) else {}


def ensure_images(folder: Path) -> Mapping[str, Mapping[str, str]]:
    """Make all images anew if one is missing or made by an older recipe, and return the table.

    Raises:
        EngineError: an image cannot be made.

    """
    wanted = {recipe.image: recipe.identity for recipe in RECIPES}
    with _locked(folder):
        made = made_images(folder)
        if {name: each["identity"] for name, each in made.items()} != wanted:
            _make(folder, RECIPES)
        return made_images(folder)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Let one process make images at a time."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make(folder: Path, recipes: Sequence[Recipe]) -> None:
    """Make the images in a new folder and put that in the place of the old one."""
    with tempfile.TemporaryDirectory(prefix=".new-", dir=folder.parent) as scratch, Sandbox() as sandbox:
        new = Path(scratch) / "store"
        new.mkdir(mode=0o700)
        Configuration(graph_root=str(new)).write(sandbox)
        table = {recipe.image: _made(recipe, sandbox, Path(scratch)) for recipe in recipes}
        (new / _TABLE).write_text(json.dumps(table, indent=2, sort_keys=True), "utf-8")
        if folder.exists():
            shutil.rmtree(folder)
        new.rename(folder)


def _made(recipe: Recipe, sandbox: Sandbox, scratch: Path) -> dict[str, str]:
    """Make one image; of an optional one that cannot be had, the table says why."""
    try:
        return _import(recipe, sandbox, scratch)
    except EngineError as error:
        if not recipe.optional:
            raise
        return {"identity": recipe.identity, "content": f"not made: {error}", "id": ""}


def _import(recipe: Recipe, sandbox: Sandbox, scratch: Path) -> dict[str, str]:
    with tempfile.TemporaryDirectory(dir=scratch) as place:
        root = Path(place) / "root"
        root.mkdir(mode=0o755)
        content = recipe.fill(root)
        archive = Path(place) / "root.tar"
        tar = ["tar", "--create", "--numeric-owner", "--owner=0", "--group=0", f"--file={archive}"]
        changes = [word for change in recipe.changes for word in ("--change", change)]
        for command in (
            [*tar, f"--directory={root}", "."],
            ["podman", "import", *changes, str(archive), recipe.image],
        ):
            done = sandbox.run(command)
            if done.code != 0:
                raise EngineError(f"`{' '.join(command[:2])}` for {recipe.image} failed: {done.err.strip()}")
    return {"identity": recipe.identity, "content": content, "id": done.out.strip()}
