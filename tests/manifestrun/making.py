"""Pods for tests, and a runtime that starts nothing, for the tests of the supervisor's decisions alone."""

from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import yaml

from manifestrun.scenario import Scenario
from manifestrun.supervisor.pod import Pod
from manifestrun.supervisor.runtime import Ended, Running, StartError
from manifestrun.supervisor.status import Place, pod_object
from manifestrun.transcript import parse_transcript

THEN = datetime(2026, 11, 25, 12, tzinfo=UTC)
PLACE = Place(node="node-a", host_ip="10.244.0.1", pod_ip="10.244.1.2", created=THEN, images={})


def a_container(name: str = "a", **more: object) -> dict[str, Any]:
    return {"name": name, "image": "busybox:1.36", **more}


def a_pod(*containers: Mapping[str, Any], name: str = "demo", **spec: object) -> dict[str, Any]:
    shown = list(containers) or [a_container()]
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": name},
        "spec": {"containers": shown, **spec},
    }


class AtOnce(Executor):
    """Runs a probe where it is asked for."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


@dataclass(slots=True)
class FakeRuntime:
    """Remembers what the supervisor asked for; the test says when a container ends."""

    events: list[str] = field(default_factory=list)
    ends: dict[str, int] = field(default_factory=dict)
    """Container name → the code with which its latest run ends as soon as somebody looks."""
    answers: dict[str, bool] = field(default_factory=dict)
    """Container name → what its probes find."""
    broken: set[str] = field(default_factory=set)
    deaf: set[str] = field(default_factory=set)
    """Containers that do not listen to SIGTERM."""

    def start(self, container: Mapping[str, Any], attempt: int) -> Running:
        name = container["name"]
        if name in self.broken:
            raise StartError("RunContainerError", "no such file")
        self.events.append(f"start {name} {attempt}")
        return Running(id=name, pid=1, started=THEN)

    def ended(self, running: Running) -> Ended | None:
        code = self.ends.pop(running.id, None)
        if code is None:
            return None
        self.events.append(f"end {running.id} {code}")
        reason = "Error" if code else "Completed"
        return Ended(code=code, reason=reason, started=THEN, finished=THEN, id=running.id)

    def kill(self, running: Running, signal: str) -> None:
        self.events.append(f"{signal} {running.id}")
        if signal == "KILL" or running.id not in self.deaf:
            self.ends[running.id] = 137 if signal == "KILL" else 143

    def probe(self, running: Running, probe: object, container: object) -> bool:  # noqa: ARG002 - the protocol
        return self.answers.get(running.id, True)


@dataclass(slots=True)
class Stage:
    """A pod, the runtime beneath it and a clock that only the test moves."""

    manifest: dict[str, Any]
    runtime: FakeRuntime = field(default_factory=FakeRuntime)
    now: float = 100.0
    pod: Pod = field(init=False)

    def __post_init__(self) -> None:
        self.pod = Pod.of(self.manifest, self.runtime, AtOnce())

    def tick(self, seconds: float = 0.0, *, end: Mapping[str, int] | None = None) -> list[str]:
        """Move the clock, let containers end, and return what the supervisor then did."""
        self.now += seconds
        self.runtime.ends.update(end or {})
        self.runtime.events.clear()
        self.pod.tick(self.now)
        return list(self.runtime.events)

    def shown(self) -> dict[str, Any]:
        return pod_object(self.pod, PLACE)


def a_scenario(pod: object, transcript: str, **more: Any) -> Scenario:
    return Scenario(blocks={"pod": yaml.safe_dump(pod)}, steps=parse_transcript(transcript), **more)
