"""The containers of one pod, started by podman."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from manifestrun.age import now
from manifestrun.podman.arguments import container_arguments, identity, limit_arguments
from manifestrun.podman.commands import Podman, PodmanError
from manifestrun.podman.environment import environment
from manifestrun.podman.probe import ask
from manifestrun.podman.sandbox import SCRATCH
from manifestrun.podman.values import Values
from manifestrun.podman.volumes import Volumes
from manifestrun.supervisor.runtime import Container, Ended, Running, StartError

_PINS = itertools.count()


@dataclass(slots=True, kw_only=True)
class PodmanRuntime:
    """Starts and watches containers in a pod that is there already."""

    podman: Podman
    name: str
    """The pod's, in podman."""
    values: Values
    hosts: str
    """The file that each container sees as `/etc/hosts`."""

    def start(self, container: Container, attempt: int) -> Running:
        """Start a container anew, as the protocol says."""
        spec = self.values.pod["spec"]
        self._refuse_root(container)
        variables = environment(container, self.values)
        volumes = self._volumes()
        volumes.prepare()
        mounts = [f"{self.hosts}:/etc/hosts:rw,rprivate", *volumes.mounts(container)]
        pid_file = f"{SCRATCH}/pods/{self.name}/{container['name']}.{attempt}.pid"
        arguments = container_arguments(
            container, spec, variables, mounts, self.log(container["name"], attempt)
        )
        began = now()
        try:
            id_ = self.podman.call(
                *("run", f"--pod={self.name}", f"--name={self.name}-{container['name']}-{attempt}"),
                *(
                    f"--pidfile={pid_file}",
                    *(limit_arguments(container) if self.podman.cgroups else ["--cgroups=disabled"]),
                ),
                *arguments,
            )
        except PodmanError as error:
            raise StartError("RunContainerError", str(error)) from error
        pid = int(self.podman.sandbox.outside(pid_file).read_text("ascii"))
        return Running(id=id_, pid=pid, started=began)

    def ended(self, running: Running) -> Ended | None:
        """Return how it ended, as the protocol says."""
        if self.podman.sandbox.alive(running.pid):
            return None
        state = self.podman.inspect(running.id)
        if state["Status"] not in {"exited", "stopped"}:
            return None
        code = int(state["ExitCode"])
        reason = "OOMKilled" if state.get("OOMKilled") else "Completed" if code == 0 else "Error"
        finished = datetime.fromisoformat(state["FinishedAt"][:19]).replace(tzinfo=UTC)
        return Ended(code=code, reason=reason, started=running.started, finished=finished, id=running.id)

    def kill(self, running: Running, signal: str) -> None:
        """Send a signal; one that comes too late is no error."""
        self.podman.sandbox.run(self.podman.command("kill", f"--signal={signal}", running.id))

    def probe(self, running: Running, probe: Container, container: Container) -> bool:
        """Ask once, as the protocol says."""
        return ask(self.podman, running.id, probe, container, str(self.values.pod["status"]["podIP"]))

    def log(self, container: str, attempt: int) -> str:
        """Return the file that one run of a container writes its output to."""
        return f"{SCRATCH}/pods/{self.name}/{container}.{attempt}.log"

    def _volumes(self) -> Volumes:
        inside = f"{SCRATCH}/pods/{self.name}/volumes"
        return Volumes(
            outside=self.podman.sandbox.outside(inside),
            inside=inside,
            spec=self.values.pod["spec"],
            values=self.values,
            pin=lambda descriptor: self.podman.pin(descriptor, next(_PINS)),
            share_with_group=self.podman.share_with_group,
        )

    def _refuse_root(self, container: Container) -> None:
        context = identity(container, self.values.pod["spec"])
        if context.get("runAsNonRoot") and not context.get("runAsUser"):
            raise StartError(
                "CreateContainerConfigError", "container has runAsNonRoot and image will run as root"
            )


def read_log(text: str) -> Iterator[tuple[bool, str]]:
    """Yield the pieces of a log file of `k8s-file`: time, stream, and whether the line is whole."""
    for line in text.split("\n"):
        _, _, rest = line.partition(" ")
        stream, _, rest = rest.partition(" ")
        whole, _, content = rest.partition(" ")
        if stream in {"stdout", "stderr"}:
            yield stream == "stderr", content + ("\n" if whole == "F" else "")
