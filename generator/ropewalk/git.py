"""What git is asked: quietly, without a pager, and without taking its locks."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def git(root: Path, *arguments: str) -> str:
    """Return what git prints in a folder; '' without git, outside a repository, and where it fails."""
    command = ["git", "-C", str(root), *arguments]
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "GIT_PAGER": "cat"}
    try:
        done = subprocess.run(command, env=environment, check=True, capture_output=True)  # noqa: S603 - ours
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.decode(errors="replace")


def git_head(root: Path) -> str:
    """Return the commit that a folder is at; '' where there is none."""
    return git(root, "rev-parse", "--verify", "HEAD").strip()
