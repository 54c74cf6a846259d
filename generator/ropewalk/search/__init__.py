"""Search: the full-text index that Pagefind makes, and the names that are searched first."""

from ropewalk.search.index import SearchPage, index, kept_index
from ropewalk.search.names import names
from ropewalk.search.pagefind import SearchError
from ropewalk.search.text import searched

__all__ = ["SearchError", "SearchPage", "index", "kept_index", "names", "searched"]
