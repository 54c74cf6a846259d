"""A pod that runs: podman's pod, its containers and the thread that supervises them."""

import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from manifestrun.age import now
from manifestrun.manifest import Document, entries
from manifestrun.podman.commands import Podman
from manifestrun.podman.runtime import PodmanRuntime
from manifestrun.podman.sandbox import NODE_IP, SCRATCH
from manifestrun.podman.values import Values
from manifestrun.supervisor.container import Container
from manifestrun.supervisor.pod import Pod
from manifestrun.supervisor.status import Place, pod_object

NODE = "podman"
_TICK_SECONDS = 0.05
_LONGEST_HOST_NAME = 63
_HOSTS = """# Kubernetes-managed hosts file.
127.0.0.1\tlocalhost
::1\tlocalhost ip6-localhost ip6-loopback
fe00::0\tip6-localnet
fe00::0\tip6-mcastprefix
fe00::1\tip6-allnodes
fe00::2\tip6-allrouters
"""


@dataclass(slots=True, kw_only=True)
class SupervisedPod:
    """Starts on `begin`; what it is like at the moment stands in `shown`."""

    podman: Podman
    manifest: Mapping[str, Any]
    documents: tuple[Document, ...]
    images: Mapping[str, str]
    number: int
    created: datetime = field(default_factory=now)
    shown: Mapping[str, Any] = field(default_factory=dict)
    failure: Exception | None = None
    """What broke the supervision itself."""
    runtime: PodmanRuntime = field(init=False)
    pod: Pod = field(init=False)
    thread: threading.Thread = field(init=False)
    stopping: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        """Make ready; nothing runs yet."""
        pod = {
            **self.manifest,
            "spec": {**self.manifest["spec"], "nodeName": NODE},
            "status": self._addresses(),
        }
        self.runtime = PodmanRuntime(
            podman=self.podman,
            name=self.name,
            values=Values(pod=pod, documents=self.documents),
            hosts=f"{SCRATCH}/pods/{self.name}/hosts",
        )
        self.thread = threading.Thread(target=self._supervise, name=self.name, daemon=True)

    @property
    def name(self) -> str:
        """The pod's name."""
        return str(self.manifest["metadata"]["name"])

    @property
    def address(self) -> str:
        """The pod's IP address."""
        return f"10.244.{self.number // 200 + 1}.{self.number % 200 + 2}"

    @property
    def host_name(self) -> str:
        """What all its containers answer to `hostname`."""
        return str(self.manifest["spec"].get("hostname") or self.name)[:_LONGEST_HOST_NAME].rstrip("-.")

    def container(self, name: str) -> Container:
        """Return the state of one of its containers."""
        return next(each for each in self.pod.containers if each.name == name)

    def begin(self, executor: ThreadPoolExecutor) -> None:
        """Start the pod in a thread of its own."""
        self.pod = Pod.of(self.manifest, self.runtime, executor)
        self._show()
        self.thread.start()

    def delete(self, grace: float | None) -> None:
        """Begin to stop its containers."""
        self.pod.delete(now(), grace)

    def end(self) -> None:
        """End the supervision, whatever state it is in; the containers are left to the sandbox."""
        self.stopping.set()

    def _supervise(self) -> None:
        try:
            self._start()
            while not self.stopping.is_set() and not self.pod.gone:
                self.pod.tick(time.monotonic())
                self._show()
                self.stopping.wait(_TICK_SECONDS)
            if not self.stopping.is_set():
                self.podman.remove_pod(self.name)
        except Exception as error:  # noqa: BLE001 - a thread's error is raised by the next command
            self.failure = error

    def _start(self) -> None:
        spec = self.manifest["spec"]
        aliases = entries(spec.get("hostAliases"))
        lines = [
            f"{self.address}\t{self.host_name}\n",
            *(["\n# Entries added by HostAliases.\n"] if aliases else []),
        ]
        lines += [
            "\t".join([str(each["ip"]), *map(str, each.get("hostnames") or ())]) + "\n" for each in aliases
        ]
        self.podman.sandbox.write(self.runtime.hosts, _HOSTS + "".join(lines))
        shares = bool(spec.get("shareProcessNamespace"))
        process = self.podman.start_pod(self.name, self.host_name, share_processes=shares)
        self.podman.connect(self.number, process, self.address)

    def _addresses(self) -> dict[str, Any]:
        return {"podIP": self.address, "hostIP": NODE_IP, "podIPs": [{"ip": self.address}]}

    def _show(self) -> None:
        place = Place(
            node=NODE, host_ip=NODE_IP, pod_ip=self.address, created=self.created, images=self.images
        )
        self.shown = pod_object(self.pod, place)
