"""A transcript's command as words: quoting as in a shell, and nothing else of a shell but pipes and `<<`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from manifestrun.problem import Problem, ProblemError

REFUSED = {
    ";": "a second command",
    "&": "a command in the background",
    "<": "a file as input",
    ">": "a file as output",
    "(": "a subshell",
    ")": "a subshell",
    "$": "an expansion",
    "`": "a command substitution",
}
"""What these characters would mean to a shell where they are not quoted."""
_HEREDOC = re.compile(r"<<[ ]*(?:'(\w+)'|\"(\w+)\"|(\w+))[ ]*$", re.MULTILINE)
_IN_DOUBLE_QUOTES = "$`"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandLine:
    """The words of a pipeline, and what is fed to its first command."""

    stages: tuple[tuple[str, ...], ...]
    stdin: str | None = None


@dataclass(slots=True, kw_only=True)
class _Lexer:
    text: str
    at: int = 0
    stages: list[list[str]] = field(default_factory=lambda: [[]])
    word: list[str] | None = None

    def run(self) -> tuple[tuple[str, ...], ...]:
        while self.at < len(self.text):
            self._step(self.text[self.at])
        self._end_word()
        return tuple(map(tuple, self.stages))

    def _step(self, char: str) -> None:
        if char == "\n" and self.text[self.at :].strip():
            raise _refusal(";")
        if char.isspace():
            self._end_word()
        elif char in "'\"":
            self._add(self._quoted(char))
        elif char == "\\":
            self._escape()
        elif char == "|":
            self._pipe()
        elif char == "#" and self.word is None:
            self.at = len(self.text)
        elif char in REFUSED:
            raise _refusal(char)
        else:
            self._add(char)
        self.at += 1

    def _add(self, text: str) -> None:
        self.word = [*(self.word or []), text]

    def _end_word(self) -> None:
        if self.word is not None:
            self.stages[-1].append("".join(self.word))
        self.word = None

    def _pipe(self) -> None:
        if self.text[self.at + 1 : self.at + 2] in {"|", "&"}:
            raise _refusal("&")
        self._end_word()
        self.stages.append([])

    def _escape(self) -> None:
        self.at += 1
        escaped = self.text[self.at : self.at + 1]
        if escaped != "\n":
            self._add(escaped)

    def _quoted(self, quote: str) -> str:
        """Return what stands in quotes; leave the position at the closing one."""
        return "".join(self._single() if quote == "'" else self._double())

    def _single(self) -> Iterator[str]:
        end = self.text.find("'", self.at + 1)
        if end < 0:
            raise _open_quote("'")
        yield self.text[self.at + 1 : end]
        self.at = end

    def _double(self) -> Iterator[str]:
        while True:
            self.at += 1
            char = self.text[self.at : self.at + 1]
            if char == '"':
                return
            if not char:
                raise _open_quote('"')
            if char in _IN_DOUBLE_QUOTES:
                raise _refusal(char)
            if char == "\\" and self.text[self.at + 1 : self.at + 2] in {*'"\\$`', "\n"}:
                self.at += 1
                char = self.text[self.at].replace("\n", "")
            yield char


def _refusal(char: str) -> ProblemError:
    return ProblemError(
        Problem(
            message=f"`{char}` asks a shell for {REFUSED[char]}, and no shell reads a transcript",
            help=f"Put `{char}` into single quotes if it is meant literally, or let a container's shell "
            "read it: `kubectl exec POD -- sh -c '…'`.",
        )
    )


def _open_quote(quote: str) -> ProblemError:
    return ProblemError(Problem(message=f"a quote `{quote}` is not closed", help="Close it."))


def split_command(command: str) -> CommandLine:
    """Split a command as a POSIX shell would, a here-document's lines being those after the first.

    Raises:
        ProblemError: it uses something of a shell that could reach the machine, or a quote is left open.

    """
    command, stdin = _heredoc(command)
    stages = _Lexer(text=command).run()
    if not all(stages):
        raise ProblemError(
            Problem(message="a command is missing before or after `|`", help="Remove the `|`.")
        )
    return CommandLine(stages=stages, stdin=stdin)


def _heredoc(command: str) -> tuple[str, str | None]:
    first, _, body = command.partition("\n")
    found = _HEREDOC.search(first)
    if found is None:
        return command, None
    end = found[1] or found[2] or found[3]
    if expansion := next((char for char in _IN_DOUBLE_QUOTES if found[3] and char in body), None):
        raise _refusal(expansion)
    lines = body.split("\n")
    if end not in lines:
        raise ProblemError(Problem(message=f"`<<{end}` has no line `{end}`", help=f"Close it by `> {end}`."))
    return first[: found.start()], "".join(f"{line}\n" for line in lines[: lines.index(end)])
