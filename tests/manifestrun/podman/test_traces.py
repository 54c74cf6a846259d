"""What a run leaves behind: nothing, however it ends."""

import contextlib
import os
import signal
import statistics
import subprocess
import sys
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
from manifestrun.scenario import EngineChoice
from tests.manifestrun.making import a_container, a_pod, a_scenario

pytestmark = pytest.mark.podman

GROUPS = Path("/sys/fs/cgroup")
PATIENCE = 60
"""Seconds to wait for what takes one or two on an idle machine."""


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


TRANSCRIPT = "$ kubectl exec demo -- sleep 19\n" * 6
"""It takes two minutes by itself: no command alone may take more than twenty seconds."""
NOTE = f"""\
```yaml {{#demo run}}
{MANIFEST}```

```console {{run}}
{TRANSCRIPT}```
"""
# What a shell starts in the background is told to ignore the key for an interrupt; not so here.
HEARD = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
COMMANDS_TO_KILL = {
    "manifestrun": HEARD + "from manifestrun.cli import main; main()",
    "ropewalk run": HEARD + "import sys; sys.argv[1:3] = ['run', '.']; from ropewalk.cli import main; main()",
}


@contextlib.contextmanager
def begun(folder: Path, program: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Start a command line and go on when a container runs; what still runs at the end is killed."""
    (folder / "pod.yaml").write_text(MANIFEST, "utf-8")
    (folder / "transcript.txt").write_text(TRANSCRIPT, "utf-8")
    for name in ("a.md", "b.md"):
        (folder / name).write_text(NOTE, "utf-8")
    command = [sys.executable, "-c", COMMANDS_TO_KILL[program], "pod.yaml", "transcript.txt"]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            wait_until(lambda: any(has_processes(label) for label in own_groups()))
            yield process
        finally:
            process.kill()


def own_groups() -> list[str]:
    return [path.stem for path in store_locks()]


def has_processes(label: str) -> bool:
    return any(f"/ropewalk/{label}/" in line for _, line in processes())


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "it takes too long"
        time.sleep(0.05)


@pytest.mark.parametrize("program", COMMANDS_TO_KILL)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_killed_run_leaves_nothing(
    images: None, own_locks: None, tmp_path: Path, program: str, number: signal.Signals
) -> None:
    with begun(tmp_path, program) as process:
        labels = own_groups()
        process.send_signal(number)
        process.wait(PATIENCE)
    labels = sorted({*labels, *own_groups()})
    wait_until(lambda: not any(has_processes(label) for label in labels))
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
