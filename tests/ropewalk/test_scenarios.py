"""What a note runs, found among its fences."""

from ropewalk import properties
from ropewalk.compile import compile_note
from ropewalk.model.note import Dialect
from ropewalk.scenarios import NoteScenario, scenarios_of

POD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {}\nspec: {{}}\n"


def scenarios(text: str) -> tuple[NoteScenario, ...]:
    return scenarios_of(compile_note(text, properties.read(text), Dialect(kubernetes=())))


def fence(info: str, text: str) -> str:
    return f"```{info}\n{text}```\n\n"


def manifest(name: str = "demo", info: str = "{.manifest #web run}") -> str:
    return fence(f"yaml {info}".strip(), POD.format(name))


def transcript(info: str, *lines: str) -> str:
    return fence(f"console {info}".strip(), "".join(f"{line}\n" for line in lines))


def test_only_what_is_marked_runs() -> None:
    assert scenarios(manifest(info="") + transcript("", "$ kubectl get pods")) == ()
    (only,) = scenarios(manifest() + transcript("", "$ kubectl get pods"))
    assert only.scenario.steps == ()


def test_a_property_marks_all() -> None:
    (only,) = scenarios("---\nrun: true\n---\n" + manifest(info="") + transcript("", "$ kubectl get pods"))
    assert list(only.scenario.blocks) == ["demo.yaml"]
    assert [step.command for step in only.scenario.steps] == ["kubectl get pods"]


def test_a_transcript_belongs_to_the_manifest_above_or_to_the_one_it_names() -> None:
    first, second = scenarios(
        manifest("a", "{#a run}")
        + manifest("b", "{#b run}")
        + transcript("{run}", "$ kubectl get pod b")
        + transcript("{run pod=a}", "$ kubectl get pod a")
    )
    assert [step.command for step in first.scenario.steps] == ["kubectl get pod a"]
    assert [step.command for step in second.scenario.steps] == ["kubectl get pod b"]


def test_manifests_that_share_a_transcript_run_together() -> None:
    (both,) = scenarios(
        manifest("a", "{#a run}")
        + manifest("b", "{#b run}")
        + transcript("{run pod='a,b'}", "$ kubectl get pods")
    )
    assert list(both.scenario.blocks) == ["a.yaml", "b.yaml"]


def test_two_forms_of_one_name_run_together() -> None:
    json = '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "demo"}}\n'
    (both,) = scenarios(
        manifest() + fence("json {#web run}", json) + transcript("{run pod=web}", "$ kubectl get pods")
    )
    assert list(both.scenario.blocks) == ["web.yaml", "web.json"]


def test_lines_are_those_of_the_note_also_in_a_quote() -> None:
    quoted = "".join(
        f"> {line}\n" for line in transcript("{run}", "$ kubectl get pods", "x", "? 1").splitlines()
    )
    text = "# Title\n\n" + manifest() + quoted
    (only,) = scenarios(text)
    (step,) = only.scenario.steps
    lines = text.splitlines()
    assert lines[step.line - 1] == "> $ kubectl get pods"
    assert lines[step.first_output - 1] == "> x"


def test_attributes() -> None:
    text = manifest(info="{#web run policy=restricted fails}") + transcript(
        "{run retry=10s timeout=30}", "$ kubectl get pods"
    )
    (only,) = scenarios(text)
    assert (only.scenario.policy, only.scenario.retry, only.scenario.seconds) == ("restricted", 10.0, 30.0)
    assert only.fails
    (skipped,) = scenarios(manifest(info='{run skip="needs a disk" engine=cluster timeout=900}'))
    assert (skipped.skip, skipped.engine, skipped.scenario.seconds) == ("needs a disk", "cluster", 120.0)


def test_what_does_not_fit_is_said_with_its_line() -> None:
    (lonely,) = scenarios("\n" + transcript("{run}", "$ kubectl get pods"))
    assert [str(each) for each in lonely.problems] == ["line 3: no manifest that is run stands above"]
    (_, wrong) = scenarios(manifest() + transcript("{run pod=nix}", "$ kubectl get pods"))
    assert [str(each) for each in wrong.problems] == ["line 10: `pod=nix` names no manifest that is run"]
    (early,) = scenarios(manifest() + transcript("{run}", "hello"))
    assert [str(each) for each in early.problems] == ["line 10: `hello` stands before the first command"]
