"""The policy's refusals and the fields that the podman engine honours."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from manifestrun.fields import not_honoured
from manifestrun.manifest import read_manifest
from manifestrun.policy import refusals
from manifestrun.problem import ProblemError

ROWS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("policy.yaml").read_text("utf-8"))
IMAGES = ("busybox:1.36",)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["containers", "name", "image", "ports", "volumes", "x"]), inner, max_size=4
        )
    ),
)


def a_pod(spec: object, name: str = "demo") -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": name}, "spec": spec}


def a_container(**more: object) -> dict[str, Any]:
    return {"name": "a", "image": "busybox:1.36", **more}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["spec"]))
def test_every_reason_at_once(row: dict[str, Any]) -> None:
    problems = refusals((a_pod(row["spec"]),), IMAGES, row.get("policy", "baseline"))
    named = [re.findall(r"`(.*?)`", problem.message)[0] for problem in problems]
    assert sorted(named) == sorted(row.get("refused", []))
    assert all(problem.help for problem in problems)


def test_kinds() -> None:
    other = {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}}
    old = {"apiVersion": "v2", "kind": "Pod", "metadata": {"name": "web"}}
    data = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "web"}}
    problems = refusals((other, old, data), IMAGES)
    assert [problem.message for problem in problems] == [
        "Deployment `web` of `apps/v1` is of a kind that is not run",
        "Pod `web` of `v2` is of a kind that is not run",
    ]


def test_too_many() -> None:
    pods = tuple(a_pod({"containers": [a_container()] * 2}, name=f"p{n}") for n in range(9))
    assert [problem.message for problem in refusals(pods, IMAGES)] == [
        "9 pods are more than the 8 that may run",
        "18 containers are more than the 16 that may run",
    ]
    assert refusals(pods[:8], IMAGES) == ()


@pytest.mark.parametrize(
    ("spec", "path"),
    [
        ({"containers": [a_container(lifecycle={})]}, "spec.containers[0].lifecycle"),
        ({"containers": [a_container(comand=[])]}, "spec.containers[0].comand"),
        (
            {"containers": [a_container(imagePullPolicy="Always")]},
            "spec.containers[0].imagePullPolicy: Always",
        ),
        (
            {"containers": [a_container(readinessProbe={"grpc": {}})]},
            "spec.containers[0].readinessProbe.grpc",
        ),
        ({"containers": [a_container(restartPolicy="Always")]}, "spec.containers[0].restartPolicy"),
        (
            {"initContainers": [a_container(restartPolicy="Never")]},
            "spec.initContainers[0].restartPolicy: Never",
        ),
        ({"dnsPolicy": "Default"}, "spec.dnsPolicy"),
        (
            {"volumes": [{"name": "x", "emptyDir": {"sizeLimit": "1Mi"}}]},
            "spec.volumes[0].emptyDir.sizeLimit",
        ),
        ({"automountServiceAccountToken": True}, "spec.automountServiceAccountToken: True"),
        ({"containers": {}}, None),
        ({"hostname": "x", "initContainers": [a_container(restartPolicy="Always")]}, None),
        ({"containers": [a_container(env=[{"name": "a", "value": None}])]}, None),
    ],
)
def test_what_is_not_honoured_is_named(spec: dict[str, Any], path: str | None) -> None:
    problems = not_honoured((a_pod(spec),))
    expected = [f"`{path}` of Pod `demo` is not honoured by the podman engine"] if path else []
    assert [problem.message for problem in problems] == expected


@given(JSON)
def test_no_shape_makes_the_checks_stumble(spec: object) -> None:
    pod = a_pod(spec)
    assert isinstance(refusals((pod,), IMAGES, "restricted"), tuple)
    assert isinstance(not_honoured((pod,)), tuple)


def test_reading() -> None:
    pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n"
    (listed,) = read_manifest(
        '{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"Pod","metadata":{"name":"b"}}]}'
    )
    assert listed["metadata"]["name"] == "b"
    assert [each["kind"] for each in read_manifest(f"---\n{pod}---\n---\n{pod}")] == ["Pod", "Pod"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [", "line 2: the manifest is no YAML: did not find expected node content"),
        ("x", "a document of the manifest is no object with `apiVersion`, `kind` and a name"),
        ("kind: Pod", "a document of the manifest is no object with `apiVersion`, `kind` and a name"),
        (
            "a: !!python/object:os.system {}",
            "line 1: the manifest is no YAML: could not determine a constructor",
        ),
        (" " * (1 << 21), "the manifest has more than 1048576 characters"),
    ],
)
def test_what_is_no_manifest(text: str, message: str) -> None:
    with pytest.raises(ProblemError) as caught:
        read_manifest(text)
    assert str(caught.value).startswith(message)
