"""The filters after a `|`: grep, head, tail, sort, wc and cut over text, without files or a shell."""

import argparse
import re
from collections.abc import Callable
from typing import NoReturn

from manifestrun.basic_expression import python_expression
from manifestrun.problem import Problem, ProblemError

Filter = Callable[[str], tuple[str, int]]
"""From the text before it to the text after it and the exit code."""


class _Options(argparse.ArgumentParser):
    def __init__(self, name: str) -> None:
        super().__init__(prog=name, add_help=False, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        raise ProblemError(
            Problem(
                message=f"`{self.prog}` as a filter: {message}",
                help="Filters read what comes through `|`; they take few options and no file.",
            )
        )


def parse_filter(words: tuple[str, ...]) -> Filter:
    """Return the filter that these words call for.

    Raises:
        ProblemError: it is no filter, or it has an option or a file that it may not have.

    """
    name, *rest = words
    if name not in FILTERS:
        raise ProblemError(
            Problem(
                message=f"`{name}` is no filter that a transcript may use",
                help=f"Use one of {', '.join(FILTERS)}.",
            )
        )
    return FILTERS[name](_Options(name), rest)


def _grep(options: _Options, words: list[str]) -> Filter:
    for flag in "vicnowxFE":
        options.add_argument(f"-{flag}", action="store_true")
    options.add_argument("pattern")
    asked = options.parse_args(words)
    expression = re.escape(asked.pattern) if asked.F else python_expression(asked.pattern, extended=asked.E)
    expression = rf"\b(?:{expression})\b" if asked.w else rf"\A(?:{expression})\Z" if asked.x else expression
    try:
        pattern = re.compile(expression, re.IGNORECASE if asked.i else 0)
    except re.error as error:
        options.error(f"`{asked.pattern}` is no regular expression: {error}")

    def run(text: str) -> tuple[str, int]:
        lines = list(enumerate(text.splitlines(), 1))
        found = [(number, line) for number, line in lines if bool(pattern.search(line)) is not asked.v]
        if asked.c:
            return f"{len(found)}\n", int(not found)
        shown = [
            (n, part)
            for n, line in found
            for part in ([m[0] for m in pattern.finditer(line)] if asked.o else [line])
        ]
        return "".join(f"{number}:{line}\n" if asked.n else f"{line}\n" for number, line in shown), int(
            not found
        )

    return run


def _count(words: list[str]) -> list[str]:
    """Write `-3` as `-n3`."""
    return [f"-n{word[1:]}" if re.fullmatch(r"-\d+", word) else word for word in words]


def _head(options: _Options, words: list[str]) -> Filter:
    options.add_argument("-n", type=int, default=10)
    count = options.parse_args(_count(words)).n
    return lambda text: ("".join(text.splitlines(keepends=True)[:count]), 0)


def _tail(options: _Options, words: list[str]) -> Filter:
    options.add_argument("-n", type=_tail_start, default=slice(-10, None))
    part = options.parse_args(_count(words)).n
    return lambda text: ("".join(text.splitlines(keepends=True)[part]), 0)


def _tail_start(text: str) -> slice:
    number = int(text)
    if text.startswith("+"):
        return slice(max(number - 1, 0), None)
    return slice(-abs(number), None) if number else slice(0, 0)


def _sort(options: _Options, words: list[str]) -> Filter:
    for flag in "rnu":
        options.add_argument(f"-{flag}", action="store_true")
    options.add_argument("-k", type=int)
    asked = options.parse_args(words)

    def key(line: str) -> tuple[float, str]:
        field = " ".join(line.split()[asked.k - 1 :]) if asked.k else line
        number = re.match(r"\s*-?\d+(?:\.\d+)?", field) if asked.n else None
        return (float(number[0]) if number else 0.0, field)

    def run(text: str) -> tuple[str, int]:
        lines = sorted(text.splitlines(), key=key, reverse=asked.r)
        return "".join(f"{line}\n" for line in (dict.fromkeys(lines) if asked.u else lines)), 0

    return run


def _wc(options: _Options, words: list[str]) -> Filter:
    for flag in "lwc":
        options.add_argument(f"-{flag}", action="store_true")
    asked = vars(options.parse_args(words))
    wanted = [flag for flag in "lwc" if asked[flag]] or list("lwc")

    def run(text: str) -> tuple[str, int]:
        counts = {"l": text.count("\n"), "w": len(text.split()), "c": len(text.encode())}
        return " ".join(str(counts[flag]) for flag in wanted) + "\n", 0

    return run


def _cut(options: _Options, words: list[str]) -> Filter:
    options.add_argument("-d", default="\t")
    options.add_argument("-s", action="store_true")
    wanted = options.add_mutually_exclusive_group(required=True)
    wanted.add_argument("-f", type=_ranges)
    wanted.add_argument("-c", type=_ranges)
    asked = options.parse_args(words)

    def line(text: str) -> str | None:
        if asked.c:
            return "".join(char for n, char in enumerate(text, 1) if any(n in part for part in asked.c))
        if asked.d not in text:
            return None if asked.s else text
        fields = enumerate(text.split(asked.d), 1)
        return str(asked.d).join(field for n, field in fields if any(n in part for part in asked.f))

    def run(text: str) -> tuple[str, int]:
        return "".join(f"{cut}\n" for cut in map(line, text.splitlines()) if cut is not None), 0

    return run


def _ranges(text: str) -> list[range]:
    """Read `1,3-5,7-`, counted from 1."""
    ranges = []
    for part in text.split(","):
        first, dash, last = part.partition("-")
        start = int(first or 1)
        ranges.append(range(start, (int(last) + 1 if last else 1 << 31) if dash else start + 1))
    return ranges


FILTERS: dict[str, Callable[[_Options, list[str]], Filter]] = {
    "grep": _grep,
    "head": _head,
    "tail": _tail,
    "sort": _sort,
    "wc": _wc,
    "cut": _cut,
}
