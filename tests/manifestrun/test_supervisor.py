"""The supervisor's decisions, against a runtime that starts nothing."""

import re
from datetime import timedelta
from typing import Any

import pytest

from manifestrun.pod_table import condition, pod_reason, pod_table
from manifestrun.supervisor.backoff import Backoff
from manifestrun.supervisor.status import qos_class
from manifestrun.waiting import settled
from tests.manifestrun.making import THEN, Stage, a_container, a_pod

ALWAYS = {"restartPolicy": "Always"}


def state(stage: Stage, index: int = 0, group: str = "containerStatuses") -> dict[str, Any]:
    found: dict[str, Any] = stage.shown()["status"][group][index]
    return found


def row(stage: Stage) -> list[str]:
    """Return the pod's line of the table without its name and age."""
    return re.split(r" {2,}", pod_table([stage.shown()], THEN, wide=False).splitlines()[1])[1:4]


def test_containers_start_and_the_pod_is_ready() -> None:
    stage = Stage(a_pod(a_container("web"), a_container("side")))
    assert stage.shown()["status"]["phase"] == "Pending"
    assert stage.tick() == ["start web 0", "start side 0"]
    assert stage.shown()["status"]["phase"] == "Running"
    assert condition(stage.shown(), "Ready") == "True"
    assert row(stage) == ["2/2", "Running", "0"]
    assert stage.tick(5) == []


def test_init_containers_in_order() -> None:
    stage = Stage(a_pod(a_container("web"), initContainers=[a_container("one"), a_container("two")]))
    assert stage.tick() == ["start one 0"]
    assert pod_reason(stage.shown()) == "Init:0/2"
    assert state(stage)["state"]["waiting"]["reason"] == "PodInitializing"
    assert stage.tick(1) == []
    assert stage.tick(1, end={"one": 0}) == ["end one 0", "start two 0"]
    assert pod_reason(stage.shown()) == "Init:1/2"
    assert stage.tick(1, end={"two": 0}) == ["end two 0", "start web 0"]
    assert pod_reason(stage.shown()) == "Running"


def test_an_init_container_that_fails_is_started_again() -> None:
    stage = Stage(a_pod(a_container("web"), initContainers=[a_container("one")]))
    stage.tick()
    assert stage.tick(1, end={"one": 1}) == ["end one 1", "start one 1"]
    assert stage.tick(1, end={"one": 1}) == ["end one 1"]
    assert pod_reason(stage.shown()) == "Init:CrashLoopBackOff"
    assert settled(stage.shown(), THEN)
    assert stage.tick(9) == []
    assert stage.tick(1) == ["start one 2"]


def test_a_failed_init_container_without_restarts_fails_the_pod() -> None:
    stage = Stage(a_pod(a_container("web"), initContainers=[a_container("one")], restartPolicy="Never"))
    stage.tick()
    assert stage.tick(1, end={"one": 3}) == ["end one 3"]
    assert stage.tick(60) == []
    assert stage.shown()["status"]["phase"] == "Failed"
    assert pod_reason(stage.shown()) == "Init:Error"


def test_a_native_sidecar_runs_before_and_beside_the_containers() -> None:
    sidecar = a_container("proxy", startupProbe={"exec": {}, "periodSeconds": 1}, **ALWAYS)
    stage = Stage(a_pod(a_container("web"), initContainers=[sidecar, a_container("one")]))
    stage.runtime.answers["proxy"] = False
    assert stage.tick() == ["start proxy 0"]
    assert stage.tick(1) == []
    stage.runtime.answers["proxy"] = True
    stage.tick(1)
    assert stage.tick() == ["start one 0"]
    assert stage.tick(1, end={"one": 0}) == ["end one 0", "start web 0"]
    assert row(stage) == ["2/2", "Running", "0"]
    assert stage.tick(1, end={"proxy": 1}) == ["end proxy 1", "start proxy 1"]


def test_sidecars_end_after_the_containers_the_last_first() -> None:
    inits = [a_container("first", **ALWAYS), a_container("second", **ALWAYS)]
    stage = Stage(a_pod(a_container("job"), initContainers=inits, restartPolicy="Never"))
    stage.tick()
    assert stage.tick(1, end={"job": 0}) == ["end job 0", "TERM second"]
    assert stage.shown()["status"]["phase"] == "Running"
    assert stage.tick(1) == ["end second 143", "TERM first"]
    assert stage.tick(1) == ["end first 143"]
    assert stage.shown()["status"]["phase"] == "Succeeded"
    assert pod_reason(stage.shown()) == "Completed"


def test_a_crash_is_restarted_alone_with_the_kubelets_delays() -> None:
    stage = Stage(a_pod(a_container("flaky"), a_container("steady")))
    stage.tick()
    assert stage.tick(1, end={"flaky": 1}) == ["end flaky 1", "start flaky 1"]
    assert row(stage) == ["2/2", "Running", "1 (0s ago)"]
    assert state(stage)["lastState"]["terminated"]["exitCode"] == 1
    for delay in (10, 20, 40, 80, 160, 300, 300):
        assert stage.tick(1, end={"flaky": 1}) == ["end flaky 1"]
        assert pod_reason(stage.shown()) == "CrashLoopBackOff"
        assert stage.tick(delay - 0.5) == []
        assert stage.tick(0.5)[0].startswith("start flaky")
    assert (state(stage, 0)["restartCount"], state(stage, 1)["restartCount"]) == (8, 0)


def test_failures_are_forgotten_after_ten_minutes() -> None:
    backoff = Backoff()
    assert [backoff.after(1), backoff.after(1), backoff.after(1)] == [0, 10, 20]
    assert [backoff.after(600), backoff.after(1)] == [0, 10]


@pytest.mark.parametrize(
    ("policy", "code", "again", "phase", "word"),
    [
        ("Always", 0, True, "Running", "Running"),
        ("Always", 1, True, "Running", "Running"),
        ("OnFailure", 0, False, "Succeeded", "Completed"),
        ("OnFailure", 1, True, "Running", "Running"),
        ("Never", 0, False, "Succeeded", "Completed"),
        ("Never", 1, False, "Failed", "Error"),
    ],
)
def test_restart_policies(policy: str, code: int, again: bool, phase: str, word: str) -> None:  # noqa: FBT001
    stage = Stage(a_pod(a_container("job"), restartPolicy=policy))
    stage.tick()
    assert stage.tick(1, end={"job": code}) == [f"end job {code}", *(["start job 1"] if again else [])]
    assert stage.shown()["status"]["phase"] == phase
    assert pod_reason(stage.shown()) == word


def test_one_of_two_has_failed() -> None:
    stage = Stage(a_pod(a_container("first"), a_container("second"), restartPolicy="Never"))
    stage.tick()
    stage.tick(1, end={"second": 1})
    assert stage.shown()["status"]["phase"] == "Running"
    assert row(stage) == ["1/2", "Error", "0"]
    assert settled(stage.shown(), THEN)


def test_a_container_that_cannot_start() -> None:
    stage = Stage(a_pod(a_container("web")))
    stage.runtime.broken.add("web")
    stage.tick()
    assert pod_reason(stage.shown()) == "RunContainerError"
    stage.tick(1)
    stage.tick(1)
    assert pod_reason(stage.shown()) == "CrashLoopBackOff"
    stage.runtime.broken.clear()
    assert stage.tick(20) == ["start web 2"]


def test_readiness() -> None:
    probe = {"exec": {}, "initialDelaySeconds": 2, "periodSeconds": 1, "failureThreshold": 2}
    stage = Stage(a_pod(a_container("web", readinessProbe=probe)))
    stage.runtime.answers["web"] = False
    stage.tick()
    stage.tick(5)
    assert row(stage) == ["0/1", "Running", "0"]
    assert condition(stage.shown(), "Ready") == "False"
    later = THEN + timedelta(seconds=7)
    assert (settled(stage.shown(), THEN), settled(stage.shown(), later)) == (False, True)
    stage.runtime.answers["web"] = True
    stage.tick(1)
    assert row(stage) == ["1/1", "Running", "0"]
    stage.runtime.answers["web"] = False
    stage.tick(1)
    assert row(stage) == ["1/1", "Running", "0"], "one failure is below the threshold"
    stage.tick(1)
    assert row(stage) == ["0/1", "Running", "0"]


def test_a_container_that_is_not_alive_is_started_again() -> None:
    probe = {"exec": {}, "periodSeconds": 1, "failureThreshold": 2}
    stage = Stage(a_pod(a_container("web", livenessProbe=probe)))
    stage.tick()
    stage.runtime.answers["web"] = False
    stage.tick(1)
    assert stage.tick(1) == ["TERM web"]
    assert stage.tick(1) == ["end web 143", "start web 1"]


def test_a_startup_probe_holds_the_others_back() -> None:
    startup = {"exec": {}, "periodSeconds": 1, "failureThreshold": 3}
    stage = Stage(a_pod(a_container("web", startupProbe=startup, livenessProbe=startup)))
    stage.runtime.answers["web"] = False
    events = [event for _ in range(4) for event in stage.tick(1)]
    assert events == ["start web 0", "TERM web", "end web 143", "start web 1"]


def test_deleting_waits_for_the_grace_period() -> None:
    stage = Stage(a_pod(a_container("web"), terminationGracePeriodSeconds=5))
    stage.runtime.deaf.add("web")
    stage.tick()
    stage.pod.delete(THEN, None)
    assert stage.tick() == ["TERM web"]
    assert pod_reason(stage.shown()) == "Terminating"
    assert stage.tick(4) == []
    assert stage.tick(1) == ["KILL web"]
    assert stage.tick() == ["end web 137"]
    assert stage.pod.gone


def test_deleting_at_once() -> None:
    stage = Stage(a_pod(a_container("web")))
    stage.tick()
    stage.pod.delete(THEN, 0)
    assert stage.tick() == ["KILL web"]


@pytest.mark.parametrize(
    ("resources", "qos"),
    [
        ({}, "BestEffort"),
        ({"requests": {"cpu": "1"}}, "Burstable"),
        ({"limits": {"cpu": "1"}}, "Burstable"),
        ({"limits": {"cpu": "1", "memory": "1Mi"}}, "Guaranteed"),
        ({"limits": {"cpu": "1", "memory": "1Mi"}, "requests": {"cpu": "500m"}}, "Burstable"),
    ],
)
def test_classes_of_service(resources: dict[str, Any], qos: str) -> None:
    assert qos_class({"containers": [a_container(resources=resources)]}) == qos
