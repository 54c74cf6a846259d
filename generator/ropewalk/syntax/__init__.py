"""Obsidian's Markdown as rules for markdown-it-py, one syntax per file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from ropewalk.syntax.bare_url import bare_url_plugin
from ropewalk.syntax.block_dispatch import block_dispatch_plugin
from ropewalk.syntax.block_id import block_id_plugin
from ropewalk.syntax.callout import callout_plugin
from ropewalk.syntax.comment import comment_plugin
from ropewalk.syntax.core_rules import core_rules_plugin
from ropewalk.syntax.dispatch import dispatch_plugin
from ropewalk.syntax.filler import filler_plugin
from ropewalk.syntax.footnote import footnote_plugin
from ropewalk.syntax.highlight import highlight_plugin
from ropewalk.syntax.link import link_plugin
from ropewalk.syntax.math import math_plugin
from ropewalk.syntax.nesting import nesting_plugin
from ropewalk.syntax.table import table_plugin
from ropewalk.syntax.tag import tag_plugin
from ropewalk.syntax.task import task_plugin
from ropewalk.syntax.wikilink import wikilink_plugin

if TYPE_CHECKING:
    from collections.abc import Callable

PLUGINS: tuple[Callable[[MarkdownIt], None], ...] = (
    nesting_plugin,
    table_plugin,
    callout_plugin,
    block_id_plugin,
    math_plugin,
    comment_plugin,
    link_plugin,
    footnote_plugin,
    wikilink_plugin,
    tag_plugin,
    task_plugin,
    highlight_plugin,
    bare_url_plugin,
    filler_plugin,
    core_rules_plugin,
    dispatch_plugin,
    block_dispatch_plugin,
)
"""In the order in which they must be added."""

_MAX_NESTING = 100


def parser(*, breaks: bool = False) -> MarkdownIt:
    """Return a parser for Obsidian's Markdown; `breaks`: a single line end breaks the line."""
    options = {"html": True, "breaks": breaks, "maxNesting": _MAX_NESTING, "store_labels": True}
    md = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    for plugin in PLUGINS:
        md.use(plugin)
    return md
