"""Files beside the notes that the configuration names: the site's style sheets and scripts, logo, favicon."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_PICTURES: Final = ("logo", "favicon")
"""Under `theme:`."""


def configured_paths(config: MkDocsConfig) -> Iterator[str]:
    """Yield the path of each, within the folder of the notes; those of the theme's folder are not there."""
    named = [*config.extra_css, *config.extra_javascript, *map(config.theme.get, _PICTURES)]
    for path in dict.fromkeys(str(one) for one in named if one):
        if ".." not in PurePosixPath(path).parts and (Path(config.docs_dir) / path).is_file():
            yield path
