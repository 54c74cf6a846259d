"""What a report needs beside the findings: who reports, and the texts that the findings are about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The surroundings of a report."""

    tool: str
    meanings: Mapping[str, str]
    """What each code stands for, in a few words."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """By the path of the findings."""
