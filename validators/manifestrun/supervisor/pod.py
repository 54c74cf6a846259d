"""One pod under supervision: a state machine that is moved on by `tick`."""

from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from manifestrun.supervisor.container import Container, Role
from manifestrun.supervisor.runtime import Runtime


@dataclass(slots=True, kw_only=True)
class Pod:
    """Decides which container to start, restart or stop; all that is done goes through the runtime."""

    manifest: Mapping[str, Any]
    executor: Executor
    inits: list[Container]
    mains: list[Container]
    initialized: bool = False
    init_failed: bool = False
    deleting_since: datetime | None = None
    grace: float = field(default=30.0)

    @classmethod
    def of(cls, manifest: Mapping[str, Any], runtime: Runtime, executor: Executor) -> "Pod":
        """Return a pod that has started nothing yet."""
        spec = manifest["spec"]

        def inits() -> Iterator[Container]:
            for each in spec.get("initContainers") or ():
                role = Role.SIDECAR if each.get("restartPolicy") == "Always" else Role.INIT
                yield Container(spec=each, role=role, runtime=runtime)

        return cls(
            manifest=manifest,
            executor=executor,
            inits=list(inits()),
            mains=[Container(spec=each, role=Role.MAIN, runtime=runtime) for each in spec["containers"]],
            grace=float(spec.get("terminationGracePeriodSeconds", 30)),
        )

    @property
    def containers(self) -> list[Container]:
        """All of them, init containers first."""
        return [*self.inits, *self.mains]

    @property
    def policy(self) -> str:
        """The pod's restart policy."""
        return str(self.manifest["spec"].get("restartPolicy") or "Always")

    @property
    def finished(self) -> bool:
        """No container of its own will run again."""
        if self.init_failed:
            return True
        return self.initialized and all(
            each.ended is not None and not self._again(each) for each in self.mains
        )

    @property
    def gone(self) -> bool:
        """It is to be deleted, and nothing of it runs any more."""
        return self.deleting_since is not None and not any(each.running for each in self.containers)

    def tick(self, now: float) -> None:
        """Do all that is due."""
        for container in self.containers:
            container.collect(now, self.grace)
        if self.deleting_since is not None:
            self._stop(now)
        elif self.finished:
            self._stop_sidecars(now)
        else:
            self._advance(now)

    def delete(self, when: datetime, grace: float | None) -> None:
        """Begin to stop all containers."""
        self.grace = self.grace if grace is None else grace
        self.deleting_since = when

    def _advance(self, now: float) -> None:
        self._initialize(now)
        if self.initialized:
            for container in self.mains:
                self._keep(container, now)
        for container in self.containers:
            container.probe(now, self.grace, self.executor)

    def _initialize(self, now: float) -> None:
        """Go through the init containers in order, up to the first that is not done; sidecars stay."""
        for container in self.inits:
            if container.role is Role.SIDECAR:
                self._keep(container, now)
                done = container.started
            else:
                done = self._run_once(container, now)
            if not done and not self.initialized:
                return
        self.initialized = True

    def _run_once(self, container: Container, now: float) -> bool:
        if container.succeeded:
            return True
        if container.ended is not None and self.policy == "Never":
            self.init_failed = True
        else:
            self._keep(container, now)
        return False

    def _keep(self, container: Container, now: float) -> None:
        if container.running is not None:
            return
        if container.ended is None:
            container.start(now)
        elif self._again(container):
            container.start_again(now)

    def _again(self, container: Container) -> bool:
        """Tell whether a container that has ended is started again."""
        if container.role is Role.SIDECAR or self.policy == "Always":
            return not (container.role is Role.INIT and container.succeeded)
        return self.policy == "OnFailure" and not container.succeeded

    def _stop(self, now: float) -> None:
        """Stop the containers, then the sidecars; one that was waiting to start stays where it is."""
        for container in self.containers:
            if container.role is not Role.SIDECAR:
                container.stop(now, self.grace)
        if not any(each.running for each in self.containers if each.role is not Role.SIDECAR):
            self._stop_sidecars(now)

    def _stop_sidecars(self, now: float) -> None:
        """Stop the sidecars one after the other, the last first."""
        running = [each for each in self.inits if each.role is Role.SIDECAR and each.running]
        if running:
            running[-1].stop(now, self.grace)
