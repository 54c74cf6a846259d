"""The podman engine: the commands of a transcript answered from supervised pods."""

import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from manifestrun import messages
from manifestrun.defaults import defaulted
from manifestrun.engine import Answer, EngineError, Version, failed, printed
from manifestrun.limits import COMMAND_SECONDS, OUTPUT_BYTES
from manifestrun.manifest import Document
from manifestrun.podman.commands import Podman
from manifestrun.podman.recipes import full_name
from manifestrun.podman.run_traces import Run
from manifestrun.podman.runtime import read_log
from manifestrun.podman.store import ensure_images, store_folder
from manifestrun.podman.supervised import SupervisedPod
from manifestrun.printing import print_pods
from manifestrun.request import Delete, Exec, Get, Logs, Wait
from manifestrun.supervisor.container import Container
from manifestrun.waiting import wait_for

_POLL_SECONDS = 0.05


@dataclass(slots=True)
class PodmanEngine:
    """One run; everything that it starts ends with `close`."""

    run: Run
    podman: Podman
    images: Mapping[str, Mapping[str, str]]
    documents: list[Document] = field(default_factory=list)
    running: dict[str, SupervisedPod] = field(default_factory=dict)
    probes: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(4, "probe"))
    count: int = 0
    closed: bool = False
    all_started: list[SupervisedPod] = field(default_factory=list)

    @classmethod
    def open(cls) -> "PodmanEngine":
        """Make what is missing of the images, and a sandbox.

        Raises:
            EngineError: no container can run on this machine.

        """
        folder = store_folder()
        images = ensure_images(folder)
        run = Run.open(folder)
        return cls(run, Podman(sandbox=run.sandbox, cgroup_parent=run.cgroup), images)

    def version(self) -> Version:
        """Name podman's version and what is beneath it."""
        text = self.podman.call("--version").removeprefix("podman version ")
        return Version(
            name="podman",
            text=f"podman {text} (pod emulation)",
            not_enforced=self.podman.not_enforced,
        )

    def apply(self, documents: tuple[Document, ...]) -> Answer:
        """Store the objects; pods begin to start."""
        lines = []
        for document in documents:
            known = {(each["kind"], each["metadata"]["name"]): each for each in self.documents}
            kind, name = document["kind"], document["metadata"]["name"]
            if (old := known.get((kind, name))) is not None and old != document and kind == "Pod":
                return failed(f"error: the podman engine does not change a pod that is there: {name}")
            if old is not None and old != document:
                self.documents.remove(old)
            if old != document:
                self.documents.append(document)
            verb = "created" if old is None else "unchanged" if old == document else "configured"
            lines.append(f"{kind.lower()}/{name} {verb}\n")
        for document in documents:
            if document["kind"] == "Pod" and document["metadata"]["name"] not in self.running:
                self._begin(document)
        return printed("".join(lines))

    def _begin(self, document: Document) -> None:
        ids = {name: each["id"] for name, each in self.images.items()}
        pod = SupervisedPod(
            podman=self.podman,
            manifest=defaulted(document),
            documents=tuple(self.documents),
            images={short: ids[full_name(short)] for short in _named(document) if full_name(short) in ids},
            number=self.count,
        )
        self.count += 1
        self.running[pod.name] = pod
        self.all_started.append(pod)
        pod.begin(self.probes)

    def pods(self) -> tuple[Mapping[str, Any], ...]:
        """Return all pods by name; raises what broke the supervision of one, or that the run has ended."""
        if self.closed:
            raise EngineError("the run was ended")
        for pod in self.running.values():
            if pod.failure is not None:
                raise EngineError(
                    f"the supervision of pod `{pod.name}` broke: {pod.failure}"
                ) from pod.failure
        return tuple(self.running[name].shown for name in sorted(self.running))

    def get(self, request: Get) -> Answer:
        """Show pods."""
        return print_pods(self.pods(), request)

    def wait(self, request: Wait) -> Answer:
        """Return when it holds, or when the time is up."""
        return wait_for(self.pods, request, _POLL_SECONDS)

    def exec(self, request: Exec) -> Answer:
        """Run a command in a container; one that takes too long costs the pod its life."""
        pod = self.running.get(request.pod)
        if pod is None:
            return failed(messages.not_found(request.pod))
        found = messages.exec_container(pod.shown, request.container)
        if isinstance(found, Answer):
            return found
        name, remark = found
        running = pod.container(name).running
        if running is None:
            return failed(f'error: unable to upgrade connection: container not found ("{name}")')
        done = self.podman.exec(running.id, request, COMMAND_SECONDS)
        if done.code is None:
            pod.end()
            self.podman.remove_pod(pod.name)
            self._forget(pod)
            return failed(
                f"error: the command took more than {COMMAND_SECONDS:.0f} s; its pod was ended", 124
            )
        return messages.exec_answer(done.pieces, done.code, remark)

    def logs(self, request: Logs) -> Answer:
        """Show what a container wrote."""
        pod = self.running.get(request.pod)
        if pod is None:
            return failed(messages.not_found(request.pod))
        found = messages.log_container(pod.shown, request.container)
        if isinstance(found, Answer):
            return found
        name, remark = found
        container = pod.container(name)
        attempt = _attempt(container, previous=request.previous)
        if attempt is None:
            return failed(messages.no_log(pod.shown, name, previous=request.previous))
        text = self._read(pod, name, attempt)
        lines = text.splitlines(keepends=True)
        shown = lines if request.tail < 0 else lines[len(lines) - min(request.tail, len(lines)) :]
        return printed("".join(shown)[:OUTPUT_BYTES], stderr=remark)

    def _read(self, pod: SupervisedPod, name: str, attempt: int) -> str:
        file = self.podman.sandbox.outside(pod.runtime.log(name, attempt))
        if not file.is_file():
            return ""
        return "".join(text for _, text in read_log(file.read_text("utf-8", "replace")))

    def delete(self, request: Delete) -> Answer:
        """Stop pods and return when they are gone."""
        if missing := [name for name in request.names if name not in self.running]:
            return failed(messages.not_found(missing[0]))
        ending = [self.running[name] for name in request.names]
        for pod in ending:
            pod.delete(request.grace)
        deadline = time.monotonic() + COMMAND_SECONDS
        for pod in ending:
            pod.thread.join(max(deadline - time.monotonic(), 0))
            if pod.thread.is_alive():
                return failed(f"error: pod `{pod.name}` did not end within {COMMAND_SECONDS:.0f} s", 124)
            self._forget(pod)
        return printed("".join(f'pod "{pod.name}" deleted\n' for pod in ending))

    def _forget(self, pod: SupervisedPod) -> None:
        del self.running[pod.name]
        self.documents = [
            each for each in self.documents if (each["kind"], each["metadata"]["name"]) != ("Pod", pod.name)
        ]

    def close(self) -> None:
        """End all that runs and remove every trace of it; once is enough."""
        if self.closed:
            return
        self.closed = True
        for pod in self.all_started:
            pod.end()
        self.run.close()
        self.probes.shutdown(wait=False, cancel_futures=True)


def _named(document: Document) -> set[str]:
    spec = document["spec"]
    return {each["image"] for each in (*(spec.get("initContainers") or ()), *spec["containers"])}


def _attempt(container: Container, *, previous: bool) -> int | None:
    """Return which run's log is meant, None if there was none."""
    latest = container.attempts - 1
    if previous:
        return latest - 1 if latest > 0 else None
    return latest if latest >= 0 else None
