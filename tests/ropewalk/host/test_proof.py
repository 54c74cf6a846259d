"""What a page says of the run behind its note."""

import json

import pytest

from ropewalk.build import load
from ropewalk.options import Options
from ropewalk.proof import proof_of
from ropewalk.scenarios import scenarios_of
from ropewalk.verification import note_hash, record_file
from tests.ropewalk.host.hosting import Project
from tests.ropewalk.host.served import Served, differing

NEXT = "\n"
NOTE = """\
```yaml {run}
apiVersion: v1
kind: Pod
metadata: {name: web}
spec: {containers: [{name: web, image: "busybox:1.36", command: [sleep, "60"]}]}
```

```console {run}
$ kubectl exec web -- echo <hello>
<hello>
```
"""


def record(project: Project, **changes: object) -> None:
    note = load(project.notes, Options()).compiled["Web.md"]
    file = record_file(project.notes, "Web.md")
    file.parent.mkdir(parents=True, exist_ok=True)
    ran = {"line": 9, "command": "kubectl exec web -- echo <hello>", "output": ["<hello>"], "exit": 3}
    values = {
        "format": 1,
        "hash": note_hash(scenarios_of(note)),
        "status": "passed",
        "engine": "podman 9.9 (pod emulation)",
        "not_enforced": ["memory"],
        "reasons": [],
        "date": "2026-01-02",
        "seconds": 1.5,
        "commands": [ran],
    }
    file.write_text(json.dumps({**values, **changes}), encoding="utf-8")


@pytest.fixture
def project(empty: Project) -> Project:
    empty.write("Web.md", NOTE)
    return empty


def test_a_page_shows_what_ran_where_and_when(project: Project) -> None:
    record(project)
    project.build()
    page = project.page("Web")
    assert '<details id="rw-proof" class="rw-proof" data-state="verified" data-pagefind-ignore>' in page
    assert "podman 9.9 (pod emulation) · " in page
    assert '<time datetime="2026-01-02">' in page
    assert "$ kubectl exec web -- echo &lt;hello&gt;\n&lt;hello&gt;\n? 3\n" in page
    assert "Not enforced there: memory" in page
    assert "1.5 s" in page
    assert not (project.site / ".runs").exists()


def test_each_transcript_has_its_own_proof_under_it(project: Project) -> None:
    again = "```console {run}\n$ kubectl get pods\nnone\n```\n"
    alone = NOTE.partition("```console")[0].replace("web", "alone")
    project.write("Web.md", f"{NOTE}\nBetween.\n\n> {again.replace(NEXT, NEXT + '> ')}\n{alone}\nThe end.\n")
    first = {"line": 9, "command": "kubectl exec web -- echo <hello>", "output": ["one"], "exit": 0}
    second = {"line": 16, "command": "kubectl get pods", "output": ["two"], "exit": 0}
    record(project, commands=[first, second], reasons=["of the whole"])
    project.write("Shows.md", "![[Web]]\n")
    project.build()
    page = project.page("Web")
    assert "&lt;hello&gt;\none\n</code></pre>\n</details>\n<p>Between.</p>" in page
    assert "$ kubectl get pods\ntwo\n</code></pre>\n</details>\n</blockquote>" in page
    without_transcript = page.partition("</blockquote>")[2].partition("</figure>\n<p>The end.</p>")[0]
    assert '<div class="rw-proof" data-state="verified"' in without_transcript
    assert page.count('class="rw-proof"') == 3
    assert page.count('id="rw-proof"') == page.count("of the whole") == 1
    assert 'class="rw-proof"' not in project.page("Shows")


def test_what_did_not_run_to_its_end_is_told_by_what_ran(project: Project) -> None:
    other = NOTE.replace("web", "other")
    project.write("Web.md", NOTE.replace("<hello>\n```", "<hello>\n$ kubectl get pods\n```") + "\n" + other)
    ran = {"line": 9, "command": "kubectl exec web -- echo <hello>", "output": ["one"], "exit": 0}
    also = {"line": 22, "command": "kubectl exec other -- echo <hello>", "output": ["two"], "exit": 0}
    record(project, status="failed", commands=[ran, also], reasons=["time is over"])
    project.build()
    page = project.page("Web")
    assert "&lt;hello&gt;\none\n</code>" in page
    assert "&lt;hello&gt;\ntwo\n</code>" in page


def test_a_run_is_shown_by_the_site_that_is_served(project: Project) -> None:
    project.configure()
    served = Served(project.root, project.site)
    try:
        for engine in ("podman 1", "podman 2"):
            record(project, engine=engine)
            served.rebuild()
            assert engine in project.page("Web")
            assert differing(served) == []
        assert served.full_builds == 0
    finally:
        served.close()


def test_a_proof_without_a_place_stands_under_the_note(project: Project) -> None:
    record(project)
    project.write("Web.md", f"A footnote[^1] that runs.\n\n[^1]: {NOTE.replace(NEXT, NEXT + '    ')}")
    project.build()
    assert project.page("Web").count('id="rw-proof"') == 1
    project.write("Web.md", NOTE.partition("```console")[0])
    record(project, commands=[])
    project.build(plugins=[{"ropewalk": {"search": False, "manifests": False}}])
    assert project.page("Web").count('id="rw-proof"') == 1


def test_a_record_of_another_text_proves_nothing(project: Project) -> None:
    record(project, hash="0")
    project.build()
    page = project.page("Web")
    assert "not verified, changed since it ran" in page
    assert "podman 9.9" not in page


@pytest.mark.parametrize(
    ("status", "state", "said"),
    [
        ("failed", "failed", "✗ did not hold"),
        ("not run", "not-supported", "not supported by the engine"),
        ("refused", "refused", "refused, so it was not run"),
    ],
)
def test_what_did_not_pass_is_said(project: Project, status: str, state: str, said: str) -> None:
    record(project, status=status, reasons=["because & so"])
    project.build()
    page = project.page("Web")
    assert f'data-state="{state}"' in page
    assert said in page
    assert "because &amp; so" in page


def test_a_note_that_never_ran_says_so_and_one_without_claims_nothing(project: Project) -> None:
    project.write("Other.md", "```yaml\nrun: 1\n```\n")
    project.build()
    assert "not verified, never run" in project.page("Web")
    assert "rw-proof" not in project.page("Other")
    compiled = load(project.notes, Options()).compiled
    assert proof_of(project.notes, "Other.md", compiled["Other.md"]) is None
