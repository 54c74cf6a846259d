"""Running a scenario against an engine that only answers: what is compared, repeated, bound and given up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from manifestrun.cli import main
from manifestrun.engine import Answer, EngineError, Version, printed
from manifestrun.manifest import Document
from manifestrun.plain_text import plain_text
from manifestrun.report import report
from manifestrun.request import Delete, Exec, Get, Logs, Wait
from manifestrun.run import RunResult, run_scenario
from manifestrun.scenario import EngineChoice, Scenario, block_named
from manifestrun.transcript import parse_transcript
from tests.manifestrun.making import a_pod

POD = yaml.safe_dump(a_pod())


@dataclass(slots=True)
class Answering:
    """An engine that starts nothing: it gives the answers that a test has laid out."""

    answers: list[str]
    applied: list[str] = field(default_factory=list)
    closed: bool = False

    def version(self) -> Version:
        return Version(name="podman", text="an engine of the tests")

    def apply(self, documents: tuple[Document, ...]) -> Answer:
        self.applied += [each["metadata"]["name"] for each in documents]
        return printed("".join(f"pod/{each['metadata']['name']} created\n" for each in documents))

    def pods(self) -> tuple[Mapping[str, Any], ...]:
        return ()

    def _next(self) -> Answer:
        return printed(self.answers.pop(0) if len(self.answers) > 1 else self.answers[0], stderr="remark\n")

    def get(self, request: Get) -> Answer:  # noqa: ARG002 - the protocol
        return self._next()

    def wait(self, request: Wait) -> Answer:  # noqa: ARG002 - the protocol
        return self._next()

    def exec(self, request: Exec) -> Answer:
        return printed(" ".join(request.command[1:]) + "\n")

    def logs(self, request: Logs) -> Answer:  # noqa: ARG002 - the protocol
        raise EngineError("it broke")

    def delete(self, request: Delete) -> Answer:  # noqa: ARG002 - the protocol
        return self._next()

    def close(self) -> None:
        self.closed = True


def choice_of(engine: Answering) -> EngineChoice:
    return EngineChoice(
        name="podman", open=lambda: engine, images=["busybox:1.36"], not_honoured=lambda _: ()
    )


def run(transcript: str, *answers: str, **more: Any) -> tuple[RunResult, Answering]:
    engine = Answering(list(answers) or [""])
    blocks = {"web": POD, "other": POD.replace("demo", "second")}
    scenario = Scenario(blocks=blocks, steps=parse_transcript(transcript), **more)
    return run_scenario(scenario, choice_of(engine)), engine


def test_blocks_are_applied_at_the_start_or_where_the_transcript_says() -> None:
    result, engine = run("$ kubectl apply -f web\npod/demo created\n")
    assert (result.status, engine.applied, engine.closed) == ("passed", ["second", "demo"], True)


def test_what_is_fed_is_applied() -> None:
    fed = POD.replace("demo", "fed").replace("\n", "\n> ").removesuffix("> ")
    result, engine = run(f"$ kubectl apply -f - <<'EOF'\n> {fed}> EOF\npod/fed created\n")
    assert (result.status, engine.applied) == ("passed", ["demo", "second", "fed"])


def test_what_is_fed_is_checked_beforehand() -> None:
    result, engine = run("$ kubectl apply -f - <<'EOF'\n> kind: Pod\n> EOF\n")
    assert (result.status, engine.applied) == ("refused", [])


def test_a_block_that_is_not_there() -> None:
    result, _ = run("$ kubectl apply -f nothing\n")
    assert [str(problem) for problem in result.reasons] == ["line 1: `-f nothing` names no block that is run"]


def test_a_block_may_be_named_without_its_ending() -> None:
    assert block_named("web", ["web.yaml", "other.yaml"]) == "web.yaml"
    assert block_named("web.json", ["web.yaml", "web.json"]) == "web.json"
    assert block_named("web", ["web.yaml", "web.json"]) is None


def test_what_the_api_server_would_refuse_is_refused() -> None:
    scenario = Scenario(blocks={"a": POD + "    comand: [x]\n"}, steps=())
    result = run_scenario(scenario, choice_of(Answering([""])))
    assert result.status == "refused"
    (problem,) = result.reasons
    assert problem.message.startswith("the API server would refuse it: `spec.containers[0].comand`: unknown")


def test_a_name_that_is_there_twice() -> None:
    scenario = Scenario(blocks={"a": POD, "b": POD}, steps=parse_transcript("$ kubectl get pods\n"))
    result = run_scenario(scenario, choice_of(Answering([""])))
    assert [str(problem) for problem in result.reasons] == ["Pod `demo` is there 2 times"]


def test_a_command_is_repeated_until_it_fits() -> None:
    transcript = "$ kubectl get pods\nremark\nthree\n"
    assert run(transcript, "one\n", "two\n", "three\n", retry=5.0)[0].status == "passed"
    assert run(transcript, "one\n", "two\n", "three\n")[0].status == "failed"


def test_names_are_bound_and_used_in_commands() -> None:
    transcript = "$ kubectl get pods\nremark\n[IP:a]\n$ kubectl exec demo -- echo [IP:a]\n[IP:a]\n"
    result, _ = run(transcript, "10.0.0.7\n")
    assert result.status == "passed"
    assert result.commands[1].got == ("10.0.0.7",)


def test_names_are_bound_beside_a_line_that_does_not_fit() -> None:
    listed = "$ kubectl get pods\nremark\nHEAD\nweb [IP:web]\n"
    result, _ = run(f"{listed}$ kubectl exec web -- echo [IP:web]\n[IP:web]\n", "NAME\nweb 10.0.0.7\n")
    assert [each.passed for each in result.commands] == [False, True]
    assert result.commands[0].masked == ("remark", "NAME", "web [IP:web]")
    assert result.commands[1].got == ("10.0.0.7",)


def test_a_name_that_is_not_bound_stops_the_run() -> None:
    result, _ = run("$ kubectl exec demo -- echo [IP:b]\n")
    assert [str(problem) for problem in result.reasons] == ["line 1: `[IP:b]` is bound to nothing yet"]


def test_only_standard_output_is_filtered() -> None:
    assert run("$ kubectl get pods | grep -c o\nremark\n1\n", "one\n")[0].status == "passed"


def test_an_engine_that_breaks_is_closed() -> None:
    engine = Answering([""])
    scenario = Scenario(blocks={}, steps=parse_transcript("$ kubectl logs demo\n"))
    with pytest.raises(EngineError, match="it broke"):
        run_scenario(scenario, choice_of(engine))
    assert engine.closed


def test_a_failure_is_reported_with_its_line_and_a_diff() -> None:
    result, _ = run("\n$ kubectl get pods\nremark\nexpected [AGE]\nsame\n? 1\n", "other 3s\nsame\n")
    assert list(report(result, "pod.yaml", "note.txt"))[:-1] == [
        "note.txt:2: `kubectl get pods` on an engine of the tests after 0.0 s",
        "  exit code 0, expected 1",
        "  --- expected",
        "  +++ got",
        "  @@ -1,3 +1,3 @@",
        "   remark",
        "  -expected [AGE]",
        "  +other [AGE]",
        "   same",
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ()),
        ("a\nb\n", ("a", "b")),
        ("a\r\n\n", ("a", "")),
        ("\x1b[31mred\x1b[0m\x1b]0;title\x07 \x1b(Bx", ("red x",)),
        ("a\tb\x00\x08c\u202egnp", ("a\tbcgnp",)),
    ],
)
def test_output_becomes_plain_text(text: str, lines: tuple[str, ...]) -> None:
    assert plain_text(text) == lines


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the arguments of the command line, whose engine only answers."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(
        "manifestrun.cli.choose_engine", lambda *_, **__: choice_of(Answering(["got [x] 5s\n"]))
    )
    (tmp_path / "pod.yaml").write_text(POD, "utf-8")
    (tmp_path / "note.txt").write_text("$ kubectl get pods\nremark\nold [AGE] x\n", "utf-8")
    return [str(tmp_path / "pod.yaml"), str(tmp_path / "note.txt")]


def test_exit_codes(files: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert CliRunner().invoke(main, files).exit_code == 1
    Path(files[1]).write_text("$ kubectl get pods\nremark\ngot [x] [AGE]\n", "utf-8")
    assert CliRunner().invoke(main, files).exit_code == 0
    Path(files[1]).write_text("$ rm -rf /\n", "utf-8")
    refused = CliRunner().invoke(main, files)
    assert (refused.exit_code, "note.txt:1: `rm` is no command" in refused.output) == (1, True)
    Path(files[1]).write_text("nothing\n", "utf-8")
    assert CliRunner().invoke(main, files).exit_code == 1

    def none(*_: object, **__: object) -> None:
        raise EngineError("blocked: `podman` not found")

    monkeypatch.setattr("manifestrun.cli.choose_engine", none)
    Path(files[1]).write_text("$ kubectl get pods\n", "utf-8")
    broken = CliRunner().invoke(main, files)
    assert (broken.exit_code, broken.output) == (2, "error: blocked: `podman` not found\n")


def test_update_asks_and_writes(files: list[str]) -> None:
    before = Path(files[1]).read_text("utf-8")
    asked = CliRunner().invoke(main, [*files, "--update"], input="n\n")
    assert "-old [AGE] x" in asked.output, "the diff comes first"
    assert (asked.exit_code, Path(files[1]).read_text("utf-8")) == (1, before)
    assert CliRunner().invoke(main, [*files, "--update"], input="y\n").exit_code == 0
    assert Path(files[1]).read_text("utf-8") == "$ kubectl get pods\nremark\ngot [x] 5s\n"
    assert CliRunner().invoke(main, files).exit_code == 0


def test_update_refuses_under_continuous_integration(
    files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    before = Path(files[1]).read_text("utf-8")
    assert CliRunner().invoke(main, [*files, "--update", "--yes"]).exit_code == 2
    assert Path(files[1]).read_text("utf-8") == before
