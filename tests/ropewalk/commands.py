"""Ropewalk's command line, called in this process."""

from __future__ import annotations

import sys

import pytest

from ropewalk.cli import main


class Command:
    """Runs `ropewalk`, and keeps what it printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.out = self.err = ""

    def __call__(self, *arguments: str) -> int:
        """Run the command with these arguments; return the exit code."""
        self._capsys.readouterr()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "argv", ["ropewalk", *arguments])
            with pytest.raises(SystemExit) as end:
                main()
        self.out, self.err = self._capsys.readouterr()
        return end.value.code if isinstance(end.value.code, int) else 0
