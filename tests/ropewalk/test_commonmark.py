"""What is plain CommonMark comes out as markdown-it's own renderer writes it."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ropewalk.model.note import Dialect
from tests.ropewalk.rendering import HOST, html_of, linked_vault

EXAMPLES = (Path(__file__).parent / "fixtures" / "commonmark.md").read_text("utf-8").split("\n%%%\n")
ATTRIBUTES = {"a": ("href", "title"), "ol": ("start",)}
BLOCK_ELEMENTS = {
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "ul",
    "br",
    "DOCUMENT_FRAGMENT",
}
WORDS = ["a", "b c", "word.", "é", "日本", "&amp;", "&copy;", "\\*", "\\", "<br>", "'q' \"r\""]
INLINE = ["*", "**", "_", "__", "`", "``", "[", "](tel:1)", "](tel:1 'T')", "![y](//h/i.png)"]
BLOCKS = [
    "# ",
    "## ",
    "> ",
    "- ",
    "+ ",
    "1. ",
    "2) ",
    "12. ",
    "---",
    "***",
    "\n===\n",
    "```",
    "~~~ x",
    "    ",
    "\t",
]
SEPARATORS = ["", " ", "  ", "\n", "\n\n", "\n> ", "\n  ", "\n    ", "  \n", "\\\n"]
plain = st.lists(
    st.tuples(st.sampled_from(SEPARATORS), st.sampled_from(WORDS + INLINE + BLOCKS)).map("".join), max_size=16
).map("".join)
reference = MarkdownIt("commonmark")


@pytest.mark.parametrize("text", EXAMPLES, ids=lambda text: text.partition("\n")[0])
def test_example(text: str) -> None:
    assert ours(text) == theirs(text)


@given(plain.filter(lambda text: not text.startswith("---")))
def test_any_text_without_syntax_of_obsidian(text: str) -> None:
    assert ours(text) == theirs(text)


def ours(text: str) -> list[str]:
    dialect = Dialect(strict_line_breaks=True, external_media=True)
    return shape(html_of(linked_vault({HOST: text}, dialect=dialect)))


def theirs(text: str) -> list[str]:
    return shape(reference.render(text))


def shape(page: str) -> list[str]:
    """Return tags with the attributes that Markdown gives, and text without the space around blocks."""
    joined: list[str] = []
    for part in parts(html5lib.parseFragment(page, namespaceHTMLElements=False)):
        if joined and not is_tag(part) and not is_tag(joined[-1]):
            joined[-1] += part
        else:
            joined.append(part)
    shaped = list(joined)
    for index, part in enumerate(joined):
        if not is_tag(part):
            before, after = (
                joined[place] if 0 <= place < len(joined) else "<p>" for place in (index - 1, index + 1)
            )
            text = part.lstrip(" \n") if is_block(before) else part
            shaped[index] = text.rstrip(" \n") if is_block(after) else text
    return [part for part in shaped if part]


def parts(element: Element) -> Iterator[str]:
    """Yield tags between angle brackets that no text holds, and texts."""
    if element.tag == "pre":
        yield from ("⟨pre⟩", "".join(element.itertext()).replace("\n", "⏎"), "⟨/pre⟩")
        return
    given = [f" {name}={element.get(name)}" for name in ATTRIBUTES.get(element.tag, ()) if element.get(name)]
    yield f"⟨{element.tag}{''.join(given)}⟩"
    yield element.text or ""
    for child in element:
        yield from parts(child)
        yield child.tail or ""
    yield f"⟨/{element.tag}⟩"


def is_tag(part: str) -> bool:
    return part.startswith("⟨")


def is_block(part: str) -> bool:
    return is_tag(part) and part.strip("⟨/⟩").split()[0] in BLOCK_ELEMENTS
