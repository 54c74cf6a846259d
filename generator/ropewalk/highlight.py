"""Code as HTML with Pygments' short class names, byte for byte the author's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from html import escape
from typing import TYPE_CHECKING

from ropewalk.patience import at_most
from ropewalk.plain_yaml import plain_yaml

if TYPE_CHECKING:  # Pygments is slow to import, and a vault may hold no code
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

LIMIT = 200_000
"""Longer code, in characters, is not highlighted."""
_PATIENCE = 2.0
_SLOWEST = 1 / 10_000
"""Seconds for any code, and for each character of it: a tenth of the speed that lexers have."""
_LANGUAGES = {
    "conf": "ini",
    "dataviewjs": "javascript",
    "dotenv": "bash",
    "env": "bash",
    "go-template": "go-html-template",
    "gotmpl": "go-html-template",
    "gradle": "groovy",
    "helm": "yaml",
    "jsonc": "json5",
    "mdx": "markdown",
    "patch": "diff",
    "sh-session": "console",
    "shellsession": "console",
    "svelte": "html",
    "svg": "xml",
    "vba": "vb.net",
}
"""What authors write, and what Pygments calls it or its nearest kin."""
_PLAIN = frozenset({"", "err", "n", "p", "w", "x"})
"""Classes that are not worth a span."""


def highlight(code: str, language: str) -> str:
    """Return the code as HTML without a wrapper; no span reaches over the end of a line.

    Code in a language that Pygments does not know, and code that its lexer fails on, is escaped only.
    Raises TooLongError if the lexer takes much longer than lexers do: some need hours for a few thousand
    blank lines.
    """
    lexer = _lexer(language.lower()) if language and len(code) <= LIMIT else None
    if lexer is None:
        return escape(code, quote=False)
    if lexer.name == "YAML" and (plain := plain_yaml(code)) is not None:
        return plain
    # Lexers rely on a last newline. No span holds one, so the one added here is the last character.
    source = code if code.endswith("\n") else f"{code}\n"
    try:
        with at_most(_PATIENCE + len(source) * _SLOWEST):
            tokens = list(lexer.get_tokens_unprocessed(source))
    except Exception:  # noqa: BLE001 (lexers are third-party code of any quality; the text must be shown)
        return escape(code, quote=False)
    if "".join([text for _, _, text in tokens]) != source:
        return escape(code, quote=False)
    html = "".join(_spans(tokens))
    return html if source is code else html[:-1]


@lru_cache(maxsize=256)
def _lexer(language: str) -> Lexer | None:
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415 (see above)
    from pygments.util import ClassNotFound  # noqa: PLC0415

    try:
        return get_lexer_by_name(_LANGUAGES.get(language, language))
    except ClassNotFound:
        return None


@cache
def _css_class(kind: _TokenType) -> str:
    from pygments.token import STANDARD_TYPES  # noqa: PLC0415

    known: _TokenType | None = kind
    while known is not None and known not in STANDARD_TYPES:
        known = known.parent
    name = STANDARD_TYPES[known] if known is not None else ""
    return "" if name in _PLAIN else name


def _spans(tokens: Iterable[tuple[int, _TokenType, str]]) -> Iterator[str]:
    waiting, waiting_class = "", ""
    for _, kind, text in tokens:
        css_class = _css_class(kind)
        if css_class == waiting_class:
            waiting += text
            continue
        yield _span(waiting_class, waiting)
        waiting, waiting_class = text, css_class
    yield _span(waiting_class, waiting)


def _span(css_class: str, text: str) -> str:
    html = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if not css_class or not text:  # some lexers end with an empty token
        return html
    if "\n" not in html:
        return f'<span class="{css_class}">{html}</span>'
    return "\n".join(f'<span class="{css_class}">{line}</span>' if line else "" for line in html.split("\n"))
