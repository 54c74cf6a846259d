"""What the command for mutation testing chooses, and what it says of it."""

from __future__ import annotations

import pytest

from tests.mutation.__main__ import choose, estimate, report

MUTANTS = [
    *(f"ropewalk.move.{name}.x_do__mutmut_{number}" for name in ("edit", "link") for number in range(10)),
    *(f"ropewalk.link.xǁLinkingǁof__mutmut_{number}" for number in range(3)),
    "ropewalk.linking.x_other__mutmut_1",
]


def test_a_seed_chooses_so_many_of_each_subject_and_always_the_same() -> None:
    chosen = choose(MUTANTS, ["*"], 5, 1)
    assert {subject: len(of_one) for subject, of_one in chosen.items()} == {"link": 3, "move": 5}
    assert chosen == choose(reversed(MUTANTS), ["*"], 5, 1)
    assert chosen["move"] != choose(MUTANTS, ["*"], 5, 2)["move"]
    assert all(len(set(of_one)) == len(of_one) for of_one in chosen.values())


def test_without_a_size_all_are_chosen_that_a_pattern_names() -> None:
    assert choose(MUTANTS, ["ropewalk.move.edit.*"], None, 1) == {"move": sorted(MUTANTS[:10])}


@pytest.mark.parametrize(
    ("killed", "tried", "expected"),
    [(0, 0, (0, 0, 1)), (80, 100, (0.8, 0.711, 0.867)), (10, 10, (1, 0.722, 1))],
)
def test_the_interval_is_wilsons(killed: int, tried: int, expected: tuple[float, ...]) -> None:
    assert estimate(killed, tried) == pytest.approx(expected, abs=0.001)


def test_the_report_names_survivors_and_fails_below_the_lowest(capsys: pytest.CaptureFixture[str]) -> None:
    known = {"a": "killed", "b": "timeout", "c": "no tests", "d": "not checked"}
    assert report({"move": [*known]}, known) == 1
    assert capsys.readouterr().out == (
        "    c\nmove: 2 of 3 killed, 66.7% (95 % interval 21% to 94%), 1 not tried yet\n"
    )
    assert report({"move": ["a", "b"]}, known) == 0
