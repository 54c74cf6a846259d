"""Twice the text takes about twice the time, whatever it is made of: nothing is quadratic."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import isqrt

import pytest

from ropewalk.compile import compile_note
from ropewalk.link import link
from ropewalk.model.note import Dialect
from ropewalk.properties import read
from ropewalk.render.article import render
from ropewalk.render.shelf import Shelf
from ropewalk.strings import strings

COUNT = 6_000
LEAST = 0.02
"""Seconds below which a clock's noise is larger than what is measured."""
LARGEST = 3.0
"""Linear gives 2, quadratic 4."""
TRIES = 4

TEXTS: dict[str, Callable[[int], str]] = {
    "quotes": lambda n: ">" * n + " a",
    "quotes with spaces": lambda n: "> " * n + "a",
    "brackets": lambda n: "[" * n + "a" + "]" * n,
    "open brackets": lambda n: "[" * n,
    "open links": lambda n: "[a](" * n,
    "open link titles": lambda n: '[a](b "' * n,
    "open images": lambda n: "![a](" * n,
    "list markers": lambda n: "- " * n + "a",
    "indented lists": lambda n: "".join(" " * (2 * (i % 200)) + "- a\n" for i in range(n // 10)),
    "list markers in quotes": lambda n: "> - " * n + "a",
    "emphasis": lambda n: "*" * n + "a" + "*" * n,
    "open emphasis": lambda n: "*a " * n,
    "mixed emphasis": lambda n: "*_" * n + "a" + "_*" * n,
    "unequal emphasis": lambda n: "**a " * n + "b** " * n,
    "highlights": lambda n: "==a " * n,
    "strikes": lambda n: "~~a " * n,
    "open embeds": lambda n: "![[" * n,
    "nested embeds": lambda n: "![[a" * n + "]]" * n,
    "embeds in a paragraph": lambda n: "*" + "a ![[b]] " * (n // 4) + "*",
    "links in a paragraph": lambda n: "[[a]] " * (n // 2),
    "links in sentences": lambda n: "[[a]]. " * (n // 2),
    "comments": lambda n: "%%" * n,
    "spaced comments": lambda n: "%% " * n,
    "comments of lines": lambda n: "%%\n\n" * n,
    "comments in code": lambda n: "`%%` " * n,
    "dollars": lambda n: "$" * n,
    "spaced dollars": lambda n: "$a " * n,
    "open formulas": lambda n: "$$\n\n" * n,
    "escaped dollars": lambda n: "$" + "\\$" * n,
    "backticks": lambda n: "`" * n,
    "spaced backticks": lambda n: "`a " * n,
    "growing backticks": lambda n: " ".join("`" * i for i in range(1, isqrt(20 * n))),
    "fences": lambda n: "```\n" * n,
    "fences of all lengths": lambda n: "".join("`" * (3 + i % 50) + "\n" for i in range(n)),
    "callouts": lambda n: "> [!note]\n" * n,
    "html": lambda n: "<b>" * n + "</b>" * n,
    "html blocks": lambda n: "<div>\n\n" * n,
    "html comments": lambda n: "a <!-- " * n,
    "footnotes": lambda n: "".join(f"[^{i}]: x[^{i + 1}]\n\n" for i in range(n // 4)),
    "inline footnotes": lambda n: "^[" * n + "]" * n,
    "block ids": lambda n: "a\n^a\n" * n,
    "tags": lambda n: "#a " * n,
    "levels of a tag": lambda n: "#a" + "/b" * n,
    "equal headings": lambda n: "## same\n\n" * n,
    "links to headings": lambda n: "".join(f"# h{i}\n\n[[#h{i}]]\n\n" for i in range(n // 4)),
    "links to blocks": lambda n: "".join(f"a ^b{i}\n\n[[#^b{i}]]\n\n" for i in range(n // 4)),
    "wanted notes": lambda n: "".join(f"[[wanted {i}]] " for i in range(n // 4)),
    "table rows": lambda n: "|a|b|\n|-|-|\n" + "|a|b|\n" * n,
    "table columns": lambda n: "|a" * n + "|\n" + "|-" * n + "|\n" + "|x" * n + "|\n",
    "reference links": lambda n: "".join(f"[a{i}]: b\n" for i in range(n)),
    "addresses": lambda n: "http://a.example " * n,
    "lazy lines": lambda n: "> - a\n" + "b\n" * n,
    "properties": lambda n: "---\n" + "".join(f'k{i}: "[[a]]"\n' for i in range(n // 4)) + "---\n",
    "tags in properties": lambda n: "---\ntags: [" + ", ".join(f"t{i}" for i in range(n)) + "]\n---\n",
    "open properties": lambda n: "---\n" + "a: b\n" * n,
    "sequences in properties": lambda n: "---\na: " + "[" * n + "\n---\n",
    "brackets in a property": lambda n: '---\na: "' + "[[" * n + '"\n---\n',
}


def cost(text: str) -> float:
    """Return the CPU time in which a vault of this note and two that it may name becomes pages."""
    start = time.process_time()
    texts = {"a.md": "A, see [[note]].", "b.md": "![[a]]", "note.md": text}
    notes = [(path, compile_note(own, read(own), Dialect())) for path, own in texts.items()]
    vault = link(notes, [])
    shelf = Shelf(vault)
    for path in vault.notes:
        render(vault, shelf, path, strings("en"))
    return time.process_time() - start


@contextmanager
def no_collection() -> Iterator[None]:
    """Let the garbage collector not run: when it does depends on what ran before."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@pytest.mark.parametrize("name", list(TEXTS))
def test_time_grows_with_the_text(name: str) -> None:
    text = TEXTS[name]
    once, twice = float("inf"), float("inf")
    for _ in range(TRIES):
        with no_collection():
            once, twice = min(once, cost(text(COUNT // 2))), min(twice, cost(text(COUNT)))
        if twice <= max(LEAST, LARGEST * once):
            return
    pytest.fail(f"{once:.3f} s for {COUNT // 2}, {twice:.3f} s for {COUNT}")
