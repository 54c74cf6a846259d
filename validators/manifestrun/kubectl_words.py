"""A kubectl command's words read as a request; a verb or option that is not known is named and refused."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from manifestrun.problem import Problem, ProblemError
from manifestrun.request import Apply, Delete, Exec, Get, Logs, Request, Wait

PODS = ("pod", "pods", "po")
OUTPUTS = ("wide", "json", "yaml", "name")
_DURATION = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?")


@dataclass(slots=True, kw_only=True)
class _Words:
    """A command's operands and options, told apart."""

    verb: str
    operands: list[str] = field(default_factory=list)
    options: dict[str, str] = field(default_factory=dict)
    rest: tuple[str, ...] | None = None
    """What follows `--`."""


def _read(verb: str, words: tuple[str, ...], flags: dict[str, str], valued: dict[str, str]) -> _Words:
    """Sort the words of a command; both tables map what may be written to an option's own name."""
    result = _Words(verb=verb)
    queue = list(words)
    while queue:
        word = queue.pop(0)
        if word == "--":
            result.rest = tuple(queue)
            return result
        if not word.startswith("-") or word == "-":
            result.operands.append(word)
            continue
        name, equals, value = _option(word, valued)
        if name in flags and not equals:
            result.options[flags[name]] = "true"
        elif name in valued and (equals or queue):
            result.options[valued[name]] = value if equals else queue.pop(0)
        else:
            raise _refused(f"option `{word}` of `kubectl {verb}`", sorted({*flags, *valued}))
    return result


def _option(word: str, valued: dict[str, str]) -> tuple[str, str, str]:
    """Take `--name=value` and `-ovalue` apart."""
    if word.startswith("--") or word[:2] not in valued or len(word) == 2:  # noqa: PLR2004 - a dash and a letter
        return word.partition("=")
    return word[:2], "=", word[2:].removeprefix("=")


def _refused(what: str, allowed: list[str]) -> ProblemError:
    known = ", ".join(f"`{name}`" for name in allowed)
    return ProblemError(
        Problem(message=f"{what} is not one that a transcript may use", help=f"Use one of {known}.")
    )


def _wrong(message: str, way_out: str) -> ProblemError:
    return ProblemError(Problem(message=message, help=way_out))


def parse_kubectl(words: tuple[str, ...], stdin: str | None = None) -> Request:
    """Read the words after `kubectl`.

    Raises:
        ProblemError: a verb, an option, a kind or an operand is none that is understood.

    """
    verb = words[0] if words else ""
    if verb not in VERBS:
        raise _refused(f"`kubectl {verb}`".replace(" `", "`"), list(VERBS))
    request = VERBS[verb](verb, words[1:])
    if stdin is None:
        return request
    if isinstance(request, Apply) and request.source == "-":
        return Apply(source="-", stdin=stdin)
    if isinstance(request, Exec) and request.interactive:
        return replace(request, stdin=stdin)
    raise _wrong(f"`kubectl {verb}` reads no input here", "Feed `kubectl apply -f -` or `kubectl exec -i`.")


def _apply(verb: str, words: tuple[str, ...]) -> Apply:
    read = _read(verb, words, {}, {"-f": "f", "--filename": "f"})
    source = read.options.get("f", "")
    if read.operands or not source:
        raise _wrong(
            "`kubectl apply` takes `-f` and nothing else", "Write `kubectl apply -f -` or name a block."
        )
    if source != "-" and not re.fullmatch(r"[A-Za-z0-9_][\w.-]*", source):
        raise _wrong(
            f"`-f {source}` is a path or an address, and a transcript reads neither",
            "Name a block of the note.",
        )
    return Apply(source=source)


def _get(verb: str, words: tuple[str, ...]) -> Get:
    read = _read(verb, words, {}, {"-o": "o", "--output": "o"})
    output, _, template = read.options.get("o", "").partition("=")
    if output == "jsonpath":
        if not template:
            raise _wrong("`-o jsonpath` has no template", "Write `-o jsonpath='{…}'`.")
    elif (output and output not in OUTPUTS) or template:
        raise _refused(f"`-o {read.options['o']}`", [*OUTPUTS, "jsonpath=…"])
    names = _pods(read, at_least=0)
    return Get(names=names, output=output, template=template, plural=len(names) != 1)


def _wait(verb: str, words: tuple[str, ...]) -> Wait:
    read = _read(verb, words, {}, {"--for": "for", "--timeout": "timeout"})
    names = _pods(read, at_least=1)
    kind, _, what = read.options.get("for", "").partition("=")
    seconds = _seconds(read.options.get("timeout", "30s"))
    if kind == "condition" and what:
        condition, _, value = what.partition("=")
        return Wait(names=names, condition=condition, value=value or "true", seconds=seconds)
    if kind == "jsonpath" and (found := re.fullmatch(r"(\{.*?\}|[^=]+)(?:=(.*))?", what, re.DOTALL)):
        return Wait(names=names, path=found[1], value=found[2] or "", seconds=seconds)
    raise _refused(f"`--for={read.options.get('for', '')}`", ["--for=condition=…", "--for=jsonpath='{…}'=…"])


def _seconds(text: str) -> float:
    found = _DURATION.fullmatch(text)
    if not text or found is None:
        raise _wrong(f"`{text}` is no duration", "Write one like `30s` or `1m30s`.")
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return float(hours * 3600 + minutes * 60 + seconds)


def _exec(verb: str, words: tuple[str, ...]) -> Exec:
    read = _read(verb, words, {"-i": "i", "--stdin": "i"}, {"-c": "c", "--container": "c"})
    if not read.rest:
        raise _wrong("`kubectl exec` has no command", "Write it after `--`.")
    return Exec(
        pod=_one_pod(read),
        command=read.rest,
        container=read.options.get("c", ""),
        interactive="i" in read.options,
    )


def _logs(verb: str, words: tuple[str, ...]) -> Logs:
    valued = {"-c": "c", "--container": "c", "--tail": "tail"}
    read = _read(verb, words, {"-p": "previous", "--previous": "previous"}, valued)
    if len(read.operands) > 1 and "c" not in read.options:
        read.options["c"] = read.operands.pop()
    tail = read.options.get("tail", "-1")
    if not re.fullmatch(r"-1|\d+", tail):
        raise _wrong(f"`--tail={tail}` is no number of lines", "Write one, or leave the option out.")
    return Logs(
        pod=_one_pod(read),
        container=read.options.get("c", ""),
        previous="previous" in read.options,
        tail=int(tail),
    )


def _delete(verb: str, words: tuple[str, ...]) -> Delete:
    read = _read(verb, words, {"--now": "now"}, {"--grace-period": "grace"})
    grace = read.options.get("grace")
    if grace is not None and not grace.isdecimal():
        raise _wrong(
            f"`--grace-period={grace}` is no number of seconds", "Write one, or leave the option out."
        )
    return Delete(
        names=_pods(read, at_least=1),
        grace=1 if "now" in read.options else None if grace is None else int(grace),
    )


def _one_pod(read: _Words) -> str:
    if len(read.operands) != 1:
        raise _wrong(f"`kubectl {read.verb}` takes one pod, not {len(read.operands)}", "Name one.")
    kind, slash, name = read.operands[0].rpartition("/")
    if slash and kind not in PODS:
        raise _refused(f"kind `{kind}`", ["pod"])
    return name


def _pods(read: _Words, *, at_least: int) -> tuple[str, ...]:
    """Return the names in `pod A B` or `pod/A pod/B`; none means all."""
    slashed = [operand.partition("/") for operand in read.operands]
    if read.operands and all(slash for _, slash, _ in slashed):
        kinds, names = {kind for kind, _, _ in slashed}, tuple(name for _, _, name in slashed)
    else:
        kinds, names = set(read.operands[:1]) or {""}, tuple(read.operands[1:])
    if unknown := sorted(kinds - set(PODS)):
        raise _refused(f"kind `{unknown[0]}`", list(PODS[:2]))
    if len(names) < at_least:
        raise _wrong(f"`kubectl {read.verb}` names no pod", "Name one.")
    return names


VERBS: dict[str, Callable[[str, tuple[str, ...]], Request]] = {
    "apply": _apply,
    "get": _get,
    "wait": _wait,
    "exec": _exec,
    "logs": _logs,
    "delete": _delete,
}
