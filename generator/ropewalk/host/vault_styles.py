"""Style sheets of the vault itself, for sites that ask for them: `publish.css` and the app's CSS snippets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from mkdocs.config.base import ValidationError

from ropewalk.host.files import theme_file
from ropewalk.paths import GENERATED

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from ropewalk.host.config import PluginConfig

PUBLISH: Final = "publish.css"
SNIPPETS: Final = ".obsidian/snippets"
_FOLDER: Final = f"{GENERATED}/vault"


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultStyle:
    """A style sheet of the vault that pages load."""

    path: str
    """In the vault."""
    file: Path
    url: str
    """In the site, not percent-encoded."""
    option: str
    """Which asks for it."""


def vault_styles(plugin: PluginConfig, vault: Path) -> tuple[VaultStyle, ...]:
    """Return the style sheets that the options ask for; raise ValidationError for one that is not there."""
    styles = tuple(asked_styles(plugin, vault))
    for style in styles:
        if not style.file.is_file():
            raise ValidationError(f"option '{style.option}': there is no `{style.path}` in the vault")
    return styles


def load_styles(styles: tuple[VaultStyle, ...], config: MkDocsConfig) -> None:
    """Let every page load them, before the style sheets of the site's own configuration."""
    own = [quote(style.url) for style in styles]
    config.extra_css = [*own, *(each for each in config.extra_css if each not in own)]


def add_styles(styles: tuple[VaultStyle, ...], files: Files, config: MkDocsConfig) -> None:
    """Let the site hold them."""
    for style in styles:
        files.append(theme_file(style.file, style.url, config))


def asked_styles(plugin: PluginConfig, vault: Path) -> Iterator[VaultStyle]:
    """Yield the style sheets that the options ask for, in the order in which they are loaded."""
    asked = [(f"{SNIPPETS}/{name}.css", f"snippets/{name}.css", "snippets") for name in plugin.snippets]
    if plugin.publish_css:
        asked.insert(0, (PUBLISH, PUBLISH, "publish_css"))
    for path, name, option in asked:
        yield VaultStyle(path=path, file=vault / path, url=f"{_FOLDER}/{name}", option=option)
