"""Pages whose text comes from an article, not from MkDocs' own Markdown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from ropewalk.model.article import Article, Contents

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files


class ArticlePage(Page):
    """A page of MkDocs that shows an article."""

    article: Article | None = None

    def __init__(  # noqa: PLR0913 - what MkDocs reads from a file is all given here
        self,
        file: File,
        config: MkDocsConfig,
        *,
        title: str,
        markdown: str,
        meta: dict[str, Any],
        make: Callable[[str | None], Article],
    ) -> None:
        """Show what `make` returns; it is given the text if another plugin has changed it."""
        super().__init__(title, file, config)
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
        article = self._make(changed)
        self.article = article
        self.content = str(article.html)
        self.toc = TableOfContents(_anchors(article.contents))

    @property
    def replaced(self) -> str:
        """The content, where another plugin has changed it or the text it was made of; else ''."""
        if self.article is None or self.content is None:
            return ""
        # MkDocs marks the content of a draft as one.
        same = self.file.inclusion.is_excluded() or self.content == self.article.html
        return "" if same and self.markdown == self._given else self.content


def _anchors(entries: Sequence[Contents]) -> list[AnchorLink]:
    links = []
    for entry in entries:
        link = AnchorLink(entry.text, entry.href[1:], level=entry.level)
        link.children = _anchors(entry.children)
        links.append(link)
    return links
