"""The kubectl engine against a conversation that was set down by hand: no cluster could be had here."""

import shutil
import sys
from pathlib import Path

import pytest
import yaml

from manifestrun.cluster.context import Context
from manifestrun.cluster.engine import KubectlEngine
from manifestrun.report import report
from manifestrun.run import run_scenario
from manifestrun.scenario import EngineChoice, Scenario
from manifestrun.transcript import parse_transcript
from tests.manifestrun.making import a_container, a_pod

HERE = Path(__file__).parent
TRANSCRIPT = """\
$ kubectl exec demo -c side -- hostname
demo
$ kubectl exec demo -- false
Defaulted container "web" out of: web, side
command terminated with exit code 1
? 1
$ kubectl get pod demo -o wide
NAME   READY   STATUS    RESTARTS   AGE     IP     NODE
demo   2/2     Running   0          [AGE]   [IP]   [NODE]
$ kubectl wait pod demo --for=condition=Ready --timeout=5s
pod/demo condition met
$ kubectl logs demo -c side --previous --tail=2
Error from server (BadRequest): previous terminated container "side" in pod "demo" not found
? 1
$ kubectl delete pod demo --now
pod "demo" deleted from default namespace
"""


@pytest.fixture
def kubectl(tmp_path: Path) -> Path:
    """Return a program that holds the recorded conversation."""
    for name in ("conversation.yaml", "fake_kubectl.py"):
        shutil.copy(HERE / name, tmp_path)
    (tmp_path / "asked").touch()
    program = tmp_path / "kubectl"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} {tmp_path / "fake_kubectl.py"} "$@"\n', "utf-8")
    program.chmod(0o755)
    return program


def test_conversation(kubectl: Path) -> None:
    context = Context(name="kind-notes", server="https://127.0.0.1:1", config={"kind": "Config"})
    choice = EngineChoice(
        name="kubectl",
        open=lambda: KubectlEngine.open(context, str(kubectl)),
        images=["busybox:1.36"],
        not_honoured=lambda _: (),
    )
    pod = a_pod(a_container("web"), a_container("side"))
    scenario = Scenario(blocks={"pod": yaml.safe_dump(pod)}, steps=parse_transcript(TRANSCRIPT))
    result = run_scenario(scenario, choice)
    assert result.status == "passed", "\n".join(report(result, "pod", "transcript"))
    assert result.version is not None
    assert result.version.text == "Kubernetes 1.36.1 (kind)"
    turns = yaml.safe_load((HERE / "conversation.yaml").read_text("utf-8"))
    assert len(kubectl.with_name("asked").read_text("utf-8").splitlines()) == len(turns)


def test_nothing_stays_on_this_machine(
    kubectl: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "scratch"))
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    context = Context(name="kind-notes", server="https://127.0.0.1:1", config={"kind": "Config"})
    engine = KubectlEngine.open(context, str(kubectl))
    assert (engine.folder / "config").stat().st_mode & 0o777 == 0o600
    engine.close()
    assert [path for path in (tmp_path / "scratch").rglob("*") if path.is_file()] == []
