"""What a note says about being published, read so that a doubt keeps it unpublished."""

from __future__ import annotations

from collections.abc import Iterable

from manifestcheck.diagnostic import Severity
from ropewalk.front_matter import FLAGS, Remarks, quoted
from ropewalk.yaml12 import MapNode, Node, ScalarNode

_HELP = "Write `true` or `false`, without quotes."


def publish_flag(pairs: Iterable[tuple[Node, Node]], remarks: Remarks) -> bool | None:
    """Return True or False as the note asks, None where it does not say.

    Every occurrence counts, in every casing of the name: a `publish` with any value but `true` or a
    `draft` with any value but `false` means False; only `publish` in lower case can mean True.
    """
    wishes: list[bool] = []
    for key, value in pairs:
        written = key.text if isinstance(key, ScalarNode) else ""
        name = written.strip().casefold()
        if name not in FLAGS:
            continue
        allowed = _is_written(value, "true" if name == "publish" else "false")
        if not (_is_written(value, "true") or _is_written(value, "false")):
            message = (
                f"{_shown(value)} in {quoted(written)} is not `true` or `false`: the note is not published"
            )
            remarks.add("RW105", Severity.WARNING, key.start, message, _HELP)
        if not allowed:
            wishes.append(False)
        elif written == "publish":
            wishes.append(True)
    return all(wishes) if wishes else None


def _is_written(node: Node, text: str) -> bool:
    return isinstance(node, ScalarNode) and node.plain and node.text == text


def _shown(node: Node) -> str:
    if isinstance(node, ScalarNode):
        return quoted(node.text) if node.text.strip() else "nothing"
    return "a map" if isinstance(node, MapNode) else "a list"
