"""Compiled notes for the tests of later stages, from a few words each."""

from manifestcheck.position import Position
from ropewalk.model.note import (
    Block,
    CompiledNote,
    Heading,
    Properties,
    PropertyValue,
    Reference,
    Tag,
    Written,
)
from ropewalk.subpath import heading_key


def a_note(
    *links: str,
    headings: tuple[str, ...] = (),
    blocks: tuple[str, ...] = (),
    tags: tuple[str, ...] = (),
    aliases: tuple[str, ...] = (),
    **properties: PropertyValue,
) -> CompiledNote:
    """Headings are written with their `#` marks, hidden tags with `%` before them; links see below."""
    made = tuple(a_heading(place, text) for place, text in enumerate(headings))
    return CompiledNote(
        properties=Properties(values=properties, aliases=aliases),
        pieces=(),
        lead=made[0] if made and made[0].level == 1 else None,
        headings=made,
        blocks=tuple(Block(id=id_, start=0, end=0, open_wrap="", close_wrap="", line=1) for id_ in blocks),
        references=tuple(a_reference(line, text) for line, text in enumerate(links, start=1)),
        contexts=(),
        tags=tuple(
            Tag(name=name.removeprefix("%"), position=Position(1, 1), hidden=name.startswith("%"))
            for name in tags
        ),
        snippets=(),
        footnotes={"1": ("A footnote.",)},
        sections=(),
        findings=(),
        features=frozenset(),
    )


def a_heading(place: int, text: str) -> Heading:
    level = len(text) - len(text.lstrip("#"))
    plain = text[level:].strip()
    return Heading(
        level=level,
        text=plain,
        key=heading_key(plain),
        id=f"h{place}",
        start=0,
        end=0,
        after=0,
        line=place + 1,
    )


def a_reference(line: int, text: str) -> Reference:
    """`!` before it: an embed; `%`: in a comment; `property: `: in that property."""
    name, colon, rest = text.partition(": ")
    link = rest if colon else text
    target, _, subpath = link.lstrip("%!").partition("#")
    return Reference(
        written=Written.PROPERTY if colon else Written.WIKILINK,
        embed="!" in link[:2],
        target=target,
        subpath=subpath,
        shown=target,
        position=Position(line, 1),
        length=len(link),
        hidden=link.startswith("%"),
        property=name if colon else None,
    )
