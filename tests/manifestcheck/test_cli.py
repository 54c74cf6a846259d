"""The command: files in, a report and an exit code out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema_rs
import pytest
from click.testing import CliRunner, Result

from manifestcheck.cli import FORMATS, main
from manifestcheck.report import FORMATS as RENDERERS

ROOT = Path(__file__).parents[2]
GOOD = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n"
BAD = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  lables: {}\n"
STRANGE = "apiVersion: example.com/v1\nkind: Foo\nmetadata:\n  name: a\nspec:\n  size: x\n"
CRD = """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: foos.example.com
spec:
  group: example.com
  scope: Namespaced
  names: {plural: foos, singular: foo, kind: Foo, listKind: FooList}
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec:
            type: object
            required: [mode, colour]
            properties:
              size: {type: integer}
              mode: {type: string, default: fast}
              colour: {type: string, enum: [red, green]}
              port: {x-kubernetes-int-or-string: true}
              free: {type: object, x-kubernetes-preserve-unknown-fields: true}
"""


def run(*arguments: str, stdin: str | bytes = "") -> Result:
    return CliRunner().invoke(main, list(arguments), input=stdin)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sub" / ".hidden").mkdir(parents=True)
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "sub" / "b.yml").write_text(BAD, encoding="utf-8")
    (tmp_path / "sub" / "c.json").write_text('{"apiVersion": "v1"}', encoding="utf-8")
    (tmp_path / "sub" / "d.txt").write_text("a: [", encoding="utf-8")
    (tmp_path / "sub" / ".hidden" / "e.yaml").write_text("a: [", encoding="utf-8")
    return tmp_path


def test_every_format_has_a_renderer() -> None:
    assert tuple(RENDERERS) == FORMATS


def test_exit_codes() -> None:
    assert run("-", stdin=GOOD).exit_code == 0
    assert run("-", stdin=BAD).exit_code == 1
    assert run("-", stdin=STRANGE).exit_code == 0
    assert run("-", "--strict-kinds", stdin=STRANGE).exit_code == 1
    assert run("no-such-file.yaml").exit_code == 2
    assert run("-", "--kubernetes-version", "1.2", stdin=GOOD).exit_code == 2
    assert run("-", "--kubernetes-version", "new", stdin=GOOD).exit_code == 2
    assert run("-", "--schema-location", "https://example.com/", stdin=GOOD).exit_code == 2
    assert run().exit_code == 2


def test_folders_are_searched_for_manifests(folder: Path) -> None:
    done = run(str(folder), "--format", "concise")
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        f'{folder}/sub/b.yml:5:3: MC101 unknown field "metadata.lables"',
        f"{folder}/sub/c.json:1:1: MC003 kind not set",
    ]


def test_the_text_shows_the_line_and_the_way_out() -> None:
    assert run("-", stdin=BAD).stdout.splitlines() == [
        '-:5:3: MC101 unknown field "metadata.lables"',
        "  |",
        "5 |   lables: {}",
        "  |   ^",
        "help: Did you mean `labels`?",
        "",
        "1 documents: 0 valid, 1 invalid, 0 unknown; 0 remarks",
    ]


def test_codes_and_rules_are_selected_and_ignored() -> None:
    assert run("-", "--ignore", "MC101", stdin=BAD).exit_code == 0
    assert run("-", "--select", "MC3,MC2", stdin=BAD).exit_code == 0
    pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: b}]}\n"
    codes = run("-", "--format", "concise", "--select", "MC3", "--ignore", "bare-pod", stdin=pod).stdout
    assert "MC301" in codes
    assert "MC311" not in codes


def test_json_has_all_that_a_report_has() -> None:
    (report,) = json.loads(run("-", "--format", "json", stdin=BAD).stdout)
    assert (report["verdict"], report["kind"], report["name"], report["line"]) == (
        "invalid",
        "ConfigMap",
        "a",
        1,
    )
    assert report["diagnostics"] == [
        {
            "code": "MC101",
            "type": "BadRequest",
            "field": "metadata.lables",
            "message": 'unknown field "metadata.lables"',
            "help": "Did you mean `labels`?",
            "severity": "error",
            "line": 5,
            "column": 3,
        }
    ]


def test_github_commands_escape_what_would_end_them() -> None:
    done = run("-", "--format", "github", stdin='apiVersion: v1\nkind: ConfigMap\n"a%,:b": 1\n')
    assert (
        '::error file=-,title=MC101 the server does not know this field,line=3,col=1::unknown field "a%25,:b"'
        in done.stdout
    )


def test_sarif_is_what_its_schema_says() -> None:
    # The npm package is there for this file; the build hook installs it with those of the theme.
    file = ROOT / "build/npm/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
    rules = json.loads(file.read_text(encoding="utf-8"))
    # A pattern for what we never write has a bracket too many.
    for name in ("run", "toolComponent"):
        del rules["definitions"][name]["properties"]["language"]["pattern"]
    schema = jsonschema_rs.validator_for(rules)
    pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: b}]}\n"
    log = json.loads(run("-", "--format", "sarif", stdin=f"{BAD}---\n{pod}---\n{STRANGE}---\na: [\n").stdout)
    assert [error.message for error in schema.iter_errors(log)] == []
    (found,) = log["runs"]
    assert {result["level"] for result in found["results"]} == {"error", "warning", "note"}
    assert found["results"][0]["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 5,
        "startColumn": 3,
    }
    assert {result["ruleId"] for result in found["results"]} == {
        rule["id"] for rule in found["tool"]["driver"]["rules"]
    }
    assert list(schema.iter_errors({"version": "2.1.0"}))


def test_definitions_in_the_same_run_are_used() -> None:
    done = run("-", "--format", "concise", stdin=f"{CRD}---\n{STRANGE}")
    said = [line.partition(" ")[2] for line in done.stdout.splitlines() if "CustomResource" not in line]
    assert 'MC202 spec.size: Invalid value: "x": "x" is not of type "integer"' in said
    assert "MC201 spec.colour: Required value" in said
    good = STRANGE.replace("size: x", "{size: 1, colour: red, port: a, free: {b: c}}")
    assert run("-", "--strict-kinds", stdin=f"{CRD}---\n{good}").exit_code == 0
    unknown = run("-", "--format", "concise", stdin=f"{CRD}---\n{good.replace('port', 'prot')}").stdout
    assert 'unknown field "spec.prot"' in unknown


def test_schemas_come_from_local_folders(tmp_path: Path) -> None:
    schema = {"type": "object", "properties": {"spec": {"properties": {"size": {"type": "integer"}}}}}
    (tmp_path / "example.com").mkdir()
    (tmp_path / "example.com" / "foo_v1.json").write_text(json.dumps(schema), encoding="utf-8")
    template = f"{tmp_path}/{{{{.Group}}}}/{{{{ .ResourceKind }}}}_{{{{.ResourceAPIVersion}}}}.json"
    done = run("-", "--format", "concise", "--schema-location", template, stdin=STRANGE)
    assert done.exit_code == 1
    assert "spec.size: Invalid value" in done.stdout
    plain = tmp_path / "v1.36.0-standalone-strict"
    plain.mkdir()
    (plain / "foo-example-v1.json").write_text("{", encoding="utf-8")
    assert run("-", "--schema-location", str(tmp_path), stdin=STRANGE).exit_code == 2


def test_a_range_of_versions_counts_what_any_of_them_says() -> None:
    spec = "{hostnameOverride: a, containers: [{name: a, image: b:1}]}"
    text = f"apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec: {spec}\n"
    done = run("-", "--kubernetes-version", "1.33,1.36", "--select", "MC1", "--format", "json", stdin=text)
    (report,) = json.loads(done.stdout)
    assert (report["version"], report["verdict"]) == ("1.33-1.36", "invalid")
    (finding,) = report["diagnostics"]
    assert finding["help"].endswith("Kubernetes 1.33 says so, later versions do not.")


def test_several_processes_say_the_same_as_one(tmp_path: Path) -> None:
    for number in range(70):
        (tmp_path / f"{number}.yaml").write_text(GOOD if number % 3 else BAD, encoding="utf-8")
    one, two = (run(str(tmp_path), "--format", "json", "--jobs", jobs).stdout for jobs in ("1", "2"))
    assert one == two


def test_bytes_that_are_no_text_are_a_finding() -> None:
    done = run("-", stdin=b"a: \xff\n")
    assert done.exit_code == 1
    assert "-:1:4: MC001 a character that is not valid Unicode" in done.stdout


def test_help_needs_nothing_but_click() -> None:
    code = (
        "import sys, manifestcheck.cli; print(sorted({'yaml', 'jsonschema_rs', 'json'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
