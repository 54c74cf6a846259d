"""A transcript's command, read: what it asks of the engine and what its output runs through."""

from dataclasses import dataclass, replace

from manifestrun.command_line import split_command
from manifestrun.filters import Filter, parse_filter
from manifestrun.kubectl_words import parse_kubectl
from manifestrun.problem import Problem, ProblemError
from manifestrun.request import Exec, Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A request and the filters behind it."""

    request: Request
    filters: tuple[Filter, ...] = ()


def parse_command(text: str) -> Command:
    """Read one command.

    Raises:
        ProblemError: it is not one that a transcript may use.

    """
    line = split_command(text)
    name, *words = line.stages[0]
    if name != "kubectl":
        raise ProblemError(
            Problem(
                message=f"`{name}` is no command that a transcript may use",
                help="Begin with `kubectl`; run programs of a container by `kubectl exec POD -- …`.",
            )
        )
    request = parse_kubectl(tuple(words), line.stdin)
    filters = tuple(map(parse_filter, line.stages[1:]))
    if filters and isinstance(request, Exec):
        request = replace(request, separate=True)
    return Command(request=request, filters=filters)
