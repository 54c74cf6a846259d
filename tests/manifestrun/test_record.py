"""Records: written and read, when they are reproduced, and what a page may say by them."""

from dataclasses import replace

import pytest

from manifestrun.engine import Version
from manifestrun.record import (
    RunRecord,
    is_reproduced,
    make_record,
    read_record,
    record_text,
    scenario_hash,
    state_of,
)
from manifestrun.run import CommandResult, RunResult, Status
from manifestrun.scenario import Scenario
from manifestrun.transcript import parse_transcript

STEPS = parse_transcript("$ kubectl get pods\ndemo [AGE]\n")
SCENARIO = Scenario(blocks={"pod": "image: busybox:1.36"}, steps=STEPS)
IMAGES = {"busybox:1.36": "abc", "nginx:1.22": "def"}


def a_result(status: Status = "passed", *, got: str = "demo 3s", masked: str = "demo [AGE]") -> RunResult:
    command = CommandResult(
        step=STEPS[0], got=(got,), masked=(masked,), exit=0, passed=status == "passed", seconds=0.1
    )
    version = Version(name="podman", text="podman 4.3.1 (pod emulation)", not_enforced=("memory",))
    return RunResult(status=status, version=version, seconds=2.04, commands=(command,))


def a_record(*results: RunResult) -> RunRecord:
    return make_record(results or [a_result()], "h", "2026-11-25")


def test_a_record_is_read_as_it_was_written() -> None:
    record = a_record()
    assert read_record(record_text(record)) == record
    assert '"seconds": 2.0' in record_text(record)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": 0}', '{"format": 1}', '{"format": 1, "status": "x"}']
)
def test_a_damaged_record_is_none(text: str) -> None:
    assert read_record(text) is None


def test_what_differs_from_run_to_run_is_not_in_it() -> None:
    first, second = a_record(a_result(got="demo 3s")), a_record(a_result(got="demo 4s"))
    assert is_reproduced(first, replace(second, date="2027-01-01", seconds=9.0))
    assert not is_reproduced(None, second)
    assert not is_reproduced(first, a_record(a_result(masked="other")))
    assert not is_reproduced(first, replace(second, hash="other"))
    assert not is_reproduced(first, replace(second, engine="podman 5.0 (pod emulation)"))


def test_the_worst_scenario_counts() -> None:
    assert a_record(a_result(), a_result("failed")).status == "failed"
    assert a_record(a_result(), RunResult(status="not run")).status == "not run"
    assert a_record(a_result(), a_result()).seconds == 4.1


@pytest.mark.parametrize(
    ("record", "digest", "state"),
    [
        (None, "h", "never run"),
        (a_record(), "h", "verified"),
        (a_record(), "other", "changed"),
        (a_record(a_result("failed")), "h", "failed"),
        (a_record(RunResult(status="refused")), "h", "refused"),
        (a_record(RunResult(status="not run")), "h", "not supported"),
    ],
)
def test_states(record: RunRecord | None, digest: str, state: str) -> None:
    assert state_of(record, digest) == state


def test_the_hash_covers_all_that_is_run() -> None:
    digest = scenario_hash([SCENARIO], IMAGES)
    moved = parse_transcript("\n\n$ kubectl get pods\ndemo [AGE]\n")
    assert scenario_hash([replace(SCENARIO, steps=moved)], IMAGES) == digest, "lines above do not matter"
    assert scenario_hash([SCENARIO], {**IMAGES, "nginx:1.22": "new"}) == digest, "it is not used here"
    others = [
        scenario_hash([SCENARIO], {**IMAGES, "busybox:1.36": "new"}),
        scenario_hash([replace(SCENARIO, blocks={"pod": "image: busybox:1.36 "})], IMAGES),
        scenario_hash([replace(SCENARIO, policy="restricted")], IMAGES),
        scenario_hash([replace(SCENARIO, steps=parse_transcript("$ kubectl get pods\ndemo\n"))], IMAGES),
        scenario_hash([SCENARIO, SCENARIO], IMAGES),
    ]
    assert len({digest, *others}) == len(others) + 1
