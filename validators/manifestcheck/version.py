"""A minor version of Kubernetes, such as 1.36."""

from __future__ import annotations

import re
from typing import Final, NamedTuple, Self

_WRITTEN: Final = re.compile(r"v?([0-9]{1,3})\.([0-9]{1,3})(?:\.[0-9]+)?", re.ASCII)


class Version(NamedTuple):
    """Compares as a tuple: 1.9 is before 1.10."""

    major: int
    minor: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the version that `1.36`, `v1.36` or `1.36.2` names. Raises ValueError."""
        match = _WRITTEN.fullmatch(text)
        if match is None:
            raise ValueError(f"`{text}` is no version of Kubernetes; write it as 1.36")
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}"
