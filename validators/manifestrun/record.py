"""The record of a note's run: what was run, on what, when and what came, kept beside the notes as JSON."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, cast, get_args

from manifestrun.run import RunResult, Status
from manifestrun.scenario import Scenario

FORMAT = 1
State = Literal["verified", "changed", "never run", "not supported", "refused", "failed"]
"""What a page says of its note; all but the first mean that it is not verified."""
_STATES: Mapping[Status, State] = {
    "passed": "verified",
    "failed": "failed",
    "refused": "refused",
    "not run": "not supported",
}
_WORST: tuple[Status, ...] = ("failed", "refused", "not run", "passed")


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandRecord:
    """A command with its captured output, in which tokens stand for what differs from run to run."""

    line: int
    command: str
    output: tuple[str, ...]
    exit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """A note's latest run."""

    hash: str
    """Of manifests, transcripts, how they are run, and the images."""
    status: Status
    engine: str
    """As a page names it: `podman 4.3.1 (pod emulation)`; empty if nothing was started."""
    not_enforced: tuple[str, ...]
    reasons: tuple[str, ...]
    date: str
    """Of the day, `2026-11-25`."""
    seconds: float
    commands: tuple[CommandRecord, ...]


def scenario_hash(scenarios: Iterable[Scenario], images: Mapping[str, str]) -> str:
    """Return the hash of what would be run; `images` maps each usable name to what it is made of."""
    shown = [
        {
            "blocks": dict(each.blocks),
            "steps": [[step.command, list(step.expected), step.exit] for step in each.steps],
            "policy": each.policy,
            "tokens": dict(each.vocabulary.tokens),
            "images": {name: made for name, made in images.items() if _names(each, name)},
        }
        for each in scenarios
    ]
    text = json.dumps([FORMAT, shown], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _names(scenario: Scenario, image: str) -> bool:
    return any(image in block for block in scenario.blocks.values())


def make_record(results: Sequence[RunResult], digest: str, date: str) -> RunRecord:
    """Return the record of a note's scenarios, in its order; the status is the worst of theirs."""
    versions = [each.version for each in results if each.version is not None]
    return RunRecord(
        hash=digest,
        status=min((each.status for each in results), key=_WORST.index),
        engine=versions[0].text if versions else "",
        not_enforced=versions[0].not_enforced if versions else (),
        reasons=tuple(problem.message for each in results for problem in each.reasons),
        date=date,
        seconds=round(sum(each.seconds for each in results), 1),
        commands=tuple(
            CommandRecord(line=each.step.line, command=each.step.command, output=each.masked, exit=each.exit)
            for result in results
            for each in result.commands
        ),
    )


def is_reproduced(old: RunRecord | None, new: RunRecord) -> bool:
    """Tell whether a run gave again what is recorded; its date and its length may differ."""
    return old is not None and replace(old, date=new.date, seconds=new.seconds) == new


def state_of(record: RunRecord | None, digest: str) -> State:
    """Return what a record says of a note that has this hash now."""
    if record is None:
        return "never run"
    return "changed" if record.hash != digest else _STATES[record.status]


def record_text(record: RunRecord) -> str:
    """Return the file of a record."""
    values = {
        "format": FORMAT,
        **{name: getattr(record, name) for name in RunRecord.__slots__ if name != "commands"},
        "commands": [
            {name: getattr(each, name) for name in CommandRecord.__slots__} for each in record.commands
        ],
    }
    return json.dumps(values, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def read_record(text: str) -> RunRecord | None:
    """Read the file of a record; None if it is damaged or of another format, as if there were none."""
    try:
        values = json.loads(text)
        return _record(values) if values["format"] == FORMAT else None
    except (ValueError, KeyError, TypeError):
        return None


def _record(values: Mapping[str, Any]) -> RunRecord:
    if values["status"] not in get_args(Status):
        raise ValueError(values["status"])
    return RunRecord(
        hash=str(values["hash"]),
        status=cast("Status", values["status"]),
        engine=str(values["engine"]),
        not_enforced=tuple(map(str, values["not_enforced"])),
        reasons=tuple(map(str, values["reasons"])),
        date=str(values["date"]),
        seconds=float(values["seconds"]),
        commands=tuple(
            CommandRecord(
                line=int(each["line"]),
                command=str(each["command"]),
                output=tuple(map(str, each["output"])),
                exit=int(each["exit"]),
            )
            for each in values["commands"]
        ),
    )
