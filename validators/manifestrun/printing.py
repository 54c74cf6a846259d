"""Pods in each form that `kubectl get` prints."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import yaml

from manifestrun import messages
from manifestrun.age import now
from manifestrun.engine import Answer, printed
from manifestrun.jsonpath import evaluate
from manifestrun.pod_table import pod_table
from manifestrun.request import Get

Pod = Mapping[str, Any]


def print_pods(pods: Sequence[Pod], request: Get) -> Answer:
    """Answer a `get` from all pods that there are; those that are asked for by name come in that order."""
    by_name = {pod["metadata"]["name"]: pod for pod in pods}
    missing = [name for name in request.names if name not in by_name]
    errors = "".join(f"{messages.not_found(name)}\n" for name in missing)
    shown = [by_name[name] for name in request.names if name in by_name] if request.names else list(pods)
    if missing and not shown:
        return printed("", stderr=errors, code=1)
    if not shown and request.output in {"", "wide", "name"}:
        quiet = request.output == "name"
        return printed("", stderr="" if quiet else "No resources found in default namespace.\n")
    text = _FORMS[request.output](shown, request)
    return Answer(pieces=((False, text), *(((True, errors),) if errors else ())), code=int(bool(missing)))


def _document(pods: Sequence[Pod], request: Get) -> Pod:
    if not request.plural:
        return pods[0]
    return {"apiVersion": "v1", "kind": "List", "metadata": {"resourceVersion": ""}, "items": list(pods)}


def _table(pods: Sequence[Pod], request: Get) -> str:
    return pod_table(pods, now(), wide=request.output == "wide")


def _json(pods: Sequence[Pod], request: Get) -> str:
    return json.dumps(_document(pods, request), indent=4, sort_keys=True, ensure_ascii=False) + "\n"


def _yaml(pods: Sequence[Pod], request: Get) -> str:
    plain = json.loads(json.dumps(_document(pods, request)))
    return yaml.safe_dump(plain, sort_keys=True, allow_unicode=True, default_flow_style=False)


def _name(pods: Sequence[Pod], request: Get) -> str:  # noqa: ARG001 - every form has the same shape
    return "".join(f"pod/{pod['metadata']['name']}\n" for pod in pods)


def _jsonpath(pods: Sequence[Pod], request: Get) -> str:
    return evaluate(request.template, _document(pods, request))


_FORMS: dict[str, Callable[[Sequence[Pod], Get], str]] = {
    "": _table,
    "wide": _table,
    "json": _json,
    "yaml": _yaml,
    "name": _name,
    "jsonpath": _jsonpath,
}
