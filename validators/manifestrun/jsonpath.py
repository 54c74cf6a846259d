"""kubectl's JSONPath templates: text with `{…}` around paths, literals and ranges."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from manifestrun.problem import Problem, ProblemError

_STEP = re.compile(
    r"""(?P<deep>\.\.(?P<deep_name>[\w-]+|\*))
    | \.(?P<name>(?:\\.|[\w/-])+)
    | \.(?P<wild>\*)
    | \[(?P<index>-?\d+)\]
    | \[(?P<slice>-?\d*:-?\d*(?::-?\d+)?)\]
    | \[(?P<all>\*)\]
    | \[(?P<names>(?:'[^']*'|"[^"]*")(?:,(?:'[^']*'|"[^"]*"))*)\]
    | \[(?P<indices>-?\d+(?:,-?\d+)+)\]
    | \[\?\((?P<filter>.*?)\)\]""",
    re.VERBOSE,
)
_TEST = re.compile(r"\s*@(?P<path>[^\s=!<>]*)\s*(?:(?P<op>==|!=|<=|>=|<|>)\s*(?P<value>.+?))?\s*")
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "==": lambda a, b: bool(a == b),
    "!=": lambda a, b: bool(a != b),
    "<": lambda a, b: bool(a < b),
    ">": lambda a, b: bool(a > b),
    "<=": lambda a, b: bool(a <= b),
    ">=": lambda a, b: bool(a >= b),
}
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


def evaluate(template: str, document: object) -> str:
    """Return what `kubectl get -o jsonpath=TEMPLATE` prints of a document; what is missing prints nothing.

    Raises:
        ProblemError: the template cannot be read.

    """
    if "{" not in template:
        template = f"{{.{template.removeprefix('.').removeprefix('$.')}}}"
    pieces = list(_pieces(template))
    text, end = _run(pieces, 0, document, document)
    if end != len(pieces):
        raise _wrong(template, "an `{end}` has no `{range}`")
    return text


def find(path: str, document: object) -> list[Any]:
    """Return the values at one path, as a `--for=jsonpath=` or a field reference names it."""
    inner = path.removeprefix("{").removesuffix("}")
    return list(_walk(inner if inner.startswith((".", "[", "$", "@")) else f".{inner}", document, document))


def _wrong(template: str, why: str) -> ProblemError:
    return ProblemError(
        Problem(message=f"jsonpath `{template}`: {why}", help="See kubectl's reference of JSONPath support.")
    )


def _pieces(template: str) -> Iterator[tuple[bool, str]]:
    """Cut a template into text (False) and what stands in braces (True); quotes hide braces."""
    at = 0
    while at < len(template):
        start = template.find("{", at)
        if start < 0:
            yield False, template[at:]
            return
        if start > at:
            yield False, template[at:start]
        inner = re.compile(r"""(?:"(?:\\.|[^"])*"|'(?:\\.|[^'])*'|[^{}"'])*""").match(template, start + 1)
        end = inner.end() if inner else start
        if template[end : end + 1] != "}":
            raise _wrong(template, "a brace is not closed")
        yield True, template[start + 1 : end].strip()
        at = end + 1


def _run(pieces: list[tuple[bool, str]], at: int, root: object, current: object) -> tuple[str, int]:
    """Evaluate up to the end of a range; return the text and the index of its `{end}`."""
    out: list[str] = []
    while at < len(pieces):
        code, text = pieces[at]
        if code and text == "end":
            return "".join(out), at
        if code and text.startswith("range"):
            body, at = _range(pieces, at, root, current)
            out.append(body)
        else:
            out.append(_expression(text, root, current) if code else text)
        at += 1
    return "".join(out), at


def _range(pieces: list[tuple[bool, str]], at: int, root: object, current: object) -> tuple[str, int]:
    items = list(_walk(pieces[at][1].removeprefix("range").strip(), root, current))
    end = _run(pieces, at + 1, root, None)[1]
    if end == len(pieces):
        raise _wrong(pieces[at][1], "a `{range}` has no `{end}`")
    return "".join(_run(pieces, at + 1, root, item)[0] for item in items), end


def _expression(text: str, root: object, current: object) -> str:
    if text[:1] in {'"', "'"}:
        return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[1]), text[1:-1])
    return " ".join(map(_shown, _walk(text, root, current)))


def _shown(value: object) -> str:
    if isinstance(value, str):
        return value
    return (
        "" if value is None else json.dumps(value, separators=(",", ":"), sort_keys=True, ensure_ascii=False)
    )


def _walk(path: str, root: object, current: object) -> Iterator[Any]:
    values: list[Any] = [root if path.startswith("$") else current]
    rest = path.removeprefix("$").removeprefix("@")
    at = 0
    if rest in {"", "."}:
        return iter(values)
    while at < len(rest):
        step = _STEP.match(rest, at)
        if step is None:
            raise _wrong(path, f"`{rest[at:]}` is no step of a path")
        values = [found for value in values for found in _take(step, value)]
        at = step.end()
    return iter(values)


def _take(step: re.Match[str], value: object) -> Iterator[Any]:
    kind = step.lastgroup or ""
    if step["deep"]:
        yield from _deep(step["deep_name"], value)
    elif kind == "name":
        yield from _named(re.sub(r"\\(.)", r"\1", step["name"]), value)
    elif kind in {"wild", "all"}:
        yield from value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    elif kind == "names":
        for name in re.findall(r"'([^']*)'|\"([^\"]*)\"", step["names"]):
            yield from _named(name[0] or name[1], value)
    elif isinstance(value, list):
        yield from _listed(step, kind, value)


def _named(name: str, value: object) -> Iterator[Any]:
    if isinstance(value, dict) and name in value:
        yield value[name]


def _listed(step: re.Match[str], kind: str, value: list[Any]) -> Iterator[Any]:
    if kind == "filter":
        yield from (item for item in value if _holds(step["filter"], item))
    elif kind == "slice":
        yield from value[slice(*(int(part) if part else None for part in step["slice"].split(":")))]
    else:
        for index in map(int, (step["index"] or step["indices"]).split(",")):
            yield from value[index : index + 1 or None]


def _deep(name: str, value: object) -> Iterator[Any]:
    below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if name == "*":
        yield from below
    elif isinstance(value, dict) and name in value:
        yield value[name]
    for item in below:
        yield from _deep(name, item)


def _holds(test: str, item: object) -> bool:
    found = _TEST.fullmatch(test)
    if found is None:
        raise _wrong(f"[?({test})]", "this test is not understood")
    values = list(_walk(found["path"] or "@", item, item))
    if found["op"] is None:
        return bool(values)
    wanted = found["value"].strip()
    other = wanted[1:-1] if wanted[0] in "\"'" else json.loads(wanted)
    return any(type(value) is type(other) and _COMPARE[found["op"]](value, other) for value in values)
