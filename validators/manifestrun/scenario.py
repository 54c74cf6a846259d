"""A scenario: manifests and the commands run against them, read and checked before anything starts."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from manifestrun.command import Command, parse_command
from manifestrun.engine import Engine
from manifestrun.limits import NOTE_SECONDS
from manifestrun.manifest import Document, of_kind, read_manifest, title
from manifestrun.pattern import Vocabulary
from manifestrun.policy import Policy, refusals
from manifestrun.problem import Problem, ProblemError
from manifestrun.request import Apply
from manifestrun.transcript import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """What is run together; it sees nothing of other scenarios."""

    blocks: Mapping[str, str]
    """Manifests by the name under which a transcript may apply them; the others are applied at the start."""
    steps: Sequence[Step]
    policy: Policy = "baseline"
    retry: float = 0.0
    """Seconds for which a command is repeated until its output is the expected one."""
    seconds: float = NOTE_SECONDS
    vocabulary: Vocabulary = field(default_factory=Vocabulary)


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineChoice:
    """An engine that was chosen and not started yet."""

    name: str
    open: Callable[[], Engine]
    images: Collection[str]
    not_honoured: Callable[[tuple[Document, ...]], tuple[Problem, ...]]
    """Names the fields that this engine would ignore."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A scenario that may be run."""

    blocks: Mapping[str, tuple[Document, ...]]
    commands: tuple[tuple[Step, Command], ...]

    @property
    def at_start(self) -> tuple[Document, ...]:
        """The objects that no command of the transcript applies."""
        requests = [command.request for _, command in self.commands]
        named = {request.source for request in requests if isinstance(request, Apply)}
        return tuple(
            each for name, documents in self.blocks.items() if name not in named for each in documents
        )


def plan(scenario: Scenario, images: Collection[str]) -> Plan:
    """Read all and apply the policy.

    Raises:
        ProblemError: something is refused; it holds every reason.

    """
    problems: list[Problem] = []
    blocks = {name: _read(text, problems) for name, text in scenario.blocks.items()}
    commands = tuple(_commands(scenario.steps, blocks, problems))
    fed = [document for _, command in commands for document in _fed(command, problems)]
    documents = (*(each for block in blocks.values() for each in block), *fed)
    problems += _doubles(documents[: len(documents) - len(fed)])
    problems += refusals(documents, images, scenario.policy)
    if problems:
        raise ProblemError(*problems)
    return Plan(blocks=blocks, commands=commands)


def documents_of(made: Plan) -> tuple[Document, ...]:
    """Return every object that a plan may create."""
    fed = [document for _, command in made.commands for document in _fed(command, [])]
    return (*(each for block in made.blocks.values() for each in block), *fed)


def _read(text: str, problems: list[Problem]) -> tuple[Document, ...]:
    try:
        return read_manifest(text)
    except ProblemError as error:
        problems += error.problems
        return ()


def _commands(
    steps: Sequence[Step], blocks: Mapping[str, object], problems: list[Problem]
) -> Iterator[tuple[Step, Command]]:
    for step in steps:
        try:
            command = parse_command(step.command)
        except ProblemError as error:
            problems += (replace(problem, line=step.line) for problem in error.problems)
            continue
        request = command.request
        if isinstance(request, Apply) and request.source not in {"-", *blocks}:
            known = ", ".join(f"`{name}`" for name in blocks)
            problems.append(
                Problem(
                    message=f"`-f {request.source}` names no block that is run",
                    help=f"Name one of {known}.",
                    line=step.line,
                )
            )
            continue
        yield step, command


def _fed(command: Command, problems: list[Problem]) -> tuple[Document, ...]:
    request = command.request
    return (
        _read(request.stdin or "", problems) if isinstance(request, Apply) and request.source == "-" else ()
    )


def _doubles(documents: tuple[Document, ...]) -> Iterator[Problem]:
    names = [title(pod) for pod in of_kind(documents, "Pod")]
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield Problem(
                message=f"{name} is there {names.count(name)} times", help="Give each a name of its own."
            )
