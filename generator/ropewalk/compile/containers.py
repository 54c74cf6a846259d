"""Containers to pieces: lists, quotes, callouts, tables and the definitions of footnotes."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from markdown_it.token import Token

from ropewalk.compile.block_writer import BlockWriter, Frame
from ropewalk.compile.inline import write_flow, write_inline


def _list_open(writer: BlockWriter, token: Token) -> None:
    tasks = ' class="contains-task-list"' if token.meta.get("tasks") else ""
    number = token.attrs.get("start", 1)
    start = f' start="{number}"' if number != 1 else ""
    frame = writer.open(token, f"<{token.tag}{start}{tasks}", f"</{token.tag}>\n")
    frame.number = int(number) if token.tag == "ol" else None


def _item_open(writer: BlockWriter, token: Token) -> None:
    parent = writer.frames[-1]
    wrap = ("<ul>", "</ul>\n")
    if parent.number is not None:
        wrap = (f'<ol start="{parent.number}">', "</ol>\n")
        parent.number += 1
    task = token.meta.get("task")
    if task is None:
        writer.open(token, "<li", "</li>\n", wrap=wrap)
        return
    done = " is-checked" if task != " " else ""
    writer.open(token, f'<li class="task-list-item{done}" data-task="{escape(task)}"', "</li>\n", wrap=wrap)
    checked = " checked" if done else ""
    writer.unit.output.write(f'<input class="task-list-item-checkbox" type="checkbox" disabled{checked}> ')


def _quote_open(writer: BlockWriter, token: Token) -> None:
    writer.open(token, "<blockquote", "</blockquote>\n")


def _callout_open(writer: BlockWriter, token: Token) -> None:
    meta = token.meta
    element = "details" if meta["fold"] else "div"
    attributes = f' data-callout="{escape(meta["type"])}" data-callout-metadata="{escape(meta["metadata"])}"'
    attributes += f' data-callout-fold="{meta["fold"]}"'
    collapsible = " is-collapsible" if meta["fold"] else ""
    opened = " open" if meta["fold"] == "+" else ""
    before = f'<{element} class="callout{collapsible}"{attributes}{opened}'
    writer.open(token, before, f"</{element}>\n").fold = meta["fold"]


def _callout_title(writer: BlockWriter, _token: Token) -> None:
    write = writer.unit.output.write
    fold = writer.frames[-1].fold
    element, inner = ("summary", "span") if fold else ("div", "div")
    write(f'<{element} class="callout-title"><{inner} class="callout-icon"></{inner}>')
    write(f'<{inner} class="callout-title-inner">')
    writer.unit.symbols.read(write_inline(writer.unit, writer.inline()).said)
    write(f"</{inner}>")
    write('<span class="callout-fold"></span>' if fold else "")
    write(f"</{element}>\n")


def _callout_content_open(writer: BlockWriter, token: Token) -> None:
    writer.open(token, '<div class="callout-content"', "</div>\n")


def _table_open(writer: BlockWriter, token: Token) -> None:
    writer.unit.output.mark()
    writer.open(token, '<div class="table-wrapper"', "</table></div>\n")
    writer.unit.output.write("<table>\n")


def _part_open(writer: BlockWriter, token: Token) -> None:
    writer.open(token, f"<{token.tag}", f"</{token.tag}>\n")


def _cell(writer: BlockWriter, token: Token) -> None:
    align = str(token.attrs.get("style", "")).removeprefix("text-align:")
    aligned = f' class="align-{align}"' if align else ""
    if writer.row:
        writer.row.append(" | ")
    writer.unit.output.write(f"<{token.tag}{aligned}>")
    writer.row += write_flow(writer.unit, writer.inline(), (), "").said
    writer.unit.output.write(f"</{token.tag}>")


def _row_close(writer: BlockWriter, token: Token) -> None:
    writer.close(token)
    writer.unit.symbols.read(writer.row, whole=True)
    writer.row = []


def _footnote_open(writer: BlockWriter, token: Token) -> None:
    writer.unit.output.begin()
    writer.frames.append(Frame(label=token.meta["label"]))


def _footnote_close(writer: BlockWriter, _token: Token) -> None:
    frame = writer.frames.pop()
    writer.close_scope(frame)
    writer.unit.footnotes.setdefault(frame.label, writer.unit.output.finish())


def _footnote_unused(writer: BlockWriter, token: Token) -> None:
    """Tell of a definition whose text follows as that of the note."""
    unit, label = writer.unit, token.meta["label"]
    unit.symbols.warn(
        "RW403",
        f"footnote `{label}` is not referred to",
        unit.start_of(token, f"[^{label}]:"),
        f"Write `[^{label}]` where it belongs, or remove it.",
    )


CONTAINERS: dict[str, Callable[[BlockWriter, Token], None]] = {
    "bullet_list_open": _list_open,
    "ordered_list_open": _list_open,
    "list_item_open": _item_open,
    "blockquote_open": _quote_open,
    "callout_open": _callout_open,
    "callout_title_open": _callout_title,
    "callout_content_open": _callout_content_open,
    "table_open": _table_open,
    "thead_open": _part_open,
    "tbody_open": _part_open,
    "tr_open": _part_open,
    "th_open": _cell,
    "td_open": _cell,
    "tr_close": _row_close,
    "footnote_definition_open": _footnote_open,
    "footnote_definition_close": _footnote_close,
    "footnote_unused": _footnote_unused,
    **{
        f"{kind}_close": BlockWriter.close
        for kind in (
            "bullet_list", "ordered_list", "list_item", "blockquote", "callout", "callout_content",
            "table", "thead", "tbody",
        )
    },
}  # fmt: skip
