"""The benchmark measures what it says, and tells when there was nothing to measure."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.bench.build_cost import Comparison, Cost, ProcessFailedError, main, measure, table

BUSY = "import time\nend = time.process_time() + {seconds}\nwhile time.process_time() < end: pass"


def test_the_time_of_processes_below_counts(tmp_path: Path) -> None:
    inner = BUSY.format(seconds=0.3)
    outer = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {inner!r}])"
    cost, _ = measure([sys.executable, "-c", outer], tmp_path)
    assert cost.cpu_seconds >= 0.3
    assert cost.wall_seconds >= 0.3


def test_waiting_costs_no_cpu_time_and_memory_is_in_mib(tmp_path: Path) -> None:
    sleeping = "import time\nheld = b'x' * (64 << 20)\ntime.sleep(0.5)\nprint('done')"
    cost, said = measure([sys.executable, "-c", sleeping], tmp_path)
    assert cost.cpu_seconds < cost.wall_seconds
    assert 64 < cost.peak_mib < 256
    assert said == "done\n"


def test_a_failure_says_what_the_process_said(tmp_path: Path) -> None:
    with pytest.raises(ProcessFailedError, match="exit code 3\nwhy"):
        measure([sys.executable, "-c", "print('why')\nraise SystemExit(3)"], tmp_path)


def test_the_command_compares_a_real_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.md").write_text("# A\n\n[[b]]\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("B\n", encoding="utf-8")
    assert main([str(tmp_path), "--runs", "1", "--json", "--builder", "mkdocs"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["notes"], found["runs"]) == (2, 1)
    assert found["ratio"] == pytest.approx(found["build"]["cpu_seconds"] / found["bare"]["cpu_seconds"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "b.md"]


def test_the_command_fails_with_its_builder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path), "--runs", "1", "--builder", "nothing_of_this_name"]) == 2
    assert "nothing_of_this_name" in capsys.readouterr().err


def test_the_table() -> None:
    found = Comparison(12, 3, Cost(1.0, 2.0, 30.4), Cost(4.5, 5.0, 60.0), 4.5)
    assert table(found) == (
        "12 notes, medians of 3 runs\n"
        "                             CPU   elapsed        peak\n"
        "bare markdown-it-py       1.00 s    2.00 s      30 MiB\n"
        "build without search      4.50 s    5.00 s      60 MiB\n"
        "ratio of CPU times: 4.50\n"
    )
