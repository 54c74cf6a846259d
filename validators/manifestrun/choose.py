"""Which engine runs a scenario: the one that was named, else podman, else an allowed cluster, else none."""

import os
import shutil
from typing import Literal, NoReturn

from manifestrun.children import PATH
from manifestrun.cluster.context import Allowed, choose_context, kubeconfig_files
from manifestrun.cluster.engine import KubectlEngine
from manifestrun.engine import EngineError
from manifestrun.fields import not_honoured
from manifestrun.podman.engine import PodmanEngine
from manifestrun.podman.recipes import image_identities
from manifestrun.podman.sandbox import missing_tools
from manifestrun.problem import Problem
from manifestrun.scenario import EngineChoice

NONE = "none"
"""The name of the engine that runs nothing."""
EngineName = Literal["auto", "podman", "kubectl"]


def choose_engine(
    name: EngineName = "auto", allowed: Allowed | None = None, context: str | None = None
) -> EngineChoice:
    """Return the engine to use; a context by its name is for kubectl alone.

    Raises:
        EngineError: there is none on this machine; the message says why, of each that was looked at.

    """
    reasons = []
    if name in {"auto", "podman"} and context is None:
        missing = missing_tools()
        if not missing:
            return _podman()
        reasons.append(f"podman: {', '.join(f'`{tool}`' for tool in missing)} not found on this machine")
    if name in {"auto", "kubectl"}:
        try:
            return _kubectl(allowed, context)
        except EngineError as error:
            reasons.append(f"kubectl: {error}")
    raise EngineError(f"blocked: {'; '.join(reasons)}")


def _podman() -> EngineChoice:
    return EngineChoice(
        name="podman", open=PodmanEngine.open, images=image_identities(), not_honoured=not_honoured
    )


def _kubectl(allowed: Allowed | None, wanted: str | None) -> EngineChoice:
    if shutil.which("kubectl", path=PATH) is None:
        raise EngineError("`kubectl` not found on this machine")
    context = choose_context(kubeconfig_files(os.environ), allowed, wanted)
    return EngineChoice(
        name="kubectl",
        open=lambda: KubectlEngine.open(context),
        images=image_identities(),
        not_honoured=lambda _: (),
    )


def no_engine(reason: str) -> EngineChoice:
    """Return what stands for an engine where there is none: every scenario that may run is not run."""

    def nothing() -> NoReturn:
        raise EngineError(reason)

    problem = Problem(message=reason, help="Install podman and runc, or start a local cluster.")
    return EngineChoice(name=NONE, open=nothing, images=image_identities(), not_honoured=lambda _: (problem,))
