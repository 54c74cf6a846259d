"""The clusters that may be used: local ones by their names and addresses, never the current context."""

import ipaddress
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from manifestrun.engine import EngineError
from manifestrun.manifest import entries, section

PATTERNS = ("kind-*", "k3d-*", "minikube*")
_LARGEST = 1 << 20
_EMBEDDED = ("certificate-authority", "client-certificate", "client-key", "tokenFile")
"""Fields that hold a path, which a copy elsewhere must find too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What the user allows beyond the local clusters."""

    contexts: Collection[str] = ()
    servers: Collection[str] = ()
    """Hosts, without scheme and port."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A context that may be used, with a kubeconfig of that context alone."""

    name: str
    server: str
    config: Mapping[str, Any]


def kubeconfig_files(environment: Mapping[str, str]) -> tuple[Path, ...]:
    """Return the files that kubectl would read."""
    if listed := environment.get("KUBECONFIG"):
        return tuple(Path(part) for part in listed.split(os.pathsep) if part)
    return (Path(environment.get("HOME") or "~").expanduser() / ".kube" / "config",)


def choose_context(
    files: Collection[Path], allowed: Allowed | None = None, wanted: str | None = None
) -> Context:
    """Return the context to use: the wanted one, or the first by name that may be used.

    Raises:
        EngineError: there is none; it says of each context why it was refused.

    """
    allowed = allowed or Allowed()
    refused: list[str] = []
    found = {name: (file, config) for file, config in _read(files) for name in _names(config)}
    for name in [wanted] if wanted is not None else sorted(found):
        if name not in found:
            raise EngineError(f"no kubeconfig has a context `{name}`")
        file, config = found[name]
        context = _single(name, config, file)
        if why := refusal(context, allowed):
            refused.append(f"`{name}`: {why}")
        else:
            return context
    raise EngineError("no context may be used: " + ("; ".join(refused) or "there is no kubeconfig"))


def refusal(context: Context, allowed: Allowed) -> str | None:
    """Return why a context may not be used, None if it may."""
    if context.name not in allowed.contexts and not any(fnmatchcase(context.name, each) for each in PATTERNS):
        return f"its name is none of {', '.join(PATTERNS)} and was not allowed"
    host = urlsplit(context.server).hostname or ""
    if host not in allowed.servers and not _is_loopback(host):
        return f"its server `{host}` is not on this machine and was not allowed"
    cluster = context.config["clusters"][0]["cluster"]
    if cluster.get("proxy-url"):
        return "it goes through a proxy"
    user = context.config["users"][0]["user"]
    if "exec" in user or "auth-provider" in user:
        return "its user runs a program to log in"
    return None


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _read(files: Collection[Path]) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    for file in files:
        if not file.is_file():
            continue
        try:
            text = file.read_text("utf-8")
            config = yaml.load(text, Loader=yaml.CSafeLoader) if len(text) < _LARGEST else None
        except (OSError, ValueError, yaml.YAMLError) as error:
            raise EngineError(f"kubeconfig `{file}` cannot be read: {error}") from error
        if isinstance(config, dict):
            yield file, config


def _names(config: Mapping[str, Any]) -> Iterator[str]:
    return (str(each["name"]) for each in entries(config.get("contexts")) if "name" in each)


def _single(name: str, config: Mapping[str, Any], file: Path) -> Context:
    """Cut a kubeconfig down to one context, its cluster and its user."""
    context = section(_named(config, "contexts", name), "context")
    cluster = section(_named(config, "clusters", context.get("cluster")), "cluster")
    user = section(_named(config, "users", context.get("user")), "user")
    copy = {
        "apiVersion": "v1",
        "kind": "Config",
        "clusters": [{"name": name, "cluster": _absolute(cluster, file)}],
        "users": [{"name": name, "user": _absolute(user, file)}],
        "contexts": [{"name": name, "context": {"cluster": name, "user": name}}],
    }
    return Context(name=name, server=str(cluster.get("server") or ""), config=copy)


def _named(config: Mapping[str, Any], group: str, name: object) -> Mapping[str, Any]:
    return next((each for each in entries(config.get(group)) if each.get("name") == name), {})


def _absolute(values: Mapping[str, Any], file: Path) -> dict[str, Any]:
    return {
        key: str(file.parent / str(value)) if key in _EMBEDDED else value for key, value in values.items()
    }
