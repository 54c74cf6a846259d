"""podman's primitives, as far as a run needs them: pods, containers, exec."""

import json
import shutil
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from manifestrun.children import PATH, Finished
from manifestrun.engine import EngineError
from manifestrun.limits import OUTPUT_BYTES
from manifestrun.podman.configuration import NO_CGROUPS
from manifestrun.podman.enforcement import not_enforced
from manifestrun.podman.recipes import PAUSE
from manifestrun.podman.sandbox import NODE_IP, SCRATCH, Sandbox
from manifestrun.request import Exec

_RUNTIMES = ("runc", "crun")
_CONNECT = f"""set -e
ip link add "$1" type veth peer name eth0 netns "$2"
ip link set "$1" master rw0 up
exec nsenter --target "$2" --net sh -c 'ip address add "$1/16" dev eth0 &&
ip link set eth0 up && ip route add default via {NODE_IP}' sh "$3"
"""
_SHARE = 'chgrp --recursive --no-dereference "$1" "$2" && chmod 2777 "$2"'


class PodmanError(Exception):
    """podman refused a command; the message is its own."""


@dataclass(slots=True, kw_only=True)
class Podman:
    """podman in one sandbox, with the container runtime that was found to work there."""

    sandbox: Sandbox
    cgroup_parent: str
    runtime: str = ""
    """The OCI runtime: the one that works, or that is being tried."""
    cgroups: bool = True
    """Containers get control groups of their own, without which no limit can be imposed."""
    not_enforced: tuple[str, ...] = ()
    """The limits that the machine does not impose, as the first pod showed."""
    tried: list[str] = field(default_factory=list)
    chosen: bool = False
    choosing: threading.Lock = field(default_factory=threading.Lock)
    """Pods start side by side; the first of them finds out what works."""

    def call(self, *arguments: str, seconds: float = 60.0) -> str:
        """Run a podman command and return what it printed.

        Raises:
            PodmanError: it failed.

        """
        done = self.sandbox.run(self.command(*arguments), seconds=seconds)
        if done.code != 0:
            raise PodmanError(
                done.err.strip().removeprefix("Error: ") or f"podman {arguments[0]} took too long"
            )
        return done.out.strip()

    def command(self, *arguments: str) -> list[str]:
        """Return the words of a podman command."""
        return ["podman", *(["--runtime", self.runtime] if self.runtime else []), *arguments]

    def inspect(self, container: str) -> Mapping[str, Any]:
        """Return a container's state."""
        state: Mapping[str, Any] = json.loads(self.call("inspect", "--format", "{{json .State}}", container))
        return state

    def start_pod(self, name: str, hostname: str, *, share_processes: bool) -> int:
        """Create a pod, start what holds its namespaces and return the process of that.

        The first pod tries the runtimes that the machine has, with control groups and without.

        Raises:
            EngineError: none of them works here.

        """
        with self.choosing:
            if not self.chosen:
                return self._first_pod(name, hostname, share_processes=share_processes)
        return self._start_pod(name, hostname, share_processes=share_processes)

    def _first_pod(self, name: str, hostname: str, *, share_processes: bool) -> int:
        for runtime, cgroups in self._candidates():
            self.runtime = runtime
            if self.cgroups and not cgroups:
                self._do_without_cgroups()
            try:
                process = self._start_pod(name, hostname, share_processes=share_processes)
            except PodmanError as error:
                self.tried.append(f"{runtime}{'' if cgroups else ' without control groups'}: {error}")
                self.sandbox.run(self.command("pod", "rm", "--force", "--time", "0", name))
            else:
                self.chosen = True
                self.not_enforced = not_enforced(self.sandbox, process, self.cgroup_parent)
                return process
        raise EngineError(f"blocked: no container can be started: {'; '.join(self.tried)}")

    def _do_without_cgroups(self) -> None:
        self.cgroups = False
        self.sandbox.hide_cgroups()
        self.sandbox.environment["CONTAINERS_CONF"] = f"{SCRATCH}/{NO_CGROUPS}"

    def _candidates(self) -> Sequence[tuple[str, bool]]:
        found = [name for name in _RUNTIMES if shutil.which(name, path=PATH)]
        if not found:
            raise EngineError(
                f"blocked: none of {', '.join(f'`{name}`' for name in _RUNTIMES)} is on this machine"
            )
        return [(name, cgroups) for cgroups in (True, False) for name in found]

    def _start_pod(self, name: str, hostname: str, *, share_processes: bool) -> int:
        shared = "net,ipc,uts,pid" if share_processes else "net,ipc,uts"
        parent = [f"--cgroup-parent={self.cgroup_parent}"] if self.cgroups else ["--share-parent=false"]
        infra = [f"--infra-image={PAUSE}", f"--infra-name={name}-pause"]
        self.call(
            *("pod", "create", f"--name={name}", f"--hostname={hostname}", "--network=none", "--no-hosts"),
            *(f"--share={shared}", *infra, *parent),
        )
        self.call("pod", "start", name)
        return int(self.inspect(f"{name}-pause")["Pid"])

    def connect(self, number: int, process: int, address: str) -> None:
        """Give a pod's network namespace its address and a cable to all other pods, and to nothing else."""
        done = self.sandbox.run(["sh", "-c", _CONNECT, "sh", f"pod{number}", str(process), address])
        if done.code != 0:
            raise EngineError(f"a pod cannot be connected: {done.err.strip()}")

    def remove_pod(self, name: str) -> None:
        """End all processes of a pod and remove it."""
        self.call("pod", "rm", "--force", "--time", "0", name)

    def exec(self, container: str, request: Exec, seconds: float) -> Finished:
        """Run a command in a container; only the beginning of a long output is kept."""
        fed = request.stdin if request.interactive else None
        words = self.command("exec", *(["--interactive"] if fed else []), container, *request.command)
        return self.sandbox.run(
            words, seconds=seconds, most=OUTPUT_BYTES, stdin=(fed or "").encode(), merge=not request.separate
        )

    def pin(self, descriptor: int, number: int) -> str:
        """Mount what a descriptor stands for and return where."""
        target = f"{SCRATCH}/pins/{number}"
        place = self.sandbox.outside(target)
        place.parent.mkdir(exist_ok=True)
        if Path(f"/proc/self/fd/{descriptor}").is_dir():
            place.mkdir()
        else:
            place.touch()
        source = f"/proc/self/fd/{descriptor}"
        mount = ["mount", "--no-canonicalize", "--bind", source, target]
        done = self.sandbox.run(mount, pass_fds=[descriptor])
        if done.code != 0:
            raise OSError(done.err.strip())
        return target

    def share_with_group(self, folder: str, group: int) -> None:
        """Give a folder and all below it to a group, and what is made in it later too."""
        done = self.sandbox.run(["sh", "-c", _SHARE, "sh", str(group), folder])
        if done.code != 0:
            raise OSError(done.err.strip())
