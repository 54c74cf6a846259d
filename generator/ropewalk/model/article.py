"""What a page shows, ready for a template: text is plain, `Markup` is HTML that is safe as it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from markupsafe import Markup, escape

from manifestcheck.value import value
from ropewalk.model.proof import Proof


@lru_cache(maxsize=1024)
def _anchor(text: str, href: str | None) -> str:
    """Return a link as HTML; those of one folder's notes stand on many pages."""
    shown = str(escape(text))
    return shown if href is None else f'<a href="{escape(href)}">{shown}</a>'


@value()
class Link:
    """A text and where it leads, relative to the page; None: it leads nowhere (the page itself)."""

    text: str
    href: str | None

    def __html__(self) -> str:
        """Return the link as HTML, which a template writes for it."""
        return _anchor(self.text, self.href)


class Here(Link):
    """The page itself among others, marked as where the reader is."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return a link to the note's text."""
        return f'<a href="#rw-note" aria-current="page">{escape(self.text)}</a>'


def entries(links: Iterable[Link | Mention | Contents]) -> Markup:
    """Return links as the items of a list, for templates: by a loop of theirs it takes ten times as long."""
    items = "\n".join([f"<li>{link.__html__()}</li>" for link in links])
    return Markup(items)  # noqa: S704 - made of escaped text


class TagLink(Link):
    """A tag, with its page."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return the tag as HTML, which a template writes for it."""
        return _tag(self.text, self.href)


@lru_cache(maxsize=1024)
def _tag(text: str, href: str | None) -> str:
    shown = f"#{escape(text)}"
    if href is None:
        return f'<span class="tag">{shown}</span>'
    return f'<a class="tag" href="{escape(href)}">{shown}</a>'


@value()
class Contents:
    """An entry of the table of contents."""

    text: str
    href: str
    """`#` and the percent-encoded id."""
    level: int
    children: tuple[Contents, ...]

    def __html__(self) -> str:
        """Return a link to the heading, with those below it as a list."""
        below = f"<ul>\n{entries(self.children)}\n</ul>" if self.children else ""
        return f'<a href="{escape(self.href)}">{escape(self.text)}</a>{below}'


@value()
class Mention:
    """A note that links here, with the sentences around its links, the link in `<mark>`."""

    link: Link
    sentences: tuple[Markup, ...]

    def __html__(self) -> str:
        """Return the link and the sentences as HTML, which a template writes for it."""
        return "".join([self.link.__html__(), *(f"<p>{sentence}</p>" for sentence in self.sentences)])


@value()
class Property:
    """A property to be shown: its name and one or more values (text, or links already made)."""

    name: str
    values: tuple[Markup, ...]


@value(kw_only=True)
class Article:
    """One page's content, without the site's frame around it."""

    kind: str
    """`note`, `folder`, `tag`, `tags`, `wanted`, `graph`, `recent`."""
    title: str
    title_id: str
    """The id of the leading heading that the title stands for, else ''."""
    html: Markup
    has_heading: bool = False
    """Whether the text begins with a heading of the first level that is not the title."""
    description: str = ""
    image: str = ""
    """The address of the picture for other sites' previews, relative to the site or of another host."""
    css_classes: tuple[str, ...] = ()
    language: str = ""
    """The note's `lang` property; '' where it has none."""
    direction: str = ""
    """`ltr`, `rtl` or ''."""
    contents: tuple[Contents, ...] = ()
    tags: tuple[TagLink, ...] = ()
    aliases: tuple[str, ...] = ()
    """Other names, without old addresses."""
    properties: tuple[Property, ...] = ()
    """Those without a place of their own on the page."""
    created: datetime | None = None
    """When the note was written, in UTC; None: nobody knows. So is `updated`, its last change."""
    updated: datetime | None = None
    minutes: int = 0
    """Reading time; 0: not worth showing."""
    breadcrumbs: tuple[Link, ...] = ()
    """From the vault's root folder to the page's own folder, the page itself left out."""
    siblings: tuple[Link, ...] = ()
    """Notes of the same folder around this one in order, itself included as `Here`."""
    more: Link | None = None
    """The folder's page, where `siblings` was capped: text is how many more there are."""
    backlinks: tuple[Mention, ...] = ()
    proof: Proof | None = None
    unlinked: tuple[Mention, ...] = ()
    """Notes whose text names this one without a link, the name in `<mark>`."""
    neighbours: tuple[Link, ...] = ()
    """Notes that this one links to or that link to it, by title; those beyond a limit are left out."""
    closest: tuple[Link, ...] = ()
    """Of many neighbours those that are linked with it most, in that order; of few none."""
    features: frozenset[str] = frozenset()
    """`math`, `mermaid`."""
