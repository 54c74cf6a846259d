"""SIGTERM as an interrupt: a command that is told to stop clears up as after Ctrl-C."""

import signal
from types import FrameType
from typing import NoReturn


def stop_on_sigterm() -> None:
    """Leave on SIGTERM with every `finally` run."""
    signal.signal(signal.SIGTERM, _interrupt)


def _interrupt(signum: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001 - the signal module's own
    raise KeyboardInterrupt
