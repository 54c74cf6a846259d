"""Whole scenarios in real containers: a manifest and the transcript that must hold."""

from pathlib import Path

import pytest

from manifestrun.choose import choose_engine
from manifestrun.report import report
from manifestrun.run import run_scenario
from manifestrun.scenario import Scenario
from manifestrun.transcript import parse_transcript

FOLDER = Path(__file__).with_name("scenarios")
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


@pytest.mark.podman
@pytest.mark.parametrize("name", NAMES)
def test_scenario(name: str, images: None) -> None:
    manifest, transcript = FOLDER / f"{name}.yaml", FOLDER / f"{name}.txt"
    scenario = Scenario(
        blocks={manifest.name: manifest.read_text("utf-8")},
        steps=parse_transcript(transcript.read_text("utf-8")),
        retry=5.0,
    )
    result = run_scenario(scenario, choose_engine())
    assert result.status == "passed", "\n".join(report(result, manifest.name, transcript.name))
    assert result.version is not None
    assert result.version.text.startswith("podman ")
