"""Paths beneath a folder that others write to: no `..`, and no link is followed."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


def parts_of(path: str) -> tuple[str, ...]:
    """Cut a relative path into names.

    Raises:
        ValueError: it leads out, or names nothing.

    """
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or not pure.parts or "\0" in path:
        raise ValueError(f"`{path}` does not lead to a place beneath its volume")
    return pure.parts


@contextmanager
def folder(root: Path, names: tuple[str, ...]) -> Iterator[int]:
    """Open a folder beneath another one, made where it is missing; yields its descriptor.

    Raises:
        OSError: a link is on the way, or what is there is no folder.

    """
    current = os.open(root, _FOLDER)
    try:
        for name in names:
            with suppress(FileExistsError):
                os.mkdir(name, 0o755, dir_fd=current)
            below = os.open(name, _FOLDER, dir_fd=current)
            os.close(current)
            current = below
        yield current
    finally:
        os.close(current)


@contextmanager
def pinned(root: Path, names: tuple[str, ...]) -> Iterator[int]:
    """Open what is at a path beneath a folder, a folder made where nothing is; yields its descriptor.

    Raises:
        OSError: a link is on the way or at its end.

    """
    with folder(root, names[:-1]) as parent:
        with suppress(FileExistsError):
            os.mkdir(names[-1], 0o755, dir_fd=parent)
        opened = os.open(names[-1], os.O_PATH | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=parent)
    try:
        kind = os.fstat(opened).st_mode
        if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
            raise OSError(errno.ELOOP, "it is neither a file nor a folder", "/".join(names))
        yield opened
    finally:
        os.close(opened)


def write_file(root: Path, path: str, data: bytes, mode: int) -> None:
    """Write one file beneath a folder.

    Raises:
        ValueError: the path leads out.
        OSError: a link is on the way.

    """
    *above, name = parts_of(path)
    with folder(root, tuple(above)) as parent:
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
        file = os.open(name, flags, 0o600, dir_fd=parent)
        with os.fdopen(file, "wb") as stream:
            stream.write(data)
            os.fchmod(stream.fileno(), mode)
