"""What is imposed on every container, whatever its manifest says."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from manifestrun.manifest import section
from manifestrun.problem import Problem, ProblemError
from manifestrun.quantity import parse_quantity

MEMORY = 128 * 1024**2
CPUS = Fraction(1, 2)
PROCESSES = 128
LOG_BYTES = 1_000_000
SCRATCH_BYTES = 512 * 1024**2
"""All that a run may write: layers, volumes and logs together."""
OUTPUT_BYTES = 64 * 1024
COMMAND_SECONDS = 20.0
NOTE_SECONDS = 120.0
_SMALLEST_MEMORY = 6 * 1024**2
"""Below this a container's own start-up does not fit."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes and processors of one container."""

    memory: int
    cpus: Fraction

    def of(self, resource: str) -> Fraction:
        """Return the amount that a `resourceFieldRef` names by `limits.cpu` or `requests.memory`."""
        return Fraction(self.memory) if resource.endswith("memory") else self.cpus


def limits(container: Mapping[str, Any]) -> Limits:
    """Return the smaller of what a container asks for and what is imposed.

    Raises:
        ProblemError: a limit is no quantity.

    """
    asked = section(container, "resources", "limits")
    try:
        memory = min(MEMORY, int(parse_quantity(asked.get("memory", MEMORY))))
        cpus = min(CPUS, parse_quantity(asked.get("cpu", CPUS.numerator / CPUS.denominator)))
    except ValueError as error:
        raise ProblemError(Problem(message=str(error), help="Write one like `64Mi` or `250m`.")) from error
    return Limits(max(memory, _SMALLEST_MEMORY), max(cpus, Fraction(1, 100)))
