"""A scenario: manifests and the commands run against them, read and checked before anything starts."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from manifestcheck import check
from manifestcheck.diagnostic import Severity
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
        named = {block_named(each.source, self.blocks) for each in requests if isinstance(each, Apply)}
        return tuple(
            each for name, documents in self.blocks.items() if name not in named for each in documents
        )

    def applied(self, request: Apply) -> tuple[Document, ...]:
        """Return the objects that a command applies."""
        if request.source == "-":
            return read_manifest(request.stdin or "")
        name = block_named(request.source, self.blocks)
        return self.blocks[name] if name is not None else ()

    @property
    def documents(self) -> tuple[Document, ...]:
        """Every object that may be created."""
        return (*(each for block in self.blocks.values() for each in block), *_fed(self.commands, []))


def block_named(name: str, blocks: Collection[str]) -> str | None:
    """Return the block of a name, which may leave the ending out where it is the only one so called."""
    if name in blocks:
        return name
    found = [block for block in blocks if block.rpartition(".")[0] == name]
    return found[0] if len(found) == 1 else None


def plan(scenario: Scenario, images: Collection[str]) -> Plan:
    """Read all and apply the policy.

    Raises:
        ProblemError: something is refused; it holds every reason.

    """
    problems: list[Problem] = []
    blocks = {name: _read(text, problems) for name, text in scenario.blocks.items()}
    commands = tuple(_commands(scenario.steps, blocks, problems))
    fed = _fed(commands, problems)
    made = Plan(blocks=blocks, commands=commands)
    problems += _doubles(made.at_start)
    every = (*(each for block in blocks.values() for each in block), *fed)
    problems += refusals(every, images, scenario.policy)
    problems += () if problems else _invalid(scenario.blocks.values())
    if problems:
        raise ProblemError(*problems)
    return made


def _read(text: str, problems: list[Problem]) -> tuple[Document, ...]:
    try:
        return read_manifest(text)
    except ProblemError as error:
        problems += error.problems
        return ()


def _commands(
    steps: Sequence[Step], blocks: Collection[str], problems: list[Problem]
) -> Iterator[tuple[Step, Command]]:
    for step in steps:
        try:
            command = parse_command(step.command)
        except ProblemError as error:
            problems += (replace(problem, line=step.line) for problem in error.problems)
            continue
        request = command.request
        if isinstance(request, Apply) and request.source != "-" and not block_named(request.source, blocks):
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


def _fed(commands: Sequence[tuple[Step, Command]], problems: list[Problem]) -> tuple[Document, ...]:
    """Return the objects that stand in the transcript itself."""
    requests = [command.request for _, command in commands]
    texts = [each.stdin or "" for each in requests if isinstance(each, Apply) and each.source == "-"]
    return tuple(document for text in texts for document in _read(text, problems))


def _invalid(texts: Iterable[str]) -> Iterator[Problem]:
    """Yield what the API server would say, which podman would not."""
    for text in texts:
        for finding in (
            each for report in check(text) if report.verdict == "invalid" for each in report.diagnostics
        ):
            if finding.severity is Severity.ERROR:
                field = f"`{finding.field}`: " if finding.field else ""
                yield Problem(
                    message=f"the API server would refuse it: {field}{finding.message}", help=finding.help
                )


def _doubles(documents: tuple[Document, ...]) -> Iterator[Problem]:
    names = [title(pod) for pod in of_kind(documents, "Pod")]
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield Problem(
                message=f"{name} is there {names.count(name)} times", help="Give each a name of its own."
            )
