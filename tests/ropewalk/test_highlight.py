"""Highlighted code holds the author's text and nothing but spans."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments.lexer import Lexer
from pygments.token import Keyword, String, Token, _TokenType

from manifestcheck.position import Position
from ropewalk import highlight as module
from ropewalk.compile import compile_note
from ropewalk.highlight import LIMIT, highlight
from ropewalk.model.note import Dialect
from ropewalk.patience import TooLongError
from ropewalk.properties import read as read_properties
from tests.ropewalk.rendering import html_of, linked_vault

LANGUAGES = ["", "bash", "console", "diff", "go", "html", "jsonc", "nonsense", "php", "python", "yaml", "yml"]
CODE = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\n\r\t <>&\"'#$-:{}[]=")), max_size=60)


class _Reader(HTMLParser):
    """Collects the text, and for each tag its name and attributes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.text = ""
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_entityref(self, name: str) -> None:
        self.text += unescape(f"&{name};")


def read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


@given(CODE, st.sampled_from(LANGUAGES))
def test_the_text_is_the_authors_byte_for_byte(code: str, language: str) -> None:
    reader = read(highlight(code, language))
    assert reader.text == code
    for tag, attributes in reader.tags:
        assert tag == "span"
        assert [name for name, _ in attributes] == ["class"]


@given(CODE, st.sampled_from(LANGUAGES))
def test_every_line_is_complete_html(code: str, language: str) -> None:
    html = highlight(code, language).split("\n")
    assert len(html) == len(code.split("\n"))
    for line in html:
        assert line.count("<span") == line.count("</span>")


@pytest.mark.parametrize("code", ["", "\n", "\n\n# x\n", "a: b", "a: b\n\n\n", "\ta: |\n  b \n"])
def test_newlines_at_the_ends_stay(code: str) -> None:
    assert read(highlight(code, "yaml")).text == code


def test_an_empty_token_at_the_end_is_no_span() -> None:
    assert highlight("()", "console") == '<span class="gp">()</span>'


def test_yaml() -> None:
    html = highlight('a: "<b>" # c\n', "yaml")
    assert html == (
        '<span class="nt">a</span>: <span class="s">"&lt;b&gt;"</span> <span class="c1"># c</span>\n'
    )


def test_text_over_lines_has_a_span_on_each() -> None:
    html = highlight('x = """a\n\nb"""\n', "python")
    assert '"""a</span>\n\n<span class="s2">b"""</span>' in html


def test_a_console_tells_prompts_from_output() -> None:
    html = highlight("$ ls\na.yaml\n", "console")
    assert '<span class="gp">$ </span>' in html
    assert '<span class="go">a.yaml</span>' in html


@pytest.mark.parametrize("language", ["", "nonsense", "text"])
def test_what_is_not_known_is_escaped(language: str) -> None:
    assert highlight("if a < b && c:\n", language) == "if a &lt; b &amp;&amp; c:\n"


def test_case_does_not_matter() -> None:
    assert highlight("a: b", "YAML") == highlight("a: b", "yaml")


def test_long_code_is_escaped_only() -> None:
    code = "a: b\n" * (LIMIT // 5 + 1)
    assert highlight(code, "yaml") == code


class _Failing(Lexer):
    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, _TokenType, str]]:
        yield 0, Keyword, text[:1]
        raise RuntimeError("a lexer's mistake")


class _Losing(Lexer):
    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, _TokenType, str]]:
        yield 0, String, text[1:]


class _Inventive(Lexer):
    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, _TokenType, str]]:
        yield 0, Keyword.Of.Its.Own, text[:1]
        yield 1, Token.Unheard, text[1:]


@pytest.mark.parametrize("lexer", [_Failing(), _Losing()])
def test_a_lexer_that_fails_costs_only_the_colours(monkeypatch: pytest.MonkeyPatch, lexer: Lexer) -> None:
    monkeypatch.setattr(module, "_lexer", lambda _: lexer)
    assert highlight("a < b", "any") == "a &lt; b"


def test_an_unknown_kind_looks_like_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_lexer", lambda _: _Inventive())
    assert highlight("ab", "any") == '<span class="k">a</span>b'


ENDLESS = "a" * 4_000
"""What the lexer of make's basics takes hours for."""


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0.05)
    monkeypatch.setattr(module, "_SLOWEST", 0.0)


# The end may come while a callback of the collector runs, say Hypothesis's: Python reports it then, and it
# comes again.
REPORTED = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@REPORTED
@pytest.mark.usefixtures("impatient")
def test_a_lexer_that_does_not_end_is_ended() -> None:
    before = signal.getsignal(signal.SIGVTALRM)
    with pytest.raises(TooLongError):
        highlight(ENDLESS, "basemake")
    assert signal.getsignal(signal.SIGVTALRM) is before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)
    assert highlight("a: 1", "yaml") != "a: 1"


@REPORTED
@pytest.mark.usefixtures("impatient")
def test_its_code_is_shown_and_its_language_not_tried_again() -> None:
    text = f"x\n\n```basemake\n{ENDLESS}\n```\n\n- ```basemake\n  a&b\n  ```\n"
    note = compile_note(text, read_properties(text), Dialect())
    (finding,) = note.findings
    assert (finding.code, finding.position) == ("RW407", Position(3, 1))
    html = html_of(linked_vault({"Host.md": text}))
    assert f"<code>{ENDLESS}\n</code>" in html
    assert "<code>a&amp;b\n</code>" in html


def test_in_another_thread_nothing_is_ended() -> None:
    with ThreadPoolExecutor() as executor:
        assert executor.submit(highlight, "a: 1", "yaml").result() == highlight("a: 1", "yaml")
