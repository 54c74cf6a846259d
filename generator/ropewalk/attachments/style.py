"""CSS in a picture: it may name what is in the picture itself, and load nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import tinycss2
from tinycss2 import ast

_LOADING: Final = frozenset(
    ("image", "image-set", "-webkit-image-set", "src", "cross-fade", "-webkit-cross-fade")
)
"""Functions that load what a text names."""
_RULES: Final = frozenset(("charset", "import"))
_HARMLESS: Final = ("#", "data:image/", "data:font/", "data:application/font", "data:application/x-font")


def still(css: str) -> str:
    """Return a style sheet, a declaration or a value without comments and without what loads a file."""
    if "/*" not in css and "\\" not in css and "(" not in css and "@" not in css:
        return css
    kept = _kept(tinycss2.parse_component_value_list(css, skip_comments=True))
    return str(tinycss2.serialize(list(kept)))


def _kept(nodes: Iterable[ast.Node]) -> Iterator[ast.Node]:
    """Yield what stays; of a rule that imports another file nothing does, to its semicolon."""
    importing = False
    for node in nodes:
        if isinstance(node, ast.AtKeywordToken) and node.lower_value in _RULES:
            importing = True
        elif importing:
            importing = not (isinstance(node, ast.LiteralToken) and node.value == ";")
        elif not _loads(node):
            if isinstance(node, ast.FunctionBlock):
                node.arguments = list(_kept(node.arguments))
            elif isinstance(node, ast.CurlyBracketsBlock | ast.SquareBracketsBlock | ast.ParenthesesBlock):
                node.content = list(_kept(node.content))
            yield node


def _loads(node: ast.Node) -> bool:
    """Whether a value would load a file."""
    if isinstance(node, ast.URLToken):
        return not _is_harmless(node.value)
    if not isinstance(node, ast.FunctionBlock):
        return False
    if node.lower_name in {"url", "url-prefix"}:
        named = [one.value for one in node.arguments if isinstance(one, ast.StringToken)]
        return not all(map(_is_harmless, named))
    return node.lower_name in _LOADING


def _is_harmless(address: str) -> bool:
    return address.strip().lower().startswith(_HARMLESS)
