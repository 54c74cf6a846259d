"""The kubectl engine: a throw-away namespace in an allowed local cluster."""

import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from manifestrun.children import PATH, Finished, run_child
from manifestrun.cluster.context import Context
from manifestrun.engine import Answer, EngineError, Version
from manifestrun.limits import COMMAND_SECONDS, OUTPUT_BYTES
from manifestrun.locks import RunLock, is_alive
from manifestrun.manifest import Document, entries, section
from manifestrun.request import Delete, Exec, Get, Logs, Wait

LABEL = "ropewalk.dev/run"
_MANAGED = "app.kubernetes.io/managed-by=ropewalk"


@dataclass(slots=True, kw_only=True)
class KubectlEngine:
    """One run in one namespace, which goes with it."""

    context: Context
    folder: Path
    """Holds the kubeconfig of the one context, and kubectl's caches."""
    lock: RunLock
    program: str = "kubectl"
    server_version: str = ""

    @classmethod
    def open(cls, context: Context, program: str = "kubectl") -> "KubectlEngine":
        """Sweep what killed runs have left in the cluster and make a namespace.

        Raises:
            EngineError: the cluster does not answer, or refuses.

        """
        folder = Path(tempfile.mkdtemp(prefix="ropewalk-kubectl-"))
        (folder / "config").touch(mode=0o600)
        (folder / "config").write_text(json.dumps(context.config), "utf-8")
        engine = cls(context=context, folder=folder, lock=RunLock.take(), program=program)
        try:
            engine.begin()
        except BaseException:
            engine.forget()
            raise
        return engine

    @property
    def namespace(self) -> str:
        """The run's own."""
        return f"ropewalk-{self.lock.label}"

    def begin(self) -> None:
        """Sweep, and make the namespace."""
        version = json.loads(self._must("version", "--output=json"))
        self.server_version = section(version, "serverVersion").get("gitVersion", "")
        self._sweep()
        labels = {
            LABEL: self.lock.label,
            "app.kubernetes.io/managed-by": "ropewalk",
            "pod-security.kubernetes.io/enforce": "baseline",
        }
        namespace = {
            "apiVersion": "v1",
            "kind": "Namespace",
            "metadata": {"name": self.namespace, "labels": labels},
        }
        self._must("apply", "--filename=-", stdin=json.dumps(namespace))

    def _sweep(self) -> None:
        """Delete the namespaces of runs that are no longer alive."""
        found = json.loads(self._must("get", "namespaces", f"--selector={_MANAGED}", "--output=json"))
        for namespace in entries(found.get("items")):
            label = section(namespace, "metadata", "labels").get(LABEL, "")
            if not is_alive(label):
                self._must("delete", "namespace", namespace["metadata"]["name"], "--wait=false")

    def _kubectl(
        self, *words: str, seconds: float = COMMAND_SECONDS, stdin: str = "", merge: bool = False
    ) -> Finished:
        chosen = [f"--kubeconfig={self.folder / 'config'}", f"--context={self.context.name}"]
        environment = {"PATH": PATH, "HOME": str(self.folder), "LANG": "C.UTF-8"}
        return run_child(
            [self.program, *chosen, f"--namespace={self.namespace}", *words],
            environment,
            seconds=seconds,
            most=1 << 24 if words[0] == "get" else OUTPUT_BYTES,
            stdin=stdin.encode(),
            merge=merge,
        )

    def _must(self, *words: str, stdin: str = "") -> str:
        done = self._kubectl(*words, stdin=stdin)
        if done.code != 0:
            raise EngineError(f"`kubectl {words[0]}` on `{self.context.name}` failed: {done.err.strip()}")
        return done.out

    def _answer(
        self, *words: str, seconds: float = COMMAND_SECONDS, stdin: str = "", merge: bool = False
    ) -> Answer:
        done = self._kubectl(*words, seconds=seconds, stdin=stdin, merge=merge)
        if done.code is None:
            over = (True, f"error: the command took more than {seconds:.0f} s\n")
            return Answer(pieces=(*done.pieces, over), code=124)
        pieces = tuple((error, text.replace(self.namespace, "default")) for error, text in done.pieces)
        return Answer(pieces=pieces, code=done.code)

    def version(self) -> Version:
        """Name the cluster's version and what kind of cluster it is."""
        kind = self.context.name.partition("-")[0]
        return Version(name="kubectl", text=f"Kubernetes {self.server_version.removeprefix('v')} ({kind})")

    def apply(self, documents: tuple[Document, ...]) -> Answer:
        """Create the objects in the run's namespace, whatever namespace they name."""
        moved = [
            {**each, "metadata": {**each["metadata"], "namespace": self.namespace}} for each in documents
        ]
        items = {"apiVersion": "v1", "kind": "List", "items": moved}
        return self._answer("apply", "--filename=-", stdin=json.dumps(items))

    def pods(self) -> tuple[Mapping[str, Any], ...]:
        """Return all pods, by name."""
        items = json.loads(self._must("get", "pods", "--output=json"))["items"]
        return tuple(sorted(items, key=lambda pod: str(pod["metadata"]["name"])))

    def get(self, request: Get) -> Answer:
        """Show pods."""
        output = f"jsonpath={request.template}" if request.template else request.output
        return self._answer("get", "pod", *request.names, *([f"--output={output}"] if output else []))

    def wait(self, request: Wait) -> Answer:
        """Return when it holds, or when the time is up."""
        path = f"jsonpath={request.path}" + (f"={request.value}" if request.value else "")
        condition = f"condition={request.condition}={request.value}"
        until = f"--for={condition if request.condition else path}"
        timeout = f"--timeout={request.seconds:.0f}s"
        return self._answer(
            "wait", "pod", *request.names, until, timeout, seconds=request.seconds + COMMAND_SECONDS
        )

    def exec(self, request: Exec) -> Answer:
        """Run a command in a container; one that takes too long costs the pod its life."""
        container = [f"--container={request.container}"] if request.container else []
        stdin = ["--stdin"] if request.interactive else []
        fed = (request.stdin or "") if request.interactive else ""
        words = ("exec", request.pod, *container, *stdin, "--", *request.command)
        answer = self._answer(*words, stdin=fed, merge=not request.separate)
        if answer.code == 124:  # noqa: PLR2004 - as timeout(1) says it
            self._kubectl("delete", "pod", request.pod, "--now")
        return answer

    def logs(self, request: Logs) -> Answer:
        """Show what a container wrote."""
        container = [f"--container={request.container}"] if request.container else []
        previous = ["--previous"] if request.previous else []
        return self._answer("logs", request.pod, *container, *previous, f"--tail={request.tail}")

    def delete(self, request: Delete) -> Answer:
        """Delete pods and return when they are gone."""
        grace = [] if request.grace is None else [f"--grace-period={request.grace}"]
        return self._answer("delete", "pod", *request.names, *grace)

    def close(self) -> None:
        """Delete the namespace, without waiting for it, and the kubeconfig."""
        self._kubectl("delete", "namespace", self.namespace, "--wait=false")
        self.forget()

    def forget(self) -> None:
        """Remove what the run has on this machine."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.lock.release()
