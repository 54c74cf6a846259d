"""What `kubectl get` prints of pods, and kubectl's small languages: JSONPath, ages, amounts."""

import json
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from manifestrun.age import age
from manifestrun.defaults import defaulted
from manifestrun.jsonpath import evaluate
from manifestrun.printing import print_pods
from manifestrun.problem import ProblemError
from manifestrun.quantity import in_units, parse_quantity
from manifestrun.request import Get, Wait
from manifestrun.waiting import wait_for
from tests.manifestrun.making import THEN, Stage, a_container, a_pod

TABLE: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("jsonpath.yaml").read_text("utf-8"))


def two_pods() -> list[dict[str, Any]]:
    stages = [Stage(a_pod(name=name)) for name in ("a", "b")]
    for stage in stages:
        stage.tick()
    return [stage.shown() for stage in stages]


@pytest.mark.parametrize("row", TABLE["rows"], ids=lambda row: row["template"])
def test_jsonpath(row: dict[str, Any]) -> None:
    assert evaluate(row["template"], TABLE["document"]) == row["out"]


@pytest.mark.parametrize("template", TABLE["wrong"])
def test_what_is_no_jsonpath(template: str) -> None:
    with pytest.raises(ProblemError):
        evaluate(template, TABLE["document"])


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (-5, "<invalid>"),
        (0, "0s"),
        (119, "119s"),
        (120, "2m"),
        (125, "2m5s"),
        (600, "10m"),
        (10799, "179m"),
        (3 * 3600 + 60, "3h1m"),
        (8 * 3600 + 60, "8h"),
        (49 * 3600, "2d1h"),
        (9 * 86400 + 3600, "9d"),
    ],
)
def test_ages(seconds: int, shown: str) -> None:
    assert age(THEN, THEN + timedelta(seconds=seconds)) == shown


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("500m", Fraction(1, 2)),
        ("64Mi", 64 * 1024**2),
        ("1k", 1000),
        ("1e3", 1000),
        (2, 2),
        (".5", Fraction(1, 2)),
    ],
)
def test_quantities(text: object, value: Fraction) -> None:
    assert parse_quantity(text) == value


def test_amounts_in_units() -> None:
    assert in_units(parse_quantity("64Mi"), "1Mi") == "64"
    assert in_units(parse_quantity("250m"), None) == "1"
    assert in_units(parse_quantity("250m"), "1m") == "250"
    with pytest.raises(ValueError, match="`many` is no quantity"):
        parse_quantity("many")


def test_forms() -> None:
    pods = two_pods()
    assert print_pods(pods, Get(output="name", plural=True)).text == "pod/a\npod/b\n"
    assert json.loads(print_pods(pods, Get(output="json", plural=True)).text)["kind"] == "List"
    assert json.loads(print_pods(pods, Get(names=("b",), output="json")).text) == pods[1]
    assert yaml.safe_load(print_pods(pods, Get(names=("b",), output="yaml")).text)["kind"] == "Pod"
    assert (
        print_pods(pods, Get(output="jsonpath", template="{.items[*].kind}", plural=True)).text == "Pod Pod"
    )
    wide = print_pods(pods, Get(output="wide", plural=True)).text.splitlines()
    assert wide[0].endswith("IP           NODE     NOMINATED NODE   READINESS GATES")
    assert wide[1].split()[-4:] == ["10.244.1.2", "node-a", "<none>", "<none>"]


def test_pods_that_are_not_there() -> None:
    answer = print_pods(two_pods(), Get(names=("a", "x"), plural=True))
    assert (answer.code, answer.stderr) == (1, 'Error from server (NotFound): pods "x" not found\n')
    assert answer.stdout.splitlines()[1].startswith("a ")
    assert print_pods([], Get(plural=True)).text == "No resources found in default namespace.\n"
    assert print_pods([], Get(names=("x",))).code == 1


def test_waiting() -> None:
    pods = two_pods()
    ready = Wait(names=("a", "b"), condition="Ready", value="true", seconds=0)
    assert wait_for(lambda: tuple(pods), ready, 0).text == "pod/a condition met\npod/b condition met\n"
    by_path = Wait(names=("a",), path="{.status.phase}", value="Running", seconds=0)
    assert wait_for(lambda: tuple(pods), by_path, 0).code == 0
    never = Wait(names=("a",), condition="Ready", value="false", seconds=0)
    answer = wait_for(lambda: tuple(pods), never, 0)
    assert (answer.text, answer.code) == ("error: timed out waiting for the condition on pods/a\n", 1)
    missing = Wait(names=("x",), condition="Ready", seconds=0)
    assert (
        wait_for(lambda: tuple(pods), missing, 0).text == 'Error from server (NotFound): pods "x" not found\n'
    )


def test_defaults() -> None:
    limits = {"limits": {"cpu": "1"}}
    probe = {"httpGet": {"port": 80}}
    container = a_container(ports=[{"containerPort": 80}], resources=limits, readinessProbe=probe)
    pod = a_pod(container, volumes=[{"name": "x"}, {"name": "y", "configMap": {"name": "z"}}])
    shown = defaulted(pod)
    (only,) = shown["spec"]["containers"]
    assert only["ports"] == [{"containerPort": 80, "protocol": "TCP"}]
    assert only["resources"]["requests"] == {"cpu": "1"}
    assert only["readinessProbe"]["httpGet"] == {"path": "/", "scheme": "HTTP", "port": 80}
    assert only["readinessProbe"]["periodSeconds"] == 10
    assert shown["spec"]["volumes"][0] == {"name": "x", "emptyDir": {}}
    assert shown["spec"]["volumes"][1]["configMap"]["defaultMode"] == 420
    assert (shown["spec"]["restartPolicy"], shown["metadata"]["namespace"]) == ("Always", "default")
    assert "restartPolicy" not in pod["spec"], "the manifest itself stays as it is"
