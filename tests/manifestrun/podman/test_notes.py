"""All claims of this project's own notes, run for real against their records."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.mark.podman
def test_the_notes_hold_and_their_records_are_reproduced(images: None) -> None:
    command = [sys.executable, "-m", "ropewalk.cli", "run", "--check", "--strict", "--format", "json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    notes = json.loads(done.stdout)["notes"]
    assert [note for note in notes if note["status"] != "passed"] == []
    assert len(notes) >= 13
    assert done.returncode == 0, done.stderr
