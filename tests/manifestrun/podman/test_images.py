"""Ropewalk's own images: made from Debian's packages, each by its recipe."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from manifestrun.choose import choose_engine
from manifestrun.engine import EngineError
from manifestrun.podman import store
from manifestrun.podman.recipes import PAUSE, RECIPES, full_name, image_identities
from manifestrun.podman.store import ensure_images, made_images, store_folder
from manifestrun.report import report
from manifestrun.run import run_scenario
from manifestrun.scenario import Scenario
from manifestrun.transcript import parse_transcript
from tests.manifestrun.making import a_container, a_pod

NGINX = "docker.io/library/nginx:1.22"
TRANSCRIPT = """\
$ kubectl exec web -c side -- wget -qO- http://localhost/ | grep title
<title>Welcome to nginx!</title>
$ kubectl logs web -c nginx | grep -c '"GET / HTTP/1.1" 200'
[N]
$ kubectl delete pod web --now
pod "web" deleted
"""


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("busybox:1.36", "docker.io/library/busybox:1.36"),
        ("busybox", "docker.io/library/busybox:latest"),
        ("some/tool", "docker.io/some/tool:latest"),
        ("registry.example/tool:1", "registry.example/tool:1"),
        ("localhost:5000/tool", "localhost:5000/tool:latest"),
    ],
)
def test_full_names(short: str, full: str) -> None:
    assert full_name(short) == full


def test_what_notes_may_name() -> None:
    names = image_identities()
    assert {"busybox:1.36", "library/busybox:1.36", "docker.io/library/busybox:1.36"} <= names.keys()
    assert PAUSE not in names
    assert len(set(names.values())) == len(RECIPES) - 1


@pytest.mark.podman
def test_nginx_serves_where_it_could_be_had(images: None) -> None:
    content = made_images(store_folder())[NGINX]["content"]
    if not content.startswith("nginx/"):
        assert content.startswith("not made: `apt-get download")
        return
    probe = {"httpGet": {"port": 80}, "periodSeconds": 1}
    nginx = a_container("nginx", image="nginx:1.22", readinessProbe=probe)
    pod = a_pod(nginx, a_container("side", command=["sleep", "600"]), name="web")
    scenario = Scenario(blocks={"web": yaml.safe_dump(pod)}, steps=parse_transcript(TRANSCRIPT), retry=5.0)
    result = run_scenario(scenario, choose_engine("podman"))
    assert result.status == "passed", "\n".join(report(result, "web", "transcript"))


@pytest.mark.podman
def test_an_optional_image_that_cannot_be_had_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(_: Path) -> str:
        raise EngineError("`apt-get download x` failed")

    lost = replace(RECIPES[-1], fill=nothing)
    monkeypatch.setattr(store, "RECIPES", (RECIPES[0], lost))
    table = ensure_images(tmp_path / "store")
    assert table[lost.image]["content"] == "not made: `apt-get download x` failed"
    assert table[PAUSE]["id"].startswith("sha256:")
    monkeypatch.setattr(store, "RECIPES", (replace(lost, optional=False),))
    (tmp_path / "store" / "images.json").unlink()
    with pytest.raises(EngineError, match="apt-get download x"):
        ensure_images(tmp_path / "store")
