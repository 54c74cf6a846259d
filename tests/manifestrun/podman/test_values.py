"""A pod's variables and files, and paths that must not lead out: without a container."""

import os
from pathlib import Path
from typing import Any

import pytest

from manifestrun.limits import MEMORY, limits
from manifestrun.podman.arguments import container_arguments
from manifestrun.podman.beneath import parts_of, pinned, write_file
from manifestrun.podman.environment import environment, expand
from manifestrun.podman.values import Values
from manifestrun.podman.volumes import Volumes
from manifestrun.problem import ProblemError
from manifestrun.supervisor.runtime import StartError
from tests.manifestrun.making import a_container, a_pod

OBJECTS: tuple[dict[str, Any], ...] = (
    {"kind": "ConfigMap", "metadata": {"name": "settings"}, "data": {"a": "1", "b.c": "2", "d e": "3"}},
    {
        "kind": "Secret",
        "metadata": {"name": "login"},
        "data": {"user": "cm9wZQ=="},
        "stringData": {"word": "x"},
    },
    {"kind": "Secret", "metadata": {"name": "broken"}, "data": {"user": "*"}},
)
VALUES = Values(pod={**a_pod(), "status": {"podIP": "10.244.1.2"}}, documents=OBJECTS)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("$(A) $(B)", "1 $(B)"),
        ("$$(A) $$", "$(A) $"),
        ("$A $( $(", "$A $( $("),
        ("$(A)$(A)", "11"),
    ],
)
def test_expansion(text: str, shown: str) -> None:
    assert expand(text, {"A": "1"}) == shown


def test_variables_come_in_order() -> None:
    container = a_container(
        envFrom=[
            {"prefix": "P_", "configMapRef": {"name": "settings"}},
            {"secretRef": {"name": "none", "optional": True}},
        ],
        env=[
            {"name": "LATE", "value": "$(P_a) $(NEXT)"},
            {"name": "NEXT", "valueFrom": {"secretKeyRef": {"name": "login", "key": "user"}}},
            {"name": "P_a", "value": None},
        ],
    )
    assert environment(container, VALUES) == {
        "HOSTNAME": "demo",
        "P_a": "",
        "P_b.c": "2",
        "LATE": "1 $(NEXT)",
        "NEXT": "rope",
    }


@pytest.mark.parametrize(
    ("origin", "message"),
    [
        ({"configMapKeyRef": {"name": "none", "key": "a"}}, 'configmap "none" not found'),
        (
            {"configMapKeyRef": {"name": "settings", "key": "z"}},
            "couldn't find key z in ConfigMap default/settings",
        ),
        ({"secretKeyRef": {"name": "broken", "key": "user"}}, "illegal base64 data in broken"),
        ({"resourceFieldRef": {"resource": "limits.cpu", "containerName": "z"}}, "container z not found"),
    ],
)
def test_what_is_missing_keeps_a_container_from_starting(origin: dict[str, Any], message: str) -> None:
    with pytest.raises(StartError, match=message) as caught:
        environment(a_container(env=[{"name": "A", "valueFrom": origin}]), VALUES)
    assert caught.value.reason == "CreateContainerConfigError"


@pytest.mark.parametrize("path", ["", "/etc", "..", "a/../../b", "a\0b"])
def test_paths_that_lead_out(path: str) -> None:
    with pytest.raises(ValueError, match="does not lead to a place beneath its volume"):
        parts_of(path)


def test_links_are_not_followed(tmp_path: Path) -> None:
    outside, volume = tmp_path / "outside", tmp_path / "volume"
    outside.mkdir()
    volume.mkdir()
    (volume / "link").symlink_to(outside)
    for names in (("link",), ("link", "below")):
        with pytest.raises(OSError), pinned(volume, names):  # noqa: PT011 - the number differs by the place
            pass
    with pytest.raises(OSError):  # noqa: PT011
        write_file(volume, "link/file", b"x", 0o644)
    assert list(outside.iterdir()) == []
    with pinned(volume, ("new", "folder")) as descriptor:
        assert os.path.samestat(os.fstat(descriptor), (volume / "new/folder").stat())


def test_volumes_are_filled_and_read_only_but_for_empty_ones(tmp_path: Path) -> None:
    items = [{"key": "a", "path": "deep/a", "mode": 0o400}]
    spec = {
        "volumes": [
            {"name": "empty", "emptyDir": {}},
            {"name": "config", "configMap": {"name": "settings", "items": items}},
            {
                "name": "where",
                "downwardAPI": {"items": [{"path": "ip", "fieldRef": {"fieldPath": "status.podIP"}}]},
            },
        ]
    }
    shared: list[str] = []
    volumes = Volumes(
        outside=tmp_path,
        inside="/inside",
        spec=spec,
        values=VALUES,
        pin=lambda _: "/pinned",
        share_with_group=lambda folder, _: shared.append(folder),
    )
    volumes.prepare()
    assert (tmp_path / "1/deep/a").read_text() == "1"
    assert (tmp_path / "1/deep/a").stat().st_mode & 0o777 == 0o400
    assert (tmp_path / "2/ip").read_text() == "10.244.1.2"
    assert shared == []
    mounts: list[dict[str, object]] = [
        {"name": "empty", "mountPath": "/e", "subPath": "x"},
        {"name": "empty", "mountPath": "/r", "readOnly": True},
        {"name": "config", "mountPath": "/c"},
    ]
    assert list(volumes.mounts(a_container(volumeMounts=mounts))) == [
        "/pinned:/e:rw,rprivate",
        "/inside/0:/r:ro,rprivate",
        "/inside/1:/c:ro,rprivate",
    ]
    with pytest.raises(StartError, match="failed to prepare subPath"):
        list(volumes.mounts(a_container(volumeMounts=[{**mounts[0], "subPath": "../x"}])))


def test_what_is_imposed_is_never_more_than_the_limits() -> None:
    asked = a_container(resources={"limits": {"memory": "1Gi", "cpu": "4"}})
    assert (limits(asked).memory, float(limits(asked).cpus)) == (MEMORY, 0.5)
    less = a_container(resources={"limits": {"memory": "64Mi", "cpu": "250m"}})
    assert (limits(less).memory, float(limits(less).cpus)) == (64 << 20, 0.25)
    with pytest.raises(ProblemError, match="`many` is no quantity"):
        limits(a_container(resources={"limits": {"memory": "many"}}))


def test_privileges_are_dropped_whatever_a_manifest_says() -> None:
    context = {"capabilities": {"add": ["MKNOD", "CHOWN"], "drop": ["KILL"]}, "readOnlyRootFilesystem": True}
    words = container_arguments(
        a_container(securityContext=context, args=["$(A)"]), {}, {"A": "1"}, [], "/log"
    )
    assert [word for word in words if word.startswith("--cap")] == [
        "--cap-drop=mknod",
        "--cap-drop=net_raw",
        "--cap-drop=kill",
        "--cap-add=chown",
    ]
    assert {"--security-opt=no-new-privileges", "--read-only", "--pull=never"} <= set(words)
    assert words[-2:] == ["docker.io/library/busybox:1.36", "1"]
