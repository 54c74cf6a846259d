"""Code blocks to pieces: highlighted, a diagram to be drawn, or a placeholder for a plugin's block."""

from __future__ import annotations

from html import escape

from markdown_it.token import Token

from manifestcheck.position import Position
from ropewalk.compile.code_lines import code_lines, is_numbered, line_ids
from ropewalk.compile.unit import Unit
from ropewalk.highlight import highlight
from ropewalk.manifests import read_manifest
from ropewalk.model.manifest import Manifest, Remark, State
from ropewalk.model.note import Finding, Snippet
from ropewalk.model.slots import ManifestCard, Notice, Pieces, Transcript
from ropewalk.patience import TooLongError
from ropewalk.runnable import TRANSCRIPTS
from ropewalk.syntax.fence import FenceInfo, is_plugin_fence, parse_info


def write_code(unit: Unit, token: Token, anchor: Pieces) -> None:
    """Write a fence or an indented code block; `anchor` is its id attribute, where it has one."""
    info = parse_info(token.info)
    if token.type == "fence" and is_plugin_fence(info.language):
        notice = Notice("not_rendered", info.language)
        linkable = len(anchor) > 1
        unit.output.write_all(("<div", *anchor, ">", notice, "</div>\n") if linkable else (notice,))
        unit.symbols.inform(
            "RW404",
            f"`{info.language}` block is not rendered",
            unit.start_of(token, token.markup),
        )
        return
    manifest = _manifest(unit, token, info.language) if token.type == "fence" else None
    unit.symbols.read([token.content])
    if info.language == "mermaid":
        unit.symbols.features.add("mermaid")
        _write_pre(unit, 'class="mermaid"', anchor, (escape(token.content, quote=False),))
    else:
        code = _highlighted(unit, token, info.language)
        if manifest is not None:
            _write_manifest(unit, manifest, anchor, code)
            return
        _write_listing(unit, info, anchor, code)
        if info.language.lower() in TRANSCRIPTS and token.type == "fence":
            unit.output.slot(Transcript(len(unit.symbols.snippets) - 1))


def _highlighted(unit: Unit, token: Token, language: str) -> str:
    """Return the HTML of code; in a language that once took too long in this note no other code is tried."""
    if language not in unit.slow_languages:
        try:
            return highlight(token.content, language)
        except TooLongError:
            unit.slow_languages.add(language)
            unit.symbols.inform(
                "RW407",
                f"colouring this `{language}` block takes too long, so it is shown without colours",
                unit.start_of(token, token.markup),
                "Name another language, or none.",
            )
    return escape(token.content, quote=False)


def _manifest(unit: Unit, token: Token, language: str) -> Manifest | None:
    """Note the text of a fence, and what is wrong with it if it is a manifest."""
    symbols, snippet = unit.symbols, _snippet(unit, token, language)
    symbols.snippets.append(snippet)
    if not unit.kubernetes:
        return None
    manifest = read_manifest(snippet, len(symbols.snippets) - 1, unit.kubernetes, symbols.manifest_files)
    if manifest is not None and manifest.state is not State.REFUSED:
        symbols.findings += [_finding(remark) for remark in manifest.told]
    return manifest


def _finding(remark: Remark) -> Finding:
    return Finding(
        code=remark.code,
        severity=remark.severity,
        message=remark.message,
        position=remark.position,
        help=remark.help,
    )


def _write_manifest(unit: Unit, manifest: Manifest, anchor: Pieces, code: str) -> None:
    """Write a card; a manifest outside the note's own text, in a footnote, is listed all the same."""
    unit.symbols.manifests.append(manifest)
    unit.output.write("<figure")
    ids = line_ids(unit, manifest.file, code.count("\n"))
    shown = ManifestCard(len(unit.symbols.manifests) - 1, tuple(code.split("\n")), ids)
    unit.output.write_all((*anchor, shown, "</figure>\n"))


def _write_listing(unit: Unit, info: FenceInfo, anchor: Pieces, code: str) -> None:
    """Write a block of code, under its title where it has one."""
    title = info.values.get("title", "")
    named = f' data-language="{escape(info.language)}"' if info.language else ""
    numbered = " data-numbered" if is_numbered(info) else ""
    if title:
        caption = f"<figcaption>{escape(title, quote=False)}</figcaption>"
        unit.output.write(f'<figure class="code-figure">{caption}\n')
    lines = code_lines(unit, info, code)
    _write_pre(unit, f'class="code"{named}{numbered}', anchor, ("<code>", *lines, "</code>"))
    if title:
        unit.output.write("</figure>\n")


def _write_pre(unit: Unit, attributes: str, anchor: Pieces, content: Pieces) -> None:
    unit.output.write(f'<pre {attributes} tabindex="0"')
    unit.output.write_all((*anchor, ">", *content, "</pre>\n"))


def _snippet(unit: Unit, token: Token, language: str) -> Snippet:
    first = (token.map[0] if token.map else 0) + 1
    lines = token.content.removesuffix("\n").split("\n") if token.content else []
    columns = tuple(
        max(1, len(unit.lines[first + offset]) - len(line) + 1) for offset, line in enumerate(lines)
    )
    return Snippet(
        language=language,
        info=token.info.strip().removeprefix(language).strip(),
        text=token.content,
        position=Position(unit.first_line + first, columns[0] if columns else 1),
        columns=columns,
    )
