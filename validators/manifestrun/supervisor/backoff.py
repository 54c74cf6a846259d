"""The kubelet's delay between restarts: none at first, then 10 s, doubling up to five minutes."""

from dataclasses import dataclass

FIRST = 10.0
LONGEST = 300.0
FORGOTTEN_AFTER = 600.0
"""Seconds that a container must have run for its failures to be forgotten."""


@dataclass(slots=True)
class Backoff:
    """One container's delay, in seconds."""

    delay: float = 0.0

    def after(self, ran: float) -> float:
        """Return how long to wait after a run of so many seconds, and prepare the next, longer wait."""
        current = 0.0 if ran >= FORGOTTEN_AFTER else self.delay
        self.delay = min(current * 2, LONGEST) if current else FIRST
        return current
