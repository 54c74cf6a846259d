"""The promises of agreement with a real API server, on the sample of its verdicts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bench.agreement import Case, Rates, cases

UNREADABLE = {"bad-request", "parse-error", "not-object", "no-match"}


@pytest.fixture(scope="module")
def judged(shared: Path) -> list[tuple[str, Case]]:
    """Return the server's verdict and the comparison of every document."""
    corpus = (shared / "corpus" / "manifests.jsonl").read_text(encoding="utf-8")
    rows = {row["id"]: row for row in map(json.loads, corpus.splitlines())}
    return [(rows[case.id]["verdict"], case) for case in cases(rows.values(), "1.36")]


def rates(judged: list[Case]) -> Rates:
    counted = Rates()
    for case in judged:
        counted.add(case)
    return counted


@pytest.mark.shared
def test_real_documents_have_hardly_a_false_alarm(judged: list[tuple[str, Case]]) -> None:
    real = rates([case for _, case in judged if case.set == "real" and case.kind])
    assert real.accepted > 1_000
    assert real.false_alarms <= 0.003 * real.accepted


@pytest.mark.shared
def test_real_documents_are_judged_as_the_server_judges_them(judged: list[tuple[str, Case]]) -> None:
    real = rates([case for _, case in judged if case.set == "real" and case.kind])
    assert real.recalled >= 0.95 * real.rejected
    agreed = real.accepted - real.false_alarms + real.recalled
    assert agreed >= 0.99 * (real.accepted + real.rejected)


@pytest.mark.shared
@pytest.mark.parametrize(("pods", "recall"), [(True, 0.97), (False, 0.93)])
def test_what_the_server_rejects_is_found(
    judged: list[tuple[str, Case]], pods: object, recall: float
) -> None:
    counted = rates([case for _, case in judged if case.kind and (case.kind == "Pod") is pods])
    assert counted.rejected > 500
    assert counted.recalled >= recall * counted.rejected
    assert counted.fields_found >= 0.9 * counted.fields
    assert counted.false_alarms <= 0.005 * counted.accepted


@pytest.mark.shared
def test_whatever_the_server_cannot_read_is_rejected(judged: list[tuple[str, Case]]) -> None:
    unread = [case for verdict, case in judged if verdict in UNREADABLE]
    assert len(unread) > 300
    assert [case.id for case in unread if not case.flagged] == []
