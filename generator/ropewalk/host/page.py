"""Pages whose text comes from an article, not from MkDocs' own Markdown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from ropewalk.model.article import Article, Contents

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files


class ArticlePage(Page):
    """A page of MkDocs that shows an article."""

    _article: Article | None = None
    _later: bool = False
    _content: str | None = None
    _toc: TableOfContents | None = None

    def __init__(  # noqa: PLR0913 - what MkDocs reads from a file is all given here
        self,
        file: File,
        config: MkDocsConfig,
        *,
        title: str,
        markdown: str,
        meta: dict[str, Any],
        make: Callable[[str | None], Article],
        late: bool = False,
    ) -> None:
        """Show what `make` returns; it is given the text if another plugin has changed it.

        `late`: it is made when the template asks for it, and the page has no content before.
        """
        super().__init__(title, file, config)
        self._late = late
        self._properties = meta
        self._make = make
        self._given = markdown

    def is_of(self, title: str, meta: dict[str, Any]) -> bool:
        """Whether the page has this title and these properties."""
        return self.title == title and self._properties == meta

    def remake(self, make: Callable[[str | None], Article]) -> None:
        """Show from the next time on what `make` returns."""
        self._make = make

    def read_source(self, config: MkDocsConfig) -> None:
        """Take text and properties from the compiled note, so that no line is taken for metadata."""
        replaced = config.plugins.on_page_read_source(page=self, config=config)
        self.markdown = self._given if replaced is None else replaced
        self.meta = dict(self._properties)

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - MkDocs' own signature
        """Set the content from the article, compiled anew if another plugin changed the text."""
        changed = self.markdown if self.markdown != self._given else None
        self.article = None if self._late else self._make(changed)
        self._later = self._late
        self.__dict__.pop("_content", None)
        self.__dict__.pop("_toc", None)

    def let_go(self) -> None:
        """Keep of the article only what is told beside the page: the page will not be shown again."""
        if self.article is not None:
            self.article = replace(
                self.article,
                html=Markup(),
                contents=(),
                siblings=(),
                backlinks=(),
                unlinked=(),
                neighbours=(),
                closest=(),
            )

    @property
    def article(self) -> Article | None:
        """What the page shows, from when it is rendered on."""
        if self._later:
            self.article = self._make(None)
        return self._article

    @article.setter
    def article(self, article: Article | None) -> None:
        self._article, self._later = article, False

    @property
    def content(self) -> str | None:
        """The HTML; kept beside the article's only where it is another, for a site's would be held twice."""
        if self._later:
            return ""
        return str(self.article.html) if self._content is None and self.article else self._content

    @content.setter
    def content(self, html: str | None) -> None:
        same = html == "" if self._later else self.article is not None and html == self.article.html
        self._content = None if same else html

    @property
    def toc(self) -> TableOfContents:
        """The table of contents, made for whoever asks: our own theme has the article's."""
        if self._toc is None:
            self._toc = TableOfContents(_anchors(self.article.contents if self.article else ()))
        return self._toc

    @toc.setter
    def toc(self, toc: TableOfContents) -> None:
        self._toc = toc or None

    @property
    def replaced(self) -> str:
        """The content, where another plugin has changed it or the text it was made of; else ''."""
        # MkDocs marks the content of a draft as one.
        same = self._content is None or self.file.inclusion.is_excluded()
        return "" if same and self.markdown == self._given else self.content or ""


def _anchors(entries: Sequence[Contents]) -> list[AnchorLink]:
    links = []
    for entry in entries:
        link = AnchorLink(entry.text, entry.href[1:], level=entry.level)
        link.children = _anchors(entry.children)
        links.append(link)
    return links
