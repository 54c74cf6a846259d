"""Child processes: a clean environment, a limit on time and output, and nothing of them left behind."""

import os
import selectors
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO

PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """What a child printed, in the order in which it came; no code: the time limit cut it off."""

    pieces: tuple[tuple[bool, str], ...]
    code: int | None

    @property
    def out(self) -> str:
        """What it wrote to standard output."""
        return "".join(text for error, text in self.pieces if not error)

    @property
    def err(self) -> str:
        """What it wrote to standard error."""
        return "".join(text for error, text in self.pieces if error)


def run_child(  # noqa: PLR0913 - each is one limit or one stream
    command: Sequence[str],
    environment: Mapping[str, str],
    *,
    seconds: float,
    most: int = 1 << 24,
    stdin: bytes = b"",
    merge: bool = False,
    pass_fds: Sequence[int] = (),
) -> Finished:
    """Run a command to its end, or to the limit of time; what it prints beyond `most` bytes is dropped.

    Merged, all of it counts as standard output and comes in the order in which it was written.
    """
    with subprocess.Popen(  # noqa: S603 - no shell reads it
        command,
        stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if merge else subprocess.PIPE,
        env=dict(environment),
        start_new_session=True,
        pass_fds=pass_fds,
    ) as child:
        try:
            pieces = _exchange(child, stdin, time.monotonic() + seconds, most)
            code = child.wait(0.5) if pieces is not None else None
        except subprocess.TimeoutExpired:
            code = None
        finally:
            _end(child)
    return Finished(pieces=_decoded(pieces or []), code=code)


def _end(child: "subprocess.Popen[bytes]") -> None:
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)


_Pieces = list[tuple[bool, bytes]]


def _exchange(child: "subprocess.Popen[bytes]", stdin: bytes, deadline: float, most: int) -> _Pieces | None:
    """Feed and read a child until it closes its output; None when the time is up."""
    pieces: _Pieces = []
    with selectors.DefaultSelector() as selector:
        for stream, is_error in ((child.stdout, False), (child.stderr, True)):
            if stream is not None:
                selector.register(stream, selectors.EVENT_READ, data=is_error)
        if child.stdin is not None:
            _feed(child.stdin, stdin)
        while selector.get_map():
            ready = selector.select(max(deadline - time.monotonic(), 0))
            if not ready and time.monotonic() >= deadline:
                return None
            for key, _ in ready:
                data = os.read(key.fd, 1 << 16)
                if not data:
                    selector.unregister(key.fileobj)
                room = most - sum(len(text) for _, text in pieces)
                pieces.append((key.data, data[: max(room, 0)]))
    return pieces


def _feed(stream: IO[bytes], data: bytes) -> None:
    """Write a small input at once; the child may not want all of it."""
    try:
        stream.write(data)
        stream.close()
    except BrokenPipeError:
        return


def _decoded(pieces: _Pieces) -> tuple[tuple[bool, str], ...]:
    merged: _Pieces = []
    for error, data in pieces:
        if merged and merged[-1][0] is error:
            merged[-1] = (error, merged[-1][1] + data)
        elif data:
            merged.append((error, data))
    return tuple((error, data.decode("utf-8", "replace")) for error, data in merged)
