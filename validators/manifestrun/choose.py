"""Which engine runs a scenario: the one that was named, else podman, else an allowed cluster, else none."""

from manifestrun.engine import EngineError
from manifestrun.fields import not_honoured
from manifestrun.podman.engine import PodmanEngine
from manifestrun.podman.recipes import usable_names
from manifestrun.podman.sandbox import missing_tools
from manifestrun.scenario import EngineChoice


def choose_engine() -> EngineChoice:
    """Return the engine to use.

    Raises:
        EngineError: there is none on this machine; the message says what is missing of each.

    """
    if missing := missing_tools():
        raise EngineError(f"blocked: {', '.join(f'`{tool}`' for tool in missing)} not found on this machine")
    return EngineChoice(
        name="podman", open=PodmanEngine.open, images=usable_names(), not_honoured=not_honoured
    )
