"""An expected line as a pattern: `...`, tokens such as `[AGE]`, and bindings such as `[IP:a]`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

ANYTHING = "..."
TOKENS = {
    "IP": r"(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]*)",
    "AGE": r"(?:\d+[smhdy])+",
    "HASH": r"[0-9a-z]{5,64}",
    "N": r"-?\d+(?:\.\d+)?",
    "ID": r"(?:[a-z0-9-]+://)?[0-9a-f]{12,64}",
    "NODE": r"[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?",
    "UID": r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    "TIME": r"(?:\d{4}-\d\d-\d\d[T ])?\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?",
}
"""What each token stands for, as a regular expression over one line of output."""
_MARK = re.compile(r"\.\.\.|\[([A-Z]+)(?::([A-Za-z0-9_-]+))?\]|\s+")

Bindings = Mapping[str, str]
"""What `[IP:a]` was when it was first seen, under `IP:a`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The tokens that a transcript may use."""

    tokens: Mapping[str, str] = field(default_factory=lambda: TOKENS)

    def match(self, expected: str, line: str, bindings: Bindings) -> Bindings | None:
        """Return the bindings after this line, None if the line is not what was expected."""
        groups: dict[str, str] = {}
        pattern = "".join(self._parts(expected.strip(), bindings, groups))
        found = re.fullmatch(rf"{pattern}\s*", f"{line.strip()} ")
        if found is None:
            return None
        return {**bindings, **{name: found[group] for name, group in groups.items()}}

    def substitute(self, command: str, bindings: Bindings) -> str:
        """Return the command with every name that is bound by now in place of its token."""
        return _MARK.sub(lambda mark: bindings.get(f"{mark[1]}:{mark[2]}", mark[0]), command)

    def unbound(self, command: str) -> str | None:
        """Return the first named token of a command that is left without a value."""
        named = (mark[0] for mark in _MARK.finditer(command) if mark[2] and mark[1] in self.tokens)
        return next(named, None)

    def has_tokens(self, text: str) -> bool:
        """Tell whether a text holds anything but itself."""
        return any(mark[0] == ANYTHING or mark[1] in self.tokens for mark in _MARK.finditer(text))

    def _parts(self, expected: str, bindings: Bindings, groups: dict[str, str]) -> Iterator[str]:
        end = 0
        for mark in _MARK.finditer(expected):
            yield re.escape(expected[end : mark.start()])
            yield self._expression(mark, bindings, groups)
            end = mark.end()
        yield re.escape(expected[end:])

    def _expression(self, mark: re.Match[str], bindings: Bindings, groups: dict[str, str]) -> str:
        if mark[0] == ANYTHING:
            return ".*"
        if mark[0].isspace():
            return r"\s+"
        if mark[1] not in self.tokens:
            return re.escape(mark[0])
        return self._named(mark, bindings, groups) if mark[2] else f"(?:{self.tokens[mark[1]]})"

    def _named(self, mark: re.Match[str], bindings: Bindings, groups: dict[str, str]) -> str:
        name = f"{mark[1]}:{mark[2]}"
        if name in bindings:
            return re.escape(bindings[name])
        if name in groups:
            return f"(?P={groups[name]})"
        groups[name] = f"bound{len(groups)}"
        return f"(?P<{groups[name]}>{self.tokens[mark[1]]})"
