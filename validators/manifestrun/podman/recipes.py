"""How the images of the notes are made from Debian's packages, without a registry."""

import hashlib
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from manifestrun.children import PATH, run_child
from manifestrun.engine import EngineError

PAUSE = "localhost/ropewalk-pause:1"
"""Holds a pod's namespaces, as Kubernetes' own pause image does; no note may use it."""
_ACCOUNTS = "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n"
_GROUPS = "root:x:0:\nnobody:x:65534:\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """An image: its full name, the files that `fill` puts into a folder, and what it starts."""

    image: str
    revision: int
    """Counts up whenever the recipe changes what is in the image."""
    fill: Callable[[Path], str]
    """Returns what was put in, for people to read."""
    changes: tuple[str, ...]
    """`podman import`'s own: CMD, ENV and so on."""

    @property
    def identity(self) -> str:
        """What a record says of the image: the same on each machine that follows the recipe."""
        text = f"{self.image} {self.revision} {' '.join(self.changes)}"
        return hashlib.sha256(text.encode()).hexdigest()[:12]


def unpack(package: str, scratch: Path) -> Path:
    """Unpack a Debian package beneath a folder, which is fetched by apt-get unless it is installed.

    Raises:
        EngineError: apt-get cannot fetch it.

    """
    target = scratch / "packages" / package
    target.mkdir(parents=True)
    environment = {"PATH": PATH, "LANG": "C.UTF-8", "HOME": str(scratch)}
    script = 'cd "$1" && apt-get download "$2" && dpkg-deb --extract ./*.deb . && rm ./*.deb'
    done = run_child(["sh", "-c", script, "sh", str(target), package], environment, seconds=120)
    if done.code != 0:
        raise EngineError(f"`apt-get download {package}` failed: {done.err.strip()}")
    return target


def program(name: str, package: str, scratch: Path) -> Path:
    """Return a program of a Debian package, statically linked: the installed one, or the package's.

    Raises:
        EngineError: neither can be had.

    """
    installed = shutil.which(name, path=PATH)
    if installed and _is_static(Path(installed)):
        return Path(installed)
    found = next(
        (file for file in unpack(package, scratch).rglob(name) if file.is_file() and _is_static(file)), None
    )
    if found is None:
        raise EngineError(f"the package `{package}` has no program `{name}` that runs without libraries")
    return found


def _is_static(path: Path) -> bool:
    """Tell whether an ELF file names no interpreter, which would be `ld-linux` in an image without one."""
    with path.open("rb") as stream:
        return stream.read(4) == b"\x7fELF" and b"/ld-linux" not in stream.read(4096)


def _busybox(root: Path) -> str:
    source = program("busybox", "busybox-static", root.parent)
    for name in ("bin", "etc", "root", "tmp", "var", "dev", "proc", "sys"):
        (root / name).mkdir()
    (root / "tmp").chmod(0o1777)
    (root / "etc/passwd").write_text(_ACCOUNTS, "ascii")
    (root / "etc/group").write_text(_GROUPS, "ascii")
    shutil.copy2(source, root / "bin/busybox")
    listed = run_child([str(source), "--list"], {"PATH": PATH}, seconds=20).out.split()
    for name in listed:
        if name != "busybox":
            (root / "bin" / name).symlink_to("busybox")
    return run_child([str(source)], {"PATH": PATH}, seconds=20).out.partition("\n")[0]


def _pause(root: Path) -> str:
    shutil.copy2(program("catatonit", "catatonit", root.parent), root / "pause")
    return "catatonit"


RECIPES = (
    Recipe(image=PAUSE, revision=1, fill=_pause, changes=('ENTRYPOINT ["/pause","-P"]',)),
    Recipe(
        image="docker.io/library/busybox:1.36",
        revision=1,
        fill=_busybox,
        changes=('CMD ["sh"]', "ENV PATH=/bin:/sbin:/usr/bin:/usr/sbin"),
    ),
)


def full_name(image: str) -> str:
    """Return an image's name with the registry, the user and the tag that Docker's short names leave out."""
    first, slash, _ = image.partition("/")
    if not slash:
        image = f"docker.io/library/{image}"
    elif not (set(first) & {".", ":"} or first == "localhost"):
        image = f"docker.io/{image}"
    return image if ":" in image.rpartition("/")[2] or "@" in image else f"{image}:latest"


def image_identities() -> Mapping[str, str]:
    """Return each spelling that a note may use for an image of the table, with what a record says of it."""
    return {
        name: recipe.identity
        for recipe in RECIPES
        if recipe.image != PAUSE
        for name in (
            recipe.image.removeprefix("docker.io/library/"),
            recipe.image.removeprefix("docker.io/"),
            recipe.image,
        )
    }
