"""A project for each test of the host."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ropewalk.host.hosting import Project, harbour


@pytest.fixture
def empty(tmp_path: Path) -> Project:
    """Return a project without a note."""
    (tmp_path / "notes").mkdir()
    return Project(root=tmp_path)


@pytest.fixture
def small(tmp_path: Path) -> Project:
    """Return a project with one of everything."""
    return harbour(tmp_path)
