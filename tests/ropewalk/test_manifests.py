"""Manifests in notes: which code blocks hold one, what is found in it, and where."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ropewalk.compile import compile_note
from ropewalk.kubernetes_versions import versions
from ropewalk.manifest_values import to_json, values_of
from ropewalk.model.manifest import Manifest
from ropewalk.model.note import Dialect
from ropewalk.properties import read
from tests.ropewalk.host.hosting import Project

FIXTURES = Path(__file__).with_name("fixtures") / "manifests.yml"
CASES: list[dict[str, Any]] = yaml.safe_load(FIXTURES.read_text(encoding="utf-8"))


def remarks(manifest: Manifest) -> list[str]:
    """What the server would say; the rules of our own are tested with the validator."""
    return [
        f"{one.position.line}:{one.position.column} {one.code}: {one.message}"
        for one in manifest.remarks
        if not one.code.startswith("MC3")
    ]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_note_has_these_manifests(case: dict[str, Any]) -> None:
    note = compile_note(case["note"], read(case["note"]), Dialect())
    assert len(note.manifests) == len(case["manifests"])
    for found, wanted in zip(note.manifests, case["manifests"], strict=True):
        assert (found.file, found.state) == (wanted["file"], wanted["state"])
        assert found.reason == wanted.get("reason", "")
        said = remarks(found)[: 1 if wanted.get("first") else None]
        assert len(said) == len(wanted["remarks"])
        assert all(one.startswith(start) for one, start in zip(said, wanted["remarks"], strict=True)), said
        assert found.versions == wanted.get("versions", found.versions)
    told = sum(one.severity != "info" for manifest in note.manifests for one in manifest.remarks)
    assert len(note.findings) == case.get("findings", told)


def test_every_remark_stands_where_the_text_does() -> None:
    manifest_lines = "apiVersion: v1\n>   kind: ConfigMap\n>   metadata: {name: a}\n>   wrong: 1\n"
    text = f"> - x\n>   ```yaml\n>   {manifest_lines}>   ```\n"
    (manifest,) = compile_note(text, read(text), Dialect()).manifests
    (remark,) = [one for one in manifest.remarks if one.code == "MC101"]
    place = remark.position
    assert text.split("\n")[place.line - 1][place.column - 1 :] == "wrong: 1"
    assert remark.line == 4


def test_without_versions_nothing_is_checked() -> None:
    text = "```yaml\napiVersion: v1\nkind: Pod\n```\n"
    assert compile_note(text, read(text), Dialect(kubernetes=())).manifests == ()


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (None, ("",)),
        ("1.36", ("1.36",)),
        (["1.34", "1.36"], ("1.34", "1.36")),
        (["v1.36.2"], ("1.36",)),
        ([], ("",)),
    ],
)
def test_versions_are_one_or_a_range(value: Any, found: tuple[str, ...]) -> None:
    assert versions(value) == found


@pytest.mark.parametrize("value", ["new", "1.2", ["1.36", "2.0"], True, {"a": "b"}])
def test_what_is_no_version_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match=r"version|Kubernetes"):
        versions(value)


def test_json_holds_the_same_objects() -> None:
    one = "apiVersion: v1\nkind: A\nnum: 0o14\nflag: yes\n"
    assert json.loads(to_json(values_of(one) or [])) == {
        "apiVersion": "v1",
        "kind": "A",
        "num": 12,
        "flag": True,
    }
    two = json.loads(to_json(values_of(f"{one}---\n# nothing\n---\n{one}") or []))
    assert (two["kind"], len(two["items"])) == ("List", 2)
    assert values_of("a: [") is None


def test_a_manifest_is_a_card_with_files_on_every_page_that_shows_it(tmp_path: Path) -> None:
    project = Project(root=tmp_path)
    text = 'apiVersion: v1\nkind: Pod\nmetadata: {name: "<web>"}\nwrong: "ü"\n'
    project.write("A/Pod.md", f"```yaml\n{text}```\n")
    project.write("B.md", "![[Pod]]\n")
    site = project.build()
    file = site / "manifests" / "A" / "Pod" / "web.yaml"
    assert file.read_bytes() == text.encode()
    assert json.loads(file.with_suffix(".json").read_text("utf-8"))["wrong"] == "ü"
    for page, up in (("A/Pod", "../../"), ("B", "../")):
        html = project.page(page)
        assert f'href="{up}manifests/A/Pod/web.yaml" download' in html
        assert "refused by Kubernetes 1.36" in html
        assert "&lt;web&gt;" in html
        assert "manifest-apply" not in html
    own = '<mark class="manifest-line" data-severity="error" id="web-L4">'
    assert own in project.page("A/Pod")
    assert '<a href="#web-L4">Line 4:</a>' in project.page("A/Pod")
    assert own.replace(' id="web-L4"', "") in project.page("B")
    assert "web-L" not in project.page("B")


def test_a_card_says_how_safe_its_pods_are_and_offers_to_apply_them(tmp_path: Path) -> None:
    project = Project(root=tmp_path)
    pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: a}]}\n"
    project.write("A.md", f"```yaml\n{pod}```\n")
    project.write("B.md", "```yaml\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n```\n")
    project.build()
    assert "Pod Security: baseline" in project.page("A")
    assert "manifest-apply" in project.page("A")
    assert "Pod Security" not in project.page("B")
    assert "manifest-apply" in project.page("B")


def test_what_a_remark_quotes_is_code(tmp_path: Path) -> None:
    project = Project(root=tmp_path)
    project.write("A.md", "```yaml\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndat: {}\n```\n")
    project.build()
    assert "Did you mean <code>data</code>?" in project.page("A")


def test_a_finding_leads_to_the_note_about_its_rule(tmp_path: Path) -> None:
    project = Project(root=tmp_path)
    wrong = "```yaml\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndat: {}\nmore: {}\n```\n"
    project.write("A.md", wrong)
    project.write("Rules/Fields.md", f"---\naliases: [MC101]\n---\n{wrong}")
    project.write("Shown/B.md", "![[A]]\n")
    project.build()
    shown = "<code>MC101</code></a></li>"
    assert project.page("A").count(f'<a class="internal-link" href="../Rules/Fields/">{shown}') == 2
    assert project.page("Shown/B").count(f'<a class="internal-link" href="../../Rules/Fields/">{shown}') == 2
    assert shown not in project.page("Rules/Fields")  # it is there already
    project.write("Rules/Fields.md", "---\naliases: [MC101]\npublish: false\n---\n")
    project.build()
    assert "<code>MC101</code></li>" in project.page("A")


def test_a_site_says_for_which_version_its_manifests_are(tmp_path: Path) -> None:
    project = Project(root=tmp_path)
    project.write("A.md", "```yaml\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n```\n")
    project.build(plugins=[{"ropewalk": {"search": False, "kubernetes": ["1.35", "1.36"]}}])
    assert "valid for Kubernetes 1.35–1.36" in project.page("A")
    project.build(plugins=[{"ropewalk": {"search": False, "manifests": False}}])
    assert "manifest" not in project.page("A")
    project.configure(plugins=[{"ropewalk": {"kubernetes": 1.30}}])
    done = project.run("build")
    assert done.returncode == 1
    assert "write versions of Kubernetes in quotes" in done.stderr


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    )
)
def test_json_is_indented_as_the_standard_library_does(value: object) -> None:
    assert to_json([value]) == json.dumps(value, ensure_ascii=False, indent=2) + "\n"
