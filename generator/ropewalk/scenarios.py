"""What a note runs: its manifests that are marked `run`, and the transcripts that belong to each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, cast, get_args

from manifestrun.limits import NOTE_SECONDS
from manifestrun.manifest import read_manifest
from manifestrun.policy import Policy
from manifestrun.problem import Problem, ProblemError
from manifestrun.scenario import Scenario
from manifestrun.transcript import Step, parse_transcript
from ropewalk.model.note import CompiledNote, Snippet
from ropewalk.runnable import RUN, TRANSCRIPTS
from ropewalk.syntax.fence import FenceInfo, parse_info

MANIFESTS: Final = frozenset({"yaml", "yml", "json"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteScenario:
    """A scenario of a note, and what its fences say about it."""

    scenario: Scenario
    problems: tuple[Problem, ...] = ()
    """What keeps it from being read."""
    fails: bool = False
    """The manifest must be refused, and that is the expected result."""
    skip: str | None = None
    """Why it is not run, as its author says."""
    engine: str = ""
    """`cluster`, where an emulation would not do."""
    places: tuple[tuple[int, int], ...] = ()
    """Indices of its transcripts, with the number of steps of each; of its manifests where it has none."""


@dataclass(slots=True, kw_only=True)
class _Group:
    """Manifests that run together, named by `names`, with their transcripts."""

    blocks: dict[str, str] = field(default_factory=dict)
    infos: list[FenceInfo] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    manifests: list[int] = field(default_factory=list)
    transcripts: list[tuple[int, int]] = field(default_factory=list)


def scenarios_of(note: CompiledNote) -> tuple[NoteScenario, ...]:
    """Return a note's scenarios in the order of their first manifest.

    A transcript belongs to the manifests that its `pod=` names, separated by commas, else to the manifest
    nearest above it. Manifests that share a transcript run together.
    """
    everything = note.properties.values.get(RUN) is True
    groups: list[_Group] = []
    for index, snippet in enumerate(note.snippets):
        info = parse_info(f"{snippet.language} {snippet.info}")
        if not (everything or RUN in info.flags):
            continue
        if snippet.language.lower() in MANIFESTS and "apiVersion" in snippet.text:
            groups.append(_manifest(snippet, info, index))
        elif snippet.language.lower() in TRANSCRIPTS:
            _transcript(snippet, info, index, groups)
    return tuple(map(_scenario, groups))


def _manifest(snippet: Snippet, info: FenceInfo, index: int) -> _Group:
    name = info.id or _first_name(snippet.text)
    return _Group(
        blocks={f"{name}.{snippet.language.lower()}": snippet.text}, infos=[info], manifests=[index]
    )


def _first_name(text: str) -> str:
    """Return what the first object of a manifest is called."""
    try:
        documents = read_manifest(text)
    except ProblemError:
        return "manifest"
    return str(documents[0]["metadata"]["name"]) if documents else "manifest"


def _transcript(snippet: Snippet, info: FenceInfo, index: int, groups: list[_Group]) -> None:
    wanted = [name.strip() for name in info.values.get("pod", "").split(",") if name.strip()]
    near = groups[-1:]
    found = [group for group in groups if any(_has(group, name) for name in wanted)] if wanted else near
    missing = [name for name in wanted if not any(_has(group, name) for group in groups)]
    line = snippet.position.line
    if missing or not found:
        name = (
            f"`pod={missing[0]}` names no manifest that is run"
            if missing
            else "no manifest that is run stands above"
        )
        target = found[0] if found else _Group()
        target.problems.append(Problem(message=name, help="Mark the manifest with `{#name run}`.", line=line))
        target.transcripts.append((index, 0))
        if not found:
            groups.append(target)
        return
    group = _joined(found, groups)
    group.infos.append(info)
    before = len(group.steps)
    try:
        group.steps += parse_transcript(snippet.text, line)
    except ProblemError as error:
        group.problems += error.problems
    group.transcripts.append((index, len(group.steps) - before))


def _has(group: _Group, name: str) -> bool:
    return any(name in {block, block.rpartition(".")[0]} for block in group.blocks)


def _joined(found: Sequence[_Group], groups: list[_Group]) -> _Group:
    """Make one group of several, at the place of the first."""
    first, *others = found
    for other in others:
        first.blocks.update(other.blocks)
        first.infos += other.infos
        first.steps += other.steps
        first.problems += other.problems
        first.manifests += other.manifests
        first.transcripts += other.transcripts
        groups.remove(other)
    return first


def _scenario(group: _Group) -> NoteScenario:
    values = _merged(group.infos)
    return NoteScenario(
        scenario=Scenario(
            blocks=group.blocks,
            steps=tuple(group.steps),
            policy=_policy(values.get("policy", "")),
            retry=_seconds(values.get("retry"), 0.0),
            seconds=min(_seconds(values.get("timeout"), NOTE_SECONDS), NOTE_SECONDS),
        ),
        problems=tuple(group.problems),
        fails=any("fails" in info.flags for info in group.infos),
        skip=values.get("skip"),
        engine=values.get("engine", ""),
        places=tuple(group.transcripts or ((index, 0) for index in group.manifests)),
    )


def _merged(infos: Iterable[FenceInfo]) -> Mapping[str, str]:
    return {key: value for info in infos for key, value in info.values.items()}


def _policy(text: str) -> Policy:
    return cast("Policy", text) if text in get_args(Policy) else "baseline"


def _seconds(text: str | None, default: float) -> float:
    """Read `10` or `10s`; what is no number counts as not given."""
    digits = (text or "").removesuffix("s")
    return float(digits) if digits.isascii() and digits.isdecimal() else default
