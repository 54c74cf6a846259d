"""An end to work that other people's code does for too long, where this thread can be interrupted."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

_AGAIN: Final = 0.1
"""Seconds after which code is interrupted again, where it has made nothing of the first time."""


class TooLongError(BaseException):
    """No `Exception`: lexers and their like catch those."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise TooLongError once the block has used so many seconds of the processor, less those of the system.

    Only the main thread can be interrupted, and not on Windows: elsewhere the block takes what it takes.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGVTALRM, interrupt)
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN)
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
