"""What `ropewalk init` gives GitHub and GitLab to do, done here: each step as the shell that would run it."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[3]
INSTALLS = "python -m pip install ropewalk"


def workflow(host: str) -> Any:
    return yaml.load(files("ropewalk.start").joinpath(f"{host}.yml").read_text("utf-8"), yaml.BaseLoader)


def sh(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script as the hosts do: it ends with the first command that fails."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=folder,
        env={**os.environ, "PATH": path, **environment},
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.fixture(params=[True, False], ids=["vault is the repository", "vault in the repository"])
def repository(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Make a repository that was set up, with one warning in its notes."""
    here = tmp_path / "repository"
    notes = here if request.param else here / "notes"
    notes.mkdir(parents=True)
    (notes / "Index.md").write_text("See [[Other]] and [[Gone]].\n")
    (notes / "Other.md").write_text("See [[Index]].\n")
    done = sh("git init -q && ropewalk init && git add -A", here)
    assert done.returncode == 0, done.stderr
    return here


def test_github_checks_and_builds(repository: Path, tmp_path: Path) -> None:
    assert workflow("github") == yaml.load(
        (repository / ".github/workflows/site.yml").read_text("utf-8"), yaml.BaseLoader
    )
    temporary = tmp_path / "temp"
    temporary.mkdir()
    steps = {step["name"]: step for step in workflow("github")["jobs"]["build"]["steps"] if "run" in step}
    assert steps.pop("Install Ropewalk")["run"] == INSTALLS
    assert list(steps) == ["Check the notes", "Build the site"]
    done = {name: sh(step["run"], repository, RUNNER_TEMP=str(temporary)) for name, step in steps.items()}
    checked, built = done.values()
    assert checked.returncode == 1
    file = "Index.md" if (repository / "Index.md").is_file() else "notes/Index.md"
    assert f"::warning file={file},title=RW201 a link has no target,line=1,col=19::" in checked.stdout
    assert built.returncode == 0, built.stderr
    assert (temporary / "site" / "Other" / "index.html").is_file()
    assert sh("git status --porcelain --untracked-files=normal", repository).stdout.count("??") == 0


def test_github_publishes_what_was_built_and_from_the_default_branch_alone() -> None:
    jobs = workflow("github")["jobs"]
    assert jobs["publish"]["needs"] == "build"
    for job in jobs.values():
        assert "github.ref_name == github.event.repository.default_branch" in job["if"]
    handed = [step for step in jobs["build"]["steps"] if "upload-pages-artifact" in step.get("uses", "")]
    assert [step["with"]["path"] for step in handed] == ["${{ runner.temp }}/site"]
    assert workflow("github")["permissions"] == {"contents": "read"}


def test_gitlab_checks_and_builds(repository: Path) -> None:
    jobs = workflow("gitlab")
    assert jobs["default"]["before_script"] == [INSTALLS]
    checked = sh("\n".join(jobs["check"]["script"]), repository)
    assert checked.returncode == 1
    assert "RW201" in checked.stdout
    built = sh("\n".join(jobs["pages"]["script"]), repository)
    assert built.returncode == 0, built.stderr
    assert (repository / "public" / "Other" / "index.html").is_file()
    assert jobs["pages"]["artifacts"]["paths"] == ["public"]
    assert (repository / jobs["default"]["cache"]["paths"][0] / "cache.sqlite").is_file()


def test_the_hooks_for_pre_commit_call_commands_that_are_there() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    assert [hook["id"] for hook in hooks] == ["ropewalk-check", "manifestcheck"]
    assert {hook["entry"].split()[0] for hook in hooks} <= scripts.keys()
