"""`ropewalk run` as its user calls it, on an engine that only answers."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from manifestrun.engine import EngineError
from manifestrun.problem import Problem
from manifestrun.record import read_record
from manifestrun.scenario import EngineChoice
from ropewalk.cli import main
from tests.manifestrun.test_run import Answering

POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: demo
spec:
  containers:
    - name: web
      image: busybox:1.36
"""
NOTE = f"""\
# A claim

```yaml {{.manifest #web run}}
{POD}```

> ```console {{run pod=web}}
> $ kubectl get pods
> remark
> demo [AGE]
> ```
"""


class Here:
    """A folder with a vault to work in, and the command on an engine that gives one answer."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.answer = "demo 3s\n"
        self.not_honoured: tuple[Any, ...] = ()
        self._capsys = capsys
        self.out = self.err = ""
        self.write(
            "mkdocs.yml", "site_name: Notes\ndocs_dir: notes\ntheme: {name: ropewalk}\nplugins: [ropewalk]\n"
        )
        self.write("notes/sub/Claim.md", NOTE)
        self.write("notes/Plain.md", NOTE.replace(" run}", "}").replace("{run pod=web}", ""))

    def write(self, path: str, text: str) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, "utf-8")

    @property
    def record(self) -> Path:
        return self.folder / "notes/.runs/sub/Claim.json"

    def choice(self, *_: object, **__: object) -> EngineChoice:
        return EngineChoice(
            name="podman",
            open=lambda: Answering([self.answer]),
            images=["busybox:1.36"],
            not_honoured=lambda _: self.not_honoured,
        )

    def run(self, *arguments: str) -> int:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "argv", ["ropewalk", "run", *arguments])
            patch.setattr("manifestrun.choose.choose_engine", self.choice)
            with pytest.raises(SystemExit) as end:
                main()
        self.out, self.err = self._capsys.readouterr()
        return int(end.value.code or 0)

    def note(self) -> Mapping[str, Any]:
        (note,) = json.loads(self.out)["notes"]
        assert isinstance(note, dict)
        return note


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Here:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.chdir(tmp_path)
    return Here(tmp_path, capsys)


def test_a_vault_is_run_and_recorded(here: Here) -> None:
    assert here.run() == 0
    assert here.out == "1 notes: 1 passed\n"
    assert here.err.startswith("sub/Claim.md: passed (")
    record = read_record(here.record.read_text("utf-8"))
    assert record is not None
    assert record.commands[0].output == ("remark", "demo [AGE]")


def test_a_record_stays_while_it_says_the_same(here: Here) -> None:
    here.run()
    before = here.record.read_text("utf-8").replace('"seconds": 0.', '"seconds": 9.')
    here.record.write_text(before, "utf-8")
    here.answer = "demo 9s\n"
    assert here.run("--check") == 0
    assert here.run() == 0
    assert here.record.read_text("utf-8") == before


def test_check_writes_nothing(here: Here) -> None:
    assert here.run("--check") == 1
    assert not here.record.exists()
    here.run()
    here.write("notes/sub/Claim.md", NOTE.replace("demo [AGE]", "demo ..."))
    before = here.record.read_text("utf-8")
    assert here.run("--check") == 1
    assert here.record.read_text("utf-8") == before


def test_json_alone_is_on_stdout(here: Here) -> None:
    here.answer = "other\n"
    assert here.run("--format", "json") == 1
    note = here.note()
    assert (note["path"], note["status"], note["reason"]) == ("sub/Claim.md", "failed", "")
    assert note["engine"] == "an engine of the tests"
    (command,) = note["commands"]
    assert command == {
        "line": 15,
        "command": "kubectl get pods",
        "expected": "remark\ndemo [AGE]",
        "got": "remark\nother",
        "exit": 0,
        "passed": False,
    }


def test_a_failure_has_its_line_and_a_diff(here: Here) -> None:
    here.answer = "other\n"
    assert here.run() == 1
    assert "sub/Claim.md:15: `kubectl get pods` on an engine of the tests" in here.out
    assert "  -demo [AGE]\n  +other\n" in here.out


def test_update_writes_into_the_quote_and_keeps_tokens(here: Here) -> None:
    here.answer = "demo 3s\nmore\n"
    assert here.run("--update", "--yes") == 0
    text = (here.folder / "notes/sub/Claim.md").read_text("utf-8")
    assert text == NOTE.replace("> demo [AGE]\n", "> demo [AGE]\n> more\n")
    assert here.run("--check") == 0, "the record is that of the new text"


def test_update_keeps_the_ends_of_lines(here: Here) -> None:
    file = here.folder / "notes/sub/Claim.md"
    file.write_bytes(b"\xef\xbb\xbf" + NOTE.replace("\n", "\r\n").encode())
    here.answer = "other\n"
    assert here.run("--update", "--yes") == 0
    changed = NOTE.replace("> demo [AGE]\n", "> other\n")
    assert file.read_bytes() == b"\xef\xbb\xbf" + changed.replace("\n", "\r\n").encode()


@pytest.mark.parametrize("more", [["--check"], []])
def test_update_is_refused(here: Here, monkeypatch: pytest.MonkeyPatch, more: list[str]) -> None:
    if not more:
        monkeypatch.setenv("CI", "true")
    assert here.run("--update", "--yes", *more) == 2
    assert (here.folder / "notes/sub/Claim.md").read_text("utf-8") == NOTE


def test_what_is_not_run_fails_only_under_strict(here: Here) -> None:
    here.not_honoured = (Problem(message="`spec.priority` is not honoured"),)
    assert here.run("--format", "json") == 0
    assert (here.note()["status"], here.note()["reason"]) == ("not run", "`spec.priority` is not honoured")
    assert here.run("--strict") == 1


def test_skipping_and_refusals(here: Here) -> None:
    here.write("notes/sub/Claim.md", NOTE.replace("#web run", '#web run skip="no disk"'))
    assert here.run("--format", "json") == 0
    assert here.note()["reason"] == "skipped: no disk"
    here.write("notes/sub/Claim.md", NOTE.replace("busybox", "evil"))
    assert here.run("--format", "json") == 1
    assert here.note()["status"] == "refused"
    here.write("notes/sub/Claim.md", NOTE.replace("busybox", "evil").replace("#web run", "#web run fails"))
    assert here.run("--format", "json") == 0
    here.write("notes/sub/Claim.md", NOTE.replace("#web run", "#web run fails"))
    assert here.run("--format", "json") == 1
    assert here.note()["reason"] == "it was to be refused, and was not"


def test_a_note_outside_a_vault_has_no_record(here: Here, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "some.md"
    outside.write_text(NOTE, "utf-8")
    assert here.run(str(outside)) == 0
    assert here.run(str(outside), "--check") == 0
    assert list(outside.parent.iterdir()) == [outside]
    assert not here.record.exists()


def test_a_note_that_cannot_be_read_does_not_stop_the_others(here: Here) -> None:
    bad = here.folder / "notes/Bad.md"
    bad.write_bytes(b"\xff")
    assert here.run() == 0
    assert here.run("notes/Bad.md") == 2


def test_junit(here: Here) -> None:
    here.answer = "other\n"
    assert here.run("--format", "junit") == 1
    suite = ET.fromstring(here.out)
    assert (suite.get("tests"), suite[0].get("name"), suite[0][0].tag) == ("1", "sub/Claim.md", "failure")


def test_broken_environments(here: Here) -> None:
    assert here.run("nix.md") == 2
    assert here.err == "error: there is no note `nix.md`\n"

    def broken(*_: object, **__: object) -> EngineChoice:
        raise EngineError("blocked: `podman` not found")

    here.choice = broken  # type: ignore[method-assign]
    assert here.run("--engine", "podman") == 2
    assert here.err == "error: blocked: `podman` not found\n"
    assert here.run("--format", "json") == 0
    assert (here.note()["status"], here.note()["reason"]) == ("not run", "blocked: `podman` not found")
    assert here.run("--check") == 0
    assert here.run("--strict") == 1
    assert not here.record.exists(), "a record of an earlier run stays"
