"""How far manifestcheck agrees with a real API server, on documents that the server has judged.

`python tests/bench/agreement.py CORPUS.jsonl [--misses] [--false-alarms] [--fields] [--kind KIND]
[--kubernetes-version 1.36] [--speed]`: prints the figures of issue 3 and on request what disagrees.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

import manifestcheck
from manifestcheck.diagnostic import Severity
from manifestcheck.kinds import no_match
from manifestcheck.schema.catalog import api
from manifestcheck.version import Version

NO_STRATEGY = "no strategy"
"""The server could not be asked about these: what it says of them is no verdict."""

UNKNOWN_FIELD = re.compile(r'unknown field "(.*)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A document, what the server said of it and what we say."""

    id: str
    set: str
    kind: str
    text: str
    rejected: bool
    said: tuple[str, ...]
    fields: frozenset[str]
    found: tuple[manifestcheck.Finding, ...]
    flagged: bool

    @property
    def missed(self) -> frozenset[str]:
        """The fields that the server names and we do not."""
        return self.fields - {finding.field for finding in self.found}


@dataclass(slots=True)
class Rates:
    """Counts over some of the cases."""

    accepted: int = 0
    false_alarms: int = 0
    rejected: int = 0
    recalled: int = 0
    fields: int = 0
    fields_found: int = 0
    unexpected: Counter[str] = field(default_factory=Counter)

    def add(self, case: Case) -> None:
        """Count one case."""
        self.accepted += not case.rejected
        self.false_alarms += case.flagged and not case.rejected
        self.rejected += case.rejected
        self.recalled += case.flagged and case.rejected
        self.fields += len(case.fields)
        self.fields_found += len(case.fields) - len(case.missed)

    def line(self, name: str) -> str:
        """Return the rates on one line."""
        agreed = self.accepted - self.false_alarms + self.recalled
        return (
            f"{name:36}{self.accepted + self.rejected:>6}"
            f"{_share(agreed, self.accepted + self.rejected):>11}"
            f"{_share(self.recalled, self.rejected):>9} of{self.rejected:>5}"
            f"{_share(self.false_alarms, self.accepted):>9} of{self.accepted:>5}"
            f"{_share(self.fields_found, self.fields):>9} of{self.fields:>5}"
        )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f} %" if whole else "-"


def cases(rows: Iterable[dict[str, Any]], version: str) -> Iterator[Case]:
    """Yield what can be compared: kinds of foreign groups are unknown to both."""
    for row in rows:
        if NO_STRATEGY in row["message"] or not _comparable(row, version):
            continue
        reports = manifestcheck.check(row["text"], kubernetes_version=version)
        said = (*row["strict_errors"], *([row["message"]] if row["message"] else []))
        unknown = {match[1] for text in row["strict_errors"] if (match := UNKNOWN_FIELD.fullmatch(text))}
        yield Case(
            id=row["id"],
            set=row["set"],
            kind=row["kind"],
            text=row["text"],
            rejected=row["verdict"] != "valid",
            said=said,
            fields=frozenset({error["field"] for error in row["errors"]} | unknown),
            found=tuple(
                finding
                for report in reports
                for finding in report.diagnostics
                if finding.severity is Severity.ERROR
            ),
            flagged=any(report.verdict == "invalid" for report in reports),
        )


def _comparable(row: dict[str, Any], version: str) -> bool:
    if row["verdict"] != "no-match":
        return True
    known = re.fullmatch(r'no matches for kind "(.*)" in version "(.*)"', row["message"])
    if known is None:
        return False
    of = api(Version.parse(version))
    # A review is answered, not stored: the server that was asked stores everything.
    return not known[1].endswith(("Review", "List")) and no_match(of, known[2], known[1]) is not None


def table(judged: list[Case]) -> str:
    """Return the figures of issue 3."""
    groups: list[tuple[str, Callable[[Case], bool]]] = [
        ("all", lambda _: True),
        ("real, built-in kind", lambda case: case.set == "real" and bool(case.kind)),
        ("real, no kind or unreadable", lambda case: case.set == "real" and not case.kind),
        ("tables", lambda case: case.set == "tables"),
        ("mutants", lambda case: case.set == "mutants"),
        ("Pod", lambda case: case.kind == "Pod"),
        ("other kinds", lambda case: case.kind not in {"Pod", ""}),
    ]
    head = f"{'':36}{'docs':>6}{'agreement':>11}{'recall':>17}{'false alarms':>17}{'fields':>17}"
    return "\n".join([head, *(_rates(judged, of).line(name) for name, of in groups)])


def kinds(judged: list[Case]) -> str:
    """Return the figures by kind."""
    names = [name for name, _ in Counter(case.kind for case in judged).most_common()]
    return "\n".join(_rates(judged, lambda case, name=name: case.kind == name).line(name) for name in names)  # type: ignore[misc]  # mypy knows no lambda with a default


def _rates(judged: list[Case], of: Callable[[Case], bool]) -> Rates:
    rates = Rates()
    for case in judged:
        if of(case):
            rates.add(case)
    return rates


def classes(judged: list[Case]) -> str:
    """Return the fields that are named least, without indices, with how many of how many are missed."""
    named: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for case in judged:
        for one in case.fields:
            bare = re.sub(r"\[[^\]]*\]", "[]", one)
            named[f"{case.kind} {bare}"] += 1
            missed[f"{case.kind} {bare}"] += one in case.missed
    return "\n".join(f"{count:>5}/{named[name]:<5} {name}" for name, count in missed.most_common() if count)


def listing(chosen: Iterable[Case]) -> Iterator[str]:
    """Yield for each case what the server says and what we say."""
    for case in chosen:
        yield f"{case.id} {case.kind}"
        yield from (f"    server  {text[:600]}" for text in case.said)
        yield from (f"    missed  {one}" for one in sorted(case.missed))
        yield from (
            f"    ours    {one.line}:{one.column} {one.type} {one.field}: {one.message[:200]}"
            for one in case.found
        )


def speed(texts: list[str], version: str) -> str:
    """Compare with composing the same texts, warm, in one process."""
    bare = _rate(texts, lambda text: yaml.compose(text, yaml.CSafeLoader))
    ours = _rate(texts, lambda text: manifestcheck.check(text, kubernetes_version=version))
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20
    return (
        f"{len(texts)} pods: {ours:,.0f} a second, bare compose {bare:,.0f}: "
        f"{100 * ours / bare:.1f} %; peak memory {peak:.0f} MiB with the corpus"
    )


def _rate(texts: list[str], read: Callable[[str], object]) -> float:
    best = float("inf")
    for _ in range(3):
        begin = time.perf_counter()
        for text in texts:
            read(text)
        best = min(best, time.perf_counter() - begin)
    return len(texts) / best


def main(arguments: list[str]) -> int:
    """Print what the arguments ask for."""
    parser = argparse.ArgumentParser(description="Compare manifestcheck with an API server.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--misses", action="store_true", help="list documents that only the server rejects")
    parser.add_argument("--false-alarms", action="store_true", help="list documents that only we reject")
    parser.add_argument(
        "--fields", action="store_true", help="list rejected documents with a field not named"
    )
    parser.add_argument("--classes", action="store_true", help="count the fields not named")
    parser.add_argument("--kinds", action="store_true", help="print the figures by kind")
    parser.add_argument("--kind", action="append", help="of this kind only; may be repeated")
    parser.add_argument("--set", help="of this set only: real, tables, mutants")
    parser.add_argument("--speed", action="store_true", help="measure the speed on pods too")
    parser.add_argument("--kubernetes-version", default="1.36")
    chosen = parser.parse_args(arguments)
    rows = [json.loads(line) for line in chosen.corpus.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if not chosen.kind or row["kind"] in chosen.kind]
    rows = [row for row in rows if not chosen.set or row["set"] == chosen.set]
    judged = list(cases(rows, chosen.kubernetes_version))
    parts = [table(judged)]
    if chosen.kinds:
        parts.append(kinds(judged))
    if chosen.classes:
        parts.append(classes(judged))
    if chosen.misses:
        parts += listing(case for case in judged if case.rejected and not case.flagged)
    if chosen.false_alarms:
        parts += listing(case for case in judged if case.flagged and not case.rejected)
    if chosen.fields:
        parts += listing(case for case in judged if case.rejected and case.missed)
    if chosen.speed:
        pods = [
            row["text"] for row in rows if row["kind"] == "Pod" and row["verdict"] in {"valid", "invalid"}
        ]
        parts.append(speed(pods, chosen.kubernetes_version))
    sys.stdout.write("\n".join([*parts, ""]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
