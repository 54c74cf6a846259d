"""Which contexts may be used: local ones, never the current one, never a production-like one."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from manifestrun.choose import choose_engine
from manifestrun.cluster.context import Allowed, choose_context, kubeconfig_files
from manifestrun.engine import EngineError

LOCAL = "https://127.0.0.1:6443"


def a_config(
    *contexts: tuple[str, str], current: str = "", user: object = None, **cluster: object
) -> dict[str, Any]:
    """Return a kubeconfig of contexts, each with its server."""
    return {
        "apiVersion": "v1",
        "kind": "Config",
        "current-context": current,
        "clusters": [{"name": name, "cluster": {"server": server, **cluster}} for name, server in contexts],
        "users": [{"name": "me", "user": user or {"token": "abc"}}],
        "contexts": [
            {"name": name, "context": {"cluster": name, "user": "me", "namespace": "prod"}}
            for name, _ in contexts
        ],
    }


@pytest.fixture
def kubeconfig(tmp_path: Path) -> Path:
    return tmp_path / "config"


def write(path: Path, config: object) -> Path:
    path.write_text(yaml.safe_dump(config), "utf-8")
    return path


@pytest.mark.parametrize("name", ["kind-notes", "k3d-a", "minikube", "minikube-2"])
@pytest.mark.parametrize("server", [LOCAL, "https://localhost:1", "https://[::1]:6443", "https://127.9.9.9"])
def test_local_contexts_may_be_used(kubeconfig: Path, name: str, server: str) -> None:
    assert choose_context([write(kubeconfig, a_config((name, server)))]).name == name


@pytest.mark.parametrize(
    ("name", "server", "why"),
    [
        ("prod", "https://prod.example.com", "its name is none of"),
        ("prod", LOCAL, "its name is none of"),
        ("arn:aws:eks:eu-central-1:1:cluster/prod", "https://x.eks.amazonaws.com", "its name is none of"),
        ("gke_shop_europe_prod", "https://34.1.2.3", "its name is none of"),
        ("docker-desktop", LOCAL, "its name is none of"),
        ("my-kind-prod", LOCAL, "its name is none of"),
        ("KIND-prod", LOCAL, "its name is none of"),
        ("kind-prod", "https://prod.example.com", "its server `prod.example.com` is not on this machine"),
        ("kind-prod", "https://127.0.0.1.evil.example", "its server `127.0.0.1.evil.example`"),
        ("kind-prod", "https://127.0.0.1@evil.example", "its server `evil.example`"),
        ("kind-prod", "https://192.168.49.2:8443", "its server `192.168.49.2`"),
        ("kind-prod", "https://localhost.example.com", "its server `localhost.example.com`"),
        ("kind-prod", "", "its server ``"),
    ],
)
def test_other_contexts_are_refused(kubeconfig: Path, name: str, server: str, why: str) -> None:
    config = write(kubeconfig, a_config((name, server), current=name))
    for wanted in (None, name):
        with pytest.raises(EngineError, match="no context may be used") as caught:
            choose_context([config], wanted=wanted)
        assert f"`{name}`: {why}" in str(caught.value)


def test_the_current_context_is_never_taken(kubeconfig: Path) -> None:
    config = a_config(("prod", LOCAL), ("kind-b", LOCAL), ("kind-a", LOCAL), current="prod")
    assert choose_context([write(kubeconfig, config)]).name == "kind-a"


def test_what_the_user_lists_may_be_used(kubeconfig: Path) -> None:
    config = write(kubeconfig, a_config(("lab", "https://lab.example:6443")))
    with pytest.raises(EngineError, match=r"its server `lab.example`"):
        choose_context([config], Allowed(contexts=["lab"]))
    with pytest.raises(EngineError, match="its name"):
        choose_context([config], Allowed(servers=["lab.example"]))
    assert choose_context([config], Allowed(contexts=["lab"], servers=["lab.example"])).name == "lab"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"proxy-url": "http://evil.example"}, "it goes through a proxy"),
        ({"user": {"exec": {"command": "aws"}}}, "its user runs a program to log in"),
        ({"user": {"auth-provider": {"name": "gcp"}}}, "its user runs a program to log in"),
    ],
)
def test_a_local_name_with_a_way_out_is_refused(kubeconfig: Path, change: dict[str, Any], why: str) -> None:
    with pytest.raises(EngineError, match=why):
        choose_context([write(kubeconfig, a_config(("kind-a", LOCAL), **change))])


def test_the_copy_holds_one_context_and_no_namespace(kubeconfig: Path) -> None:
    user = {"client-certificate": "keys/me.crt", "client-key-data": "abc"}
    config = write(kubeconfig, a_config(("prod", "https://prod.example.com"), ("kind-a", LOCAL), user=user))
    context = choose_context([config])
    assert "prod" not in json.dumps(context.config)
    assert "current-context" not in context.config
    (only,) = context.config["users"]
    assert only["user"]["client-certificate"] == str(kubeconfig.parent / "keys/me.crt")


def test_files(tmp_path: Path) -> None:
    assert kubeconfig_files({"HOME": str(tmp_path)}) == (tmp_path / ".kube" / "config",)
    assert kubeconfig_files({"KUBECONFIG": "/a::/b"}) == (Path("/a"), Path("/b"))
    first, second = (
        write(tmp_path / "a", a_config(("prod", LOCAL))),
        write(tmp_path / "b", a_config(("kind-b", LOCAL))),
    )
    assert choose_context([first, tmp_path / "missing", second]).name == "kind-b"


@pytest.mark.parametrize("text", ["", "x", "contexts: 1", "contexts: [{name: kind-a}]", "contexts: [1, {}]"])
def test_files_of_another_shape(kubeconfig: Path, text: str) -> None:
    kubeconfig.write_text(text, "utf-8")
    with pytest.raises(EngineError, match="no context may be used"):
        choose_context([kubeconfig])


def test_a_file_that_is_no_yaml(kubeconfig: Path) -> None:
    kubeconfig.write_text("a: [", "utf-8")
    with pytest.raises(EngineError, match="cannot be read"):
        choose_context([kubeconfig])


def test_nothing_may_be_used(kubeconfig: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KUBECONFIG", str(write(kubeconfig, a_config(("prod", LOCAL), current="prod"))))
    monkeypatch.setattr("manifestrun.choose.missing_tools", lambda: ("podman",))
    monkeypatch.setattr("manifestrun.choose.shutil.which", lambda *_, **__: "/usr/bin/kubectl")
    with pytest.raises(
        EngineError, match=r"podman: `podman` not found.*kubectl: no context may be used: `prod`"
    ):
        choose_engine()
    with pytest.raises(EngineError, match="no kubeconfig has a context `kind-x`"):
        choose_engine("kubectl", context="kind-x")
