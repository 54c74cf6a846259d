"""Programs and files out of Debian's packages: installed ones, or fetched by apt-get and unpacked."""

import shutil
from pathlib import Path

from manifestrun.children import PATH, run_child
from manifestrun.engine import EngineError


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
