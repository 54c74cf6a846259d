"""The laws of compiling and rendering, over notes made of nasty pieces of Markdown."""

import html
from collections.abc import Iterator
from random import Random
from xml.etree.ElementTree import Element

import html5lib
from hypothesis import assume, example, given
from hypothesis import strategies as st

from manifestcheck.position import Position
from ropewalk.compile import compile_note
from ropewalk.model.note import CompiledNote, Dialect, Reference, Written
from ropewalk.move.address import read_address
from ropewalk.properties import read
from ropewalk.raw_html_allowed import VOID
from ropewalk.subpath import heading_key
from ropewalk.syntax.wikilink import parse_wikilink
from tests.ropewalk.rendering import HOST, html_of, linked_vault

SECRET = "SECRET7"
WORDS = ["text", "word. Next", "é", "日本。", "🪢", "a b", "{{ x }}", "1", "x=1", "AT&T"]
LINKS = ["[[Note]]", "[[Note#H|x]]", "![[Note]]", "![[Note#^id]]", "![[b.png|10]]", "[[#H]]", "[[", "]]", "|"]
LINKS += ["[t](Note.md)", "![a|10](b.png)", "[t]", "(Note.md)", "[t]: Note.md", "https://x.y/a_b", "www.x.y"]
LINKS += ["a@b.cc", "<https://x.y>", "![", "](", "[", "]", ")", "![[Gone]]", "[[Gone]]", "![[Host]]"]
INLINE = [
    "*",
    "**",
    "_",
    "~~",
    "==",
    "#tag",
    "#a/b",
    "^id",
    " ^id",
    "[^1]",
    "[^2]",
    "^[in",
    "&amp;",
    "\u00a0",
]
CODE = ["`", "``", "```", "~~~", "```yaml", "````", "    ", "\t"]
DEFINED = [
    "\n\n[t]: Note.md#H 'x'\n\n",
    "\n\n[t]:\n<b c.png>\n\n",
    "[t][T]",
    "![x][t]",
    "[\\[]: Note.md",
    "[\\[]",
]
DEFINED += ["[t](<a b.md#x>)", "[t](a%20b.md)", "[t](\nNote.md\n'y')", "<a href='x y.md#z'>", "[[ N #H ]]"]
MATHS = ["$", "$$", "$x$", "$$\n"]
BLOCKS = ["# ", "## H", "> ", ">", "> [!note]- T", ">[!x]", "- ", "* ", "- [ ] ", "- [x] ", "1. ", "2) "]
BLOCKS += ["| a | b |", "| - | - |", "| [[Note\\|x]] | #t |", "---", "***", "===", "[^1]: f", "[^2]: ", "^id"]
HTML = ["<b>", "</b>", "<details>", "</details>", "<script>", "</script>", "<a href='Note.md'>", "</a>"]
HTML += [
    "<img src='b.png'>",
    "<br>",
    "<table><tbody><tr><td>",
    "</td></tr></tbody></table>",
    "<div>",
    "</div>",
    "<p>",
    "<!--",
    "-->",
    "<",
]
SEPARATORS = ["", "", " ", "\n", "\n", "\n\n", "\n> ", "\n  ", "\n- ", "\n>> "]
PLAIN = WORDS + LINKS + INLINE + CODE + MATHS + BLOCKS + HTML
COMMENTS = [f"%%{SECRET}%%"] * 12
COMMENTS += [f"%%\n\n{SECRET}\n\n%%", f"%% {SECRET} [[{SECRET}]] #{SECRET} %%", f"<!-- {SECRET} -->"]
OTHER = "# H\n\ntext ^id\n\nx[^1]\n\n[^1]: [[Host]]\n\n![[Host#H]]\n"


def notes(*pieces: str) -> st.SearchStrategy[str]:
    """Return texts of such pieces with such separators between them."""
    parts = st.lists(st.tuples(st.sampled_from(SEPARATORS), st.sampled_from(pieces)), max_size=14)
    return parts.map(lambda found: "".join(separator + piece for separator, piece in found))


everything = notes(*PLAIN, "%%", "\\")
dialects = st.builds(Dialect, strict_line_breaks=st.booleans(), external_media=st.booleans())


def compiled(text: str, dialect: Dialect | None = None) -> CompiledNote:
    return compile_note(text, read(text), dialect or Dialect())


def rendered(text: str) -> str:
    return html_of(linked_vault({HOST: text, "Note.md": OTHER}, ["b.png"]))


def at(text: str, position: Position, length: int) -> str:
    line = text.split("\n")[position.line - 1]
    assert 1 <= position.column <= len(line) + 1
    start = sum(len(before) + 1 for before in text.split("\n")[: position.line - 1]) + position.column - 1
    assert start + length <= len(text)
    return text[start : start + length]


@given(
    st.one_of(st.text(), notes(*PLAIN, "%%", "\\", "\0", "\r", "\x0b", "\ufdd0", "\ud800", "\u2028")),
    dialects,
)
@example("---\ntags: [a]\n---\n[[x]]", Dialect())
@example("---\n", Dialect())
def test_compiling_never_raises(text: str, dialect: Dialect) -> None:
    compiled(text, dialect)


@given(everything)
def test_every_position_is_where_its_text_stands(text: str) -> None:
    note = compiled(text)
    for reference in note.references:
        check_reference(reference, at(text, reference.position, reference.length))
    for tag in note.tags:
        assert at(text, tag.position, len(tag.name) + 1) == f"#{tag.name}"
    begins = {
        "RW401": ("%%", "<!--"),
        "RW402": ("[^",),
        "RW403": ("[^",),
        "RW404": ("`", "~"),
        "RW406": ("<",),
    }
    for finding in note.findings:
        assert finding.position is not None
        line = text.split("\n")[finding.position.line - 1]
        assert line.startswith(begins[finding.code], finding.position.column - 1)


def check_reference(reference: Reference, found: str) -> None:
    """A comment within a link is part of its place, and not of what it names."""
    match reference.written:
        case Written.WIKILINK:
            opening = "![[" if reference.embed else "[["
            assert found.startswith(opening)
            assert found.endswith("]]")
            link = parse_wikilink(found[len(opening) : -2], embed=reference.embed)
            assert "%%" in found or "<!--" in found or (link and link.target == reference.target)
        case Written.MARKDOWN:
            assert found.startswith("![" if reference.embed else "[")
            assert found.endswith((")", "]"))
        case _:
            assert found.startswith("<")
            assert found.endswith(">")


@given(notes(*PLAIN, *DEFINED, "%%", "\\"))
@example("> [a]:\n> <No te.md#x>\n\n[a] %%\n> - [t](b.md)\n%%")
@example("| a\\|b | [[N\\|x]] [t](b.md) |\n| - | - |\n")
def test_every_address_is_where_it_is_written(text: str) -> None:
    note = compiled(text)
    for reference in note.references:
        if reference.address is None:
            # A comment stands in it, or it names nothing: `[t]()`.
            assert "%%" in text or "<!--" in text or not reference.target
            continue
        found = at(text, reference.address.position, reference.address.length)
        assert read_address(reference.written, found) == (reference.target, reference.subpath)
    for heading in note.headings:
        if heading.span is not None:
            written = at(text, heading.span.position, heading.span.length)
            assert heading_key(written) == heading.key


@given(everything)
def test_every_snippet_is_what_stands_at_its_place(text: str) -> None:
    lines = text.split("\n")
    for snippet in compiled(text).snippets:
        for row, line in enumerate(snippet.text.splitlines()):
            source = lines[snippet.position.line - 1 + row]
            found = source[snippet.columns[row] - 1 :]
            # Of a tab that a container takes a part of, spaces are left (CommonMark, "Tabs").
            # Of a comment behind a fence that is never closed, white space.
            assert found == line or found.lstrip("\t ") == line.lstrip(" ") or not line.strip()


CONTAINERS = [
    ("", ""),
    ("> ", "> "),
    ("- ", "  "),
    ("1. > ", "   > "),
    ("> [!note]- T\n> ", "> "),
    ("> - ", ">   "),
]
code_lines = st.lists(
    st.lists(st.sampled_from([*PLAIN, "%%", "\\", " ", "%%[[x]]%%", "---", "{{ .V }}"]), max_size=4).map(
        "".join
    ),
    min_size=1,
    max_size=5,
).map(lambda lines: "\n".join(lines).split("\n"))


@given(code_lines, st.sampled_from(CONTAINERS), st.sampled_from(["", "yaml", "sh", "text", "nonsense"]))
def test_code_reaches_the_page_byte_for_byte(
    lines: list[str], container: tuple[str, str], language: str
) -> None:
    first, others = container
    fence = "~" * (max((len(run) for line in lines for run in line.split("`")), default=0) + 80)
    text = f"{first}{fence}{language}\n" + "".join(f"{others}{line}\n" for line in [*lines, fence])
    expected = "".join(f"{line}\n" for line in lines)
    [snippet] = compiled(text).snippets
    assert snippet.text == expected
    [code] = parsed(rendered(text)).iter("code")
    assert "".join(code.itertext()) == expected


@given(notes(*(piece for piece in PLAIN if "`" not in piece), "%%", "\\"))
def test_code_in_a_line_reaches_the_page(text: str) -> None:
    code = " ".join(text.split("\n"))
    assume(code.strip())
    page = rendered(f"x ` {code} ` y")
    assert f"<p>x <code>{html.escape(code, quote=False)}</code> y</p>" in page


@given(everything, dialects)
def test_compiling_twice_gives_the_same(text: str, dialect: Dialect) -> None:
    assert repr(compiled(text, dialect)) == repr(compiled(text, dialect))


@given(everything, everything, st.randoms())
def test_the_order_of_notes_does_not_matter(one: str, two: str, random: Random) -> None:
    files = {HOST: one, "Note.md": OTHER, "x/Note.md": two, "Gone/Host.md": "#tag"}
    shuffled = list(files.items())
    random.shuffle(shuffled)
    first, second = linked_vault(files, ["b.png"]), linked_vault(dict(shuffled), ["b.png"])
    assert repr(first) == repr(second)
    assert [html_of(first, path) for path in files] == [html_of(second, path) for path in files]


@given(everything)
@example("a[^a] b[^a] c[^a-1]\n\n[^a]: x\n[^a-1]: y")
@example("# rw-note-1\n\n<b id='^x'></b> ^x\n\n# section\n\n# !")
def test_ids_are_unique_and_elements_are_closed(text: str) -> None:
    page = rendered(text)
    ids = [element.attrib["id"] for element in parsed(page).iter() if "id" in element.attrib]
    assert sorted(ids) == sorted(set(ids))
    # What a browser makes of the page is what was written: nothing is closed or moved to mend it.
    written = [part.partition(">")[0].split()[0] for part in page.split("<")[1:]]
    assert written == [tag for element in parsed(page) for tag in tags(element)]


def parsed(page: str) -> Element:
    tree: Element = html5lib.parseFragment(page, namespaceHTMLElements=False)
    return tree


def tags(element: Element) -> Iterator[str]:
    yield element.tag
    for child in element:
        yield from tags(child)
    if element.tag not in VOID | {"input"}:
        yield f"/{element.tag}"


@given(notes(*PLAIN, *COMMENTS))
@example(f"a %% x\n\n- {SECRET}\n%%")
def test_nothing_in_a_comment_is_seen_but_in_code(text: str) -> None:
    assert SECRET not in "".join(text_outside_code(parsed(rendered(text))))


@given(notes(*(piece for piece in PLAIN if piece not in CODE and "`" not in piece), *COMMENTS))
@example(f"%%{SECRET}%%")
def test_nothing_in_a_comment_leaves_the_compiler(text: str) -> None:
    note = compiled(text)
    references = [one for one in note.references if not one.hidden]
    tags = [one for one in note.tags if not one.hidden]
    kept = (
        note.pieces,
        note.sections,
        note.contexts,
        note.snippets,
        note.headings,
        note.blocks,
        note.findings,
    )
    assert SECRET not in repr((kept, references, tags, note.footnotes, note.lead, note.features))
    assert SECRET not in rendered(text)


def text_outside_code(element: Element) -> Iterator[str]:
    if element.tag not in ("code", "pre"):
        yield element.text or ""
        for child in element:
            yield from text_outside_code(child)
            yield child.tail or ""
