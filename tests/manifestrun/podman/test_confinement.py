"""What must never happen: a way out of a run, or a start of what is refused."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from manifestrun.choose import choose_engine
from manifestrun.podman.engine import PodmanEngine
from manifestrun.run import run_scenario
from tests.manifestrun.making import a_container, a_pod, a_scenario

pytestmark = pytest.mark.podman

POLICY: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[1] / "policy.yaml").read_text("utf-8"))
COMMANDS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parents[1] / "commands.yaml").read_text("utf-8")
)


@pytest.fixture
def opened(images: None, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what was started: the real engine, with a note of each sandbox that it opens."""
    started: list[str] = []
    real = PodmanEngine.open

    def open_() -> PodmanEngine:
        started.append("sandbox")
        return real()

    monkeypatch.setattr("manifestrun.choose.PodmanEngine.open", open_)
    return started


def test_what_the_policy_refuses_starts_nothing(opened: list[str]) -> None:
    for row in (row for row in POLICY if row.get("refused")):
        scenario = a_scenario(
            a_pod() | {"spec": row["spec"]}, "$ kubectl get pods\n", policy=row.get("policy", "baseline")
        )
        result = run_scenario(scenario, choose_engine("podman"))
        assert result.status == "refused", row
        assert len(result.reasons) == len(row["refused"])
    assert opened == []


def test_a_transcript_that_tries_to_leave_starts_nothing(opened: list[str]) -> None:
    lines = [row["command"].replace("\n", "\n> ") for row in COMMANDS["refused"]]
    transcript = "".join(f"$ {line}\n" for line in lines)
    result = run_scenario(a_scenario(a_pod(), transcript), choose_engine("podman"))
    assert result.status == "refused"
    assert len(result.reasons) == len(lines), "all reasons are listed at once"
    assert opened == []


def test_a_field_that_is_not_honoured_starts_nothing(opened: list[str]) -> None:
    pod = a_pod(a_container(lifecycle={"preStop": {"exec": {"command": ["true"]}}}), priority=1)
    result = run_scenario(a_scenario(pod, "$ kubectl get pods\n"), choose_engine("podman"))
    assert result.status == "not run"
    assert [problem.message for problem in result.reasons] == [
        "`spec.containers[0].lifecycle` of Pod `demo` is not honoured by the podman engine",
        "`spec.priority` of Pod `demo` is not honoured by the podman engine",
    ]
    assert opened == []


@contextlib.contextmanager
def a_server() -> Iterator[tuple[int, list[bool]]]:
    """Serve on every address of this machine, and note whether somebody comes."""
    visits: list[bool] = []
    with socket.create_server(("0.0.0.0", 0)) as server:
        server.settimeout(0.2)
        done = threading.Event()

        def serve() -> None:
            while not done.is_set():
                with contextlib.suppress(TimeoutError):
                    connection, _ = server.accept()
                    visits.append(True)
                    connection.close()

        thread = threading.Thread(target=serve)
        thread.start()
        yield server.getsockname()[1], visits
        done.set()
        thread.join()


def test_no_service_of_the_machine_can_be_reached(images: None) -> None:
    with a_server() as (port, visits):
        with socket.create_connection(("127.0.0.1", port)):
            pass
        addresses = ["127.0.0.1", "10.244.0.1", socket.gethostbyname(socket.gethostname())]
        probes = "; ".join(
            f"nc -w 1 {address} {port} </dev/null && echo reached {address}" for address in addresses
        )
        transcript = f"$ kubectl exec demo -- sh -c '({probes}) 2>/dev/null; echo tried'\ntried\n"
        result = run_scenario(
            a_scenario(a_pod(a_container(command=["sleep", "60"])), transcript), choose_engine("podman")
        )
        assert result.status == "passed", result.commands
        assert visits == [True], "only the test itself came"


def test_a_command_that_takes_too_long_ends_the_pod(images: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("manifestrun.podman.engine.COMMAND_SECONDS", 1.0)
    pod = a_pod(a_container(command=["sleep", "60"]))
    transcript = """\
$ kubectl exec demo -- sleep 30
error: the command took more than 1 s; its pod was ended
? 124
$ kubectl get pods
No resources found in default namespace.
"""
    result = run_scenario(a_scenario(pod, transcript), choose_engine("podman"))
    assert result.status == "passed", [command.got for command in result.commands]


def test_limits_are_in_force_or_named(images: None) -> None:
    script = "cat /sys/fs/cgroup/memory/memory.limit_in_bytes /sys/fs/cgroup/memory.max 2>/dev/null"
    pod = a_pod(a_container(command=["sleep", "60"], resources={"limits": {"memory": "64Mi"}}))
    result = run_scenario(
        a_scenario(pod, f"$ kubectl exec demo -- sh -c '{script}'\n"), choose_engine("podman")
    )
    assert result.version is not None
    in_force = str(64 * 1024**2) in result.commands[0].got
    assert in_force == ("memory" not in result.version.not_enforced)


def test_the_time_for_a_note_is_limited(images: None) -> None:
    pod = a_pod(a_container(command=["sleep", "60"]))
    transcript = "$ kubectl wait pod demo --for=condition=Ready=false --timeout=3s\n$ kubectl get pods\n"
    result = run_scenario(a_scenario(pod, transcript, seconds=2.0), choose_engine("podman"))
    assert [problem.message for problem in result.reasons] == ["the 2 s for a note are over"]
