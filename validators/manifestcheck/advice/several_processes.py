"""`several-processes`: of several processes in a container the failure of all but one is hidden."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from manifestcheck.advice.rule import Remark, Rule, Subject
from manifestcheck.diagnostic import Severity

_SHELLS: Final = frozenset(("sh", "bash", "ash", "dash", "zsh", "ksh"))
_SUPERVISORS: Final = frozenset(
    ("supervisord", "s6-svscan", "runsvdir", "circusd", "honcho", "foreman", "pm2")
)
_WAITING: Final = frozenset(("wait", ";", "\n", "&"))


def _check(subject: Subject, _: Sequence[Subject]) -> Iterator[Remark]:
    for path, container in subject.containers():
        words = [*(container.get("command") or ()), *(container.get("args") or ())]
        key = "command" if container.get("command") else "args"
        name = container.get("name") or ""
        supervisor = next((base for base in map(_base, words[:2]) if base in _SUPERVISORS), None)
        if supervisor is not None:
            yield Remark(
                (*path, key), f"container `{name}` runs `{supervisor}`, which starts other processes"
            )
        elif any(_backgrounds(script) for script in _scripts(words)):
            yield Remark((*path, key), f"container `{name}` starts a process with `&` beside another one")


def _scripts(words: list[str]) -> Iterator[str]:
    """Yield what a shell is told to run."""
    if words and _base(words[0]) in _SHELLS:
        for flag, script in pairwise(words):
            if flag.startswith("-") and flag.endswith("c"):
                yield script


def _backgrounds(script: str) -> bool:
    """Whether something runs beside what a lone `&` sends to the background."""
    if "&" not in script:
        return False
    lexer = shlex.shlex(script, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    try:
        tokens = list(lexer)
    except ValueError:
        return False  # a quote that is never closed: no shell runs that
    return "&" in tokens and any(token not in _WAITING for token in tokens[tokens.index("&") + 1 :])


def _base(word: str) -> str:
    return word.rpartition("/")[2]


RULE = Rule(
    code="MC305",
    name="several-processes",
    severity=Severity.WARNING,
    help="Give each process a container of its own in the same pod: the kubelet then watches each of them.",
    check=_check,
)
