"""A probe of one running container: when it is due, how often it failed, and what follows from that."""

from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import Any


@dataclass(slots=True, kw_only=True)
class Prober:
    """Counts the answers of one probe; `passed` is its verdict by now."""

    probe: Mapping[str, Any]
    due: float
    passed: bool
    failed: bool = False
    """The failures in a row have reached the threshold at least once."""
    successes: int = 0
    failures: int = 0
    pending: "Future[bool] | None" = None

    @classmethod
    def begin(cls, probe: Mapping[str, Any], now: float, *, passed: bool) -> "Prober":
        """Return a probe that waits its initial delay."""
        return cls(probe=probe, due=now + float(probe.get("initialDelaySeconds") or 0), passed=passed)

    def tick(self, now: float, ask: Callable[[], bool], executor: Executor) -> None:
        """Ask if it is time, and take up the answer once it is there."""
        if self.pending is None and now >= self.due:
            self.due = now + float(self.probe.get("periodSeconds") or 10)
            self.pending = executor.submit(ask)
        if self.pending is not None and self.pending.done():
            self._count(self.pending.result())
            self.pending = None

    def _count(self, success: bool) -> None:  # noqa: FBT001 - private, and called with what it counts
        self.successes = self.successes + 1 if success else 0
        self.failures = 0 if success else self.failures + 1
        if self.successes >= int(self.probe.get("successThreshold") or 1):
            self.passed = True
        elif self.failures >= int(self.probe.get("failureThreshold") or 3):
            self.passed, self.failed = False, True
