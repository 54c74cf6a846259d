"""A container under supervision: what it is doing, what it did before, and when it may start again."""

from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from manifestrun.age import now as wall_clock
from manifestrun.supervisor.backoff import Backoff
from manifestrun.supervisor.prober import Prober
from manifestrun.supervisor.runtime import Ended, Running, Runtime, StartError


class Role(Enum):
    """Where a container stands in its pod."""

    INIT = "init"
    SIDECAR = "sidecar"
    MAIN = "main"


@dataclass(slots=True, kw_only=True)
class Container:
    """The state of one container; times are of the supervisor's clock, in seconds."""

    spec: Mapping[str, Any]
    role: Role
    runtime: Runtime
    attempts: int = 0
    running: Running | None = None
    ended: Ended | None = None
    """How the latest run ended; None while it runs."""
    before: Ended | None = None
    """How the run before the latest ended."""
    failed_start: tuple[str, str] | None = None
    backoff: Backoff = field(default_factory=Backoff)
    retry_at: float | None = None
    began: float = 0.0
    kill_at: float | None = None
    probers: dict[str, Prober] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Its name within the pod."""
        return str(self.spec["name"])

    @property
    def restarts(self) -> int:
        """How often it was started after the first time."""
        return max(self.attempts - 1, 0)

    @property
    def succeeded(self) -> bool:
        """It ran to its end, and well."""
        return self.ended is not None and self.ended.code == 0

    @property
    def started(self) -> bool:
        """It runs and its startup probe, if any, has passed."""
        return self.running is not None and self._passed("startupProbe")

    @property
    def ready(self) -> bool:
        """It takes part in the pod's being ready; an init container does once it has done its work."""
        if self.role is Role.INIT:
            return self.succeeded
        return self.started and self._passed("readinessProbe")

    def _passed(self, kind: str) -> bool:
        """Tell whether a probe has passed, or there is none."""
        return not self.spec.get(kind) or (kind in self.probers and self.probers[kind].passed)

    @property
    def waits_to_restart(self) -> bool:
        """It is in its back-off."""
        return self.running is None and self.retry_at is not None

    def start(self, now: float) -> None:
        """Start it, for the first time or again."""
        self.before = self.ended or self.before
        self.retry_at, self.failed_start, self.probers, self.kill_at = None, None, {}, None
        self.began = now
        begun = wall_clock()
        self.attempts += 1
        try:
            self.running = self.runtime.start(self.spec, self.attempts - 1)
            self.ended = None
        except StartError as error:
            self.failed_start = (error.reason, str(error))
            self.ended = Ended(
                code=128, reason="StartError", started=begun, finished=wall_clock(), message=str(error)
            )

    def start_again(self, now: float) -> None:
        """Start it as soon as its back-off is over."""
        if self.retry_at is None:
            self.retry_at = now + self.backoff.after(now - self.began)
        if now >= self.retry_at:
            self.start(now)

    def collect(self, now: float, grace: float) -> None:
        """Take up the end of a run; a run that was told to stop is killed when its grace period is over."""
        if self.running is None:
            return
        self.ended = self.runtime.ended(self.running)
        if self.ended is not None:
            self.running, self.kill_at, self.probers = None, None, {}
        elif self.kill_at is not None and now >= self.kill_at:
            self.runtime.kill(self.running, "KILL")
            self.kill_at = now + max(grace, 1.0)

    def stop(self, now: float, grace: float) -> None:
        """Tell it to stop, once."""
        if self.running is not None and self.kill_at is None:
            self.runtime.kill(self.running, "TERM" if grace else "KILL")
            self.kill_at = now + grace

    def probe(self, now: float, grace: float, executor: Executor) -> None:
        """Run the probes that are due; a container that is not alive is stopped."""
        if self.running is None or self.kill_at is not None:
            return
        self._tick("startupProbe", now, executor, passed=False)
        if self.started:
            self._tick("livenessProbe", now, executor, passed=True)
            self._tick("readinessProbe", now, executor, passed=False)
        if any(
            self.probers[kind].failed for kind in ("startupProbe", "livenessProbe") if kind in self.probers
        ):
            self.stop(now, grace)

    def _tick(self, kind: str, now: float, executor: Executor, *, passed: bool) -> None:
        probe, running = self.spec.get(kind), self.running
        if not probe or running is None:
            return
        prober = self.probers.setdefault(kind, Prober.begin(probe, now, passed=passed))
        if kind != "startupProbe" or not prober.passed:
            prober.tick(now, lambda: self.runtime.probe(running, probe, self.spec), executor)
