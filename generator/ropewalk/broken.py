"""What is broken around a vault: no note is at fault, nothing can be built, and one line says why."""

from __future__ import annotations


class BrokenError(Exception):
    """A folder is missing, a configuration is unreadable, a disk is full: commands end with 2."""

    def __init__(self, message: str, *, help: str | None = None) -> None:  # noqa: A002  # as in a diagnostic
        super().__init__(message)
        self.help = help
        """The way out, where there is one."""


def cannot(action: str, error: OSError) -> BrokenError:
    """Return what the system refused: `action` is what was tried, such as "write `site`"."""
    place = f" (`{error.filename}`)" if error.filename else ""
    return BrokenError(f"cannot {action}: {(error.strerror or str(error)).lower()}{place}")
