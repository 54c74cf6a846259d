"""What must never happen: a way out, a trace left behind, or a start of what is refused."""

import contextlib
import os
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from manifestrun.choose import choose_engine
from manifestrun.locks import killed_runs
from manifestrun.podman.engine import PodmanEngine
from manifestrun.podman.run_traces import sweep
from manifestrun.podman.store import store_folder
from manifestrun.request import Wait
from manifestrun.run import run_scenario
from manifestrun.scenario import EngineChoice, Scenario
from manifestrun.transcript import parse_transcript
from tests.manifestrun.making import a_container, a_pod

pytestmark = pytest.mark.podman

POLICY: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[1] / "policy.yaml").read_text("utf-8"))
COMMANDS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parents[1] / "commands.yaml").read_text("utf-8")
)
GROUPS = Path("/sys/fs/cgroup")


def a_scenario(pod: object, transcript: str, **more: Any) -> Scenario:
    return Scenario(blocks={"pod": yaml.safe_dump(pod)}, steps=parse_transcript(transcript), **more)


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


def users_podman() -> dict[str, float]:
    """Return when what belongs to the user's own podman was last changed."""
    roots = (Path("/var/lib/containers"), Path("/run/libpod"), Path("/run/containers"), Path("/etc/cni"))
    return {
        str(path): path.stat().st_mtime
        for root in roots
        if root.exists()
        for path in (root, *root.rglob("*"))
    }


def traces() -> dict[str, Any]:
    """Return what a run could leave behind on the machine."""
    groups = {
        str(path) for root in (GROUPS, *GROUPS.glob("*")) for path in root.glob("ropewalk/*") if path.is_dir()
    }
    links = subprocess.run(["ip", "-o", "link"], capture_output=True, text=True, check=True).stdout
    return {
        "mounts": sorted(
            line for line in Path("/proc/mounts").read_text("utf-8").splitlines() if "ropewalk" in line
        ),
        "links": sorted(line.split(":")[1] for line in links.splitlines()),
        "groups": groups,
        "locks": {path.name for path in store_locks()},
        "processes": {pid for pid, line in processes() if "ropewalk-pause" in line or "libpod-" in line},
    }


def store_locks() -> list[Path]:
    base = Path(os.environ["XDG_RUNTIME_DIR"])
    return list(base.glob("ropewalk-*/*.lock"))


def processes() -> Iterator[tuple[int, str]]:
    for path in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            yield int(path.name), (path / "cgroup").read_text("utf-8")


@pytest.fixture
def own_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the locks of other tests, which run at the same time, out of sight."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))


MANIFEST = yaml.safe_dump(a_pod(a_container(command=["sleep", "600"])))


NOTE = f"""\
```yaml {{#demo run}}
{MANIFEST}```

```console {{run}}
$ kubectl exec demo -- sleep 15
```
"""
COMMANDS_TO_KILL = {
    "manifestrun": "from manifestrun.cli import main; main()",
    "ropewalk run": "import sys; sys.argv[1:3] = ['run', '.']; from ropewalk.cli import main; main()",
}


def begin(folder: Path, program: str) -> "subprocess.Popen[bytes]":
    """Start a command line and return when a container runs."""
    (folder / "pod.yaml").write_text(MANIFEST, "utf-8")
    (folder / "transcript.txt").write_text("$ kubectl exec demo -- sleep 15\n", "utf-8")
    for name in ("a.md", "b.md"):
        (folder / name).write_text(NOTE, "utf-8")
    command = [sys.executable, "-c", COMMANDS_TO_KILL[program], "pod.yaml", "transcript.txt"]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_until(lambda: bool(own_groups()))
    wait_until(
        lambda: any(f"/ropewalk/{label}/" in line for label in own_groups() for _, line in processes())
    )
    return process


def own_groups() -> list[str]:
    return [path.stem for path in store_locks()]


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline, "it takes too long"
        time.sleep(0.05)


@pytest.mark.parametrize("program", COMMANDS_TO_KILL)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_killed_run_leaves_nothing(
    images: None, own_locks: None, tmp_path: Path, program: str, number: signal.Signals
) -> None:
    process = begin(tmp_path, program)
    labels = own_groups()
    process.send_signal(number)
    process.wait(10)
    labels = sorted({*labels, *own_groups()})
    wait_until(lambda: not any(f"/ropewalk/{label}/" in line for _, line in processes() for label in labels))
    if number is signal.SIGKILL:
        assert sorted(sweep()) == labels
    assert own_groups() == []
    roots = (GROUPS, *GROUPS.glob("*"))
    assert not [path for root in roots for label in labels for path in root.glob(f"ropewalk/{label}")]


def test_a_pod_is_ready_and_gone_quickly(images: None) -> None:
    ready, gone = [], []
    containers = [a_container(name, command=["sleep", "60"]) for name in ("one", "two")]
    for _ in range(5):
        engine = PodmanEngine.open()
        start = time.monotonic()
        engine.apply((a_pod(*containers),))
        assert engine.wait(Wait(names=("demo",), condition="Ready", value="true")).code == 0
        ready.append(time.monotonic() - start)
        start = time.monotonic()
        engine.close()
        gone.append(time.monotonic() - start)
    assert statistics.median(ready) < 3
    assert statistics.median(gone) < 2


def test_a_run_touches_nothing_of_the_users(
    images: None, own_locks: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    before, others = traces(), users_podman()
    scenario = a_scenario(
        a_pod(a_container(command=["sleep", "60"])), "$ kubectl exec demo -- hostname\ndemo\n"
    )
    assert run_scenario(scenario, choose_engine("podman")).status == "passed"
    after = traces()
    assert after["locks"] == set()
    assert (after["mounts"], after["links"]) == (before["mounts"], before["links"])
    assert users_podman() == others
    assert list(home.rglob("*")) == []


def test_a_live_run_is_not_swept(images: None, own_locks: None) -> None:
    engine = PodmanEngine.open()
    try:
        assert list(killed_runs()) == []
        assert sweep() == ()
        assert engine.apply((a_pod(a_container(command=["sleep", "60"])),)).text == "pod/demo created\n"
    finally:
        engine.close()
    assert own_groups() == []


def test_the_store_is_made_once(images: None) -> None:
    made = (store_folder() / "images.json").stat().st_mtime_ns
    choice: EngineChoice = choose_engine("podman")
    choice.open().close()
    assert (store_folder() / "images.json").stat().st_mtime_ns == made
