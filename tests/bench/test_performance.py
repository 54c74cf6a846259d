"""The page that `make bench` writes says what was measured, peers beside."""

from __future__ import annotations

import pytest

from tests.bench.build_cost import Cost
from tests.bench.peers import Built
from tests.bench.performance import Figures, main, page
from tests.bench.serving import Edit, Served


def made(notes: int, seconds: float, **more: dict[str, Built]) -> Figures:
    cost = Cost(seconds, seconds, 100.0)
    edit = Edit(0.2, 0.1)
    return Figures(
        name=f"{notes:,} made notes",
        notes=notes,
        bare=Cost(seconds / 4, seconds / 4, 20.0),
        cold=cost,
        searched=cost,
        edited=cost,
        warm=cost,
        size_mib=3.25,
        served=Served(prose=edit, link=Edit(0.3, None), title=edit),
        result_bytes=60_400,
        peers=more.get("peers", {}),
    )


def test_the_page_has_a_row_for_each_figure_and_each_peer() -> None:
    hugo = {"Hugo": Built(Cost(1.0, 1.5, 64.0), 5.0)}
    text = page([made(1_000, 2.0, peers=hugo), made(10_000, 20.0)], 0.5)
    rows = {
        cells[1].strip(): [cell.strip() for cell in cells[2:-1]]
        for line in text.splitlines()
        if line.startswith("|") and (cells := line.split("|"))
    }
    assert rows["Cold build"] == ["2.00 s (2.00 s), ratio 4.00", "20.00 s (20.00 s), ratio 4.00"]
    assert rows["Edit until the page shows it, served"] == ["0.20 s (CPU 0.10 s)"] * 2
    assert rows["A new link until its target shows it"] == ["0.30 s"] * 2
    assert rows["Loaded until the first result"] == ["60 kB"] * 2
    assert rows["Hugo"] == ["1.00 s (1.50 s), ratio 2.00, 64 MiB of memory, output 5.0 MiB", "–"]
    assert "grows with the power 1.00 " in text


def test_a_peer_that_is_not_known_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--peers", "jekyll"])
    assert "there is no peer `jekyll`" in capsys.readouterr().err
