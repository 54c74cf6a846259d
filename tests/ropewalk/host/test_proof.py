"""What a page says of the run behind its note."""

import json

import pytest

from ropewalk.build import load
from ropewalk.options import Options
from ropewalk.proof import proof_of
from ropewalk.scenarios import scenarios_of
from ropewalk.verification import note_hash, record_file
from tests.ropewalk.host.hosting import Project

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
    assert '<details id="rw-proof" class="rw-proof" data-state="verified">' in page
    assert "podman 9.9 (pod emulation) · " in page
    assert '<time datetime="2026-01-02">' in page
    assert "$ kubectl exec web -- echo &lt;hello&gt;\n&lt;hello&gt;\n? 3\n" in page
    assert "Not enforced there: memory" in page
    assert not (project.site / ".runs").exists()


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
