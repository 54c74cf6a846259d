"""Pods read from manifests, and their pictures."""

from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ropewalk.compile import compile_note
from ropewalk.manifest_values import objects_in, values_of
from ropewalk.model.note import Dialect
from ropewalk.model.pod import Container, Mount, Pod, Port, Role, Service, Volume
from ropewalk.pods import pod_of, security_of, service_of
from ropewalk.properties import read
from ropewalk.render.containers import WIDTH
from ropewalk.render.drawing import wrapped
from ropewalk.render.picture import picture
from ropewalk.strings import strings

NOTES = Path(__file__).parents[2] / "notes"
STRINGS = strings("en")
POD = """
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web, tier: front}}
spec:
  hostNetwork: true
  shareProcessNamespace: true
  initContainers:
  - {name: prepare, image: a}
  - {name: helper, image: b, restartPolicy: Always}
  containers:
  - name: main
    image: c
    ports: [{containerPort: 8080, hostPort: 80}, {containerPort: many}]
    volumeMounts: [{name: data, mountPath: /data, readOnly: true}]
  volumes:
  - {name: data, configMap: {name: x}}
  - {name: rest}
"""


def one_object(text: str) -> dict[str, Any]:
    (found,) = objects_in(values_of(text) or ())
    return found


def test_a_pod_is_read_in_the_order_of_its_start() -> None:
    obj = one_object(POD)
    assert pod_of(obj) == Pod(
        kind="Pod",
        name="web",
        replicas=None,
        labels=frozenset({("app", "web"), ("tier", "front")}),
        containers=(
            Container(name="prepare", image="a", role=Role.INIT),
            Container(name="helper", image="b", role=Role.SIDECAR),
            Container(
                name="main",
                image="c",
                role=Role.MAIN,
                ports=(Port(number=8080, host=80),),
                mounts=(Mount(volume="data", path="/data", read_only=True),),
            ),
        ),
        volumes=(Volume(name="data", kind="configMap"), Volume(name="rest", kind="emptyDir")),
        shares_processes=True,
        host_network=True,
    )


TEMPLATE = "template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c}]}}"


@pytest.mark.parametrize(
    ("kind", "spec", "replicas"),
    [
        ("Deployment", f"{{replicas: 3, {TEMPLATE}}}", 3),
        ("DaemonSet", f"{{{TEMPLATE}}}", None),
        ("StatefulSet", f"{{replicas: two, {TEMPLATE}}}", None),
        ("CronJob", f"{{jobTemplate: {{spec: {{{TEMPLATE}}}}}}}", None),
    ],
)
def test_a_workload_has_the_pod_of_its_template(kind: str, spec: str, replicas: int | None) -> None:
    obj = one_object(f"kind: {kind}\nmetadata: {{name: x}}\nspec: {spec}\n")
    pod = pod_of(obj)
    assert pod is not None
    assert (pod.kind, pod.name, pod.replicas, pod.labels) == (kind, "x", replicas, frozenset({("a", "b")}))


def test_a_service_chooses_pods_by_all_its_labels() -> None:
    obj = one_object(
        "kind: Service\nmetadata: {name: s}\nspec:\n  selector: {app: web}\n"
        "  ports: [{port: 80, targetPort: http}, {port: 81}]\n"
    )
    service = service_of(obj)
    assert service == Service(
        name="s", selector=frozenset({("app", "web")}), ports=(("80", "http"), ("81", "81"))
    )
    pod = pod_of(one_object(POD))
    assert pod is not None
    assert service.selects(pod)
    assert not Service(name="s", selector=frozenset({("app", "x")}), ports=()).selects(pod)
    assert not Service(name="s", selector=frozenset(), ports=()).selects(pod)


def test_the_picture_says_in_words_what_it_shows() -> None:
    pod = pod_of(one_object(POD))
    assert pod is not None
    svg = ET.fromstring(picture(pod, [Service(name="s", selector=frozenset(), ports=())], STRINGS))
    assert svg.get("aria-label") == (
        "Pod web. Before the others run, one after another: prepare. Sidecars: helper. "
        "Containers: main (8080). They use the network of their node. "
        "They see each other's processes; each has its own files. Volume data is in main: /data (ro). "
        "No container mounts volume rest. Service s leads to it."
    )


def written(*containers: Container) -> list[str]:
    """Return what the picture of a pod with these containers says of them, without what is shared."""
    pod = Pod(kind="Pod", name="p", replicas=None, labels=frozenset(), containers=containers)
    svg = ET.fromstring(picture(pod, [], STRINGS))
    texts = ["".join(node.itertext()) for node in svg if node.tag.endswith("text")]
    shared = {"Pod p", "own files", "own processes", "network", "host name", "IPC, /dev/shm"}
    return [text for text in texts if text not in shared]


def test_a_sidecar_in_half_the_width_has_its_image_on_a_line_of_its_own() -> None:
    main = Container(name="web", image="nginx:1.29", role=Role.MAIN)
    side = Container(name="sync", image="busybox:1.36", role=Role.SIDECAR)
    assert written(side, main) == ["sync", "sidecar", "busybox:1.36", "web", "nginx:1.29"]
    assert written(side) == ["sync", "sidecar · busybox:1.36"]


def test_a_long_image_is_broken_between_its_parts_and_a_longer_one_takes_the_whole_width() -> None:
    main = Container(name="web", image="nginx:1.29", role=Role.MAIN)
    long = Container(name="sync", image="example.org/git-sync:4.2", role=Role.MAIN)
    assert written(main, long) == ["web", "nginx:1.29", "sync", "example.org/", "git-sync:4.2"]
    longer = Container(name="sync", image="registry.example.org/team/tools/git-sync:4.2.1", role=Role.MAIN)
    assert written(main, longer, main)[:4] == [
        "web",
        "nginx:1.29",
        "sync",
        "registry.example.org/team/tools/",
    ]
    first = Container(name="prepare-database", image="example.org/tools:1", role=Role.INIT)
    assert written(first) == ["first 1", "prepare-database", "example.org/tools:1"]


@given(st.text("abc/:@-.", max_size=90), st.integers(1, 200), st.integers(1, 4))
def test_what_is_broken_into_lines_is_all_there_or_cut(text: str, room: int, most: int) -> None:
    lines = wrapped(text, room, most)
    assert len(lines) <= most
    assert "".join(lines) == text or (lines[-1].endswith("…") and text.startswith("".join(lines)[:-1]))


def pictures() -> list[Any]:
    found = []
    for file in sorted(NOTES.rglob("*.md")):
        text = file.read_text(encoding="utf-8")
        for manifest in compile_note(text, read(text), Dialect()).manifests:
            found += [
                pytest.param(pod, manifest.services, id=f"{file.stem}: {pod.name}") for pod in manifest.pods
            ]
    return found


@pytest.mark.parametrize(("pod", "services"), pictures())
def test_the_pictures_of_our_own_notes_keep_within_their_frame(pod: Pod, services: list[Service]) -> None:
    svg = ET.fromstring(picture(pod, services, STRINGS))
    height = int(svg.get("viewBox", "").split()[3])
    for shape in svg:
        x, y = int(shape.get("x", 0)), int(shape.get("y", 0))
        assert 0 <= x <= x + int(shape.get("width", 0)) <= WIDTH
        assert 0 <= y <= y + int(shape.get("height", 0)) <= height
    assert all(container.name in svg.get("aria-label", "") for container in pod.containers)


HOST = "{kind: Pod, spec: {hostPID: true, containers: [{name: a}]}}"
PLAIN = "{kind: Job, spec: {template: {spec: {containers: [{name: a}]}}}}"


@pytest.mark.parametrize(
    ("texts", "level"),
    [([], ""), (["{kind: Service}"], ""), ([PLAIN], "baseline"), ([PLAIN, HOST], "privileged")],
)
def test_pods_are_as_safe_as_the_least_safe_of_them(texts: list[str], level: str) -> None:
    assert security_of([one_object(text) for text in texts]) == level


NAMES = st.sampled_from(
    ["kind", "metadata", "name", "spec", "template", "containers", "initContainers", "image"]
)
MORE = st.sampled_from(["ports", "containerPort", "volumes", "volumeMounts", "mountPath", "labels", "<&\"'>"])
KINDS = st.sampled_from(["Pod", "Deployment", "Service", "CronJob", "<b>"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=60) | KINDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES | MORE, inner, max_size=5),
    max_leaves=12,
)


@given(st.dictionaries(NAMES | MORE, VALUES), st.lists(st.dictionaries(NAMES | MORE, VALUES), max_size=3))
def test_whatever_an_object_holds_its_picture_is_drawn(obj: dict[str, Any], containers: list[Any]) -> None:
    whole = {"kind": "Pod", "spec": {**obj, "containers": containers}}
    pod, service = pod_of(whole), service_of({**obj, "kind": "Service"})
    assert service is not None
    assert pod is not None or not containers
    if pod is not None:
        drawn = picture(pod, [service], STRINGS)
        assert drawn.startswith("<svg ")
        assert "<b>" not in drawn
