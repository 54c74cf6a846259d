"""What the server would say of a document before it validates: syntax, kinds, strict decoding, places."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifestcheck import DocumentReport, Finding, check
from manifestcheck.document import read_documents
from manifestcheck.schema.catalog import UnknownVersionError, built_in
from manifestcheck.schema.encoded import base64_fault, is_time

FIXTURES = Path(__file__).with_name("fixtures")
MARK = re.compile(r"# error: (\d+) (MC\d+) (.*)")


def marks(text: str) -> list[tuple[int, int, str, str]]:
    """Return line, column, code and message of each mark; a mark stands in the line before its error."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if (match := MARK.fullmatch(line.strip())) is not None:
            found.append((number, int(match[1]), match[2], match[3]))
    return found


@pytest.mark.parametrize("name", ["decoding.yaml", "kinds.yaml"])
def test_marked_fixtures(name: str) -> None:
    text = (FIXTURES / name).read_text(encoding="utf-8")
    expected = marks(text)
    found = [
        (finding.line, finding.column, finding.code, finding.message)
        for report in check(text)
        for finding in report.diagnostics
        if finding.code.startswith(("MC0", "MC1"))
    ]
    lines = text.splitlines()
    # Several marks may stand above one line.
    placed = []
    for number, column, code, message in expected:
        line = number
        while MARK.fullmatch(lines[line].strip()):
            line += 1
        placed.append((line + 1, column, code, message))
    assert sorted(found) == sorted(placed)


def one(text: str, version: str | None = None) -> DocumentReport:
    (report,) = check(text, kubernetes_version=version)
    return report


def decoding(report: DocumentReport) -> list[Finding]:
    return [finding for finding in report.diagnostics if finding.type == "BadRequest"]


def test_a_foreign_group_is_unknown() -> None:
    report = one("apiVersion: example.com/v1\nkind: Foo\nmetadata: {name: a}\n")
    assert (report.verdict, report.kind, report.name, report.diagnostics) == ("unknown", "Foo", "a", ())


def test_a_removed_version_names_the_served_one() -> None:
    report = one("apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: a}\n")
    assert report.verdict == "invalid"
    (finding,) = report.diagnostics
    assert finding.message == 'no matches for kind "CronJob" in version "batch/v1beta1"'
    assert finding.help == "Kubernetes 1.36 serves `CronJob` as `batch/v1`."
    assert (finding.line, finding.column) == (1, 13)


def test_items_of_a_list_are_checked_one_by_one() -> None:
    reports = check(
        "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: a}\n"
        "- {apiVersion: v1, kind: ConfigMap, metadata: {name: b}, dat: {}}\n- 1\n"
    )
    assert [(report.kind, report.name, report.line) for report in reports] == [
        ("ConfigMap", "a", 4),
        ("ConfigMap", "b", 7),
        ("", "", 8),
    ]
    assert [finding.field for finding in decoding(reports[1])] == ["dat"]
    typed = check("apiVersion: v1\nkind: ConfigMapList\nitems:\n- metadata: {name: a}\n")
    assert [(report.kind, report.name) for report in typed] == [("ConfigMap", "a")]


def test_several_documents_give_several_reports() -> None:
    reports = check("a: [\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n", origin="x.yaml")
    assert [(report.verdict, report.line, report.origin) for report in reports] == [
        ("invalid", 1, "x.yaml"),
        ("valid", 3, "x.yaml"),
    ]
    (finding,) = reports[0].diagnostics
    assert (finding.type, finding.code, finding.line, finding.column) == ("ParseError", "MC001", 1, 5)


def test_integers_may_be_whole_floats_in_yaml_and_not_in_json() -> None:
    assert not decoding(one("apiVersion: apps/v1\nkind: Deployment\nspec: {replicas: 8e0}\n"))
    (finding,) = decoding(one('{"apiVersion": "apps/v1", "kind": "Deployment", "spec": {"replicas": 8.0}}'))
    assert finding.message.startswith(
        "json: cannot unmarshal number 8 into Go struct field DeploymentSpec.spec."
    )


def test_a_field_of_another_version_is_named_with_it() -> None:
    text = "apiVersion: v1\nkind: Pod\nspec: {hostnameOverride: a, containers: []}\n"
    assert not decoding(one(text))
    (finding,) = decoding(one(text, "1.33"))
    assert finding.help == "`hostnameOverride` exists since Kubernetes 1.34; this is checked against 1.33."


def test_an_unknown_version_says_which_there_are() -> None:
    with pytest.raises(
        UnknownVersionError, match=r"1\.2 is not built in \(these are: 1\.33, 1\.34, 1\.35, 1\.36\)"
    ):
        check("", kubernetes_version="1.2")
    with pytest.raises(ValueError, match="is no version of Kubernetes"):
        check("", kubernetes_version="new")


def test_other_versions_come_from_the_package() -> None:
    assert "1.31" not in [str(version) for version in built_in()]
    assert one("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n", "1.31").version == "1.31"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", None),
        ("aGk=", None),
        ("aGk", 0),
        ("aG\nk=\n", None),
        ("!", 0),
        ("aGk=x", 4),
        ("aG==", None),
        ("aG=", 3),
        ("a===", 1),
        ("aGkéaGk=", 3),
        ("aGVsbG8", 4),
    ],
)
def test_base64_ends_where_go_says(text: str, fault: int | None) -> None:
    assert base64_fault(text) == fault


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("2026-11-25T12:00:00Z", True),
        ("2026-11-25T12:00:00.123+01:00", True),
        ("2024-02-29T00:00:00Z", True),
        ("2026-02-29T00:00:00Z", False),
        ("2026-11-25", False),
        ("2026-11-25t12:00:00z", False),
    ],
)
def test_times(text: str, good: object) -> None:
    assert is_time(text) is good


def test_times_with_microseconds_have_six_digits() -> None:
    assert is_time("2026-11-25T12:00:00.123456Z", micro=True)
    assert not is_time("2026-11-25T12:00:00Z", micro=True)
    assert not is_time("2026-11-25T12:00:00.123Z", micro=True)


@pytest.mark.parametrize(
    ("spec", "help_text"),
    [
        ("{priority: '1'}", "Write the value without quotes, if it is one."),
        ("{nodeName: 1}", "Put the value in quotes."),
        ("{containers: {}}", "Write a list, with `- ` before each item."),
        ("{overhead: {cpu: x}}", "Write a number, perhaps with one of the suffixes"),
        ("{containers: [1]}", None),
    ],
)
def test_a_wrong_value_comes_with_its_cure(spec: str, help_text: str | None) -> None:
    (finding,) = decoding(one(f"apiVersion: v1\nkind: Pod\nspec: {spec}\n"))
    assert (finding.help or "").startswith(help_text or "")
    assert (finding.help is None) == (help_text is None)


def test_a_version_of_two_slashes_is_none() -> None:
    (finding,) = one("apiVersion: a/b/c\nkind: Pod\n").diagnostics
    assert finding.message == "unexpected GroupVersion string: a/b/c"


KEYS = st.sampled_from(
    [
        "apiVersion",
        "kind",
        "metadata",
        "spec",
        "containers",
        "name",
        "labels",
        "resources",
        "limits",
        "cpu",
        "x",
    ]
)
ATOMS = st.sampled_from(
    ["v1", "Pod", "List", "apps/v1", "Deployment", "1", "yes", "null", "''", "{}", "[]", "1e3"]
)
TREES = st.recursive(
    ATOMS,
    lambda child: st.one_of(
        st.lists(child, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(KEYS, child, max_size=5).map(
            lambda items: "{" + ", ".join(f"{key}: {value}" for key, value in items.items()) + "}"
        ),
    ),
    max_leaves=12,
)


@given(TREES, ATOMS, ATOMS)
def test_any_document_gives_findings_inside_of_it(tree: str, api_version: str, kind: str) -> None:
    text = f"apiVersion: {api_version}\nkind: {kind}\nmetadata: {tree}\nspec: {tree}\n"
    lines = text.split("\n")
    reports = check(text)
    assert len(reports) == len(list(read_documents(text))) or kind == "List"
    for report in reports:
        for finding in report.diagnostics:
            assert 1 <= finding.line <= len(lines)
            assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1


@pytest.mark.parametrize(
    ("kind", "rest", "help_text"),
    [
        ("v1 Pod", "spec: {contianers: []}", "Did you mean `containers`?"),
        ("v1 Pod", "spec: {Containers: []}", "Did you mean `containers`?"),
        ("v1 Pod", "spec: {image: a}", "Indent it more: `image` is a field of the items of `containers`."),
        (
            "apps/v1 Deployment",
            "spec: {template: {spec: {replicas: 2}}}",
            "Indent it less: `replicas` is a field of `spec`.",
        ),
        (
            "v1 ConfigMap",
            "metadata: {data: {}}",
            "Indent it less: `data` is a field of the ConfigMap itself.",
        ),
        ("v1 ConfigMap", "spec: {}", None),
    ],
)
def test_an_unknown_field_comes_with_a_way_out(kind: str, rest: str, help_text: str | None) -> None:
    api_version, name = kind.split()
    (finding,) = decoding(one(f"apiVersion: {api_version}\nkind: {name}\n{rest}\n"))
    assert finding.code == "MC101"
    assert finding.help == help_text
