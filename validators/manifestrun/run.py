"""Running a scenario: apply, wait until the pods have settled, then one command after the other."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from manifestrun.age import now
from manifestrun.command import Command, parse_command
from manifestrun.compare import compare, masked
from manifestrun.engine import Answer, Engine, Version
from manifestrun.manifest import Document
from manifestrun.plain_text import plain_text
from manifestrun.problem import Problem, ProblemError
from manifestrun.request import Apply, Delete, Exec, Get, Logs, Request, Wait
from manifestrun.scenario import EngineChoice, Plan, Scenario, plan
from manifestrun.transcript import Step
from manifestrun.waiting import settled

Status = Literal["passed", "failed", "refused", "not run"]
_SETTLE_SECONDS = 40.0
_PAUSE = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandResult:
    """A command, what was expected of it and what came."""

    step: Step
    got: tuple[str, ...]
    masked: tuple[str, ...]
    """What came, in the words of what was expected wherever those still hold."""
    exit: int
    passed: bool
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RunResult:
    """What came of a scenario."""

    status: Status
    reasons: tuple[Problem, ...] = ()
    version: Version | None = None
    seconds: float = 0.0
    commands: tuple[CommandResult, ...] = ()


def run_scenario(scenario: Scenario, choice: EngineChoice) -> RunResult:
    """Run a scenario on an engine; nothing is started unless all of it may run.

    Raises:
        EngineError: the engine cannot be used on this machine.

    """
    began = time.monotonic()
    try:
        made = plan(scenario, choice.images)
    except ProblemError as error:
        return RunResult(status="refused", reasons=error.problems)
    if ignored := choice.not_honoured(made.documents):
        return RunResult(status="not run", reasons=ignored)
    engine = choice.open()
    try:
        session = _Session(scenario=scenario, plan=made, engine=engine, deadline=began + scenario.seconds)
        session.run()
        version = engine.version()
    finally:
        engine.close()
    good = not session.reasons and all(result.passed for result in session.results)
    return RunResult(
        status="passed" if good else "failed",
        reasons=tuple(session.reasons),
        version=version,
        seconds=time.monotonic() - began,
        commands=tuple(session.results),
    )


@dataclass(slots=True, kw_only=True)
class _Session:
    scenario: Scenario
    plan: Plan
    engine: Engine
    deadline: float
    bindings: Mapping[str, str] = field(default_factory=dict)
    results: list[CommandResult] = field(default_factory=list)
    reasons: list[Problem] = field(default_factory=list)

    def run(self) -> None:
        if self.plan.at_start:
            self._begin(self.plan.at_start)
        for step, command in self.plan.commands:
            if self.reasons:
                return
            if time.monotonic() >= self.deadline:
                self._stop(step, f"the {self.scenario.seconds:.0f} s for a note are over", "Do less in it.")
            elif name := self.scenario.vocabulary.unbound(self._text(step)):
                self._stop(step, f"`{name}` is bound to nothing yet", "Use it in an expected line before.")
            else:
                self.results.append(self._step(step, command))

    def _begin(self, documents: tuple[Document, ...]) -> None:
        answer = self.engine.apply(documents)
        if answer.code:
            self.reasons.append(Problem(message=f"the manifest was refused: {answer.text.strip()}"))
            return
        end = min(self.deadline, time.monotonic() + _SETTLE_SECONDS)
        while time.monotonic() < end and not all(settled(pod, now()) for pod in self.engine.pods()):
            time.sleep(_PAUSE)

    def _text(self, step: Step) -> str:
        return self.scenario.vocabulary.substitute(step.command, self.bindings)

    def _stop(self, step: Step, message: str, way_out: str) -> None:
        self.reasons.append(Problem(message=message, help=way_out, line=step.line))

    def _step(self, step: Step, command: Command) -> CommandResult:
        """Run a command, again and again while the scenario allows it and something else came."""
        began = time.monotonic()
        again_until = min(began + self.scenario.retry, self.deadline)
        command = command if "[" not in step.command else _bound(self._text(step))
        while True:
            result = self._once(step, command, began)
            if (
                result.passed
                or time.monotonic() >= again_until
                or isinstance(command.request, Apply | Delete)
            ):
                return result
            time.sleep(_PAUSE)

    def _once(self, step: Step, command: Command, began: float) -> CommandResult:
        text, code = _filtered(self._ask(command.request), command)
        got = plain_text(text)
        words = self.scenario.vocabulary
        after = compare(step.expected, got, self.bindings, words)
        shown = masked(step.expected, got, self.bindings, words)
        # Where a line fails, the others still say what names stand for: `shown` has their tokens.
        known = compare(shown, got, self.bindings, words) if after is None else after
        self.bindings = self.bindings if known is None else known
        return CommandResult(
            step=step,
            got=got,
            masked=shown,
            exit=code,
            passed=after is not None and code == step.exit,
            seconds=time.monotonic() - began,
        )

    def _ask(self, request: Request) -> Answer:
        match request:
            case Apply():
                return self.engine.apply(self.plan.applied(request))
            case Get():
                return self.engine.get(request)
            case Wait():
                return self.engine.wait(request)
            case Exec():
                return self.engine.exec(request)
            case Logs():
                return self.engine.logs(request)
            case Delete():
                return self.engine.delete(request)


def _bound(text: str) -> Command:
    return parse_command(text)


def _filtered(answer: Answer, command: Command) -> tuple[str, int]:
    """Send what a command wrote to standard output through its filters; the rest goes past them."""
    if not command.filters:
        return answer.text, answer.code
    text, code = answer.stdout, answer.code
    for run in command.filters:
        text, code = run(text)
    return answer.stderr + text, code
